import { openDocument, type JsonDocument, type StorageContext } from '../json-document.ts';
import { isFields, listIn, withArrangementOfGrid } from './old-tiles.ts';
import { surfacesSchema, type KeptSurface, type RememberedMonitor, type SavedServer, type SavedSurfaces, type TileMemory } from './surfaces.schema.ts';

export type { KeptSurface, RememberedMonitor, SavedServer, SavedSurfaces, TileMemory };

export const INITIAL_SURFACES: SavedSurfaces = { servers: [], monitors: [] };

/** 1 -> 2: grids of cameras became arrangements of contents; each surface has its tiles' memory beside it. What cannot be read is left out. */
const toVersion2 = (old: unknown): unknown => {
  if (!isFields(old)) return old;
  const surfaceOf = (surface: unknown) => {
    const moved = isFields(surface) ? withArrangementOfGrid(surface) : null;
    return moved === null ? [] : [{ surface: { ...moved, locked: false, tour: null }, memory: [] }];
  };
  return { ...old, servers: listIn(old['servers']).map((server) => (isFields(server) ? { ...server, surfaces: listIn(server['surfaces']).flatMap(surfaceOf) } : server)) };
};

export const openSurfaces = (context: StorageContext): JsonDocument<SavedSurfaces> =>
  openDocument({ ...context, name: 'surfaces', version: 2, schema: surfacesSchema, migrations: [toVersion2], maxBytes: 16 * 1024 * 1024, initial: INITIAL_SURFACES });

/** What the surfaces showed with this server; empty for a new one. */
export const surfacesOf = (saved: SavedSurfaces, serverId: string): readonly KeptSurface[] => saved.servers.find((server) => server.serverId === serverId)?.surfaces ?? [];

/** The same with another state of this server's surfaces. The server used last comes first; beyond 32 the one unused longest is forgotten. */
export const withSurfacesOf = (saved: SavedSurfaces, serverId: string, surfaces: readonly KeptSurface[]): SavedSurfaces => ({
  ...saved,
  servers: [{ serverId, surfaces }, ...saved.servers.filter((server) => server.serverId !== serverId)].slice(0, 32),
});
