import { isBiometric, rightToSee } from '../../../contract/domain/alarm-kind.ts';
import type { Alarm, AlarmAct, AlarmStep } from '../../../contract/domain/alarm.ts';
import type { AlarmId, CameraId, ProcedureId, UnitId } from '../../../contract/domain/units.ts';
import type { Person } from '../api-types.ts';
import type { TierSchemas } from '../schemas.ts';
import type { DeskTopic, DetailParts } from './desk.ts';

/** An alarm as the Tier API names its fields. */
export type WireAlarm = Omit<Alarm, 'camera' | 'unit' | 'procedure'> & { readonly cameraId: CameraId | null; readonly unitId: UnitId | null; readonly procedureId: ProcedureId | null };

/** What the stream of alarms tells, before it is known to whom. */
export type DeskEvent =
  | { readonly kind: 'alarm'; readonly alarm: Alarm }
  | { readonly kind: 'detail'; readonly alarm: Alarm }
  | { readonly kind: 'changed'; readonly what: DeskTopic }
  | { readonly kind: 'told'; readonly personIds: readonly string[]; readonly alarm: Alarm; readonly title: string; readonly why: 'escalated' | 'step-skipped' | 'transfer' | 'task' };

/** An event as one caller is told it. */
export type WireAlarmEvent =
  | { readonly kind: 'alarm'; readonly alarm: WireAlarm }
  | { readonly kind: 'detail'; readonly alarmId: AlarmId }
  | { readonly kind: 'changed'; readonly what: DeskTopic }
  | { readonly kind: 'told'; readonly alarmId: AlarmId; readonly title: string; readonly why: 'escalated' | 'step-skipped' | 'transfer' | 'task' }
  | { readonly kind: 'nothing' };

const NOTHING: WireAlarmEvent = { kind: 'nothing' };

/** The alarm on the wire, whole. */
export function alarmOnWire({ camera, unit, procedure, ...rest }: Alarm): WireAlarm {
  return { ...rest, cameraId: camera, unitId: unit, procedureId: procedure };
}

/** Whether somebody may know of alarms like this one. */
export const maySee = ({ kind }: Pick<Alarm, 'kind'>, { rights }: Person): boolean => rights.includes(rightToSee(kind));

/** The alarm as somebody may see it without a fresh second factor; null: it does not exist for them. */
export function seenBy(alarm: Alarm, person: Person): Alarm | null {
  if (!maySee(alarm, person)) return null;
  return isBiometric(alarm.kind) ? { ...alarm, title: '', camera: null, unit: null, site: '', restricted: true } : alarm;
}

/** An event as one person is told it; what is not for them is `nothing`, under its number. */
export function eventFor(event: DeskEvent, person: Person): WireAlarmEvent {
  switch (event.kind) {
    case 'alarm': {
      const seen = seenBy(event.alarm, person);
      return seen === null ? NOTHING : { kind: 'alarm', alarm: alarmOnWire(seen) };
    }
    case 'detail':
      return maySee(event.alarm, person) ? { kind: 'detail', alarmId: event.alarm.id } : NOTHING;
    case 'changed':
      return event;
    case 'told':
      if (!event.personIds.includes(person.id) || !maySee(event.alarm, person)) return NOTHING;
      return { kind: 'told', alarmId: event.alarm.id, title: isBiometric(event.alarm.kind) ? '' : event.title, why: event.why };
  }
}

const renamed = <T extends { readonly alarm: AlarmId }>({ alarm, ...rest }: T): Omit<T, 'alarm'> & { readonly alarmId: AlarmId } => ({ ...rest, alarmId: alarm });

/** Everything about an alarm on the wire. */
export function detailOnWire(alarm: Alarm, steps: readonly AlarmStep[], { run, tasks, notices, transfers }: DetailParts): object {
  return { alarm: alarmOnWire(alarm), steps: steps.map(renamed), run: run === null ? null : renamed(run), tasks: tasks.map(renamed), notices: notices.map(renamed), transfers: transfers.map(renamed) };
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? { ...value } : {});

/** Reads alarms as they are kept on disk; null: it is none. */
export function asAlarm(schemas: TierSchemas): (value: unknown) => Alarm | null {
  const isWire = schemas.guard('Alarm');
  const isAlarm = (value: unknown): value is Alarm => {
    const { camera, unit, procedure, ...rest } = fieldsOf(value);
    return isWire({ ...rest, cameraId: camera, unitId: unit, procedureId: procedure });
  };
  return (value) => (isAlarm(value) ? value : null);
}

/** Reads steps as they are kept on disk; null: it is none. */
export function asStep(schemas: TierSchemas): (value: unknown) => AlarmStep | null {
  const isWire = schemas.guard('AlarmStep');
  const isStep = (value: unknown): value is AlarmStep => {
    const { alarm, ...rest } = fieldsOf(value);
    return isWire({ ...rest, alarmId: alarm });
  };
  return (value) => (isStep(value) ? value : null);
}

/** Whether what came over the wire are acts: they are named alike on both sides. */
export function areActs(schemas: TierSchemas): (value: unknown) => value is readonly AlarmAct[] {
  const isWire = schemas.guard('AlarmAct');
  return (value): value is readonly AlarmAct[] => Array.isArray(value) && value.every((act: unknown) => isWire(act));
}
