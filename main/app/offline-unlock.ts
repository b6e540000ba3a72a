import { err, ok, type Result } from '@contract/domain/result.ts';
import { utcMs } from '@contract/domain/units.ts';
import type { Person } from '@contract/domain/person.ts';
import type { Clock } from '../platform/clock.ts';
import type { Random } from '../platform/random.ts';
import type { OfflinePeople } from '../services/session/session-service.ts';
import {
  findOfflinePerson,
  offlineTriesLeft,
  withFailure,
  withOfflinePerson,
  withoutOfflinePerson,
  withSuccess,
  type OfflinePeople as SavedPeople,
} from '../storage/documents/offline-people.ts';
import type { JsonDocument } from '../storage/json-document.ts';
import { createVerifier, SALT_BYTES, verifyPassword } from '../storage/offline-verifier.ts';

export interface OfflineUnlockEnvironment {
  readonly document: JsonDocument<SavedPeople>;
  readonly serverId: string;
  readonly deviceId: () => string | null;
  readonly workstation: string;
  readonly clock: Clock;
  readonly random: Random;
}

/** Unlocks the cached desk by a password verifier kept from the last full sign-in, with the limits of the server's own lock. */
export function createOfflineUnlock(environment: OfflineUnlockEnvironment): OfflinePeople {
  const { document, serverId, clock, random } = environment;
  let saved: SavedPeople | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  /** One at a time: tries made at once must not be judged by the same count. */
  const inTurn = <R>(work: () => Promise<R>): Promise<R> => {
    const run = turn.then(work);
    turn = run.catch(() => null);
    return run;
  };
  const read = async (): Promise<Result<SavedPeople>> => {
    if (saved === null) {
      const loaded = await document.load();
      if (!loaded.ok) return loaded;
      saved = loaded.value.value;
    }
    return ok(saved);
  };
  const write = async (next: SavedPeople) => {
    saved = next;
    await document.save(next);
  };
  /** What cannot be read is not written over either. */
  const rewrite = async (change: (people: SavedPeople) => SavedPeople): Promise<void> => {
    const people = await read();
    if (people.ok) await write(change(people.value));
  };
  const unlock = async (username: string, password: string): Promise<Result<Person>> => {
    const people = await read();
    if (!people.ok) return people;
    const found = findOfflinePerson(people.value, serverId, username, clock.utcMs());
    if (!found.ok) return found;
    // Counted before it is judged: a console ended in between has spent the try.
    const failed = withFailure(found.value, clock.utcMs());
    await write(withOfflinePerson(people.value, failed));
    if (await verifyPassword(found.value.verifier, password)) {
      await rewrite((now) => withOfflinePerson(now, withSuccess(found.value)));
      return ok(found.value.person);
    }
    return err('session/offline-wrong-password', { attemptsLeft: failed.lockedUntilUtcMs === null ? offlineTriesLeft(failed) : 0 });
  };
  return {
    remember: async (person, password) => {
      const verifier = await createVerifier(password, random.bytes(SALT_BYTES));
      await inTurn(() => rewrite((people) => withOfflinePerson(people, { serverId, person, verifier, savedUtcMs: utcMs(clock.utcMs()), failures: 0, lockedUntilUtcMs: null })));
    },
    forget: (person) => inTurn(() => rewrite((people) => withoutOfflinePerson(people, serverId, person.username))),
    unlock: (username, password) => inTurn(() => unlock(username, password)),
    device: (): Person | null => {
      const id = environment.deviceId();
      return id === null ? null : { id, username: id, name: environment.workstation, role: 'wall-device', rights: ['live.view'] };
    },
  };
}
