import type { GatewayToWindow } from '@contract/ipc/media-port.ts';
import type { StreamGrant } from '@contract/domain/stream-plan.ts';
import type { Pace } from '@contract/domain/stream.ts';
import { cameraId, streamId } from '@contract/domain/units.ts';
import type { GatewayMessage, ReplayAct } from '../../main/media/gateway-protocol.ts';
import { createGateway } from '../../main/media/gateway.ts';
import type { LiveUnit, PastListener, PastSpan, PullListener, PullStatus, TransportFactory } from '../../main/media/transports/transport.ts';
import { createFakeTime } from './fake-time.ts';

export const GATEWAY_SOURCE = { transport: 'ws-annexb', url: 'wss://tier.example/v1/live', trust: { caPem: null, spkiPins: [] } } as const;
export const OPEN: PullStatus = { kind: 'open', codec: 'avc1.4d401f', format: 'annexb', widthPx: 640, heightPx: 360, frameRate: 15, audio: null };

export const grant = (over: Partial<StreamGrant> = {}): StreamGrant => ({ profile: 'sub', pace: 'full', lowered: null, audio: false, ...over });

/** Taken 1 ms after the one of the number before. */
export const unit = (sequence: number, key = false, over: Partial<LiveUnit> = {}): LiveUnit => ({ key, preroll: false, captureUtcUs: sequence * 1000, sequence, data: new ArrayBuffer(8), ...over });

/** One camera profile as the gateway pulls it; the test plays the server. */
export interface FakePull {
  readonly camera: string;
  readonly listener: PullListener;
  closed: boolean;
  keyFrames: number;
  /** What was asked of it, the pace it was opened with first. */
  readonly paces: Pace[];
  readonly audio: boolean[];
}

/** A recording as the gateway asks for it; the test plays the server. */
export interface FakePast {
  readonly camera: string;
  readonly span: PastSpan;
  readonly listener: PastListener;
  closed: boolean;
}

/** A gateway with a server that the test plays. `hasPast`: a server with recordings. */
export function startGateway({ hasPast = false } = {}) {
  const time = createFakeTime();
  const posted: GatewayMessage[] = [];
  const pulled: FakePull[] = [];
  const pasts: FakePast[] = [];
  const transports: string[] = [];
  let receive: (bytes: number) => void = () => undefined;
  const factory: TransportFactory = (source, environment) => {
    transports.push(`start ${source.url}`);
    receive = environment.onReceived;
    return {
      open: (camera, profile, pace, listener) => {
        const record: FakePull = { camera: `${camera} ${profile}`, listener, closed: false, keyFrames: 0, paces: [pace], audio: [] };
        pulled.push(record);
        listener.onStatus({ kind: 'opening' });
        return {
          setPace: (next) => void record.paces.push(next),
          setAudio: (isOn) => void record.audio.push(isOn),
          requestKeyFrame: () => void (record.keyFrames += 1),
          close: () => void (record.closed = true),
        };
      },
      ...(hasPast && {
        openPast: (camera: string, profile: string, span: PastSpan, listener: PastListener) => {
          const past: FakePast = { camera: `${camera} ${profile}`, span, listener, closed: false };
          pasts.push(past);
          return { close: () => void (past.closed = true) };
        },
      }),
      renew: () => void transports.push(`renew ${environment.accessToken() ?? 'null'}`),
      retryNow: () => void transports.push('retry'),
      close: () => void transports.push('close'),
    };
  };
  const gateway = createGateway({ post: (message) => void posted.push(message), transports: { 'ws-annexb': factory }, clock: time.clock, timers: time.timers, random: () => 0.5 });

  /** A window with its port: what came through it, and what it may send. */
  const window = (port: number) => {
    const got: GatewayToWindow[] = [];
    let say: (data: unknown) => void = () => undefined;
    let closed = false;
    gateway.handle({ kind: 'port', port }, { post: (message) => void got.push(message), onMessage: (handler) => void (say = handler), close: () => void (closed = true) });
    return {
      got,
      say: (data: unknown) => say(data),
      closed: () => closed,
      attach: (stream: number, camera: string, over: Partial<StreamGrant> = {}) => gateway.handle({ kind: 'attach', port, stream: streamId(stream), camera: cameraId(camera), grant: grant(over) }, null),
      retune: (stream: number, over: Partial<StreamGrant>) => gateway.handle({ kind: 'retune', port, stream: streamId(stream), grant: grant(over) }, null),
      replay: (stream: number, camera: string, secondsBack: number) => gateway.handle({ kind: 'replay', port, stream: streamId(stream), camera: cameraId(camera), secondsBack }, null),
      past: (stream: number, camera: string, fromUtcMs: number, untilUtcMs: number) => gateway.handle({ kind: 'replay-past', port, stream: streamId(stream), camera: cameraId(camera), profile: 'sub', fromUtcMs, untilUtcMs }, null),
      act: (stream: number, act: ReplayAct) => gateway.handle({ kind: 'replay-act', port, stream: streamId(stream), act }, null),
      detach: (stream: number) => gateway.handle({ kind: 'detach', port, stream: streamId(stream) }, null),
      statuses: () => got.flatMap((message) => (message.kind === 'status' ? [`${message.stream} ${message.status.kind}`] : [])),
      units: () => got.flatMap((message) => (message.kind === 'unit' ? [`${message.stream} ${message.sequence}${message.preroll ? ' preroll' : ''}`] : [])),
      /** Times of the units of a stream that are to be presented, µs. */
      captures: (stream: number) => got.flatMap((message) => (message.kind === 'unit' && message.stream === stream && !message.preroll ? [message.captureUtcUs] : [])),
      last: () => got.at(-1),
    };
  };
  const signIn = () => gateway.handle({ kind: 'source', source: GATEWAY_SOURCE, accessToken: 'token-1' }, null);
  const upstream = (index = 0) => {
    const record = pulled[index];
    if (record === undefined) throw new Error('nothing is pulled');
    return record;
  };
  return { time, gateway, posted, pulled, pasts, transports, window, signIn, upstream, receive: (bytes: number) => receive(bytes) };
}
