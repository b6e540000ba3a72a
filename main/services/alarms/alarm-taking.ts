import { isClosed, type Alarm } from '@contract/domain/alarm.ts';
import type { UtcMs } from '@contract/domain/units.ts';
import type { AlarmWrites } from '../../storage/alarms-db.ts';
import type { AlarmKeeper } from './alarm-keeper.ts';
import type { KnownAlarms, Taken } from './known-alarms.ts';

export interface AlarmTakingEnvironment {
  readonly known: KnownAlarms;
  readonly keeper: Pick<AlarmKeeper, 'write'>;
  readonly nowUtcMs: () => UtcMs;
  /** Alarms that came or changed, in memory; not yet on the disk. */
  readonly onDidTake: (taken: readonly Taken[]) => void;
  /** A new one, each once; it is on the disk. */
  readonly onDidRaise: (alarm: Alarm) => void;
}

/** Takes alarms into memory, onto the disk in one transaction with `also`, and tells of the new ones then. `isTold`: none of them is news. */
export type TakeAlarms = (alarms: readonly Alarm[], also?: (out: AlarmWrites) => void, isTold?: boolean) => void;

export const createAlarmTaking =
  ({ known, keeper, nowUtcMs, onDidTake, onDidRaise }: AlarmTakingEnvironment): TakeAlarms =>
  (alarms, also, isTold = false) => {
    const now = nowUtcMs();
    const taken = alarms.flatMap((alarm) => known.take(alarm, now, isTold) ?? []);
    if (taken.length > 0) onDidTake(taken);
    else if (also === undefined) return;
    const news = taken.filter(({ isNew }) => isNew);
    keeper.write(
      (out) => {
        for (const { alarm, seen } of taken) {
          if (isClosed(alarm)) out.dropAlarm(alarm.id);
          else out.putAlarm(alarm);
          out.markSeen(seen);
        }
        also?.(out);
      },
      news.length === 0 ? undefined : () => news.forEach(({ alarm }) => onDidRaise(alarm)),
    );
  };
