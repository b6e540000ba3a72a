import { useRef } from 'react';
import type { Alarm } from '@contract/domain/alarm.ts';
import type { AlarmId } from '@contract/domain/units.ts';
import { useSlice } from '../../state/state-context.tsx';
import type { AlarmQueue } from '../../widgets/alarm-queue/index.ts';

/** An alarm as it was last known, from wherever: the rows, the gravest ones, what is watched. Null: nothing is known of it yet. */
export function useKnownAlarm(id: AlarmId | null, { view, watched }: Pick<AlarmQueue, 'view' | 'watched'>): Alarm | null {
  const shared = useSlice('alarms', ({ records }) => (id === null ? undefined : records.get(id)));
  const last = useRef<Alarm | null>(null);
  if (id === null) return null;
  const listed = view.rows.flatMap((row) => (row.kind === 'alarm' && row.alarm.id === id ? [row.alarm] : []));
  const known = [shared, watched, last.current, ...listed].filter((alarm) => alarm !== undefined && alarm !== null && alarm.id === id);
  const newest = known.reduce<Alarm | null>((best, alarm) => (alarm !== undefined && alarm !== null && (best === null || alarm.version > best.version) ? alarm : best), null);
  last.current = newest;
  return newest;
}
