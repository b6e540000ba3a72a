import type { Procedure, ProcedureContent } from '@contract/domain/procedure.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { procedureFileFields } from '@contract/ipc/procedures.schema.ts';

/** Bytes of a whole file. */
export const PROCEDURE_FILE_MAX_BYTES = 1024 * 1024;

/** A procedure as a file carries it (`ProcedureFile` of contract/tier-api): nothing of its server or its author. */
export function encodeProcedureFile({ name, kinds, priorityAtLeast, steps }: Procedure): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify({ format: 'vonglau-procedure', version: 1, procedure: { name, kinds, priorityAtLeast, steps } }, null, 2)}\n`);
}

/** What somebody's file holds. Code procedure/file-unreadable: not such a file, too large, of a later version, or with a step that cannot be read. */
export function decodeProcedureFile(bytes: Uint8Array): Result<ProcedureContent> {
  if (bytes.length > PROCEDURE_FILE_MAX_BYTES) return err('procedure/file-unreadable', { detail: `${String(bytes.length)} bytes` });
  const file = procedureFileFields.safeParse(parse(bytes));
  return file.success ? ok(file.data.procedure) : err('procedure/file-unreadable', { detail: 'not a file of a procedure' });
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
