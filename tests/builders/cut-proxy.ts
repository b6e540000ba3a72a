import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy on a free port that can spoil what goes through it. */
export interface CutProxy {
  readonly port: number;
  /** Ends every connection in the middle of whatever it carries. New ones are taken. */
  readonly cut: () => void;
  /** Connections stay open but carry nothing until `resume`; new ones are held as well. */
  readonly hold: () => void;
  readonly resume: () => void;
  /** Refuses new connections until `accept`, and cuts those there are. */
  readonly refuse: () => void;
  readonly accept: () => void;
  readonly close: () => Promise<void>;
}

export async function createCutProxy(targetPort: number): Promise<CutProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let held = false;
  let refusing = false;

  const end = (pair: readonly [Socket, Socket]): void => {
    pairs.delete(pair);
    for (const socket of pair) socket.destroy();
  };
  const join = (from: Socket, to: Socket): void => {
    from.on('data', (chunk) => {
      if (!to.write(chunk)) {
        from.pause();
        to.once('drain', () => {
          if (!held) from.resume();
        });
      }
    });
  };
  const server = createServer((client) => {
    if (refusing) return void client.destroy();
    const target = createConnection({ port: targetPort, host: '127.0.0.1' });
    const pair = [client, target] as const;
    pairs.add(pair);
    join(client, target);
    join(target, client);
    for (const socket of pair) {
      socket.on('error', () => end(pair));
      socket.on('close', () => end(pair));
      if (held) socket.pause();
    }
  });
  const cut = (): void => {
    for (const pair of [...pairs]) end(pair);
  };
  const setHeld = (now: boolean): void => {
    held = now;
    for (const socket of [...pairs].flat()) {
      if (now) socket.pause();
      else socket.resume();
    }
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    cut,
    hold: () => setHeld(true),
    resume: () => setHeld(false),
    refuse: () => {
      refusing = true;
      cut();
    },
    accept: () => {
      refusing = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
