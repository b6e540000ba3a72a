import type { FastifyInstance } from 'fastify';
import { ALARM_KINDS, type AlarmKind } from '../../../contract/domain/alarm-kind.ts';
import { ALARM_PRIORITIES, type AlarmPriority } from '../../../contract/domain/alarm.ts';
import { alarmId, cameraId, unitId, utcMs } from '../../../contract/domain/units.ts';
import { EVERYDAY_KINDS, everydayOf } from '../../city/alarm-kinds.ts';
import { createRandom } from '../../city/random.ts';
import type { Camera } from '../api-types.ts';
import type { Clock } from '../clock.ts';
import { fieldsOf, invalid, namedCamera, numberIn } from '../demo-body.ts';
import type { Directory } from '../directory.ts';
import { sendProblem } from '../problem.ts';
import { alarmOnWire } from './alarm-wire.ts';
import type { RunningAlarmDesk } from './create-desk.ts';
import type { NewAlarm } from './desk.ts';
import { createStorms } from './storm.ts';

const MAX_TITLE = 200;
const MAX_PER_SECOND = 5_000;
const MAX_SECONDS = 600;
const HOUR_MS = 3_600_000;
/** Pauses between everyday alarms differ: from a fifth to nearly two of the mean. */
const PAUSE_FROM = 0.2;
const PAUSE_SPAN = 1.6;

export interface AlarmSteeringParts {
  readonly desk: RunningAlarmDesk;
  readonly directory: Directory;
  readonly clock: Clock;
  /** Everyday alarms by themselves; 0: none. */
  readonly alarmsPerHour: number;
}

/** `/demo/alarms...`: raises, closes and storms from outside, and the everyday alarms. Release with `close`. */
export function alarmDemoRoutes(app: FastifyInstance, { desk, directory, clock, alarmsPerHour }: AlarmSteeringParts): { readonly close: () => void } {
  const placeOf = (camera: Camera | null): Pick<NewAlarm, 'camera' | 'unit' | 'site'> => {
    if (camera === null) return { camera: null, unit: null, site: '' };
    const unit = directory.units.find(({ id }) => id === camera.unitId);
    return { camera: cameraId(camera.id), unit: unitId(camera.unitId), site: camera.address ?? unit?.name ?? '' };
  };
  const storms = createStorms(({ kind, priority, cameras }, index) => {
    const { titles } = everydayOf(kind);
    const camera = cameras[index % Math.max(1, cameras.length)] ?? null;
    desk.raise({ kind, priority, title: `${titles[index % titles.length] ?? kind}${camera === null ? '' : ` (camera ${String(camera.number)})`}`, ...placeOf(camera) });
  });

  app.post('/demo/alarms', (request, reply) => {
    const body = fieldsOf(request.body);
    const cameras = namedCamera(directory, body);
    const { title } = body;
    const kind = body['kind'] === undefined ? 'intrusion' : kindIn(body['kind']);
    const priority = priorityIn(body['priority']);
    if (cameras?.length === 0) return sendProblem(reply, { code: 'camera/unknown' });
    if (kind === null) return invalid(reply, `kind must be one of ${ALARM_KINDS.join(', ')}`);
    if (priority === null) return invalid(reply, 'priority must be 1 (highest) to 4');
    if (typeof title !== 'string' || title.trim() === '' || title.length > MAX_TITLE) return invalid(reply, `title must be 1 to ${String(MAX_TITLE)} characters`);
    const alarm = desk.raise({ kind, priority, title, ...placeOf(cameras?.[0] ?? null) });
    return alarm === null ? reply.code(202).send({ held: true }) : reply.code(201).send(alarmOnWire(alarm));
  });
  app.post('/demo/alarms/close', (request, reply) => {
    const body = fieldsOf(request.body);
    const ids = body['all'] === true ? Array.from(desk.open(), ({ id }) => id) : [alarmId(String(body['alarmId']))];
    const closed = ids.filter((id) => {
      const life = desk.get(id)?.life;
      // Those of an incident closed with it a moment ago.
      if (life?.kind === 'closed') return body['all'] === true;
      return desk.change(id, desk.server, { life: { kind: 'closed', by: desk.server, utcMs: utcMs(Math.floor(clock.nowUtcMs())), outcome: 'no-action' } }, { kind: 'close', note: '' }) !== null;
    });
    return closed.length < ids.length ? sendProblem(reply, { code: 'alarm/unknown' }) : reply.send({ closed });
  });
  app.get('/demo/alarms/storm', () => storms.state());
  app.delete('/demo/alarms/storm', () => {
    storms.stop();
    return storms.state();
  });
  app.post('/demo/alarms/storm', (request, reply) => {
    const body = fieldsOf(request.body);
    const perSecond = numberIn(body['perSecond'], 1, MAX_PER_SECOND);
    const seconds = numberIn(body['seconds'], 0.1, MAX_SECONDS);
    const kind = kindIn(body['kind'] ?? 'link-fault');
    const priority = body['priority'] === undefined ? (kind === null ? null : everydayOf(kind).priority) : priorityIn(body['priority']);
    if (perSecond === undefined || seconds === undefined || kind === null || priority === null) return invalid(reply, `perSecond 1 to ${String(MAX_PER_SECOND)}, seconds to ${String(MAX_SECONDS)}, kind and priority must be given rightly`);
    const distinct = numberIn(body['distinctCameras'], 0, Number.MAX_SAFE_INTEGER) ?? perSecond * seconds;
    return reply.code(202).send(storms.start({ perSecond, seconds, kind, priority, cameras: firstOf(directory.cameras(), distinct) }));
  });

  const random = createRandom(String(clock.nowUtcMs()));
  const raiseEveryday = (): void => {
    const everyday = random.weighted(EVERYDAY_KINDS.map((kind) => [kind, kind.weight] as const));
    const kept = [...directory.kept()];
    const fitting = kept.filter(everyday.fits);
    const among = fitting.length > 0 ? fitting : kept;
    const camera = among.length === 0 ? null : random.pick(among);
    desk.raise({ kind: everyday.kind, priority: everyday.priority, title: random.pick(everyday.titles), ...placeOf(camera) });
  };
  let trickle: NodeJS.Timeout | null = null;
  const goOn = (): void => {
    trickle = setTimeout(() => {
      raiseEveryday();
      goOn();
    }, (HOUR_MS / alarmsPerHour) * (PAUSE_FROM + PAUSE_SPAN * random.next()));
    trickle.unref();
  };
  if (alarmsPerHour > 0) goOn();
  return {
    close: () => {
      storms.stop();
      if (trickle !== null) clearTimeout(trickle);
    },
  };
}

const kindIn = (value: unknown): AlarmKind | null => ALARM_KINDS.find((kind) => kind === value) ?? null;
const priorityIn = (value: unknown): AlarmPriority | null => ALARM_PRIORITIES.find((priority) => priority === value) ?? null;

function firstOf(cameras: Iterable<Camera>, most: number): readonly Camera[] {
  const found: Camera[] = [];
  for (const camera of cameras) {
    if (found.length >= most) break;
    found.push(camera);
  }
  return found;
}
