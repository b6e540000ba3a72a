import { join } from 'node:path';
import type { DemoPerson } from '../people.ts';
import type { Camera } from './api-types.ts';
import type { Clock } from './clock.ts';
import { createPtzDemo, type PtzDemo } from './ptz-demo.ts';
import { createHeads, type Heads } from './ptz-heads.ts';
import { createPtzPictures, type PtzPictures } from './ptz-pictures.ts';
import { openPtzPlaces } from './ptz-places.ts';
import type { World } from './world.ts';

/** Everything about heads that the centres share: there is one city. */
export interface Ptz {
  readonly heads: Heads;
  readonly demo: PtzDemo;
  readonly turning: PtzPictures;
  /** Stops all timers; may be called twice. */
  readonly destroy: () => void;
}

export interface PtzParts {
  readonly world: World;
  readonly clock: Clock;
  /** Of all centres. */
  readonly people: readonly DemoPerson[];
  /** Where saved places are kept. */
  readonly stateDir: string;
  /** Heads in use show what they look at. */
  readonly panorama: boolean;
  readonly say: (line: string) => void;
}

export function createPtz({ world, clock, people, stateDir, panorama, say }: PtzParts): Ptz {
  const { city, country } = world;
  const cameras = new Map<string, Camera>(city.cameras.filter((camera) => camera.ptz !== undefined).map((camera) => [camera.id, camera]));
  const cameraOf = (cameraId: string): Camera | null => {
    const index = cameras.has(cameraId) ? null : country.indexOf(cameraId);
    return index === null ? (cameras.get(cameraId) ?? null) : country.at(index);
  };
  const heads = createHeads({ cameraOf, clock, places: openPtzPlaces(join(stateDir, 'ptz-places.json'), say), isReachable: (cameraId) => world.stateOf(cameraId).state === 'working' });
  const demo = createPtzDemo(heads, people);
  const turning = createPtzPictures({ heads, world, clock, isOn: panorama, say });
  return {
    heads,
    demo,
    turning,
    destroy: () => {
      demo.destroy();
      turning.destroy();
      heads.destroy();
    },
  };
}
