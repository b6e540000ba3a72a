import { useCallback, useMemo, useState } from 'react';
import type { Alarm } from '@contract/domain/alarm.ts';
import type { AlarmId } from '@contract/domain/units.ts';

/** Most alarms that are acted on at once. */
export const MOST_MARKED = 1_000;

/** Alarms marked to be acted on together, as they were last known. */
export interface Marks {
  readonly all: ReadonlyMap<AlarmId, Alarm>;
  readonly ids: ReadonlySet<AlarmId>;
  /** Marks one, or takes its mark away. */
  readonly toggle: (alarm: Alarm) => void;
  /** False: they would be too many, none was marked. */
  readonly add: (alarms: readonly Alarm[]) => boolean;
  readonly clear: () => void;
  /** Those that are marked, as they are now. */
  readonly renew: (alarms: readonly Alarm[]) => void;
}

export function useMarks(): Marks {
  const [all, setAll] = useState<ReadonlyMap<AlarmId, Alarm>>(() => new Map());
  const ids = useMemo(() => new Set(all.keys()), [all]);
  const toggle = useCallback((alarm: Alarm) => {
    setAll((before) => {
      const next = new Map(before);
      if (!next.delete(alarm.id) && next.size < MOST_MARKED) next.set(alarm.id, alarm);
      return next;
    });
  }, []);
  const add = useCallback(
    (alarms: readonly Alarm[]) => {
      const next = new Map(all);
      for (const alarm of alarms) next.set(alarm.id, alarm);
      if (next.size > MOST_MARKED) return false;
      setAll(next);
      return true;
    },
    [all],
  );
  const clear = useCallback(() => {
    setAll(new Map());
  }, []);
  const renew = useCallback((alarms: readonly Alarm[]) => {
    setAll((before) => {
      const newer = alarms.filter(({ id, version }) => (before.get(id)?.version ?? version) < version);
      return newer.length === 0 ? before : new Map([...before, ...newer.map((alarm) => [alarm.id, alarm] as const)]);
    });
  }, []);
  return { all, ids, toggle, add, clear, renew };
}
