import type { Contact, EscalationPlan, Transfer, TransferTarget } from '@contract/domain/escalation.ts';
import { err, type Result } from '@contract/domain/result.ts';
import { contactId, planId, type AlarmId, type ContactId, type PlanId, type TransferId, type UtcMs } from '@contract/domain/units.ts';
import type { EscalationPort } from '../../vms/alarm-ports.ts';

export interface EscalationEnvironment {
  /** Null while the server is unknown or does not escalate. */
  readonly port: () => EscalationPort | null;
  readonly isOnline: () => boolean;
  readonly workstation: string;
  readonly uuid: () => string;
}

/** `id` null: a new one. */
export type ContactDraft = Omit<Contact, 'id'> & { readonly id: ContactId | null };
export type PlanDraft = Omit<EscalationPlan, 'id'> & { readonly id: PlanId | null };

/** Contacts, plans and transfers of the server. Nothing is kept here: who is to be told is decided, and done, by the server. */
export interface EscalationService {
  readonly contacts: () => Promise<Result<readonly Contact[]>>;
  readonly putContact: (contact: ContactDraft) => Promise<Result<Contact>>;
  readonly removeContact: (id: ContactId) => Promise<Result<null>>;
  readonly plans: () => Promise<Result<readonly EscalationPlan[]>>;
  readonly putPlan: (plan: PlanDraft) => Promise<Result<EscalationPlan>>;
  readonly removePlan: (id: PlanId) => Promise<Result<null>>;
  readonly targets: () => Promise<Result<readonly TransferTarget[]>>;
  /** `code`: of the person's second factor, new. */
  readonly transfer: (alarm: AlarmId, to: string, reason: string, dueUtcMs: UtcMs | null, code: string) => Promise<Result<Transfer>>;
  readonly answer: (transfer: TransferId, answer: Parameters<EscalationPort['answer']>[3], code: string) => Promise<Result<Transfer>>;
}

/** A signed act never waits: its code would be too old. */
export function createEscalationService({ port, isOnline, workstation, uuid }: EscalationEnvironment): EscalationService {
  const ask = <T>(act: (port: EscalationPort) => Promise<Result<T>>): Promise<Result<T>> => {
    const offered = port();
    if (!isOnline()) return Promise.resolve(err('tier/unreachable', { retryable: true }));
    return offered === null ? Promise.resolve(err('tier/refused', { detail: 'no escalation' })) : act(offered);
  };
  return {
    contacts: () => ask((offered) => offered.contacts()),
    putContact: (contact) => ask((offered) => offered.putContact({ ...contact, id: contact.id ?? contactId(`lh-${uuid()}`) })),
    removeContact: (id) => ask((offered) => offered.removeContact(id)),
    plans: () => ask((offered) => offered.plans()),
    putPlan: (plan) => ask((offered) => offered.putPlan({ ...plan, id: plan.id ?? planId(`kh-${uuid()}`) })),
    removePlan: (id) => ask((offered) => offered.removePlan(id)),
    targets: () => ask((offered) => offered.targets()),
    transfer: (alarm, to, reason, dueUtcMs, code) => ask((offered) => offered.transfer(uuid(), workstation, alarm, to, reason, dueUtcMs, code)),
    answer: (transfer, answer, code) => ask((offered) => offered.answer(uuid(), workstation, transfer, answer, code)),
  };
}
