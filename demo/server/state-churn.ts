import { createRandom } from '../city/random.ts';
import type { World } from './world.ts';

const TICK_MS = 20;

/** How a run of changes stands. */
export interface ChurnCount {
  readonly running: boolean;
  readonly perSecond: number;
  /** Changes made in this run so far. */
  readonly sent: number;
}

/** Changes states of cameras at random, so many a second, to try what a console can take. */
export interface StateChurn {
  /** Takes the place of a run before. `cameraIds` are those of which some change. */
  readonly start: (cameraIds: readonly string[], perSecond: number, seconds: number) => void;
  readonly count: () => ChurnCount;
  /** May be called twice. */
  readonly stop: () => void;
}

/** The states stay as they are when a run is over. Cameras out of service stay so. */
export function createStateChurn(world: Pick<World, 'stateOf' | 'brokenSinceUtcMs' | 'states'>): StateChurn {
  let timer: NodeJS.Timeout | null = null;
  let perSecond = 0;
  let sent = 0;
  const stop = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };
  return {
    start: (cameraIds, wantedPerSecond, seconds) => {
      stop();
      const changing = cameraIds.filter((id) => world.brokenSinceUtcMs(id) === null);
      const random = createRandom(`churn ${String(changing.length)}`);
      const startMs = performance.now();
      const total = wantedPerSecond * seconds;
      perSecond = wantedPerSecond;
      sent = 0;
      if (changing.length === 0) return;
      timer = setInterval(() => {
        const due = Math.min(total, Math.floor(((performance.now() - startMs) / 1000) * wantedPerSecond));
        for (; sent < due; sent += 1) {
          const id = random.pick(changing);
          const isLost = world.stateOf(id).state === 'lost';
          world.states.set(id, isLost ? 'working' : 'lost', isLost ? 'có tín hiệu lại' : 'mất tín hiệu');
        }
        if (sent >= total) stop();
      }, TICK_MS);
      timer.unref();
    },
    count: () => ({ running: timer !== null, perSecond, sent }),
    stop,
  };
}
