import { describe, expect, test } from 'vitest';
import { cameraId } from '@contract/domain/units.ts';
import type { Pace } from '@contract/domain/stream.ts';
import type { PullStatus } from '../../../../../../main/media/transports/transport.ts';
import { createWsAnnexb } from '../../../../../../main/media/transports/ws-annexb/index.ts';
import { accessUnitFrame } from '../../../../../builders/access-unit-frame.ts';
import { createFakeSockets } from '../../../../../builders/fake-sockets.ts';
import { createFakeTime } from '../../../../../builders/fake-time.ts';
import { createRecordingLog } from '../../../../../builders/recording-log.ts';

const FORMAT = { codec: 'avc1.4d401f', widthPx: 640, heightPx: 360, frameRate: 15 };
const OPEN = { kind: 'open', format: 'annexb', audio: null, ...FORMAT } as const;
const LOST = { kind: 'closed', closeCode: 1006 } as const;

function start() {
  const time = createFakeTime();
  const sockets = createFakeSockets();
  const log = createRecordingLog();
  const connection: string[] = [];
  let token: string | null = 'token-1';
  const transport = createWsAnnexb(sockets.open)(
    { transport: 'ws-annexb', url: 'wss://tier.example/v1/live', trust: { caPem: null, spkiPins: [] } },
    { accessToken: () => token, clock: time.clock, timers: time.timers, random: () => 1, log, onConnection: (state) => void connection.push(state), onReceived: () => undefined },
  );
  const pull = (camera: string, pace: Pace = 'full') => {
    const statuses: PullStatus[] = [];
    const sounds: number[] = [];
    const units: number[] = [];
    const handle = transport.open(cameraId(camera), 'sub', pace, {
      onStatus: (status) => void statuses.push(status),
      onUnit: (unit) => void units.push(unit.sequence),
      onAudio: (captureUtcUs) => void sounds.push(captureUtcUs),
    });
    return { statuses, units, sounds, handle, last: () => statuses.at(-1) };
  };
  const setToken = (next: string | null) => {
    token = next;
    transport.renew();
  };
  return { time, sockets, log, connection, transport, pull, setToken };
}

describe('the live connection', () => {
  test('carries the pictures of several cameras to those who asked', () => {
    const { sockets, pull } = start();
    const a = pull('cam-a');
    const b = pull('cam-b');
    sockets.last().accept();
    const asked = sockets.last().sent;
    expect(asked).toMatchObject([{ type: 'open', cameraId: 'cam-a', profile: 'sub' }, { type: 'open', cameraId: 'cam-b' }]);
    const [first, second] = asked.map((message) => Number((message as { readonly stream: number }).stream));
    sockets.last().text({ type: 'opened', stream: first, ...FORMAT });
    sockets.last().text({ type: 'opened', stream: second, ...FORMAT });
    sockets.last().binary(accessUnitFrame({ stream: second ?? 0, sequence: 71 }));
    sockets.last().binary(accessUnitFrame({ stream: first ?? 0, sequence: 12 }));
    expect([a.units, b.units]).toEqual([[12], [71]]);
    expect(a.last()).toEqual(OPEN);
  });

  const opened = () => {
    const all = start();
    const a = all.pull('cam-a');
    all.sockets.last().accept();
    const stream = () => Number((all.sockets.last().sent.findLast((message) => (message as { readonly type: string }).type === 'open') as { readonly stream: number }).stream);
    all.sockets.last().text({ type: 'opened', stream: stream(), ...FORMAT });
    return { ...all, a, stream };
  };

  test('lost, says so of every stream at once and opens them again when it is back', () => {
    const { time, sockets, connection, a, stream } = opened();
    sockets.last().end(LOST);
    expect(a.last()).toEqual({ kind: 'unreachable', code: 'tier/unreachable' });
    time.advance(500);
    sockets.last().accept();
    sockets.last().text({ type: 'opened', stream: stream(), ...FORMAT });
    expect(a.statuses.map(({ kind }) => kind)).toEqual(['opening', 'opening', 'open', 'unreachable', 'opening', 'open']);
    expect(connection).toEqual(['connecting', 'open', 'closed', 'connecting', 'open']);
  });

  test('that is silent for 5 s is lost', () => {
    const { time, sockets, a } = opened();
    time.advance(2000);
    sockets.last().text({ type: 'heartbeat', utcMs: 1 });
    time.advance(4900);
    expect(a.last()?.kind).toBe('open');
    time.advance(700);
    expect(a.last()?.kind).toBe('unreachable');
  });

  test('opens many streams again a few at a time', () => {
    const { time, sockets, pull } = start();
    for (let camera = 0; camera < 10; camera += 1) pull(`cam-${camera}`);
    sockets.last().accept();
    expect(sockets.last().sent).toHaveLength(4);
    time.advance(40);
    expect(sockets.last().sent).toHaveLength(8);
    time.advance(40);
    expect(sockets.last().sent).toHaveLength(10);
  });

  test('tells of a camera that stopped delivering, and that it delivers again', () => {
    const { sockets, a, stream } = opened();
    sockets.last().text({ type: 'interrupted', stream: stream(), code: 'camera/lost' });
    expect(a.last()).toEqual({ kind: 'interrupted', code: 'camera/lost' });
    sockets.last().text({ type: 'resumed', stream: stream() });
    expect(a.last()).toEqual(OPEN);
  });

  test('asks again for a camera that was refused because it is away, not for one that does not exist', () => {
    const { time, sockets, pull } = start();
    const broken = pull('cam-broken');
    const unknown = pull('cam-unknown');
    sockets.last().accept();
    sockets.last().text({ type: 'refused', stream: 1 + 2, code: 'camera/broken' });
    sockets.last().text({ type: 'refused', stream: 2 + 2, code: 'camera/unknown' });
    expect([broken.last(), unknown.last()]).toEqual([{ kind: 'refused', code: 'camera/broken' }, { kind: 'refused', code: 'camera/unknown' }]);
    const heartbeat = () => sockets.last().text({ type: 'heartbeat', utcMs: 1 });
    for (let passedMs = 0; passedMs < 20_000; passedMs += 2000) {
      time.advance(2000);
      heartbeat();
    }
    expect(sockets.last().sent.slice(2)).toMatchObject([{ type: 'open', cameraId: 'cam-broken' }]);
  });

  test('asks for all pictures or fewer and for sound as told, also of a stream that is opened again', () => {
    const { time, sockets, pull } = start();
    const a = pull('cam-a', 'key-frames');
    a.handle.setAudio(true);
    sockets.last().accept();
    a.handle.setPace('full');
    a.handle.setAudio(false);
    expect(sockets.last().sent).toEqual([
      { type: 'open', stream: 2, cameraId: 'cam-a', profile: 'sub', pace: 'key-frames', audio: true },
      { type: 'set', stream: 2, pace: 'full' },
      { type: 'set', stream: 2, audio: false },
    ]);
    sockets.last().end(LOST);
    a.handle.setPace('stills');
    time.advance(500);
    sockets.last().accept();
    expect(sockets.last().sent).toEqual([{ type: 'open', stream: 3, cameraId: 'cam-a', profile: 'sub', pace: 'stills', audio: false }]);
  });

  test('tells the format and the sound of a stream, and brings the sound apart from the pictures', () => {
    const { sockets, pull } = start();
    const a = pull('cam-a');
    sockets.last().accept();
    sockets.last().text({ type: 'opened', stream: 2, ...FORMAT, codec: 'jpeg', format: 'jpeg', audio: { codec: 'pcmu', sampleRateHz: 8000 } });
    sockets.last().binary(accessUnitFrame({ stream: 2, isAudio: true, sequence: 0, captureUtcUs: 77 }));
    sockets.last().binary(accessUnitFrame({ stream: 2, key: true, sequence: 5 }));
    expect(a.last()).toEqual({ ...OPEN, codec: 'jpeg', format: 'jpeg', audio: { codec: 'pcmu', sampleRateHz: 8000 } });
    expect([a.units, a.sounds]).toEqual([[5], [77]]);
  });

  test('takes a stream with a sound it cannot play as one without', () => {
    const { sockets, pull } = start();
    const a = pull('cam-a');
    sockets.last().accept();
    sockets.last().text({ type: 'opened', stream: 2, ...FORMAT, audio: { codec: 'opus', sampleRateHz: 48_000 } });
    expect(a.last()).toEqual(OPEN);
  });

  test('says so of a stream in a format it does not know, and ends it', () => {
    const { sockets, pull } = start();
    const a = pull('cam-a');
    sockets.last().accept();
    sockets.last().text({ type: 'opened', stream: 2, ...FORMAT, format: 'smoke-signs' });
    sockets.last().binary(accessUnitFrame({ stream: 2, key: true }));
    expect([a.last(), a.units]).toEqual([{ kind: 'refused', code: 'stream/unsupported' }, []]);
    expect(sockets.last().sent.slice(1)).toEqual([{ type: 'close', stream: 2 }]);
  });

  test('asks for a key frame, but not in a storm', () => {
    const { time, sockets, a, stream } = opened();
    for (let repeat = 0; repeat < 5; repeat += 1) a.handle.requestKeyFrame();
    time.advance(500);
    a.handle.requestKeyFrame();
    expect(sockets.last().sent.slice(1)).toEqual([{ type: 'key-frame', stream: stream() }, { type: 'key-frame', stream: stream() }]);
  });

  test('ends a stream nobody wants, and lets pictures on their way go', () => {
    const { sockets, a, stream } = opened();
    const number = stream();
    a.handle.close();
    a.handle.close();
    sockets.last().binary(accessUnitFrame({ stream: number }));
    expect(sockets.last().sent.slice(1)).toEqual([{ type: 'close', stream: number }]);
    expect(a.units).toEqual([]);
  });

  test('skips and counts junk, and goes on', () => {
    const { sockets, log, a, stream } = opened();
    sockets.last().binary(new Uint8Array(5));
    sockets.last().binary(accessUnitFrame({ version: 9 }));
    sockets.last().text('<html>');
    sockets.last().text({ type: 'opened', stream: stream(), ...FORMAT, codec: '<script>' });
    sockets.last().binary(accessUnitFrame({ stream: stream(), sequence: 3 }));
    expect(a.units).toEqual([3]);
    expect(log.lines.map(([, fields]) => fields['reason'])).toEqual(['short', 'version', 'message', 'message']);
  });

  test('closed with 4401 waits for another token and comes back with it', () => {
    const { sockets, a, setToken } = opened();
    sockets.last().end({ kind: 'closed', closeCode: 4401 });
    expect(a.last()).toEqual({ kind: 'unreachable', code: 'session/expired' });
    setToken('token-2');
    expect(sockets.all).toHaveLength(2);
  });

  test('closed for good, leaves no timer', () => {
    const { time, transport, connection } = opened();
    transport.close();
    transport.close();
    expect([time.waiting(), connection.at(-1)]).toEqual([0, 'closed']);
  });
});
