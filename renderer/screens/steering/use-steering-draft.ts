import { useCallback, useEffect, useRef, useState } from 'react';
import { USUAL_PTZ_SETTINGS, type PtzSettings } from '@contract/domain/ptz-settings.ts';
import type { AppError } from '@contract/domain/result.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { windowLater } from '../../lib/later.ts';
import { selectSettings } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';

export interface SteeringDraft {
  /** As set here, though main may not have kept it yet. */
  readonly settings: PtzSettings;
  readonly change: (next: PtzSettings) => void;
  /** Why the last change was not kept. */
  readonly error: AppError | null;
}

/** A slider that is dragged says much: main is told once it has stopped. */
const SETTLE_MS = 300;

/** The settings as they are being changed. Each change is kept by itself; what is not kept when the page goes is kept then. */
export function useSteeringDraft(): SteeringDraft {
  const { ptz } = useCommands();
  const kept = useSlice('settings', (replica) => selectSettings(replica)?.steering ?? USUAL_PTZ_SETTINGS);
  const [draft, setDraft] = useState<PtzSettings | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const waiting = useRef<{ readonly next: PtzSettings; readonly cancel: () => void } | null>(null);
  const isGone = useRef(false);
  const keep = useCallback(async (): Promise<void> => {
    const next = waiting.current?.next;
    waiting.current?.cancel();
    waiting.current = null;
    if (next === undefined) return;
    const answer = await ptz.setSteering(next);
    if (isGone.current || waiting.current !== null) return;
    setError(answer.ok ? null : answer.error);
    // What main refused is not shown as if it were so.
    setDraft(null);
  }, [ptz]);
  const change = useCallback(
    (next: PtzSettings): void => {
      setDraft(next);
      waiting.current?.cancel();
      waiting.current = { next, cancel: windowLater(() => void keep(), SETTLE_MS) };
    },
    [keep],
  );
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      void keep();
    };
  }, [keep]);
  return { settings: draft ?? kept, change, error };
}
