import { isBiometric } from '@contract/domain/alarm-kind.ts';
import { queueRows, type AlarmDetailView, type AlarmFilter, type AlarmQueuePage, type Grouping, type QueueRow } from '@contract/domain/alarm-queue.ts';
import { isInQueue, type Actor, type Alarm } from '@contract/domain/alarm.ts';
import type { Procedure } from '@contract/domain/procedure.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { utcMs, type AlarmId, type CameraId, type ProcedureId } from '@contract/domain/units.ts';
import type { Clock, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { only, type Stores } from '../../state/stores.ts';
import type { AlarmWrites, OpenAlarms } from '../../storage/alarms-db.ts';
import { ALARM_TOPICS, type AlarmActItem, type AlarmActOutcome, type AlarmDetail, type AlarmEvent, type AlarmsPort, type AlarmTopic, type ProceduresPort } from '../../vms/alarm-ports.ts';
import { createAlarmKeeper } from './alarm-keeper.ts';
import { createAlarmOutbox, mayBeTakenLater } from './alarm-outbox.ts';
import { createAlarmShow } from './alarm-show.ts';
import { createAlarmStream } from './alarm-stream.ts';
import { createAlarmTaking } from './alarm-taking.ts';
import { createKeptDetails } from './kept-details.ts';
import { createKnownAlarms } from './known-alarms.ts';
import { createOwnActs } from './own-acts.ts';
import { createProcedureOutbox, type ProcedureLater } from './procedure-outbox.ts';
import { createShownAlarms } from './shown-alarms.ts';

export interface AlarmsEnvironment {
  /** Null while the server is not known to have alarms. */
  readonly port: () => AlarmsPort | null;
  /** Opens the file of a person's alarms. */
  readonly openDb: OpenAlarms;
  readonly stores: Pick<Stores, 'alarms' | 'alarmDesk' | 'alarmOutbox' | 'tier'>;
  readonly cameraName: (camera: CameraId) => string;
  /** As people know this PC. */
  readonly workstation: string;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Answers 0..1. */
  readonly random: () => number;
  readonly uuid: () => string;
  readonly log: Log;
  /** An alarm that was not open when this console first looked; each once, also over restarts. */
  readonly onDidRaise: (alarm: Alarm) => void;
  /** Something besides alarms changed at the server, or may have. */
  readonly onTopic: (topic: AlarmTopic) => void;
  readonly onTold: (told: Extract<AlarmEvent, { readonly kind: 'told' }>) => void;
  /** Alarms were written to this PC's disk, or were not. */
  readonly onDidKeep: (result: Result<null>) => void;
  /** Sends windows at once what changed in the stores. Absent: they hear of it with the rest. */
  readonly publish?: () => void;
  /** Null while the server is not known to have procedures. */
  readonly procedures: () => ProceduresPort | null;
  /** The version in use, as this PC knows it. */
  readonly procedureOf: (id: ProcedureId) => Procedure | undefined;
  /** Who is here, at this PC. */
  readonly actor: () => Actor;
  /** Alarms as this PC shows them: its own rules hide some. Absent: as they are. */
  readonly shown?: (alarms: readonly Alarm[]) => readonly Alarm[];
}

/** A part of the queue that is asked for. */
export interface QueueAsk {
  readonly filter: AlarmFilter;
  readonly groupBy: Grouping;
  readonly opened: readonly string[];
  readonly offset: number;
  readonly limit: number;
  /** Alarms told as they are now, whatever the filter. */
  readonly also?: readonly AlarmId[];
}

/** What became of acts. `queued`: they wait for the server. */
export interface ActAnswer {
  readonly queued: boolean;
  readonly outcomes: readonly { readonly alarm: AlarmId; readonly code: string | null; readonly current: Alarm | null }[];
}

export interface AlarmsService {
  /** Shows at once what the file has. `file`: absolute, of one person and server. */
  readonly open: (file: string, personId: string) => void;
  /** Goes on with the server; may come many times. */
  readonly follow: () => void;
  readonly tokenRenewed: () => void;
  readonly serverCameBack: () => void;
  readonly queue: (ask: QueueAsk) => Result<AlarmQueuePage>;
  /** Codes of the whole: those of `AlarmsPort.act`, app/too-many-requests. One request after the other, in the order they were made. */
  readonly act: (items: readonly AlarmActItem[]) => Promise<Result<ActAnswer>>;
  /** Codes alarm/unknown, alarm/restricted. */
  readonly detail: (alarm: AlarmId) => Promise<Result<AlarmDetailView>>;
  /** Of a restricted one; nothing of it stays on this PC. */
  readonly openRestricted: (alarm: AlarmId, code: string) => Promise<Result<AlarmDetailView>>;
  readonly members: (alarm: AlarmId) => Promise<Result<readonly Alarm[]>>;
  readonly gapSeen: (gap: number) => Result<null>;
  readonly outboxSeen: (item: string) => Result<null>;
  /** Steps of procedures and answers to tasks that are to wait for the server, with the acts. */
  readonly later: ProcedureLater;
  /** An alarm as the server has it; null: it is over, undefined: the server was not heard yet. */
  readonly alarmOf: (alarm: AlarmId) => Alarm | null | undefined;
  /** Rules of this PC hide others than before. */
  readonly rulesChanged: () => void;
  /** 0: on again. */
  readonly mute: (seconds: number) => Result<null>;
  /** Writes what waits and forgets all in memory; may be called twice. */
  readonly close: () => void;
  readonly stop: () => void;
}

/** How long it is known that an alarm was told, ms. */
const SEEN_KEPT_MS = 7 * 86_400_000;

/** Alarms as the server has them, on this PC's disk and in its windows. */
export function createAlarmsService(environment: AlarmsEnvironment): AlarmsService {
  const { stores, clock, timers, log, uuid } = environment;
  const known = createKnownAlarms();
  const shownAlarms = createShownAlarms(known, environment.shown ?? ((alarms) => alarms));
  const ownActs = createOwnActs();
  let place: { readonly file: string; readonly personId: string } | null = null;
  let generation = 0;
  let acting: Promise<unknown> = Promise.resolve();
  let rows: { readonly of: string; readonly rows: readonly QueueRow[]; readonly totalAlarms: number } | null = null;

  const nowUtcMs = () => utcMs(Math.round(clock.utcMs() + only(stores.tier).clockOffsetMs));
  const isOnline = (): boolean => only(stores.tier).connection.kind === 'online';
  const personId = (): string => place?.personId ?? '';
  const unreachable = <T>(): Result<T> => err('tier/unreachable', { retryable: true });

  const writeAll = (out: AlarmWrites): void => {
    const now = nowUtcMs();
    const { cursor, heardUtcMs, gaps } = stream.place();
    for (const alarm of known.open()) out.putAlarm(alarm);
    for (const seen of known.seen(now)) out.markSeen(seen);
    for (const item of outbox.items()) out.putOutbox(item);
    for (const gap of gaps) out.putGap(gap);
    out.setCursor(cursor);
    if (heardUtcMs !== null) out.setHeard(heardUtcMs);
  };
  const keeper = createAlarmKeeper({
    writeAll,
    renew: () => {
      const opened = place === null ? null : environment.openDb(place.file);
      return opened?.ok === true ? opened.value.db : null;
    },
    onDidKeep: environment.onDidKeep,
    clock,
    timers,
    log,
  });
  const details = createKeptDetails({ keeper, nowUtcMs });

  const take = createAlarmTaking({
    known,
    keeper,
    nowUtcMs,
    onDidTake: (taken) => {
      for (const { alarm, isNew } of taken) {
        if (isNew) show.raised(alarm);
        if (details.isLookedAt(alarm.id)) show.detailChanged();
      }
      show.touch();
    },
    onDidRaise: environment.onDidRaise,
  });

  const topicChanged = (topic: AlarmTopic): void => {
    show.topicChanged(topic);
    environment.onTopic(topic);
  };
  const stream = createAlarmStream({
    port: environment.port,
    known,
    keeper,
    take,
    nowUtcMs,
    timers,
    random: environment.random,
    log,
    onDidChange: () => show.touch(),
    onEvent: (event) => {
      if (event.kind === 'changed') topicChanged(event.what);
      else if (event.kind === 'told') environment.onTold(event);
      else if (details.isLookedAt(event.alarm)) show.detailChanged();
    },
    onConnection: (connected) => {
      if (!connected) return;
      outbox.flush();
      // Whatever was not told meanwhile.
      for (const topic of ALARM_TOPICS) topicChanged(topic);
    },
  });
  const show = createAlarmShow({ known: shownAlarms, stores, personId, isCurrent: stream.isCurrent, missed: stream.missed, nowUtcMs, publish: environment.publish ?? (() => undefined), clock, timers });

  const send = async (key: string, items: readonly AlarmActItem[]): Promise<Result<readonly AlarmActOutcome[]>> => {
    const port = environment.port();
    if (port === null || !isOnline()) return unreachable();
    const started = generation;
    const sent = items.map(ownActs.rebased);
    const answer = await port.act(key, environment.workstation, sent);
    if (started !== generation || !answer.ok) return answer;
    answer.value.forEach((outcome, index) => {
      const item = sent[index];
      if (item !== undefined) ownActs.took(item, outcome);
    });
    // As true as an event, and there before it.
    take(answer.value.flatMap(({ current }) => current ?? []));
    return answer;
  };
  const outbox = createAlarmOutbox({
    keeper,
    shown: stores.alarmOutbox,
    send: (batch) => {
      const items = batch.flatMap(({ alarm, version, work }) => (work.kind === 'acts' ? [{ alarm, version, acts: work.acts }] : []));
      return items.length > 0 ? send(batch[0]?.key ?? '', items) : procedureOutbox.send(batch);
    },
    uuid,
    nowUtcMs,
    timers,
    random: environment.random,
    log,
  });

  const keptDetail = (id: AlarmId): AlarmDetail | null => {
    const alarm = known.get(id);
    if (alarm === undefined || alarm.restricted) return null;
    return { steps: [], run: null, tasks: [], notices: [], transfers: [], ...details.get(id), alarm };
  };
  const keepForServer = (key: string, items: Parameters<typeof outbox.add>[1]): Result<null> => {
    const added = outbox.add(key, items);
    if (!added.ok) return added;
    keeper.flush();
    outbox.flush();
    return added;
  };
  const procedureOutbox = createProcedureOutbox({
    ...environment,
    waiting: () => outbox.items().filter(({ state }) => state === 'waiting'),
    add: keepForServer,
    detailOf: keptDetail,
    titleOf: (alarm) => known.get(alarm)?.title ?? '',
    isOnline,
    mayBeTakenLater,
    onDidSettle: () => show.detailChanged(),
    nowUtcMs,
  });
  const waitForServer = (key: string, acts: readonly AlarmActItem[]): Result<ActAnswer> => {
    const kept = keepForServer(key, acts.map(({ alarm, version, acts: steps }) => ({ alarm, version, work: { kind: 'acts', acts: steps }, title: known.get(alarm)?.title ?? '' })));
    if (!kept.ok) return kept;
    return ok({ queued: true, outcomes: acts.map(({ alarm }) => ({ alarm, code: 'alarm/queued', current: known.get(alarm) ?? null })) });
  };
  const actNow = async (items: readonly AlarmActItem[]): Promise<Result<ActAnswer>> => {
    const key = uuid();
    if (place === null) return err('session/not-signed-in');
    // What was made before is sent before.
    if (outbox.isWaiting()) return waitForServer(key, items);
    const started = generation;
    const answer = await send(key, items);
    if (started !== generation) return err('session/not-signed-in');
    // Whether the server took it is not known: sent again under the same key it is taken once.
    if (!answer.ok) return mayBeTakenLater(answer.error) ? waitForServer(key, items) : answer;
    return ok({ queued: false, outcomes: answer.value.map(({ alarm, error, current }) => ({ alarm, code: error?.code ?? null, current })) });
  };

  const cached = (id: AlarmId): Result<AlarmDetailView> => {
    const alarm = known.get(id);
    if (alarm === undefined) return err('alarm/unknown');
    const detail = keptDetail(id);
    return detail === null ? err('alarm/restricted') : ok({ ...procedureOutbox.withWaiting(detail), isCached: true });
  };

  const close = (): void => {
    generation += 1;
    place = null;
    rows = null;
    acting = Promise.resolve();
    stream.close();
    keeper.flush();
    const db = keeper.db();
    keeper.use(null);
    db?.close();
    ownActs.clear();
    details.clear();
    outbox.clear();
    known.clear();
    show.clear();
  };

  return {
    open: (file, person) => {
      close();
      place = { file, personId: person };
      const opened = environment.openDb(file);
      if (!opened.ok) {
        log.error('alarms.file-failed', { code: opened.error.code, detail: opened.error.detail });
        environment.onDidKeep(opened);
        return;
      }
      const { db, damagedUtcMs } = opened.value;
      if (damagedUtcMs !== null) log.error('alarms.file-damaged', { lastWrittenUtcMs: damagedUtcMs });
      keeper.use(db);
      const loaded = db.load();
      if (!loaded.ok) return log.error('alarms.file-failed', { code: loaded.error.code, detail: loaded.error.detail });
      const { alarms, seen, cursor, heardUtcMs, gaps, unreadable } = loaded.value;
      if (unreadable > 0) log.warn('alarms.records-skipped', { skipped: unreadable });
      known.load(alarms, seen);
      for (const alarm of alarms) if (isInQueue(alarm)) show.wasRaised(alarm);
      stream.begin({ cursor, heardUtcMs: heardUtcMs ?? damagedUtcMs, gaps });
      outbox.load(loaded.value.outbox);
      keeper.write((out) => {
        out.pruneSeen(nowUtcMs() - SEEN_KEPT_MS);
        if (damagedUtcMs !== null) out.setHeard(damagedUtcMs);
      });
      show.touch();
    },
    follow: () => {
      if (place === null) return;
      stream.follow();
      outbox.flush();
    },
    tokenRenewed: () => {
      stream.renew();
      outbox.flush();
    },
    serverCameBack: () => {
      stream.retryNow();
      outbox.flush();
    },
    queue: ({ filter, groupBy, opened, offset, limit, also }) => {
      const of = JSON.stringify([shownAlarms.changes(), filter, groupBy, opened]);
      if (rows?.of !== of) rows = { of, ...queueRows(filter.show === 'closed' ? known.closed() : shownAlarms.open(), filter, groupBy, opened, { personId: personId(), cameraName: environment.cameraName }) };
      return ok({ revision: only(stores.alarmDesk).revision, rows: rows.rows.slice(offset, offset + limit), totalRows: rows.rows.length, totalAlarms: rows.totalAlarms, ...(also !== undefined && { also: also.flatMap((id) => known.get(id) ?? []) }) });
    },
    act: (items) => {
      const answer = acting.then(() => actNow(items));
      acting = answer;
      return answer;
    },
    detail: async (id) => {
      const port = environment.port();
      details.lookAt(id);
      if (port === null || !isOnline()) return cached(id);
      const started = generation;
      const answer = await port.detail(id);
      if (started !== generation) return err('session/not-signed-in');
      if (!answer.ok) return mayBeTakenLater(answer.error) ? cached(id) : answer;
      const { alarm } = answer.value;
      if (!alarm.restricted && !isBiometric(alarm.kind)) {
        take([alarm]);
        details.keep(answer.value);
      }
      return ok({ ...procedureOutbox.withWaiting(answer.value), isCached: false });
    },
    openRestricted: async (id, code) => {
      const port = environment.port();
      if (port === null || !isOnline()) return unreachable();
      details.lookAt(id);
      const answer = await port.open(id, code, environment.workstation);
      return answer.ok ? ok({ ...answer.value, isCached: false, waiting: 0 }) : answer;
    },
    members: (id) => {
      const port = environment.port();
      return port === null || !isOnline() ? Promise.resolve(unreachable()) : port.members(id);
    },
    gapSeen: (gap) => {
      if (!stream.missedSeen(gap)) return err('app/invalid-input');
      show.touch();
      return ok(null);
    },
    outboxSeen: outbox.read,
    later: procedureOutbox.later,
    alarmOf: (id) => known.get(id) ?? (stream.isCurrent() ? null : undefined),
    rulesChanged: () => {
      shownAlarms.rulesChanged();
      show.touch();
    },
    mute: (seconds) => {
      const now = nowUtcMs();
      show.mute(seconds === 0 ? null : { fromUtcMs: now, untilUtcMs: utcMs(now + seconds * 1_000) });
      return ok(null);
    },
    close,
    stop: () => {
      close();
      show.stop();
    },
  };
}
