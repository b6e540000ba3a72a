import { err, ok, type Result } from '@contract/domain/result.ts';
import type { ProcedureId } from '@contract/domain/units.ts';
import type { ProceduresPort } from '../../alarm-ports.ts';
import type { TierClient } from './client.ts';
import { readRecords } from './mapping.ts';
import { mapProcedure, mapRun, mapTask, procedureBody, runActBody } from './procedure-mapping.ts';
import { wireProcedure, wireRun, wireTask } from './procedure-wire.schema.ts';
import { wireList, type Reader } from './wire.schema.ts';

/** Procedures, runs and tasks of a Tier API server. A procedure of which a step cannot be read is left out of the list, and counted. */
export function createProcedures(client: TierClient): ProceduresPort {
  const send = async <W, T>(method: 'PUT' | 'POST', path: string, body: unknown, reader: Reader<W>, mapped: (wire: W) => T, headers: Readonly<Record<string, string>> = {}): Promise<Result<T>> => {
    const answer = await client.read({ method, path, body, headers }, reader);
    return answer.ok ? ok(mapped(answer.value)) : conflictOf(answer);
  };
  return {
    list: async () => {
      const list = await client.read({ method: 'GET', path: 'v1/procedures' }, wireList);
      if (!list.ok) return list;
      const { records, skipped } = readRecords(list.value.items, wireProcedure);
      client.skipped('procedures', skipped);
      return ok(records.map(mapProcedure));
    },
    put: (procedure) => send('PUT', pathOf(procedure.id), procedureBody(procedure), wireProcedure, mapProcedure, procedure.etag === '' ? { 'if-none-match': '*' } : { 'if-match': procedure.etag }),
    publish: (id, etag) => send('POST', `${pathOf(id)}/publish`, {}, wireProcedure, mapProcedure, { 'if-match': etag }),
    retire: async (id, etag) => {
      const answer = await client.raw({ method: 'POST', path: `${pathOf(id)}/retire`, body: {}, headers: { 'if-match': etag } });
      return answer.ok ? ok(null) : conflictOf(answer);
    },
    run: (key, workstation, alarm, version, act) => send('POST', `v1/alarms/${encodeURIComponent(alarm)}/run`, { key, workstation, version, act: runActBody(act) }, wireRun, mapRun),
    task: (key, workstation, alarm, to, text) => send('POST', `v1/alarms/${encodeURIComponent(alarm)}/tasks`, { key, workstation, to, text }, wireTask, mapTask),
    taskState: (key, workstation, task, state, note) => send('POST', `v1/tasks/${encodeURIComponent(task)}`, { key, workstation, state, note }, wireTask, mapTask),
  };
}

const pathOf = (id: ProcedureId): string => `v1/procedures/${encodeURIComponent(id)}`;

/** A failed precondition means a conflict even from a server that gives it no code. */
const conflictOf = <T>(failed: Extract<Result<T>, { readonly ok: false }>): Result<never> => (failed.error.detail === 'status 412' ? err('procedure/conflict', { detail: failed.error.detail }) : failed);
