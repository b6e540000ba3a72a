import { mayTake, type PtzAsk, type PtzHead } from '@contract/domain/ptz.ts';
import type { Person } from '@contract/domain/person.ts';
import type { CameraId } from '@contract/domain/units.ts';

/** How the hand on a head stands to the person here. */
export type Lease = 'free' | 'mine' | 'takeable' | 'theirs';

export function leaseOf(head: PtzHead | undefined, person: Person | null): Lease {
  const holder = head?.holder ?? null;
  if (head === undefined || holder === null) return 'free';
  if (person === null) return 'theirs';
  if (holder.personId === person.id) return 'mine';
  return mayTake(head, person.id, person.ptzLevel ?? 0) ? 'takeable' : 'theirs';
}

/** How long the holder has to answer before an ask runs out. ms */
export const ASK_OPEN_MS = 60_000;

/** Asks that wait for the person here, the oldest first. */
export const asksForMe = (asks: Iterable<PtzAsk>, nowUtcMs: number): readonly PtzAsk[] =>
  [...asks].filter(({ side, state, askedUtcMs }) => side === 'asked' && state === 'open' && nowUtcMs < askedUtcMs + ASK_OPEN_MS).sort((one, other) => one.askedUtcMs - other.askedUtcMs);

/** What the person here asked for last on a camera. */
export const myAsk = (asks: Iterable<PtzAsk>, camera: CameraId): PtzAsk | null =>
  [...asks].filter((ask) => ask.side === 'asking' && ask.camera === camera).sort((one, other) => other.askedUtcMs - one.askedUtcMs)[0] ?? null;
