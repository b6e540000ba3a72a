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

/** Which step is shown at a time (server's clock). A clock before the anchor shows the first step of the run. `steps` is not empty. */
export function runPlace(steps: readonly Step[], run: Run, nowUtcMs: number): RunPlace {
  if (steps.length === 0) return { step: 0, nextUtcMs: null };
  if (run.kind === 'paused') return { step: wrap(run.step, steps.length), nextUtcMs: null };
  const from = wrap(run.fromStep, steps.length);
  if (steps.length === 1) return { step: from, nextUtcMs: null };
  const loopMs = steps.reduce((sum, { dwellS }) => sum + dwellS * 1000, 0);
  const since = Math.max(0, nowUtcMs - run.anchorUtcMs);
  let leftMs = since % loopMs;
  let endUtcMs = run.anchorUtcMs + (since - leftMs);
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
