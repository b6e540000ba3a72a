import { describe, expect, it } from 'vitest';
import { ERROR_CODES, isErrorCode } from '@contract/domain/error-code.ts';
import { assertNever, err, ok } from '@contract/domain/result.ts';

describe('a result', () => {
  it('is a value or an error with a closed code', () => {
    expect(ok(7)).toEqual({ ok: true, value: 7 });
    expect(err('tier/unreachable')).toEqual({ ok: false, error: { code: 'tier/unreachable', retryable: false } });
    expect(err('session/locked', { retryable: true, retryAfterMs: 900_000 })).toEqual({ ok: false, error: { code: 'session/locked', retryable: true, retryAfterMs: 900_000 } });
  });

  it('ends a switch that met what it does not know', () => {
    const unknown: unknown = { kind: 'new' };
    expect(() => assertNever(unknown as never)).toThrow('unexpected member: {"kind":"new"}');
  });
});

describe('error codes', () => {
  it('are distinct and of the form area/what', () => {
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
    for (const code of ERROR_CODES) expect(code).toMatch(/^[a-z]+\/[a-z-]+$/);
  });

  it('are told from other text', () => {
    expect(isErrorCode('vault/locked')).toBe(true);
    expect(['vault', 'toString', '', 'VAULT/LOCKED'].map(isErrorCode)).toEqual([false, false, false, false]);
  });
});
