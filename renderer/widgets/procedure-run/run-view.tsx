import type { ReactNode } from 'react';
import { Check, Clock, SkipForward } from 'lucide-react';
import type { ProcedureRun, ProcedureStep, RunEntry, StepResult, Task } from '@contract/domain/procedure.ts';
import type { Result } from '@contract/domain/result.ts';
import { formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { CurrentStep } from './current-step.tsx';
import { stepsAhead } from './step-draft.ts';
import styles from './procedure-run.module.css';

interface RunViewProps {
  readonly run: ProcedureRun;
  /** How many of the newest entries wait for the server. */
  readonly waiting?: number;
  /** Null: only looked at. `task` null: none can be given now. */
  readonly acts: { readonly finish: (step: string, result: StepResult) => Promise<Result<unknown>>; readonly task: ((to: Task['to'], text: string) => Promise<Result<Task>>) | null } | null;
}

/** A procedure as it is followed: what was done, the step of now, what comes. */
export const RunView = ({ run, waiting = 0, acts }: RunViewProps): ReactNode => {
  const t = useText();
  const { procedure, entries, current } = run;
  const stepOf = (id: string): ProcedureStep | undefined => procedure.steps.find((step) => step.id === id);
  const step = current === null ? undefined : stepOf(current.step);
  const ahead = step === undefined ? { steps: [], branches: false } : stepsAhead(procedure.steps, step);
  return (
    <>
      <ol className={styles['steps']} aria-label={t('procedures:run.steps', { name: procedure.name })}>
        {entries.map((entry, index) => (
          <DoneStep key={`${entry.step} ${String(entry.endedUtcMs)} ${String(index)}`} entry={entry} step={stepOf(entry.step)} isWaiting={index >= entries.length - waiting} />
        ))}
        {step !== undefined && current !== null && acts !== null && (
          <CurrentStep key={`${step.id} ${String(current.sinceUtcMs)}`} step={step} number={entries.length + 1} sinceUtcMs={current.sinceUtcMs} onFinish={(result) => acts.finish(step.id, result)} onTask={acts.task} />
        )}
        {step !== undefined && acts === null && <ComingStep step={step} number={entries.length + 1} />}
        {ahead.steps.map((next, index) => (
          <ComingStep key={next.id} step={next} number={entries.length + 2 + index} />
        ))}
      </ol>
      {ahead.branches && <p className={styles['muted']}>{t('procedures:run.byAnswer')}</p>}
      {current === null && (
        <p className={styles['ended']} role="status">
          {t('procedures:run.ended')}
        </p>
      )}
    </>
  );
};

const DoneStep = ({ entry, step, isWaiting }: { readonly entry: RunEntry; readonly step: ProcedureStep | undefined; readonly isWaiting: boolean }): ReactNode => {
  const t = useText();
  const { result, by, endedUtcMs } = entry;
  const time = formatTime(endedUtcMs);
  const isSkipped = result.kind === 'skipped';
  const Shape = isWaiting ? Clock : isSkipped ? SkipForward : Check;
  return (
    <li className={styles['past']} data-skipped={isSkipped} data-waiting={isWaiting}>
      <Shape size={16} className={styles['pastShape']} aria-hidden />
      <span className={styles['pastTitle']}>{step?.title ?? entry.step}</span>
      <span className={styles['muted']}>{isSkipped ? t('procedures:run.skippedBy', { reason: result.reason, name: by.name, time }) : t('procedures:run.doneBy', { name: by.name, time })}</span>
      {isWaiting && <span className={styles['outcome']}>{t('procedures:run.waiting')}</span>}
      {result.kind === 'done' && step !== undefined && <Outcome step={step} result={result} />}
    </li>
  );
};

/** What was filled in. */
const Outcome = ({ step, result }: { readonly step: ProcedureStep; readonly result: Extract<StepResult, { readonly kind: 'done' }> }): ReactNode => {
  const t = useText();
  const { body } = step;
  const answer = body.kind === 'question' && result.answer !== undefined ? body.answers[result.answer]?.text : undefined;
  const missing = body.kind === 'checklist' ? body.items.filter((_, index) => result.items?.[index] !== true) : [];
  const words = [answer, result.called, result.text, ...missing.map((item) => `✗ ${item}`)].filter((part): part is string => part !== undefined && part !== '');
  return (
    <>
      {words.length > 0 && <span className={styles['outcome']}>{words.join(' · ')}</span>}
      {result.picture !== undefined && <img className={styles['thumb']} src={`/pictures/${result.picture}`} alt={t('procedures:step.pictureOf')} />}
    </>
  );
};

const ComingStep = ({ step, number }: { readonly step: ProcedureStep; readonly number: number }): ReactNode => {
  const t = useText();
  return (
    <li className={styles['coming']}>
      <span className={styles['number']}>{number}</span>
      <span className={styles['comingTitle']}>{step.title}</span>
      {step.mandatory && <span className={styles['mandatory']}>{t('procedures:run.mandatory')}</span>}
    </li>
  );
};
