import { useState, type FormEvent, type ReactNode } from 'react';
import { LOCAL_RULE_KINDS, RULE_KINDS, RULE_LIMITS, type AlarmRule, type RuleBody } from '@contract/domain/alarm-rule.ts';
import type { RuleTrial } from '@contract/domain/alarm-rule-test.ts';
import { utcMs } from '@contract/domain/units.ts';
import type { AppError, Result } from '@contract/domain/result.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { FormProblem, formLook } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { finishedRule, type RuleDraft } from './rule-draft.ts';
import { ScopeFields } from './scope-fields.tsx';
import { TrialView } from './trial-view.tsx';
import styles from './rules-desk.module.css';

interface RuleFormProps {
  readonly start: RuleDraft;
  readonly place: 'server' | 'local';
  readonly mayTest: boolean;
  /** Saved by whoever shows the form. */
  readonly onSave: (rule: AlarmRule) => Promise<Result<unknown>>;
  readonly onClose: () => void;
}

const DAY_MS = 24 * 3_600_000;

/** A rule of the server or of this PC: what it does, what it looks at, when, why; and what it would have done since yesterday. */
export const RuleForm = ({ start, place, mayTest, onSave, onClose }: RuleFormProps): ReactNode => {
  const t = useText();
  const sentence = useErrorSentence();
  const { rules: commands } = useCommands();
  const [draft, setDraft] = useState(start);
  const [problem, setProblem] = useState<string | null>(null);
  const [trial, setTrial] = useState<RuleTrial | null>(null);
  const [isBusy, setBusy] = useState(false);
  const change = (part: Partial<RuleDraft>): void => {
    setDraft({ ...draft, ...part });
    setProblem(null);
    setTrial(null);
  };
  const fail = (error: AppError): void => {
    setProblem(sentence(error));
  };
  const finish = (): AlarmRule | null => {
    const finished = finishedRule(draft);
    if (typeof finished !== 'string') return finished;
    setProblem(t(`rules:fault.${finished}`));
    return null;
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const rule = finish();
    if (rule === null) return;
    setBusy(true);
    const answer = await onSave(rule);
    setBusy(false);
    if (answer.ok) onClose();
    else fail(answer.error);
  };
  const test = async (): Promise<void> => {
    const rule = finish();
    if (rule === null) return;
    setBusy(true);
    const now = Date.now();
    const answer = await commands.test(rule, utcMs(now - DAY_MS), utcMs(now));
    setBusy(false);
    if (answer.ok) setTrial(answer.value);
    else fail(answer.error);
  };
  return (
    <form className={styles['form']} noValidate aria-label={t(draft.etag === '' && start.name === '' ? 'rules:form.new' : 'rules:form.edit')} data-own-keys="" onSubmit={(event) => void submit(event)}>
      <TextField label={t('rules:form.name')} autoFocus value={draft.name} maxLength={100} autoComplete="off" onChange={(event) => { change({ name: event.target.value }); }} />
      <label className={formLook.line}>
        {t('rules:form.does')}
        <select className="field-box" value={draft.kind} onChange={(event) => { change({ kind: kindOf(event.target.value, draft.kind) }); }}>
          {(place === 'local' ? LOCAL_RULE_KINDS : RULE_KINDS).map((kind) => (
            <option key={kind} value={kind}>
              {t(`rules:body.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <p className={styles['muted']}>{t(`rules:bodyNote.${draft.kind}`)}</p>
      <BodyFields draft={draft} onChange={change} />
      <ScopeFields scope={draft.scope} onChange={(scope) => { change({ scope }); }} />
      <fieldset className={styles['fieldset']}>
        <legend className={styles['legend']}>{t('rules:form.times')}</legend>
        <div className={styles['fields']}>
          <TextField label={t('rules:form.from')} hint={t('rules:form.timeHint')} value={draft.from} maxLength={20} autoComplete="off" onChange={(event) => { change({ from: event.target.value }); }} />
          <TextField label={t('rules:form.until')} hint={t('rules:form.timeHint')} value={draft.until} maxLength={20} autoComplete="off" onChange={(event) => { change({ until: event.target.value }); }} />
        </div>
      </fieldset>
      <TextField label={t('rules:form.reason')} value={draft.reason} maxLength={500} autoComplete="off" onChange={(event) => { change({ reason: event.target.value }); }} />
      <label className={styles['choice']}>
        <input type="checkbox" checked={draft.enabled} onChange={(event) => { change({ enabled: event.target.checked }); }} />
        {t('rules:form.enabled')}
      </label>
      <FormProblem problem={problem} />
      <div className={formLook.buttons}>
        <Button type="submit" look="primary" disabled={isBusy}>
          {t('rules:form.save')}
        </Button>
        {mayTest && (
          <Button disabled={isBusy} onClick={() => void test()}>
            {t('rules:form.test')}
          </Button>
        )}
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
      </div>
      {trial !== null && <TrialView trial={trial} />}
    </form>
  );
};

const kindOf = (text: string, otherwise: RuleBody['kind']): RuleBody['kind'] => RULE_KINDS.find((kind) => kind === text) ?? otherwise;

const BodyFields = ({ draft, onChange }: { readonly draft: RuleDraft; readonly onChange: (part: Partial<RuleDraft>) => void }): ReactNode => {
  const t = useText();
  switch (draft.kind) {
    case 'join':
      return (
        <div className={styles['fields']}>
          <NumberField label={t('rules:form.withinS')} limits={RULE_LIMITS.join} value={draft.withinS} onChange={(withinS) => { onChange({ withinS }); }} />
          <label className={formLook.line}>
            {t('rules:form.by')}
            <select className="field-box" value={draft.by} onChange={(event) => { onChange({ by: event.target.value === 'unit' ? 'unit' : 'camera' }); }}>
              <option value="camera">{t('rules:form.byCamera')}</option>
              <option value="unit">{t('rules:form.byUnit')}</option>
            </select>
          </label>
        </div>
      );
    case 'repeat':
      return <NumberField label={t('rules:form.withinS')} limits={RULE_LIMITS.repeat} value={draft.withinS} onChange={(withinS) => { onChange({ withinS }); }} />;
    case 'delay':
      return <NumberField label={t('rules:form.seconds')} limits={RULE_LIMITS.delay} value={draft.seconds} onChange={(seconds) => { onChange({ seconds }); }} />;
    case 'storm':
      return (
        <div className={styles['fields']}>
          <NumberField label={t('rules:form.count')} limits={RULE_LIMITS.stormCount} value={draft.count} onChange={(count) => { onChange({ count }); }} />
          <NumberField label={t('rules:form.withinS')} limits={RULE_LIMITS.stormWithin} value={draft.withinS} onChange={(withinS) => { onChange({ withinS }); }} />
        </div>
      );
    case 'works':
    case 'out-of-service':
      return null;
  }
};

interface NumberFieldProps {
  readonly label: string;
  readonly limits: { readonly min: number; readonly max: number };
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A whole number within limits. */
export const NumberField = ({ label, limits: { min, max }, value, onChange }: NumberFieldProps): ReactNode => (
  <TextField label={label} type="number" inputMode="numeric" min={min} max={max} step={1} value={value} onChange={(event) => { onChange(event.target.value); }} />
);
