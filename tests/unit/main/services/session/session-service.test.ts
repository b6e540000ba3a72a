import { describe, expect, it, test } from 'vitest';
import type { ErrorCode } from '@contract/domain/error-code.ts';
import { err, ok } from '@contract/domain/result.ts';
import { update } from '../../../../../main/state/stores.ts';
import { settled } from '../../../../builders/fake-vms.ts';
import { personWith } from '../../../../builders/people.ts';
import { AWAY, codeOf, sessionScene } from '../../../../builders/session-scene.ts';

const lan = personWith({ id: 'p2', username: 'lan' });
const REFRESH = 'refresh-token/https://tier/p1';

describe('signing in', () => {
  it('takes a password, then a code', async () => {
    const { session, enterPassword, confirm, tokens, now, remembered, vault } = sessionScene();
    expect(await enterPassword()).toEqual(ok({ next: 'code' }));
    expect(now()).toMatchObject({ kind: 'second-factor', username: 'minh' });
    expect(session.accessToken()).toBeNull();
    const answer = session.confirmCode('123456');
    await confirm.answer(ok(tokens('1')));
    expect(await answer).toEqual(ok(null));
    expect(confirm.args).toEqual([['c1', '123456']]);
    expect(now()).toMatchObject({ kind: 'signed-in', person: { id: 'p1' } });
    expect(session.accessToken()).toBe('access-1');
    expect(remembered).toEqual(['minh:right']);
    expect(vault.secrets.get(REFRESH)).toBe('refresh-1');
  });

  it('shows the secret to scan when the second factor is new', async () => {
    const { session, start, challenge, now } = sessionScene();
    const enrolment = { secret: 'ABC', otpauthUri: 'otpauth://x' };
    const answer = session.signIn('minh', 'right');
    await start.answer(challenge.ok ? ok({ ...challenge.value, enrolment }) : challenge);
    expect(await answer).toEqual(ok({ next: 'enrol' }));
    expect(now()).toMatchObject({ enrolment });
  });

  test.for(['session/credentials-wrong', 'session/locked', 'tier/untrusted-certificate', 'tier/refused'] as const)('with %s stays where it was, and does not fall back to what this PC keeps', async (code) => {
    const { session, start, now } = sessionScene();
    const answer = session.signIn('minh', 'right');
    await start.answer(err(code));
    expect(codeOf(await answer)).toBe(code);
    expect(now().kind).toBe('signed-out');
  });

  test.for(['session/code-wrong', 'session/code-reused', 'session/code-expired', 'session/locked', 'tier/unreachable'] as const)('with %s may go on with another code', async (code) => {
    const { session, enterPassword, confirm, tokens, now } = sessionScene();
    await enterPassword();
    const first = session.confirmCode('000000');
    await confirm.answer(err(code, { attemptsLeft: 3 }));
    expect(await first).toMatchObject({ ok: false, error: { code, attemptsLeft: 3 } });
    expect(now().kind).toBe('second-factor');
    const second = session.confirmCode('123456');
    await confirm.answer(ok(tokens('1')));
    expect(codeOf(await second)).toBe('ok');
  });

  it('given too late begins again, and says why', async () => {
    const code = 'session/challenge-expired';
    const { session, enterPassword, confirm, now } = sessionScene();
    await enterPassword();
    const answer = session.confirmCode('123456');
    await confirm.answer(err(code));
    expect(codeOf(await answer)).toBe(code);
    expect(now()).toEqual({ kind: 'signed-out', reason: 'too-late' });
    expect(codeOf(await session.confirmCode('123456'))).toBe('session/challenge-expired');
  });

  it('sends the code once when the button is pressed twice', async () => {
    const { session, enterPassword, confirm, tokens, now } = sessionScene();
    await enterPassword();
    const both = [session.confirmCode('123456'), session.confirmCode('123456')];
    await confirm.answer(ok(tokens('1')));
    expect((await Promise.all(both)).map(codeOf)).toEqual(['ok', 'ok']);
    expect(confirm.args).toHaveLength(1);
    expect(now().kind).toBe('signed-in');
  });

  it('cancelled while the server looks at the code signs nobody in', async () => {
    const { session, enterPassword, confirm, end, tokens, now, vault } = sessionScene();
    await enterPassword();
    const answer = session.confirmCode('123456');
    session.cancel();
    await confirm.answer(ok(tokens('1')));
    expect(codeOf(await answer)).toBe('session/challenge-expired');
    expect([now().kind, session.accessToken(), vault.secrets.size, end.args]).toEqual(['signed-out', null, 0, [['access-1']]]);
  });

  it('of a person who may see nothing is refused', async () => {
    const { session, enterPassword, confirm, end, tokens, now, vault } = sessionScene();
    await enterPassword();
    const answer = session.confirmCode('123456');
    await confirm.answer(ok(tokens('1', personWith({ role: 'technician', rights: ['admin.technical'] }))));
    expect(codeOf(await answer)).toBe('session/no-right-to-view');
    expect(now()).toEqual({ kind: 'signed-out', reason: 'no-right' });
    expect([session.accessToken(), vault.secrets.size, end.args]).toEqual([null, 0, [['access-1']]]);
  });

  it('is not possible over the head of a person who is signed in', async () => {
    const { session, signIn, start, now } = sessionScene();
    await signIn();
    expect(codeOf(await session.signIn('lan', 'x'))).toBe('app/not-allowed');
    expect(start.args).toHaveLength(1);
    expect(now().kind).toBe('signed-in');
  });

  it('asks the server once when the button is pressed twice, and not at all for another name beside it', async () => {
    const { session, start, challenge } = sessionScene();
    const both = [session.signIn('minh', 'right'), session.signIn('minh', 'right')];
    expect(codeOf(await session.signIn('lan', 'x'))).toBe('app/too-many-requests');
    await start.answer(challenge);
    expect((await Promise.all(both)).map(codeOf)).toEqual(['ok', 'ok']);
    expect(start.args).toEqual([['minh', 'right']]);
  });

  it('keeps no token on the disk where there is no vault', async () => {
    const { signIn, vault } = sessionScene({ vault: 'unavailable' });
    await signIn();
    expect(vault.secrets.size).toBe(0);
  });

  it('writes no password, code or token to the log', async () => {
    const { signIn, signOut, log } = sessionScene();
    await signIn();
    await signOut();
    const text = JSON.stringify(log.lines);
    for (const secret of ['right', '123456', 'access-1', 'refresh-1', 'c1']) expect(text).not.toContain(secret);
  });
});

describe('signing out', () => {
  it('ends the session on the server and forgets its tokens', async () => {
    const { session, signIn, signOut, end, now, vault, advance, refresh, waiting } = sessionScene();
    await signIn();
    await signOut();
    expect(end.args).toHaveLength(1);
    expect(now()).toEqual({ kind: 'signed-out', reason: 'signed-out' });
    expect([session.accessToken(), session.person(), vault.secrets.size]).toEqual([null, null, 0]);
    advance(3_600_000);
    expect([refresh.args.length, waiting()]).toEqual([0, 0]);
  });

  it('works although the server is away', async () => {
    const { session, signIn, end, now } = sessionScene();
    await signIn();
    const done = session.signOut();
    await end.answer(AWAY);
    await done;
    expect(now().kind).toBe('signed-out');
  });

  it('while a token is being renewed leaves none', async () => {
    const { session, signIn, signOut, refresh, renew, tokens, vault } = sessionScene();
    await signIn();
    void renew();
    await signOut();
    await refresh.answer(ok(tokens('2')));
    expect([session.accessToken(), vault.secrets.size]).toEqual([null, 0]);
  });

  it('that the server was not told is told to it when it returns, so that the tokens end there too', async () => {
    const { session, signIn, end, refresh, tokens } = sessionScene();
    await signIn();
    void session.signOut();
    await end.answer(AWAY);
    void session.serverCameBack();
    await refresh.answer(ok(tokens('2')));
    await end.answer(ok(null));
    expect([refresh.args, end.args]).toEqual([[['refresh-1']], [['access-1'], ['access-2']]]);
    expect(session.accessToken()).toBeNull();
    void session.serverCameBack();
    expect(refresh.args).toHaveLength(1);
  });

  it('is told to the server in the end although the link never breaks', async () => {
    const { session, signIn, end, refresh, advance, waiting } = sessionScene();
    await signIn();
    void session.signOut();
    await end.answer(err('tier/failed', { retryable: true }));
    advance(30_000);
    await refresh.answer(AWAY);
    advance(30_000);
    await refresh.answer(err('session/refresh-reused'));
    expect([refresh.args.length, waiting()]).toEqual([2, 0]);
  });

  it('with an access token that ran out still ends the family', async () => {
    const { session, signIn, end, refresh, tokens } = sessionScene();
    await signIn();
    void session.signOut();
    await end.answer(err('session/expired'));
    await refresh.answer(ok(tokens('2')));
    await end.answer(ok(null));
    expect(end.args).toEqual([['access-1'], ['access-2']]);
  });

  it('of the desk from the cache ends on the server, when it returns, what this PC kept', async () => {
    const { session, unlockOffline, vault, refresh, end, tokens } = sessionScene();
    vault.secrets.set(REFRESH, 'refresh-0');
    await unlockOffline();
    await session.signOut();
    expect([vault.secrets.size, refresh.args.length]).toEqual([0, 0]);
    void session.serverCameBack();
    await refresh.answer(ok(tokens('1')));
    expect(end.args).toEqual([['access-1']]);
  });

  it('with a vault that does not forget still never takes up that session again', async () => {
    const { session, signIn, signOut, unlockOffline, vault, refresh, notices } = sessionScene({ stubbornVault: true });
    await signIn();
    await signOut();
    expect(vault.secrets.get(REFRESH)).toBe('refresh-1');
    await unlockOffline();
    await session.serverCameBack();
    expect([refresh.args, notices.signInNeeded, session.accessToken()]).toEqual([[], 1, null]);
  });

  it('asks the server for nothing when only the cache was unlocked', async () => {
    const { session, unlockOffline, signOut, end, now } = sessionScene();
    await unlockOffline();
    await signOut();
    expect([end.args.length, now().kind, session.person()]).toEqual([0, 'signed-out', null]);
  });
});

describe('a session the server ends', () => {
  test.for([
    ['session/refresh-reused', 'revoked'],
    ['session/expired', 'expired'],
  ] as const)('with %s signs out and says so', async ([code, reason]) => {
    const { signIn, refresh, renew, now, seen } = sessionScene();
    await signIn();
    void renew();
    await refresh.answer(err(code));
    expect(now()).toEqual({ kind: 'signed-out', reason });
    expect(seen).toEqual(['second-factor', 'signed-in', 'signed-out']);
  });
});

describe('an access token the server takes no more', () => {
  it('is renewed at once, once, and not when it has been replaced meanwhile', async () => {
    const { session, signIn, refresh, tokens } = sessionScene();
    await signIn();
    void session.tokenRefused('access-1');
    void session.tokenRefused('access-1');
    await refresh.answer(ok(tokens('2')));
    void session.tokenRefused('access-1');
    expect([session.accessToken(), refresh.args]).toEqual(['access-2', [['refresh-1']]]);
  });
});

describe('with a server that is there but cannot sign anybody in', () => {
  test.for(['tier/failed', 'tier/slow-down', 'tier/bad-answer', 'tier/too-large'] as const)('with %s the right password opens what this PC keeps', async (code) => {
    const { session, start, now } = sessionScene();
    const answer = session.signIn('minh', 'right');
    await start.answer(err(code));
    expect(await answer).toEqual(ok({ next: 'offline' }));
    expect(now()).toMatchObject({ kind: 'offline', person: { id: 'p1' } });
  });

  it('a name this PC does not know is told what the server met', async () => {
    const { session, start } = sessionScene();
    const answer = session.signIn('lan', 'right');
    await start.answer(err('tier/failed', { retryable: true }));
    expect(codeOf(await answer)).toBe('tier/failed');
  });

  it('a lock of the account is no fault of the server, however it is told', async () => {
    const { session, start, now } = sessionScene();
    const answer = session.signIn('minh', 'right');
    await start.answer(err('session/locked', { retryable: true, retryAfterMs: 1_000 }));
    expect([codeOf(await answer), now().kind]).toEqual(['session/locked', 'signed-out']);
  });

  it('the session becomes whole by itself when the fault has passed, without a break of the link', async () => {
    const { session, stores, start, vault, refresh, tokens, advance, now } = sessionScene();
    update(stores.tier, { connection: { kind: 'online' } });
    vault.secrets.set(REFRESH, 'refresh-0');
    const answer = session.signIn('minh', 'right');
    await start.answer(err('tier/failed', { retryable: true }));
    await answer;
    advance(3_000);
    await settled();
    await refresh.answer(err('tier/failed', { retryable: true }));
    advance(3_000);
    await settled();
    await refresh.answer(ok(tokens('1')));
    expect(now().kind).toBe('signed-in');
  });
});

describe('with the server away', () => {
  it('another sign-in is refused until this person signs out: the walls stay', async () => {
    const { session, unlockOffline, start, now, seen } = sessionScene();
    await unlockOffline();
    expect(codeOf(await session.signIn('lan', 'x'))).toBe('app/not-allowed');
    expect([start.args.length, now().kind, seen]).toEqual([1, 'offline', ['offline']]);
  });

  it('the right password opens what this PC keeps, without a token', async () => {
    const { session, unlockOffline, now } = sessionScene();
    expect(await unlockOffline()).toEqual(ok({ next: 'offline' }));
    expect(now()).toMatchObject({ kind: 'offline', person: { id: 'p1' } });
    expect(session.accessToken()).toBeNull();
  });

  test.for([
    ['minh', 'wrong', 'session/offline-wrong-password'],
    ['lan', 'right', 'session/offline-unknown-person'],
  ] as const satisfies readonly (readonly [string, string, ErrorCode])[])('%s with the %s password is refused with %s', async ([username, password, code]) => {
    const { session, start, now } = sessionScene();
    const answer = session.signIn(username, password);
    await start.answer(AWAY);
    expect(codeOf(await answer)).toBe(code);
    expect(now().kind).toBe('signed-out');
  });
});

describe('when the server comes back', () => {
  it('a kept token signs in again, and is exchanged once however often the link blinks', async () => {
    const { session, unlockOffline, vault, refresh, tokens, now } = sessionScene();
    vault.secrets.set(REFRESH, 'refresh-0');
    await unlockOffline();
    const twice = [session.serverCameBack(), session.serverCameBack()];
    await settled();
    await refresh.answer(ok(tokens('1')));
    await Promise.all(twice);
    expect(refresh.args).toEqual([['refresh-0']]);
    expect(now()).toMatchObject({ kind: 'signed-in' });
    expect([session.accessToken(), vault.secrets.get(REFRESH)]).toEqual(['access-1', 'refresh-1']);
  });

  it('without a kept token the person is asked to sign in, and keeps what is shown', async () => {
    const { session, unlockOffline, notices, now } = sessionScene();
    await unlockOffline();
    await session.serverCameBack();
    expect([notices.signInNeeded, now().kind]).toEqual([1, 'offline']);
  });

  it('a token it no longer takes signs out and is forgotten', async () => {
    const { session, unlockOffline, vault, refresh, now } = sessionScene();
    vault.secrets.set(REFRESH, 'refresh-0');
    await unlockOffline();
    const back = session.serverCameBack();
    await settled();
    await refresh.answer(err('session/expired'));
    await back;
    expect(now()).toEqual({ kind: 'signed-out', reason: 'expired' });
    expect(vault.secrets.size).toBe(0);
  });

  it('and leaves again, the person stays as before and the token is kept', async () => {
    const { session, unlockOffline, vault, refresh, now } = sessionScene();
    vault.secrets.set(REFRESH, 'refresh-0');
    await unlockOffline();
    const back = session.serverCameBack();
    await settled();
    await refresh.answer(AWAY);
    await back;
    expect([now().kind, vault.secrets.get(REFRESH)]).toEqual(['offline', 'refresh-0']);
  });

  it('for a person who signed out meanwhile it brings no token', async () => {
    const { session, unlockOffline, signOut, vault, refresh, tokens, now } = sessionScene();
    vault.secrets.set(REFRESH, 'refresh-0');
    await unlockOffline();
    const back = session.serverCameBack();
    await settled();
    await signOut();
    await refresh.answer(ok(tokens('1')));
    await back;
    expect([now().kind, session.accessToken(), vault.secrets.size]).toEqual(['signed-out', null, 0]);
  });

  it('for another person who is signing in it brings no token of the first', async () => {
    const { session, unlockOffline, signOut, start, challenge, confirm, vault, refresh, tokens, now } = sessionScene();
    vault.secrets.set(REFRESH, 'refresh-0');
    await unlockOffline();
    const back = session.serverCameBack();
    await settled();
    await signOut();
    void session.signIn('lan', 'x');
    await start.answer(challenge);
    await refresh.answer(ok(tokens('1')));
    await back;
    expect(session.accessToken()).toBeNull();
    const answer = session.confirmCode('123456');
    await confirm.answer(ok(tokens('lan', lan)));
    await answer;
    expect(now()).toMatchObject({ kind: 'signed-in', person: { id: 'p2' } });
    expect(session.accessToken()).toBe('access-lan');
  });

  it('a person who was signed in all along gets a fresh token', async () => {
    const { session, signIn, refresh, tokens } = sessionScene();
    await signIn();
    void session.serverCameBack();
    await refresh.answer(ok(tokens('2')));
    expect(session.accessToken()).toBe('access-2');
  });
});
