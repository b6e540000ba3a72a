import { randomUUID } from 'node:crypto';
import { isClosed, REASON_MIN, type Actor, type Alarm, type TransferBrief } from '../../../contract/domain/alarm.ts';
import { answered, signedText, type TransferAnswer } from '../../../contract/domain/escalation-plan.ts';
import type { Level, Transfer } from '../../../contract/domain/escalation.ts';
import { err, ok, type Result } from '../../../contract/domain/result.ts';
import { alarmId, transferId, utcMs, type AlarmId, type UtcMs } from '../../../contract/domain/units.ts';
import type { AlarmDesk, NewAlarm } from '../alarm-desk/desk.ts';
import type { EscalationStore, TransferRecord } from './escalation-state.ts';
import { createLinkOutbox } from './link-outbox.ts';
import type { LinkedTier, TierLinks } from './tier-links.ts';

const OVERDUE_LOOK_MS = 1_000;

/** What a person asks for. `to`: a server's id. */
export interface GivenTo {
  readonly to: string;
  readonly reason: string;
  readonly dueUtcMs: UtcMs | null;
}

export interface GivenAnswer extends Partial<Pick<GivenTo, 'to' | 'dueUtcMs'>> {
  readonly state: 'accepted' | 'returned' | 'passed-on';
  readonly reason: string;
}

/** Alarms given to other tiers and got from them. Who acts has proven themselves before. */
export interface Transfers {
  readonly targets: () => readonly { readonly serverId: string; readonly name: string }[];
  /** What the same request was answered the first time; null: it is new. */
  readonly known: (key: string) => Transfer | null;
  readonly get: (id: string) => Transfer | null;
  /** The alarm here that a transfer is about; null: there is no such transfer. */
  readonly alarmOf: (id: string) => AlarmId | null;
  /** Whether it can be done, asked before a code is spent on it; codes as `give` and `answer` have them. */
  readonly mayGive: (alarm: AlarmId, given: GivenTo) => Result<object>;
  readonly mayAnswer: (id: string, by: Actor, answer: GivenAnswer) => Result<object>;
  /** Codes alarm/unknown, transfer/unknown (no such tier), transfer/not-now, alarm/reason-missing, alarm/not-now (closed). */
  readonly give: (key: string | null, alarm: AlarmId, by: Actor, given: GivenTo, automatic?: boolean) => Promise<Result<Transfer>>;
  readonly answer: (key: string, id: string, by: Actor, answer: GivenAnswer) => Promise<Result<Transfer>>;
  /** From another tier. Codes app/not-allowed (not its own, or not signed), app/invalid-input, transfer/unknown. */
  readonly receive: (from: string, payload: string) => Promise<Result<null>>;
  readonly receiveAnswer: (from: string, payload: string) => Promise<Result<null>>;
  readonly of: (alarm: AlarmId) => readonly Transfer[];
  /** To the tier above, when the level is its and no other tier has the alarm. */
  readonly handUp: (alarm: Alarm, level: Level) => Promise<void>;
  readonly close: () => void;
}

export interface TransferParts {
  readonly desk: AlarmDesk;
  readonly store: EscalationStore;
  readonly links: TierLinks;
  readonly scale: number;
  readonly nowUtcMs: () => number;
  /** Whether this tier sees a camera, or has a unit. */
  readonly seesCamera: (id: string) => boolean;
  readonly hasUnit: (id: string) => boolean;
  /** Who is told of what comes from other tiers. */
  readonly handlers: readonly string[];
  /** This tier has an alarm from now on. */
  readonly hold: (alarm: AlarmId) => void;
  readonly isTransfer: (value: unknown) => value is Omit<Transfer, 'alarm'> & { readonly alarmId: AlarmId };
}

type SentAlarm = Pick<NewAlarm, 'kind' | 'priority' | 'title' | 'camera' | 'unit' | 'site'> & { readonly raisedUtcMs: UtcMs };

const PATH = '/v1/tier-links/transfers';
const ABOVE: Readonly<Partial<Record<LinkedTier['tier'], LinkedTier['tier']>>> = { commune: 'province', province: 'ministry' };
const OUTCOMES: Readonly<Record<string, string>> = { handled: 'đã xử lý', prevented: 'đã ngăn chặn', 'passed-on': 'đã chuyển đơn vị khác', 'no-action': 'không cần xử lý', merged: 'đã gộp', drill: 'diễn tập' };

const wire = ({ alarm, ...rest }: Transfer): object => ({ ...rest, alarmId: alarm });

export function createTransfers(parts: TransferParts): Transfers {
  const { desk, store, links, nowUtcMs } = parts;
  const { transfers, keys } = store.state;
  const outbox = createLinkOutbox({
    store,
    links,
    scale: parts.scale,
    nowUtcMs,
    refused: (path, payload) => {
      process.stderr.write(`tier link refused: ${path} ${payload.slice(0, 100)}\n`);
    },
  });
  const now = (): UtcMs => utcMs(Math.floor(nowUtcMs()));

  const brief = ({ id, to, state, dueUtcMs }: Transfer, toName = to.name): TransferBrief => ({ id, toName, state, dueUtcMs });
  const show = (record: TransferRecord, by: Actor, toName?: string): void => {
    const shown = brief(record.transfer, toName);
    // The alarm names who else has it: where it was given to, nobody else does. One sent back is over here.
    const fields = record.side === 'given' ? { transfer: shown } : shown.state === 'returned' ? { life: { kind: 'closed', by, utcMs: now(), outcome: 'passed-on' } as const } : {};
    desk.change(alarmId(record.localAlarm), by, fields, { kind: 'transferred', toName: shown.toName, how: shown.state });
  };
  const sayTo = (record: TransferRecord, personIds: readonly string[]): void => {
    const id = alarmId(record.localAlarm);
    desk.tell(personIds, id, desk.get(id)?.title ?? '', 'transfer');
  };
  const put = (record: TransferRecord): TransferRecord => {
    transfers.set(record.transfer.id, record);
    return record;
  };
  const isWithOther = (id: AlarmId): boolean => [...transfers.values()].some(({ side, localAlarm, transfer }) => side === 'given' && localAlarm === id && (transfer.state === 'sent' || transfer.state === 'accepted' || transfer.state === 'passed-on'));

  const make = (alarm: Alarm, by: Actor, { reason, dueUtcMs }: GivenTo, to: LinkedTier, more: Pick<TransferRecord, 'continues' | 'automatic'>): TransferRecord => {
    const { serverId, name } = links.self;
    const act = { id: transferId(randomUUID()), alarm: alarm.id, from: { serverId, name }, to: { serverId: to.serverId, name: to.name }, by, reason, sentUtcMs: now(), dueUtcMs };
    const transfer: Transfer = { ...act, state: 'sent', answers: [], signature: links.sign(signedText(act)) };
    const { kind, priority, title, camera, unit, site, raisedUtcMs } = alarm;
    const sent: SentAlarm = { kind, priority, title, camera, unit, site, raisedUtcMs };
    outbox.add(to.serverId, PATH, { transfer: wire(transfer), alarm: sent });
    return put({ transfer, side: 'given', localAlarm: alarm.id, overdueTold: false, ...more });
  };
  const mayGive = (id: AlarmId, given: GivenTo): Result<{ readonly alarm: Alarm; readonly to: LinkedTier }> => {
    const alarm = desk.get(id);
    const to = links.others.find(({ serverId }) => serverId === given.to);
    if (alarm === null) return err('alarm/unknown');
    if (to === undefined) return err('transfer/unknown');
    if (isClosed(alarm)) return err('alarm/not-now');
    if (given.reason.trim().length < REASON_MIN) return err('alarm/reason-missing');
    return isWithOther(id) ? err('transfer/not-now') : ok({ alarm, to });
  };
  const give: Transfers['give'] = async (key, id, by, given, automatic = false) => {
    const may = mayGive(id, given);
    if (!may.ok) return may;
    const { alarm, to } = may.value;
    const record = make(alarm, by, given, to, { continues: null, automatic });
    if (key !== null) keys.set(key, record.transfer.id);
    await store.save();
    show(record, by);
    outbox.pump();
    return ok(record.transfer);
  };

  /** To whoever gave it: what became of it. */
  const reply = ({ transfer }: TransferRecord, answer: TransferAnswer, toName: string): void => {
    outbox.add(transfer.from.serverId, `${PATH}/${transfer.id}/answers`, { id: transfer.id, answer, toName });
  };
  const mayAnswer = (id: string, by: Actor, { state, reason, to: toId = '' }: GivenAnswer): Result<{ readonly record: TransferRecord; readonly next: Transfer; readonly given: TransferAnswer; readonly to: LinkedTier | undefined; readonly alarm: Alarm | null }> => {
    const record = transfers.get(id);
    if (record === undefined || record.side !== 'received') return err('transfer/unknown');
    if (state !== 'accepted' && reason.trim().length < REASON_MIN) return err('alarm/reason-missing');
    const to = links.others.find(({ serverId }) => serverId === toId && serverId !== record.transfer.from.serverId);
    const alarm = desk.get(alarmId(record.localAlarm));
    if (state === 'passed-on' && (to === undefined || alarm === null)) return err('transfer/unknown');
    const given: TransferAnswer = { by, utcMs: now(), state, reason };
    const next = answered(record.transfer, given);
    return next.ok ? ok({ record, next: next.value, given, to, alarm }) : next;
  };
  const answer: Transfers['answer'] = async (key, id, by, asked) => {
    const may = mayAnswer(id, by, asked);
    if (!may.ok) return may;
    const { record, next, given, to, alarm } = may.value;
    const { reason, dueUtcMs = null } = asked;
    const kept = put({ ...record, transfer: next });
    keys.set(key, id);
    reply(kept, given, to?.name ?? links.self.name);
    const passed = asked.state === 'passed-on' && to !== undefined && alarm !== null ? make(alarm, by, { to: to.serverId, reason, dueUtcMs }, to, { continues: id, automatic: false }) : null;
    await store.save();
    show(kept, by, to?.name);
    if (passed !== null) show(passed, by);
    outbox.pump();
    return ok(next);
  };

  const receive: Transfers['receive'] = async (from, payload) => {
    const read = readGiven(payload, parts.isTransfer);
    if (read === null) return err('app/invalid-input', { detail: 'payload' });
    const { transfer, alarm } = read;
    if (transfer.from.serverId !== from || transfer.to.serverId !== links.self.serverId || !links.isSignedBy(from, signedText(transfer), transfer.signature)) return err('app/not-allowed');
    const known = transfers.get(transfer.id);
    // Kept, but the server ended before the alarm was raised: raised now.
    if (known !== undefined && desk.get(alarmId(known.localAlarm)) !== null) return ok(null);
    const old = desk.get(transfer.alarm);
    // Under an id that was closed here it would stand in no queue.
    const local = old !== null && isClosed(old) ? alarmId(`${transfer.alarm.slice(0, 40)}-${transfer.id.slice(0, 8)}`) : transfer.alarm;
    const record = put({ transfer, side: 'received', localAlarm: local, continues: null, overdueTold: false, automatic: transfer.by.personId === 'server' });
    parts.hold(local);
    await store.save();
    const { camera, unit } = alarm;
    desk.raise({ ...alarm, id: local, camera: camera !== null && parts.seesCamera(camera) ? camera : null, unit: unit !== null && parts.hasUnit(unit) ? unit : null });
    show(record, transfer.by);
    sayTo(record, parts.handlers);
    return ok(null);
  };
  const receiveAnswer: Transfers['receiveAnswer'] = async (from, payload) => {
    const read = readAnswer(payload);
    const record = read === null ? undefined : transfers.get(read.id);
    if (read === null) return err('app/invalid-input', { detail: 'payload' });
    if (record === undefined || record.side !== 'given') return err('transfer/unknown');
    if (record.transfer.to.serverId !== from) return err('app/not-allowed');
    const { transfer } = record;
    if (transfer.answers.some(({ utcMs: at, state }) => at === read.answer.utcMs && state === read.answer.state)) return ok(null);
    const kept = put({ ...record, transfer: { ...transfer, state: read.answer.state, answers: [...transfer.answers, read.answer] } });
    const before = kept.continues === null ? undefined : transfers.get(kept.continues);
    if (before !== undefined) {
      // Whoever gave it first learns where it ended up.
      const origin = put({ ...before, transfer: { ...before.transfer, state: read.answer.state, answers: [...before.transfer.answers, read.answer] } });
      reply(origin, read.answer, read.toName);
    }
    await store.save();
    show(kept, read.answer.by, read.toName);
    const { personId } = transfer.by;
    sayTo(kept, parts.handlers.includes(personId) ? [...new Set([personId, ...parts.handlers])] : parts.handlers);
    outbox.pump();
    return ok(null);
  };

  const lookAtDue = (): void => {
    const late = [...transfers.values()].filter(({ transfer: { state, dueUtcMs }, overdueTold, localAlarm }) => !overdueTold && dueUtcMs !== null && dueUtcMs <= now() && (state === 'sent' || state === 'accepted') && desk.get(alarmId(localAlarm))?.life.kind !== 'closed');
    for (const record of late) {
      put({ ...record, overdueTold: true });
      sayTo(record, parts.handlers);
    }
    if (late.length > 0) void store.save();
  };
  /** An alarm taken over from another tier is over: its giver is told how. */
  const tellEnd = (alarm: Alarm, before: Alarm | null): void => {
    if (!isClosed(alarm) || before === null || isClosed(before) || alarm.life.kind !== 'closed') return;
    const { by, outcome } = alarm.life;
    for (const record of transfers.values()) {
      if (record.side !== 'received' || record.localAlarm !== alarm.id || record.transfer.state !== 'accepted') continue;
      reply(record, { by, utcMs: now(), state: 'accepted', reason: `Đã kết thúc: ${OUTCOMES[outcome] ?? 'báo nhầm'}` }, links.self.name);
      void store.save().then(outbox.pump);
    }
  };
  const stop = desk.onDidChange(tellEnd);
  const timer = setInterval(lookAtDue, Math.max(50, OVERDUE_LOOK_MS * Math.min(1, parts.scale * 5)));
  timer.unref();
  outbox.pump();

  return {
    targets: () => links.others.map(({ serverId, name }) => ({ serverId, name })),
    known: (key) => transfers.get(keys.get(key) ?? '')?.transfer ?? null,
    get: (id) => transfers.get(id)?.transfer ?? null,
    alarmOf: (id) => {
      const record = transfers.get(id);
      return record === undefined ? null : alarmId(record.localAlarm);
    },
    mayGive,
    mayAnswer,
    give,
    answer,
    receive,
    receiveAnswer,
    of: (id) => [...transfers.values()].filter(({ localAlarm }) => localAlarm === id).map(({ transfer }) => transfer),
    handUp: async (alarm, level) => {
      const above = ABOVE[links.self.tier];
      const to = links.others.find(({ tier }) => tier === above);
      if (to === undefined || level !== to.tier || isWithOther(alarm.id)) return;
      await give(null, alarm.id, desk.server, { to: to.serverId, reason: 'Tự động chuyển cấp: quá thời hạn, chưa có ai xử lý', dueUtcMs: null }, true);
    },
    close: () => {
      clearInterval(timer);
      stop();
      outbox.close();
    },
  };
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

function readGiven(payload: string, isTransfer: TransferParts['isTransfer']): { readonly transfer: Transfer; readonly alarm: SentAlarm } | null {
  const value = parsed(payload);
  if (typeof value !== 'object' || value === null || !('transfer' in value) || !('alarm' in value) || !isTransfer(value.transfer) || !isSentAlarm(value.alarm)) return null;
  const { alarmId: alarm, ...rest } = value.transfer;
  return { transfer: { ...rest, alarm }, alarm: value.alarm };
}

/** Signed by a tier whose key is known: its form is looked at so far as this tier relies on it. */
function isSentAlarm(value: unknown): value is SentAlarm {
  if (typeof value !== 'object' || value === null) return false;
  const text = (name: string): boolean => typeof Reflect.get(value, name) === 'string';
  const number = (name: string): boolean => typeof Reflect.get(value, name) === 'number';
  return ['kind', 'title', 'site'].every(text) && ['priority', 'raisedUtcMs'].every(number) && ['camera', 'unit'].every((name) => text(name) || Reflect.get(value, name) === null);
}

function readAnswer(payload: string): { readonly id: string; readonly answer: TransferAnswer; readonly toName: string } | null {
  const value = parsed(payload);
  if (typeof value !== 'object' || value === null || !('id' in value) || !('answer' in value) || !('toName' in value)) return null;
  const { id, answer, toName } = value;
  return typeof id === 'string' && typeof toName === 'string' && isAnswer(answer) ? { id, answer, toName } : null;
}

function isAnswer(value: unknown): value is TransferAnswer {
  if (typeof value !== 'object' || value === null || !('by' in value) || !('state' in value)) return false;
  const { by, state } = value;
  return typeof by === 'object' && by !== null && typeof Reflect.get(by, 'name') === 'string' && typeof Reflect.get(value, 'utcMs') === 'number' && typeof Reflect.get(value, 'reason') === 'string' && (state === 'accepted' || state === 'returned' || state === 'passed-on');
}
