import { err, ok, type Result } from '@contract/domain/result.ts';
import type { Handover } from '@contract/domain/duty.ts';
import type { HttpRequest } from '../../../platform/http-client.ts';
import type { DutyPort } from '../../alarm-ports.ts';
import type { TierClient } from './client.ts';
import { fromDeskBody, mapHandover, mapOnDuty } from './duty-mapping.ts';
import { wireDuty, wireHandover, wireOnDuty, wireSignedOff } from './duty-wire.schema.ts';
import { readRecords } from './mapping.ts';
import { wireList } from './wire.schema.ts';

const pathOf = (id: string): string => `v1/handovers/${encodeURIComponent(id)}`;

/** Duty and handovers of a Tier API server. A handover whose sheet does not fit its digest is refused, or left out of a list and counted. */
export function createDuty(client: TierClient): DutyPort {
  const handover = async (request: HttpRequest): Promise<Result<Handover>> => {
    const read = await client.read(request, wireHandover);
    if (!read.ok) return read;
    const mapped = mapHandover(read.value);
    return mapped === null ? err('tier/bad-answer', { detail: 'digest' }) : ok(mapped);
  };
  const handoversIn = (items: readonly unknown[]): readonly Handover[] => {
    const handovers = readRecords(items, wireHandover).records.flatMap((wire) => mapHandover(wire) ?? []);
    client.skipped('handovers', items.length - handovers.length);
    return handovers;
  };
  return {
    list: async () => {
      const read = await client.read({ method: 'GET', path: 'v1/duty' }, wireDuty);
      if (!read.ok) return read;
      const { records, skipped } = readRecords(read.value.onDuty, wireOnDuty);
      client.skipped('on duty', skipped);
      const given = read.value.handover;
      return ok({ onDuty: records.map(mapOnDuty), handover: given === null || given === undefined ? null : (handoversIn([given])[0] ?? null) });
    },
    signOn: async (workstation, untilUtcMs) => {
      const answer = await client.raw({ method: 'POST', path: 'v1/duty', body: { workstation, untilUtcMs } });
      return answer.ok ? ok(null) : answer;
    },
    signOff: (workstation) => client.read({ method: 'DELETE', path: 'v1/duty', query: { workstation } }, wireSignedOff),
    handOver: (workstation, sheet) => handover({ method: 'POST', path: 'v1/handovers', body: { workstation, ...fromDeskBody(sheet) } }),
    sign: (id, side, username, code) => handover({ method: 'POST', path: `${pathOf(id)}/signatures`, body: { side, username, code } }),
    withdraw: async (id) => {
      const answer = await client.raw({ method: 'DELETE', path: pathOf(id) });
      return answer.ok ? ok(null) : answer;
    },
    past: async () => {
      const read = await client.read({ method: 'GET', path: 'v1/handovers' }, wireList);
      return read.ok ? ok(handoversIn(read.value.items)) : read;
    },
  };
}
