import { useState, type ReactNode } from 'react';
import type { Actor } from '@contract/domain/alarm.ts';
import { advance, begin } from '@contract/domain/procedure-run.ts';
import type { Procedure, Task } from '@contract/domain/procedure.ts';
import { ok } from '@contract/domain/result.ts';
import { alarmId, taskId, utcMs } from '@contract/domain/units.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectPerson } from '../../state/selectors/records.ts';
import { useSlice, useWindowState } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { RunView } from '../procedure-run/index.ts';
import styles from './procedure-editor.module.css';

/** A draft followed as if for an alarm. Nothing of it leaves this window: no record, no task, no call. */
export const TestRun = ({ procedure, onEnd }: { readonly procedure: Procedure; readonly onEnd: () => void }): ReactNode => {
  const t = useText();
  const { clock } = useWindowState();
  const person = useSlice('session', selectPerson);
  const now = () => utcMs(Math.floor(clock.nowUtcMs()));
  const [run, setRun] = useState(() => begin(procedure, alarmId('test'), now(), true));
  const actor: Actor = { personId: person?.id ?? '', name: person?.name ?? '', unitName: person?.unitName ?? '', workstation: '' };
  return (
    <section className={styles['test']} aria-label={t('procedures:desk.test')}>
      <p className={styles['testNote']} role="status">
        {t('procedures:run.test')}
      </p>
      <RunView
        run={run}
        acts={{
          finish: (step, result) => {
            const next = advance(run, { kind: 'finish-step', step, result }, actor, now());
            if (next.ok) setRun(next.value);
            return Promise.resolve(next);
          },
          task: (to, text) => {
            const task: Task = { id: taskId('test'), alarm: run.alarm, to, text, state: 'sent', version: 1, history: [] };
            return Promise.resolve(ok(task));
          },
        }}
      />
      <div className={styles['row']}>
        <Button
          onClick={() => {
            setRun(begin(procedure, alarmId('test'), now(), true));
          }}
        >
          {t('procedures:desk.testAgain')}
        </Button>
        <Button onClick={onEnd}>{t('procedures:desk.testEnd')}</Button>
      </div>
    </section>
  );
};
