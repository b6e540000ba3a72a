import type { Surface } from '@contract/domain/wall.ts';
import { openDocument, type JsonDocument, type StorageContext } from '../json-document.ts';
import { surfacesSchema, type RememberedMonitor, type SavedServer, type SavedSurfaces } from './surfaces.schema.ts';

export type { RememberedMonitor, SavedServer, SavedSurfaces };

export const INITIAL_SURFACES: SavedSurfaces = { servers: [], monitors: [] };

export const openSurfaces = (context: StorageContext): JsonDocument<SavedSurfaces> =>
  openDocument({ ...context, name: 'surfaces', version: 1, schema: surfacesSchema, migrations: [], initial: INITIAL_SURFACES });

/** What the surfaces showed with this server; empty for a new one. */
export const surfacesOf = (saved: SavedSurfaces, serverId: string): readonly Surface[] => saved.servers.find((server) => server.serverId === serverId)?.surfaces ?? [];

/** The same with another state of this server's surfaces. The server used last comes first; beyond 32 the one unused longest is forgotten. */
export const withSurfacesOf = (saved: SavedSurfaces, serverId: string, surfaces: readonly Surface[]): SavedSurfaces => ({
  ...saved,
  servers: [{ serverId, surfaces }, ...saved.servers.filter((server) => server.serverId !== serverId)].slice(0, 32),
});
