import { isStill, RENEW_MS, STILL, type PtzVelocity } from '@contract/domain/ptz.ts';
import type { AppError, Result } from '@contract/domain/result.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { Later } from '../lib/later.ts';
import { createListeners, type Listeners } from '../lib/listeners.ts';
import { AT_REST, decide, letGo, velocityOf, withGrip, withoutGrip, type GripId, type Steering } from './ptz-steering.ts';

/** A hand on a head. Once let go or taken away it does nothing more: to go on, take another. */
export interface Grip {
  /** Speeds from now on; all zero keeps the hand on but stands still. */
  readonly move: (velocity: PtzVelocity) => void;
  /** May be called twice. */
  readonly release: () => void;
  readonly isHeld: () => boolean;
}

export interface PtzDriver {
  readonly grip: (camera: CameraId) => Grip;
  /** Presses something that is not a speed, as the focus: `up` runs once, on release or when every hand is taken away. */
  readonly press: (camera: CameraId, up: () => void) => () => void;
  /** Takes every hand off a head and stops it. */
  readonly stop: (camera: CameraId) => void;
  readonly stopAll: () => void;
  /** Cameras that somebody here has a hand on. */
  readonly held: () => readonly CameraId[];
  /** What a head was told last; and each time it is told something else. Returns the release. */
  readonly watch: (camera: CameraId, listener: (velocity: PtzVelocity) => void) => () => void;
}

export interface DriverWorld {
  readonly move: (camera: CameraId, velocity: PtzVelocity) => Promise<Result<null>>;
  /** A movement was refused and stands still. */
  readonly onRefused: (error: AppError) => void;
  readonly later: Later;
  readonly monoMs: () => number;
  /** Somebody here begins to hold something: watch for what ends it. Returns the release, called when nobody holds anything. */
  readonly onBusy: (driver: PtzDriver) => () => void;
}

/** A stop that did not get through is said again this often; after that the dead-man timers of main and server have long acted. */
export const STOP_TRIES = 3;

interface Head {
  steering: Steering;
  readonly presses: Map<GripId, () => void>;
  readonly told: Listeners<PtzVelocity>;
  cancel: () => void;
  /** Counts movements, each from its start to its stop. */
  run: number;
}

/**
 * Says to main what the hands of this window do: at once when it begins, changes or ends, and again while it is held. Whoever holds
 * a grip lets it go; a movement that main refuses ends all hands on its head, so that holding on does not ask again and again.
 */
export function createPtzDriver({ move, onRefused, later, monoMs, onBusy }: DriverWorld): PtzDriver {
  const heads = new Map<CameraId, Head>();
  let nextGrip = 0;
  let rest: (() => void) | null = null;

  const headOf = (camera: CameraId): Head => {
    const known = heads.get(camera);
    if (known !== undefined) return known;
    const head: Head = { steering: AT_REST, presses: new Map(), told: createListeners(), cancel: () => undefined, run: 0 };
    heads.set(camera, head);
    return head;
  };
  const isHeld = ({ steering, presses }: Head): boolean => steering.grips.size + presses.size > 0;
  const settle = (): void => {
    const isBusy = [...heads.values()].some(isHeld);
    if (isBusy) rest ??= onBusy(driver);
    else {
      rest?.();
      rest = null;
    }
  };

  const say = (camera: CameraId, head: Head, velocity: PtzVelocity): void => {
    head.told.emit(velocity);
    if (isStill(velocity)) sayStop(camera, head, STOP_TRIES);
    else sayMove(camera, head, velocity);
  };
  const sayMove = (camera: CameraId, head: Head, velocity: PtzVelocity): void => {
    const { run } = head;
    void move(camera, velocity).then((answer) => {
      // One renewal too many says nothing of the movement: the next one follows.
      if (answer.ok || answer.error.code === 'app/too-many-requests' || head.run !== run || isStill(head.steering.told)) return;
      driver.stop(camera);
      onRefused(answer.error);
    });
  };
  const sayStop = (camera: CameraId, head: Head, tries: number): void => {
    head.run += 1;
    const { run } = head;
    void move(camera, STILL).then((answer) => {
      if (answer.ok || tries <= 1) return;
      later(() => {
        if (head.run === run && isStill(head.steering.told)) sayStop(camera, head, tries - 1);
      }, RENEW_MS);
    });
  };
  const act = (camera: CameraId, head: Head, next: Steering): void => {
    head.cancel();
    const { steering, say: velocity, againMs } = decide(next, monoMs());
    head.steering = steering;
    head.cancel =
      againMs === null
        ? () => undefined
        : later(() => {
            act(camera, head, head.steering);
          }, againMs);
    settle();
    if (velocity !== null) say(camera, head, velocity);
  };

  const driver: PtzDriver = {
    grip: (camera) => {
      const head = headOf(camera);
      const id = nextGrip;
      nextGrip += 1;
      act(camera, head, withGrip(head.steering, id, STILL));
      return {
        move: (velocity) => {
          if (head.steering.grips.has(id)) act(camera, head, withGrip(head.steering, id, velocity));
        },
        release: () => {
          if (head.steering.grips.has(id)) act(camera, head, withoutGrip(head.steering, id));
        },
        isHeld: () => head.steering.grips.has(id),
      };
    },
    press: (camera, up) => {
      const head = headOf(camera);
      const id = nextGrip;
      nextGrip += 1;
      head.presses.set(id, up);
      settle();
      return () => {
        if (!head.presses.delete(id)) return;
        settle();
        up();
      };
    },
    stop: (camera) => {
      const head = heads.get(camera);
      if (head === undefined) return;
      const ups = [...head.presses.values()];
      head.presses.clear();
      act(camera, head, letGo(head.steering));
      for (const up of ups) up();
    },
    stopAll: () => {
      for (const camera of heads.keys()) driver.stop(camera);
    },
    held: () => [...heads].flatMap(([camera, head]) => (isHeld(head) ? [camera] : [])),
    watch: (camera, listener) => {
      const head = headOf(camera);
      const release = head.told.add(listener);
      listener(velocityOf([head.steering.told]));
      return release;
    },
  };
  return driver;
}
