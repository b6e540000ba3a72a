import { isErrorCode, type ErrorCode } from '@contract/domain/error-code.ts';
import { assertNever, type AppError } from '@contract/domain/result.ts';
import type { Pace, ProfileName } from '@contract/domain/stream.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { Cancel } from '../../../platform/clock.ts';
import { keepSocket } from '../../../platform/kept-socket.ts';
import { createSkipCount } from '../../../platform/skip-count.ts';
import { openWebSocket, type WebSocketOpener } from '../../../platform/web-socket.ts';
import type { LiveSource } from '../../../vms/adapter.ts';
import type { LiveTransport, PullListener, PullStatus, TransportEnvironment, TransportFactory } from '../transport.ts';
import { ownBuffer, parseAccessUnit } from './access-unit.ts';
import { createPastPulls } from './past-pulls.ts';
import { liveMessage, type LiveMessage } from './live.schema.ts';

const PROTOCOL = 'vonglau-live.v1';
/** The server sends a heartbeat every 2 s. */
const SILENCE_LIMIT_MS = 5000;
/** After a reconnection so many streams are opened at a time, so that their key frames do not come all in one instant. */
const REOPEN_BATCH = 4;
const REOPEN_PAUSE_MS = 40;
const KEY_FRAME_PAUSE_MS = 500;
/** A camera that was refused because it is away is asked for again after 10 s to 15 s. */
const REFUSED_RETRY_MS = 10_000;
const REFUSED_RETRY_SPREAD_MS = 5000;
const PASSING: readonly ErrorCode[] = ['camera/lost', 'camera/broken', 'tier/slow-down', 'app/too-many-requests'];

interface Upstream {
  readonly camera: CameraId;
  readonly profile: ProfileName;
  readonly listener: PullListener;
  pace: Pace;
  audio: boolean;
  /** Unique in the transport; a new one for every opening. */
  stream: number;
  phase: UpstreamPhase;
}

type UpstreamPhase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'queued'; readonly cancel: Cancel }
  | { readonly kind: 'asked' }
  | { readonly kind: 'opened'; readonly open: PullStatus; lastKeyRequestMonoMs: number };

/** Live pictures of a Tier API server: one WebSocket for all streams. */
export const createWsAnnexb =
  (openSocket: WebSocketOpener): TransportFactory =>
  (source, environment) =>
    start(source, environment, openSocket);

export const wsAnnexb: TransportFactory = createWsAnnexb(openWebSocket);

function start(source: LiveSource, environment: TransportEnvironment, openSocket: WebSocketOpener): LiveTransport {
  const { clock, timers, random, log } = environment;
  const skip = createSkipCount(log, 'live.skipped');
  const upstreams = new Map<number, Upstream>();
  let connected = false;
  let lastError: AppError | null = null;
  let nextStream = 1;

  const pasts = createPastPulls((message) => {
    if (connected) socket.send(JSON.stringify(message));
    return connected;
  });

  const setPhase = (upstream: Upstream, phase: UpstreamPhase): void => {
    if (upstream.phase.kind === 'queued') upstream.phase.cancel();
    upstream.phase = phase;
  };

  const ask = (upstream: Upstream): void => {
    upstreams.delete(upstream.stream);
    upstream.stream = nextStream;
    nextStream += 1;
    upstreams.set(upstream.stream, upstream);
    setPhase(upstream, { kind: 'asked' });
    const { stream, camera, profile, pace, audio } = upstream;
    socket.send(JSON.stringify({ type: 'open', stream, cameraId: camera, profile, pace, audio }));
  };

  /** Tells the server only of a stream it was asked for; the next opening says the rest. */
  const set = (upstream: Upstream, change: { readonly pace: Pace } | { readonly audio: boolean }): void => {
    Object.assign(upstream, change);
    if (upstream.phase.kind === 'asked' || upstream.phase.kind === 'opened') socket.send(JSON.stringify({ type: 'set', stream: upstream.stream, ...change }));
  };

  const askLater = (upstream: Upstream, delayMs: number): void => setPhase(upstream, { kind: 'queued', cancel: timers.after(delayMs, () => ask(upstream)) });

  const onRefused = (upstream: Upstream, text: string | undefined): void => {
    const code = knownCode(text, 'tier/refused');
    setPhase(upstream, { kind: 'idle' });
    if (PASSING.includes(code)) askLater(upstream, REFUSED_RETRY_MS + random() * REFUSED_RETRY_SPREAD_MS);
    upstream.listener.onStatus({ kind: 'refused', code });
  };

  const onUnknownFormat = (upstream: Upstream): void => {
    setPhase(upstream, { kind: 'idle' });
    socket.send(JSON.stringify({ type: 'close', stream: upstream.stream }));
    skip('format');
    upstream.listener.onStatus({ kind: 'refused', code: 'stream/unsupported' });
  };

  const onMessage = (message: LiveMessage): void => {
    if (message.type === 'heartbeat' || pasts.onMessage(message)) return;
    const upstream = upstreams.get(message.stream);
    // What was still on its way when the stream was closed.
    if (upstream === undefined) return;
    switch (message.type) {
      case 'opened': {
        const { codec, format, widthPx, heightPx, frameRate, audio } = message;
        if (format === null) return onUnknownFormat(upstream);
        const open: PullStatus = { kind: 'open', codec, format, widthPx, heightPx, frameRate, audio };
        setPhase(upstream, { kind: 'opened', open, lastKeyRequestMonoMs: Number.NEGATIVE_INFINITY });
        return upstream.listener.onStatus(open);
      }
      case 'interrupted':
        return upstream.listener.onStatus({ kind: 'interrupted', code: knownCode(message.code, 'camera/lost') });
      case 'resumed':
        return upstream.phase.kind === 'opened' ? upstream.listener.onStatus(upstream.phase.open) : skip('resumed');
      case 'refused':
        return onRefused(upstream, message.code);
      case 'ended':
        return skip('ended');
      default:
        return assertNever(message);
    }
  };

  const socket = keepSocket(
    { url: source.url, protocol: PROTOCOL, trust: source.trust, accessToken: environment.accessToken, silenceLimitMs: SILENCE_LIMIT_MS, openSocket, clock, timers, random },
    {
      onConnecting: () => environment.onConnection('connecting'),
      onOpen: () => {
        connected = true;
        environment.onConnection('open');
        [...upstreams.values()].forEach((upstream, index) => {
          upstream.listener.onStatus({ kind: 'opening' });
          if (index < REOPEN_BATCH) ask(upstream);
          else askLater(upstream, Math.floor(index / REOPEN_BATCH) * REOPEN_PAUSE_MS);
        });
      },
      onText: (text) => {
        const message = readMessage(text);
        if (message === null) skip('message');
        else onMessage(message);
      },
      onBinary: (bytes) => {
        environment.onReceived(bytes.byteLength);
        const parsed = parseAccessUnit(bytes);
        if (parsed.kind === 'bad') return skip(parsed.reason);
        if (pasts.onUnit(parsed.unit)) return;
        const { stream, key, preroll, isAudio, captureUtcUs, sequence, payload } = parsed.unit;
        const upstream = upstreams.get(stream);
        if (upstream?.phase.kind !== 'opened') return;
        if (isAudio) upstream.listener.onAudio(captureUtcUs, ownBuffer(payload));
        else upstream.listener.onUnit({ key, preroll, captureUtcUs, sequence, data: ownBuffer(payload) });
      },
      onLost: (error) => {
        connected = false;
        lastError = error;
        log.warn('live.connection-lost', { code: error.code, detail: error.detail });
        environment.onConnection('closed');
        pasts.onLost(error.code);
        for (const upstream of [...upstreams.values()]) {
          setPhase(upstream, { kind: 'idle' });
          upstream.listener.onStatus({ kind: 'unreachable', code: error.code });
        }
      },
    },
  );

  return {
    open: (camera, profile, pace, listener) => {
      const upstream: Upstream = { camera, profile, listener, pace, audio: false, stream: nextStream, phase: { kind: 'idle' } };
      nextStream += 1;
      upstreams.set(upstream.stream, upstream);
      if (connected || lastError === null) listener.onStatus({ kind: 'opening' });
      else listener.onStatus({ kind: 'unreachable', code: lastError.code });
      if (connected) ask(upstream);
      return {
        setPace: (next) => set(upstream, { pace: next }),
        setAudio: (isOn) => set(upstream, { audio: isOn }),
        requestKeyFrame: () => {
          const { phase } = upstream;
          if (phase.kind !== 'opened' || clock.monoMs() - phase.lastKeyRequestMonoMs < KEY_FRAME_PAUSE_MS) return;
          phase.lastKeyRequestMonoMs = clock.monoMs();
          socket.send(JSON.stringify({ type: 'key-frame', stream: upstream.stream }));
        },
        close: () => {
          const { kind } = upstream.phase;
          setPhase(upstream, { kind: 'idle' });
          if (!upstreams.delete(upstream.stream) || (kind !== 'asked' && kind !== 'opened')) return;
          socket.send(JSON.stringify({ type: 'close', stream: upstream.stream }));
        },
      };
    },
    openPast: (camera, profile, span, listener) => {
      const stream = nextStream;
      nextStream += 1;
      return pasts.open(stream, camera, profile, span, listener);
    },
    renew: () => socket.renew(),
    retryNow: () => socket.retryNow(),
    close: () => {
      socket.close();
      for (const upstream of upstreams.values()) setPhase(upstream, { kind: 'idle' });
      upstreams.clear();
      pasts.clear();
      if (connected) environment.onConnection('closed');
      connected = false;
    },
  };
}

const knownCode = (text: string | undefined, otherwise: ErrorCode): ErrorCode => (text !== undefined && isErrorCode(text) ? text : otherwise);

function readMessage(text: string): LiveMessage | null {
  try {
    const read = liveMessage.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
