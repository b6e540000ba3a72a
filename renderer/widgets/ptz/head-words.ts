import type { PtzAbilities, PtzPosition, PtzVelocity } from '@contract/domain/ptz.ts';

/** Eight directions of the compass, from north clockwise. */
export const COMPASS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Compass = (typeof COMPASS)[number];

/** Where a head looks, 0..359 whole degrees from north; null: it is not known where its zero looks. */
export const bearingOf = ({ zeroBearingDeg }: Pick<PtzAbilities, 'zeroBearingDeg'>, { panDeg }: Pick<PtzPosition, 'panDeg'>): number | null =>
  zeroBearingDeg === undefined ? null : Math.round((((zeroBearingDeg + panDeg) % 360) + 360) % 360) % 360;

export const compassOf = (bearingDeg: number): Compass => COMPASS[Math.round(bearingDeg / 45) % 8] ?? 'n';

/** The fastest of its speeds, per cent. */
export const speedPercent = ({ pan, tilt, zoom }: PtzVelocity): number => Math.round(Math.max(Math.abs(pan), Math.abs(tilt), Math.abs(zoom)) * 100);

/** What colleagues call each other by: the last word of a Vietnamese name. */
export const givenName = (name: string): string => name.trim().split(/\s+/).at(-1) ?? name;
