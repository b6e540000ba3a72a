import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import type { ServerCertificate } from './certificates.ts';

export interface LocalServer {
  readonly server: Server;
  readonly port: number;
  readonly url: URL;
  readonly close: () => Promise<void>;
}

/** An HTTP server on a free port of this machine; with a certificate, HTTPS. */
export async function startLocalServer(handler: RequestListener, certificate?: ServerCertificate, tls: SecureContextOptions = {}): Promise<LocalServer> {
  const server = certificate === undefined ? createServer(handler) : createTlsServer({ cert: certificate.certPem, key: certificate.keyPem, ...tls }, handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    server,
    port,
    url: new URL(`${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
