import { z } from 'zod';
import type { Procedure } from '@contract/domain/procedure.ts';
import { procedureId, utcMs } from '@contract/domain/units.ts';
import { procedureContent } from '@contract/ipc/procedures.schema.ts';
import { listOf } from './list.schema.ts';

/** Procedures of one person's server, to be read when it is away. */
export interface KeptProcedures {
  readonly procedures: readonly Procedure[];
}

const procedure: z.ZodType<Procedure> = procedureContent.extend({
  id: z.string().min(1).max(64).transform(procedureId),
  version: z.number().int().min(1),
  state: z.enum(['draft', 'published', 'retired']),
  changedBy: z.string().max(200),
  changedUtcMs: z.number().int().min(0).transform(utcMs),
  etag: z.string().max(200),
});

export const keptProceduresSchema: z.ZodType<KeptProcedures> = z.object({ procedures: listOf(procedure, 1_000) });
