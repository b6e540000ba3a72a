import { ALARM_TEXT_MAX, type Actor, type Alarm, type AlarmAct, type AlarmLife, type AlarmStep, type PersonRef, type Shelved, type Suppressed } from '@contract/domain/alarm.ts';
import { plainText } from '@contract/domain/plain-text.ts';
import { assertNever } from '@contract/domain/result.ts';
import { alarmId, cameraId, procedureId, ruleId, transferId, unitId, utcMs, type UtcMs } from '@contract/domain/units.ts';
import type { AlarmActItem, AlarmEvent } from '../../alarm-ports.ts';
import type { WireActor, WireAlarm, WireAlarmEvent, WireAlarmStep, WireLife, WireStepAct } from './alarm-wire.schema.ts';

const words = (text: string): string => plainText(text, ALARM_TEXT_MAX);
const timeOrNull = (value: number | null): UtcMs | null => (value === null ? null : utcMs(value));

/** Somebody, as a server names them. */
export const mapPersonRef = ({ personId, name }: { readonly personId: string; readonly name: string }): PersonRef => ({ personId, name: plainText(name) || personId });
/** Who did something. */
export const mapActor = ({ personId, name, unitName, workstation }: WireActor): Actor => ({ ...mapPersonRef({ personId, name }), unitName: plainText(unitName), workstation: plainText(workstation, 100) });

/** Where an alarm stands. */
export function mapLife(wire: WireLife): AlarmLife {
  switch (wire.kind) {
    case 'raised':
      return { kind: wire.kind };
    case 'merged':
      return { kind: wire.kind, by: mapActor(wire.by), utcMs: utcMs(wire.utcMs), into: alarmId(wire.into) };
    case 'resolved':
      return { kind: wire.kind, by: mapActor(wire.by), utcMs: utcMs(wire.utcMs), outcome: wire.outcome };
    case 'false':
      return { kind: wire.kind, by: mapActor(wire.by), utcMs: utcMs(wire.utcMs), outcome: wire.outcome };
    case 'closed':
      return { kind: wire.kind, by: mapActor(wire.by), utcMs: utcMs(wire.utcMs), outcome: wire.outcome };
    default:
      return { kind: wire.kind, by: mapActor(wire.by), utcMs: utcMs(wire.utcMs) };
  }
}

const mapShelved = (wire: WireAlarm['shelved']): Shelved | null => (wire === null ? null : { reason: words(wire.reason), by: mapActor(wire.by), untilUtcMs: utcMs(wire.untilUtcMs) });
const mapSuppressed = (wire: WireAlarm['suppressed']): Suppressed | null => (wire === null ? null : { rule: ruleId(wire.rule), ruleName: plainText(wire.ruleName) });

export const mapAlarm = (wire: WireAlarm): Alarm => ({
  id: alarmId(wire.id),
  version: wire.version,
  kind: wire.kind,
  priority: wire.priority,
  title: plainText(wire.title),
  camera: wire.cameraId === null ? null : cameraId(wire.cameraId),
  unit: wire.unitId === null ? null : unitId(wire.unitId),
  site: plainText(wire.site, 300),
  raisedUtcMs: utcMs(wire.raisedUtcMs),
  changedUtcMs: utcMs(wire.changedUtcMs ?? wire.raisedUtcMs),
  life: mapLife(wire.life),
  shelved: mapShelved(wire.shelved),
  suppressed: mapSuppressed(wire.suppressed),
  assigned: wire.assigned === null ? null : mapPersonRef(wire.assigned),
  members: wire.members,
  deadlines: { acknowledgeUtcMs: timeOrNull(wire.deadlines.acknowledgeUtcMs), claimUtcMs: timeOrNull(wire.deadlines.claimUtcMs), finishUtcMs: timeOrNull(wire.deadlines.finishUtcMs) },
  climb: { steps: wire.climb.steps, level: plainText(wire.climb.level, 40), nextUtcMs: timeOrNull(wire.climb.nextUtcMs) },
  transfer: wire.transfer === null ? null : { id: transferId(wire.transfer.id), toName: plainText(wire.transfer.toName), state: wire.transfer.state, dueUtcMs: timeOrNull(wire.transfer.dueUtcMs) },
  procedure: wire.procedureId === null ? null : procedureId(wire.procedureId),
  progress: wire.progress,
  restricted: wire.restricted,
});

/** Null: an event of which only the number counts. */
export function mapAlarmEvent(wire: WireAlarmEvent): AlarmEvent | null {
  switch (wire.kind) {
    case 'alarm':
      return { kind: wire.kind, alarm: mapAlarm(wire.alarm) };
    case 'detail':
      return { kind: wire.kind, alarm: alarmId(wire.alarmId) };
    case 'changed':
      return { kind: wire.kind, what: wire.what };
    case 'told':
      return { kind: wire.kind, alarm: alarmId(wire.alarmId), title: plainText(wire.title), why: wire.why };
    case 'nothing':
      return null;
    default:
      return assertNever(wire);
  }
}

function mapStepAct(wire: WireStepAct): AlarmStep['act'] {
  switch (wire.kind) {
    case 'claim':
      return wire.takeOver === undefined ? { kind: wire.kind } : { kind: wire.kind, takeOver: words(wire.takeOver) };
    case 'release':
    case 'undo':
      return { kind: wire.kind, reason: words(wire.reason) };
    case 'assign':
      return { kind: wire.kind, to: mapPersonRef(wire.to) };
    case 'resolve':
      return { kind: wire.kind, outcome: wire.outcome, note: words(wire.note) };
    case 'false':
      return { kind: wire.kind, outcome: wire.outcome, note: words(wire.note) };
    case 'merge':
      return { kind: wire.kind, into: alarmId(wire.into) };
    case 'close':
      return { kind: wire.kind, note: words(wire.note) };
    case 'shelve':
      return { kind: wire.kind, reason: words(wire.reason), untilUtcMs: utcMs(wire.untilUtcMs) };
    case 'suppress':
      return { kind: wire.kind, rule: ruleId(wire.rule), ruleName: plainText(wire.ruleName) };
    case 'note':
      return { kind: wire.kind, text: words(wire.text) };
    case 'escalated':
      return { kind: wire.kind, level: plainText(wire.level, 40) };
    case 'transferred':
      return { kind: wire.kind, toName: plainText(wire.toName), how: wire.how };
    default:
      return { kind: wire.kind };
  }
}

export const mapAlarmStep = ({ alarmId: id, version, utcMs: at, by, act, before }: WireAlarmStep): AlarmStep => ({
  alarm: alarmId(id),
  version,
  utcMs: utcMs(at),
  by: mapActor(by),
  act: mapStepAct(act),
  before: { life: mapLife(before.life), shelved: mapShelved(before.shelved), suppressed: mapSuppressed(before.suppressed), assigned: before.assigned === null ? null : mapPersonRef(before.assigned) },
});

/** What a person does, as the server reads it. */
export const actItemBody = ({ alarm, version, acts }: AlarmActItem): { readonly alarmId: string; readonly version: number | null; readonly acts: readonly AlarmAct[] } => ({ alarmId: alarm, version, acts });
