import type { Result } from '@contract/domain/result.ts';
import { err } from '@contract/domain/result.ts';
import type { VmsConnection } from '../vms/adapter.ts';

/** A connection for a console without a usable server address: everything answers why. */
export function answerStartProblem(problem: Result<null>): VmsConnection {
  const refuse = async () => err(problem.ok ? 'tier/address-missing' : problem.error.code);
  return {
    describe: refuse,
    measureClock: refuse,
    sessions: { start: refuse, confirm: refuse, refresh: refuse, end: refuse, enrolDevice: refuse, startDevice: refuse },
    directory: { units: refuse, cameras: refuse, states: refuse },
    close: () => undefined,
  };
}
