import { ALARM_KINDS, type AlarmKind } from '@contract/domain/alarm-kind.ts';
import type { Contact, EscalationPlan, Notice, Transfer, TransferTarget } from '@contract/domain/escalation.ts';
import { plainText } from '@contract/domain/plain-text.ts';
import { alarmId, contactId, noticeId, planId, transferId, utcMs } from '@contract/domain/units.ts';
import { mapActor } from './alarm-mapping.ts';
import type { WireContact, WireNotice, WirePlan, WireTransfer } from './escalation-wire.schema.ts';

const words = (text: string): string => plainText(text, 500);

export const mapContact = ({ id, name, level, personId, email, phone, zalo, webhook, quiet, deputy }: WireContact): Contact => ({
  id: contactId(id),
  name: plainText(name) || id,
  level,
  personId,
  email: plainText(email, 254),
  phone: plainText(phone, 30),
  zalo: plainText(zalo, 64),
  webhook: plainText(webhook, 500),
  quiet,
  deputy: deputy === null ? null : contactId(deputy),
});

const isKind = (value: unknown): value is AlarmKind => ALARM_KINDS.some((kind) => kind === value);

/** Kinds of a newer server are left out; a plan for those alone fits none here, and not all. */
export function mapPlan({ id, name, kinds, priorityAtLeast, steps }: WirePlan): EscalationPlan | null {
  const known = kinds.filter(isKind);
  return kinds.length > 0 && known.length === 0 ? null : { id: planId(id), name: plainText(name, 100) || id, kinds: known, priorityAtLeast, steps };
}

export const mapNotice = ({ id, alarmId: alarm, level, contactName, inPlaceOf, channel, utcMs: at, state, detail, tries }: WireNotice): Notice => ({
  id: noticeId(id),
  alarm: alarmId(alarm),
  level,
  contactName: plainText(contactName),
  inPlaceOf: plainText(inPlaceOf),
  channel,
  utcMs: utcMs(at),
  state,
  detail: words(detail),
  tries,
});

export const mapTarget = ({ serverId, name }: TransferTarget): TransferTarget => ({ serverId, name: plainText(name) || serverId });

export const mapTransfer = ({ id, alarmId: alarm, from, to, by, reason, sentUtcMs, dueUtcMs, state, answers, signature }: WireTransfer): Transfer => ({
  id: transferId(id),
  alarm: alarmId(alarm),
  from: mapTarget(from),
  to: mapTarget(to),
  by: mapActor(by),
  reason: words(reason),
  sentUtcMs: utcMs(sentUtcMs),
  dueUtcMs: dueUtcMs === null ? null : utcMs(dueUtcMs),
  state,
  answers: answers.map((answer) => ({ by: mapActor(answer.by), utcMs: utcMs(answer.utcMs), state: answer.state, reason: words(answer.reason) })),
  signature,
});
