import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isErrorCode, type ErrorCode } from '@contract/domain/error-code.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { networkError } from './network-error.ts';

/** `notModified` for 304; `body` is null for an empty answer, a Uint8Array where bytes were expected. */
export interface HttpAnswer {
  readonly notModified: boolean;
  readonly etag: string | null;
  readonly body: unknown;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The whole body of an answer. Codes tier/too-large (above `maxBytes`; the connection must then be dropped), tier/unreachable (broke off). */
export function readBody(response: IncomingMessage, maxBytes: number): Promise<Result<Buffer>> {
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve(err('tier/too-large', { detail: 'content-length' }));
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let receivedBytes = 0;
    response.on('data', (chunk: Buffer) => {
      receivedBytes += chunk.length;
      if (receivedBytes > maxBytes) return resolve(err('tier/too-large', { detail: 'body' }));
      chunks.push(chunk);
    });
    response.on('end', () => resolve(ok(Buffer.concat(chunks))));
    response.on('error', (error) => resolve({ ok: false, error: networkError(error) }));
    response.on('close', () => resolve(err('tier/unreachable', { retryable: true, detail: 'broke-off' })));
  });
}

const MAX_RETRY_AFTER_MS = 3_600_000;

/** What an answer means: its JSON (or its bytes), or the error it stands for. Never throws. */
export function interpretAnswer(answer: RawAnswer, nowUtcMs: number, expects: 'json' | 'bytes' = 'json'): Result<HttpAnswer> {
  const { status, headers } = answer;
  const etag = headers.etag !== undefined && isHeaderText(headers.etag) ? headers.etag : null;
  if (status === 304) return ok({ notModified: true, etag, body: null });
  if (status >= 400) return problem(answer, nowUtcMs);
  if (status < 200 || status >= 300) return err('tier/bad-answer', { detail: `status ${status}` });
  if (answer.body.length === 0) return ok({ notModified: false, etag, body: null });
  if (expects === 'bytes') return ok({ notModified: false, etag, body: answer.body });
  if (!isJson(headers)) return err('tier/bad-answer', { detail: 'not json' });
  const body = parseJson(answer.body);
  return body === undefined ? err('tier/bad-answer', { detail: 'broken json' }) : ok({ notModified: false, etag, body });
}

/** True for text that may stand in a header: printable ASCII, 1..500 characters. */
export const isHeaderText = (text: string): boolean => /^[\x20-\x7e]{1,500}$/.test(text);

const isJson = (headers: IncomingHttpHeaders): boolean =>
  headers['content-encoding'] === undefined && /^application\/([a-z0-9.-]+\+)?json\s*(;|$)/i.test(headers['content-type'] ?? '');

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function problem(answer: RawAnswer, nowUtcMs: number): Result<HttpAnswer> {
  const { status, headers } = answer;
  const details = isJson(headers) ? parseJson(answer.body) : undefined;
  const fields: { readonly code?: unknown; readonly retryAfterMs?: unknown; readonly attemptsLeft?: unknown } = typeof details === 'object' && details !== null ? details : {};
  const named = typeof fields.code === 'string' && isServerCode(fields.code) ? fields.code : null;
  const retryAfterMs = wholeNumber(fields.retryAfterMs, MAX_RETRY_AFTER_MS) ?? retryAfterHeader(headers['retry-after'], nowUtcMs);
  const attemptsLeft = wholeNumber(fields.attemptsLeft, 100);
  const busy = status === 429 || status === 503;
  return err(named ?? codeOfStatus(status), {
    retryable: busy || status >= 500,
    detail: `status ${status}`,
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
    ...(attemptsLeft === null ? {} : { attemptsLeft }),
  });
}

/** Codes that tell of this PC (its disk, its vault, its trust) are not a server's to name. */
const isServerCode = (code: string): code is ErrorCode => isErrorCode(code) && !/^(vault|storage|wall|tier|map)\/|^(app\/internal|directory\/unavailable|ptz\/unreachable|(group|search)\/saved-locally|(group|procedure)\/file-unreadable)$/.test(code);

function codeOfStatus(status: number): ErrorCode {
  if (status === 429 || status === 503) return 'tier/slow-down';
  // What a proxy in between answers when the server behind it is away.
  if (status === 502 || status === 504) return 'tier/unreachable';
  return status >= 500 ? 'tier/failed' : 'tier/refused';
}

const wholeNumber = (value: unknown, max: number): number | null => (typeof value === 'number' && Number.isFinite(value) && value >= 0 ? Math.min(max, Math.ceil(value)) : null);

function retryAfterHeader(text: string | undefined, nowUtcMs: number): number | null {
  if (text === undefined) return null;
  const waitMs = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowUtcMs;
  return Number.isNaN(waitMs) ? null : Math.min(MAX_RETRY_AFTER_MS, Math.max(0, Math.ceil(waitMs)));
}
