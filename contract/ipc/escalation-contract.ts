import { contactInput, contactOutput, contactsOutput, planInput, planOutput, plansOutput, putContactInput, putPlanInput, targetsOutput, transferAnswerInput, transferInput, transferOutput } from './escalation.schema.ts';
import { done, nothing } from './ipc.schema.ts';
import { defineRequest } from './request-contract.ts';

const fromDesk = { windows: ['desk'], ratePerSecond: 10, maxInputChars: 20_000 } as const;
const reading = { ...fromDesk, right: 'alarm.handle', input: nothing, audit: 'none' } as const;
const ruling = { ...fromDesk, right: 'alarm.rules', audit: 'config' } as const;
/** Each costs a code of the person's second factor. */
const signing = { ...fromDesk, right: 'alarm.handle', ratePerSecond: 2, audit: 'alarm' } as const;

/** Who is told when nobody does anything, and alarms given to other tiers. All are refused with tier/unreachable while the server is away. */
export const escalationContract = {
  'escalation.contacts': defineRequest({ ...reading, output: contactsOutput }),
  /** Codes contact/unknown (the deputy is not there), app/invalid-input. */
  'escalation.putContact': defineRequest({ ...ruling, input: putContactInput, output: contactOutput, subject: ({ contact }, answer) => ({ contact: answer?.id ?? contact.id }) }),
  'escalation.removeContact': defineRequest({ ...ruling, input: contactInput, output: done, subject: ({ contact }) => ({ contact }) }),
  'escalation.plans': defineRequest({ ...reading, output: plansOutput }),
  /** Code plan/invalid: steps not in order of time, or without a channel. */
  'escalation.putPlan': defineRequest({ ...ruling, input: putPlanInput, output: planOutput, subject: ({ plan }, answer) => ({ plan: answer?.id ?? plan.id, steps: plan.steps.length }) }),
  'escalation.removePlan': defineRequest({ ...ruling, input: planInput, output: done, subject: ({ plan }) => ({ plan }) }),
  'escalation.targets': defineRequest({ ...reading, output: targetsOutput }),
  /** Codes session/code-wrong, -reused, -expired, session/locked, transfer/not-now (another tier has it), alarm/unknown, alarm/not-now. */
  'escalation.transfer': defineRequest({ ...signing, input: transferInput, output: transferOutput, subject: ({ alarm, to }, answer) => ({ alarm, to, transfer: answer?.id ?? null }) }),
  /** Codes as above, transfer/unknown, transfer/not-now (answered already). */
  'escalation.answer': defineRequest({ ...signing, input: transferAnswerInput, output: transferOutput, subject: ({ transfer, answer }) => ({ transfer, state: answer.state }) }),
} as const;
