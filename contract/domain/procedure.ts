import type { AlarmKind } from './alarm-kind.ts';
import type { Actor, AlarmPriority } from './alarm.ts';
import type { ForceKind } from './force.ts';
import type { AlarmId, ForceId, PictureId, ProcedureId, TaskId, UtcMs } from './units.ts';

/** Somebody to call in a step. */
export interface ProcedureContact {
  readonly name: string;
  readonly phone: string;
}

/** What a step asks for. Texts are the author's. */
export type StepBody =
  | { readonly kind: 'instruction' }
  | { readonly kind: 'checklist'; readonly items: readonly string[] }
  /** Branches: each answer leads somewhere (`next` null: the end). */
  | { readonly kind: 'question'; readonly answers: readonly { readonly text: string; readonly next: string | null }[] }
  /** To be waited for; 5..86,400 s. */
  | { readonly kind: 'timer'; readonly seconds: number }
  | { readonly kind: 'call'; readonly contacts: readonly ProcedureContact[] }
  /** Work for a person or force; `forces` empty: a person. */
  | { readonly kind: 'task'; readonly text: string; readonly forces: readonly ForceKind[] }
  /** A picture to be put to the record. */
  | { readonly kind: 'attachment' }
  | { readonly kind: 'note' };
export const STEP_KINDS = ['instruction', 'checklist', 'question', 'timer', 'call', 'task', 'attachment', 'note'] as const satisfies readonly StepBody['kind'][];

export interface ProcedureStep {
  /** Unique in its procedure, `[a-z0-9-]{1,40}`. */
  readonly id: string;
  readonly title: string;
  /** May be empty. */
  readonly text: string;
  /** Skipping it needs a reason and tells the supervisor. */
  readonly mandatory: boolean;
  /** It should be done within so many seconds; null: whenever. */
  readonly limitS: number | null;
  /** The step after it; null: the end. A question goes by its answers instead; by this one when it is skipped (null: as its first answer). */
  readonly next: string | null;
  readonly body: StepBody;
}

/** Steps to follow (SOP). A version that was published never changes. */
export interface Procedure {
  readonly id: ProcedureId;
  readonly name: string;
  /** 1 at first; each publication makes the next. */
  readonly version: number;
  readonly state: 'draft' | 'published' | 'retired';
  /** Alarms it is for. */
  readonly kinds: readonly AlarmKind[];
  /** Only alarms as urgent as this or more. */
  readonly priorityAtLeast: AlarmPriority;
  /** The first is where it begins. 1..100. */
  readonly steps: readonly ProcedureStep[];
  readonly changedBy: string;
  readonly changedUtcMs: UtcMs;
  readonly etag: string;
}

/** The part of a procedure that its author writes. */
export type ProcedureContent = Pick<Procedure, 'name' | 'kinds' | 'priorityAtLeast' | 'steps'>;

/** How a step was left. */
export type StepResult =
  | { readonly kind: 'done'; readonly items?: readonly boolean[]; readonly answer?: number; readonly text?: string; readonly picture?: PictureId; readonly called?: string; readonly task?: TaskId }
  | { readonly kind: 'skipped'; readonly reason: string };

export interface RunEntry {
  readonly step: string;
  readonly by: Actor;
  readonly startedUtcMs: UtcMs;
  readonly endedUtcMs: UtcMs;
  readonly result: StepResult;
}

/** A procedure followed for one alarm. The version it began with is the one it ends with. */
export interface ProcedureRun {
  readonly alarm: AlarmId;
  readonly procedure: Procedure;
  /** Rises by one with every change. */
  readonly version: number;
  readonly entries: readonly RunEntry[];
  /** Step worked on; null: at its end. */
  readonly current: { readonly step: string; readonly sinceUtcMs: UtcMs } | null;
  /** A run to try a draft: nothing of it counts, nobody is told. */
  readonly isTest: boolean;
}

export type RunAct = { readonly kind: 'start'; readonly procedure: ProcedureId } | { readonly kind: 'finish-step'; readonly step: string; readonly result: StepResult };

export const TASK_STATES = ['sent', 'accepted', 'declined', 'arrived', 'done', 'cancelled'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Work given to a person or force. */
export interface Task {
  readonly id: TaskId;
  readonly alarm: AlarmId;
  readonly to: { readonly kind: 'force'; readonly id: ForceId; readonly name: string } | { readonly kind: 'person'; readonly id: string; readonly name: string };
  readonly text: string;
  readonly state: TaskState;
  readonly version: number;
  readonly history: readonly { readonly state: TaskState; readonly utcMs: UtcMs; readonly by: string; readonly note: string }[];
}
