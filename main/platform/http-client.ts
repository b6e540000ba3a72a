import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { Timers } from './clock.ts';
import { interpretAnswer, readBody, type HttpAnswer } from './http-answer.ts';
import { errorCodeOf, networkError } from './network-error.ts';
import { checkAddress, tlsOptions } from './tls-trust.ts';
import type { TrustPolicy } from './trust.ts';

export interface HttpClientOptions {
  /** Requests go to paths below it; its user name, query and fragment are not used. */
  readonly baseUrl: URL;
  readonly trust: TrustPolicy;
  /** Sent as `Authorization: Bearer` unless a request says otherwise. Read anew for each request. */
  readonly accessToken: () => string | null;
  readonly timers: Timers;
  readonly utcMs: () => number;
  /** For the whole exchange; default 10,000. */
  readonly deadlineMs?: number;
  /** Of an answer; default 32 MiB. */
  readonly maxBodyBytes?: number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base address, without a leading slash; already escaped. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a Uint8Array as the bytes it is. */
  readonly body?: unknown;
  /** `bytes`: the answer's body is a Uint8Array, of whatever type. Default: JSON. */
  readonly expects?: 'json' | 'bytes';
  /** Largest answer, bytes; 32 MiB unless told. */
  readonly maxBodyBytes?: number;
  /** True: no access token is sent. */
  readonly anonymous?: boolean;
}

/** JSON (and bytes, where asked for) over HTTP to one server, trusted by policy. Never follows a redirect, never throws. */
export interface HttpClient {
  /**
   * Codes: tier/unreachable, tier/untrusted-certificate, tier/insecure-address, tier/bad-answer, tier/too-large,
   * tier/slow-down, tier/failed, tier/refused, or the closed code the server's problem details name.
   */
  readonly request: (request: HttpRequest) => Promise<Result<HttpAnswer>>;
  /** Ends what is under way with tier/unreachable, and refuses what comes later; may be called twice. */
  readonly close: () => void;
}

const DEFAULT_DEADLINE_MS = 10_000;
const DEFAULT_MAX_BODY_BYTES = 32 * 1024 * 1024;

export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { baseUrl } = options;
  const secure = baseUrl.protocol === 'https:';
  const deadlineMs = options.deadlineMs ?? DEFAULT_DEADLINE_MS;
  const maxBodyBytes = options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES;
  const address = checkAddress(baseUrl);
  const basePath = baseUrl.pathname.replace(/\/+$/, '');
  // A resumed TLS session skips the identity check, so none is kept; connections are kept open instead.
  const agent = secure
    ? new HttpsAgent({ ...tlsOptions(options.trust), keepAlive: true, maxSockets: 8, maxCachedSessions: 0 })
    : new HttpAgent({ keepAlive: true, maxSockets: 8 });
  const running = new Set<(result: Result<HttpAnswer>) => void>();
  let closed = false;

  const requestOptions = (request: HttpRequest, payload: Buffer | null): RequestOptions => {
    const query = new URLSearchParams(Object.entries(request.query ?? {}).map(([key, value]): [string, string] => [key, String(value)])).toString();
    const token = request.anonymous === true ? null : options.accessToken();
    return {
      agent,
      method: request.method,
      hostname: baseUrl.hostname.replace(/^\[|\]$/g, ''),
      port: baseUrl.port === '' ? (secure ? 443 : 80) : Number(baseUrl.port),
      path: `${basePath}/${request.path}${query === '' ? '' : `?${query}`}`,
      headers: {
        accept: request.expects === 'bytes' ? '*/*' : 'application/json, application/problem+json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(payload === null ? {} : { 'content-type': request.body instanceof Uint8Array ? 'application/octet-stream' : 'application/json', 'content-length': payload.length }),
        ...request.headers,
      },
      // `localhost` may resolve to ::1 while the server listens on 127.0.0.1.
      ...(secure ? {} : { autoSelectFamily: true }),
    };
  };

  const open = (request: HttpRequest, payload: Buffer | null): Result<ClientRequest> => {
    try {
      return ok((secure ? httpsRequest : httpRequest)(requestOptions(request, payload)));
    } catch (error) {
      return { ok: false, error: networkError(error) };
    }
  };

  const exchange = (request: HttpRequest, payload: Buffer | null, mayRepeat: boolean): Promise<Result<HttpAnswer>> => {
    const opened = open(request, payload);
    if (!opened.ok) return Promise.resolve(opened);
    const outgoing = opened.value;
    return new Promise((resolve) => {
      const settle = (result: Result<HttpAnswer>): void => {
        cancelDeadline();
        running.delete(fail);
        resolve(result);
      };
      const fail = (result: Result<HttpAnswer>): void => {
        settle(result);
        outgoing.destroy();
      };
      running.add(fail);
      const cancelDeadline = options.timers.after(deadlineMs, () => fail(err('tier/unreachable', { retryable: true, detail: 'deadline' })));
      outgoing.on('error', (error) => {
        // The server closed an idle connection in the very moment it was used again.
        const stale = mayRepeat && outgoing.reusedSocket && errorCodeOf(error) === 'ECONNRESET' && running.has(fail);
        if (stale) {
          cancelDeadline();
          running.delete(fail);
          resolve(exchange(request, payload, false));
        } else fail({ ok: false, error: networkError(error) });
      });
      outgoing.on('response', (response) => {
        void readBody(response, request.maxBodyBytes ?? maxBodyBytes).then((body) => {
          if (body.ok) settle(interpretAnswer({ status: response.statusCode ?? 0, headers: response.headers, body: body.value }, options.utcMs(), request.expects));
          else fail(body);
        });
      });
      outgoing.end(payload ?? undefined);
    });
  };

  return {
    request: (request) => {
      if (!address.ok) return Promise.resolve(address);
      if (closed) return Promise.resolve(err('tier/unreachable', { detail: 'closed' }));
      const { body } = request;
      const payload = body === undefined ? null : body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : Buffer.from(JSON.stringify(body));
      return exchange(request, payload, request.method === 'GET');
    },
    close: () => {
      closed = true;
      for (const fail of [...running]) fail(err('tier/unreachable', { detail: 'closed' }));
      agent.destroy();
    },
  };
}
