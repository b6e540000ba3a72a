import { rightToSee, type AlarmKind } from './alarm-kind.ts';
import { isInQueue, ownerOf, type Alarm, type PersonRef } from './alarm.ts';
import type { Right } from './right.ts';

/** Somebody on duty, as the sharing of new alarms sees them. */
export interface Sharer extends PersonRef {
  readonly rights: readonly Right[];
  /** Open alarms that are theirs or were given to them. */
  readonly load: number;
  /** Of these, how many they are working on: claimed or in progress. */
  readonly working: number;
  /** When they were given one last, in any rising number; null: never in this shift. */
  readonly lastGiven: number | null;
}

/** Whether somebody may be given an alarm of a kind: they may handle alarms, and know that it exists. */
export const mayBeGiven = (rights: readonly Right[], kind: AlarmKind): boolean => rights.includes('alarm.handle') && rights.includes(rightToSee(kind));

/** Whose an open alarm counts as: its owner's, else of whom it was given to; null: nobody's, or closed, or part of an incident. */
export function holderOf(alarm: Pick<Alarm, 'life' | 'assigned'>): string | null {
  if (alarm.life.kind === 'closed' || alarm.life.kind === 'merged') return null;
  return (ownerOf(alarm) ?? alarm.assigned)?.personId ?? null;
}

/** Open alarms in the queue that are nobody's, in the order to give them to whoever comes on duty: gravest first, of these the oldest. */
export const waitingForSomebody = <One extends Pick<Alarm, 'life' | 'assigned' | 'shelved' | 'suppressed' | 'priority' | 'raisedUtcMs'>>(alarms: Iterable<One>): readonly One[] =>
  [...alarms].filter((alarm) => isInQueue(alarm) && holderOf(alarm) === null).sort((one, other) => one.priority - other.priority || one.raisedUtcMs - other.raisedUtcMs);

/** Below zero: `a` is given it before `b`. */
function compare(a: Sharer, b: Sharer, isGravest: boolean): number {
  const byHands = isGravest ? Math.min(a.working, 1) - Math.min(b.working, 1) : 0;
  const byWait = (a.lastGiven ?? -Infinity) === (b.lastGiven ?? -Infinity) ? 0 : (a.lastGiven ?? -Infinity) < (b.lastGiven ?? -Infinity) ? -1 : 1;
  return byHands || a.load - b.load || byWait || (a.personId < b.personId ? -1 : 1);
}

/**
 * Who is given a new alarm: the one with fewest open, of these the one who waited longest; priority 1 goes first to whoever has nothing
 * in hand. Never to somebody who may not see its kind. Null: nobody on duty may have it.
 */
export function shareTo(onDuty: readonly Sharer[], alarm: Pick<Alarm, 'kind' | 'priority'>): Sharer | null {
  let best: Sharer | null = null;
  for (const sharer of onDuty) {
    if (mayBeGiven(sharer.rights, alarm.kind) && (best === null || compare(sharer, best, alarm.priority === 1) < 0)) best = sharer;
  }
  return best;
}
