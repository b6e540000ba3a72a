import type { GatewayToWindow, WindowToGateway } from '@contract/ipc/media-port.ts';
import { assertNever } from '@contract/domain/result.ts';
import type { ProfileName } from '@contract/domain/stream.ts';
import type { StreamGrant } from '@contract/domain/stream-plan.ts';
import { streamId, type CameraId, type StreamId } from '@contract/domain/units.ts';
import type { Cancel, Clock, Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { createSkipCount } from '../platform/skip-count.ts';
import type { LiveSource } from '../vms/adapter.ts';
import type { BrokerMessage, GatewayMessage, PortId } from './gateway-protocol.ts';
import { createKeptPictures, type TakenGroups } from './kept-pictures.ts';
import { createLiveStream, type LiveStream } from './live-stream.ts';
import { fetchPast } from './past-fetch.ts';
import { startReplay, type Replay, type ReplayOptions } from './replay.ts';
import { createSharedPull, type Share, type SharedPull } from './shared-pull.ts';
import type { LiveTransport, TransportFactory } from './transports/transport.ts';
import { createWindowFlow } from './window-flow.ts';

/** The gateway's end of a window's media port. */
export interface WindowPort {
  readonly post: (message: GatewayToWindow) => void;
  readonly onMessage: (handler: (data: unknown) => void) => void;
  /** May be called twice. */
  readonly close: () => void;
}

export interface GatewayOptions {
  readonly post: (message: GatewayMessage) => void;
  readonly transports: Readonly<Record<LiveSource['transport'], TransportFactory>>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
}

export interface Gateway {
  /** `port` comes with a `port` message. */
  readonly handle: (message: BrokerMessage, port: WindowPort | null) => void;
  /** Ends all; may be called twice. */
  readonly close: () => void;
}

/** A camera nobody shows any more is pulled on for so long: tiles move between windows. */
const LINGER_MS = 2000;
const LOAD_PERIOD_MS = 2000;
const MB = 1024 * 1024;

interface OpenPort {
  /** Never more than the window reads. */
  readonly post: (message: GatewayToWindow) => void;
  readonly close: () => void;
  readonly live: Map<StreamId, LiveStream>;
  readonly replays: Map<StreamId, Replay>;
  /** Recordings that are fetched for a replay, with the end of it. */
  readonly fetches: Map<StreamId, Cancel>;
}

const keyOf = (camera: CameraId, profile: ProfileName): string => `${profile} ${camera}`;

/** Pulls each camera once and hands it to every window that was granted it. Runs in the media gateway process. */
export function createGateway(options: GatewayOptions): Gateway {
  const { post, clock, timers, random } = options;
  const log: Log = {
    info: (event, fields = {}) => post({ kind: 'log', level: 'info', event, fields }),
    warn: (event, fields = {}) => post({ kind: 'log', level: 'warn', event, fields }),
    error: (event, fields = {}) => post({ kind: 'log', level: 'error', event, fields }),
  };
  const skip = createSkipCount(log, 'media.ignored');
  const kept = createKeptPictures(clock);
  const ports = new Map<PortId, OpenPort>();
  const pulls = new Map<string, SharedPull>();
  const lingering = new Map<string, Cancel>();
  let source: LiveSource | null = null;
  let accessToken: string | null = null;
  let transport: LiveTransport | null = null;
  let receivedBytes = 0;
  let loadSinceMonoMs = clock.monoMs();

  const whyNot = () => (source === null ? 'tier/address-missing' : 'session/not-signed-in');

  const disconnect = (): void => {
    transport?.close();
    transport = null;
  };

  const connect = (): void => {
    if (transport !== null || source === null || accessToken === null) return;
    transport = options.transports[source.transport](source, {
      accessToken: () => accessToken,
      clock,
      timers,
      random,
      log,
      onConnection: (state) => post({ kind: 'connection', state }),
      onReceived: (bytes) => {
        receivedBytes += bytes;
      },
    });
    for (const pull of pulls.values()) pull.connect(transport);
  };

  const pullOf = (camera: CameraId, profile: ProfileName, share: Share): SharedPull => {
    const key = keyOf(camera, profile);
    lingering.get(key)?.();
    lingering.delete(key);
    kept.setViewed(camera, true);
    const running = pulls.get(key);
    if (running !== undefined) return running;
    const pull = createSharedPull({ camera, profile, whyNot: whyNot(), share, clock, kept });
    pulls.set(key, pull);
    if (transport !== null) pull.connect(transport);
    return pull;
  };

  const pullsOf = (camera: CameraId): readonly SharedPull[] => [...pulls.values()].filter((pull) => pull.camera === camera);

  const linger = (profile: ProfileName, pull: SharedPull): void => {
    const { camera } = pull;
    const key = keyOf(camera, profile);
    if (pull.viewers() > 0 || pulls.get(key) !== pull) return;
    if (pullsOf(camera).every((one) => one.viewers() === 0)) kept.setViewed(camera, false);
    const end = (): void => {
      lingering.delete(key);
      pulls.delete(key);
      pull.disconnect({ kind: 'closed' });
      if (pullsOf(camera).length === 0) kept.drop(camera);
    };
    lingering.get(key)?.();
    lingering.set(key, timers.after(LINGER_MS, end));
  };

  const attach = (open: OpenPort, stream: StreamId, camera: CameraId, grant: StreamGrant): void => {
    const before = open.live.get(stream);
    const live = createLiveStream({ stream, grant, post: open.post, pullOf: (profile, share) => pullOf(camera, profile, share), onLeft: linger, log });
    open.live.set(stream, live);
    before?.close();
  };

  const begin = (open: OpenPort, stream: StreamId, taken: TakenGroups | null, part: ReplayOptions['part']): Replay | null => {
    const replay = taken === null ? null : startReplay({ stream, taken, part, post: open.post, clock, timers });
    if (replay !== null) open.replays.set(stream, replay);
    return replay;
  };

  const startReplaying = (open: OpenPort | undefined, stream: StreamId, camera: CameraId, secondsBack: number): void => {
    const replay = open === undefined ? null : begin(open, stream, kept.take(camera), { secondsBack });
    post({ kind: 'replay-span', stream, span: replay?.span ?? null });
  };

  const startPast = ({ port, stream, camera, profile, fromUtcMs, untilUtcMs }: Extract<BrokerMessage, { readonly kind: 'replay-past' }>): void => {
    const open = ports.get(port);
    if (open === undefined) return post({ kind: 'replay-span', stream, span: null });
    const span = { fromUtcMs, untilUtcMs };
    let isDone = false;
    const cancel = fetchPast({
      transport,
      camera,
      profile,
      span,
      timers,
      onDone: (fetched, why) => {
        isDone = true;
        open.fetches.delete(stream);
        if (why !== null) log.info('replay.not-fetched', { camera, code: why });
        const replay = begin(open, stream, fetched, span) ?? begin(open, stream, kept.take(camera), span);
        post({ kind: 'replay-span', stream, span: replay?.span ?? null });
      },
    });
    if (!isDone) open.fetches.set(stream, cancel);
  };

  /** Nothing is fetched any more; whoever asked is not answered. */
  const stopFetch = (open: OpenPort, stream: StreamId): void => {
    open.fetches.get(stream)?.();
    open.fetches.delete(stream);
  };

  const detach = (open: OpenPort, stream: StreamId): void => {
    stopFetch(open, stream);
    const running = open.live.get(stream) ?? open.replays.get(stream);
    if (running === undefined) return;
    open.live.delete(stream);
    open.replays.delete(stream);
    running.close();
    open.post({ kind: 'status', stream, status: { kind: 'closed' } });
  };

  const closePort = (id: PortId): void => {
    const open = ports.get(id);
    if (open === undefined) return;
    ports.delete(id);
    for (const stream of [...open.fetches.keys()]) stopFetch(open, stream);
    for (const running of [...open.live.values(), ...open.replays.values()]) running.close();
    open.live.clear();
    open.replays.clear();
    open.close();
  };

  const openPort = (id: PortId, port: WindowPort | null): void => {
    if (port === null) return skip('port missing');
    closePort(id);
    const live = new Map<StreamId, LiveStream>();
    const replays = new Map<StreamId, Replay>();
    const fetches = new Map<StreamId, Cancel>();
    const requestKeyFrame = (stream: StreamId): void => {
      const running = live.get(stream) ?? replays.get(stream);
      if (running === undefined) skip('window message');
      else running.requestKeyFrame();
    };
    const flow = createWindowFlow(port.post, requestKeyFrame);
    ports.set(id, { post: flow.post, close: port.close, live, replays, fetches });
    port.onMessage((data) => {
      const message = readWindowMessage(data);
      if (message === null) skip('window message');
      else if (message.kind === 'taken') flow.taken(message.bytes);
      else requestKeyFrame(message.stream);
    });
  };

  /** Nothing of what was seen stays behind: streams, connection and pictures are gone. */
  const forget = (): void => {
    for (const open of ports.values()) for (const stream of [...open.live.keys(), ...open.replays.keys(), ...open.fetches.keys()]) detach(open, stream);
    for (const cancel of lingering.values()) cancel();
    lingering.clear();
    for (const pull of pulls.values()) pull.disconnect({ kind: 'closed' });
    pulls.clear();
    kept.dropAll();
    disconnect();
  };

  const setToken = (token: string | null): void => {
    accessToken = token;
    if (token === null) forget();
    else if (transport === null) connect();
    else transport.renew();
  };

  const setSource = (next: LiveSource, token: string | null): void => {
    if (source !== null && source.url !== next.url) kept.dropAll();
    source = next;
    accessToken = token;
    disconnect();
    if (token === null) return forget();
    connect();
  };

  const atPort = (id: PortId, act: (open: OpenPort) => void): void => {
    const open = ports.get(id);
    if (open === undefined) skip('unknown port');
    else act(open);
  };

  const handle = (message: BrokerMessage, port: WindowPort | null): void => {
    switch (message.kind) {
      case 'source':
        return setSource(message.source, message.accessToken);
      case 'token':
        return setToken(message.accessToken);
      case 'port':
        return openPort(message.port, port);
      case 'port-closed':
        return closePort(message.port);
      case 'attach':
        return atPort(message.port, (open) => attach(open, message.stream, message.camera, message.grant));
      case 'retune':
        return atPort(message.port, (open) => open.live.get(message.stream)?.retune(message.grant));
      case 'replay':
        return startReplaying(ports.get(message.port), message.stream, message.camera, message.secondsBack);
      case 'replay-past':
        return startPast(message);
      case 'replay-act':
        return atPort(message.port, (open) => open.replays.get(message.stream)?.act(message.act));
      case 'detach':
        return atPort(message.port, (open) => detach(open, message.stream));
      case 'retry-now':
        return transport?.retryNow();
      default:
        return assertNever(message);
    }
  };

  const stopLoad = timers.every(LOAD_PERIOD_MS, () => {
    const nowMonoMs = clock.monoMs();
    const elapsedMs = Math.max(1, nowMonoMs - loadSinceMonoMs);
    let delivered = 0;
    for (const open of ports.values()) delivered += open.live.size;
    const { cameras, bytes } = kept.size();
    post({ kind: 'load', pulled: transport === null ? 0 : pulls.size, delivered, receivedKbps: Math.round((receivedBytes * 8) / elapsedMs), keptCameras: cameras, keptMb: Math.ceil(bytes / MB) });
    receivedBytes = 0;
    loadSinceMonoMs = nowMonoMs;
  });

  return {
    handle,
    close: () => {
      stopLoad();
      forget();
      for (const id of [...ports.keys()]) closePort(id);
    },
  };
}

function readWindowMessage(data: unknown): WindowToGateway | null {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return null;
  if (data.kind === 'key-frame' && 'stream' in data && typeof data.stream === 'number') return { kind: 'key-frame', stream: streamId(data.stream) };
  if (data.kind === 'taken' && 'bytes' in data && typeof data.bytes === 'number' && data.bytes > 0) return { kind: 'taken', bytes: data.bytes };
  return null;
}
