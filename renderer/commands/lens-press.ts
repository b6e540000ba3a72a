import { RENEW_MS, type PtzAct, type PtzAux } from '@contract/domain/ptz.ts';
import type { AppError, Result } from '@contract/domain/result.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { Later } from '../lib/later.ts';
import { STOP_TRIES } from './ptz-driver.ts';

export interface LensPress {
  readonly down: (camera: CameraId, aux: PtzAux, direction: -1 | 1) => void;
  /** Said again when it did not get through, unless it is pressed anew meanwhile. */
  readonly up: (camera: CameraId, aux: PtzAux) => void;
}

export interface LensWorld {
  readonly act: (camera: CameraId, act: PtzAct) => Promise<Result<null>>;
  readonly onRefused: (error: AppError) => void;
  readonly later: Later;
}

/** Lens buttons of this window; main lets go by itself what nobody lets go here. */
export function createLensPress({ act, onRefused, later }: LensWorld): LensPress {
  /** Counts presses and releases of each button. */
  const runs = new Map<string, number>();
  const next = (camera: CameraId, aux: PtzAux): (() => boolean) => {
    const key = `${aux} ${camera}`;
    const run = (runs.get(key) ?? 0) + 1;
    runs.set(key, run);
    return () => runs.get(key) === run;
  };
  const sayUp = (camera: CameraId, aux: PtzAux, isLatest: () => boolean, tries: number): void => {
    void act(camera, { kind: 'aux', aux, value: 0 }).then((answer) => {
      if (answer.ok || !isLatest()) return;
      if (tries <= 1) onRefused(answer.error);
      else
        later(() => {
          if (isLatest()) sayUp(camera, aux, isLatest, tries - 1);
        }, RENEW_MS);
    });
  };
  return {
    down: (camera, aux, direction) => {
      next(camera, aux);
      void act(camera, { kind: 'aux', aux, value: direction }).then((answer) => {
        if (!answer.ok) onRefused(answer.error);
      });
    },
    up: (camera, aux) => {
      sayUp(camera, aux, next(camera, aux), STOP_TRIES);
    },
  };
}
