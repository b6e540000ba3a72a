import type { AlarmId, UtcMs } from '@contract/domain/units.ts';
import { isAlarm } from '../../storage/alarm-record.ts';
import { isFields } from '../../storage/documents/old-tiles.ts';
import type { AlarmDetail } from '../../vms/alarm-ports.ts';
import type { AlarmKeeper } from './alarm-keeper.ts';

/** Details that were looked at, for a time without the server. Restricted ones are never given to it. */
export interface KeptDetails {
  readonly keep: (detail: AlarmDetail) => void;
  /** Null: none is kept. */
  readonly get: (alarm: AlarmId) => AlarmDetail | null;
  readonly lookAt: (alarm: AlarmId) => void;
  /** Whether somebody looked at it lately. */
  readonly isLookedAt: (alarm: AlarmId) => boolean;
  readonly clear: () => void;
}

const KEPT = 200;
const LOOKED_AT = 20;
const LISTS = ['steps', 'tasks', 'notices', 'transfers'] as const;

const isDetail = (value: unknown): value is AlarmDetail => isFields(value) && isAlarm(value['alarm']) && LISTS.every((list) => Array.isArray(value[list])) && (value['run'] === null || isFields(value['run']));

export function createKeptDetails({ keeper, nowUtcMs }: { readonly keeper: Pick<AlarmKeeper, 'write' | 'db' | 'flush'>; readonly nowUtcMs: () => UtcMs }): KeptDetails {
  const looked = new Set<AlarmId>();
  return {
    keep: (detail) => {
      const json = JSON.stringify(detail);
      keeper.write((out) => out.putDetail(detail.alarm.id, json, nowUtcMs(), KEPT));
    },
    get: (alarm) => {
      keeper.flush();
      const kept = keeper.db()?.detail(alarm);
      return isDetail(kept) ? kept : null;
    },
    lookAt: (alarm) => {
      looked.delete(alarm);
      looked.add(alarm);
      const [oldest] = looked;
      if (looked.size > LOOKED_AT && oldest !== undefined) looked.delete(oldest);
    },
    isLookedAt: (alarm) => looked.has(alarm),
    clear: () => looked.clear(),
  };
}
