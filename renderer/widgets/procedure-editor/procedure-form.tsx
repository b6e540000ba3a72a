import { useState, type ReactNode } from 'react';
import { Plus } from 'lucide-react';
import { ALARM_KINDS } from '@contract/domain/alarm-kind.ts';
import { ALARM_PRIORITIES } from '@contract/domain/alarm.ts';
import { PROCEDURE_STEPS_MAX, type ProblemOfProcedure } from '@contract/domain/procedure-check.ts';
import { STEP_KINDS, type StepBody } from '@contract/domain/procedure.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { formLook } from '../../ui/form.tsx';
import { withStep, type ProcedureDraft } from './draft.ts';
import { StepCard } from './step-card.tsx';
import styles from './procedure-editor.module.css';

interface ProcedureFormProps {
  readonly draft: ProcedureDraft;
  readonly problems: readonly ProblemOfProcedure[];
  readonly onChange: (draft: ProcedureDraft) => void;
}

/** A procedure being written: its name, what it is for, its steps. */
export const ProcedureForm = ({ draft, problems, onChange }: ProcedureFormProps): ReactNode => {
  const t = useText();
  const [opened, setOpened] = useState<string | null>(null);
  const [kind, setKind] = useState<StepBody['kind']>('instruction');
  return (
    <div className={styles['form']}>
      <div className={styles['row']}>
        <label className={styles['nameField']}>
          {t('procedures:field.name')}
          <input
            className="field-box"
            maxLength={100}
            value={draft.name}
            onChange={(event) => {
              onChange({ ...draft, name: event.target.value });
            }}
          />
        </label>
        <label className={formLook.line}>
          {t('procedures:field.priority')}
          <select
            className="field-box"
            value={draft.priorityAtLeast}
            onChange={(event) => {
              onChange({ ...draft, priorityAtLeast: ALARM_PRIORITIES.find((priority) => String(priority) === event.target.value) ?? 4 });
            }}
          >
            {ALARM_PRIORITIES.map((priority) => (
              <option key={priority} value={priority}>
                {t(`content:alarms.priority.${priority}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <fieldset className={styles['choices']}>
        <legend className={styles['legend']}>{t('procedures:field.kinds')}</legend>
        {ALARM_KINDS.map((each) => (
          <label key={each} className={styles['choice']}>
            <input
              type="checkbox"
              checked={draft.kinds.includes(each)}
              onChange={(event) => {
                onChange({ ...draft, kinds: event.target.checked ? [...draft.kinds, each] : draft.kinds.filter((other) => other !== each) });
              }}
            />
            {t(`alarms:kind.${each}`)}
          </label>
        ))}
      </fieldset>
      <h3 className={styles['heading']}>{t('procedures:field.steps')}</h3>
      <ol className={styles['cards']} aria-label={t('procedures:field.steps')} data-own-keys="">
        {draft.steps.map((step, index) => (
          <StepCard
            key={step.id}
            draft={draft}
            step={step}
            index={index}
            problems={problems.filter((problem) => problem.step === step.id)}
            isOpen={opened === step.id}
            onOpen={(open) => {
              setOpened(open ? step.id : null);
            }}
            onChange={onChange}
          />
        ))}
      </ol>
      <div className={styles['row']}>
        <label className={formLook.line}>
          {t('procedures:field.addKind')}
          <select
            className="field-box"
            value={kind}
            onChange={(event) => {
              setKind(STEP_KINDS.find((each) => each === event.target.value) ?? 'instruction');
            }}
          >
            {STEP_KINDS.map((each) => (
              <option key={each} value={each}>
                {t(`procedures:kind.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <Button
          disabled={draft.steps.length >= PROCEDURE_STEPS_MAX}
          onClick={() => {
            const at = draft.steps.findIndex(({ id }) => id === opened);
            const added = withStep(draft, at < 0 ? draft.steps.length - 1 : at, kind, '');
            onChange(added.draft);
            setOpened(added.id);
          }}
        >
          <Plus size={16} aria-hidden />
          {t('procedures:field.addStep')}
        </Button>
      </div>
    </div>
  );
};
