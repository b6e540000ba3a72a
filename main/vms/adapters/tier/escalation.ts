import type { Transfer } from '@contract/domain/escalation.ts';
import { ok, type Result } from '@contract/domain/result.ts';
import type { HttpRequest } from '../../../platform/http-client.ts';
import type { EscalationPort } from '../../alarm-ports.ts';
import type { TierClient } from './client.ts';
import { mapContact, mapPlan, mapTarget, mapTransfer } from './escalation-mapping.ts';
import { wireContact, wirePlan, wireTarget, wireTransfer } from './escalation-wire.schema.ts';
import { readRecords } from './mapping.ts';
import { wireList, type Reader } from './wire.schema.ts';

const at = (path: string, id: string): string => `v1/${path}/${encodeURIComponent(id)}`;

/** Contacts, plans and transfers of a Tier API server. What cannot be read is left out of its list, and counted. */
export function createEscalation(client: TierClient): EscalationPort {
  const list = async <W, T>(path: string, reader: Reader<W>, mapped: (wire: W) => T | null): Promise<Result<readonly T[]>> => {
    const read = await client.read({ method: 'GET', path: `v1/${path}` }, wireList);
    if (!read.ok) return read;
    const items = readRecords(read.value.items, reader).records.flatMap((wire) => mapped(wire) ?? []);
    client.skipped(path, read.value.items.length - items.length);
    return ok(items);
  };
  const remove = async (path: string): Promise<Result<null>> => {
    const answer = await client.raw({ method: 'DELETE', path });
    // Gone is what was wanted.
    return answer.ok || answer.error.detail === 'status 404' ? ok(null) : answer;
  };
  const transfer = async (request: HttpRequest): Promise<Result<Transfer>> => {
    const read = await client.read(request, wireTransfer);
    return read.ok ? ok(mapTransfer(read.value)) : read;
  };
  return {
    contacts: () => list('contacts', wireContact, mapContact),
    putContact: async ({ id, ...body }) => {
      const stored = await client.read({ method: 'PUT', path: at('contacts', id), body }, wireContact);
      return stored.ok ? ok(mapContact(stored.value)) : stored;
    },
    removeContact: (id) => remove(at('contacts', id)),
    plans: () => list('escalation-plans', wirePlan, mapPlan),
    putPlan: async (plan) => {
      const { id, ...body } = plan;
      const stored = await client.read({ method: 'PUT', path: at('escalation-plans', id), body }, wirePlan);
      return stored.ok ? ok(mapPlan(stored.value) ?? plan) : stored;
    },
    removePlan: (id) => remove(at('escalation-plans', id)),
    targets: () => list('transfer-targets', wireTarget, mapTarget),
    transfer: (key, workstation, alarm, to, reason, dueUtcMs, code) => transfer({ method: 'POST', path: `${at('alarms', alarm)}/transfers`, body: { key, workstation, to, reason, dueUtcMs, code } }),
    answer: (key, workstation, id, answer, code) => transfer({ method: 'POST', path: `${at('transfers', id)}/answers`, body: { key, workstation, ...answer, code } }),
  };
}
