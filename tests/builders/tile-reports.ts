import { cameraId } from '@contract/domain/units.ts';
import type { TileReport } from '@contract/domain/tile-report.ts';

/** A tile that is live and well, unless told otherwise. */
export const reportWith = (overrides: Partial<TileReport> = {}): TileReport => ({
  tile: 0,
  camera: cameraId('camera-1'),
  state: 'live',
  cause: null,
  fps: 15,
  ageMs: 40,
  player: 'webcodecs',
  codec: 'avc1.4d401f',
  profile: 'sub',
  widthPx: 640,
  heightPx: 360,
  kbps: 500,
  pace: 'full',
  lowered: null,
  droppedFps: 0,
  ...overrides,
});
