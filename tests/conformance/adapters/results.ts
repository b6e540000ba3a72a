import type { Result } from '@contract/domain/result.ts';

/** The value of a result that must be one. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${result.error.detail ?? ''}`);
  return result.value;
}

/** The code of a failure, `ok` of anything else. */
export const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);
