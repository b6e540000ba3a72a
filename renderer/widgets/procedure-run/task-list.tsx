import { useState, type ReactNode } from 'react';
import type { Task, TaskState } from '@contract/domain/procedure.ts';
import type { Result } from '@contract/domain/result.ts';
import { formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectPerson } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { FormProblem } from '../../ui/form.tsx';
import styles from './procedure-run.module.css';

interface TaskListProps {
  readonly tasks: readonly Task[];
  /** Null: only looked at. */
  readonly onState: ((task: Task, state: TaskState, note: string) => Promise<Result<Task>>) | null;
}

/** Work given for an alarm, newest first: what became of it and since when. */
export const TaskList = ({ tasks, onState }: TaskListProps): ReactNode => {
  const t = useText();
  return (
    <ul className={styles['tasks']} aria-label={t('procedures:task.title')}>
      {[...tasks].reverse().map((task) => (
        <TaskLine key={task.id} task={task} onState={onState} />
      ))}
    </ul>
  );
};

/** What the person asked may say next, and what who gave it may. */
const NEXT: Readonly<Record<TaskState, readonly TaskState[]>> = { sent: ['accepted', 'declined'], accepted: ['arrived', 'done', 'declined'], arrived: ['done'], declined: [], done: [], cancelled: [] };

const TaskLine = ({ task, onState }: { readonly task: Task; readonly onState: TaskListProps['onState'] }): ReactNode => {
  const t = useText();
  const sentence = useErrorSentence();
  const person = useSlice('session', selectPerson);
  const [declining, setDeclining] = useState(false);
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const last = task.history.at(-1);
  const isMine = task.to.kind === 'person' && task.to.id === person?.id;
  const isOver = NEXT[task.state].length === 0;
  const acts: readonly TaskState[] = isOver ? [] : isMine ? NEXT[task.state] : ['cancelled'];
  const say = async (state: TaskState, why: string): Promise<void> => {
    if (onState === null) return;
    const answer = await onState(task, state, why);
    setProblem(answer.ok ? null : sentence(answer.error));
    if (answer.ok) setDeclining(false);
  };
  return (
    <li className={styles['task']} data-state={task.state}>
      <p className={styles['taskHead']}>
        <strong>{task.to.name}</strong>
        <span className={styles['taskState']} data-state={task.state}>
          {t(`procedures:task.state.${task.state}`)}
        </span>
        {last !== undefined && <span className={styles['muted']}>{t('procedures:task.since', { time: formatTime(last.utcMs) })}</span>}
      </p>
      <p className={styles['taskText']}>{task.text}</p>
      {last !== undefined && last.note !== '' && <p className={styles['muted']}>{last.note}</p>}
      {onState !== null && acts.length > 0 && (
        <div className={styles['taskActs']}>
          {acts.map((state) => (
            <Button
              key={state}
              aria-label={t('procedures:task.of', { act: t(`procedures:task.act.${nameOfAct(state)}`), name: task.to.name })}
              onClick={() => {
                if (state === 'declined' || state === 'cancelled') setDeclining((was) => !was);
                else void say(state, '');
              }}
            >
              {t(`procedures:task.act.${nameOfAct(state)}`)}
            </Button>
          ))}
        </div>
      )}
      {declining && (
        <form
          className={styles['taskActs']}
          data-own-keys=""
          onSubmit={(event) => {
            event.preventDefault();
            void say(isMine ? 'declined' : 'cancelled', note.trim());
          }}
        >
          <input
            className="field-box"
            aria-label={t('procedures:task.reason')}
            placeholder={t('procedures:task.reason')}
            maxLength={500}
            value={note}
            onChange={(event) => {
              setNote(event.target.value);
            }}
          />
          <Button type="submit" look="primary">
            {t('procedures:task.send')}
          </Button>
        </form>
      )}
      <FormProblem problem={problem} />
    </li>
  );
};

/** `sent` is no act of anybody's here. */
const nameOfAct = (state: TaskState): Exclude<TaskState, 'sent'> => (state === 'sent' ? 'accepted' : state);
