import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { openWebSocket, type SocketEnd } from '../../../../main/platform/web-socket.ts';
import { createCertificates, type ServerCertificate } from '../../../builders/certificates.ts';
import { startLocalServer } from '../../../builders/local-server.ts';

const certificates = createCertificates();
afterAll(() => certificates.remove());
const open: { readonly close: () => unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

/** A WebSocket server; `greet` runs for each connection. */
async function serve(greet: (socket: WebSocket) => void, certificate?: ServerCertificate) {
  const local = await startLocalServer((_request, response) => response.writeHead(401).end(), certificate);
  const sockets = new WebSocketServer({ noServer: true });
  const tokens: (string | undefined)[] = [];
  local.server.on('upgrade', (request, socket, head) => {
    tokens.push(request.headers.authorization);
    if (request.url === '/refuse') socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
    else sockets.handleUpgrade(request, socket, head, greet);
  });
  open.push(local);
  return { url: `${certificate === undefined ? 'ws' : 'wss'}://localhost:${local.port}`, tokens };
}

const connect = (url: string, caPem: string | null = null) =>
  new Promise<{ readonly heard: readonly unknown[]; readonly end: SocketEnd }>((resolve) => {
    const heard: unknown[] = [];
    const socket = openWebSocket(
      { url, protocol: 'p.v1', trust: { caPem, spkiPins: [] }, accessToken: 'token-1' },
      {
        onOpen: () => {
          heard.push('open');
          socket.send('hi');
        },
        onText: (text) => void heard.push(text),
        onBinary: (bytes) => void heard.push(bytes.byteLength),
        onEnd: (end) => resolve({ heard, end }),
      },
    );
  });

describe('a WebSocket', () => {
  test('is opened with the token, talks, and tells the close code', async () => {
    const { url, tokens } = await serve((socket) =>
      socket.on('message', (data) => {
        socket.send(`echo ${String(data)}`);
        socket.send(Buffer.alloc(7));
        socket.close(4401);
      }),
    );
    expect(await connect(url)).toEqual({ heard: ['open', 'echo hi', 7], end: { kind: 'closed', closeCode: 4401 } });
    expect(tokens).toEqual(['Bearer token-1']);
  });

  test('refused in the handshake tells the status', async () => {
    const { url } = await serve(() => undefined);
    expect(await connect(`${url}/refuse`)).toEqual({ heard: [], end: { kind: 'refused', status: 401 } });
  });

  test('ends at a message above 8 MiB', async () => {
    const { url } = await serve((socket) => socket.send(Buffer.alloc(8 * 1024 * 1024 + 1)));
    expect((await connect(url)).end).toMatchObject({ kind: 'failed', error: { code: 'tier/too-large' } });
  });

  test('to a port nobody listens on, to another machine in the clear, or to no address at all, fails without throwing', async () => {
    const gone = await startLocalServer(() => undefined);
    await gone.close();
    expect((await connect(`ws://127.0.0.1:${gone.port}`)).end).toMatchObject({ error: { code: 'tier/unreachable' } });
    expect((await connect('ws://192.0.2.7/')).end).toMatchObject({ error: { code: 'tier/insecure-address' } });
    expect((await connect('no address')).end).toMatchObject({ kind: 'failed' });
  });

  test('trusts the CA it was given and no other', async () => {
    const ours = certificates.authority('Organisation CA');
    const { url } = await serve((socket) => socket.close(1000), ours.issue());
    expect((await connect(url, ours.caPem)).end).toEqual({ kind: 'closed', closeCode: 1000 });
    expect((await connect(url, certificates.authority('Some other CA').caPem)).end).toMatchObject({ error: { code: 'tier/untrusted-certificate' } });
  });
});
