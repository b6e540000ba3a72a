import { assertNever, err, ok, type Result } from '@contract/domain/result.ts';
import { usualBudgetKbps } from '@contract/domain/stream-plan.ts';
import { streamId, type CameraId, type StreamId } from '@contract/domain/units.ts';
import type { ProfileName, StreamDemand, StreamProfile } from '@contract/domain/stream.ts';
import type { LinkUseRecord } from '@contract/state/slices.ts';
import type { Cancel, Clock, Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { LiveSource } from '../vms/adapter.ts';
import type { BrokerMessage, GatewayMessage, PortId, ReplayAct } from './gateway-protocol.ts';
import { createReplayDesk, type ReplayStarted } from './replay-desk.ts';
import { createStreamLedger } from './stream-ledger.ts';

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
  /** What a camera offers now; empty: not known. */
  readonly profilesOf: (camera: CameraId) => readonly StreamProfile[];
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
  /**
   * Grants a stream of a camera to a window, 128 at a time at most, replays included. Codes: stream/gateway-down, session/not-signed-in,
   * app/too-many-requests, stream/profile-missing.
   */
  readonly open: (window: number, camera: CameraId, demand: StreamDemand) => Result<{ readonly stream: StreamId }>;
  /** What tiles ask of their streams from now on; those of other windows are passed over. */
  readonly setDemands: (window: number, items: readonly { readonly stream: StreamId; readonly demand: StreamDemand }[]) => void;
  /** Ends a stream or a replay. */
  readonly close: (window: number, stream: StreamId) => void;
  /** Plays the last seconds (1..60) of a camera to a window, until closed. Codes: those of `open`, replay/nothing-kept. */
  readonly replay: (window: number, camera: CameraId, secondsBack: number) => Promise<Result<ReplayStarted>>;
  /** The pictures of a time, the server's recordings first; in a profile the window can play. Codes: those of `replay`, stream/profile-missing. */
  readonly replayPast: (window: number, camera: CameraId, span: { readonly fromUtcMs: number; readonly untilUtcMs: number }, playable: readonly ProfileName[]) => Promise<Result<ReplayStarted>>;
  readonly replayAct: (window: number, stream: StreamId, act: ReplayAct) => void;
  /** What all live streams of this PC may take of the link, kbit/s; the usual one of a province until it is set. */
  readonly setBudget: (budgetKbps: number) => void;
  /** Use of the link every 2 s while the gateway runs. Answers the end of it. */
  readonly onUse: (listener: (use: LinkUse) => void) => () => void;
  readonly retryNow: () => void;
  readonly stop: () => void;
}

export type LinkUse = Omit<LinkUseRecord, 'id'>;

/** Twice the tiles of the largest grid: the next picture of a tile is asked for before the last is let go of. */
const STREAMS_PER_WINDOW = 128;
/** Changes within so long are planned together. */
const REPLAN_AFTER_MS = 20;
const RESTART_AFTER_MS = 500;
const RESTART_BUDGET = 5;
const BUDGET_WINDOW_MS = 5 * 60_000;
const SLOW_RESTART_MS = 30_000;
/** Longer than the gateway waits for a server's recordings. */
const PAST_LIMIT_MS = 7_000;
/** Recordings are shown small: the lesser stream first. */
const PAST_PROFILES = ['sub', 'main'] as const;

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
  const ledger = createStreamLedger(environment.profilesOf, () => budgetKbps);
  const replays = createReplayDesk(timers);
  const useListeners = new Set<(use: LinkUse) => void>();
  let budgetKbps = usualBudgetKbps('province');
  let cancelReplan: Cancel | null = null;

  const takeLoad = (load: Extract<GatewayMessage, { readonly kind: 'load' }>) => {
    const { pulled, delivered, receivedKbps, keptCameras, keptMb } = load;
    const use: LinkUse = { budgetKbps, measuredKbps: receivedKbps, ...ledger.use() };
    log.info('media.load', { pulled, delivered, receivedKbps, keptCameras, keptMb, wantedKbps: use.wantedKbps, plannedKbps: use.plannedKbps, loweredByLink: use.loweredByLink, loweredByMachine: use.loweredByMachine });
    for (const listener of useListeners) listener(use);
  };

  const takeMessage = (message: GatewayMessage) => {
    switch (message.kind) {
      case 'log':
        return log[message.level](message.event, message.fields);
      case 'load':
        return takeLoad(message);
      case 'replay-span':
        return replays.answer(message.stream, message.span);
      case 'connection':
        return log.info('media.connection', { state: message.state });
      default:
        return assertNever(message);
    }
  };

  /** The windows' streams are gone with their ports or the token. */
  const dropAll = () => {
    ledger.clear();
    replays.clear();
    cancelReplan?.();
    cancelReplan = null;
  };

  const replan = () => {
    cancelReplan = null;
    for (const { window, stream, grant } of ledger.replan(budgetKbps)) {
      const port = ports.get(window);
      if (port !== undefined) gateway?.post({ kind: 'retune', port, stream, grant });
    }
  };

  const replanSoon = () => {
    cancelReplan ??= timers.after(REPLAN_AFTER_MS, replan);
  };

  const dropWindow = (window: number) => {
    ledger.removeWindow(window);
    replays.removeWindow(window);
    replanSoon();
  };

  /** What a new stream of a window needs. */
  const admit = (window: number): Result<{ readonly to: GatewayProcess<Port>; readonly port: PortId }> => {
    const port = ports.get(window);
    if (gateway === null || port === undefined || source === null) return err('stream/gateway-down', { retryable: true });
    if (token === null) return err('session/not-signed-in', { retryable: true });
    if (ledger.countOf(window) + replays.countOf(window) >= STREAMS_PER_WINDOW) return err('app/too-many-requests', { retryable: true });
    return ok({ to: gateway, port });
  };

  const newStream = (): StreamId => {
    const stream = streamId(nextStream);
    nextStream += 1;
    return stream;
  };

  const startReplay = (window: number, message: (port: PortId, stream: StreamId) => BrokerMessage, limitMs?: number): Promise<Result<ReplayStarted>> => {
    const admitted = admit(window);
    if (!admitted.ok) return Promise.resolve(admitted);
    const stream = newStream();
    const { to, port } = admitted.value;
    const answer = replays.ask(stream, window, limitMs);
    to.post(message(port, stream));
    return answer.then((result) => {
      // A gateway that comes to it later must not play what nobody waits for any more.
      if (!result.ok && gateway === to && ports.get(window) === port) to.post({ kind: 'detach', port, stream });
      return result;
    });
  };

  const givePort = (window: number) => {
    if (gateway === null) return;
    const old = ports.get(window);
    if (old !== undefined) gateway.post({ kind: 'port-closed', port: old });
    ports.delete(window);
    dropWindow(window);
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
      dropAll();
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
      if (accessToken === null) dropAll();
      gateway?.post({ kind: 'token', accessToken });
    },
    windowReady: (window) => {
      windows.add(window);
      givePort(window);
    },
    windowGone: (window) => {
      windows.delete(window);
      dropWindow(window);
      const port = ports.get(window);
      if (port !== undefined) gateway?.post({ kind: 'port-closed', port });
      ports.delete(window);
    },
    open: (window, camera, demand) => {
      const admitted = admit(window);
      if (!admitted.ok) return admitted;
      const stream = newStream();
      const grant = ledger.enter(stream, window, camera, demand);
      if (grant === null) return err('stream/profile-missing');
      admitted.value.to.post({ kind: 'attach', port: admitted.value.port, stream, camera, grant });
      replanSoon();
      return ok({ stream });
    },
    setDemands: (window, items) => {
      for (const { stream, demand } of items) if (ledger.setDemand(window, stream, demand)) replanSoon();
    },
    close: (window, stream) => {
      const wasLive = ledger.remove(window, stream);
      if (wasLive) replanSoon();
      const port = ports.get(window);
      if (port !== undefined && (wasLive || replays.remove(window, stream))) gateway?.post({ kind: 'detach', port, stream });
    },
    replay: (window, camera, secondsBack) => startReplay(window, (port, stream) => ({ kind: 'replay', port, stream, camera, secondsBack })),
    replayPast: (window, camera, { fromUtcMs, untilUtcMs }, playable) => {
      const offered = environment.profilesOf(camera).map(({ profile }) => profile);
      const chosen = PAST_PROFILES.find((each) => offered.includes(each) && playable.includes(each));
      if (chosen === undefined) return Promise.resolve(err('stream/profile-missing'));
      return startReplay(window, (port, stream) => ({ kind: 'replay-past', port, stream, camera, profile: chosen, fromUtcMs, untilUtcMs }), PAST_LIMIT_MS);
    },
    replayAct: (window, stream, act) => {
      const port = ports.get(window);
      if (port !== undefined && replays.has(window, stream)) gateway?.post({ kind: 'replay-act', port, stream, act });
    },
    setBudget: (nextKbps) => {
      if (nextKbps === budgetKbps) return;
      budgetKbps = nextKbps;
      replanSoon();
    },
    onUse: (listener) => {
      useListeners.add(listener);
      return () => void useListeners.delete(listener);
    },
    retryNow: () => gateway?.post({ kind: 'retry-now' }),
    stop: () => {
      stopped = true;
      dropAll();
      gateway?.kill();
      gateway = null;
    },
  };
}
