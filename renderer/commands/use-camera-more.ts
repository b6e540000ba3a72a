import { useCallback, useEffect, useRef, useState } from 'react';
import type { CameraMore } from '@contract/domain/camera-page.ts';
import type { AppError } from '@contract/domain/result.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { selectTier } from '../state/selectors/records.ts';
import { useSlice } from '../state/state-context.tsx';
import { useCommands } from './commands-context.tsx';

/** What the server says of a camera. Of a server that is away the last answer stays, with `error`. */
export interface CameraMoreState {
  /** Null: nothing was answered yet. */
  readonly more: CameraMore | null;
  readonly error: AppError | null;
  readonly again: () => void;
}

/** Viewers come and go: they are asked for again this often, ms. */
const AGAIN_MS = 15_000;

/** Asked for when the page is opened, when the camera's state or the connection changes, and from time to time. */
export function useCameraMore(camera: CameraId): CameraMoreState {
  const { finding } = useCommands();
  const [answer, setAnswer] = useState<Pick<CameraMoreState, 'more' | 'error'>>({ more: null, error: null });
  const [turn, setTurn] = useState(0);
  const of = useRef(camera);
  const connection = useSlice('tier', (replica) => selectTier(replica)?.connection.kind ?? null);
  const stateUtcMs = useSlice('cameraStates', (replica) => replica.records.get(camera)?.sinceUtcMs ?? null);
  const again = useCallback(() => {
    setTurn((now) => now + 1);
  }, []);
  useEffect(() => {
    let isOver = false;
    if (of.current !== camera) {
      of.current = camera;
      setAnswer({ more: null, error: null });
    }
    void finding.more(camera).then((result) => {
      if (isOver) return;
      setAnswer((before) => (result.ok ? { more: result.value, error: null } : { more: before.more, error: result.error }));
    });
    return () => {
      isOver = true;
    };
  }, [finding, camera, connection, stateUtcMs, turn]);
  useEffect(() => {
    const timer = window.setInterval(again, AGAIN_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [again]);
  return { ...answer, again };
}
