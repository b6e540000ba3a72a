/** What decides whether an access unit goes into the decoder. */
export interface Gate {
  /** Nothing can be decoded before the next key frame. */
  readonly needsKey: boolean;
  /** Of the unit before; null at the start. */
  readonly lastSequence: number | null;
}

export interface GateInput {
  readonly key: boolean;
  readonly sequence: number;
  /** Units the decoder has not finished. */
  readonly queued: number;
  /** How many of them are no sign of a slow decoder: `queueLimit`. */
  readonly mayQueue: number;
}

export type GateVerdict =
  | { readonly kind: 'decode' }
  /** A key frame behind a full queue: throw the queue away and go on from here. */
  | { readonly kind: 'restart' }
  | { readonly kind: 'drop'; readonly why: 'needs-key' | 'gap' | 'overload' | 'repeated' };

export const OPEN_GATE: Gate = { needsKey: true, lastSequence: null };

/** Live pictures are never queued: beyond this many unfinished units the decoder skips to the next key frame. */
const QUEUE_LIMIT = 12;
/** Ten seconds at 30 pictures: no camera's key frames are further apart. */
const PREROLL_LIMIT = 300;
/** While many tiles are opened at once, so many live units are worked off sooner than the next key frame comes. */
const OPENING_LIMIT = 45;
/** So few units in hand, and whoever takes them is up to date. */
export const CAUGHT_UP = 2;

/**
 * Unfinished units before a decoder counts as too slow. `prerolled`: units from before the stream was opened that it was given; they
 * lead from the last key frame to now and come all at once. Null: it is past its opening.
 */
export const queueLimit = (prerolled: number | null): number => (prerolled === null ? QUEUE_LIMIT : Math.min(prerolled, PREROLL_LIMIT) + OPENING_LIMIT);

/** Sequence numbers that wrap at 2^32 are followed. */
const isNext = (last: number, sequence: number): boolean => sequence === last + 1 || (sequence === 0 && last === 0xffff_ffff);

/** Decides over one unit. Pure. */
export const passGate = (gate: Gate, unit: GateInput): { readonly gate: Gate; readonly verdict: GateVerdict } => {
  const after = (needsKey: boolean, verdict: GateVerdict): { readonly gate: Gate; readonly verdict: GateVerdict } => ({ gate: { needsKey, lastSequence: unit.sequence }, verdict });
  const isBehind = unit.queued > unit.mayQueue;
  if (unit.key) return after(false, { kind: isBehind ? 'restart' : 'decode' });
  const last = gate.lastSequence;
  if (last !== null && unit.sequence === last) return { gate, verdict: { kind: 'drop', why: 'repeated' } };
  if (gate.needsKey) return after(true, { kind: 'drop', why: 'needs-key' });
  if (last !== null && !isNext(last, unit.sequence)) return after(true, { kind: 'drop', why: 'gap' });
  if (isBehind) return after(true, { kind: 'drop', why: 'overload' });
  return after(false, { kind: 'decode' });
};
