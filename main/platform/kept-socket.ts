import { assertNever, type AppError } from '@contract/domain/result.ts';
import { nextBackOff, NO_BACK_OFF, type BackOff } from './back-off.ts';
import type { Cancel, Clock, Timers } from './clock.ts';
import type { TrustPolicy } from './trust.ts';
import type { OpenWebSocket, SocketEnd, WebSocketOpener } from './web-socket.ts';

export interface KeptSocketOptions {
  readonly url: string;
  readonly protocol: string;
  readonly trust: TrustPolicy;
  readonly accessToken: () => string | null;
  /** A socket from which nothing came for so long is dead. */
  readonly silenceLimitMs: number;
  readonly openSocket: WebSocketOpener;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
}

export interface KeptSocketListener {
  readonly onConnecting: () => void;
  readonly onOpen: () => void;
  readonly onText: (text: string) => void;
  readonly onBinary: (bytes: Uint8Array) => void;
  /**
   * The connection ended, or a try failed; another follows unless closed. Codes: those of networkError, session/not-signed-in
   * (no token), session/expired (the token was refused), session/no-right-to-view.
   */
  readonly onLost: (error: AppError) => void;
}

export interface KeptSocket {
  /** Nothing happens unless open. */
  readonly send: (text: string) => void;
  /** `accessToken` answers another token now: tells the server, or connects when the old one had been refused. Null ends the connection. */
  readonly renew: () => void;
  /** Connects at once instead of waiting out the back-off. */
  readonly retryNow: () => void;
  /** Gives the open connection up; the next one follows after the back-off. */
  readonly drop: (detail: string) => void;
  readonly setSilenceLimit: (limitMs: number) => void;
  /** Ends it for good; the listener hears nothing more; may be called twice. */
  readonly close: () => void;
}

type State =
  | { readonly kind: 'connecting'; readonly socket: OpenWebSocket; readonly token: string }
  | { readonly kind: 'open'; readonly socket: OpenWebSocket; readonly sinceMonoMs: number }
  | { readonly kind: 'waiting'; readonly cancel: Cancel }
  /** The server does not take `token` (null: there is none); another one is wanted. */
  | { readonly kind: 'token-wanted'; readonly token: string | null; readonly cancel: Cancel }
  | { readonly kind: 'closed' };

const WATCH_PERIOD_MS = 500;
/** A refused token is tried again so often: the server may have been the one that was wrong. */
const SAME_TOKEN_RETRY_MS = 30_000;

/** A WebSocket of the Tier API kept connected: jittered back-off, watch for silence, renewal of the token. */
export function keepSocket(options: KeptSocketOptions, listener: KeptSocketListener): KeptSocket {
  const { clock, timers } = options;
  let backOff: BackOff = NO_BACK_OFF;
  let silenceLimitMs = options.silenceLimitMs;
  let lastHeardMonoMs = 0;
  let state: State = { kind: 'closed' };

  const wantToken = (token: string | null, error: AppError): void => {
    const cancel = token === null ? () => undefined : timers.after(SAME_TOKEN_RETRY_MS, connect);
    state = { kind: 'token-wanted', token, cancel };
    listener.onLost(error);
  };

  const wait = (connectedForMs: number, error: AppError): void => {
    const next = nextBackOff(backOff, connectedForMs, options.random);
    backOff = next.backOff;
    state = { kind: 'waiting', cancel: timers.after(next.delayMs, connect) };
    listener.onLost(error);
  };

  const onEnd = (token: string, end: SocketEnd): void => {
    const connectedForMs = state.kind === 'open' ? clock.monoMs() - state.sinceMonoMs : 0;
    const error = endError(end);
    if (error.code === 'session/expired' || error.code === 'session/no-right-to-view') wantToken(token, error);
    else wait(connectedForMs, error);
  };

  const connect = (): void => {
    const token = options.accessToken();
    if (token === null) return wantToken(null, { code: 'session/not-signed-in', retryable: false });
    lastHeardMonoMs = clock.monoMs();
    const socket = options.openSocket(
      { url: options.url, protocol: options.protocol, trust: options.trust, accessToken: token },
      {
        onOpen: () => {
          lastHeardMonoMs = clock.monoMs();
          state = { kind: 'open', socket, sinceMonoMs: lastHeardMonoMs };
          listener.onOpen();
        },
        onText: (text) => {
          lastHeardMonoMs = clock.monoMs();
          listener.onText(text);
        },
        onBinary: (bytes) => {
          lastHeardMonoMs = clock.monoMs();
          listener.onBinary(bytes);
        },
        onEnd: (end) => onEnd(token, end),
      },
    );
    state = { kind: 'connecting', socket, token };
    listener.onConnecting();
  };

  const drop = (detail: string): void => {
    if (state.kind !== 'open') return;
    const connectedForMs = clock.monoMs() - state.sinceMonoMs;
    state.socket.close();
    wait(connectedForMs, { code: 'tier/unreachable', retryable: true, detail });
  };

  const release = (): void => {
    switch (state.kind) {
      case 'connecting':
      case 'open':
        return state.socket.close();
      case 'waiting':
      case 'token-wanted':
        return state.cancel();
      case 'closed':
        return;
      default:
        assertNever(state);
    }
  };

  const renew = (): void => {
    const token = options.accessToken();
    if (state.kind === 'closed') return;
    if (token === null) {
      if (state.kind === 'token-wanted' && state.token === null) return;
      release();
      wantToken(null, { code: 'session/not-signed-in', retryable: false });
    } else if (state.kind === 'open') state.socket.send(JSON.stringify({ type: 'renew', accessToken: token }));
    else if ((state.kind === 'token-wanted' || state.kind === 'connecting') && state.token !== token) {
      release();
      connect();
    }
  };

  const stopWatch = timers.every(WATCH_PERIOD_MS, () => {
    if (clock.monoMs() - lastHeardMonoMs > silenceLimitMs) drop('silent');
  });
  connect();

  return {
    send: (text) => {
      if (state.kind === 'open') state.socket.send(text);
    },
    renew,
    retryNow: () => {
      if (state.kind !== 'waiting') return;
      state.cancel();
      connect();
    },
    drop,
    setSilenceLimit: (limitMs) => {
      silenceLimitMs = limitMs;
    },
    close: () => {
      stopWatch();
      release();
      state = { kind: 'closed' };
    },
  };
}

/** Close codes 4401, 4403 and their like in a refused handshake are events.yaml's. */
function endError(end: SocketEnd): AppError {
  switch (end.kind) {
    case 'failed':
      return end.error;
    case 'closed':
      if (end.closeCode === 4401) return { code: 'session/expired', retryable: false };
      if (end.closeCode === 4403) return { code: 'session/no-right-to-view', retryable: false };
      return { code: 'tier/unreachable', retryable: true, detail: `close ${end.closeCode}` };
    case 'refused':
      if (end.status === 401) return { code: 'session/expired', retryable: false };
      if (end.status === 403) return { code: 'session/no-right-to-view', retryable: false };
      return { code: 'tier/unreachable', retryable: true, detail: `status ${end.status}` };
    default:
      return assertNever(end);
  }
}
