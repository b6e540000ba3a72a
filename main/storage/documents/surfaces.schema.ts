import { z } from 'zod';
import { MEMORY_MAX, type TileContent } from '@contract/domain/tile-content.ts';
import { layoutId, monitorKey, type SurfaceId } from '@contract/domain/units.ts';
import { TILES_MAX } from '@contract/domain/arrangement.ts';
import type { Monitor, Surface } from '@contract/domain/wall.ts';
import { arrangementField, contentField, tourField } from '@contract/ipc/wall.schema.ts';
import { listOf } from './list.schema.ts';

const id = z.string().min(1).max(200);
const pixels = z.number().min(-1_000_000).max(1_000_000);

/** What a place shows, and what each of its tiles held before: by tile, newest first. */
export interface KeptSurface {
  readonly surface: Surface;
  readonly memory: TileMemory;
  /** What was there before the desk came on it: returns when the desk goes. */
  readonly beneathDesk?: Surface | undefined;
}
export type TileMemory = readonly (readonly TileContent[])[];

const memory: z.ZodType<TileMemory> = z.array(listOf(contentField, MEMORY_MAX).catch([])).max(TILES_MAX).catch([]);

const shown = z
  .object({
    id: z.string().max(300).regex(/^(desk$|monitor:.)/).transform((text) => text as SurfaceId),
    arrangement: arrangementField,
    contents: z.array(contentField.nullable().catch(null)).max(TILES_MAX),
    layoutId: id.transform(layoutId).nullable().catch(null),
    layoutName: z.string().max(1000).catch(''),
    locked: z.boolean().catch(false),
    tour: tourField.nullable().catch(null),
  })
  .transform((saved): Surface => ({ ...saved, contents: saved.arrangement.tiles.map((_, index) => saved.contents[index] ?? null) }));

const keptSurface: z.ZodType<KeptSurface> = z.object({ surface: shown, memory, beneathDesk: shown.optional().catch(undefined) });

/** A monitor this PC has had, so that its number and its place on the wall return with it. Whether it is there now is not saved. */
export type RememberedMonitor = Omit<Monitor, 'present' | 'node'>;

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
  readonly surfaces: readonly KeptSurface[];
}

export interface SavedSurfaces {
  readonly servers: readonly SavedServer[];
  readonly monitors: readonly RememberedMonitor[];
}

const server: z.ZodType<SavedServer> = z.object({ serverId: id, surfaces: listOf(keptSurface, 100) });

export const surfacesSchema: z.ZodType<SavedSurfaces> = z.object({ servers: listOf(server, 32), monitors: listOf<RememberedMonitor>(monitor, 100) });
