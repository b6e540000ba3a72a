import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ActItem } from './desk.ts';
import { alarmId } from '../../../contract/domain/units.ts';
import type { AlarmAct } from '../../../contract/domain/alarm.ts';
import { isBiometric } from '../../../contract/domain/alarm-kind.ts';
import type { CallerOf } from '../caller.ts';
import type { Clock } from '../clock.ts';
import { readingOf } from '../event-log.ts';
import { serveEvents } from '../events.ts';
import { sendProblem } from '../problem.ts';
import type { TierSchemas } from '../schemas.ts';
import type { Caller, Sessions } from '../sessions.ts';
import type { TokenKeeper } from '../tokens.ts';
import { alarmOnWire, areActs, detailOnWire, eventFor, maySee, seenBy } from './alarm-wire.ts';
import type { RunningAlarmDesk } from './create-desk.ts';

/** Room for 1,000 items with notes. */
const ACTS_BYTES_MAX = 3 * 1024 * 1024;
const RANGE_MAX = 10_000;

export interface AlarmRouteParts {
  readonly desk: RunningAlarmDesk;
  readonly sessions: Sessions;
  readonly tokens: TokenKeeper;
  readonly schemas: TierSchemas;
  readonly clock: Clock;
  readonly callerOf: CallerOf;
  readonly heartbeatMs: number;
}

interface WireItem {
  readonly alarmId: string;
  readonly version: number | null;
  readonly acts: readonly unknown[];
}

const alarmParams = { type: 'object', required: ['alarmId'], properties: { alarmId: { type: 'string', minLength: 1, maxLength: 64 } } } as const;
const pageQuery = { type: 'object', properties: { after: { type: 'string', maxLength: 200 }, limit: { type: 'integer', minimum: 1, maximum: 2000, default: 1000 } } } as const;
const rangeQuery = { type: 'object', required: ['epoch', 'after', 'until'], properties: { epoch: { type: 'string' }, after: { type: 'integer', minimum: 0 }, until: { type: 'integer', minimum: 0 } } } as const;

/** `/v1/alarms...`, `/v1/alarm-acts` and `/v1/alarm-events...`. */
export function alarmRoutes(app: FastifyInstance, parts: AlarmRouteParts): void {
  const { desk, sessions, schemas, callerOf } = parts;
  const { log } = desk;
  const isActs = areActs(schemas);

  app.get<{ Querystring: { after?: string; limit: number } }>('/v1/alarms', { schema: { querystring: pageQuery } }, (request, reply) => {
    const caller = callerOf(request, reply, 'live.view');
    if (caller === null) return reply;
    const { after, limit } = request.query;
    const from = after === undefined ? { seq: log.seq(), place: 0 } : placeIn(after, log.epoch);
    if (from === null) return sendProblem(reply, { code: 'events/range-gone', detail: 'after is of another run of the server' });
    const { alarms, next } = desk.page(from.place, limit);
    const items = alarms.flatMap((alarm) => seenBy(alarm, caller.person) ?? []).map(alarmOnWire);
    return reply.send({ items, epoch: log.epoch, seq: from.seq, next: next === null ? null : `${log.epoch}.${String(from.seq)}.${String(next)}` });
  });
  app.get<{ Params: { alarmId: string } }>('/v1/alarms/:alarmId', { schema: { params: alarmParams } }, (request, reply) => {
    const caller = callerOf(request, reply, 'live.view');
    if (caller === null) return reply;
    const alarm = desk.get(alarmId(request.params.alarmId));
    if (alarm === null || !maySee(alarm, caller.person)) return sendProblem(reply, { code: 'alarm/unknown' });
    if (isBiometric(alarm.kind)) return sendProblem(reply, { code: 'alarm/restricted' });
    return reply.send(detailOnWire(alarm, desk.steps(alarm.id), desk.detail(alarm.id)));
  });
  app.post<{ Params: { alarmId: string }; Body: { code: string; workstation: string } }>('/v1/alarms/:alarmId/open', { schema: { params: alarmParams, body: schemas.ref('AlarmOpen') } }, async (request, reply) => {
    const caller = callerOf(request, reply, 'live.view');
    if (caller === null) return reply;
    const id = alarmId(request.params.alarmId);
    const known = desk.get(id);
    if (known === null || !maySee(known, caller.person)) return sendProblem(reply, { code: 'alarm/unknown' });
    const proven = await sessions.proveFactor(caller.person.id, request.body.code);
    if (!proven.ok) return sendProblem(reply, proven.error);
    const { id: personId, name, unitName = '' } = caller.person;
    const opened = desk.change(id, { personId, name, unitName, workstation: request.body.workstation }, {}, { kind: 'note', text: 'Mở bằng yếu tố thứ hai' });
    return opened === null ? sendProblem(reply, { code: 'alarm/unknown' }) : reply.send(detailOnWire(opened, desk.steps(id), desk.detail(id)));
  });
  app.get<{ Params: { alarmId: string } }>('/v1/alarms/:alarmId/members', { schema: { params: alarmParams } }, (request, reply) => {
    const caller = callerOf(request, reply, 'live.view');
    if (caller === null) return reply;
    const lead = desk.get(alarmId(request.params.alarmId));
    if (lead === null || !maySee(lead, caller.person)) return sendProblem(reply, { code: 'alarm/unknown' });
    return reply.send({ items: desk.members(lead.id).flatMap((alarm) => seenBy(alarm, caller.person) ?? []).map(alarmOnWire) });
  });
  app.post<{ Body: { key: string; workstation: string; items: readonly WireItem[] } }>('/v1/alarm-acts', { schema: { body: schemas.ref('AlarmActs') }, bodyLimit: ACTS_BYTES_MAX }, (request, reply) => {
    const caller = callerOf(request, reply, 'alarm.handle');
    if (caller === null) return reply;
    const { key, workstation, items } = request.body;
    const asked = items.map((item) => readItem(item, isActs));
    const wanted = asked.filter((item) => item !== null);
    if (wanted.length < asked.length) return sendProblem(reply, { code: 'app/invalid-input', detail: 'acts' });
    const outcomes = desk.act({ person: caller.person, workstation }, key, wanted);
    return reply.send({ items: outcomes.map(({ alarm, code, current }) => ({ alarmId: alarm, code, current: current === null ? null : alarmOnWire(current) })) });
  });
  app.get<{ Querystring: { epoch: string; after: number; until: number } }>('/v1/alarm-events/range', { schema: { querystring: rangeQuery } }, (request, reply) => {
    const caller = callerOf(request, reply, 'live.view');
    if (caller === null) return reply;
    const { epoch, after, until } = request.query;
    const found = readingOf(log, (event) => eventFor(event, caller.person)).range(epoch, after, Math.min(until, after + RANGE_MAX));
    return found.ok ? reply.send({ items: found.value }) : sendProblem(reply, found.error);
  });
  const callers = new WeakMap<FastifyRequest, Caller>();
  const admit = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const caller = callerOf(request, reply, 'live.view');
    if (caller === null) return reply;
    if (!request.ws) return sendProblem(reply, { code: 'app/invalid-input', detail: 'a WebSocket' }, 426);
    callers.set(request, caller);
    return undefined;
  };
  app.get('/v1/alarm-events', { websocket: true, preValidation: admit }, (socket, request) => {
    const caller = callers.get(request);
    if (caller === undefined) socket.terminate();
    else serveEvents({ ...parts, socket, log: readingOf(log, (event) => eventFor(event, caller.person)), caller });
  });
}

/** Reads what the page before answered as `next`; null: it is of another run, or nonsense. */
function placeIn(after: string, epoch: string): { readonly seq: number; readonly place: number } | null {
  const [ofEpoch, seq = '', place = ''] = after.split('.');
  return ofEpoch === epoch && /^\d{1,15}$/.test(seq) && /^\d{1,15}$/.test(place) ? { seq: Number(seq), place: Number(place) } : null;
}

function readItem({ alarmId: id, version, acts }: WireItem, isActs: (value: unknown) => value is readonly AlarmAct[]): ActItem | null {
  return isActs(acts) ? { alarm: alarmId(id), version, acts } : null;
}
