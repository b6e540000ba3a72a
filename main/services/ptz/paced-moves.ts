import { isStill, type PtzVelocity } from '@contract/domain/ptz.ts';

/** Between two movements of a head on the wire: at most thirty a second. ms */
export const MOVE_GAP_MS = 34;

/** What of one head's movements went on the wire, and what waits. */
export interface PacedMoves {
  readonly lastSentMonoMs: number;
  /** The newest that came too soon after the last. */
  readonly waiting: PtzVelocity | null;
}

export const NOTHING_SENT: PacedMoves = { lastSentMonoMs: Number.NEGATIVE_INFINITY, waiting: null };

export interface PacedStep {
  readonly moves: PacedMoves;
  /** Goes on the wire now. */
  readonly send: PtzVelocity | null;
}

/**
 * Takes what is asked of a head now. The first of a movement and every stop go at once; of movements that come faster than the wire
 * takes them only the newest is kept. A stop leaves nothing behind that could go after it.
 */
export function offerMove(moves: PacedMoves, velocity: PtzVelocity, nowMonoMs: number): PacedStep {
  if (isStill(velocity) || nowMonoMs - moves.lastSentMonoMs >= MOVE_GAP_MS) return sent(velocity, nowMonoMs);
  return { moves: { ...moves, waiting: velocity }, send: null };
}

/** What waited and may go by now. */
export function takeDue(moves: PacedMoves, nowMonoMs: number): PacedStep {
  const { waiting, lastSentMonoMs } = moves;
  return waiting === null || nowMonoMs - lastSentMonoMs < MOVE_GAP_MS ? { moves, send: null } : sent(waiting, nowMonoMs);
}

/** How long until what waits may go, ms; null: nothing waits. */
export const dueInMs = ({ waiting, lastSentMonoMs }: PacedMoves, nowMonoMs: number): number | null => (waiting === null ? null : Math.max(0, lastSentMonoMs + MOVE_GAP_MS - nowMonoMs));

const sent = (velocity: PtzVelocity, nowMonoMs: number): PacedStep => ({ moves: { lastSentMonoMs: nowMonoMs, waiting: null }, send: velocity });
