import { inspect } from 'node:util';
import type { Log } from '../platform/log.ts';

/** The part of Node's process that failures nobody caught come from. */
export interface FailureSource {
  readonly on: (event: 'uncaughtException' | 'unhandledRejection', listener: (failure: unknown) => void) => unknown;
}

const LINES_A_MINUTE = 20;
const MINUTE_MS = 60_000;

/**
 * Failures that nobody caught become lines in the log, and the console goes on: without this Electron shows a box of its own that
 * stops the whole process until somebody clicks it, and a wall has nobody to click. So many lines a minute, the rest are counted.
 */
export function logStrayFailures(source: FailureSource, { log, monoMs }: { readonly log: Log; readonly monoMs: () => number }): void {
  let sinceMonoMs = -Infinity;
  let lines = 0;
  let left = 0;
  const note = (kind: string) => (failure: unknown) => {
    if (monoMs() - sinceMonoMs > MINUTE_MS) {
      sinceMonoMs = monoMs();
      lines = 0;
    }
    if (lines >= LINES_A_MINUTE) {
      left += 1;
      return;
    }
    lines += 1;
    log.error('app.stray-failure', { kind, detail: failure instanceof Error ? (failure.stack ?? failure.message) : inspect(failure, { depth: 1 }), ...(left === 0 ? {} : { left }) });
    left = 0;
  };
  source.on('uncaughtException', note('exception'));
  source.on('unhandledRejection', note('rejection'));
}
