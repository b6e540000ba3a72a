import type { Actor, Alarm, AlarmAct, AlarmStep } from '../../../contract/domain/alarm.ts';
import type { Notice, Transfer } from '../../../contract/domain/escalation.ts';
import type { ProcedureRun, Task } from '../../../contract/domain/procedure.ts';
import type { ErrorCode } from '../../../contract/domain/error-code.ts';
import type { AlarmId, UtcMs } from '../../../contract/domain/units.ts';
import type { Person } from '../api-types.ts';

/** What happened, before it is an alarm. */
export interface NewAlarm extends Pick<Alarm, 'kind' | 'priority' | 'title' | 'camera' | 'unit' | 'site'> {
  /** Absent: now. */
  readonly raisedUtcMs?: UtcMs;
  /** It came from another tier under this id: raised with it, once. */
  readonly id?: AlarmId;
}

/** What rules make of an event before anybody sees it. */
export type RaiseFate =
  | { readonly kind: 'raise'; readonly suppressed: Alarm['suppressed'] }
  /** Merged into an open alarm as it comes: counted there, never in the queue. */
  | { readonly kind: 'join'; readonly into: AlarmId; readonly ruleName: string }
  /**
   * A new incident that the events of a burst join; `title` names it, `merge` are alarms raised before it was seen to be one. It has the id of what
   * is raised and no camera; what is raised itself becomes its first member under another id.
   */
  | { readonly kind: 'incident'; readonly title: string; readonly merge: readonly AlarmId[]; readonly ruleName: string }
  /** Not now: the rule raises it later itself, or drops it. */
  | { readonly kind: 'hold' };

/** Who acts, with what they may do; `null` in `AlarmDesk.change`: the server by a rule. */
export interface ActingPerson {
  readonly person: Person;
  readonly workstation: string;
}

export interface ActItem {
  readonly alarm: AlarmId;
  readonly version: number | null;
  readonly acts: readonly AlarmAct[];
}

export interface ActOutcome {
  readonly alarm: AlarmId;
  readonly code: ErrorCode | null;
  readonly current: Alarm | null;
}

/** The parts of an alarm's detail that other desks keep. */
export interface DetailParts {
  readonly run: ProcedureRun | null;
  readonly tasks: readonly Task[];
  readonly notices: readonly Notice[];
  readonly transfers: readonly Transfer[];
}

/** Something besides alarms changed: told to every client. */
export type DeskTopic = 'duty' | 'procedures' | 'rules' | 'contacts' | 'plans';

/** The alarms of one tier: raised through the rules, changed by acts of people and of the server, kept on disk, told by the stream. */
export interface AlarmDesk {
  /** Not closed, in the order they were raised. */
  readonly open: () => Iterable<Alarm>;
  /** Closed ones too, as long as they are kept. */
  readonly get: (id: AlarmId) => Alarm | null;
  /** All of a time, closed ones too, for statistics and tests of rules; oldest first. */
  readonly between: (fromUtcMs: number, untilUtcMs: number) => readonly Alarm[];
  /** The server itself, for what it does by a rule. */
  readonly server: Actor;
  /** Null: a rule held it. What a rule joined is answered as the member it became. */
  readonly raise: (given: NewAlarm) => Alarm | null;
  /** Alarms merged into one, newest first, at most 500. */
  readonly members: (id: AlarmId) => readonly Alarm[];
  /** Idempotent by key and person for 24 h. */
  readonly act: (who: ActingPerson, key: string, items: readonly ActItem[]) => readonly ActOutcome[];
  /**
   * A change by the server or another desk: raises the version, is told, and with `step` stands in the record. Null: no such alarm. What a `life`
   * settles leaves `deadlines` unless they are given too. Changes other than of life, shelved, suppressed, assigned or transfer make nobody's act a conflict,
   * nor does one that is no decision (a fair share of what was nobody's).
   */
  readonly change: (id: AlarmId, by: Actor, fields: Partial<Pick<Alarm, 'life' | 'suppressed' | 'assigned' | 'members' | 'deadlines' | 'climb' | 'transfer' | 'procedure' | 'progress' | 'priority' | 'title'>>, step: AlarmStep['act'] | null, isDecision?: boolean) => Alarm | null;
  readonly steps: (id: AlarmId) => readonly AlarmStep[];
  /** `before` null: it is new. Listeners may call `change`. */
  readonly onDidChange: (listener: (alarm: Alarm, before: Alarm | null) => void) => () => void;
  /** Rules look at what is raised, in the order given; the first that does not simply raise decides. */
  readonly addRule: (rule: (given: NewAlarm & { readonly id: AlarmId }, nowUtcMs: number) => RaiseFate | null) => () => void;
  /** Fields a new alarm begins with (deadlines, climb, procedure, assigned): each is asked in turn. */
  readonly addBeginning: (beginning: (alarm: Alarm) => Partial<Pick<Alarm, 'deadlines' | 'climb' | 'procedure' | 'assigned'>>) => () => void;
  /** What follows from how an alarm stands now (when it climbs next): asked at each change of it, before it is kept and told. */
  readonly addSettling: (settle: (alarm: Alarm) => Partial<Pick<Alarm, 'climb'>>) => () => void;
  /** May refuse an act before it is decided (a mandatory step undone): a code, or null. */
  readonly addGuard: (guard: (alarm: Alarm, act: AlarmAct, person: Person) => ErrorCode | null) => () => void;
  /** Whoever keeps a part of the detail says it here. */
  readonly addDetail: (parts: (id: AlarmId) => Partial<DetailParts>) => () => void;
  readonly detail: (id: AlarmId) => DetailParts;
  /** Its detail changed though the alarm itself did not. */
  readonly detailChanged: (id: AlarmId) => void;
  readonly topicChanged: (topic: DeskTopic) => void;
  /** To the consoles of some people. */
  readonly tell: (personIds: readonly string[], alarm: AlarmId, title: string, why: 'escalated' | 'step-skipped' | 'transfer' | 'task') => void;
  /** Until when somebody's shift lasts; null: not on duty. Set by the duty desk. */
  shiftEnd: (personId: string) => UtcMs | null;
}
