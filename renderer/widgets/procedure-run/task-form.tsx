import { useId, useState, type ReactNode } from 'react';
import type { ForceKind } from '@contract/domain/force.ts';
import type { Task } from '@contract/domain/procedure.ts';
import type { Result } from '@contract/domain/result.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { FormProblem, formLook } from '../../ui/form.tsx';
import styles from './procedure-run.module.css';

interface TaskFormProps {
  readonly text: string;
  /** Empty: all kinds of forces, and people. */
  readonly forces: readonly ForceKind[];
  readonly onSend: (to: Task['to'], text: string) => Promise<Result<Task>>;
}

const ORDER = { free: 0, busy: 1, off: 2 } as const;

/** Gives work to a force on the map or a person on duty. */
export const TaskForm = ({ text: given, forces: kinds, onSend }: TaskFormProps): ReactNode => {
  const t = useText();
  const id = useId();
  const sentence = useErrorSentence();
  const forces = useSlice('forces', selectRecords);
  const duty = useSlice('duty', selectRecords);
  const [text, setText] = useState(given);
  const [chosen, setChosen] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const fitting = [...forces.values()].filter(({ kind, state }) => state !== 'off' && (kinds.length === 0 || kinds.includes(kind))).sort((one, other) => ORDER[one.state] - ORDER[other.state] || one.name.localeCompare(other.name, 'vi'));
  const people = [...duty.values()].flatMap(({ onDuty }) => onDuty);
  const targetOf = (value: string): Task['to'] | null => {
    const force = fitting.find((candidate) => `force:${candidate.id}` === value);
    if (force !== undefined) return { kind: 'force', id: force.id, name: force.name };
    const person = people.find(({ personId }) => `person:${personId}` === value);
    return person === undefined ? null : { kind: 'person', id: person.personId, name: person.name };
  };
  const send = async (): Promise<void> => {
    const to = targetOf(chosen);
    if (to === null || text.trim() === '') return setProblem(t('procedures:step.missing'));
    setBusy(true);
    const answer = await onSend(to, text.trim());
    setBusy(false);
    setProblem(answer.ok ? null : sentence(answer.error));
  };
  return (
    <div className={styles['taskForm']}>
      <label className={formLook.line}>
        {t('procedures:step.taskTo')}
        <select
          className="field-box"
          value={chosen}
          onChange={(event) => {
            setChosen(event.target.value);
          }}
        >
          <option value="">–</option>
          {fitting.length > 0 && (
            <optgroup label={t('procedures:step.taskForces')}>
              {fitting.map((force) => (
                <option key={force.id} value={`force:${force.id}`}>
                  {`${force.name} – ${t(`procedures:force.${force.kind}`)}, ${t(`procedures:force.${force.state}`)}`}
                </option>
              ))}
            </optgroup>
          )}
          {people.length > 0 && (
            <optgroup label={t('procedures:step.taskPeople')}>
              {people.map(({ personId, name, unitName }) => (
                <option key={personId} value={`person:${personId}`}>
                  {`${name} – ${unitName}`}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      </label>
      {fitting.length === 0 && people.length === 0 && <p className={styles['muted']}>{t('procedures:step.taskNobody')}</p>}
      <label className={formLook.line} htmlFor={id}>
        {t('procedures:step.taskText')}
        <textarea
          id={id}
          className={styles['area']}
          rows={2}
          maxLength={500}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
      </label>
      <FormProblem problem={problem} />
      <div className={formLook.buttons}>
        <Button disabled={isBusy} onClick={() => void send()}>
          {t('procedures:step.taskSend')}
        </Button>
      </div>
    </div>
  );
};
