import { WHOLE_QUEUE, type AlarmFilter, type Grouping } from '@contract/domain/alarm-queue.ts';
import type { AlarmId } from '@contract/domain/units.ts';

/** What the alarm screen shows, kept while the person looks at another. */
export interface AlarmMemory {
  /** Id of the inner tab. */
  readonly desk: string;
  readonly filter: AlarmFilter;
  readonly grouping: Grouping;
  /** Groups whose alarms are listed under them, by key. */
  readonly openGroups: readonly string[];
  /** In a flood the person chose not to have bursts grouped; forgotten when it ends. */
  readonly isFloodOff: boolean;
  /** Cameras near the alarm in view are shown live, not as lines. */
  readonly showsNear: boolean;
  /** The alarm in view; null: none. */
  readonly open: AlarmId | null;
}

export const NEW_ALARMS: AlarmMemory = { desk: 'queue', filter: WHOLE_QUEUE, grouping: 'none', openGroups: [], isFloodOff: false, showsNear: false, open: null };

/** Most groups that are open at once. */
const MOST_OPEN = 100;
export const withGroup = (open: readonly string[], key: string): readonly string[] => (open.includes(key) ? open.filter((each) => each !== key) : [...open, key].slice(-MOST_OPEN));

/** How many parts of a filter are in use, the list itself and the words left out. */
export const filterCount = ({ kinds, priorities, lives, units, cameras, whose }: AlarmFilter): number => kinds.length + priorities.length + lives.length + units.length + cameras.length + (whose === 'all' ? 0 : 1);
