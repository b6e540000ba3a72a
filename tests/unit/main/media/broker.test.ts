import { describe, expect, it } from 'vitest';
import { cameraId } from '@contract/domain/units.ts';
import { createBroker, type GatewayProcess } from '../../../../main/media/broker.ts';
import type { BrokerMessage } from '../../../../main/media/gateway-protocol.ts';
import type { LiveSource } from '../../../../main/vms/adapter.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';
import { createRecordingLog } from '../../../builders/recording-log.ts';

const SOURCE: LiveSource = { transport: 'ws-annexb', url: 'wss://tier/live', trust: { caPem: null, spkiPins: [] } };

interface Started {
  readonly posted: (readonly [BrokerMessage['kind'], BrokerMessage, string | undefined])[];
  readonly die: () => void;
  killed: boolean;
}

function brokering() {
  const time = createFakeTime();
  const gateways: Started[] = [];
  const gone = new Set<number>();
  let ports = 0;
  const broker = createBroker<string>({
    spawn: (_onMessage, onExit): GatewayProcess<string> => {
      const started: Started = { posted: [], killed: false, die: () => onExit(1) };
      gateways.push(started);
      return {
        post: (message, port) => void started.posted.push([message.kind, message, port]),
        kill: () => {
          started.killed = true;
        },
      };
    },
    connectWindow: (window) => (gone.has(window) ? null : `port-${(ports += 1)}-of-${window}`),
    clock: time.clock,
    timers: time.timers,
    log: createRecordingLog(),
  });
  const gateway = () => {
    const last = gateways.at(-1);
    if (last === undefined) throw new Error('no gateway was started');
    return last;
  };
  const kinds = () => gateway().posted.map(([kind]) => kind);
  const given = () => gateway().posted.flatMap(([kind, , port]) => (kind === 'port' ? [port] : []));
  const open = (window = 1) => broker.open(window, cameraId('c1'), 'sub');
  const ready = () => {
    broker.setSource(SOURCE, 'token');
    broker.windowReady(1);
  };
  return { ...time, broker, gateways, gateway, kinds, given, gone, open, ready };
}

describe('a stream', () => {
  it('is granted to a window that has its port, under a number of its own', () => {
    const { broker, ready, open, gateway } = brokering();
    ready();
    broker.windowReady(2);
    const first = open(1);
    const second = open(2);
    expect([first, second].map((answer) => answer.ok && answer.value.stream)).toEqual([1, 2]);
    expect(gateway().posted.flatMap(([, message]) => (message.kind === 'attach' ? [message] : []))).toEqual([
      { kind: 'attach', port: 1, stream: 1, camera: 'c1', profile: 'sub' },
      { kind: 'attach', port: 2, stream: 2, camera: 'c1', profile: 'sub' },
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
