import type { Server as HttpServer } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** First byte of a TLS handshake record. */
const TLS_HANDSHAKE = 0x16;
/** A connection that says nothing for this long is closed. */
const FIRST_BYTE_MS = 10_000;

/** Key and certificate in PEM. */
export interface ServerIdentity {
  readonly key: string;
  readonly cert: string;
}

/** One listening port for plain HTTP and for TLS. */
export interface FrontDoor {
  readonly port: number;
  /** Closes the port and every connection; may be called twice. */
  readonly close: () => Promise<void>;
}

/**
 * Listens and hands each connection, by its first byte, to the HTTP server as it is or through TLS. Rejects with the system's
 * error (`EADDRINUSE`...) when the port cannot be had. `port` 0 takes a free one.
 */
export async function openFrontDoor(http: HttpServer, identity: ServerIdentity, host: string, port: number): Promise<FrontDoor> {
  const open = new Set<Socket>();
  const tls = createTlsServer({ key: identity.key, cert: identity.cert, minVersion: 'TLSv1.2', ALPNProtocols: ['http/1.1'] });
  tls.on('secureConnection', (socket) => {
    http.emit('connection', socket);
  });
  tls.on('tlsClientError', (_error, socket) => {
    socket.destroy();
  });
  const door = createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    const silent = setTimeout(() => socket.destroy(), FIRST_BYTE_MS);
    socket.once('close', () => {
      clearTimeout(silent);
      open.delete(socket);
    });
    socket.on('error', () => socket.destroy());
    socket.once('data', (first) => {
      clearTimeout(silent);
      socket.pause();
      socket.unshift(first);
      (first[0] === TLS_HANDSHAKE ? tls : http).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  await new Promise<void>((resolve, reject) => {
    door.once('error', reject);
    door.listen(port, host, () => {
      door.off('error', reject);
      resolve();
    });
  });
  const address = door.address();
  let closing: Promise<void> | null = null;
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () => {
      closing ??= new Promise((resolve) => {
        door.close(() => {
          resolve();
        });
        for (const socket of open) socket.destroy();
      });
      return closing;
    },
  };
}
