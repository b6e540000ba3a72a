import { useState, type FormEvent, type ReactNode } from 'react';
import { ALARM_PRIORITIES } from '@contract/domain/alarm.ts';
import { RULE_NAME_MAX } from '@contract/domain/alarm-rule.ts';
import type { Result } from '@contract/domain/result.ts';
import { GIVE_BACK_KINDS, GIVE_BACK_S, NEIGHBOURS_MAX, type GiveBack, type WallAlarmRule } from '@contract/domain/wall-alarm-rule.ts';
import { useText } from '../../i18n/use-text.ts';
import { byNumber } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { FormProblem, formLook } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { KindChoice } from './kind-choice.tsx';
import { NumberField } from './rule-form.tsx';
import styles from './rules-desk.module.css';

interface WallRuleFormProps {
  readonly start: WallAlarmRule;
  readonly isNew: boolean;
  /** Saved by whoever shows the form. */
  readonly onSave: (rule: WallAlarmRule) => Promise<Result<unknown>>;
  readonly onClose: () => void;
}

/** Which alarms go on which monitor, with how many cameras beside, and until when. */
export const WallRuleForm = ({ start, isNew, onSave, onClose }: WallRuleFormProps): ReactNode => {
  const t = useText();
  const sentence = useErrorSentence();
  const monitors = useSlice('monitors', (replica) => replica.records);
  const [rule, setRule] = useState(start);
  const [seconds, setSeconds] = useState(String(start.giveBack.kind === 'seconds' ? start.giveBack.seconds : GIVE_BACK_S.usual));
  const [neighbours, setNeighbours] = useState(String(start.neighbours));
  const [problem, setProblem] = useState<string | null>(null);
  const change = (part: Partial<WallAlarmRule>): void => {
    setRule({ ...rule, ...part });
    setProblem(null);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const name = rule.name.trim();
    const beside = Number(neighbours);
    const giveBack: GiveBack = rule.giveBack.kind === 'seconds' ? { kind: 'seconds', seconds: Number(seconds) } : rule.giveBack;
    if (name === '') return setProblem(t('rules:fault.name-missing'));
    if (monitors.get(rule.monitor) === undefined) return setProblem(t('rules:wall.monitorMissing'));
    const isWhole = Number.isInteger(beside) && beside >= 0 && beside <= NEIGHBOURS_MAX && (giveBack.kind !== 'seconds' || (Number.isInteger(giveBack.seconds) && giveBack.seconds >= GIVE_BACK_S.min && giveBack.seconds <= GIVE_BACK_S.max));
    if (!isWhole) return setProblem(t('rules:fault.number-out-of-range'));
    const answer = await onSave({ ...rule, name, neighbours: beside, giveBack });
    if (answer.ok) onClose();
    else setProblem(sentence(answer.error));
  };
  return (
    <form className={styles['form']} noValidate aria-label={t(isNew ? 'rules:form.new' : 'rules:form.edit')} data-own-keys="" onSubmit={(event) => void submit(event)}>
      <TextField label={t('rules:form.name')} autoFocus value={rule.name} maxLength={RULE_NAME_MAX} autoComplete="off" onChange={(event) => { change({ name: event.target.value }); }} />
      <p className={styles['muted']}>{t('rules:wall.note')}</p>
      <div className={styles['fields']}>
        <label className={formLook.line}>
          {t('rules:wall.priority')}
          <select className="field-box" value={rule.priorityAtLeast} onChange={(event) => { change({ priorityAtLeast: ALARM_PRIORITIES.find((each) => String(each) === event.target.value) ?? 1 }); }}>
            {ALARM_PRIORITIES.map((priority) => (
              <option key={priority} value={priority}>
                {t('rules:wall.priorityFrom', { priority: t(`content:alarms.priority.${priority}`) })}
              </option>
            ))}
          </select>
        </label>
        <label className={formLook.line}>
          {t('rules:wall.monitor')}
          <select className="field-box" value={rule.monitor} onChange={(event) => { const chosen = byNumber(monitors).find(({ id }) => id === event.target.value); if (chosen !== undefined) change({ monitor: chosen.id }); }}>
            {monitors.get(rule.monitor) === undefined && <option value={rule.monitor}>{t('rules:wall.chooseMonitor')}</option>}
            {byNumber(monitors).map(({ id, number, label }) => (
              <option key={id} value={id}>
                {t('rules:wall.monitorNamed', { number, label })}
              </option>
            ))}
          </select>
        </label>
        <NumberField label={t('rules:wall.neighbours')} limits={{ min: 0, max: NEIGHBOURS_MAX }} value={neighbours} onChange={setNeighbours} />
      </div>
      <div className={styles['fields']}>
        <label className={formLook.line}>
          {t('rules:wall.giveBack')}
          <select className="field-box" value={rule.giveBack.kind} onChange={(event) => { change({ giveBack: giveBackOf(event.target.value) }); }}>
            {GIVE_BACK_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`rules:giveBack.${kind}`)}
              </option>
            ))}
          </select>
        </label>
        {rule.giveBack.kind === 'seconds' && <NumberField label={t('rules:wall.seconds')} limits={GIVE_BACK_S} value={seconds} onChange={setSeconds} />}
      </div>
      <KindChoice kinds={rule.kinds} onChange={(kinds) => { change({ kinds }); }} />
      <label className={styles['choice']}>
        <input type="checkbox" checked={rule.enabled} onChange={(event) => { change({ enabled: event.target.checked }); }} />
        {t('rules:form.enabled')}
      </label>
      <FormProblem problem={problem} />
      <div className={formLook.buttons}>
        <Button type="submit" look="primary">
          {t('rules:form.save')}
        </Button>
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
};

const giveBackOf = (kind: string): GiveBack => (kind === 'acknowledged' || kind === 'closed' ? { kind } : { kind: 'seconds', seconds: GIVE_BACK_S.usual });
