import { describe, expect, it } from 'vitest';
import { cameraId, streamId } from '@contract/domain/units.ts';
import type { GatewayMessage } from '../../../../main/media/gateway-protocol.ts';
import { BROKER_SOURCE as SOURCE, brokering, demand, LARGE } from '../../../builders/broker-scene.ts';

describe('a stream', () => {
  it('is granted to a window that has its port, under a number of its own', () => {
    const { broker, ready, open, gateway } = brokering();
    ready();
    broker.windowReady(2);
    const first = open(1);
    const second = open(2);
    expect([first, second].map((answer) => answer.ok && answer.value.stream)).toEqual([1, 2]);
    expect(gateway().posted.flatMap(([, message]) => (message.kind === 'attach' ? [message] : []))).toEqual([
      { kind: 'attach', port: 1, stream: 1, camera: 'c1', grant: { profile: 'sub', pace: 'full', lowered: null, audio: false } },
      { kind: 'attach', port: 2, stream: 2, camera: 'c1', grant: { profile: 'sub', pace: 'full', lowered: null, audio: false } },
    ]);
  });

  it('is refused before there is a server, a port or a token', () => {
    const { broker, open } = brokering();
    broker.windowReady(1);
    expect(open()).toMatchObject({ ok: false, error: { code: 'stream/gateway-down', retryable: true } });
    broker.setSource(SOURCE, null);
    expect(open()).toMatchObject({ ok: false, error: { code: 'session/not-signed-in', retryable: true } });
    broker.setToken('token');
    expect(open(9)).toMatchObject({ ok: false, error: { code: 'stream/gateway-down' } });
    expect(open().ok).toBe(true);
  });

  it('is refused after sign-out, and all that run are ended', () => {
    const { broker, ready, open, gateway } = brokering();
    ready();
    open();
    broker.setToken(null);
    expect(gateway().posted.at(-1)?.[1]).toEqual({ kind: 'token', accessToken: null });
    expect(open()).toMatchObject({ ok: false, error: { code: 'session/not-signed-in' } });
  });

  it('is let go of for the window that has it, and quietly for one that has nothing', () => {
    const { broker, ready, open, gateway } = brokering();
    ready();
    const answer = open();
    if (!answer.ok) throw new Error('refused');
    broker.close(1, answer.value.stream);
    broker.close(9, answer.value.stream);
    expect(gateway().posted.flatMap(([, message]) => (message.kind === 'detach' ? [message] : []))).toEqual([{ kind: 'detach', port: 1, stream: 1 }]);
  });
});

describe('the streams of one window', () => {
  const full = () => {
    const it = brokering();
    it.ready();
    it.broker.windowReady(2);
    const streams = Array.from({ length: 128 }, () => it.open(1)).flatMap((answer) => (answer.ok ? [answer.value.stream] : []));
    return { ...it, streams };
  };

  it('are at most 128 at a time; other windows have their own', () => {
    const { open, streams, gateway } = full();
    expect(streams).toHaveLength(128);
    const posted = gateway().posted.length;
    expect(open(1)).toMatchObject({ ok: false, error: { code: 'app/too-many-requests', retryable: true } });
    expect(gateway().posted).toHaveLength(posted);
    expect(open(2).ok).toBe(true);
  });

  it('make room when one is let go of, and only once for it', () => {
    const { open, streams, broker } = full();
    const first = streams[0];
    if (first === undefined) throw new Error('no stream');
    broker.close(2, first);
    expect(open(1).ok).toBe(false);
    broker.close(1, first);
    broker.close(1, first);
    expect([open(1).ok, open(1).ok]).toEqual([true, false]);
  });

  it.each([
    ['its page loads again', ({ broker }: ReturnType<typeof full>) => broker.windowReady(1)],
    ['everybody signs out and in again', ({ broker }: ReturnType<typeof full>) => (broker.setToken(null), broker.setToken('token'))],
    [
      'the gateway was started again',
      ({ gateway, advance }: ReturnType<typeof full>) => {
        gateway().die();
        advance(500);
      },
    ],
  ])('are gone when %s', (_when, act) => {
    const it = full();
    act(it);
    expect(it.open(1).ok).toBe(true);
  });
});

describe('a gateway that dies', () => {
  it('is started again, with the server and token of now, and a new port for every window', () => {
    const { broker, ready, open, gateway, gateways, given, advance } = brokering();
    ready();
    broker.windowReady(2);
    broker.setToken('token-2');
    gateway().die();
    expect(open()).toMatchObject({ ok: false, error: { code: 'stream/gateway-down', retryable: true } });
    advance(500);
    expect(gateways).toHaveLength(2);
    expect(gateway().posted[0]?.[1]).toEqual({ kind: 'source', source: SOURCE, accessToken: 'token-2' });
    expect(given()).toEqual(['port-3-of-1', 'port-4-of-2']);
    const again = open();
    expect(again.ok && again.value.stream).toBe(1);
  });

  it('never gives a number of a stream twice', () => {
    const { ready, open, gateway, advance } = brokering();
    ready();
    open();
    gateway().die();
    advance(500);
    const again = open();
    expect(again.ok && again.value.stream).toBe(2);
  });

  it('takes what was said while it was away', () => {
    const { broker, ready, gateway, given, gone, advance } = brokering();
    ready();
    gateway().die();
    broker.windowReady(3);
    broker.windowGone(1);
    gone.add(1);
    broker.setToken('late');
    advance(500);
    expect(gateway().posted[0]?.[1]).toMatchObject({ accessToken: 'late' });
    expect(given()).toEqual(['port-2-of-3']);
  });

  it('again and again is given time', () => {
    const { gateway, gateways, advance } = brokering();
    for (let turn = 0; turn < 5; turn += 1) {
      gateway().die();
      advance(500);
    }
    expect(gateways).toHaveLength(6);
    gateway().die();
    advance(29_000);
    expect(gateways).toHaveLength(6);
    advance(1_000);
    expect(gateways).toHaveLength(7);
    advance(300_000);
    gateway().die();
    advance(500);
    expect(gateways).toHaveLength(8);
  });

  it('because the console ends stays dead', () => {
    const { broker, gateway, gateways, advance } = brokering();
    broker.stop();
    gateway().die();
    advance(600_000);
    expect([gateways.length, gateway().killed]).toEqual([1, true]);
  });

  it('just before the console ends is not started again', () => {
    const { broker, gateway, gateways, advance } = brokering();
    gateway().die();
    broker.stop();
    advance(600_000);
    expect(gateways).toHaveLength(1);
  });
});

describe('a window', () => {
  it('that loads again gets a new port, and the old one is closed', () => {
    const { broker, ready, kinds, given, open, gateway } = brokering();
    ready();
    broker.windowReady(1);
    expect(kinds()).toEqual(['source', 'port', 'port-closed', 'port']);
    expect(given()).toEqual(['port-1-of-1', 'port-2-of-1']);
    open();
    expect(gateway().posted.at(-1)?.[1]).toMatchObject({ kind: 'attach', port: 2 });
  });

  it('that is gone has no port and gets no stream, though it asked to load again', () => {
    const { broker, ready, kinds, open, gone } = brokering();
    ready();
    gone.add(1);
    broker.windowReady(1);
    expect(open()).toMatchObject({ ok: false, error: { code: 'stream/gateway-down' } });
    broker.windowGone(1);
    expect(kinds()).toEqual(['source', 'port', 'port-closed']);
  });
});

describe('what streams bring', () => {
  it('is said with the opening at once, and changed later only where it changes', () => {
    const { broker, ready, opened, grants, retunes, advance } = brokering();
    ready();
    broker.setBudget(9000);
    opened('c1', LARGE);
    opened('c2', LARGE);
    opened('c3', { ...LARGE, importance: 'alarm' });
    expect(grants()).toEqual(['1 main full as asked', '2 main full as asked', '3 main full as asked']);
    expect(retunes()).toEqual([]);
    advance(20);
    expect(retunes()).toEqual(['2 sub full link']);
    advance(10_000);
    expect(retunes()).toHaveLength(1);
  });

  it('is planned once for all changes of one moment', () => {
    const { broker, ready, opened, retunes, advance } = brokering();
    ready();
    const streams = [opened('c1'), opened('c2')];
    advance(20);
    for (const heightPx of [200, 1080, 300, 1080]) broker.setDemands(1, streams.map((stream) => ({ stream, demand: demand({ heightPx }) })));
    advance(19);
    expect(retunes()).toEqual([]);
    advance(1);
    expect(retunes()).toEqual(['1 main full as asked', '2 main full as asked']);
  });

  it('comes back when there is room again', () => {
    const { broker, ready, opened, grants, retunes, advance } = brokering();
    ready();
    broker.setBudget(5000);
    const first = opened('c1', LARGE);
    opened('c2', LARGE);
    advance(20);
    expect([grants(), retunes()]).toEqual([['1 main full as asked', '2 sub full link'], []]);
    broker.close(1, first);
    advance(20);
    expect(retunes()).toEqual(['2 main full as asked']);
  });

  it('follows a budget that is set while they run', () => {
    const { broker, ready, opened, retunes, advance } = brokering();
    ready();
    opened('c1', LARGE);
    broker.setBudget(1000);
    advance(20);
    expect(retunes()).toEqual(['1 sub full link']);
  });

  it('cannot be asked for by another window', () => {
    const { broker, ready, opened, retunes, advance } = brokering();
    ready();
    broker.windowReady(2);
    const stream = opened('c1');
    broker.setDemands(2, [{ stream, demand: demand(LARGE) }]);
    broker.close(2, stream);
    advance(20);
    expect(retunes()).toEqual([]);
    broker.setDemands(1, [{ stream, demand: demand(LARGE) }]);
    advance(20);
    expect(retunes()).toEqual(['1 main full as asked']);
  });

  it('is one profile for a camera shown in two windows', () => {
    const { broker, ready, opened, grants, retunes, advance } = brokering();
    ready();
    broker.windowReady(2);
    opened('c1');
    opened('c1', LARGE, 2);
    advance(20);
    expect([grants(), retunes()]).toEqual([['1 sub full as asked', '2 main full as asked'], ['1 main full as asked']]);
  });

  it('is refused when nothing of the camera can be shown, and takes no place', () => {
    const { broker, ready, kinds } = brokering();
    ready();
    expect(broker.open(1, cameraId('unknown'), demand())).toMatchObject({ ok: false, error: { code: 'stream/profile-missing' } });
    expect(kinds()).not.toContain('attach');
  });

  it('is told with the use of the link, every time the gateway tells its load', () => {
    const { broker, ready, opened, gateway, advance } = brokering();
    ready();
    const uses: unknown[] = [];
    const end = broker.onUse((use) => void uses.push(use));
    broker.setBudget(5000);
    opened('c1', LARGE);
    opened('c2', LARGE);
    opened('c3', { pace: 'stills' });
    advance(20);
    const load: GatewayMessage = { kind: 'load', pulled: 3, delivered: 3, receivedKbps: 4321, keptCameras: 3, keptMb: 12 };
    gateway().say(load);
    end();
    gateway().say(load);
    expect(uses).toEqual([{ budgetKbps: 5000, wantedKbps: 8050, plannedKbps: 4550, measuredKbps: 4321, streams: 3, loweredByLink: 1, loweredByMachine: 1 }]);
  });
});

describe('a replay', () => {
  const asked = () => {
    const it = brokering();
    it.ready();
    const answer = it.broker.replay(1, cameraId('c1'), 30);
    return { ...it, answer };
  };

  it('is answered with what the gateway keeps, and steered under its number by its own window', async () => {
    const { broker, gateway, answer } = asked();
    gateway().say({ kind: 'replay-span', stream: streamId(1), span: { fromUtcMs: 5, untilUtcMs: 9 } });
    expect(await answer).toEqual({ ok: true, value: { stream: 1, fromUtcMs: 5, untilUtcMs: 9 } });
    broker.replayAct(2, streamId(1), { kind: 'pause' });
    broker.replayAct(1, streamId(1), { kind: 'step' });
    broker.close(1, streamId(1));
    broker.replayAct(1, streamId(1), { kind: 'play' });
    expect(gateway().posted.slice(2).map(([, message]) => message)).toEqual([
      { kind: 'replay', port: 1, stream: 1, camera: 'c1', secondsBack: 30 },
      { kind: 'replay-act', port: 1, stream: 1, act: { kind: 'step' } },
      { kind: 'detach', port: 1, stream: 1 },
    ]);
  });

  it('of a camera of which nothing is kept says so', async () => {
    const { gateway, answer } = asked();
    gateway().say({ kind: 'replay-span', stream: streamId(1), span: null });
    expect(await answer).toMatchObject({ ok: false, error: { code: 'replay/nothing-kept' } });
  });

  it.each([
    ['its gateway dies', ({ gateway }: ReturnType<typeof asked>) => gateway().die()],
    ['its window is gone', ({ broker }: ReturnType<typeof asked>) => broker.windowGone(1)],
    ['its gateway does not answer', ({ advance }: ReturnType<typeof asked>) => advance(2000)],
    ['the session ends', ({ broker }: ReturnType<typeof asked>) => broker.setToken(null)],
  ])('is refused when %s', async (_when, act) => {
    const it = asked();
    act(it);
    expect(await it.answer).toMatchObject({ ok: false, error: { code: 'stream/gateway-down', retryable: true } });
  });

  it('nobody waits for any more is let go of, should the gateway come to it after all', async () => {
    const { answer, advance, gateway } = asked();
    advance(2000);
    await answer;
    expect(gateway().posted.at(-1)?.[1]).toEqual({ kind: 'detach', port: 1, stream: 1 });
  });

  it('counts among the streams of its window', async () => {
    const { open, broker } = asked();
    for (let stream = 0; stream < 127; stream += 1) open();
    expect(await broker.replay(1, cameraId('c1'), 5)).toMatchObject({ ok: false, error: { code: 'app/too-many-requests' } });
  });
});
