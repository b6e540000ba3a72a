import { ALARM_KINDS } from '@contract/domain/alarm-kind.ts';
import { ALARM_LIFE_KINDS, ALARM_PRIORITIES, type Alarm, type AlarmAct } from '@contract/domain/alarm.ts';
import type { RunAct, TaskState } from '@contract/domain/procedure.ts';
import type { AlarmId, TaskId, UtcMs } from '@contract/domain/units.ts';
import { outboxItem } from './alarm-outbox.schema.ts';
import { isId, isNumber, isOneOf } from './fields.ts';
import { isFields } from './documents/old-tiles.ts';

const isTime = (value: unknown): boolean => isNumber(value, 0, Number.MAX_SAFE_INTEGER);
const isTimeOrNull = (value: unknown): boolean => value === null || isTime(value);
const isTextOf = (most: number) => (value: unknown): boolean => typeof value === 'string' && value.length <= most;
const isAnyText = isTextOf(4_000);
const isIdOrNull = (value: unknown): boolean => value === null || isId(value);
const isPerson = (value: unknown): boolean => isFields(value) && isAnyText(value['personId']) && isAnyText(value['name']);
const isActor = (value: unknown): boolean => isPerson(value) && isFields(value) && isAnyText(value['unitName']) && isAnyText(value['workstation']);
const isOr = (value: unknown, is: (value: unknown) => boolean): boolean => value === null || is(value);

function isLife(value: unknown): boolean {
  if (!isFields(value) || !isOneOf(value['kind'], ALARM_LIFE_KINDS)) return false;
  const { kind } = value;
  if (kind === 'raised') return true;
  if (!isActor(value['by']) || !isTime(value['utcMs'])) return false;
  if (kind === 'merged') return isId(value['into']);
  return kind === 'resolved' || kind === 'false' || kind === 'closed' ? isAnyText(value['outcome']) : true;
}

/** Whether it is an alarm as this console writes them; one that is not costs only itself. */
export function isAlarm(value: unknown): value is Alarm {
  if (!isFields(value)) return false;
  const { deadlines, climb, transfer, progress, shelved, suppressed } = value;
  return (
    isId(value['id']) &&
    isNumber(value['version'], 1, Number.MAX_SAFE_INTEGER) &&
    isOneOf(value['kind'], ALARM_KINDS) &&
    ALARM_PRIORITIES.some((priority) => priority === value['priority']) &&
    isAnyText(value['title']) &&
    isAnyText(value['site']) &&
    isIdOrNull(value['camera']) &&
    isIdOrNull(value['unit']) &&
    isTime(value['raisedUtcMs']) &&
    isTime(value['changedUtcMs']) &&
    isLife(value['life']) &&
    isOr(shelved, (one) => isFields(one) && isAnyText(one['reason']) && isActor(one['by']) && isTime(one['untilUtcMs'])) &&
    isOr(suppressed, (one) => isFields(one) && isId(one['rule']) && isAnyText(one['ruleName'])) &&
    isOr(value['assigned'], isPerson) &&
    isNumber(value['members'], 0, Number.MAX_SAFE_INTEGER) &&
    isFields(deadlines) &&
    isTimeOrNull(deadlines['acknowledgeUtcMs']) &&
    isTimeOrNull(deadlines['claimUtcMs']) &&
    isTimeOrNull(deadlines['finishUtcMs']) &&
    isFields(climb) &&
    isNumber(climb['steps'], 0, 1_000) &&
    isAnyText(climb['level']) &&
    isTimeOrNull(climb['nextUtcMs']) &&
    isOr(transfer, (one) => isFields(one) && isId(one['id']) && isAnyText(one['toName']) && isOneOf(one['state'], ['sent', 'accepted', 'returned', 'passed-on']) && isTimeOrNull(one['dueUtcMs'])) &&
    isIdOrNull(value['procedure']) &&
    isOr(progress, (one) => isFields(one) && isNumber(one['done'], 0, 10_000) && isNumber(one['of'], 0, 10_000)) &&
    typeof value['restricted'] === 'boolean'
  );
}

/** What a person did for an alarm while the server was away. */
export type WaitingWork =
  | { readonly kind: 'acts'; readonly acts: readonly AlarmAct[] }
  /** A step of its procedure, on the version of the run that the steps before it lead to. */
  | { readonly kind: 'run'; readonly act: RunAct }
  | { readonly kind: 'task-state'; readonly task: TaskId; readonly state: TaskState; readonly note: string };

/** Work that waits for the server, or whose outcome waits to be read. What was asked in one request has one `key`. */
export interface OutboxItem {
  readonly id: string;
  readonly key: string;
  readonly alarm: AlarmId;
  readonly version: number | null;
  readonly work: WaitingWork;
  readonly title: string;
  readonly madeUtcMs: UtcMs;
  readonly state: 'waiting' | 'done' | 'refused';
  readonly code: string | null;
}

/** Null: it is no act of this console. */
export const readOutboxItem = (value: unknown): OutboxItem | null => outboxItem.safeParse(value).data ?? null;
