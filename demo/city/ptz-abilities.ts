import type { Camera } from '../server/api-types.ts';

export type PtzAbilities = NonNullable<Camera['ptz']>;

/** What heads of a make can do; of makes not named, the usual. */
const HEADS: Readonly<Record<string, Pick<PtzAbilities, 'tiltDeg' | 'zoomMax' | 'wideAngleDeg' | 'tracking' | 'aux'>>> = {
  Hikvision: { tiltDeg: [-90, 15], zoomMax: 32, wideAngleDeg: 58, tracking: true, aux: ['focus', 'iris', 'light'] },
  Dahua: { tiltDeg: [-90, 20], zoomMax: 45, wideAngleDeg: 61, tracking: true, aux: ['focus', 'iris', 'light'] },
  Axis: { tiltDeg: [-90, 20], zoomMax: 32, wideAngleDeg: 60, tracking: true, aux: ['focus', 'iris'] },
  Bosch: { tiltDeg: [-90, 18], zoomMax: 30, wideAngleDeg: 59, tracking: true, aux: ['focus', 'iris', 'wiper', 'light'] },
  Uniview: { tiltDeg: [-90, 15], zoomMax: 40, wideAngleDeg: 56, tracking: false, aux: ['focus', 'light'] },
  Viettel: { tiltDeg: [-90, 10], zoomMax: 25, wideAngleDeg: 57, tracking: false, aux: ['focus'] },
};
const USUAL = { tiltDeg: [-90, 20], zoomMax: 30, wideAngleDeg: 60, tracking: false, aux: ['focus', 'iris'] } as const satisfies Partial<PtzAbilities>;

/** What the head of a camera can do. `zeroBearingDeg` null: nobody measured it, so it cannot be pointed from the map. */
export function abilitiesOf(make: string | undefined, zeroBearingDeg: number | null): PtzAbilities {
  const head = HEADS[make ?? ''] ?? USUAL;
  return { panDeg: [-180, 180], ...head, presets: true, patrols: true, home: true, ...(zeroBearingDeg === null ? {} : { zeroBearingDeg }) };
}
