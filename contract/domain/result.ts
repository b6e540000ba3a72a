import type { ErrorCode } from './error-code.ts';

/** Expected failure as a value: a closed code for the user's sentence, what may be retried, detail for the log only. */
export interface AppError {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  /** For logs and help desks; never shown as the message. Holds no secret, path or host. */
  readonly detail?: string;
  /** Whole milliseconds to wait before a retry can succeed, when the other side said so. */
  readonly retryAfterMs?: number;
  /** Tries left before a lock, when the other side said so. */
  readonly attemptsLeft?: number;
  /** Names this one failure in the log of the console. */
  readonly correlationId?: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const err = <T = never>(code: ErrorCode, more: Omit<AppError, 'code' | 'retryable'> & { readonly retryable?: boolean } = {}): Result<T> => ({
  ok: false,
  error: { retryable: false, ...more, code },
});

/** Ends a switch over a union: a new member then fails to compile here. */
export function assertNever(value: never): never {
  throw new Error(`unexpected member: ${JSON.stringify(value)}`);
}
