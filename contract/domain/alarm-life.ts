import { ALARM_TEXT_MAX, isClosed, ownerOf, REASON_MIN, type Actor, type Alarm, type AlarmAct, type AlarmLife, type AlarmStep, type Deadlines } from './alarm.ts';
import { assertNever, err, ok, type Result } from './result.ts';
import type { Right } from './right.ts';
import { utcMs, type UtcMs } from './units.ts';

/** Longest time an alarm may be shelved, ms; the end of the shift may come before. */
export const SHELVE_MAX_MS = 12 * 3_600_000;
/** Longest time an alarm of priority 1 may be shelved, ms. */
export const SHELVE_MAX_P1_MS = 30 * 60_000;

/** Who decides an act, and what it is decided by. */
export interface LifeContext {
  readonly actor: Actor;
  /** `server`: a rule or the server itself, who may do all. */
  readonly rights: readonly Right[] | 'server';
  readonly nowUtcMs: number;
  /** Null: not on duty. */
  readonly shiftEndsUtcMs: UtcMs | null;
  /** Last step that changed its life (see `changesLife`), for `undo`; null: none. */
  readonly lastStep: AlarmStep | null;
  /** Alarm a `merge` goes into; null: there is no such alarm. */
  readonly mergeTarget: Alarm | null;
}

type Fields = Partial<Pick<Alarm, 'life' | 'shelved' | 'suppressed' | 'assigned'>>;

const OWNED = ['claimed', 'in-progress'] as const;
const isIn = (life: AlarmLife, kinds: readonly AlarmLife['kind'][]): boolean => kinds.includes(life.kind);
const may = ({ rights }: LifeContext, right: Right): boolean => rights === 'server' || rights.includes(right);
const notNow = (): Result<never> => err('alarm/not-now');
const isReason = (text: string): boolean => text.trim().length >= REASON_MIN && text.length <= ALARM_TEXT_MAX;

/** Whether a step changed the alarm's life, and can be undone once. */
export const changesLife = ({ act }: Pick<AlarmStep, 'act'>): boolean => act.kind !== 'raised' && act.kind !== 'note' && act.kind !== 'escalated' && act.kind !== 'transferred';

/** What is still waited for once its life is this: what was done is null. */
export function deadlinesAfter(life: AlarmLife, deadlines: Deadlines): Deadlines {
  switch (life.kind) {
    case 'raised':
      return deadlines;
    case 'acknowledged':
      return { ...deadlines, acknowledgeUtcMs: null };
    case 'claimed':
    case 'in-progress':
      return { ...deadlines, acknowledgeUtcMs: null, claimUtcMs: null };
    case 'resolved':
    case 'false':
    case 'merged':
    case 'closed':
      return { acknowledgeUtcMs: null, claimUtcMs: null, finishUtcMs: null };
    default:
      return assertNever(life);
  }
}

/** True when the alarm stands already as the act would have it: to say it again changes nothing. */
export function holds(alarm: Alarm, act: AlarmAct, actor: Actor): boolean {
  const { life } = alarm;
  const isMine = ownerOf(alarm)?.personId === actor.personId;
  switch (act.kind) {
    case 'acknowledge':
      // By somebody else: they were first, and this person is told so.
      return life.kind !== 'raised' && life.by.personId === actor.personId;
    case 'claim':
      return isMine && isIn(life, OWNED);
    case 'start':
      return isMine && life.kind === 'in-progress';
    case 'assign':
      return alarm.assigned?.personId === act.to.personId;
    case 'resolve':
      return isMine && life.kind === 'resolved' && life.outcome === act.outcome;
    case 'false':
      return isMine && life.kind === 'false' && life.outcome === act.outcome;
    case 'merge':
      return life.kind === 'merged' && life.into === act.into;
    case 'close':
      return life.kind === 'closed';
    case 'unshelve':
      return alarm.shelved === null;
    case 'unsuppress':
      return alarm.suppressed === null;
    case 'release':
    case 'shelve':
    case 'suppress':
    case 'note':
    case 'undo':
      return false;
    default:
      return assertNever(act);
  }
}

/**
 * What comes of an act: the alarm one version on, or why not. Codes: app/not-allowed, alarm/not-now (it does not fit how the alarm stands),
 * alarm/not-yours, alarm/reason-missing, alarm/shelve-too-long, alarm/not-on-duty, alarm/nothing-to-undo, alarm/unknown (nothing to merge into).
 */
export function decide(alarm: Alarm, act: AlarmAct, context: LifeContext): Result<Alarm> {
  if (!may(context, 'alarm.handle')) return err('app/not-allowed');
  const changed = fieldsAfter(alarm, act, context);
  if (!changed.ok) return changed;
  const life = changed.value.life ?? alarm.life;
  return ok({ ...alarm, ...changed.value, version: alarm.version + 1, changedUtcMs: nowOf(context), deadlines: deadlinesAfter(life, alarm.deadlines) });
}

const nowOf = ({ nowUtcMs }: LifeContext): UtcMs => utcMs(Math.floor(nowUtcMs));

function fieldsAfter(alarm: Alarm, act: AlarmAct, context: LifeContext): Result<Fields> {
  const { life } = alarm;
  const stamp = { by: context.actor, utcMs: nowOf(context) };
  switch (act.kind) {
    case 'acknowledge':
      return life.kind === 'raised' ? ok({ life: { kind: 'acknowledged', ...stamp } }) : notNow();
    case 'claim':
      return claimed(alarm, act.takeOver, context);
    case 'release':
      if (!isIn(life, OWNED)) return notNow();
      if (isOthers(alarm, context) && !may(context, 'alarm.supervise')) return err('alarm/not-yours');
      return isReason(act.reason) ? ok({ life: { kind: 'acknowledged', ...stamp }, assigned: null }) : err('alarm/reason-missing');
    case 'assign':
      if (!may(context, 'alarm.supervise')) return err('app/not-allowed');
      return isIn(life, ['raised', 'acknowledged']) && !holds(alarm, act, context.actor) ? ok({ assigned: act.to }) : notNow();
    case 'start':
      if (!isIn(life, ['raised', 'acknowledged', 'claimed', 'in-progress'])) return notNow();
      if (isOthers(alarm, context)) return err('alarm/not-yours');
      return life.kind === 'in-progress' ? notNow() : ok({ life: { kind: 'in-progress', ...stamp }, ...takenFrom(alarm, context) });
    case 'resolve':
    case 'false':
      if (!isIn(life, ['acknowledged', ...OWNED])) return notNow();
      if (isOthers(alarm, context)) return err('alarm/not-yours');
      return ok({ life: act.kind === 'resolve' ? { kind: 'resolved', ...stamp, outcome: act.outcome } : { kind: 'false', ...stamp, outcome: act.outcome }, shelved: null });
    case 'merge':
      return merged(alarm, context);
    case 'close':
      return closed(alarm, context);
    case 'shelve':
      return shelved(alarm, act, context);
    case 'unshelve':
      return alarm.shelved === null || isClosed(alarm) ? notNow() : ok({ shelved: null });
    case 'suppress':
      if (context.rights !== 'server') return err('app/not-allowed');
      return alarm.suppressed === null && !isClosed(alarm) ? ok({ suppressed: { rule: act.rule, ruleName: act.ruleName } }) : notNow();
    case 'unsuppress':
      if (context.rights !== 'server') return err('app/not-allowed');
      return alarm.suppressed === null || isClosed(alarm) ? notNow() : ok({ suppressed: null });
    case 'note':
      return act.text.trim() === '' || act.text.length > ALARM_TEXT_MAX ? err('alarm/reason-missing') : ok({});
    case 'undo':
      return undone(act.reason, context);
    default:
      return assertNever(act);
  }
}

/** Somebody else is at it. The server is nobody's rival. */
function isOthers(alarm: Alarm, { actor, rights }: LifeContext): boolean {
  const owner = ownerOf(alarm);
  return rights !== 'server' && owner !== null && owner.personId !== actor.personId;
}

/** Who takes an alarm takes it from whoever it was meant for. */
const takenFrom = ({ assigned }: Alarm, { actor }: LifeContext): Fields => (assigned === null || assigned.personId === actor.personId ? {} : { assigned: null });

function claimed(alarm: Alarm, takeOver: string | undefined, context: LifeContext): Result<Fields> {
  const { life } = alarm;
  if (!isIn(life, ['raised', 'acknowledged', ...OWNED])) return notNow();
  if (isIn(life, OWNED)) {
    if (life.kind !== 'raised' && life.by.personId === context.actor.personId) return notNow();
    if (takeOver === undefined) return err('alarm/not-yours');
    if (!may(context, 'alarm.supervise')) return err('app/not-allowed');
    if (!isReason(takeOver)) return err('alarm/reason-missing');
  }
  return ok({ life: { kind: 'claimed', by: context.actor, utcMs: nowOf(context) }, ...takenFrom(alarm, context) });
}

function merged(alarm: Alarm, context: LifeContext): Result<Fields> {
  const { mergeTarget: target } = context;
  if (!isIn(alarm.life, ['raised', 'acknowledged', ...OWNED])) return notNow();
  if (isOthers(alarm, context)) return err('alarm/not-yours');
  if (target === null || target.id === alarm.id || isIn(target.life, ['closed', 'merged'])) return err('alarm/unknown');
  return ok({ life: { kind: 'merged', by: context.actor, utcMs: nowOf(context), into: target.id } });
}

function closed({ life }: Alarm, { actor, rights, nowUtcMs }: LifeContext): Result<Fields> {
  const stamp = { by: actor, utcMs: utcMs(Math.floor(nowUtcMs)) };
  if (life.kind === 'resolved' || life.kind === 'false') return ok({ life: { kind: 'closed', ...stamp, outcome: life.outcome }, shelved: null });
  // The alarms of an incident close with it, by the server.
  return life.kind === 'merged' && rights === 'server' ? ok({ life: { kind: 'closed', ...stamp, outcome: 'merged' }, shelved: null }) : notNow();
}

function shelved(alarm: Alarm, { reason, untilUtcMs }: { readonly reason: string; readonly untilUtcMs: UtcMs }, context: LifeContext): Result<Fields> {
  const { nowUtcMs, shiftEndsUtcMs, actor } = context;
  if (alarm.shelved !== null || !isIn(alarm.life, ['raised', 'acknowledged', ...OWNED]) || untilUtcMs <= nowUtcMs) return notNow();
  if (isOthers(alarm, context)) return err('alarm/not-yours');
  if (!isReason(reason)) return err('alarm/reason-missing');
  if (shiftEndsUtcMs === null) return err('alarm/not-on-duty');
  const longestMs = alarm.priority === 1 ? SHELVE_MAX_P1_MS : SHELVE_MAX_MS;
  return untilUtcMs > shiftEndsUtcMs || untilUtcMs > nowUtcMs + longestMs ? err('alarm/shelve-too-long') : ok({ shelved: { reason, by: actor, untilUtcMs } });
}

function undone(reason: string, context: LifeContext): Result<Fields> {
  const { lastStep, actor } = context;
  // What was undone is done anew, not undone again: back and forth would say nothing.
  if (lastStep === null || !changesLife(lastStep) || lastStep.act.kind === 'undo') return err('alarm/nothing-to-undo');
  if (lastStep.by.personId !== actor.personId && !may(context, 'alarm.supervise')) return err('alarm/not-yours');
  if (!isReason(reason)) return err('alarm/reason-missing');
  const { life, shelved: wasShelved, suppressed, assigned } = lastStep.before;
  return ok({ life, shelved: wasShelved, suppressed, assigned });
}
