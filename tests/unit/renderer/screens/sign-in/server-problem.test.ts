import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '@contract/domain/error-code.ts';
import { utcMs } from '@contract/domain/units.ts';
import { ONLY, type TierRecord } from '@contract/state/slices.ts';
import { serverProblem } from '../../../../../renderer/screens/sign-in/server-problem.ts';

const tierWith = (connection: TierRecord['connection']): TierRecord => ({
  id: ONLY,
  address: 'server:8443',
  service: null,
  connection,
  clockOffsetMs: 0,
  directoryUtcMs: null,
  directoryTotal: 0,
  directorySkipped: 0,
  directoryState: 'empty',
});
const away = (code: ErrorCode): TierRecord => tierWith({ kind: 'offline', error: { code, retryable: true }, sinceUtcMs: utcMs(0) });

describe('what stands between a person and the server', () => {
  it.each([
    ['tier/untrusted-certificate', 'stop'],
    ['tier/insecure-address', 'stop'],
    ['tier/address-missing', 'stop'],
    ['tier/unreachable', 'away'],
    ['tier/bad-answer', 'odd'],
  ] as const)('%s is a case of %s', (code, problem) => {
    expect(serverProblem(away(code))).toBe(problem);
  });

  it('is nothing while the server answers or is first asked', () => {
    expect(serverProblem(null)).toBe('none');
    expect(serverProblem(tierWith({ kind: 'connecting' }))).toBe('none');
    expect(serverProblem(tierWith({ kind: 'online' }))).toBe('none');
  });
});
