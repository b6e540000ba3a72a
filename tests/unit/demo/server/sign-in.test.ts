import { generateSync } from 'otplib';
import { expect, test } from 'vitest';
import { DEMO_PASSWORD, peopleOf, RIGHTS } from '../../../../demo/people.ts';
import { createLockout } from '../../../../demo/server/lockout.ts';
import { judgeCode } from '../../../../demo/server/second-factor.ts';
import { verifyPassword } from '../../../../demo/server/secrets.ts';
import { createTokenKeeper, type IssuedTokens, type TokenKeeper } from '../../../../demo/server/tokens.ts';
import { aClock, aStore } from './fakes.ts';

const SECRET = 'UIMATXRQA5XS7KSWI6UROC6UJA22JCJC';
const NOW_MS = 1_800_000_015_000;
const STEP = NOW_MS / 1000 / 30;
const codeAt = (secondsAgo: number): string => generateSync({ secret: SECRET, epoch: NOW_MS / 1000 - secondsAgo });

test.each([
  ['the current step', 0, null, { kind: 'accepted', timeStep: Math.floor(STEP) }],
  ['the previous step', 30, null, { kind: 'accepted', timeStep: Math.floor(STEP) - 1 }],
  ['two steps ago', 60, null, { kind: 'expired' }],
  ['five minutes ago', 299, null, { kind: 'expired' }],
  ['ten minutes ago', 600, null, { kind: 'wrong' }],
  ['the next step', -30, null, { kind: 'wrong' }],
  ['the step used last', 0, Math.floor(STEP), { kind: 'reused' }],
  ['a step before the one used last', 30, Math.floor(STEP), { kind: 'reused' }],
  ['the step after the one used last', 0, Math.floor(STEP) - 1, { kind: 'accepted', timeStep: Math.floor(STEP) }],
] as const)('a code of %s is judged rightly', (_name, secondsAgo, lastTimeStep, verdict) => {
  expect(judgeCode(SECRET, codeAt(secondsAgo), lastTimeStep, NOW_MS)).toEqual(verdict);
});

test('a server whose clock was set back accepts nothing twice', () => {
  expect(judgeCode(SECRET, codeAt(0), Math.floor(STEP) + 500, NOW_MS)).toEqual({ kind: 'reused' });
});

test('the documented password opens every demo person, and nothing else does', async () => {
  const people = (['ministry', 'province', 'commune'] as const).flatMap(peopleOf);
  expect(new Set(people.map(({ passwordHash }) => passwordHash)).size).toBe(people.length);
  for (const { passwordHash } of people) expect(await verifyPassword(DEMO_PASSWORD, passwordHash)).toBe(true);
  expect(await verifyPassword('vonglau@2026', people[0]?.passwordHash ?? '')).toBe(false);
  expect(await verifyPassword(DEMO_PASSWORD, 'plain$$')).toBe(false);
});

test('rights follow the role and nobody holds all', () => {
  expect(RIGHTS.technician).toEqual(['admin.technical']);
  for (const rights of Object.values(RIGHTS)) expect(rights).not.toContain('biometric.match');
});

test('five failures lock for the time set; quiet forgives fewer', async () => {
  const clock = aClock();
  const lockout = createLockout(aStore(), clock, 900_000);
  for (let left = 4; left > 0; left -= 1) expect(await lockout.fail('an', 'session/code-wrong')).toEqual({ code: 'session/code-wrong', attemptsLeft: left });
  expect(await lockout.fail('an', 'session/code-wrong')).toEqual({ code: 'session/locked', retryAfterMs: 900_000 });
  clock.advance(899_000);
  expect(lockout.lockedForMs('an')).toBe(1000);
  clock.advance(1000);
  expect(lockout.lockedForMs('an')).toBe(0);
  expect(await lockout.fail('an', 'session/code-wrong')).toMatchObject({ attemptsLeft: 4 });
  clock.advance(900_000);
  expect(await lockout.fail('an', 'session/code-wrong')).toMatchObject({ attemptsLeft: 4 });
  expect(lockout.lockedForMs('__proto__')).toBe(0);
});

test('access tokens end after their time, refresh tokens after the sign-in’s', async () => {
  const clock = aClock();
  const tokens = createTokenKeeper(aStore(), clock, { accessMs: 300_000, refreshMs: 3_600_000 });
  const first = await tokens.issue('person-an');
  expect(tokens.check(first.accessToken)).toMatchObject({ subjectId: 'person-an' });
  clock.advance(300_000);
  expect(tokens.check(first.accessToken)).toBeNull();
  const second = await tokens.refresh(first.refreshToken);
  expect(second).toMatchObject({ ok: true, value: { refreshExpiresUtcMs: first.refreshExpiresUtcMs } });
  clock.advance(3_300_000);
  expect(await tokens.refresh(second.ok ? second.value.refreshToken : '')).toMatchObject({ ok: false, error: { code: 'session/expired' } });
  expect(await tokens.refresh('nonsense')).toMatchObject({ ok: false, error: { code: 'session/expired' } });
});

test('a reused refresh token revokes the family and says so to who listens', async () => {
  const tokens = createTokenKeeper(aStore(), aClock(), { accessMs: 300_000, refreshMs: 3_600_000 });
  const first = await tokens.issue('person-an');
  const family = tokens.check(first.accessToken)?.familyId;
  const second = await tokens.refresh(first.refreshToken);
  expect(tokens.check(second.ok ? second.value.accessToken : '')).toMatchObject({ subjectId: 'person-an' });
  const revoked: string[] = [];
  tokens.onDidRevoke((familyId) => revoked.push(familyId));
  expect(await tokens.refresh(first.refreshToken)).toMatchObject({ ok: false, error: { code: 'session/refresh-reused' } });
  expect(revoked).toEqual([family]);
  expect(tokens.check(second.ok ? second.value.accessToken : '')).toBeNull();
  expect(await tokens.refresh(second.ok ? second.value.refreshToken : '')).toMatchObject({ ok: false });
});

test('an exchange whose answer was lost is answered again the same, while the older access token is still used', async () => {
  const clock = aClock();
  const tokens = createTokenKeeper(aStore(), clock, { accessMs: 300_000, refreshMs: 3_600_000 });
  const first = await tokens.issue('person-an');
  const [lost, beside] = await Promise.all([tokens.refresh(first.refreshToken), tokens.refresh(first.refreshToken)]);
  expect(beside).toEqual(lost);
  expect(tokens.check(first.accessToken)).not.toBeNull();
  clock.advance(59_000);
  expect(await tokens.refresh(first.refreshToken)).toEqual(lost);
  expect(tokens.check(lost.ok ? lost.value.accessToken : '')).toMatchObject({ subjectId: 'person-an' });
  expect((await tokens.refresh(lost.ok ? lost.value.refreshToken : '')).ok).toBe(true);
});

test.each([
  ['after a minute', async (_tokens: TokenKeeper, _next: IssuedTokens, advance: (byMs: number) => void) => advance(60_000)],
  ['after the newer access token was used', async (tokens: TokenKeeper, next: IssuedTokens) => void tokens.check(next.accessToken)],
  ['after the newer refresh token was used', async (tokens: TokenKeeper, next: IssuedTokens) => void (await tokens.refresh(next.refreshToken))],
] as const)('a refresh token sent again %s revokes the family', async (_name, meanwhile) => {
  const clock = aClock();
  const tokens = createTokenKeeper(aStore(), clock, { accessMs: 300_000, refreshMs: 3_600_000 });
  const first = await tokens.issue('person-an');
  const next = await tokens.refresh(first.refreshToken);
  if (next.ok) await meanwhile(tokens, next.value, clock.advance);
  expect(await tokens.refresh(first.refreshToken)).toMatchObject({ ok: false, error: { code: 'session/refresh-reused' } });
  expect(tokens.check(first.accessToken)).toBeNull();
});
