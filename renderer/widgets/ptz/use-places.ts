import { useCallback, useEffect, useState } from 'react';
import type { PtzPlaces } from '@contract/domain/ptz.ts';
import type { AppError } from '@contract/domain/result.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';

export interface PlacesHere {
  /** Null: not there (yet). */
  readonly places: PtzPlaces | null;
  readonly error: AppError | null;
  /** Asks the server again, as after one was saved. */
  readonly renew: () => void;
}

/** Saved positions and patrols of a camera, asked for when first shown. */
export function usePlaces(camera: CameraId, isWanted: boolean): PlacesHere {
  const { ptz } = useCommands();
  const [turn, setTurn] = useState(0);
  const [places, setPlaces] = useState<PtzPlaces | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    if (!isWanted) return undefined;
    let isGone = false;
    void ptz.places(camera).then((answer) => {
      if (isGone) return;
      setError(answer.ok ? null : answer.error);
      if (answer.ok) setPlaces(answer.value);
    });
    return () => {
      isGone = true;
    };
  }, [ptz, camera, isWanted, turn]);
  const renew = useCallback(() => {
    setTurn((before) => before + 1);
  }, []);
  return { places, error, renew };
}
