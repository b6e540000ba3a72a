import type { PtzAbilities, PtzHead, PtzHolder } from '@contract/domain/ptz.ts';
import { cameraId, utcMs } from '@contract/domain/units.ts';
import type { SessionRecord } from '@contract/state/slices.ts';
import { ONLY } from '@contract/state/slices.ts';
import { personWith } from './people.ts';

/** A head that can do everything. */
export const abilitiesWith = (overrides: Partial<PtzAbilities> = {}): PtzAbilities => ({
  panDeg: [-180, 180],
  tiltDeg: [-20, 90],
  zoomMax: 30,
  zeroBearingDeg: 350,
  wideAngleDeg: 60,
  presets: true,
  patrols: true,
  home: true,
  tracking: true,
  aux: ['focus', 'iris', 'wiper', 'light'],
  ...overrides,
});

export const holderWith = (overrides: Partial<PtzHolder> = {}): PtzHolder => ({ personId: 'p2', name: 'Lê Thị Hoa', unitName: 'Công an phường Hàng Bài', level: 40, ...overrides });

export const headWith = (overrides: Partial<PtzHead> = {}): PtzHead => ({
  id: cameraId('camera-1'),
  holder: null,
  sinceUtcMs: utcMs(1_700_000_000_000),
  untilUtcMs: null,
  moving: false,
  patrol: null,
  tracking: false,
  position: { panDeg: 25, tiltDeg: 5, zoom: 3.2 },
  ...overrides,
});

/** Somebody of this level on duty at a desk. */
export const steeringSession = (ptzLevel = 50): SessionRecord => ({
  id: ONLY,
  session: { kind: 'signed-in', person: personWith({ ptzLevel }), sinceUtcMs: utcMs(1_699_999_000_000) },
  vault: 'available',
  wallOnly: false,
});
