import { DEAD_MAN_MS } from '@contract/domain/ptz.ts';
import type { AppError } from '@contract/domain/result.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { Clock } from '../../platform/clock.ts';

/** Why the server refused a movement that was already answered: kept for the next word of whoever still holds it. */
export interface RefusedMoves {
  readonly refuse: (camera: CameraId, error: AppError) => void;
  /** The reason, once; null: none, or whoever held it has long let go. */
  readonly take: (camera: CameraId) => AppError | null;
  readonly forget: (camera: CameraId) => void;
  readonly clear: () => void;
}

export function createRefusedMoves(clock: Pick<Clock, 'monoMs'>): RefusedMoves {
  const refused = new Map<CameraId, { readonly error: AppError; readonly atMonoMs: number }>();
  return {
    refuse: (camera, error) => void refused.set(camera, { error, atMonoMs: clock.monoMs() }),
    take: (camera) => {
      const known = refused.get(camera);
      refused.delete(camera);
      return known !== undefined && clock.monoMs() - known.atMonoMs < DEAD_MAN_MS.window ? known.error : null;
    },
    forget: (camera) => void refused.delete(camera),
    clear: () => refused.clear(),
  };
}
