import type { WebSocket } from 'ws';
import type { Clock } from './clock.ts';
import type { TierSchemas } from './schemas.ts';
import type { Sessions } from './sessions.ts';
import type { Grant, TokenKeeper } from './tokens.ts';

/** Close codes of both WebSockets (events.yaml). */
export const CLOSE = { malformed: 4400, unauthorised: 4401, forbidden: 4403, silent: 4408 } as const;

const MAX_TIMER_MS = 2 ** 31 - 1;

/** A WebSocket that lives only as long as its access token, renewed by `renew` messages. */
export interface AuthorisedSocket {
  readonly sendJson: (message: object) => void;
  readonly sendBytes: (bytes: Buffer) => void;
  readonly bufferedBytes: () => number;
  /** Ends it without a word: what waits for a client that does not read would go before. */
  readonly drop: () => void;
  readonly close: (code: number, reason: string) => void;
}

export interface AuthorisedSocketOptions {
  readonly socket: WebSocket;
  readonly protocol: string;
  readonly caller: Grant;
  readonly clock: Clock;
  readonly schemas: Pick<TierSchemas, 'guard'>;
  readonly sessions: Pick<Sessions, 'callerOf'>;
  readonly tokens: Pick<TokenKeeper, 'onDidRevoke'>;
  /** Every message that is an object with a `type`, except `renew`. False: malformed, the socket closes. */
  readonly onMessage: (type: string, message: object) => boolean;
  /** Called once, whoever closed. */
  readonly onDidClose: () => void;
}

/** Takes over a WebSocket after its handshake and until it is closed. */
export function authoriseSocket(options: AuthorisedSocketOptions): AuthorisedSocket {
  const { socket, clock, sessions, tokens } = options;
  const isRenew = options.schemas.guard('RenewToken');
  let { caller } = options;
  const close = (code: number, reason: string): void => {
    if (socket.readyState === socket.OPEN) socket.close(code, reason);
  };
  const expire = (): void => {
    close(CLOSE.unauthorised, 'session/expired');
  };
  const untilExpiry = (): NodeJS.Timeout => setTimeout(expire, Math.min(caller.accessExpiresUtcMs - clock.nowUtcMs(), MAX_TIMER_MS));
  let expiry = untilExpiry();
  const renew = (accessToken: string): void => {
    const next = sessions.callerOf(accessToken);
    if (next?.subjectId !== caller.subjectId) {
      expire();
      return;
    }
    caller = next;
    clearTimeout(expiry);
    expiry = untilExpiry();
  };
  const stopRevoke = tokens.onDidRevoke((familyId) => {
    if (familyId === caller.familyId) expire();
  });
  socket.on('message', (data, isBinary) => {
    const message = isBinary || !Buffer.isBuffer(data) ? null : parseMessage(data.toString('utf8'));
    if (message === null) close(CLOSE.malformed, 'not a message');
    else if (message.type === 'renew') {
      if (isRenew(message)) renew(message.accessToken);
      else close(CLOSE.malformed, 'renew');
    } else if (!options.onMessage(message.type, message)) close(CLOSE.malformed, message.type.slice(0, 40));
  });
  socket.on('error', () => {
    socket.terminate();
  });
  socket.once('close', () => {
    clearTimeout(expiry);
    stopRevoke();
    options.onDidClose();
  });
  if (socket.protocol !== options.protocol) close(CLOSE.malformed, `sub-protocol ${options.protocol} wanted`);
  return {
    sendJson: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    },
    sendBytes: (bytes) => {
      if (socket.readyState === socket.OPEN) socket.send(bytes, { binary: true });
    },
    bufferedBytes: () => socket.bufferedAmount,
    drop: () => {
      socket.terminate();
    },
    close,
  };
}

function parseMessage(text: string): { readonly type: string } | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('type' in value)) return null;
    const { type } = value;
    return typeof type === 'string' ? { ...value, type } : null;
  } catch {
    return null;
  }
}
