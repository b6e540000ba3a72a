import { useState, type ReactNode } from 'react';
import { Plus } from 'lucide-react';
import { ALARM_KINDS } from '@contract/domain/alarm-kind.ts';
import { ALARM_PRIORITIES } from '@contract/domain/alarm.ts';
import { PLAN_STEPS_MAX } from '@contract/domain/escalation-plan.ts';
import type { PlanStep } from '@contract/domain/escalation.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import type { PlanDraft } from '../../commands/escalation-commands.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem, formLook } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { inOrder, stepAfter } from './drafts.ts';
import { EditButtons } from './edit-buttons.tsx';
import { StepFields } from './step-fields.tsx';
import { useSaving } from './use-saving.ts';
import styles from './escalation-desk.module.css';

/** One plan: for which alarms, and its steps. */
export const PlanForm = ({ given, mayEdit, onDone }: { readonly given: PlanDraft; readonly mayEdit: boolean; readonly onDone: () => void }): ReactNode => {
  const t = useText();
  const { escalation } = useCommands();
  const [draft, setDraft] = useState(given);
  const { problem, isBusy, ask } = useSaving(onDone);
  const { id, kinds, steps } = draft;
  const set = (more: Partial<PlanDraft>): void => {
    setDraft({ ...draft, ...more });
  };
  const setStep = (at: number, step: PlanStep): void => {
    set({ steps: steps.map((old, index) => (index === at ? step : old)) });
  };
  return (
    <form
      className={styles['form']}
      aria-label={given.name === '' ? t('escalation:desk.newPlan') : given.name}
      onSubmit={(event) => {
        event.preventDefault();
        if (mayEdit) ask(() => escalation.putPlan(inOrder(draft)));
      }}
    >
      <fieldset className={styles['fields']} disabled={!mayEdit}>
        <TextField
          label={t('escalation:plan.name')}
          value={draft.name}
          maxLength={100}
          required
          onChange={(event) => {
            set({ name: event.target.value });
          }}
        />
        <label className={formLook.line}>
          {t('escalation:plan.priority')}
          <select
            className="field-box"
            value={draft.priorityAtLeast}
            onChange={(event) => {
              set({ priorityAtLeast: ALARM_PRIORITIES.find((priority) => String(priority) === event.target.value) ?? draft.priorityAtLeast });
            }}
          >
            {ALARM_PRIORITIES.map((priority) => (
              <option key={priority} value={priority}>
                {priority === 1 ? t('escalation:plan.priorityOne') : t('escalation:plan.priorityLine', { priority })}
              </option>
            ))}
          </select>
        </label>
        <fieldset className={styles['kinds']}>
          <legend>{t('escalation:plan.kinds')}</legend>
          <p className={styles['muted']}>{t('escalation:plan.kindsHint')}</p>
          <div className={styles['kindGrid']}>
            {ALARM_KINDS.map((kind) => (
              <label key={kind} className={styles['check']}>
                <input
                  type="checkbox"
                  checked={kinds.includes(kind)}
                  onChange={(event) => {
                    set({ kinds: event.target.checked ? [...kinds, kind] : kinds.filter((other) => other !== kind) });
                  }}
                />
                {t(`alarms:kind.${kind}`)}
              </label>
            ))}
          </div>
        </fieldset>
        <h3>{t('escalation:plan.steps')}</h3>
        <ol className={styles['list']}>
          {steps.map((step, index) => (
            <li key={index}>
              <StepFields
                number={index + 1}
                step={step}
                onChange={(changed) => {
                  setStep(index, changed);
                }}
                onRemove={
                  steps.length === 1
                    ? null
                    : () => {
                        set({ steps: steps.filter((_step, at) => at !== index) });
                      }
                }
              />
            </li>
          ))}
        </ol>
        {steps.length < PLAN_STEPS_MAX && (
          <Button
            onClick={() => {
              set({ steps: [...steps, stepAfter(steps)] });
            }}
          >
            <Plus size={16} aria-hidden />
            {t('escalation:plan.addStep')}
          </Button>
        )}
      </fieldset>
      <FormProblem problem={problem} />
      {mayEdit && (
        <EditButtons
          isBusy={isBusy}
          onCancel={onDone}
          onRemove={
            id === null
              ? null
              : () => {
                  ask(() => escalation.removePlan(id));
                }
          }
        />
      )}
    </form>
  );
};
