import type { SocketEnd, WebSocketListener, WebSocketOpener, WebSocketOptions } from '../../main/platform/web-socket.ts';

/** The server's side of one WebSocket the code under test opened. */
export interface FakeSocket {
  readonly options: WebSocketOptions;
  /** What the client sent, parsed. */
  readonly sent: readonly unknown[];
  readonly closedByClient: () => boolean;
  readonly accept: () => void;
  readonly text: (message: unknown) => void;
  readonly binary: (bytes: Uint8Array) => void;
  readonly end: (end: SocketEnd) => void;
}

/** An opener that answers no socket by itself; the test plays the server. */
export function createFakeSockets(): { readonly open: WebSocketOpener; readonly all: readonly FakeSocket[]; readonly last: () => FakeSocket } {
  const all: FakeSocket[] = [];
  const open: WebSocketOpener = (options, listener) => {
    const sent: unknown[] = [];
    let closed = false;
    const whenOpen = <T>(act: (listener: WebSocketListener, value: T) => void) => (value: T) => {
      if (!closed) act(listener, value);
    };
    all.push({
      options,
      sent,
      closedByClient: () => closed,
      accept: () => whenOpen((to) => to.onOpen())(null),
      text: whenOpen((to, message) => to.onText(typeof message === 'string' ? message : JSON.stringify(message))),
      binary: whenOpen((to, bytes) => to.onBinary(bytes)),
      end: whenOpen((to, end) => to.onEnd(end)),
    });
    return {
      send: (text) => {
        if (!closed) sent.push(JSON.parse(text));
      },
      close: () => {
        closed = true;
      },
    };
  };
  return {
    open,
    all,
    last: () => {
      const socket = all.at(-1);
      if (socket === undefined) throw new Error('no socket was opened');
      return socket;
    },
  };
}
