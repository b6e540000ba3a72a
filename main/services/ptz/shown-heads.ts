import type { PtzHead } from '@contract/domain/ptz.ts';
import type { CameraId } from '@contract/domain/units.ts';

/** Whether anybody has to know of a head: somebody holds it, or it moves. */
export const isShown = ({ holder, moving, patrol, tracking }: PtzHead): boolean => holder !== null || moving || patrol !== null || tracking;

/** What is known of heads when the link is cut: those that moved look nobody knows where, of the others nothing is known at all. */
export function lostHeads(heads: readonly PtzHead[], movedHere: ReadonlySet<CameraId>): readonly PtzHead[] {
  return heads
    .filter((head) => head.moving || head.patrol !== null || head.tracking || movedHere.has(head.id))
    .map((head) => ({ ...head, holder: null, untilUtcMs: null, moving: false, patrol: null, tracking: false, position: null }));
}
