import { cameraContent } from '@contract/domain/tile-content.ts';
import { cameraId, monitorSurface } from '@contract/domain/units.ts';
import type { WallTile } from '../../renderer/state/selectors/wall-tiles.ts';
import { monitorWith } from './monitors.ts';
import { reportWith } from './tile-reports.ts';

/** The first tile of a monitor, live, unless told otherwise. */
export const wallTileWith = (overrides: Partial<WallTile> = {}): WallTile => {
  const monitor = monitorWith();
  return {
    key: `${monitorSurface(monitor.id)} 0`,
    surface: monitorSurface(monitor.id),
    monitor,
    tile: 0,
    content: cameraContent(cameraId('camera-1')),
    camera: cameraId('camera-1'),
    condition: 'live',
    report: reportWith(),
    heardUtcMs: 10_000,
    ...overrides,
  };
};
