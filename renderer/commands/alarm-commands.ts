import type { Alarm, AlarmAct } from '@contract/domain/alarm.ts';
import type { AlarmDetailView, AlarmFilter, AlarmQueuePage, Grouping } from '@contract/domain/alarm-queue.ts';
import type { Result } from '@contract/domain/result.ts';
import type { AlarmId } from '@contract/domain/units.ts';
import type { Bridge } from '@contract/ipc/bridge.ts';
import type { RequestAnswer, RequestInput } from '@contract/ipc/contract.ts';
import type { ViewActions } from '../state/view-store.ts';

/** Which part of the queue is wanted. */
export interface QueueAsk {
  readonly filter: AlarmFilter;
  readonly groupBy: Grouping;
  /** Keys of the groups whose alarms are listed under them; at most 100. */
  readonly opened: readonly string[];
  readonly offset: number;
  /** 1..300 */
  readonly limit: number;
  /** Alarms told as they are now, wherever they stand; at most 300. */
  readonly also: readonly AlarmId[];
}

/** What is to be done to one alarm: one after the other, all or none; 1..4. `version`: as the person saw it. */
export interface AlarmTask {
  readonly alarm: AlarmId;
  readonly version: number | null;
  readonly acts: readonly AlarmAct[];
}

/** Acts a person may ask for; the others are the server's. */
type WireAct = RequestInput<'alarms.act'>['items'][number]['acts'][number];
const isPersons = (act: AlarmAct): act is Exclude<AlarmAct, { readonly kind: 'suppress' | 'unsuppress' }> => act.kind !== 'suppress' && act.kind !== 'unsuppress';

/** What a person can do with alarms. All but `gapSeen` and `outboxSeen` leave telling a failure to the caller. */
export interface AlarmCommands {
  readonly queue: (ask: QueueAsk) => Promise<Result<AlarmQueuePage>>;
  /** At most 1,000 tasks. What became of each is in the answer. */
  readonly act: (tasks: readonly AlarmTask[]) => RequestAnswer<'alarms.act'>;
  readonly detail: (alarm: AlarmId) => Promise<Result<AlarmDetailView>>;
  /** `code`: six digits of the person's second factor, fresh. */
  readonly open: (alarm: AlarmId, code: string) => Promise<Result<AlarmDetailView>>;
  readonly members: (alarm: AlarmId) => Promise<Result<readonly Alarm[]>>;
  readonly gapSeen: (gap: number) => void;
  readonly outboxSeen: (item: string) => void;
}

/** @param view - where a failed `gapSeen` or `outboxSeen` is shown. */
export function createAlarmCommands(requests: Bridge['requests'], { fail }: Pick<ViewActions, 'fail'>): AlarmCommands {
  const told = async (answer: Promise<Result<unknown>>): Promise<void> => {
    const result = await answer;
    if (!result.ok) fail(result.error);
  };
  return {
    queue: ({ filter, groupBy, opened, offset, limit, also }) => requests['alarms.queue']({ filter: wireFilter(filter), groupBy, opened: [...opened], offset, limit, ...(also.length > 0 && { also: [...also] }) }),
    act: (tasks) => requests['alarms.act']({ items: tasks.map(({ alarm, version, acts }) => ({ alarm, version, acts: acts.filter(isPersons).map((act): WireAct => act) })) }),
    detail: (alarm) => requests['alarms.detail']({ alarm }),
    open: (alarm, code) => requests['alarms.open']({ alarm, code }),
    members: (alarm) => requests['alarms.members']({ alarm }),
    gapSeen: (gap) => void told(requests['alarms.gapSeen']({ gap })),
    outboxSeen: (item) => void told(requests['alarms.outboxSeen']({ item })),
  };
}

const wireFilter = ({ text, kinds, priorities, lives, units, cameras, whose, show }: AlarmFilter): RequestInput<'alarms.queue'>['filter'] => ({
  text,
  kinds: [...kinds],
  priorities: [...priorities],
  lives: [...lives],
  units: [...units],
  cameras: [...cameras],
  whose,
  show,
});
