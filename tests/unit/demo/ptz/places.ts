import type { Steerer } from '../../../../demo/ptz/hand.ts';
import type { HeadPlace } from '../../../../demo/ptz/head.ts';
import type { PtzAbilities } from '../../../../demo/ptz/wire.ts';

export const ABILITIES: PtzAbilities = { panDeg: [-180, 180], tiltDeg: [-90, 20], zoomMax: 25, zeroBearingDeg: 0, wideAngleDeg: 60, presets: true, patrols: true, home: true, tracking: true, aux: ['focus', 'iris', 'wiper', 'light'] };

export const HOME = { panDeg: 0, tiltDeg: -8, zoom: 1 };

export const aPlace = (overrides: Partial<HeadPlace> = {}): HeadPlace => ({
  abilities: ABILITIES,
  stands: { latDeg: 21.03, lonDeg: 105.8 },
  mountingHeightM: 10,
  home: HOME,
  patrols: [{ number: 1, name: 'Hai bên', steps: [{ preset: 1, dwellS: 2 }, { preset: 2, dwellS: 2 }] }],
  followed: (utcMs) => ({ panDeg: (utcMs / 1000) * 6, tiltDeg: -9 }),
  ...overrides,
});

export const aSteerer = (personId: string, level = 40, connection = `${personId}-pc`): Steerer => ({ connection, holder: { personId, name: personId, unitName: 'Trung tâm', level } });
