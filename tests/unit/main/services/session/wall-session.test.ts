import { describe, expect, it, test } from 'vitest';
import { err, ok } from '@contract/domain/result.ts';
import { settled } from '../../../../builders/fake-vms.ts';
import { personWith } from '../../../../builders/people.ts';
import { AWAY, codeOf, sessionScene } from '../../../../builders/session-scene.ts';

describe('a wall PC', () => {
  const wallPerson = personWith({ id: 'wall-1', role: 'wall-device', rights: ['live.view'] });
  const wall = (enrolled = true) => sessionScene({ device: AWAY, enrolled });

  it('signs in as itself, and keeps no token of it', async () => {
    const { session, deviceSignIn, tokens, now, vault } = wall();
    const started = session.startDevice();
    await deviceSignIn.answer(ok(tokens('wall', wallPerson)));
    await started;
    expect(now()).toMatchObject({ kind: 'signed-in', person: { role: 'wall-device' } });
    expect(vault.secrets.size).toBe(0);
  });

  it('that is not enrolled says so, and is on the wall after its code', async () => {
    const { session, deviceSignIn, tokens, now } = wall(false);
    await session.startDevice();
    expect(now().kind).toBe('device-unenrolled');
    const enrolled = session.enrolDevice('WALL-1');
    await settled();
    await deviceSignIn.answer(ok(tokens('wall', wallPerson)));
    expect(codeOf(await enrolled)).toBe('ok');
    expect(now().kind).toBe('signed-in');
  });

  test.for([AWAY, err('vault/locked', { retryable: true }), err('vault/unavailable'), err('tier/bad-answer'), err('tier/untrusted-certificate')])('shows what it keeps while it cannot sign in, and tries again: %j', async (failure) => {
    const { session, deviceSignIn, tokens, now, advance, seen } = wall();
    const started = session.startDevice();
    await deviceSignIn.answer(failure);
    await started;
    expect(now()).toMatchObject({ kind: 'offline', person: { id: 'wall-1' } });
    advance(15_000);
    await settled();
    await deviceSignIn.answer(failure);
    advance(15_000);
    await settled();
    await deviceSignIn.answer(ok(tokens('wall', wallPerson)));
    expect(now().kind).toBe('signed-in');
    expect(seen).toEqual(['offline', 'signed-in']);
    advance(15_000);
    expect(deviceSignIn.args).toHaveLength(3);
  });

  it('the server does not know asks for a code', async () => {
    const { session, deviceSignIn, now } = wall();
    const started = session.startDevice();
    await deviceSignIn.answer(err('device/unknown'));
    await started;
    expect(now().kind).toBe('device-unenrolled');
  });

  it('signs in once although the start and the link both ask', async () => {
    const { session, deviceSignIn, tokens } = wall();
    const both = [session.startDevice(), session.serverCameBack()];
    await settled();
    expect(deviceSignIn.args).toHaveLength(1);
    await deviceSignIn.answer(ok(tokens('wall', wallPerson)));
    await Promise.all(both);
  });

  it('that is on the wall, or keeps what it shows, cannot be enrolled over its own identity', async () => {
    const { session, deviceSignIn, tokens, now } = wall();
    const started = session.startDevice();
    await deviceSignIn.answer(ok(tokens('wall', wallPerson)));
    await started;
    expect(codeOf(await session.enrolDevice('WALL-1'))).toBe('app/not-allowed');
    expect([now().kind, deviceSignIn.args.length]).toEqual(['signed-in', 1]);
  });

  it('whose session the server ended signs in again by itself', async () => {
    const { session, deviceSignIn, refresh, renew, tokens, now } = wall();
    const started = session.startDevice();
    await deviceSignIn.answer(ok(tokens('wall', wallPerson)));
    await started;
    void renew();
    await refresh.answer(err('session/expired'));
    await deviceSignIn.answer(ok(tokens('again', wallPerson)));
    expect([now().kind, session.accessToken()]).toEqual(['signed-in', 'access-again']);
  });
});
