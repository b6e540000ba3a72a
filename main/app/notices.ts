import { utcMs } from '@contract/domain/units.ts';
import type { NoticeRecord } from '@contract/state/slices.ts';
import type { Clock } from '../platform/clock.ts';
import type { Stores } from '../state/stores.ts';

/** Keys of `notices.json`. */
export type NoticeKey = 'signInAgain' | 'directoryNotLoaded' | 'directorySkipped' | 'storageReadOnly' | 'storageUnreadable' | 'storageDamaged' | 'storageWriteFailed' | 'sceneMonitorsAbsent' | 'sceneBySchedule' | 'sceneByAlarm' | 'wallByAlarm' | 'masksBackForWall' | 'wallLinkRefused' | 'groupMerged' | 'groupKeptApart' | 'searchKeptApart' | 'ptzTaken' | 'ptzAsked' | 'mapUnreadable' | 'alarmTold';

export interface Notices {
  /** Shows a notice; one of the same key is replaced. */
  readonly show: (key: NoticeKey, level: NoticeRecord['level'], values?: NoticeRecord['values']) => void;
  readonly clear: (key: NoticeKey) => void;
}

export const createNotices = (stores: Pick<Stores, 'notices'>, clock: Clock): Notices => ({
  show: (key, level, values = {}) => stores.notices.put({ id: key, level, messageKey: key, values, utcMs: utcMs(clock.utcMs()) }),
  clear: (key) => stores.notices.remove(key),
});
