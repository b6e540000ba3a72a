import { describe, expect, it } from 'vitest';
import { DEAD_MAN_MS, isStill, STILL, type PtzAct, type PtzAsk, type PtzHead, type PtzHolder, type PtzVelocity } from '@contract/domain/ptz.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { cameraId, utcMs, type CameraId } from '@contract/domain/units.ts';
import { LENS_HELD_MAX_MS } from '../../../../../main/services/ptz/pressed-buttons.ts';
import { createPtzService } from '../../../../../main/services/ptz/ptz-service.ts';
import { createStores, update } from '../../../../../main/state/stores.ts';
import type { PtzListener } from '../../../../../main/vms/adapter.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { createAsked, settled } from '../../../../builders/fake-vms.ts';
import { personWith } from '../../../../builders/people.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';

const C1 = cameraId('c1');
const C2 = cameraId('c2');
const DESK = 7;
const RIGHT: PtzVelocity = { pan: 0.5, tilt: 0, zoom: 0 };
const ME: PtzHolder = { personId: 'p1', name: 'Minh', unitName: 'Trung tâm', level: 40 };
const OTHER: PtzHolder = { personId: 'p2', name: 'An', unitName: 'Bộ', level: 70 };
const PTZ = { panDeg: [-180, 180], tiltDeg: [-90, 20], zoomMax: 20, wideAngleDeg: 60, presets: true, patrols: true, home: true, tracking: false, aux: ['focus'] } as const;
const headOf = (id: CameraId, overrides: Partial<PtzHead> = {}): PtzHead => ({ id, holder: ME, sinceUtcMs: utcMs(0), untilUtcMs: null, moving: false, patrol: null, tracking: false, position: { panDeg: 0, tiltDeg: 0, zoom: 1 }, ...overrides });
const askOf = (state: PtzAsk['state']): PtzAsk => ({ id: 'a1', camera: C1, from: OTHER, minutes: 5, reason: 'Theo đoàn xe', askedUtcMs: utcMs(0), state, side: 'asked' });

function scene(more: { readonly level?: number | null } = {}) {
  const stores = createStores({ address: 'https://tier', language: 'vi', wallOnly: false });
  const time = createFakeTime();
  const log = createRecordingLog();
  const claims = createAsked<[CameraId], Result<null>>();
  const wire: string[] = [];
  const moves: PtzVelocity[] = [];
  const told: string[] = [];
  const granted = new Set<CameraId>([C1, C2]);
  let listener: PtzListener | null = null;
  const note = (line: string) => {
    wire.push(line);
    return Promise.resolve(ok(null));
  };
  const port = {
    places: () => Promise.resolve(ok({ presets: [], patrols: [] })),
    open: (to: PtzListener) => {
      listener = to;
      return {
        claim: (camera: CameraId) => {
          wire.push(`claim ${camera}`);
          return claims.call(camera);
        },
        release: (camera: CameraId) => note(`release ${camera}`),
        move: (camera: CameraId, velocity: PtzVelocity) => {
          moves.push(velocity);
          wire.push(`${isStill(velocity) ? 'stop' : 'move'} ${camera}`);
          return true;
        },
        act: (camera: CameraId, act: PtzAct) => note(act.kind === 'aux' ? `${act.aux} ${String(act.value)} ${camera}` : `${act.kind} ${camera}`),
        ask: (camera: CameraId) => note(`ask ${camera}`),
        answer: (id: string, accept: boolean) => note(`answer ${id} ${String(accept)}`),
        renew: () => void wire.push('renew'),
        retryNow: () => void wire.push('retry'),
        close: () => void wire.push('close'),
      };
    },
  };
  const level = more.level === undefined ? 40 : more.level;
  const person = personWith(level === null ? {} : { ptzLevel: level });
  const signIn = () => update(stores.session, { session: { kind: 'signed-in', person, sinceUtcMs: utcMs(0) } });
  signIn();
  const service = createPtzService({
    port: () => port,
    stores,
    cameraOf: (camera) => (granted.has(camera) ? { ptz: PTZ } : camera === 'fixed' ? {} : undefined),
    clock: time.clock,
    timers: time.timers,
    log,
    onTaken: (camera, by) => void told.push(`${camera} taken by ${by.name}`),
    onAsked: (ask) => void told.push(`${ask.camera} ask ${ask.state}`),
  });
  service.follow();
  const say = (): PtzListener => {
    if (listener === null) throw new Error('nobody listens');
    return listener;
  };
  say().onHeads([], true);
  say().onConnection(true);
  const setGranted = (...cameras: readonly CameraId[]) => {
    granted.clear();
    for (const camera of cameras) granted.add(camera);
    stores.cameras.forget(null);
  };
  return { stores, time, log, claims, wire, moves, told, service, say, signIn, setGranted, audit: () => log.lines.map(([event, fields]) => (event === 'ptz.end' ? `${event} ${String(fields['why'])}` : event)) };
}

/** The hand is ours already. */
function held() {
  const all = scene();
  all.say().onHeads([headOf(C1), headOf(C2)], true);
  return all;
}

describe('the log', () => {
  it('says whose ask for which head it was and how it ended, and who took a hand from here', () => {
    const { say, log } = held();
    say().onAsked(askOf('open'));
    say().onAsked(askOf('accepted'));
    say().onTaken(C1, OTHER);
    const ask = { ask: 'a1', camera: C1, from: 'p2', person: 'p1', minutes: 5 };
    expect(log.lines).toEqual([['ptz.ask', { ...ask, state: 'open' }], ['ptz.ask', { ...ask, state: 'accepted' }], ['ptz.taken', { camera: C1, person: 'p1', by: 'p2' }]]);
  });
});

describe('a held movement', () => {
  it('is on the wire before the request returns, takes a free hand with it, and answers what the server says of the hand', async () => {
    const { service, wire, claims } = scene();
    const answer = service.move(DESK, C1, RIGHT);
    expect(wire).toEqual(['claim c1', 'move c1']);
    await claims.answer(ok(null));
    expect(await answer).toEqual(ok(null));
  });

  it('ends when the hand is refused, with the reason', async () => {
    const { service, claims, wire, audit } = scene();
    const answer = service.move(DESK, C1, RIGHT);
    await claims.answer(err('ptz/held'));
    expect(await answer).toMatchObject({ error: { code: 'ptz/held' } });
    expect(wire.at(-1)).toBe('stop c1');
    expect(audit()).toEqual(['ptz.begin', 'ptz.end refused']);
  });

  it('never takes a head that somebody else holds', () => {
    const { service, say, wire } = scene();
    say().onHeads([headOf(C1, { holder: { ...OTHER, level: 1 } })], false);
    expect(service.move(DESK, C1, RIGHT)).toMatchObject({ error: { code: 'ptz/held' } });
    expect(wire).toEqual([]);
  });

  it('goes on while its window renews it, and is stopped when the window says nothing', () => {
    const { service, time, wire, audit } = held();
    for (let renewed = 0; renewed < 5; renewed += 1) {
      void service.move(DESK, C1, RIGHT);
      time.advance(150);
    }
    expect(wire).toEqual(['move c1', 'move c1', 'move c1', 'move c1', 'move c1']);
    time.advance(DEAD_MAN_MS.window - 151);
    expect(wire.at(-1)).toBe('move c1');
    time.advance(1);
    expect(wire.at(-1)).toBe('stop c1');
    expect(audit()).toEqual(['ptz.begin', 'ptz.end dead-man']);
    time.advance(5000);
    expect(wire.filter((line) => line === 'stop c1')).toHaveLength(1);
    expect(time.waiting()).toBe(0);
  });

  it('is stopped at once by zero speeds, by the death of its window, by letting go, by a lock and by sign-out', async () => {
    const ends: readonly (readonly [string, (scene: ReturnType<typeof held>) => unknown])[] = [
      ['stopped', ({ service }) => service.move(DESK, C1, STILL)],
      ['window-gone', ({ service }) => service.windowGone(DESK)],
      ['released', ({ service }) => service.release(C1)],
      ['signed-out', ({ service }) => service.stopAll()],
      ['signed-out', ({ stores }) => update(stores.session, { session: { kind: 'signed-out' } })],
      ['signed-out', ({ service }) => service.close()],
    ];
    for (const [why, end] of ends) {
      const all = held();
      void all.service.move(DESK, C1, RIGHT);
      void all.service.move(DESK, C1, { ...RIGHT, pan: 0.6 });
      end(all);
      expect(all.wire.slice(0, 2)).toEqual(['move c1', 'stop c1']);
      all.time.advance(2000);
      expect(all.wire.filter((line) => line.startsWith('move'))).toHaveLength(1);
      expect(all.audit()).toEqual(['ptz.begin', `ptz.end ${why}`]);
    }
  });

  it('of one window ends with it, and others go on', () => {
    const { service, wire } = held();
    void service.move(DESK, C1, RIGHT);
    void service.move(8, C2, RIGHT);
    service.windowGone(8);
    expect(wire).toEqual(['move c1', 'move c2', 'stop c2']);
  });

  it('belongs to the window that renewed it last', () => {
    const { service, wire } = held();
    void service.move(DESK, C1, RIGHT);
    void service.move(8, C1, RIGHT);
    service.windowGone(DESK);
    expect(wire).not.toContain('stop c1');
    service.windowGone(8);
    expect(wire.at(-1)).toBe('stop c1');
  });

  it('is not renewed for somebody who may not steer, for unknown cameras and those that do not turn', () => {
    expect(scene({ level: null }).service.move(DESK, C1, RIGHT)).toMatchObject({ error: { code: 'app/not-allowed' } });
    const { service } = scene();
    expect(service.move(DESK, cameraId('nobody'), RIGHT)).toMatchObject({ error: { code: 'camera/unknown' } });
    expect(service.move(DESK, cameraId('fixed'), RIGHT)).toMatchObject({ error: { code: 'ptz/not-offered' } });
  });
});

describe('a movement that the server refuses after it began', () => {
  it('stands, and its next renewal says why, once', () => {
    const { service, say, wire, audit } = held();
    void service.move(DESK, C1, RIGHT);
    say().onMoveRefused(C1, { code: 'ptz/no-hand', retryable: false });
    expect(wire).toEqual(['move c1', 'stop c1']);
    expect(service.move(DESK, C1, RIGHT)).toMatchObject({ error: { code: 'ptz/no-hand' } });
    expect(wire).toEqual(['move c1', 'stop c1']);
    expect(service.move(DESK, C1, RIGHT)).toEqual(ok(null));
    expect(audit()).toEqual(['ptz.begin', 'ptz.end refused', 'ptz.begin']);
  });

  it('is not held against a press that comes later', () => {
    const { service, say, time } = held();
    void service.move(DESK, C1, RIGHT);
    say().onMoveRefused(C1, { code: 'ptz/no-hand', retryable: false });
    time.advance(DEAD_MAN_MS.window);
    expect(service.move(DESK, C1, RIGHT)).toEqual(ok(null));
    say().onMoveRefused(C1, { code: 'ptz/no-hand', retryable: false });
    void service.move(DESK, C1, STILL);
    expect(service.move(DESK, C1, RIGHT)).toEqual(ok(null));
  });

  it('while its hand is being asked for waits for that answer; a refusal of what was stopped ends nothing', () => {
    const { service, say, wire } = scene();
    void service.move(DESK, C1, RIGHT);
    say().onMoveRefused(C1, { code: 'ptz/no-hand', retryable: false });
    say().onMoveRefused(C2, { code: 'ptz/no-hand', retryable: false });
    expect(wire).toEqual(['claim c1', 'move c1']);
  });
});

describe('a stop without a movement', () => {
  it('goes on the wire all the same when the hand is ours', () => {
    const { service, wire } = held();
    void service.move(DESK, C1, STILL);
    expect(wire).toEqual(['stop c1']);
  });
});

describe('the link lost during a movement', () => {
  it('leaves the head at a place nobody knows, steers nothing, and learns all anew when it is back', () => {
    const { service, say, stores, wire, audit } = held();
    say().onHeads([headOf(C1, { moving: true })], false);
    void service.move(DESK, C1, RIGHT);
    say().onConnection(false);
    expect([...stores.ptzHeads.records().values()]).toEqual([headOf(C1, { holder: null, moving: false, position: null })]);
    expect(audit()).toEqual(['ptz.begin', 'ptz.end link-lost']);
    expect(service.move(DESK, C1, RIGHT)).toMatchObject({ error: { code: 'ptz/unreachable', retryable: true } });
    expect(wire).toEqual(['move c1']);
    say().onHeads([], true);
    say().onConnection(true);
    expect(stores.ptzHeads.records().size).toBe(0);
    void service.move(DESK, C1, RIGHT);
    expect(wire).toEqual(['move c1', 'claim c1', 'move c1']);
  });
});

describe('a token renewed in the middle of a movement', () => {
  it('is told on the same link, and the stop follows', () => {
    const { service, wire } = held();
    void service.move(DESK, C1, RIGHT);
    service.tokenRenewed();
    void service.move(DESK, C1, STILL);
    expect(wire).toEqual(['move c1', 'renew', 'stop c1']);
  });
});

describe('a hand that is taken', () => {
  it('ends the movement without a word to the new holder’s head, and is told', () => {
    const { service, say, told, wire, time, audit } = held();
    void service.move(DESK, C1, RIGHT);
    say().onTaken(C1, OTHER);
    say().onHeads([headOf(C1, { holder: OTHER })], false);
    time.advance(1000);
    expect(told).toEqual(['c1 taken by An']);
    expect(wire).toEqual(['move c1']);
    expect(audit()).toEqual(['ptz.begin', 'ptz.end taken', 'ptz.taken']);
  });
});

describe('heads', () => {
  it('are shown while somebody holds them or they move', () => {
    const { say, stores } = held();
    say().onHeads([headOf(C1, { holder: null, moving: true }), headOf(C2, { holder: null })], false);
    expect([...stores.ptzHeads.records().keys()]).toEqual(['c1']);
    say().onHeads([headOf(C1, { holder: null })], false);
    expect(stores.ptzHeads.records().size).toBe(0);
  });

  it('are those of cameras that are granted: shown once they are, gone and still once they are not', () => {
    const { say, stores, setGranted, service, wire } = scene();
    setGranted(C2);
    say().onHeads([headOf(C1), headOf(C2)], true);
    const shown = () => [...stores.ptzHeads.records().keys()];
    expect(shown()).toEqual(['c2']);
    setGranted(C1, C2);
    expect(shown().sort()).toEqual(['c1', 'c2']);
    void service.move(DESK, C2, RIGHT);
    setGranted(C1);
    expect(shown()).toEqual(['c1']);
    expect(wire).toEqual(['move c2', 'stop c2']);
    say().onHeads([headOf(C2, { moving: true })], false);
    expect(shown()).toEqual(['c1']);
  });
});

describe('one thing asked of a head', () => {
  it('ends what is held, takes a free hand, and answers what went wrong first', async () => {
    const { service, wire, claims } = scene();
    const done = service.act(DESK, C1, { kind: 'home' });
    expect(wire).toEqual(['claim c1', 'home c1']);
    await claims.answer(err('ptz/held'));
    expect(await done).toMatchObject({ error: { code: 'ptz/held' } });
  });

  it('that only names a saved place ends nothing', () => {
    const { service, wire } = held();
    void service.move(DESK, C1, RIGHT);
    void service.act(DESK, C1, { kind: 'preset-rename', preset: 2, name: 'Cổng' });
    expect(wire).toEqual(['move c1', 'preset-rename c1']);
  });

  it('that is held down on the lens is let go when its window dies', async () => {
    const { service, wire } = held();
    await service.act(DESK, C1, { kind: 'aux', aux: 'focus', value: 1 });
    await service.act(DESK, C1, { kind: 'aux', aux: 'light', value: 1 });
    service.windowGone(DESK);
    service.windowGone(DESK);
    expect(wire).toEqual(['focus 1 c1', 'light 1 c1', 'focus 0 c1']);
  });

  it('that is held down on the lens is let go in the end when its window never says so, once', async () => {
    const { service, wire, time } = held();
    await service.act(DESK, C1, { kind: 'aux', aux: 'focus', value: 1 });
    await service.act(DESK, C1, { kind: 'aux', aux: 'light', value: 1 });
    time.advance(LENS_HELD_MAX_MS - 1);
    expect(wire).toEqual(['focus 1 c1', 'light 1 c1']);
    time.advance(1);
    time.advance(60_000);
    expect(wire).toEqual(['focus 1 c1', 'light 1 c1', 'focus 0 c1']);
    await service.act(DESK, C1, { kind: 'aux', aux: 'iris', value: -1 });
    await service.act(DESK, C1, { kind: 'aux', aux: 'iris', value: 0 });
    expect(time.waiting()).toBe(0);
  });

  it('that is held down on the lens is let go also when the camera was withdrawn meanwhile', async () => {
    const { service, wire, setGranted } = held();
    await service.act(DESK, C1, { kind: 'aux', aux: 'focus', value: 1 });
    setGranted(C2);
    await service.act(DESK, C1, { kind: 'aux', aux: 'focus', value: 0 });
    expect(wire).toEqual(['focus 1 c1', 'focus 0 c1']);
  });
});

describe('an ask', () => {
  it('is shown until a while after it ended', () => {
    const { say, stores, told, time } = scene();
    say().onAsked(askOf('open'));
    say().onAsked(askOf('accepted'));
    expect(told).toEqual(['c1 ask open', 'c1 ask accepted']);
    expect(stores.ptzAsks.get('a1')?.state).toBe('accepted');
    time.advance(10_000);
    expect(stores.ptzAsks.records().size).toBe(0);
  });
});

describe('asks for a camera that is not granted', () => {
  it('are not told, and go when it is withdrawn', () => {
    const { say, stores, told, setGranted } = scene();
    say().onAsked({ ...askOf('open'), camera: cameraId('nobody') });
    expect(told).toEqual([]);
    say().onAsked(askOf('open'));
    setGranted(C2);
    expect(stores.ptzAsks.records().size).toBe(0);
  });
});

describe('after the sign-out', () => {
  it('nothing is left of heads, asks and timers, and nothing that comes late is taken', async () => {
    const { service, say, stores, wire, time } = held();
    void service.move(DESK, C1, RIGHT);
    say().onAsked(askOf('open'));
    const late = say();
    service.close();
    service.close();
    late.onHeads([headOf(C1)], true);
    late.onConnection(false);
    expect(wire).toEqual(['move c1', 'stop c1', 'close']);
    expect([stores.ptzHeads.records().size, stores.ptzAsks.records().size, time.waiting()]).toEqual([0, 0, 0]);
    await settled();
    service.follow();
    expect(service.move(DESK, C1, RIGHT)).toMatchObject({ error: { code: 'ptz/unreachable' } });
  });
});
