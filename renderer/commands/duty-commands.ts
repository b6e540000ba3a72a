import type { AlarmStatistics } from '@contract/domain/alarm-statistics.ts';
import type { Handover } from '@contract/domain/duty.ts';
import type { Result } from '@contract/domain/result.ts';
import type { HandoverId, UtcMs } from '@contract/domain/units.ts';
import type { Bridge } from '@contract/ipc/bridge.ts';
import type { RequestAnswer } from '@contract/ipc/contract.ts';

/** What a person can do with their shift. Every failure is the caller's to tell. */
export interface DutyCommands {
  readonly signOn: (untilUtcMs: UtcMs) => Promise<Result<null>>;
  readonly signOff: () => RequestAnswer<'duty.signOff'>;
  /** Makes the sheet; it takes the place of an open one of theirs. */
  readonly handOver: (notes: string) => Promise<Result<Handover>>;
  /** `username`: whose code it is. */
  readonly sign: (handover: HandoverId, side: 'from' | 'to', username: string, code: string) => Promise<Result<Handover>>;
  readonly withdraw: (handover: HandoverId) => Promise<Result<null>>;
  readonly past: () => Promise<Result<readonly Handover[]>>;
  /** Null: no file was chosen. */
  readonly print: (handover: HandoverId) => RequestAnswer<'duty.print'>;
}

/** What became of alarms. Every failure is the caller's to tell. */
export interface StatisticsCommands {
  readonly load: (fromUtcMs: UtcMs, untilUtcMs: UtcMs) => Promise<Result<AlarmStatistics>>;
  /** Null: no file was chosen. */
  readonly exportCsv: (fromUtcMs: UtcMs, untilUtcMs: UtcMs) => RequestAnswer<'alarmStats.exportCsv'>;
}

export function createDutyCommands(requests: Bridge['requests']): DutyCommands {
  return {
    signOn: (untilUtcMs) => requests['duty.signOn']({ untilUtcMs }),
    signOff: () => requests['duty.signOff']({}),
    handOver: (notes) => requests['duty.handOver']({ notes }),
    sign: (handover, side, username, code) => requests['duty.sign']({ handover, side, username, code }),
    withdraw: (handover) => requests['duty.withdraw']({ handover }),
    past: () => requests['duty.past']({}),
    print: (handover) => requests['duty.print']({ handover }),
  };
}

export function createStatisticsCommands(requests: Bridge['requests']): StatisticsCommands {
  return {
    load: (fromUtcMs, untilUtcMs) => requests['alarmStats.load']({ fromUtcMs, untilUtcMs }),
    exportCsv: (fromUtcMs, untilUtcMs) => requests['alarmStats.exportCsv']({ fromUtcMs, untilUtcMs }),
  };
}
