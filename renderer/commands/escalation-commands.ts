import type { Contact, EscalationPlan, Transfer } from '@contract/domain/escalation.ts';
import type { Result } from '@contract/domain/result.ts';
import type { AlarmId, ContactId, PlanId, TransferId, UtcMs } from '@contract/domain/units.ts';
import type { Bridge } from '@contract/ipc/bridge.ts';
import type { RequestAnswer, RequestInput } from '@contract/ipc/contract.ts';

/** `id` null: a new one. */
export type ContactDraft = Omit<Contact, 'id'> & { readonly id: ContactId | null };
export type PlanDraft = Omit<EscalationPlan, 'id'> & { readonly id: PlanId | null };

/** Who is told when nobody does anything, and alarms given to other tiers. Every failure is the caller's to tell, beside what was asked. */
export interface EscalationCommands {
  readonly contacts: () => RequestAnswer<'escalation.contacts'>;
  readonly putContact: (contact: ContactDraft) => Promise<Result<Contact>>;
  readonly removeContact: (id: ContactId) => Promise<Result<null>>;
  readonly plans: () => RequestAnswer<'escalation.plans'>;
  readonly putPlan: (plan: PlanDraft) => Promise<Result<EscalationPlan>>;
  readonly removePlan: (id: PlanId) => Promise<Result<null>>;
  readonly targets: () => RequestAnswer<'escalation.targets'>;
  /** `code`: a new one of this person's second factor. */
  readonly transfer: (alarm: AlarmId, to: string, reason: string, dueUtcMs: UtcMs | null, code: string) => Promise<Result<Transfer>>;
  readonly answer: (transfer: TransferId, answer: RequestInput<'escalation.answer'>['answer'], code: string) => Promise<Result<Transfer>>;
}

export function createEscalationCommands(requests: Bridge['requests']): EscalationCommands {
  return {
    contacts: () => requests['escalation.contacts']({}),
    putContact: (contact) => requests['escalation.putContact']({ contact }),
    removeContact: (contact) => requests['escalation.removeContact']({ contact }),
    plans: () => requests['escalation.plans']({}),
    putPlan: (plan) => requests['escalation.putPlan']({ plan: { ...plan, kinds: [...plan.kinds], steps: plan.steps.map((step) => ({ ...step, channels: [...step.channels] })) } }),
    removePlan: (plan) => requests['escalation.removePlan']({ plan }),
    targets: () => requests['escalation.targets']({}),
    transfer: (alarm, to, reason, dueUtcMs, code) => requests['escalation.transfer']({ alarm, to, reason, dueUtcMs, code }),
    answer: (transfer, answer, code) => requests['escalation.answer']({ transfer, answer, code }),
  };
}
