import { openDocument, type JsonDocument, type StorageContext } from '../json-document.ts';
import { keptProceduresSchema, type KeptProcedures } from './procedures.schema.ts';

export type { KeptProcedures };

/** In the folder of what this PC keeps of one person on one server. */
export const openProcedures = (context: StorageContext): JsonDocument<KeptProcedures> =>
  openDocument({ ...context, name: 'procedures', version: 1, schema: keptProceduresSchema, migrations: [], initial: { procedures: [] }, generations: 2, maxBytes: 32 * 1024 * 1024 });
