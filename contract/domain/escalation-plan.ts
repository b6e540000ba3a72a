import { isInQueue, type Alarm, type AlarmPriority, type Deadlines } from './alarm.ts';
import type { Contact, EscalationCause, EscalationPlan, Level, PlanStep, Transfer } from './escalation.ts';
import { err, ok, type Result } from './result.ts';
import { utcMs, type ContactId, type UtcMs } from './units.ts';

/** Viet Nam is at UTC+7 all year. */
const VIETNAM_AHEAD_MS = 7 * 3_600_000;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/** Steps of one plan at most, and how many seconds after the alarm they may lie. */
export const PLAN_STEPS_MAX = 20;
export const STEP_AFTER_S = { min: 5, max: 86_400 } as const;

/** The first plan that fits; null: nobody is told of such an alarm. */
export const planFor = (plans: readonly EscalationPlan[], { kind, priority }: Pick<Alarm, 'kind' | 'priority'>): EscalationPlan | null =>
  plans.find(({ kinds, priorityAtLeast }) => priority <= priorityAtLeast && (kinds.length === 0 || kinds.includes(kind))) ?? null;

/** A plan can be used: 1 to 20 steps in order of time, each with a channel, each within its times. */
export function checkPlan({ name, steps }: Pick<EscalationPlan, 'name' | 'steps'>): Result<null> {
  if (name.trim() === '') return err('plan/invalid', { detail: 'name' });
  if (steps.length === 0 || steps.length > PLAN_STEPS_MAX) return err('plan/invalid', { detail: 'steps' });
  const wrong = steps.findIndex(({ afterS, channels }, index) => afterS < STEP_AFTER_S.min || afterS > STEP_AFTER_S.max || channels.length === 0 || afterS < (steps[index - 1]?.afterS ?? 0));
  return wrong < 0 ? ok(null) : err('plan/invalid', { detail: `step ${String(wrong + 1)}` });
}

/** By when things must be done, of an alarm a tier has since `sinceUtcMs`: the earliest step of each cause. */
export function deadlinesOf(plan: EscalationPlan, sinceUtcMs: UtcMs): Deadlines {
  const of = (cause: EscalationCause): UtcMs | null => {
    const times = plan.steps.filter((step) => step.cause === cause).map((step) => atOf(step, sinceUtcMs));
    return times.length === 0 ? null : utcMs(Math.min(...times));
  };
  return { acknowledgeUtcMs: of('not-acknowledged'), claimUtcMs: of('not-claimed'), finishUtcMs: of('not-finished') };
}

const atOf = ({ afterS }: PlanStep, sinceUtcMs: UtcMs): UtcMs => utcMs(Math.ceil(sinceUtcMs + afterS * 1000));

type Climbing = Pick<Alarm, 'life' | 'shelved' | 'suppressed' | 'transfer' | 'climb'>;

/** Whether what a step waits for has still not been done. Hidden alarms, and those another tier accepted, wait for nobody here. */
export function stillHolds(cause: EscalationCause, alarm: Omit<Climbing, 'climb'>): boolean {
  if (!isInQueue(alarm) || alarm.transfer?.state === 'accepted') return false;
  const { kind } = alarm.life;
  switch (cause) {
    case 'not-acknowledged':
      return kind === 'raised';
    case 'not-claimed':
      return kind === 'raised' || kind === 'acknowledged';
    case 'not-finished':
      return kind === 'raised' || kind === 'acknowledged' || kind === 'claimed' || kind === 'in-progress';
  }
}

/** A step of a plan with its place in it, from 0. */
export interface DueStep {
  readonly index: number;
  readonly step: PlanStep;
}

/** The steps to take now, in their order. What was claimed and let go again after its time is due at once. */
export const dueSteps = (plan: EscalationPlan, alarm: Climbing, sinceUtcMs: UtcMs, nowUtcMs: number): readonly DueStep[] =>
  plan.steps.flatMap((step, index) => (index >= alarm.climb.steps && atOf(step, sinceUtcMs) <= nowUtcMs && stillHolds(step.cause, alarm) ? [{ index, step }] : []));

/** When the next step is due, as things stand; null: none. In the past when one is overdue. */
export function nextStepUtcMs(plan: EscalationPlan, alarm: Climbing, sinceUtcMs: UtcMs): UtcMs | null {
  const next = plan.steps.find((step, index) => index >= alarm.climb.steps && stillHolds(step.cause, alarm));
  return next === undefined ? null : atOf(next, sinceUtcMs);
}

/** Whether a minute of the day lies in quiet hours; `until` is no longer quiet. */
export function isQuiet(quiet: Contact['quiet'], nowUtcMs: number): boolean {
  if (quiet === null || quiet.fromMinute === quiet.untilMinute) return false;
  const minute = minuteOf(nowUtcMs);
  return quiet.fromMinute < quiet.untilMinute ? minute >= quiet.fromMinute && minute < quiet.untilMinute : minute >= quiet.fromMinute || minute < quiet.untilMinute;
}

const minuteOf = (nowUtcMs: number): number => Math.floor((nowUtcMs + VIETNAM_AHEAD_MS) / MINUTE_MS) % DAY_MINUTES;

/** When quiet hours that hold now end. */
export function quietEndUtcMs({ untilMinute }: NonNullable<Contact['quiet']>, nowUtcMs: number): UtcMs {
  const wait = (untilMinute - minuteOf(nowUtcMs) + DAY_MINUTES) % DAY_MINUTES;
  return utcMs((Math.floor(nowUtcMs / MINUTE_MS) + wait) * MINUTE_MS);
}

/** Somebody to tell. */
export interface Recipient {
  readonly contact: Contact;
  /** In whose place, by name; empty: their own. */
  readonly inPlaceOf: string;
  /** End of their quiet hours, when nobody stands in for them; null: now. */
  readonly waitUntilUtcMs: UtcMs | null;
}

/**
 * Who is told at a level. Priority 1 reaches everybody at any hour; of others, in quiet hours, the deputy or the deputy's
 * deputy; where none can be reached the notice waits. Nobody is told twice.
 */
export function recipients(contacts: readonly Contact[], level: Level, nowUtcMs: number, priority: AlarmPriority): readonly Recipient[] {
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  const told = new Map<ContactId, Recipient>();
  const meant = contacts.filter((contact) => contact.level === level);
  const isReachable = ({ quiet }: Contact): boolean => priority === 1 || !isQuiet(quiet, nowUtcMs);
  for (const contact of meant.filter(isReachable)) told.set(contact.id, { contact, inPlaceOf: '', waitUntilUtcMs: null });
  for (const contact of meant) {
    if (isReachable(contact)) continue;
    const deputy = deputyOf(contact, byId, isReachable);
    if (deputy === null) told.set(contact.id, { contact, inPlaceOf: '', waitUntilUtcMs: contact.quiet === null ? null : quietEndUtcMs(contact.quiet, nowUtcMs) });
    else if (!told.has(deputy.id)) told.set(deputy.id, { contact: deputy, inPlaceOf: contact.name, waitUntilUtcMs: null });
  }
  return [...told.values()];
}

function deputyOf(contact: Contact, byId: ReadonlyMap<ContactId, Contact>, isReachable: (contact: Contact) => boolean): Contact | null {
  const seen = new Set<ContactId>([contact.id]);
  let next = contact.deputy;
  while (next !== null && !seen.has(next)) {
    seen.add(next);
    const deputy = byId.get(next);
    if (deputy === undefined) return null;
    if (isReachable(deputy)) return deputy;
    next = deputy.deputy;
  }
  return null;
}

/** What the sending server signs of a transfer: all that never changes, in one fixed order. */
export const signedText = ({ id, alarm, from, to, by, reason, sentUtcMs, dueUtcMs }: Omit<Transfer, 'signature' | 'state' | 'answers'>): string =>
  JSON.stringify(['vonglau-transfer/1', id, alarm, from.serverId, to.serverId, by.personId, by.name, by.unitName, by.workstation, reason, sentUtcMs, dueUtcMs]);

/** An answer to a transfer; of one passed on, the tier that has it now is in `toName`. */
export type TransferAnswer = Transfer['answers'][number];

/** A transfer with an answer by the people it was given to. Code transfer/not-now: returned or passed on already, or accepted twice. */
export function answered(transfer: Transfer, answer: TransferAnswer): Result<Transfer> {
  const fits = transfer.state === 'sent' || (transfer.state === 'accepted' && answer.state !== 'accepted');
  if (!fits || answer.state === 'sent') return err('transfer/not-now');
  return ok({ ...transfer, state: answer.state, answers: [...transfer.answers, answer] });
}
