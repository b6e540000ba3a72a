import { beforeAll, describe, expect, it } from 'vitest';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { utcMs } from '@contract/domain/units.ts';
import { createOfflineUnlock } from '../../../../main/app/offline-unlock.ts';
import type { OfflinePeople } from '../../../../main/storage/documents/offline-people.ts';
import { createVerifier, SALT_BYTES, type OfflineVerifier } from '../../../../main/storage/offline-verifier.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';
import { personWith } from '../../../builders/people.ts';
import { codeOf } from '../../../builders/session-scene.ts';

const minh = personWith();
let verifier: OfflineVerifier;
beforeAll(async () => {
  verifier = await createVerifier('right', new Uint8Array(SALT_BYTES));
});

/** An unlock over a disk that keeps `disk.people`; with `isBroken` it gives nothing. */
function unlocking() {
  const { clock, advance } = createFakeTime();
  const disk = { people: { people: [{ serverId: 's1', person: minh, verifier, savedUtcMs: utcMs(clock.utcMs()), failures: 0, lockedUntilUtcMs: null }] } as OfflinePeople, isBroken: false };
  const document = {
    load: async () => (disk.isBroken ? err('storage/damaged', { retryable: true }) : ok({ value: disk.people, origin: 'newest' as const, quarantined: 0, readOnly: false })),
    save: async (people: OfflinePeople): Promise<Result<null>> => ((disk.people = people), ok(null)),
  };
  const open = () => createOfflineUnlock({ document, serverId: 's1', deviceId: () => null, workstation: 'PC-1', clock, random: { unit: () => 0.5, bytes: (count) => new Uint8Array(count), uuid: () => 'u' } });
  return { disk, open, advance, people: open() };
}

describe('unlocking without the server', () => {
  it('counts tries made at once one by one, and locks at the fifth', { timeout: 30_000 }, async () => {
    const { people } = unlocking();
    const answers = await Promise.all(Array.from({ length: 8 }, () => people.unlock('minh', 'guess')));
    expect(answers.map((answer) => (answer.ok ? 'in' : (answer.error.attemptsLeft ?? answer.error.code)))).toEqual([4, 3, 2, 1, 0, 'session/locked', 'session/locked', 'session/locked']);
    expect(codeOf(await people.unlock('minh', 'right'))).toBe('session/locked');
  });

  it('with the right password among wrong ones opens, and forgets none of the later ones', { timeout: 30_000 }, async () => {
    const { people } = unlocking();
    const answers = await Promise.all(['guess', 'right', 'guess', 'guess'].map((password) => people.unlock('minh', password)));
    expect(answers.map((answer) => (answer.ok ? 'in' : answer.error.attemptsLeft))).toEqual([4, 'in', 4, 3]);
  });

  it('has spent a try although the console ended before it was judged', { timeout: 30_000 }, async () => {
    const { people, disk, open } = unlocking();
    for (let turn = 0; turn < 4; turn += 1) await people.unlock('minh', 'guess');
    const judging = people.unlock('minh', 'guess');
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    expect(disk.people.people[0]?.failures).toBe(5);
    expect(codeOf(await open().unlock('minh', 'right'))).toBe('session/locked');
    await judging;
  });

  it('says so when the disk cannot be read, writes nothing over it, and reads again the next time', { timeout: 30_000 }, async () => {
    const { people, disk } = unlocking();
    const before = disk.people;
    disk.isBroken = true;
    expect(codeOf(await people.unlock('minh', 'right'))).toBe('storage/damaged');
    await people.remember(personWith({ id: 'p2', username: 'lan' }), 'hers');
    expect(disk.people).toBe(before);
    disk.isBroken = false;
    expect(codeOf(await people.unlock('minh', 'right'))).toBe('ok');
  });
});
