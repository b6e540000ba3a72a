import type { AlarmStatistics } from '@contract/domain/alarm-statistics.ts';
import type { Person } from '@contract/domain/person.ts';
import type { UtcMs } from '@contract/domain/units.ts';
import type { alarmStatsContract } from '@contract/ipc/alarm-stats-contract.ts';
import type { Handlers } from '../../ipc/router.ts';
import type { Answer } from './answer.ts';

export interface AlarmStatsHandlerEnvironment {
  readonly alarmStats: {
    /** Code tier/refused: the server makes no statistics. */
    readonly load: (fromUtcMs: UtcMs, untilUtcMs: UtcMs) => Answer<AlarmStatistics>;
    /** As a table into a file the operator chooses; null: they chose none. Code storage/write-failed. */
    readonly exportCsv: (fromUtcMs: UtcMs, untilUtcMs: UtcMs, person: Person | null) => Answer<{ readonly file: string } | null>;
  };
}

export function alarmStatsHandlers({ alarmStats }: AlarmStatsHandlerEnvironment): Pick<Handlers, keyof typeof alarmStatsContract> {
  return {
    'alarmStats.load': ({ fromUtcMs, untilUtcMs }) => alarmStats.load(fromUtcMs, untilUtcMs),
    'alarmStats.exportCsv': ({ fromUtcMs, untilUtcMs }, { person }) => alarmStats.exportCsv(fromUtcMs, untilUtcMs, person),
  };
}
