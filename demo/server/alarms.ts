import { randomUUID } from 'node:crypto';
import type { Alarm } from './api-types.ts';
import type { Clock } from './clock.ts';
import type { EventLogs } from './event-log.ts';

/** Alarms of one tier, raised and closed on request; those of before a restart are gone with their epoch. */
export interface Alarms {
  /** Not closed yet, newest first. */
  readonly open: () => readonly Alarm[];
  readonly raise: (alarm: Pick<Alarm, 'cameraId' | 'priority' | 'title'>) => Alarm;
  /** False when there is no such alarm (any more). */
  readonly close: (alarmId: string) => boolean;
}

/** Every change becomes an event. */
export function createAlarms(events: Pick<EventLogs, 'append'>, clock: Clock): Alarms {
  const open = new Map<string, Alarm>();
  return {
    open: () => [...open.values()].reverse(),
    raise: (given) => {
      const alarm: Alarm = { ...given, id: randomUUID(), raisedUtcMs: Math.floor(clock.nowUtcMs()) };
      open.set(alarm.id, alarm);
      events.append({ kind: 'alarm.raised', alarm });
      return alarm;
    },
    close: (alarmId) => {
      if (!open.delete(alarmId)) return false;
      events.append({ kind: 'alarm.closed', alarmId });
      return true;
    },
  };
}
