import { useEffect, useState } from 'react';
import { runPlace, type RunPlace } from '@contract/domain/sequence.ts';
import type { Run, SequenceStep } from '@contract/domain/tile-content.ts';
import { useWindowState } from '../../../state/state-context.tsx';

/** How long before its turn the next camera is opened. */
export const PREPARE_MS = 3_000;

export interface RunView extends RunPlace {
  /** The next step is near: its camera should be running already. */
  readonly isNextNear: boolean;
}

/** When a run has to be looked at again, ms from now; null: never, nothing changes by itself. Long waits are cut, since the clock may step. */
export function waitMs({ nextUtcMs, isNextNear }: RunView, nowUtcMs: number): number | null {
  if (nextUtcMs === null) return null;
  const dueUtcMs = isNextNear ? nextUtcMs : nextUtcMs - PREPARE_MS;
  return Math.min(30_000, Math.max(4, dueUtcMs - nowUtcMs + 1));
}

export const viewRun = (steps: readonly SequenceStep[], run: Run, nowUtcMs: number): RunView => {
  const place = runPlace(steps, run, nowUtcMs);
  return { ...place, isNextNear: place.nextUtcMs !== null && place.nextUtcMs - nowUtcMs <= PREPARE_MS };
};

/** The step of a run that is shown now, by the server's clock; drawn again only when the step changes or the next one comes near. */
export function useRunPlace(steps: readonly SequenceStep[], run: Run): RunView {
  const { clock } = useWindowState();
  const [view, setView] = useState(() => viewRun(steps, run, clock.nowUtcMs()));
  useEffect(() => {
    let timer = 0;
    const look = (): void => {
      const nowUtcMs = clock.nowUtcMs();
      const next = viewRun(steps, run, nowUtcMs);
      setView((before) => (before.step === next.step && before.isNextNear === next.isNextNear && before.nextUtcMs === next.nextUtcMs ? before : next));
      const inMs = waitMs(next, nowUtcMs);
      if (inMs !== null) timer = window.setTimeout(look, inMs);
    };
    look();
    return () => {
      window.clearTimeout(timer);
    };
  }, [steps, run, clock]);
  return view;
}
