import { DEAD_MAN_MS, STILL, type PtzVelocity } from '@contract/domain/ptz.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { Cancel, Clock, Timers } from '../../platform/clock.ts';
import { dueInMs, NOTHING_SENT, offerMove, takeDue, type PacedMoves, type PacedStep } from './paced-moves.ts';

/** Why a movement ended. */
export type MovementEnd = 'stopped' | 'released' | 'dead-man' | 'window-gone' | 'taken' | 'refused' | 'link-lost' | 'signed-out';

/** Of these the head is somebody else's, or nobody is there to be told. */
const WITHOUT_STOP: ReadonlySet<MovementEnd> = new Set(['taken', 'link-lost']);

export interface MovementsEnvironment {
  /** Puts it on the wire at once. */
  readonly send: (camera: CameraId, velocity: PtzVelocity) => void;
  readonly onDidBegin: (camera: CameraId, window: number) => void;
  readonly onDidEnd: (camera: CameraId, window: number, why: MovementEnd, forMs: number) => void;
  readonly clock: Pick<Clock, 'monoMs'>;
  readonly timers: Timers;
}

/** Held movements of heads: at most one a camera. Each lives by what its window renews, and ends with a stop. */
export interface Movements {
  readonly has: (camera: CameraId) => boolean;
  readonly cameras: () => readonly CameraId[];
  /** Begins one, or renews it, perhaps with another speed and from another window. */
  readonly renew: (window: number, camera: CameraId, velocity: PtzVelocity) => void;
  /** Nothing of it goes on the wire after its stop. Ending what is not there does nothing. */
  readonly end: (camera: CameraId, why: MovementEnd) => void;
  readonly endAll: (why: MovementEnd) => void;
  readonly endOfWindow: (window: number) => void;
}

interface Movement {
  window: number;
  moves: PacedMoves;
  readonly sinceMonoMs: number;
  cancelDue: Cancel;
  cancelDeadMan: Cancel;
}

export function createMovements({ send, onDidBegin, onDidEnd, clock, timers }: MovementsEnvironment): Movements {
  const movements = new Map<CameraId, Movement>();

  const put = (camera: CameraId, movement: Movement, { moves, send: velocity }: PacedStep): void => {
    movement.moves = moves;
    movement.cancelDue();
    if (velocity !== null) send(camera, velocity);
    const waitMs = dueInMs(moves, clock.monoMs());
    if (waitMs !== null) movement.cancelDue = timers.after(waitMs, () => put(camera, movement, takeDue(movement.moves, clock.monoMs())));
  };
  const end = (camera: CameraId, why: MovementEnd): void => {
    const movement = movements.get(camera);
    if (movement === undefined) return;
    movements.delete(camera);
    movement.cancelDue();
    movement.cancelDeadMan();
    if (!WITHOUT_STOP.has(why)) send(camera, STILL);
    onDidEnd(camera, movement.window, why, Math.round(clock.monoMs() - movement.sinceMonoMs));
  };
  const endAll = (why: MovementEnd): void => {
    for (const camera of [...movements.keys()]) end(camera, why);
  };

  return {
    has: (camera) => movements.has(camera),
    cameras: () => [...movements.keys()],
    renew: (window, camera, velocity) => {
      const known = movements.get(camera);
      const movement: Movement = known ?? { window, moves: NOTHING_SENT, sinceMonoMs: clock.monoMs(), cancelDue: () => undefined, cancelDeadMan: () => undefined };
      movement.window = window;
      movements.set(camera, movement);
      put(camera, movement, offerMove(movement.moves, velocity, clock.monoMs()));
      movement.cancelDeadMan();
      movement.cancelDeadMan = timers.after(DEAD_MAN_MS.window, () => end(camera, 'dead-man'));
      if (known === undefined) onDidBegin(camera, window);
    },
    end,
    endAll,
    endOfWindow: (window) => {
      for (const [camera, movement] of [...movements]) if (movement.window === window) end(camera, 'window-gone');
    },
  };
}
