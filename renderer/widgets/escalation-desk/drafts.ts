import { CHANNELS, type Contact, type PlanStep } from '@contract/domain/escalation.ts';
import type { ContactDraft, PlanDraft } from '../../commands/escalation-commands.ts';

/** A contact that is not there yet. */
export const NEW_CONTACT: ContactDraft = { id: null, name: '', level: 'duty-officer', personId: '', email: '', phone: '', zalo: '', webhook: '', quiet: null, deputy: null };
/** A step somebody adds: later than the one before it. */
export const stepAfter = (steps: readonly PlanStep[]): PlanStep => ({ cause: 'not-acknowledged', afterS: Math.min(86_400, (steps.at(-1)?.afterS ?? 0) + 60), level: 'duty-officer', channels: ['console'] });
/** A plan that is not there yet. */
export const NEW_PLAN: PlanDraft = { id: null, name: '', kinds: [], priorityAtLeast: 1, steps: [stepAfter([])] };

/** `06:30` of a minute of the day. */
export const clockOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
/** Minute of the day of `06:30`; null: nothing that can be read. */
export function minuteOf(clock: string): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})/.exec(clock) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return Number.isInteger(minute) && minute < 1_440 ? minute : null;
}

/** The channels a contact can be reached by. */
export const channelsOf = ({ personId, email, phone, zalo, webhook }: Pick<Contact, 'personId' | 'email' | 'phone' | 'zalo' | 'webhook'>): readonly (typeof CHANNELS)[number][] => {
  const addresses = { console: personId, email, sms: phone, zalo, webhook };
  return CHANNELS.filter((channel) => addresses[channel] !== '');
};

/** The steps in order of time, as the server wants them. */
export const inOrder = (plan: PlanDraft): PlanDraft => ({ ...plan, steps: [...plan.steps].sort((one, other) => one.afterS - other.afterS) });

