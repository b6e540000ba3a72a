import type { ErrorCode } from '../../contract/domain/error-code.ts';
import type { PtzAsk, PtzHolder } from './wire.ts';

/** A hand that does nothing for this long is let go. */
export const IDLE_MS = 60_000;
/** An ask that nobody answers is over after this. */
export const ASK_MS = 60_000;
const MINUTE_MS = 60_000;
const ASKS_MAX = 10;

/** Somebody who steers, and the connection they do it from. */
export interface Steerer {
  readonly holder: PtzHolder;
  readonly connection: string;
}

export interface OpenAsk {
  readonly askId: string;
  readonly from: Steerer;
  readonly minutes: number;
  readonly reason: string;
  readonly askedUtcMs: number;
}

/** Who has the hand on one head: one or nobody. */
export interface Hand {
  readonly by: Steerer | null;
  readonly sinceUtcMs: number;
  readonly usedUtcMs: number;
  /** Lent: it goes back at its end; lender null: they are gone, it becomes free. */
  readonly loan: { readonly lender: Steerer | null; readonly untilUtcMs: number } | null;
  readonly asks: readonly OpenAsk[];
}

/** Why a hand came to somebody else, or to nobody, without being asked to. */
export type HandNote = 'taken' | 'idle' | 'gone' | 'loan-ended' | 'ask-expired';

/** What has to be said to somebody. */
export type Told =
  | { readonly kind: 'taken'; readonly connection: string; readonly by: PtzHolder }
  | { readonly kind: 'asked'; readonly connection: string; readonly ask: Omit<PtzAsk, 'cameraId'> };

export interface Refusal {
  readonly code: ErrorCode;
  readonly holder?: PtzHolder;
}

export interface HandStep {
  readonly hand: Hand;
  readonly refused: Refusal | null;
  readonly told: readonly Told[];
  readonly notes: readonly { readonly note: HandNote; readonly who: PtzHolder }[];
}

export const nobodysHand = (nowUtcMs: number): Hand => ({ by: null, sinceUtcMs: nowUtcMs, usedUtcMs: nowUtcMs, loan: null, asks: [] });

const unchanged = (hand: Hand, refused: Refusal | null = null): HandStep => ({ hand, refused, told: [], notes: [] });
const isSame = (one: Steerer | null, other: Steerer): boolean => one?.holder.personId === other.holder.personId;

/** Null when the hand is somebody's; otherwise why they may not move. */
export function whyNot(hand: Hand, who: Steerer): Refusal | null {
  if (hand.by === null) return { code: 'ptz/no-hand' };
  return isSame(hand.by, who) ? null : { code: 'ptz/held', holder: hand.by.holder };
}

/** Gives the hand when it is free, their own, lent by them, or held by a lower level. */
export function claim(hand: Hand, who: Steerer, nowUtcMs: number): HandStep {
  const { by } = hand;
  if (by === null) return passed(hand, who, null, nowUtcMs);
  if (isSame(by, who)) return unchanged({ ...hand, by: who, usedUtcMs: nowUtcMs });
  const isLender = hand.loan !== null && isSame(hand.loan.lender, who);
  if (!isLender && who.holder.level <= by.holder.level) return unchanged(hand, { code: 'ptz/held', holder: by.holder });
  const step = passed(hand, who, null, nowUtcMs);
  return { ...step, told: [{ kind: 'taken', connection: by.connection, by: who.holder }, ...step.told], notes: [{ note: 'taken', who: by.holder }, ...step.notes] };
}

/** Lets go; a lent hand goes back. Letting go what is not held succeeds. */
export const release = (hand: Hand, who: Steerer, nowUtcMs: number): HandStep => (isSame(hand.by, who) ? givenBack(hand, nowUtcMs) : unchanged(hand));

/** Something was done with it: it is not idle. */
export const used = (hand: Hand, who: Steerer, nowUtcMs: number): Hand => ({ ...hand, by: who, usedUtcMs: nowUtcMs });

/** Asks the holder for the hand. A free one is lent at once: nobody has to be asked. */
export function ask(hand: Hand, request: OpenAsk, nowUtcMs: number): HandStep {
  const { by } = hand;
  if (by === null) {
    const step = passed(hand, request.from, { lender: null, untilUtcMs: nowUtcMs + request.minutes * MINUTE_MS }, nowUtcMs);
    return { ...step, told: [told(request, 'accepted', 'asking', request.from.connection), ...step.told] };
  }
  if (isSame(by, request.from)) return unchanged(hand, { code: 'app/invalid-input' });
  const before = hand.asks.filter(({ from }) => isSame(from, request.from));
  if (hand.asks.length - before.length >= ASKS_MAX) return unchanged(hand, { code: 'app/too-many-requests' });
  const step = expired(hand, before);
  return { ...step, hand: { ...step.hand, asks: [...step.hand.asks, request] }, told: [...step.told, ...toBoth(hand, request, 'open')] };
}

/** The holder says yes or no to an open ask. */
export function answer(hand: Hand, who: Steerer, askId: string, accept: boolean, nowUtcMs: number): HandStep {
  const asked = hand.asks.find((open) => open.askId === askId);
  if (asked === undefined || hand.by === null || !isSame(hand.by, who)) return unchanged(hand, { code: 'ptz/ask-unknown' });
  const others = { ...hand, asks: hand.asks.filter((open) => open !== asked) };
  if (!accept) return { hand: { ...others, usedUtcMs: nowUtcMs }, refused: null, told: toBoth(hand, asked, 'declined'), notes: [] };
  // Lent on: it goes back to whom it belongs, not later than they were promised.
  const lender = hand.loan === null ? hand.by : hand.loan.lender;
  const untilUtcMs = Math.min(nowUtcMs + asked.minutes * MINUTE_MS, hand.loan?.untilUtcMs ?? Infinity);
  const step = passed(others, asked.from, { lender, untilUtcMs }, nowUtcMs);
  return { ...step, told: [...toBoth(hand, asked, 'accepted'), ...step.told] };
}

/** A connection closed: what it held is let go, what it asked is asked no more. */
export function gone(hand: Hand, connection: string, nowUtcMs: number): HandStep {
  const asksGone = expired(hand, hand.asks.filter(({ from }) => from.connection === connection));
  const { loan, by } = asksGone.hand;
  const left: Hand = loan?.lender?.connection === connection ? { ...asksGone.hand, loan: { ...loan, lender: null } } : asksGone.hand;
  if (by?.connection !== connection) return { ...asksGone, hand: left };
  return joined(asksGone, { ...givenBack(left, nowUtcMs), notes: [{ note: 'gone', who: by.holder }] });
}

/** What time alone does: asks run out, loans end, idle hands are let go. */
export function atTime(hand: Hand, nowUtcMs: number): HandStep {
  const asksOut = expired(hand, hand.asks.filter(({ askedUtcMs }) => nowUtcMs - askedUtcMs >= ASK_MS));
  const { by, loan, usedUtcMs } = asksOut.hand;
  if (by === null) return asksOut;
  if (loan !== null) return nowUtcMs < loan.untilUtcMs ? asksOut : joined(asksOut, { ...givenBack(asksOut.hand, nowUtcMs), notes: [{ note: 'loan-ended', who: by.holder }] });
  if (nowUtcMs - usedUtcMs < IDLE_MS) return asksOut;
  const step = passed(asksOut.hand, null, null, nowUtcMs);
  return joined(asksOut, { ...step, notes: [{ note: 'idle', who: by.holder }, ...step.notes] });
}

/** When time alone will do something next; Infinity: never. */
export function nextDue({ by, usedUtcMs, loan, asks }: Hand): number {
  const handDue = by === null ? Infinity : (loan?.untilUtcMs ?? usedUtcMs + IDLE_MS);
  return Math.min(handDue, ...asks.map(({ askedUtcMs }) => askedUtcMs + ASK_MS));
}

function givenBack(hand: Hand, nowUtcMs: number): HandStep {
  return passed(hand, hand.loan?.lender ?? null, null, nowUtcMs);
}

/** The hand is another one's now: who asked the one before is told that it is over. */
function passed(hand: Hand, by: Steerer | null, loan: Hand['loan'], nowUtcMs: number): HandStep {
  const step = expired(hand, hand.asks);
  return { ...step, hand: { by, sinceUtcMs: nowUtcMs, usedUtcMs: nowUtcMs, loan, asks: [] } };
}

function expired(hand: Hand, over: readonly OpenAsk[]): HandStep {
  if (over.length === 0) return unchanged(hand);
  return {
    hand: { ...hand, asks: hand.asks.filter((open) => !over.includes(open)) },
    refused: null,
    told: over.flatMap((open) => toBoth(hand, open, 'expired')),
    notes: over.map(({ from }) => ({ note: 'ask-expired', who: from.holder })),
  };
}

const joined = (first: HandStep, then: HandStep): HandStep => ({ ...then, told: [...first.told, ...then.told], notes: [...first.notes, ...then.notes] });

function toBoth({ by }: Hand, asked: OpenAsk, state: PtzAsk['state']): readonly Told[] {
  const asking = told(asked, state, 'asking', asked.from.connection);
  return by === null ? [asking] : [told(asked, state, 'asked', by.connection), asking];
}

const told = ({ askId, from, minutes, reason, askedUtcMs }: OpenAsk, state: PtzAsk['state'], side: PtzAsk['side'], connection: string): Told => ({
  kind: 'asked',
  connection,
  ask: { askId, from: from.holder, minutes, reason, askedUtcMs: Math.floor(askedUtcMs), state, side },
});
