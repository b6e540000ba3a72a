import type { Alarm, AlarmAct, AlarmStep } from '@contract/domain/alarm.ts';
import type { AlarmStatistics } from '@contract/domain/alarm-statistics.ts';
import type { AlarmRule } from '@contract/domain/alarm-rule.ts';
import type { Handover, HandoverSheet, OnDuty } from '@contract/domain/duty.ts';
import type { Contact, EscalationPlan, Notice, Transfer, TransferTarget } from '@contract/domain/escalation.ts';
import type { Procedure, ProcedureRun, RunAct, Task, TaskState } from '@contract/domain/procedure.ts';
import type { AppError, Result } from '@contract/domain/result.ts';
import type { AlarmId, ContactId, HandoverId, PlanId, ProcedureId, RuleId, TaskId, TransferId, UtcMs } from '@contract/domain/units.ts';

/** Where a client stands in a tier's stream of alarms. */
export interface AlarmCursor {
  readonly epoch: string;
  readonly seq: number;
}

/** What changes besides alarms themselves: read it anew. */
export const ALARM_TOPICS = ['duty', 'procedures', 'rules', 'contacts', 'plans'] as const;
export type AlarmTopic = (typeof ALARM_TOPICS)[number];

export type AlarmEvent =
  /** A new or changed alarm, whole. */
  | { readonly kind: 'alarm'; readonly alarm: Alarm }
  /** Its record, run, tasks, notices or transfers changed. */
  | { readonly kind: 'detail'; readonly alarm: AlarmId }
  | { readonly kind: 'changed'; readonly what: AlarmTopic }
  /** A notice of an escalation to the person here. */
  | { readonly kind: 'told'; readonly alarm: AlarmId; readonly title: string; readonly why: 'escalated' | 'step-skipped' | 'transfer' | 'task' };

export interface AlarmListener {
  /** In order, without gaps or repeats within an epoch. Several at once when they came at once. */
  readonly onEvents: (events: readonly AlarmEvent[], cursor: AlarmCursor) => void;
  /** Events may have been missed: load a snapshot, then call `resumeAfter` with its cursor. */
  readonly onSnapshotNeeded: () => void;
  readonly onConnection: (connected: boolean) => void;
  /** The server was heard though nothing happened. */
  readonly onHeard?: () => void;
}

export interface AlarmSubscription {
  readonly resumeAfter: (cursor: AlarmCursor) => void;
  readonly renew: () => void;
  readonly retryNow: () => void;
  readonly close: () => void;
}

export interface AlarmActItem {
  readonly alarm: AlarmId;
  /** The version the person saw; null: whatever it is now. */
  readonly version: number | null;
  /** One after the other, all or none; 1..4. */
  readonly acts: readonly AlarmAct[];
}

/** What became of one item. `current`: the alarm as it is now, also when it was refused. */
export type AlarmActOutcome = { readonly alarm: AlarmId; readonly error: AppError | null; readonly current: Alarm | null };

/** Everything about one alarm. */
export interface AlarmDetail {
  readonly alarm: Alarm;
  readonly steps: readonly AlarmStep[];
  readonly run: ProcedureRun | null;
  readonly tasks: readonly Task[];
  readonly notices: readonly Notice[];
  readonly transfers: readonly Transfer[];
}

export interface AlarmsPort {
  /** Every alarm not closed, in pages given to `onPage`; the cursor it stands for. */
  readonly snapshot: (onPage: (alarms: readonly Alarm[], skipped: number) => void) => Promise<Result<AlarmCursor>>;
  /** Keeps connected with jittered back-off until closed. `cursor` null: ask for a snapshot first. */
  readonly subscribe: (cursor: AlarmCursor | null, listener: AlarmListener) => AlarmSubscription;
  /** `key`: the same answer for the same key, however often it is sent. At most 1,000 items. */
  readonly act: (key: string, workstation: string, items: readonly AlarmActItem[]) => Promise<Result<readonly AlarmActOutcome[]>>;
  /** Codes alarm/unknown, alarm/restricted (a fresh second factor opens it). */
  readonly detail: (alarm: AlarmId) => Promise<Result<AlarmDetail>>;
  /** Of a restricted one. Codes session/code-wrong, -reused, -expired, session/locked. */
  readonly open: (alarm: AlarmId, code: string, workstation: string) => Promise<Result<AlarmDetail>>;
  /** The alarms of an incident, newest first, at most 500. */
  readonly members: (alarm: AlarmId) => Promise<Result<readonly Alarm[]>>;
}

/** Procedures, their runs, and tasks. */
export interface ProceduresPort {
  readonly list: () => Promise<Result<readonly Procedure[]>>;
  /** Saves a draft (`etag` '' creates). Codes procedure/conflict, procedure/invalid, app/not-allowed. */
  readonly put: (procedure: Procedure) => Promise<Result<Procedure>>;
  /** Makes the draft the version in use. */
  readonly publish: (id: ProcedureId, etag: string) => Promise<Result<Procedure>>;
  readonly retire: (id: ProcedureId, etag: string) => Promise<Result<null>>;
  readonly run: (key: string, workstation: string, alarm: AlarmId, version: number | null, act: RunAct) => Promise<Result<ProcedureRun>>;
  readonly task: (key: string, workstation: string, alarm: AlarmId, to: Task['to'], text: string) => Promise<Result<Task>>;
  readonly taskState: (key: string, workstation: string, task: TaskId, state: TaskState, note: string) => Promise<Result<Task>>;
}

/** The directory of notices, plans, and alarms given to other tiers. */
export interface EscalationPort {
  readonly contacts: () => Promise<Result<readonly Contact[]>>;
  readonly putContact: (contact: Contact) => Promise<Result<Contact>>;
  readonly removeContact: (id: ContactId) => Promise<Result<null>>;
  readonly plans: () => Promise<Result<readonly EscalationPlan[]>>;
  readonly putPlan: (plan: EscalationPlan) => Promise<Result<EscalationPlan>>;
  readonly removePlan: (id: PlanId) => Promise<Result<null>>;
  readonly targets: () => Promise<Result<readonly TransferTarget[]>>;
  /** Given to another tier, signed with the caller's factor. */
  readonly transfer: (key: string, workstation: string, alarm: AlarmId, to: string, reason: string, dueUtcMs: UtcMs | null, code: string) => Promise<Result<Transfer>>;
  readonly answer: (key: string, workstation: string, transfer: TransferId, answer: { readonly state: 'accepted' | 'returned' | 'passed-on'; readonly reason: string; readonly to?: string; readonly dueUtcMs?: UtcMs | null }, code: string) => Promise<Result<Transfer>>;
}

export interface DutyPort {
  readonly list: () => Promise<Result<{ readonly onDuty: readonly OnDuty[]; readonly handover: Handover | null }>>;
  readonly signOn: (workstation: string, untilUtcMs: UtcMs) => Promise<Result<null>>;
  /** What became of their alarms: given to others, or kept because they had claimed them. */
  readonly signOff: (workstation: string) => Promise<Result<{ readonly sharedAgain: number; readonly kept: number }>>;
  readonly handOver: (workstation: string, sheet: Pick<HandoverSheet, 'muted' | 'notes' | 'lostCameras'>) => Promise<Result<Handover>>;
  /** `username`: the other person's, for the receiving side. */
  readonly sign: (id: HandoverId, side: 'from' | 'to', username: string, code: string) => Promise<Result<Handover>>;
  readonly withdraw: (id: HandoverId) => Promise<Result<null>>;
  readonly past: () => Promise<Result<readonly Handover[]>>;
}

/** What became of alarms, counted by the server. */
export interface StatisticsPort {
  /** Of the alarms raised from `fromUtcMs` until before `untilUtcMs`; at most STATISTICS_SPAN_MAX_MS apart. */
  readonly load: (fromUtcMs: UtcMs, untilUtcMs: UtcMs) => Promise<Result<AlarmStatistics>>;
}

export interface RulesPort {
  readonly list: () => Promise<Result<readonly AlarmRule[]>>;
  readonly put: (rule: AlarmRule) => Promise<Result<AlarmRule>>;
  readonly remove: (id: RuleId, etag: string) => Promise<Result<null>>;
  /** What the rule would have done to the alarms of a time, at most 24 h. */
  readonly test: (rule: AlarmRule, fromUtcMs: UtcMs, untilUtcMs: UtcMs) => Promise<Result<RuleTest>>;
}

export interface RuleTest {
  readonly events: number;
  readonly raised: number;
  readonly delayed: number;
  readonly suppressed: number;
  readonly joined: number;
  /** Held, and over before they were due. */
  readonly dropped: number;
  /** At most 50. */
  readonly samples: readonly { readonly utcMs: UtcMs; readonly title: string; readonly fate: 'raised' | 'suppressed' | 'joined' | 'delayed' | 'dropped' }[];
}
