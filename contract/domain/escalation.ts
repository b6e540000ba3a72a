import type { AlarmKind } from './alarm-kind.ts';
import type { Actor, AlarmPriority, TransferBrief } from './alarm.ts';
import type { AlarmId, ContactId, NoticeId, PlanId, TransferId, UtcMs } from './units.ts';

/** Rungs of the ladder, lowest first (PM 2c). */
export const LEVELS = ['duty-officer', 'supervisor', 'province', 'ministry'] as const;
export type Level = (typeof LEVELS)[number];

export const CHANNELS = ['console', 'email', 'sms', 'zalo', 'webhook'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Somebody of the directory of notices. An address left empty: not by that channel. */
export interface Contact {
  readonly id: ContactId;
  readonly name: string;
  readonly level: Level;
  /** Person of this server told in the console; empty: none. */
  readonly personId: string;
  readonly email: string;
  /** For SMS. */
  readonly phone: string;
  /** Zalo user id or number, as the gateway wants it. */
  readonly zalo: string;
  /** https address a notice is posted to. */
  readonly webhook: string;
  /** Minutes of the day (0..1439) in which this contact is not disturbed, by the local clock; null: always reachable. `from` may be after `until`. */
  readonly quiet: { readonly fromMinute: number; readonly untilMinute: number } | null;
  /** Who is told in their place in quiet hours; null: nobody, the notice waits for their end unless priority 1. */
  readonly deputy: ContactId | null;
}

/** What has not been done in its time. */
export const ESCALATION_CAUSES = ['not-acknowledged', 'not-claimed', 'not-finished'] as const;
export type EscalationCause = (typeof ESCALATION_CAUSES)[number];

export interface PlanStep {
  readonly cause: EscalationCause;
  /** Seconds after the alarm was raised; 5..86,400. */
  readonly afterS: number;
  readonly level: Level;
  readonly channels: readonly Channel[];
}

/** Who is told when nobody does anything. The first plan that fits an alarm counts. */
export interface EscalationPlan {
  readonly id: PlanId;
  readonly name: string;
  /** Empty: all kinds. */
  readonly kinds: readonly AlarmKind[];
  readonly priorityAtLeast: AlarmPriority;
  /** In order of time, 1..20. */
  readonly steps: readonly PlanStep[];
}

/** One notice to one contact by one channel, with what became of it. */
export interface Notice {
  readonly id: NoticeId;
  readonly alarm: AlarmId;
  readonly level: Level;
  readonly contactName: string;
  /** In whose place, in quiet hours; empty: their own. */
  readonly inPlaceOf: string;
  readonly channel: Channel;
  readonly utcMs: UtcMs;
  readonly state: 'waiting' | 'sent' | 'failed';
  /** What the other side said: an id of the mail, a status, why not. No secret is in it. */
  readonly detail: string;
  readonly tries: number;
}

/** Where an alarm can be given to. */
export interface TransferTarget {
  readonly serverId: string;
  readonly name: string;
}

/** An alarm given to another tier by a person, signed with their factor. */
export interface Transfer {
  readonly id: TransferId;
  readonly alarm: AlarmId;
  readonly from: TransferTarget;
  readonly to: TransferTarget;
  readonly by: Actor;
  readonly reason: string;
  readonly sentUtcMs: UtcMs;
  readonly dueUtcMs: UtcMs | null;
  readonly state: TransferBrief['state'];
  readonly answers: readonly { readonly by: Actor; readonly utcMs: UtcMs; readonly state: TransferBrief['state']; readonly reason: string }[];
  /** Ed25519 over the canonical text of the act (see signedText), base64, by the sending server. */
  readonly signature: string;
}
