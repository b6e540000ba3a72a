import type { AlarmKind } from './alarm-kind.ts';
import type { AlarmId, CameraId, ProcedureId, RuleId, TransferId, UnitId, UtcMs } from './units.ts';

/** 1 is the highest (EEMUA 191, ISA-18.2: three to four priorities). */
export const ALARM_PRIORITIES = [1, 2, 3, 4] as const;
export type AlarmPriority = (typeof ALARM_PRIORITIES)[number];

/** Somebody, as records name them. */
export interface PersonRef {
  readonly personId: string;
  readonly name: string;
}

/** Who did something, and where. */
export interface Actor extends PersonRef {
  readonly unitName: string;
  /** Name of the PC; empty for what the server did by a rule. */
  readonly workstation: string;
}

/** How a real alarm ended. */
export const REAL_OUTCOMES = ['handled', 'prevented', 'passed-on', 'no-action'] as const;
/** What a false one came from. */
export const FALSE_OUTCOMES = ['weather-light', 'animal-plant', 'device', 'settings', 'drill'] as const;
export const OUTCOMES = [...REAL_OUTCOMES, ...FALSE_OUTCOMES, 'merged'] as const;
export type RealOutcome = (typeof REAL_OUTCOMES)[number];
export type FalseOutcome = (typeof FALSE_OUTCOMES)[number];
export type Outcome = (typeof OUTCOMES)[number];

/** The life of an alarm: raised, acknowledged ("seen"), claimed ("mine"), in progress, an outcome, closed. Acknowledged is not closed. */
export type AlarmLife =
  | { readonly kind: 'raised' }
  | { readonly kind: 'acknowledged'; readonly by: Actor; readonly utcMs: UtcMs }
  | { readonly kind: 'claimed'; readonly by: Actor; readonly utcMs: UtcMs }
  | { readonly kind: 'in-progress'; readonly by: Actor; readonly utcMs: UtcMs }
  | { readonly kind: 'resolved'; readonly by: Actor; readonly utcMs: UtcMs; readonly outcome: RealOutcome }
  | { readonly kind: 'false'; readonly by: Actor; readonly utcMs: UtcMs; readonly outcome: FalseOutcome }
  /** One of the alarms of an incident; `into` is the alarm the incident is worked on under. */
  | { readonly kind: 'merged'; readonly by: Actor; readonly utcMs: UtcMs; readonly into: AlarmId }
  | { readonly kind: 'closed'; readonly by: Actor; readonly utcMs: UtcMs; readonly outcome: Outcome };
export type AlarmLifeKind = AlarmLife['kind'];
export const ALARM_LIFE_KINDS = ['raised', 'acknowledged', 'claimed', 'in-progress', 'resolved', 'false', 'merged', 'closed'] as const satisfies readonly AlarmLifeKind[];

/** Hidden until a time, by a person who said why (ISA-18.2: shelved). */
export interface Shelved {
  readonly reason: string;
  readonly by: Actor;
  readonly untilUtcMs: UtcMs;
}

/** Hidden by a rule (ISA-18.2: suppressed by design). */
export interface Suppressed {
  readonly rule: RuleId;
  readonly ruleName: string;
}

/** By when a thing must be done, by the server's clock; null: it is done, or nobody waits for it. */
export interface Deadlines {
  readonly acknowledgeUtcMs: UtcMs | null;
  readonly claimUtcMs: UtcMs | null;
  readonly finishUtcMs: UtcMs | null;
}

/** How far an alarm climbed by itself. */
export interface Climb {
  /** Steps of its plan already taken, 0 at first. */
  readonly steps: number;
  /** Level told last; empty before the first. */
  readonly level: string;
  /** When the next step is due; null: none. */
  readonly nextUtcMs: UtcMs | null;
}

/** An alarm given to another tier, as it stands. */
export interface TransferBrief {
  readonly id: TransferId;
  /** Name of the tier that has it now. */
  readonly toName: string;
  readonly state: 'sent' | 'accepted' | 'returned' | 'passed-on';
  readonly dueUtcMs: UtcMs | null;
}

/** An event that needs a person. Times are the server's. */
export interface Alarm {
  readonly id: AlarmId;
  /** Rises by one with every change; acts name the version they saw. */
  readonly version: number;
  readonly kind: AlarmKind;
  readonly priority: AlarmPriority;
  /** Short words of the server that raised it. */
  readonly title: string;
  readonly camera: CameraId | null;
  readonly unit: UnitId | null;
  /** Where, by name: the unit's, or an address. May be empty. */
  readonly site: string;
  readonly raisedUtcMs: UtcMs;
  readonly changedUtcMs: UtcMs;
  readonly life: AlarmLife;
  readonly shelved: Shelved | null;
  readonly suppressed: Suppressed | null;
  /** Whom the sharing among those on duty gave it to; null: to nobody. */
  readonly assigned: PersonRef | null;
  /** Alarms merged into it: an incident when above 0. */
  readonly members: number;
  readonly deadlines: Deadlines;
  readonly climb: Climb;
  readonly transfer: TransferBrief | null;
  /** Procedure to handle it by; null: none fits. */
  readonly procedure: ProcedureId | null;
  /** Steps of it done and in all, while it is run. */
  readonly progress: { readonly done: number; readonly of: number } | null;
  /** What it is about is told only after a fresh second factor: title and camera are withheld here. */
  readonly restricted: boolean;
}

/** An alarm as lists and tiles name it. */
export type AlarmBrief = Pick<Alarm, 'id' | 'camera' | 'priority' | 'title' | 'raisedUtcMs'>;

/** What a person, or the server by a rule, does to an alarm. */
export type AlarmAct =
  | { readonly kind: 'acknowledge' }
  /** "I am doing it". `takeOver`: why it is taken from another owner; needs alarm.supervise. */
  | { readonly kind: 'claim'; readonly takeOver?: string }
  | { readonly kind: 'release'; readonly reason: string }
  /** Needs alarm.supervise. */
  | { readonly kind: 'assign'; readonly to: PersonRef }
  | { readonly kind: 'start' }
  | { readonly kind: 'resolve'; readonly outcome: RealOutcome; readonly note: string }
  | { readonly kind: 'false'; readonly outcome: FalseOutcome; readonly note: string }
  | { readonly kind: 'merge'; readonly into: AlarmId }
  /** Ends what has an outcome. */
  | { readonly kind: 'close'; readonly note: string }
  | { readonly kind: 'shelve'; readonly reason: string; readonly untilUtcMs: UtcMs }
  | { readonly kind: 'unshelve' }
  | { readonly kind: 'suppress'; readonly rule: RuleId; readonly ruleName: string }
  | { readonly kind: 'unsuppress' }
  | { readonly kind: 'note'; readonly text: string }
  /** Takes the last change of its life back: a new act, kept like every other. */
  | { readonly kind: 'undo'; readonly reason: string };
export type AlarmActKind = AlarmAct['kind'];

/** One line of the record of an alarm: who did what, when, where and why. */
export interface AlarmStep {
  readonly alarm: AlarmId;
  /** The version it made. */
  readonly version: number;
  readonly utcMs: UtcMs;
  readonly by: Actor;
  readonly act: AlarmAct | { readonly kind: 'raised' } | { readonly kind: 'escalated'; readonly level: string } | { readonly kind: 'transferred'; readonly toName: string; readonly how: TransferBrief['state'] };
  /** How it stood before, for `undo`. */
  readonly before: Pick<Alarm, 'life' | 'shelved' | 'suppressed' | 'assigned'>;
}

/** Whose it is now; null: nobody's. */
export const ownerOf = ({ life }: Pick<Alarm, 'life'>): Actor | null => (life.kind === 'claimed' || life.kind === 'in-progress' || life.kind === 'resolved' || life.kind === 'false' ? life.by : null);
export const isClosed = ({ life }: Pick<Alarm, 'life'>): boolean => life.kind === 'closed';
/** Nobody has seen it yet. */
export const isUnseen = ({ life }: Pick<Alarm, 'life'>): boolean => life.kind === 'raised';
/** Stands in the queue for somebody to do something: neither closed, nor in an incident, nor hidden. */
export const isInQueue = ({ life, shelved, suppressed }: Pick<Alarm, 'life' | 'shelved' | 'suppressed'>): boolean => life.kind !== 'closed' && life.kind !== 'merged' && shelved === null && suppressed === null;

/** Longest reason, note or title a person may type. */
export const ALARM_TEXT_MAX = 500;
/** Shortest reason that says anything. */
export const REASON_MIN = 5;
