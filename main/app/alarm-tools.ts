import path from 'node:path';
import type { Alarm } from '@contract/domain/alarm.ts';
import type { Result } from '@contract/domain/result.ts';
import { sessionPerson } from '@contract/domain/session.ts';
import type { AlarmId } from '@contract/domain/units.ts';
import type { Clock, Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Random } from '../platform/random.ts';
import { createAlarmsService, type AlarmsEnvironment, type AlarmsService } from '../services/alarms/alarms-service.ts';
import { only, type Stores } from '../state/stores.ts';
import type { OpenAlarms } from '../storage/alarms-db.ts';
import type { VmsConnection } from '../vms/adapter.ts';
import type { AlarmTopic } from '../vms/alarm-ports.ts';
import type { HandlerEnvironment } from './handlers/index.ts';
import type { Notices } from './notices.ts';

export interface AlarmToolsParts extends Pick<AlarmsEnvironment, 'procedureOf'> {
  readonly stores: Stores;
  readonly vms: VmsConnection;
  readonly notices: Notices;
  readonly openDb: OpenAlarms;
  readonly workstation: string;
  /** An alarm that is new here; each once, also over restarts. */
  readonly onDidRaise: (alarm: Alarm) => void;
  /** Alarms as this PC shows them: its own rules hide some. */
  readonly shown: (alarms: readonly Alarm[]) => readonly Alarm[];
  /** Alarms were written to this PC's disk, or were not. */
  readonly onDidKeep: (result: Result<null>) => void;
  /** Sends windows at once what changed in the stores. */
  readonly publish: () => void;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
}

/** What the handlers need of the services around alarms, and when their person comes and goes. */
export interface AlarmTools extends Pick<HandlerEnvironment, 'alarms'>, Pick<AlarmsService, 'later'> {
  /** Calls when something besides alarms changed at the server, or may have while nobody listened. Answers the stop. */
  readonly onTopic: (topic: AlarmTopic, listener: () => void) => () => void;
  /** An alarm as the server has it; null: it is over, undefined: the server was not heard yet. */
  readonly alarmOf: (alarm: AlarmId) => Alarm | null | undefined;
  /** Rules of this PC hide others than before. */
  readonly rulesChanged: () => void;
  /** Somebody is here, perhaps without the server. `folder`: absolute, what this PC keeps of them. */
  readonly open: (folder: string, personId: string) => void;
  /** The server answers and somebody is signed in; may come many times. */
  readonly follow: () => void;
  readonly tokenRenewed: () => void;
  readonly serverCameBack: () => void;
  /** Forgets everything of the person who was here; may be called twice. */
  readonly close: () => void;
  readonly stop: () => void;
}

/** Puts the services around alarms together. What else listens to the server's stream of alarms (procedures, duty, rules, contacts, plans) does so by `onTopic`. */
export function createAlarmTools({ stores, vms, notices, openDb, workstation, onDidRaise, shown, onDidKeep, publish, procedureOf, clock, timers, random, log }: AlarmToolsParts): AlarmTools {
  const listeners = new Map<AlarmTopic, Set<() => void>>();
  const alarms = createAlarmsService({
    port: () => vms.alarms ?? null,
    openDb,
    stores,
    cameraName: (camera) => stores.cameras.get(camera)?.name ?? '',
    workstation,
    clock,
    timers,
    random: random.unit,
    uuid: random.uuid,
    log,
    onDidRaise,
    onTopic: (topic) => listeners.get(topic)?.forEach((listener) => listener()),
    onTold: ({ title }) => notices.show('alarmTold', 'warning', { title }),
    onDidKeep,
    publish,
    procedures: () => vms.procedures ?? null,
    procedureOf,
    actor: () => {
      const person = sessionPerson(only(stores.session).session);
      return { personId: person?.id ?? '', name: person?.name ?? '', unitName: person?.unitName ?? '', workstation };
    },
    shown,
  });
  return {
    alarms,
    alarmOf: alarms.alarmOf,
    later: alarms.later,
    rulesChanged: alarms.rulesChanged,
    onTopic: (topic, listener) => {
      const all = listeners.get(topic) ?? new Set();
      listeners.set(topic, all.add(listener));
      return () => void all.delete(listener);
    },
    open: (folder, personId) => alarms.open(path.join(folder, 'alarms.db'), personId),
    follow: alarms.follow,
    tokenRenewed: alarms.tokenRenewed,
    serverCameBack: alarms.serverCameBack,
    close: () => {
      alarms.close();
      notices.clear('alarmTold');
    },
    stop: alarms.stop,
  };
}
