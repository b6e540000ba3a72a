import { assertNever } from '@contract/domain/result.ts';
import type { TierRecord } from '@contract/state/slices.ts';

/**
 * What stands between a person and the server. `stop`: the console will not send a password there; `away`: no answer, the cache
 * may serve; `odd`: it answers, but wrongly.
 */
export type ServerProblem = 'none' | 'stop' | 'away' | 'odd';

export function serverProblem(tier: TierRecord | null): ServerProblem {
  if (tier === null) return 'none';
  const { connection } = tier;
  switch (connection.kind) {
    case 'connecting':
    case 'online':
      return 'none';
    case 'offline':
      if (STOPS.includes(connection.error.code)) return 'stop';
      return connection.error.code === 'tier/unreachable' ? 'away' : 'odd';
    default:
      return assertNever(connection);
  }
}

const STOPS: readonly string[] = ['tier/untrusted-certificate', 'tier/insecure-address', 'tier/address-missing'];
