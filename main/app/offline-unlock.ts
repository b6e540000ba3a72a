import { err, ok } from '@contract/domain/result.ts';
import { utcMs } from '@contract/domain/units.ts';
import type { Person } from '@contract/domain/person.ts';
import type { Clock } from '../platform/clock.ts';
import type { Random } from '../platform/random.ts';
import type { OfflinePeople } from '../services/session/session-service.ts';
import {
  findOfflinePerson,
  INITIAL_OFFLINE_PEOPLE,
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
  const read = async (): Promise<SavedPeople> => {
    if (saved === null) {
      const loaded = await document.load();
      saved = loaded.ok ? loaded.value.value : INITIAL_OFFLINE_PEOPLE;
    }
    return saved;
  };
  const write = async (next: SavedPeople) => {
    saved = next;
    await document.save(next);
  };
  return {
    remember: async (person, password) => {
      const verifier = await createVerifier(password, random.bytes(SALT_BYTES));
      await write(withOfflinePerson(await read(), { serverId, person, verifier, savedUtcMs: utcMs(clock.utcMs()), failures: 0, lockedUntilUtcMs: null }));
    },
    forget: async (person) => write(withoutOfflinePerson(await read(), serverId, person.username)),
    unlock: async (username, password) => {
      const found = findOfflinePerson(await read(), serverId, username, clock.utcMs());
      if (!found.ok) return found;
      if (await verifyPassword(found.value.verifier, password)) {
        await write(withOfflinePerson(await read(), withSuccess(found.value)));
        return ok(found.value.person);
      }
      const failed = withFailure(found.value, clock.utcMs());
      await write(withOfflinePerson(await read(), failed));
      return err('session/offline-wrong-password', { attemptsLeft: failed.lockedUntilUtcMs === null ? offlineTriesLeft(failed) : 0 });
    },
    device: (): Person | null => {
      const id = environment.deviceId();
      return id === null ? null : { id, username: id, name: environment.workstation, role: 'wall-device', rights: ['live.view'] };
    },
  };
}
