import type { FastifyInstance } from 'fastify';
import { checkPlan } from '../../../contract/domain/escalation-plan.ts';
import type { Contact, EscalationPlan, Transfer } from '../../../contract/domain/escalation.ts';
import { err, ok, type Result } from '../../../contract/domain/result.ts';
import { alarmId, contactId, planId, utcMs, type AlarmId } from '../../../contract/domain/units.ts';
import type { Actor } from '../../../contract/domain/alarm.ts';
import { maySee } from '../alarm-desk/alarm-wire.ts';
import type { AlarmDesk } from '../alarm-desk/desk.ts';
import type { CallerOf } from '../caller.ts';
import { sendProblem, sendResult } from '../problem.ts';
import type { TierSchemas } from '../schemas.ts';
import type { Caller, Sessions } from '../sessions.ts';
import type { EscalationStore } from './escalation-state.ts';
import type { LinkMessage, TierLinks } from './tier-links.ts';
import type { Transfers } from './transfers.ts';

export interface EscalationRouteParts {
  readonly desk: AlarmDesk;
  readonly store: EscalationStore;
  readonly transfers: Transfers;
  readonly links: TierLinks;
  readonly sessions: Sessions;
  readonly schemas: TierSchemas;
  readonly callerOf: CallerOf;
  readonly nowUtcMs: () => number;
  /** Contacts or plans changed. */
  readonly replan: () => void;
}

interface Signed {
  readonly key: string;
  readonly workstation: string;
  readonly code: string;
}
type TransferBody = Signed & { readonly to: string; readonly reason: string; readonly dueUtcMs: number | null };
type AnswerBody = Signed & { readonly state: 'accepted' | 'returned' | 'passed-on'; readonly reason: string; readonly to?: string; readonly dueUtcMs?: number | null };

const CONTACTS_MAX = 500;
const PLANS_MAX = 100;
const idParams = (name: string): object => ({ type: 'object', required: [name], properties: { [name]: { type: 'string', minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' } } });
const actorOf = ({ person: { id, name, unitName = '' } }: Caller, workstation: string): Actor => ({ personId: id, name, unitName, workstation });
const wire = ({ alarm, ...rest }: Transfer): object => ({ ...rest, alarmId: alarm });

/** A webhook goes over TLS; without it only to this machine. */
const isSafeWebhook = (text: string): boolean => {
  if (text === '') return true;
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username } = new URL(text);
  return username === '' && (protocol === 'https:' || ['127.0.0.1', '[::1]', 'localhost'].includes(hostname));
};

/** `/v1/contacts`, `/v1/escalation-plans`, transfers, and what other tiers' servers say. */
export function escalationRoutes(app: FastifyInstance, parts: EscalationRouteParts): void {
  directoryRoutes(app, parts);
  transferRoutes(app, parts);
  linkRoutes(app, parts);
}

function directoryRoutes(app: FastifyInstance, { desk, store, schemas, callerOf, replan }: EscalationRouteParts): void {
  const { state } = store;
  const changed = async (topic: 'contacts' | 'plans'): Promise<void> => {
    await store.save();
    replan();
    desk.topicChanged(topic);
  };
  const putContact = async (contact: Contact): Promise<Result<Contact>> => {
    const others = state.contacts.filter(({ id }) => id !== contact.id);
    if (contact.deputy !== null && !others.some(({ id }) => id === contact.deputy)) return err('contact/unknown', { detail: 'deputy' });
    if (!isSafeWebhook(contact.webhook)) return err('app/invalid-input', { detail: 'webhook' });
    if (others.length >= CONTACTS_MAX) return err('app/invalid-input', { detail: 'too many contacts' });
    const isNew = others.length === state.contacts.length;
    state.contacts = isNew ? [...others, contact] : state.contacts.map((old) => (old.id === contact.id ? contact : old));
    await changed('contacts');
    return ok(contact);
  };
  const putPlan = async (plan: EscalationPlan): Promise<Result<EscalationPlan>> => {
    const checked = checkPlan(plan);
    if (!checked.ok) return checked;
    const isNew = !state.plans.some(({ id }) => id === plan.id);
    if (isNew && state.plans.length >= PLANS_MAX) return err('plan/invalid', { detail: 'too many plans' });
    state.plans = isNew ? [...state.plans, plan] : state.plans.map((old) => (old.id === plan.id ? plan : old));
    await changed('plans');
    return ok(plan);
  };

  app.get('/v1/contacts', (request, reply) => (callerOf(request, reply, 'alarm.handle') === null ? reply : reply.send({ items: state.contacts })));
  app.put<{ Params: { contactId: string }; Body: Omit<Contact, 'id'> }>('/v1/contacts/:contactId', { schema: { params: idParams('contactId'), body: schemas.ref('ContactBody') } }, async (request, reply) => {
    if (callerOf(request, reply, 'alarm.rules') === null) return reply;
    const { name, level, personId, email, phone, zalo, webhook, quiet, deputy } = request.body;
    return sendResult(reply, await putContact({ id: contactId(request.params.contactId), name: name.trim(), level, personId, email, phone, zalo, webhook, quiet, deputy }));
  });
  app.delete<{ Params: { contactId: string } }>('/v1/contacts/:contactId', { schema: { params: idParams('contactId') } }, async (request, reply) => {
    if (callerOf(request, reply, 'alarm.rules') === null) return reply;
    const id = contactId(request.params.contactId);
    if (!state.contacts.some((contact) => contact.id === id)) return sendProblem(reply, { code: 'contact/unknown' });
    state.contacts = state.contacts.filter((contact) => contact.id !== id).map((contact) => (contact.deputy === id ? { ...contact, deputy: null } : contact));
    await changed('contacts');
    return reply.code(204).send();
  });
  app.get('/v1/escalation-plans', (request, reply) => (callerOf(request, reply, 'alarm.handle') === null ? reply : reply.send({ items: state.plans })));
  app.put<{ Params: { planId: string }; Body: Omit<EscalationPlan, 'id'> }>('/v1/escalation-plans/:planId', { schema: { params: idParams('planId'), body: schemas.ref('EscalationPlanBody') } }, async (request, reply) => {
    if (callerOf(request, reply, 'alarm.rules') === null) return reply;
    const { name, kinds, priorityAtLeast, steps } = request.body;
    return sendResult(reply, await putPlan({ id: planId(request.params.planId), name: name.trim(), kinds, priorityAtLeast, steps: steps.map(({ cause, afterS, level, channels }) => ({ cause, afterS, level, channels })) }));
  });
  app.delete<{ Params: { planId: string } }>('/v1/escalation-plans/:planId', { schema: { params: idParams('planId') } }, async (request, reply) => {
    if (callerOf(request, reply, 'alarm.rules') === null) return reply;
    const left = state.plans.filter(({ id }) => id !== request.params.planId);
    if (left.length === state.plans.length) return sendProblem(reply, { code: 'plan/invalid', detail: 'no such plan' }, 404);
    state.plans = left;
    await changed('plans');
    return reply.code(204).send();
  });
}

function transferRoutes(app: FastifyInstance, { desk, transfers, sessions, schemas, callerOf }: EscalationRouteParts): void {
  const sees = (id: AlarmId, caller: Caller): boolean => {
    const alarm = desk.get(id);
    return alarm !== null && maySee(alarm, caller.person);
  };
  app.get('/v1/transfer-targets', (request, reply) => (callerOf(request, reply, 'alarm.handle') === null ? reply : reply.send({ items: transfers.targets() })));
  app.post<{ Params: { alarmId: string }; Body: TransferBody }>('/v1/alarms/:alarmId/transfers', { schema: { params: idParams('alarmId'), body: schemas.ref('TransferRequest') } }, async (request, reply) => {
    const caller = callerOf(request, reply, 'alarm.handle');
    if (caller === null) return reply;
    const { key, workstation, code, to, reason, dueUtcMs } = request.body;
    const ownKey = `${caller.person.id} ${key}`;
    const known = transfers.known(ownKey);
    if (known !== null) return reply.code(201).send(wire(known));
    const id = alarmId(request.params.alarmId);
    if (!sees(id, caller)) return sendProblem(reply, { code: 'alarm/unknown' });
    const asked = { to, reason, dueUtcMs: dueUtcMs === null ? null : utcMs(dueUtcMs) };
    const may = transfers.mayGive(id, asked);
    if (!may.ok) return sendProblem(reply, may.error);
    const proven = await sessions.proveFactor(caller.person.id, code);
    if (!proven.ok) return sendProblem(reply, proven.error);
    const given = await transfers.give(ownKey, id, actorOf(caller, workstation), asked);
    return given.ok ? reply.code(201).send(wire(given.value)) : sendProblem(reply, given.error);
  });
  app.post<{ Params: { transferId: string }; Body: AnswerBody }>('/v1/transfers/:transferId/answers', { schema: { params: idParams('transferId'), body: schemas.ref('TransferAnswerRequest') } }, async (request, reply) => {
    const caller = callerOf(request, reply, 'alarm.handle');
    if (caller === null) return reply;
    const { key, workstation, code, state, reason, to, dueUtcMs } = request.body;
    const ownKey = `${caller.person.id} ${key}`;
    const known = transfers.known(ownKey);
    if (known !== null) return reply.send(wire(known));
    const { transferId } = request.params;
    const local = transfers.alarmOf(transferId);
    if (local === null || !sees(local, caller)) return sendProblem(reply, { code: 'transfer/unknown' });
    const by = actorOf(caller, workstation);
    const asked = { state, reason, ...(to === undefined ? {} : { to }), ...(dueUtcMs === undefined ? {} : { dueUtcMs: dueUtcMs === null ? null : utcMs(dueUtcMs) }) };
    const may = transfers.mayAnswer(transferId, by, asked);
    if (!may.ok) return sendProblem(reply, may.error);
    const proven = await sessions.proveFactor(caller.person.id, code);
    if (!proven.ok) return sendProblem(reply, proven.error);
    const answered = await transfers.answer(ownKey, transferId, by, asked);
    return answered.ok ? reply.send(wire(answered.value)) : sendProblem(reply, answered.error);
  });
}

function linkRoutes(app: FastifyInstance, { transfers, links, schemas, nowUtcMs }: EscalationRouteParts): void {
  const take = (message: LinkMessage, act: Transfers['receive']): Promise<Result<null>> => {
    const opened = links.opened(message, nowUtcMs());
    return opened.ok ? act(opened.value.from, opened.value.payload) : Promise.resolve(opened);
  };
  app.post<{ Body: LinkMessage }>('/v1/tier-links/transfers', { schema: { body: schemas.ref('TierLinkMessage') } }, async (request, reply) => {
    const taken = await take(request.body, transfers.receive);
    return taken.ok ? reply.code(204).send() : sendProblem(reply, taken.error);
  });
  app.post<{ Params: { transferId: string }; Body: LinkMessage }>('/v1/tier-links/transfers/:transferId/answers', { schema: { params: idParams('transferId'), body: schemas.ref('TierLinkMessage') } }, async (request, reply) => {
    const taken = await take(request.body, transfers.receiveAnswer);
    return taken.ok ? reply.code(204).send() : sendProblem(reply, taken.error);
  });
}
