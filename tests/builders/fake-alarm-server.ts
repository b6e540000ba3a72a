import type { Alarm, AlarmAct } from '@contract/domain/alarm.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { alarmId, utcMs, type AlarmId } from '@contract/domain/units.ts';
import type { TierClient } from '../../main/vms/adapters/tier/client.ts';
import { alarmWith } from './alarms.ts';
import type { FakeSocket } from './fake-sockets.ts';

/** The alarm as the Tier API names its fields. */
export const onWire = ({ camera, unit, procedure, ...rest }: Alarm) => ({ ...rest, cameraId: camera, unitId: unit, procedureId: procedure });

/** What became of an act at the fake server. */
interface Acted {
  readonly alarmId: string;
  readonly code: string | null;
  readonly current: unknown;
}

const BY = { personId: 'p2', name: 'Trần Bình', unitName: 'Phường', workstation: 'PC-2' };
const isItems = (body: unknown): body is { readonly key: string; readonly items: readonly { readonly alarmId: AlarmId; readonly version: number | null; readonly acts: readonly AlarmAct[] }[] } => typeof body === 'object' && body !== null && 'items' in body;

/** A server with alarms, their stream with a range of what was sent, and acts by key; the test decides what reaches whom. */
export function createFakeAlarmServer(nowUtcMs: () => number) {
  let epoch = 1;
  let seq = 0;
  let keptAfter = 0;
  let log: { readonly seq: number; readonly event: unknown }[] = [];
  const alarms = new Map<AlarmId, Alarm>();
  const answered = new Map<string, readonly Acted[]>();
  const requests: string[] = [];
  let isDown = false;
  let runOf: (alarm: AlarmId) => unknown = () => null;
  let onEvent: (message: unknown) => void = () => undefined;
  const messageOf = (item: { readonly seq: number; readonly event: unknown }) => ({ type: 'event', epoch: `e${epoch}`, seq: item.seq, utcMs: 1, event: item.event });

  const append = (event: unknown): void => {
    seq += 1;
    const item = { seq, event };
    log.push(item);
    onEvent(messageOf(item));
  };
  const put = (alarm: Alarm): Alarm => {
    alarms.set(alarm.id, alarm);
    append({ kind: 'alarm', alarm: onWire(alarm) });
    return alarm;
  };
  const change = (id: AlarmId, fields: Partial<Alarm>): Alarm | null => {
    const alarm = alarms.get(id);
    return alarm === undefined ? null : put({ ...alarm, ...fields, version: alarm.version + 1, changedUtcMs: utcMs(nowUtcMs()) });
  };
  const act = (item: { readonly alarmId: AlarmId; readonly version: number | null; readonly acts: readonly AlarmAct[] }): Acted => {
    const alarm = alarms.get(item.alarmId);
    if (alarm === undefined) return { alarmId: item.alarmId, code: 'alarm/unknown', current: null };
    if (item.version !== null && item.version !== alarm.version) return { alarmId: item.alarmId, code: 'alarm/conflict', current: onWire(alarm) };
    let current = alarm;
    for (const { kind } of item.acts) {
      const by = { ...BY, personId: 'p1' };
      const at = utcMs(nowUtcMs());
      current = change(item.alarmId, { life: kind === 'close' ? { kind: 'closed', by, utcMs: at, outcome: 'handled' } : kind === 'claim' ? { kind: 'claimed', by, utcMs: at } : { kind: 'acknowledged', by, utcMs: at } }) ?? current;
    }
    return { alarmId: item.alarmId, code: null, current: onWire(current) };
  };
  const open = (): readonly Alarm[] => [...alarms.values()].filter(({ life }) => life.kind !== 'closed');

  const answer = (path: string, query: Readonly<Record<string, string | number>>, body: unknown): Result<unknown> => {
    requests.push(path);
    if (isDown) return err('tier/unreachable', { retryable: true });
    if (path === 'v1/alarms') {
      // By the order they were raised in, so that what is closed between two pages moves nothing.
      const all = [...alarms.values()];
      const from = all.findIndex(({ id }) => id === query['after']) + 1;
      const rest = all.slice(from).filter(({ life }) => life.kind !== 'closed');
      const page = rest.slice(0, 3);
      return ok({ items: page.map(onWire), epoch: `e${epoch}`, seq, next: rest.length > 3 ? (page.at(-1)?.id ?? null) : null });
    }
    if (path === 'v1/alarm-events/range') {
      const after = Number(query['after']);
      if (query['epoch'] !== `e${epoch}` || after < keptAfter) return err('events/range-gone');
      return ok({ items: log.filter((item) => item.seq > after && item.seq <= Number(query['until'])).map(messageOf) });
    }
    if (path === 'v1/alarm-acts' && isItems(body)) {
      const known = answered.get(body.key);
      const items = known ?? body.items.map(act);
      answered.set(body.key, items);
      return ok({ items });
    }
    const detail = alarms.get(alarmId(path.slice('v1/alarms/'.length)));
    return detail === undefined ? err('alarm/unknown') : ok({ alarm: onWire(detail), steps: [], run: runOf(detail.id), tasks: [], notices: [], transfers: [] });
  };
  const client: TierClient = {
    raw: () => Promise.resolve(err('app/internal')),
    skipped: () => undefined,
    read: (request, reader) => {
      const answered = answer(request.path, request.query ?? {}, request.body);
      if (!answered.ok) return Promise.resolve(answered);
      const read = reader.safeParse(answered.value);
      return Promise.resolve(read.success ? ok(read.data) : err('tier/bad-answer'));
    },
  };

  return {
    client,
    requests,
    open,
    all: () => [...alarms.values()],
    raise: (id: string, over: Partial<Alarm> = {}) => put(alarmWith(id, { raisedUtcMs: utcMs(nowUtcMs()), ...over })),
    change,
    acknowledge: (id: AlarmId) => change(id, { life: { kind: 'acknowledged', by: BY, utcMs: utcMs(nowUtcMs()) } }),
    closeAlarm: (id: AlarmId) => change(id, { life: { kind: 'closed', by: BY, utcMs: utcMs(nowUtcMs()), outcome: 'handled' } }),
    tell: append,
    /** Begins anew: another epoch, and nothing of the stream is kept. */
    restart: () => {
      epoch += 1;
      seq = 0;
      keptAfter = 0;
      log = [];
    },
    /** What was sent is kept no longer. */
    forgetStream: () => {
      keptAfter = seq;
      log = [];
    },
    /** Where details have their runs from. */
    detailsFrom: (from: (alarm: AlarmId) => unknown) => {
      runOf = from;
    },
    setDown: (down: boolean) => {
      isDown = down;
    },
    onEvent: (listener: (message: unknown) => void) => {
      onEvent = listener;
    },
    heartbeat: () => ({ type: 'heartbeat', seq }),
    /** Answers a socket that was opened as the server would, with what it missed; null: it waits for nothing. */
    welcome: (socket: FakeSocket) => {
      socket.accept();
      socket.text({ type: 'hello', epoch: `e${epoch}`, seq, heartbeatMs: 5_000 });
      const [asked] = socket.sent;
      const resume = typeof asked === 'object' && asked !== null && 'type' in asked && asked.type === 'resume' && 'after' in asked && 'epoch' in asked ? asked : null;
      const canResume = resume?.epoch === `e${epoch}` && typeof resume.after === 'number' && resume.after >= keptAfter;
      if (!canResume) return socket.text(resume === null ? { type: 'ready', epoch: `e${epoch}`, seq } : { type: 'snapshot-required', epoch: `e${epoch}`, seq });
      socket.text({ type: 'ready', epoch: `e${epoch}`, seq });
      for (const item of log) if (item.seq > Number(resume.after)) socket.text(messageOf(item));
    },
  };
}
