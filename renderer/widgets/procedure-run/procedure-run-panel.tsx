import { useEffect, useState, type ReactNode } from 'react';
import { isClosed } from '@contract/domain/alarm.ts';
import type { AlarmDetailView } from '@contract/domain/alarm-queue.ts';
import type { Procedure } from '@contract/domain/procedure.ts';
import type { Result } from '@contract/domain/result.ts';
import { progressOf } from '@contract/domain/procedure-run.ts';
import { procedureId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { holdsRight, selectPerson } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { FormProblem } from '../../ui/form.tsx';
import { RunView } from './run-view.tsx';
import { TaskForm } from './task-form.tsx';
import { TaskList } from './task-list.tsx';
import styles from './procedure-run.module.css';

/** The procedure of one alarm: begin it, go through its steps, give tasks. */
export const ProcedureRunPanel = ({ detail }: { readonly detail: AlarmDetailView }): ReactNode => {
  const t = useText();
  const { procedures } = useCommands();
  const mayHandle = useSlice('session', (replica) => holdsRight(selectPerson(replica), 'alarm.handle'));
  const [givesTask, setGivesTask] = useState(false);
  const { alarm, run, tasks, isCached, waiting } = detail;
  const canAct = mayHandle && !isClosed(alarm);
  const canGive = canAct && !isCached;
  const progress = run !== null && waiting > 0 ? progressOf(run) : alarm.progress;
  return (
    <section className={styles['panel']} aria-label={t('procedures:title')}>
      {!mayHandle && <p className={styles['muted']}>{t('procedures:run.readOnly')}</p>}
      {isCached && <p className={styles['muted']}>{t(canAct ? 'procedures:run.offline' : 'procedures:run.offlineRead')}</p>}
      {run === null ? (
        <StartRun detail={detail} canStart={canAct} />
      ) : (
        <>
          <p className={styles['name']}>
            <strong>{run.procedure.name}</strong>
            <span className={styles['muted']}>{t('procedures:run.version', { version: run.procedure.version })}</span>
            {progress !== null && <span className={styles['progress']}>{t('procedures:run.progress', { done: progress.done, of: progress.of })}</span>}
          </p>
          <RunView
            run={run}
            waiting={waiting}
            acts={
              canAct
                ? {
                    finish: (step, result) => procedures.run(alarm.id, run.version, { kind: 'finish-step', step, result }),
                    task: canGive ? (to, text) => procedures.task(alarm.id, to, text) : null,
                  }
                : null
            }
          />
        </>
      )}
      {(tasks.length > 0 || canAct) && (
        <div className={styles['taskPart']}>
          <h3 className={styles['heading']}>{t('procedures:task.title')}</h3>
          {tasks.length === 0 && <p className={styles['muted']}>{t('procedures:task.none')}</p>}
          <TaskList tasks={tasks} onState={canAct ? (task, state, note) => procedures.taskState(task, state, note) : null} />
          {canGive && (
            <Button
              aria-expanded={givesTask}
              onClick={() => {
                setGivesTask(!givesTask);
              }}
            >
              {t('procedures:task.new')}
            </Button>
          )}
          {canGive && givesTask && (
            <TaskForm
              text=""
              forces={[]}
              onSend={async (to, text) => {
                const sent = await procedures.task(alarm.id, to, text);
                if (sent.ok) setGivesTask(false);
                return sent;
              }}
            />
          )}
        </div>
      )}
    </section>
  );
};

/** What the server proposes, or another that is in use. */
const StartRun = ({ detail: { alarm }, canStart }: { readonly detail: AlarmDetailView; readonly canStart: boolean }): ReactNode => {
  const t = useText();
  const { procedures } = useCommands();
  const sentence = useErrorSentence();
  const [list, setList] = useState<Result<{ readonly procedures: readonly Procedure[] }> | null>(null);
  const [chosen, setChosen] = useState(alarm.procedure);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    let isGone = false;
    void procedures.list().then((answer) => {
      if (!isGone) setList(answer);
    });
    return () => {
      isGone = true;
    };
  }, [procedures]);
  const inUse = list?.ok === true ? list.value.procedures.filter(({ state }) => state === 'published') : [];
  const procedure = inUse.find(({ id }) => id === chosen);
  const start = async (): Promise<void> => {
    if (procedure === undefined) return;
    setBusy(true);
    const answer = await procedures.run(alarm.id, null, { kind: 'start', procedure: procedure.id });
    setBusy(false);
    setProblem(answer.ok ? null : sentence(answer.error));
  };
  if (list === null) return null;
  if (!list.ok) return <p className={styles['muted']}>{sentence(list.error)}</p>;
  if (inUse.length === 0) return <EmptyNote title={t('procedures:run.none')} />;
  return (
    <div className={styles['start']}>
      {alarm.procedure === null && <p className={styles['muted']}>{t('procedures:run.none')}</p>}
      {procedure !== undefined && <p className={styles['name']}>{t('procedures:run.suggested', { name: procedure.name })}</p>}
      <div className={styles['startRow']}>
        <select
          className="field-box"
          aria-label={t('procedures:run.choose')}
          value={chosen ?? ''}
          onChange={(event) => {
            setChosen(procedureId(event.target.value));
          }}
        >
          <option value="">–</option>
          {inUse.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        {canStart && (
          <Button look="primary" disabled={procedure === undefined || isBusy} onClick={() => void start()}>
            {t('procedures:run.start')}
          </Button>
        )}
      </div>
      {canStart && <p className={styles['muted']}>{t('procedures:run.startHint')}</p>}
      <FormProblem problem={problem} />
    </div>
  );
};
