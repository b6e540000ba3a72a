import { useId, useState, type ReactNode } from 'react';
import type { ProcedureStep, StepResult, Task } from '@contract/domain/procedure.ts';
import { REASON_MIN } from '@contract/domain/alarm.ts';
import type { Result } from '@contract/domain/result.ts';
import { useText } from '../../i18n/use-text.ts';
import { useServerTime } from '../../state/use-server-time.ts';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { FormProblem, formLook } from '../../ui/form.tsx';
import { StepFields } from './step-fields.tsx';
import { emptyDraft, resultOf } from './step-draft.ts';
import { TaskForm } from './task-form.tsx';
import { TimeLeft } from './time-left.tsx';
import styles from './procedure-run.module.css';

interface CurrentStepProps {
  readonly step: ProcedureStep;
  readonly number: number;
  readonly sinceUtcMs: number;
  readonly onFinish: (result: StepResult) => Promise<Result<unknown>>;
  /** Null: none can be given now. */
  readonly onTask: ((to: Task['to'], text: string) => Promise<Result<Task>>) | null;
}

/** The step being done: what it asks for, and the two ways out of it. */
export const CurrentStep = ({ step, number, sinceUtcMs, onFinish, onTask }: CurrentStepProps): ReactNode => {
  const t = useText();
  const id = useId();
  const sentence = useErrorSentence();
  const [draft, setDraft] = useState(() => emptyDraft(step));
  const [reason, setReason] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { body } = step;
  const finish = async (result: StepResult | null): Promise<void> => {
    if (result === null) return setProblem(t('procedures:step.missing'));
    setBusy(true);
    const answer = await onFinish(result);
    setBusy(false);
    if (!answer.ok) setProblem(sentence(answer.error));
  };
  return (
    <li className={styles['current']} aria-current="step">
      <p className={styles['head']}>
        <span className={styles['number']}>{number}</span>
        <strong className={styles['title']}>{step.title}</strong>
        {step.mandatory && <span className={styles['mandatory']}>{t('procedures:run.mandatory')}</span>}
        {step.limitS !== null && <TimeLeft sinceUtcMs={sinceUtcMs} limitS={step.limitS} />}
      </p>
      {step.text !== '' && <p className={styles['text']}>{step.text}</p>}
      <form
        className={styles['form']}
        data-own-keys=""
        onSubmit={(event) => {
          event.preventDefault();
          void finish(resultOf(step, draft));
        }}
      >
        <StepFields
          step={step}
          sinceUtcMs={sinceUtcMs}
          draft={draft}
          onChange={(next) => {
            setDraft(next);
            setProblem(null);
          }}
          taskFields={
            body.kind === 'task' &&
            (onTask === null ? (
              <p className={styles['muted']}>{t('procedures:step.taskOffline')}</p>
            ) : (
              <TaskForm
                text={body.text}
                forces={body.forces}
                onSend={async (to, text) => {
                  const sent = await onTask(to, text);
                  if (sent.ok) await finish({ kind: 'done', task: sent.value.id });
                  return sent;
                }}
              />
            ))
          }
        />
        {body.kind === 'note' && (
          <label className={formLook.line} htmlFor={id}>
            {t('procedures:step.note')}
            <textarea
              id={id}
              className={styles['area']}
              rows={2}
              maxLength={2_000}
              value={draft.text}
              onChange={(event) => {
                setDraft({ ...draft, text: event.target.value });
                setProblem(null);
              }}
            />
          </label>
        )}
        <FormProblem problem={problem} />
        <div className={formLook.buttons}>
          {body.kind !== 'task' && <DoneButton waitUntilUtcMs={body.kind === 'timer' ? sinceUtcMs + body.seconds * 1_000 : 0} disabled={isBusy} />}
          <Button
            aria-expanded={reason !== null}
            onClick={() => {
              setReason(reason === null ? '' : null);
            }}
          >
            {t('procedures:step.skip')}
          </Button>
        </div>
      </form>
      {reason !== null && (
        <form
          className={styles['form']}
          data-own-keys=""
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim().length < REASON_MIN) setProblem(t('errors:alarm/reason-missing'));
            else void finish({ kind: 'skipped', reason: reason.trim() });
          }}
        >
          {step.mandatory && <p className={styles['muted']}>{t('procedures:step.skipTold')}</p>}
          <label className={formLook.line}>
            {t('procedures:step.skipReason')}
            <input
              className="field-box"
              autoFocus
              maxLength={500}
              value={reason}
              onChange={(event) => {
                setReason(event.target.value);
              }}
            />
          </label>
          <div className={formLook.buttons}>
            <Button type="submit" disabled={isBusy}>
              {t('procedures:step.skipConfirm')}
            </Button>
          </div>
        </form>
      )}
    </li>
  );
};

/** Until a wait is over it cannot be said to be done. */
const DoneButton = ({ waitUntilUtcMs, disabled }: { readonly waitUntilUtcMs: number; readonly disabled: boolean }): ReactNode => {
  const t = useText();
  const isWaiting = useServerTime() < waitUntilUtcMs;
  return (
    <Button type="submit" look="primary" disabled={disabled || isWaiting}>
      {t('procedures:step.done')}
    </Button>
  );
};
