import type { Alarm } from '@contract/domain/alarm.ts';
import type { KnownAlarms } from './known-alarms.ts';

export interface ShownAlarms extends KnownAlarms {
  /** What the rules of this PC hide has changed. */
  readonly rulesChanged: () => void;
}

/** Known alarms as this PC shows them: `shown` hides some as suppressed. */
export function createShownAlarms(known: KnownAlarms, shown: (alarms: readonly Alarm[]) => readonly Alarm[]): ShownAlarms {
  let turns = 0;
  let of = -1;
  let list: readonly Alarm[] = [];
  const changes = (): number => known.changes() + turns;
  return {
    ...known,
    open: () => {
      if (of !== changes()) list = shown(known.open());
      of = changes();
      return list;
    },
    changes,
    rulesChanged: () => {
      turns += 1;
    },
  };
}
