import type { escalationContract } from '@contract/ipc/escalation-contract.ts';
import type { Handlers } from '../../ipc/router.ts';
import type { EscalationService } from '../../services/escalation/escalation-service.ts';

export interface EscalationHandlerEnvironment {
  readonly escalation: EscalationService;
}

export function escalationHandlers({ escalation }: EscalationHandlerEnvironment): Pick<Handlers, keyof typeof escalationContract> {
  return {
    'escalation.contacts': () => escalation.contacts(),
    'escalation.putContact': ({ contact }) => escalation.putContact(contact),
    'escalation.removeContact': ({ contact }) => escalation.removeContact(contact),
    'escalation.plans': () => escalation.plans(),
    'escalation.putPlan': ({ plan }) => escalation.putPlan(plan),
    'escalation.removePlan': ({ plan }) => escalation.removePlan(plan),
    'escalation.targets': () => escalation.targets(),
    'escalation.transfer': ({ alarm, to, reason, dueUtcMs, code }) => escalation.transfer(alarm, to, reason, dueUtcMs, code),
    'escalation.answer': ({ transfer, answer, code }) => escalation.answer(transfer, answer, code),
  };
}
