import { utcMs, type UtcMs } from '@contract/domain/units.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { openDocument, type JsonDocument, type StorageContext } from '../json-document.ts';
import { offlinePeopleSchema, type OfflinePeople, type OfflinePerson } from './offline-people.schema.ts';

export type { OfflinePeople, OfflinePerson };

export const INITIAL_OFFLINE_PEOPLE: OfflinePeople = { people: [] };

/** An unlock without the server is possible this long after the server last accepted the person. */
export const OFFLINE_VALID_MS = 12 * 3600 * 1000;
/** Five wrong passwords in a row lock for a quarter of an hour, as on the server. */
export const OFFLINE_TRIES = 5;
export const OFFLINE_LOCK_MS = 15 * 60 * 1000;
/** How far a clock may have been set back before a record from the future is refused. */
const CLOCK_TOLERANCE_MS = 5 * 60 * 1000;
const PEOPLE_KEPT = 100;

export const openOfflinePeople = (context: StorageContext): JsonDocument<OfflinePeople> =>
  openDocument({ ...context, name: 'offline-people', version: 1, schema: offlinePeopleSchema, migrations: [], initial: INITIAL_OFFLINE_PEOPLE });

const isSame = (entry: OfflinePerson, serverId: string, username: string): boolean =>
  entry.serverId === serverId && entry.person.username.toLowerCase() === username.trim().toLowerCase();

/**
 * Who may try to unlock now. Codes: session/offline-unknown-person, session/offline-too-old (or the clock was set back),
 * session/locked with `retryAfterMs`.
 */
export function findOfflinePerson(saved: OfflinePeople, serverId: string, username: string, nowUtcMs: number): Result<OfflinePerson> {
  const entry = saved.people.find((candidate) => isSame(candidate, serverId, username));
  if (entry === undefined) return err('session/offline-unknown-person');
  const ageMs = nowUtcMs - entry.savedUtcMs;
  if (ageMs > OFFLINE_VALID_MS || ageMs < -CLOCK_TOLERANCE_MS) return err('session/offline-too-old');
  const waitMs = (entry.lockedUntilUtcMs ?? 0) - nowUtcMs;
  return waitMs > 0 ? err('session/locked', { retryable: true, retryAfterMs: Math.min(waitMs, OFFLINE_LOCK_MS) }) : ok(entry);
}

/** Adds or replaces a person; beyond 100 the one saved longest ago is forgotten. */
export function withOfflinePerson(saved: OfflinePeople, entry: OfflinePerson): OfflinePeople {
  const others = saved.people.filter((candidate) => !isSame(candidate, entry.serverId, entry.person.username));
  return { people: [entry, ...others].sort((a, b) => b.savedUtcMs - a.savedUtcMs).slice(0, PEOPLE_KEPT) };
}

/** Takes a person out: signed out for good, or no longer accepted by the server. */
export const withoutOfflinePerson = (saved: OfflinePeople, serverId: string, username: string): OfflinePeople => ({
  people: saved.people.filter((candidate) => !isSame(candidate, serverId, username)),
});

/** The entry after a wrong password; the fifth in a row locks. */
export function withFailure(entry: OfflinePerson, nowUtcMs: number): OfflinePerson {
  const failures = entry.failures + 1;
  const lockedUntilUtcMs: UtcMs | null = failures % OFFLINE_TRIES === 0 ? utcMs(nowUtcMs + OFFLINE_LOCK_MS) : null;
  return { ...entry, failures, lockedUntilUtcMs };
}

/** The entry after the right password. */
export const withSuccess = (entry: OfflinePerson): OfflinePerson => ({ ...entry, failures: 0, lockedUntilUtcMs: null });

/** Tries left before the next lock, 1..5. */
export const offlineTriesLeft = (entry: OfflinePerson): number => OFFLINE_TRIES - (entry.failures % OFFLINE_TRIES);
