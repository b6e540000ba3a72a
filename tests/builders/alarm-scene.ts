import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WHOLE_QUEUE } from '@contract/domain/alarm-queue.ts';
import type { Procedure } from '@contract/domain/procedure.ts';
import type { Alarm } from '@contract/domain/alarm.ts';
import { createAlarmsService } from '../../main/services/alarms/alarms-service.ts';
import { openAlarmsDb } from '../../main/storage/alarms-db.ts';
import { createStores, only, update } from '../../main/state/stores.ts';
import { createAlarms } from '../../main/vms/adapters/tier/alarms.ts';
import { createFakeAlarmServer } from './fake-alarm-server.ts';
import { createFakeProcedures } from './fake-procedures.ts';
import { createFakeSockets } from './fake-sockets.ts';
import { createFakeTime } from './fake-time.ts';
import { settled } from './fake-vms.ts';
import { createRecordingLog } from './recording-log.ts';

const START_UTC_MS = Date.UTC(2026, 10, 23, 8);

/** A folder for files of alarms; `remove` deletes it. */
export function alarmFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-alarms-'));
  return { folder, file: path.join(folder, 'alarms.db'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A console's alarms over a real file, the real adapter and a fake server. `told`: ids that were raised here, in order, over all its starts. */
export function alarmScene(file: string, known: readonly Procedure[] = []) {
  let time = createFakeTime(START_UTC_MS);
  const server = createFakeAlarmServer(() => Math.round(time.clock.utcMs()));
  const procedures = createFakeProcedures(known, () => Math.round(time.clock.utcMs()));
  server.detailsFrom((alarm) => {
    const run = procedures.runOf(alarm);
    return run && { ...run, alarmId: run.alarm };
  });
  const told: string[] = [];
  const topics: string[] = [];
  const notes: string[] = [];

  const begin = () => {
    time = createFakeTime(time.clock.utcMs());
    const { clock, timers } = time;
    const stores = createStores({ address: 'https://tier', language: 'vi', wallOnly: false });
    update(stores.tier, { connection: { kind: 'online' } });
    const sockets = createFakeSockets();
    const log = createRecordingLog();
    const environment = { baseUrl: new URL('https://tier.example'), trust: { caPem: null, spkiPins: [] }, accessToken: () => 'token', clock, timers, random: () => 0, log };
    const { port } = createAlarms(environment, 'wss://tier.example/v1/alarm-events', server.client, sockets.open);
    let ids = 0;
    const service = createAlarmsService({
      port: () => port,
      openDb: openAlarmsDb,
      stores,
      cameraName: () => '',
      workstation: 'PC-1',
      clock,
      timers,
      random: () => 0,
      uuid: () => {
        ids += 1;
        return `${Math.round(clock.utcMs())}-${ids}-${told.length}-key`;
      },
      log,
      onDidRaise: ({ id }) => void told.push(id),
      onTopic: (topic) => void topics.push(topic),
      onTold: ({ title }) => void notes.push(title),
      onDidKeep: () => undefined,
      procedures: () => procedures.port,
      procedureOf: (id) => known.find((procedure) => procedure.id === id),
      actor: () => ({ personId: 'p1', name: 'Lê Minh', unitName: '', workstation: 'PC-1' }),
    });
    const ended = new Set<number>();
    let welcomed = 0;
    server.onEvent((message) => {
      if (welcomed === sockets.all.length && sockets.all.length > 0) sockets.last().text(message);
    });
    return {
      service,
      stores,
      sockets,
      log,
      time,
      open: () => service.open(file, 'p1'),
      follow: service.follow,
      /** The server answers what was opened. */
      connect: () => {
        if (welcomed === sockets.all.length) return;
        welcomed = sockets.all.length;
        server.welcome(sockets.last());
      },
      isConnected: () => sockets.all.length > 0 && welcomed === sockets.all.length && !ended.has(welcomed),
      cut: () => {
        if (sockets.all.length === 0 || ended.has(sockets.all.length)) return;
        ended.add(sockets.all.length);
        sockets.last().end({ kind: 'closed', closeCode: 1006 });
      },
      /** Lets everything happen that can within some time; a server that is there is heard every four seconds. */
      pass: async (ms = 200) => {
        const steps = Math.max(6, Math.ceil(ms / 4_000));
        for (let round = 0; round < steps; round += 1) {
          time.advance(Math.round(ms / steps));
          if (welcomed === sockets.all.length && welcomed > 0) sockets.last().text(server.heartbeat());
          await settled();
        }
      },
      rows: () => {
        const queue = service.queue({ filter: WHOLE_QUEUE, groupBy: 'none', opened: [], offset: 0, limit: 300 });
        return queue.ok ? queue.value.rows.flatMap((row): readonly Alarm[] => (row.kind === 'alarm' ? [row.alarm] : [])) : [];
      },
      desk: () => only(stores.alarmDesk),
      shown: () => [...stores.alarms.records().values()],
      outbox: () => [...stores.alarmOutbox.records().values()],
    };
  };
  return { server, procedures, told, topics, notes, begin, now: () => time.clock.utcMs() };
}
export type AlarmConsole = ReturnType<ReturnType<typeof alarmScene>['begin']>;

/** A console that looks at its server, with nothing missing. */
export async function startedConsole(scene: ReturnType<typeof alarmScene>): Promise<AlarmConsole> {
  const desk = scene.begin();
  desk.open();
  desk.follow();
  desk.connect();
  await desk.pass();
  return desk;
}
