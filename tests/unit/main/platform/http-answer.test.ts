import { describe, expect, test } from 'vitest';
import { interpretAnswer, type RawAnswer } from '../../../../main/platform/http-answer.ts';

const NOW_UTC_MS = Date.UTC(2026, 0, 5, 8);
const answer = (over: Partial<Omit<RawAnswer, 'body'>> & { readonly body?: unknown }) =>
  interpretAnswer({ status: 200, headers: { 'content-type': 'application/json' }, ...over, body: Buffer.from(typeof over.body === 'string' ? over.body : JSON.stringify(over.body ?? {})) }, NOW_UTC_MS);
const problem = (status: number, body: object, headers: RawAnswer['headers'] = {}) => {
  const read = answer({ status, headers: { 'content-type': 'application/problem+json', ...headers }, body });
  return read.ok ? null : read.error;
};

describe('answers that are good', () => {
  test('JSON with its ETag', () => {
    expect(answer({ headers: { 'content-type': 'application/json; charset=utf-8', etag: '"a1"' }, body: { items: [] } })).toEqual({ ok: true, value: { notModified: false, etag: '"a1"', body: { items: [] } } });
  });
  test('204 without a body', () => {
    expect(answer({ status: 204, headers: {}, body: '' })).toEqual({ ok: true, value: { notModified: false, etag: null, body: null } });
  });
  test('304', () => {
    expect(answer({ status: 304, headers: { etag: '"a1"' }, body: '' })).toEqual({ ok: true, value: { notModified: true, etag: '"a1"', body: null } });
  });
});

describe('answers that are no Tier API', () => {
  test.each([
    ['a page of HTML', { headers: { 'content-type': 'text/html' }, body: '<h1>Sign in to the network</h1>' }],
    ['JSON that ends in the middle', { body: '{"items":[' }],
    ['a redirect, which is not followed', { status: 302, headers: { location: 'https://elsewhere.example/' }, body: '' }],
    ['a compressed body nobody asked for', { headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' }, body: 'x' }],
  ])('%s is a bad answer', (_name, raw) => {
    expect(answer(raw)).toMatchObject({ ok: false, error: { code: 'tier/bad-answer' } });
  });
});

describe('problems', () => {
  test('a code of the closed set is kept, with the tries left', () => {
    expect(problem(401, { code: 'session/code-wrong', attemptsLeft: 3 })).toEqual({ code: 'session/code-wrong', retryable: false, detail: 'status 401', attemptsLeft: 3 });
  });
  test('the wait of a lock comes from the problem', () => {
    expect(problem(423, { code: 'session/locked', retryAfterMs: 299_000.2 })).toMatchObject({ code: 'session/locked', retryAfterMs: 299_001 });
  });
  test.each(['made/up', 'tier/untrusted-certificate', 'storage/damaged', 'vault/locked', 'app/internal', 7])("code %s is not a server's to name: refused", (code) => {
    expect(problem(400, { code })).toMatchObject({ code: 'tier/refused' });
  });
  test('429 and 503 say slow down, for the seconds or until the date of Retry-After', () => {
    expect(problem(429, {}, { 'retry-after': '7' })).toMatchObject({ code: 'tier/slow-down', retryable: true, retryAfterMs: 7000 });
    expect(problem(503, {}, { 'retry-after': new Date(NOW_UTC_MS + 4000).toUTCString() })).toMatchObject({ code: 'tier/slow-down', retryAfterMs: 4000 });
    expect(problem(503, {}, { 'retry-after': 'soon' })).not.toHaveProperty('retryAfterMs');
  });
  test('a wait is never longer than an hour', () => {
    expect(problem(429, {}, { 'retry-after': '999999999' })).toMatchObject({ retryAfterMs: 3_600_000 });
  });
  test('a proxy whose server is away means unreachable', () => {
    expect(answer({ status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad gateway</h1>' })).toMatchObject({ ok: false, error: { code: 'tier/unreachable', retryable: true } });
  });
  test("a fault of the server's own is told as one and worth a retry; any other failure is refused", () => {
    expect(problem(404, {})).toMatchObject({ code: 'tier/refused', retryable: false });
    expect(problem(500, {})).toMatchObject({ code: 'tier/failed', retryable: true });
  });
});
