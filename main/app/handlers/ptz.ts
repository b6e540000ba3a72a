import { isStill } from '@contract/domain/ptz.ts';
import { err } from '@contract/domain/result.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { ptzContract } from '@contract/ipc/ptz-contract.ts';
import type { Handlers } from '../../ipc/router.ts';
import type { PtzService } from '../../services/ptz/ptz-service.ts';
import type { Answer } from './answer.ts';

export interface PtzHandlerEnvironment {
  readonly ptz: Pick<PtzService, 'claim' | 'release' | 'move' | 'act' | 'ask' | 'answer' | 'places'>;
  /** Whether it is one of this person's cameras; one that is not does not exist for them. */
  readonly knowsCamera: (camera: CameraId) => boolean;
}

export function ptzHandlers({ ptz, knowsCamera }: PtzHandlerEnvironment): Pick<Handlers, keyof typeof ptzContract> {
  const ifKnown = <T>(camera: CameraId, act: () => Answer<T>): Answer<T> => (knowsCamera(camera) ? act() : err('camera/unknown'));
  return {
    'ptz.claim': ({ camera }) => ifKnown(camera, () => ptz.claim(camera)),
    'ptz.release': ({ camera }) => ifKnown(camera, () => ptz.release(camera)),
    // What stops or lets go is never held back: a camera may be withdrawn while it turns.
    'ptz.move': ({ camera, pan, tilt, zoom }, { window }) => {
      const move = (): Answer<null> => ptz.move(window.id, camera, { pan, tilt, zoom });
      return isStill({ pan, tilt, zoom }) ? move() : ifKnown(camera, move);
    },
    'ptz.act': ({ camera, act }, { window }) => {
      const run = (): Answer<null> => ptz.act(window.id, camera, act);
      return act.kind === 'aux' && act.value === 0 ? run() : ifKnown(camera, run);
    },
    'ptz.ask': ({ camera, minutes, reason }) => ifKnown(camera, () => ptz.ask(camera, minutes, reason)),
    'ptz.answer': ({ ask, accept }) => ptz.answer(ask, accept),
    'ptz.places': ({ camera }) => ifKnown(camera, () => ptz.places(camera)),
  };
}
