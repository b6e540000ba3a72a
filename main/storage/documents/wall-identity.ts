import { openDocument, type JsonDocument, type StorageContext } from '../json-document.ts';
import { wallIdentitySchema, type WallIdentity } from './wall-identity.schema.ts';

export type { WallIdentity };

export const openWallIdentity = (context: StorageContext): JsonDocument<WallIdentity> =>
  openDocument({ ...context, name: 'wall-identity', version: 1, schema: wallIdentitySchema, migrations: [], initial: { nodeId: null } });
