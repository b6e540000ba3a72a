import { z } from 'zod';
import { cameraId, layoutId, monitorKey, type SurfaceId } from '@contract/domain/units.ts';
import { GRIDS, gridTiles, type Monitor, type Surface } from '@contract/domain/wall.ts';
import { listOf } from './list.schema.ts';

const id = z.string().min(1).max(200);
const pixels = z.number().min(-1_000_000).max(1_000_000);

const surface = z
  .object({
    id: z.string().max(200).regex(/^(desk$|monitor:.)/).transform((text) => text as SurfaceId),
    grid: z.enum(GRIDS),
    cameras: z.array(id.transform(cameraId).nullable().catch(null)).max(64),
    layoutId: id.transform(layoutId).nullable().catch(null),
    layoutName: z.string().max(1000).catch(''),
  })
  .transform((saved): Surface => ({ ...saved, cameras: Array.from({ length: gridTiles(saved.grid) }, (_, index) => saved.cameras[index] ?? null) }));

/** A monitor this PC has had, so that its number and its place on the wall return with it. Whether it is there now is not saved. */
export type RememberedMonitor = Omit<Monitor, 'present'>;

const monitor = z.object({
  id: id.transform(monitorKey),
  number: z.number().int().min(1).max(999),
  label: z.string().max(1000).catch(''),
  xPx: pixels,
  yPx: pixels,
  widthPx: pixels.min(1),
  heightPx: pixels.min(1),
  scaleFactor: z.number().min(0.1).max(10),
  isPrimary: z.boolean(),
});

/** What every surface shows, apart for each server: cameras of one tier mean nothing to another. */
export interface SavedServer {
  readonly serverId: string;
  readonly surfaces: readonly Surface[];
}

export interface SavedSurfaces {
  readonly servers: readonly SavedServer[];
  readonly monitors: readonly RememberedMonitor[];
}

const server: z.ZodType<SavedServer> = z.object({ serverId: id, surfaces: listOf(surface, 100) });

export const surfacesSchema: z.ZodType<SavedSurfaces> = z.object({ servers: listOf(server, 32), monitors: listOf<RememberedMonitor>(monitor, 100) });
