import { openDocument, type JsonDocument, type StorageContext } from '../json-document.ts';
import { scenesSchema, type DoneDues, type SavedScenes, type ServerScenes } from './scenes.schema.ts';

export type { DoneDues, SavedScenes, ServerScenes };

export const INITIAL_SCENES: SavedScenes = { servers: [] };

/** 200 scenes of eight full monitors with sequences; more is refused with storage/write-failed, and nothing is lost. */
const MAX_BYTES = 32 * 1024 * 1024;

export const openScenes = (context: StorageContext): JsonDocument<SavedScenes> =>
  openDocument({ ...context, name: 'scenes', version: 1, schema: scenesSchema, migrations: [], initial: INITIAL_SCENES, maxBytes: MAX_BYTES });

/** What is kept for this server; empty for a new one. */
export const scenesOf = (saved: SavedScenes, serverId: string): ServerScenes => saved.servers.find((server) => server.serverId === serverId) ?? { serverId, scenes: [], done: [] };

/** The same with another state of this server's scenes. The server used last comes first; beyond 32 the one unused longest is forgotten. */
export const withScenesOf = (saved: SavedScenes, scenes: ServerScenes): SavedScenes => ({
  servers: [scenes, ...saved.servers.filter((server) => server.serverId !== scenes.serverId)].slice(0, 32),
});
