import type { AppError } from '../../contract/domain/result.ts';
import type { AttemptRecord, TierStateStore } from './tier-state.ts';
import type { Clock } from './clock.ts';

/** Failures in a row (of password or code) that lock an account. */
export const MAX_FAILURES = 5;
/** Names remembered at most, so that guessing names cannot fill the disk. */
const MAX_NAMES = 2000;

/** Counts failures by user name, known or not, so that an answer does not tell which names exist. Survives a restart. */
export interface Lockout {
  /** Milliseconds until the name may try again; 0 when it may now. */
  readonly lockedForMs: (username: string) => number;
  /** Counts a failure and answers what to tell: `code` with the attempts left, or `session/locked`. */
  readonly fail: (username: string, code: AppError['code']) => Promise<Omit<AppError, 'retryable'>>;
  /** Forgets the failures after a complete sign-in. */
  readonly clear: (username: string) => void;
}

/** `lockMs`: how long five failures lock, and after how much quiet older failures no longer count. */
export function createLockout(store: TierStateStore, clock: Clock, lockMs: number): Lockout {
  const attempts = store.state.attempts;
  const current = (username: string): AttemptRecord | undefined => {
    const record = attempts[username];
    if (record === undefined) return undefined;
    const now = clock.nowUtcMs();
    const stale = record.lockedUntilUtcMs > 0 ? now >= record.lockedUntilUtcMs : now >= record.lastFailureUtcMs + lockMs;
    if (!stale) return record;
    Reflect.deleteProperty(attempts, username);
    return undefined;
  };
  const lockedForMs = (username: string): number => {
    const record = current(username);
    return record === undefined || record.lockedUntilUtcMs === 0 ? 0 : Math.ceil(record.lockedUntilUtcMs - clock.nowUtcMs());
  };
  return {
    lockedForMs,
    fail: async (username, code) => {
      const now = clock.nowUtcMs();
      const record = current(username) ?? { failures: 0, lastFailureUtcMs: now, lockedUntilUtcMs: 0 };
      const failures = record.failures + 1;
      attempts[username] = { failures, lastFailureUtcMs: now, lockedUntilUtcMs: failures >= MAX_FAILURES ? now + lockMs : 0 };
      dropOldest(attempts);
      await store.save();
      return failures >= MAX_FAILURES ? { code: 'session/locked', retryAfterMs: lockMs } : { code, attemptsLeft: MAX_FAILURES - failures };
    },
    clear: (username) => {
      Reflect.deleteProperty(attempts, username);
    },
  };
}

function dropOldest(attempts: Record<string, AttemptRecord>): void {
  const names = Object.keys(attempts);
  for (const name of names.slice(0, Math.max(0, names.length - MAX_NAMES))) Reflect.deleteProperty(attempts, name);
}
