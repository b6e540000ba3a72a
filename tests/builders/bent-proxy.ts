import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** Stands between a console and a server, hears what is said, and can answer in the server's place. */
export interface BentProxy {
  readonly url: string;
  /** Answers every request of this path (without query) with 200 and this body, until `null`. */
  readonly answer: (path: string, body: string | null) => void;
  /** Every request of this path goes on its way only after so long, until 0. ms */
  readonly delay: (path: string, forMs: number) => void;
  /** Bodies of all that went through, both ways, as text. */
  readonly heard: () => readonly string[];
  readonly close: () => Promise<void>;
}

export async function startBentProxy(target: URL): Promise<BentProxy> {
  const bent = new Map<string, string>();
  const delays = new Map<string, number>();
  const heard: string[] = [];
  /** WebSockets on their way, both sides; the server no longer knows them. */
  const upgraded = new Set<Duplex>();
  const listen = (message: IncomingMessage): void => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => heard.push(Buffer.concat(chunks).toString('utf8')));
  };
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    listen(incoming);
    const onward = request({ host: target.hostname, port: target.port, method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
      listen(answer);
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('error', () => outgoing.destroy());
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  };
  const server = createServer((incoming: IncomingMessage, outgoing: ServerResponse) => {
    const path = (incoming.url ?? '').split('?', 1)[0] ?? '';
    const body = bent.get(path);
    if (body !== undefined) {
      incoming.resume();
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end(body);
      return;
    }
    const forMs = delays.get(path) ?? 0;
    if (forMs === 0) pass(incoming, outgoing);
    else setTimeout(() => pass(incoming, outgoing), forMs);
  });
  server.on('upgrade', (incoming, client, head) => {
    const onward = connect(Number(target.port), target.hostname, () => {
      const fields = incoming.rawHeaders.reduce((text, field, index) => `${text}${field}${index % 2 === 0 ? ': ' : '\r\n'}`, '');
      onward.write(`${incoming.method ?? 'GET'} ${incoming.url ?? '/'} HTTP/1.1\r\n${fields}\r\n`);
      onward.write(head);
      client.pipe(onward).pipe(client);
    });
    for (const socket of [client, onward]) {
      upgraded.add(socket);
      const end = (): void => {
        upgraded.delete(socket);
        client.destroy();
        onward.destroy();
      };
      socket.on('error', end);
      socket.on('close', end);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    answer: (path, body) => {
      if (body === null) bent.delete(path);
      else bent.set(path, body);
    },
    delay: (path, forMs) => void delays.set(path, forMs),
    heard: () => heard,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of [...upgraded]) socket.destroy();
      }),
  };
}
