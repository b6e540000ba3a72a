import { err, ok, type Result } from '@contract/domain/result.ts';
import { streamId, type CameraId, type StreamId } from '@contract/domain/units.ts';
import type { ProfileName } from '@contract/domain/stream.ts';
import type { Clock, Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { LiveSource } from '../vms/adapter.ts';
import type { BrokerMessage, GatewayMessage, PortId } from './gateway-protocol.ts';

/** The gateway process as the broker needs it. `port` is the platform's MessagePort for a `port` message. */
export interface GatewayProcess<Port> {
  readonly post: (message: BrokerMessage, port?: Port) => void;
  readonly kill: () => void;
}

export interface BrokerEnvironment<Port> {
  /** Starts a gateway; `onExit` comes once, also after kill. */
  readonly spawn: (onMessage: (message: GatewayMessage) => void, onExit: (code: number) => void) => GatewayProcess<Port>;
  /** Makes a pair of ports, gives one to the window, answers the other; null when the window is gone. */
  readonly connectWindow: (window: number) => Port | null;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

export interface Broker {
  /** The server to pull from, or none. */
  readonly setSource: (source: LiveSource | null, accessToken: string | null) => void;
  readonly setToken: (accessToken: string | null) => void;
  /** A window's page loaded: gives it a port (again after a reload). */
  readonly windowReady: (window: number) => void;
  readonly windowGone: (window: number) => void;
  /** Grants a stream of a camera to a window, 128 at a time at most. Codes: stream/gateway-down, session/not-signed-in, app/too-many-requests. */
  readonly open: (window: number, camera: CameraId, profile: ProfileName) => Result<{ readonly stream: StreamId }>;
  readonly close: (window: number, stream: StreamId) => void;
  readonly retryNow: () => void;
  readonly stop: () => void;
}

/** Twice the tiles of the largest grid: the next picture of a tile is asked for before the last is let go of. */
const STREAMS_PER_WINDOW = 128;
const RESTART_AFTER_MS = 500;
const RESTART_BUDGET = 5;
const BUDGET_WINDOW_MS = 5 * 60_000;
const SLOW_RESTART_MS = 30_000;

/** Asks the media gateway for streams and hands windows their ports. Owns the gateway process and starts it again when it dies. */
export function createBroker<Port>(environment: BrokerEnvironment<Port>): Broker {
  const { log, timers, clock } = environment;
  let gateway: GatewayProcess<Port> | null = null;
  let source: LiveSource | null = null;
  let token: string | null = null;
  let nextStream = 1;
  let nextPort: PortId = 1;
  let stopped = false;
  let restarts: readonly number[] = [];
  const ports = new Map<number, PortId>();
  const windows = new Set<number>();
  /** Streams granted and not let go of, by window. */
  const granted = new Map<number, Set<StreamId>>();

  const takeMessage = (message: GatewayMessage) => {
    if (message.kind === 'log') log[message.level](message.event, message.fields);
    else if (message.kind === 'load') log.info('media.load', { pulled: message.pulled, delivered: message.delivered, receivedKbps: message.receivedKbps });
    else log.info('media.connection', { state: message.state });
  };

  const givePort = (window: number) => {
    if (gateway === null) return;
    const old = ports.get(window);
    if (old !== undefined) gateway.post({ kind: 'port-closed', port: old });
    ports.delete(window);
    granted.delete(window);
    const port = environment.connectWindow(window);
    if (port === null) return;
    const id = nextPort;
    nextPort += 1;
    ports.set(window, id);
    gateway.post({ kind: 'port', port: id }, port);
  };

  const start = () => {
    if (stopped || gateway !== null) return;
    const started = environment.spawn(takeMessage, (code) => {
      if (gateway !== started) return;
      gateway = null;
      ports.clear();
      granted.clear();
      if (stopped) return;
      const now = clock.monoMs();
      restarts = [...restarts.filter((at) => now - at < BUDGET_WINDOW_MS), now];
      const delayMs = restarts.length > RESTART_BUDGET ? SLOW_RESTART_MS : RESTART_AFTER_MS;
      log.error('media.gateway-exited', { exit: code, restarts: restarts.length, delayMs });
      timers.after(delayMs, start);
    });
    gateway = started;
    if (source !== null) started.post({ kind: 'source', source, accessToken: token });
    for (const window of windows) givePort(window);
  };
  start();

  return {
    setSource: (nextSource, accessToken) => {
      source = nextSource;
      token = accessToken;
      gateway?.post(nextSource === null ? { kind: 'token', accessToken: null } : { kind: 'source', source: nextSource, accessToken });
    },
    setToken: (accessToken) => {
      token = accessToken;
      // Without a token the gateway ends all.
      if (accessToken === null) granted.clear();
      gateway?.post({ kind: 'token', accessToken });
    },
    windowReady: (window) => {
      windows.add(window);
      givePort(window);
    },
    windowGone: (window) => {
      windows.delete(window);
      granted.delete(window);
      const port = ports.get(window);
      if (port !== undefined) gateway?.post({ kind: 'port-closed', port });
      ports.delete(window);
    },
    open: (window, camera, profile) => {
      const port = ports.get(window);
      if (gateway === null || port === undefined || source === null) return err('stream/gateway-down', { retryable: true });
      if (token === null) return err('session/not-signed-in', { retryable: true });
      const streams = granted.get(window) ?? new Set<StreamId>();
      if (streams.size >= STREAMS_PER_WINDOW) return err('app/too-many-requests', { retryable: true });
      const stream = streamId(nextStream);
      nextStream += 1;
      granted.set(window, streams.add(stream));
      gateway.post({ kind: 'attach', port, stream, camera, profile });
      return ok({ stream });
    },
    close: (window, stream) => {
      granted.get(window)?.delete(stream);
      const port = ports.get(window);
      if (port !== undefined) gateway?.post({ kind: 'detach', port, stream });
    },
    retryNow: () => gateway?.post({ kind: 'retry-now' }),
    stop: () => {
      stopped = true;
      gateway?.kill();
      gateway = null;
    },
  };
}
