import { err, ok, type Result } from '../../contract/domain/result.ts';
import { RIGHTS, type DemoPerson } from '../people.ts';
import type { FirstFactor, Person, SecondFactor, SecondFactorChallenge, Session } from './api-types.ts';
import type { Clock } from './clock.ts';
import type { Lockout } from './lockout.ts';
import { judgeCode, newSecret, otpauthUri } from './second-factor.ts';
import { hashPassword, randomToken, verifyPassword } from './secrets.ts';
import type { SecondFactorRecord, TierStateStore } from './tier-state.ts';
import type { Grant, IssuedTokens, TokenKeeper } from './tokens.ts';

const CHALLENGE_MS = 5 * 60_000;
/** An enrolment shown but not finished is shown again for this long, so that a second try matches the first QR code. */
const PENDING_MS = 15 * 60_000;
const MAX_CHALLENGES = 1000;

/** Who is asking. */
export interface Caller extends Grant {
  readonly person: Person;
}

/** Sign-in of people in two steps, rotation and sign-out. */
export interface Sessions {
  readonly start: (request: FirstFactor) => Promise<Result<SecondFactorChallenge>>;
  readonly complete: (request: SecondFactor) => Promise<Result<Session>>;
  readonly refresh: (refreshToken: string) => Promise<Result<Session>>;
  /** Null when the access token is not valid (any more). */
  readonly callerOf: (accessToken: string) => Caller | null;
  readonly end: (caller: Caller) => Promise<void>;
  /** A session for a subject that proved itself in another way (a wall PC). */
  readonly startFor: (subjectId: string) => Promise<Result<Session>>;
  /**
   * A fresh code of somebody's second factor, for what is signed by it: each code counts once, wrong ones lock as at sign-in. By id or user name.
   * Codes session/code-wrong, -reused, -expired, session/locked, session/credentials-wrong (nobody enrolled under that name).
   */
  readonly proveFactor: (subjectIdOrUsername: string, code: string) => Promise<Result<Person>>;
}

export interface SessionParts {
  readonly people: readonly DemoPerson[];
  readonly store: TierStateStore;
  readonly tokens: TokenKeeper;
  readonly lockout: Lockout;
  readonly clock: Clock;
  /** Who else has an identity here: the wall PCs. */
  readonly devicePerson: (subjectId: string) => Person | null;
}

export function createSessions(parts: SessionParts): Sessions {
  const { people, store, tokens, lockout, clock } = parts;
  const byUsername = new Map(people.map((person) => [person.username, person]));
  const byId = new Map(people.map((person) => [person.id, person]));
  const challenges = new Map<string, { readonly personId: string; readonly expiresUtcMs: number }>();
  // Checked for names that do not exist, so that both refusals take the same time.
  const nobodysHash = hashPassword(randomToken());

  const personOf = (subjectId: string): Person | null => {
    const person = byId.get(subjectId);
    return person === undefined ? parts.devicePerson(subjectId) : publicPerson(person);
  };
  const sessionFor = (subjectId: string, issued: IssuedTokens): Result<Session> => {
    const person = personOf(subjectId);
    if (person === null) return err('session/expired');
    const { accessToken, accessExpiresUtcMs, refreshToken, refreshExpiresUtcMs } = issued;
    return ok({ accessToken, accessExpiresUtcMs, refreshToken, refreshExpiresUtcMs, person });
  };
  const factorOf = (person: DemoPerson): SecondFactorRecord | null => {
    const stored = store.state.secondFactors[person.id];
    if (stored !== undefined) return stored;
    if (person.totpSecret === undefined) return null;
    const given = { secret: person.totpSecret, pending: false, createdUtcMs: clock.nowUtcMs(), lastTimeStep: null };
    store.state.secondFactors[person.id] = given;
    return given;
  };
  const factorToEnrol = (person: DemoPerson): SecondFactorRecord => {
    const now = clock.nowUtcMs();
    const stored = factorOf(person);
    if (stored !== null && (!stored.pending || now < stored.createdUtcMs + PENDING_MS)) return stored;
    const fresh = { secret: newSecret(), pending: true, createdUtcMs: now, lastTimeStep: null };
    store.state.secondFactors[person.id] = fresh;
    return fresh;
  };
  const openChallenge = (personId: string): { readonly challenge: string; readonly expiresUtcMs: number } => {
    const now = clock.nowUtcMs();
    for (const [known, { expiresUtcMs }] of challenges) {
      if (expiresUtcMs > now && challenges.size < MAX_CHALLENGES) break;
      challenges.delete(known);
    }
    const challenge = randomToken();
    const expiresUtcMs = Math.floor(now + CHALLENGE_MS);
    challenges.set(challenge, { personId, expiresUtcMs });
    return { challenge, expiresUtcMs };
  };

  return {
    start: async (request) => {
      const username = foldUsername(request.username);
      const person = byUsername.get(username);
      const right = await verifyPassword(request.password, person?.passwordHash ?? (await nobodysHash));
      const lockedForMs = lockout.lockedForMs(username);
      if (lockedForMs > 0) return err('session/locked', { retryAfterMs: lockedForMs });
      if (person === undefined || !right) return failed(await lockout.fail(username, 'session/credentials-wrong'));
      const factor = factorToEnrol(person);
      const base = { ...openChallenge(person.id), method: 'totp' as const };
      if (!factor.pending) return ok(base);
      await store.save();
      return ok({ ...base, enrolment: { secret: factor.secret, otpauthUri: otpauthUri(factor.secret, person.username) } });
    },
    complete: async ({ challenge, code }) => {
      const now = clock.nowUtcMs();
      const asked = challenges.get(challenge);
      const person = asked === undefined ? undefined : byId.get(asked.personId);
      const factor = person === undefined ? null : factorOf(person);
      if (asked === undefined || person === undefined || factor === null || asked.expiresUtcMs <= now) return err('session/challenge-expired');
      const lockedForMs = lockout.lockedForMs(person.username);
      if (lockedForMs > 0) return err('session/locked', { retryAfterMs: lockedForMs });
      const verdict = judgeCode(factor.secret, code, factor.lastTimeStep, now);
      if (verdict.kind !== 'accepted') return failed(await lockout.fail(person.username, `session/code-${verdict.kind}`));
      challenges.delete(challenge);
      factor.pending = false;
      factor.lastTimeStep = verdict.timeStep;
      lockout.clear(person.username);
      // issue() writes the time step and the new family together, before any token leaves.
      return sessionFor(person.id, await tokens.issue(person.id));
    },
    refresh: async (refreshToken) => {
      const rotated = await tokens.refresh(refreshToken);
      return rotated.ok ? sessionFor(rotated.value.subjectId, rotated.value) : rotated;
    },
    callerOf: (accessToken) => {
      const grant = tokens.check(accessToken);
      const person = grant === null ? null : personOf(grant.subjectId);
      return grant === null || person === null ? null : { ...grant, person };
    },
    end: (caller) => tokens.revoke(caller.familyId),
    proveFactor: async (subjectIdOrUsername, code) => {
      const person = byId.get(subjectIdOrUsername) ?? byUsername.get(foldUsername(subjectIdOrUsername));
      const username = person?.username ?? foldUsername(subjectIdOrUsername);
      const lockedForMs = lockout.lockedForMs(username);
      if (lockedForMs > 0) return err('session/locked', { retryAfterMs: lockedForMs });
      const factor = person === undefined ? null : factorOf(person);
      if (person === undefined || factor === null || factor.pending) return failed(await lockout.fail(username, 'session/credentials-wrong'));
      const verdict = judgeCode(factor.secret, code, factor.lastTimeStep, clock.nowUtcMs());
      if (verdict.kind !== 'accepted') return failed(await lockout.fail(username, `session/code-${verdict.kind}`));
      factor.lastTimeStep = verdict.timeStep;
      lockout.clear(username);
      await store.save();
      return ok(publicPerson(person));
    },
    startFor: async (subjectId) => sessionFor(subjectId, await tokens.issue(subjectId)),
  };
}

/** User names are compared without case and outer spaces. */
export const foldUsername = (username: string): string => username.trim().toLowerCase();

function publicPerson({ id, username, name, role, unitName, ptzLevel, moreRights = [] }: DemoPerson): Person {
  return { id, username, name, role, rights: [...RIGHTS[role], ...moreRights], ...(unitName === undefined ? {} : { unitName }), ...(ptzLevel === undefined ? {} : { ptzLevel }) };
}

function failed({ code, ...more }: Awaited<ReturnType<Lockout['fail']>>): Result<never> {
  return err(code, more);
}
