import type { Run } from './tile-content.ts';

interface Step {
  readonly dwellS: number;
}

/** Where a run stands: the step shown, and when the next one comes; null while paused or with a single step. */
export interface RunPlace {
  readonly step: number;
  readonly nextUtcMs: number | null;
}

const wrap = (step: number, count: number): number => ((Math.trunc(step) % count) + count) % count;

/** A run from a step on, from now. */
export const runFrom = (step: number, nowUtcMs: number): Run => ({ kind: 'running', anchorUtcMs: nowUtcMs, fromStep: step });

/** How far the clocks of the PCs of a wall, and the server's as each of them knows it, may be apart. */
const CLOCKS_APART_MS = 5 * 60_000;

/**
 * Which step is shown at a time (server's clock). A clock a little before the anchor shows the first step of the run; one far before it (set
 * back since, or the anchor is nonsense of a file) goes round all the same. `steps` is not empty.
 */
export function runPlace(steps: readonly Step[], run: Run, nowUtcMs: number): RunPlace {
  if (steps.length === 0) return { step: 0, nextUtcMs: null };
  if (run.kind === 'paused') return { step: wrap(run.step, steps.length), nextUtcMs: null };
  const from = wrap(run.fromStep, steps.length);
  if (steps.length === 1) return { step: from, nextUtcMs: null };
  const loopMs = steps.reduce((sum, { dwellS }) => sum + dwellS * 1000, 0);
  const since = nowUtcMs - run.anchorUtcMs;
  const isWaiting = since < 0 && since >= -CLOCKS_APART_MS;
  let leftMs = isWaiting ? 0 : ((nowUtcMs % loopMs) - (run.anchorUtcMs % loopMs) + loopMs) % loopMs;
  let endUtcMs = isWaiting ? run.anchorUtcMs : nowUtcMs - leftMs;
  for (let offset = 0; ; offset += 1) {
    const step = wrap(from + offset, steps.length);
    const dwellMs = (steps[step]?.dwellS ?? 0) * 1000;
    endUtcMs += dwellMs;
    if (leftMs < dwellMs || offset >= steps.length) return { step, nextUtcMs: endUtcMs };
    leftMs -= dwellMs;
  }
}

export type RunAct = 'pause' | 'resume' | 'next' | 'previous';

/** A run after an operator's act. Stepping while running starts the dwell of that step anew; stepping while paused stays paused. */
export function withRunAct(steps: readonly Step[], run: Run, act: RunAct, nowUtcMs: number): Run {
  const { step } = runPlace(steps, run, nowUtcMs);
  switch (act) {
    case 'pause':
      return run.kind === 'paused' ? run : { kind: 'paused', step };
    case 'resume':
      return run.kind === 'running' ? run : runFrom(step, nowUtcMs);
    case 'next':
    case 'previous': {
      const to = steps.length === 0 ? 0 : wrap(step + (act === 'next' ? 1 : -1), steps.length);
      return run.kind === 'paused' ? { kind: 'paused', step: to } : runFrom(to, nowUtcMs);
    }
  }
}
