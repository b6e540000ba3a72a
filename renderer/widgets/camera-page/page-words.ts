import type { OrgUnit } from '@contract/domain/camera.ts';
import type { StateChange } from '@contract/domain/camera-page.ts';
import type { UnitId } from '@contract/domain/units.ts';
import type { Records } from '@contract/state/patch.ts';
import { useText } from '../../i18n/use-text.ts';

/** A unit and all above it, the highest first; a unit that is its own ancestor ends the path. */
export function unitPath(units: Records<OrgUnit>, unit: UnitId): readonly string[] {
  const path: string[] = [];
  const seen = new Set<UnitId>();
  for (let at = units.get(unit); at !== undefined && !seen.has(at.id); at = at.parentId === null ? undefined : units.get(at.parentId)) {
    seen.add(at.id);
    path.unshift(at.name);
  }
  return path;
}

/** A state and how long it lasted, ms; the newest lasts until now. */
export interface LastedState extends StateChange {
  readonly lastedMs: number;
  readonly isNow: boolean;
}

/** The history, newest first, with how long each state lasted; whatever order it came in. */
export function lastedStates(history: readonly StateChange[], nowUtcMs: number): readonly LastedState[] {
  const newest = [...history].sort((one, other) => other.sinceUtcMs - one.sinceUtcMs);
  return newest.map((change, index) => {
    const until = newest[index - 1]?.sinceUtcMs ?? nowUtcMs;
    return { ...change, lastedMs: Math.max(0, until - change.sinceUtcMs), isNow: index === 0 };
  });
}

/** A duration in the two largest units that matter to an operator. */
export function useDurationWords(): (durationMs: number) => string {
  const t = useText();
  return (durationMs) => {
    const minutes = Math.floor(durationMs / 60_000);
    const hours = Math.floor(minutes / 60);
    if (minutes < 1) return t('find:duration.short');
    if (hours < 1) return t('find:duration.minutes', { minutes });
    const days = Math.floor(hours / 24);
    if (days < 1) return minutes % 60 === 0 ? t('find:duration.wholeHours', { hours }) : t('find:duration.hours', { hours, minutes: minutes % 60 });
    return hours % 24 === 0 ? t('find:duration.wholeDays', { days }) : t('find:duration.days', { days, hours: hours % 24 });
  };
}

/** `21,02850, 105,85420` would be read as four numbers: degrees are written with a point, as maps take them. */
export const positionWords = ({ latDeg, lonDeg }: { readonly latDeg: number; readonly lonDeg: number }): string => `${latDeg.toFixed(5)}, ${lonDeg.toFixed(5)}`;
