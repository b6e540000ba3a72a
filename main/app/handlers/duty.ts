import type { Person } from '@contract/domain/person.ts';
import type { HandoverId } from '@contract/domain/units.ts';
import type { dutyContract } from '@contract/ipc/duty-contract.ts';
import type { Handlers } from '../../ipc/router.ts';
import type { DutyService } from '../../services/duty/duty-service.ts';
import type { Answer } from './answer.ts';

export interface DutyHandlerEnvironment {
  readonly duty: Omit<DutyService, 'sync' | 'close' | 'find'>;
  /** As PDF into a file the operator chooses; null: they chose none. Codes handover/unknown, storage/write-failed. */
  readonly printHandover: (id: HandoverId, person: Person | null) => Answer<{ readonly file: string } | null>;
}

export function dutyHandlers({ duty, printHandover }: DutyHandlerEnvironment): Pick<Handlers, keyof typeof dutyContract> {
  return {
    'duty.signOn': ({ untilUtcMs }) => duty.signOn(untilUtcMs),
    'duty.signOff': () => duty.signOff(),
    'duty.handOver': ({ notes }) => duty.handOver(notes),
    'duty.sign': ({ handover, side, username, code }) => duty.sign(handover, side, username, code),
    'duty.withdraw': ({ handover }) => duty.withdraw(handover),
    'duty.past': () => duty.past(),
    'duty.print': ({ handover }, { person }) => printHandover(handover, person),
  };
}
