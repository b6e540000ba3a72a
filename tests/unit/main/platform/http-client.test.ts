import type { RequestListener } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemClock, systemTimers } from '../../../../main/platform/clock.ts';
import { createHttpClient, type HttpClient, type HttpClientOptions } from '../../../../main/platform/http-client.ts';
import type { TrustPolicy } from '../../../../main/platform/trust.ts';
import { createCertificates, type CertificateAuthority, type ServerCertificate } from '../../../builders/certificates.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';
import { startLocalServer, type LocalServer } from '../../../builders/local-server.ts';

const open: { readonly close: () => unknown }[] = [];
const keep = <T extends { readonly close: () => unknown }>(thing: T): T => {
  open.push(thing);
  return thing;
};
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close();
});

const json: RequestListener = (_request, response) => response.setHeader('content-type', 'application/json').end('{"fine":true}');
const clientOf = (baseUrl: URL, over: Partial<HttpClientOptions> = {}): HttpClient =>
  keep(createHttpClient({ baseUrl, trust: { caPem: null, spkiPins: [] }, accessToken: () => 'token-1', timers: systemTimers, utcMs: systemClock.utcMs, ...over }));
const serve = async (handler: RequestListener): Promise<LocalServer> => keep(await startLocalServer(handler));
const get = (client: HttpClient) => client.request({ method: 'GET', path: 'v1/x' });

describe('a request', () => {
  test('goes below the base path with its query, body and token', async () => {
    const seen: unknown[] = [];
    const { url } = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        seen.push([request.method, request.url, request.headers.authorization, request.headers['if-match'], Buffer.concat(chunks).toString()]);
        json(request, response);
      });
    });
    const client = clientOf(new URL(`${url.origin}/tier/`));
    await client.request({ method: 'PUT', path: 'v1/layouts/a', query: { since: 'x&y', limit: 2 }, body: { name: 'Sáng' }, headers: { 'if-match': '"1"' } });
    await client.request({ method: 'GET', path: 'v1/service', anonymous: true });
    expect(seen).toEqual([
      ['PUT', '/tier/v1/layouts/a?since=x%26y&limit=2', 'Bearer token-1', '"1"', '{"name":"Sáng"}'],
      ['GET', '/tier/v1/service', undefined, undefined, ''],
    ]);
  });

  test('reuses its connection, and survives the server closing an idle one', async () => {
    const connections = new Set<unknown>();
    const { url, server } = await serve((request, response) => {
      connections.add(request.socket);
      json(request, response);
    });
    const client = clientOf(url);
    await get(client);
    await get(client);
    expect(connections.size).toBe(1);
    server.closeIdleConnections();
    expect(await get(client)).toMatchObject({ ok: true });
  });

  test('is refused over plain HTTP to any other machine', async () => {
    expect(await get(clientOf(new URL('http://192.0.2.7/')))).toMatchObject({ error: { code: 'tier/insecure-address' } });
    expect(await get(clientOf(new URL('http://localhost.example/')))).toMatchObject({ error: { code: 'tier/insecure-address' } });
  });

  test('never follows a redirect', async () => {
    let asked = 0;
    const { url } = await serve((_request, response) => {
      asked += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await get(clientOf(url))).toMatchObject({ error: { code: 'tier/bad-answer' } });
    expect(asked).toBe(1);
  });

  test.each([
    ['announced', { 'content-length': '5000' }],
    ['unannounced', {}],
  ])('ends when the answer is larger than allowed (%s)', async (_name, headers) => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', ...headers });
      response.end(Buffer.alloc(5000, 0x20));
    });
    expect(await get(clientOf(url, { maxBodyBytes: 4000 }))).toMatchObject({ error: { code: 'tier/too-large' } });
  });

  test('ends at its deadline', async () => {
    const time = createFakeTime();
    const { url } = await serve(() => time.advance(10_000));
    expect(await get(clientOf(url, { timers: time.timers }))).toEqual({ ok: false, error: { code: 'tier/unreachable', retryable: true, detail: 'deadline' } });
    expect(time.waiting()).toBe(0);
  });

  test('that breaks off in the middle is unreachable', async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"items":[', () => response.destroy());
    });
    expect(await get(clientOf(url))).toMatchObject({ error: { code: 'tier/unreachable' } });
  });

  test('to a port nobody listens on is unreachable, and the error names no host', async () => {
    const gone = await startLocalServer(json);
    await gone.close();
    expect(await get(clientOf(gone.url))).toEqual({ ok: false, error: { code: 'tier/unreachable', retryable: true, detail: 'ECONNREFUSED' } });
  });

  test('to something that is no web server is a bad answer', async () => {
    const { url, server } = await serve(json);
    server.removeAllListeners('connection');
    server.on('connection', (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n', () => socket.destroy()));
    expect(await get(clientOf(url))).toMatchObject({ error: { code: 'tier/bad-answer' } });
  });

  test('under way is ended by close, and none is made after it', async () => {
    let client: HttpClient | null = null;
    const { url } = await serve(() => client?.close());
    client = clientOf(url);
    expect(await get(client)).toMatchObject({ error: { code: 'tier/unreachable', detail: 'closed' } });
    client.close();
    expect(await get(client)).toMatchObject({ error: { detail: 'closed' } });
  });
});

describe('the certificate of the server', () => {
  const certificates = createCertificates();
  let ours: CertificateAuthority;
  let other: CertificateAuthority;
  let good: ServerCertificate;
  beforeAll(() => {
    ours = certificates.authority('Organisation CA');
    other = certificates.authority('Some other CA');
    good = ours.issue();
  });
  afterAll(() => certificates.remove());

  const answerOf = async (certificate: ServerCertificate, trust: TrustPolicy, tls = {}) => {
    const { url } = keep(await startLocalServer(json, certificate, tls));
    return get(clientOf(url, { trust }));
  };
  const trusted = () => ({ caPem: ours.caPem, spkiPins: [] });

  test('of our CA is good, with the right pin, the backup pin, and a new certificate of the same key', async () => {
    expect(await answerOf(good, trusted())).toMatchObject({ ok: true });
    expect(await answerOf(good, { caPem: ours.caPem, spkiPins: [good.pin] })).toMatchObject({ ok: true });
    const backup = ours.issue();
    expect(await answerOf(backup, { caPem: ours.caPem, spkiPins: [good.pin, backup.pin] })).toMatchObject({ ok: true });
    expect(await answerOf(ours.issue({ keyPem: good.keyPem }), { caPem: ours.caPem, spkiPins: [good.pin] })).toMatchObject({ ok: true });
  });

  test.each<[string, () => ServerCertificate, () => TrustPolicy]>([
    ['expired', () => ours.issue({ days: -1 }), trusted],
    ['for another host', () => ours.issue({ altNames: 'DNS:elsewhere.example' }), trusted],
    ['of another CA', () => other.issue(), trusted],
    ['signed by itself', () => certificates.selfSigned(), trusted],
    ['of our CA with another key than the pinned one', () => good, () => ({ caPem: ours.caPem, spkiPins: [ours.issue().pin] })],
    ['of our CA, when none but the runtime\'s CAs are trusted', () => good, () => ({ caPem: null, spkiPins: [] })],
    ['when the CA file is empty', () => good, () => ({ caPem: '\n', spkiPins: [] })],
    ['when the CA file is damaged', () => good, () => ({ caPem: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', spkiPins: [] })],
  ])('%s is not trusted', async (_name, certificate, trust) => {
    expect(await answerOf(certificate(), trust())).toMatchObject({ ok: false, error: { code: 'tier/untrusted-certificate' } });
  });

  test('cannot be waved through by the environment', async () => {
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      expect(await answerOf(other.issue(), trusted())).toMatchObject({ error: { code: 'tier/untrusted-certificate' } });
    } finally {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
    }
  });

  test('is not even looked at when the server speaks no TLS of today', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    expect(await answerOf(good, trusted(), old)).toMatchObject({ ok: false, error: { code: 'tier/bad-answer' } });
  });

  test('is checked on every connection, not only the first', async () => {
    const { url } = keep(await startLocalServer((request, response) => json(request, response.setHeader('connection', 'close')), good));
    const client = clientOf(url, { trust: { caPem: ours.caPem, spkiPins: ['AAAA'] } });
    expect([await get(client), await get(client)]).toMatchObject([{ error: { code: 'tier/untrusted-certificate' } }, { error: { code: 'tier/untrusted-certificate' } }]);
  });
});
