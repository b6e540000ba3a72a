import { WebSocket, type RawData } from 'ws';
import { err, type AppError, type Result } from '@contract/domain/result.ts';
import { networkError } from './network-error.ts';
import { checkAddress, tlsOptions } from './tls-trust.ts';
import type { TrustPolicy } from './trust.ts';

export interface WebSocketOptions {
  readonly url: string;
  readonly protocol: string;
  readonly trust: TrustPolicy;
  readonly accessToken: string | null;
}

/** How a socket ended. */
export type SocketEnd =
  /** It had been open; the WebSocket close code. */
  | { readonly kind: 'closed'; readonly closeCode: number }
  /** The server answered the handshake with this HTTP status. */
  | { readonly kind: 'refused'; readonly status: number }
  /** The network, the certificate or the protocol failed, before or after opening. */
  | { readonly kind: 'failed'; readonly error: AppError };

export interface WebSocketListener {
  readonly onOpen: () => void;
  readonly onText: (text: string) => void;
  /** The bytes may be part of a larger buffer; copy what is kept. */
  readonly onBinary: (bytes: Uint8Array) => void;
  /** Exactly once, and nothing after it. Not called after `close`. */
  readonly onEnd: (end: SocketEnd) => void;
}

export interface OpenWebSocket {
  /** Nothing happens unless open. */
  readonly send: (text: string) => void;
  /** Ends it without waiting for the other side; may be called twice. */
  readonly close: () => void;
}

export type WebSocketOpener = (options: WebSocketOptions, listener: WebSocketListener) => OpenWebSocket;

const MAX_PAYLOAD_BYTES = 8 * 1024 * 1024;
const HANDSHAKE_LIMIT_MS = 8000;

/** Opens a WebSocket to a server trusted by policy. Never throws; failures come through `onEnd`, later than this returns. */
export const openWebSocket: WebSocketOpener = (options, listener) => {
  let done = false;
  let socket: WebSocket | null = null;
  const end = (how: SocketEnd): void => {
    if (done) return;
    done = true;
    socket?.terminate();
    listener.onEnd(how);
  };
  const connected = connect(options);
  if (!connected.ok) {
    queueMicrotask(() => end({ kind: 'failed', error: connected.error }));
    return { send: () => undefined, close: () => void (done = true) };
  }
  const opened = connected.value;
  socket = opened;
  opened.on('open', () => !done && listener.onOpen());
  opened.on('message', (data: RawData, isBinary: boolean) => {
    if (done || Array.isArray(data)) return;
    if (isBinary) listener.onBinary(data instanceof ArrayBuffer ? new Uint8Array(data) : data);
    else listener.onText(data.toString());
  });
  opened.on('unexpected-response', (request, response) => {
    request.destroy();
    end({ kind: 'refused', status: response.statusCode ?? 0 });
  });
  opened.on('error', (error) => end({ kind: 'failed', error: networkError(error) }));
  opened.on('close', (closeCode) => end({ kind: 'closed', closeCode }));
  return {
    send: (text) => {
      if (!done && opened.readyState === WebSocket.OPEN) opened.send(text);
    },
    close: () => {
      if (done) return;
      done = true;
      opened.close(1000);
      opened.terminate();
    },
  };
};

function connect(options: WebSocketOptions): Result<WebSocket> {
  try {
    const url = new URL(options.url);
    const address = checkAddress(url);
    if (!address.ok) return address;
    const secure = url.protocol === 'wss:';
    return {
      ok: true,
      value: new WebSocket(url, [options.protocol], {
        ...(secure ? tlsOptions(options.trust) : { autoSelectFamily: true }),
        headers: options.accessToken === null ? {} : { authorization: `Bearer ${options.accessToken}` },
        handshakeTimeout: HANDSHAKE_LIMIT_MS,
        maxPayload: MAX_PAYLOAD_BYTES,
        perMessageDeflate: false,
        followRedirects: false,
      }),
    };
  } catch (error) {
    return err(networkError(error).code, { detail: 'address' });
  }
}
