import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../../contract/domain/result.ts';
import type { Clock } from './clock.ts';
import { hashOf, randomToken } from './secrets.ts';
import type { TierStateStore } from './tier-state.ts';

/** How long tokens live. `refreshMs` counts from the sign-in, not from the last rotation. */
export interface TokenTimes {
  readonly accessMs: number;
  readonly refreshMs: number;
}

/** A valid access token's meaning. */
export interface Grant {
  readonly subjectId: string;
  readonly familyId: string;
  readonly accessExpiresUtcMs: number;
}

/** A pair of tokens as handed out once. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly accessExpiresUtcMs: number;
  readonly refreshToken: string;
  readonly refreshExpiresUtcMs: number;
}

/** Opaque tokens: access in memory only, refresh families on disk as hashes. */
export interface TokenKeeper {
  readonly issue: (subjectId: string) => Promise<IssuedTokens>;
  /** Rotates. A used token revokes its family: `session/refresh-reused`; an unknown or old one is `session/expired`. */
  readonly refresh: (refreshToken: string) => Promise<Result<IssuedTokens & { readonly subjectId: string }>>;
  /** Null when the token is unknown, expired or revoked. */
  readonly check: (accessToken: string) => Grant | null;
  readonly revoke: (familyId: string) => Promise<void>;
  /** Calls back with the id of every family that is revoked; answers the unsubscribe. */
  readonly onDidRevoke: (listener: (familyId: string) => void) => () => void;
}

export function createTokenKeeper(store: TierStateStore, clock: Clock, times: TokenTimes): TokenKeeper {
  const families = store.state.families;
  const grants = new Map<string, Grant>();
  const listeners = new Set<(familyId: string) => void>();

  const sweep = (): void => {
    const now = clock.nowUtcMs();
    for (const [hash, grant] of grants) if (grant.accessExpiresUtcMs <= now) grants.delete(hash);
    for (const [id, family] of Object.entries(families)) if (family.expiresUtcMs <= now) Reflect.deleteProperty(families, id);
  };
  const hand = async (familyId: string, refreshToken: string, subjectId: string, refreshExpiresUtcMs: number): Promise<IssuedTokens> => {
    await store.save();
    const accessToken = randomToken();
    const accessExpiresUtcMs = Math.floor(clock.nowUtcMs() + times.accessMs);
    grants.set(hashOf(accessToken), { subjectId, familyId, accessExpiresUtcMs });
    return { accessToken, accessExpiresUtcMs, refreshToken, refreshExpiresUtcMs };
  };
  const revoke = async (familyId: string): Promise<void> => {
    const family = families[familyId];
    if (family !== undefined) family.revoked = true;
    for (const [hash, grant] of grants) if (grant.familyId === familyId) grants.delete(hash);
    await store.save();
    for (const listener of listeners) listener(familyId);
  };

  return {
    issue: (subjectId) => {
      sweep();
      const familyId = randomUUID();
      const refreshToken = `${familyId}.${randomToken()}`;
      const expiresUtcMs = Math.floor(clock.nowUtcMs() + times.refreshMs);
      families[familyId] = { subjectId, expiresUtcMs, currentHash: hashOf(refreshToken), usedHashes: [], revoked: false };
      return hand(familyId, refreshToken, subjectId, expiresUtcMs);
    },
    refresh: async (refreshToken) => {
      sweep();
      const familyId = refreshToken.split('.')[0] ?? '';
      const family = families[familyId];
      const hash = hashOf(refreshToken);
      if (family === undefined) return err('session/expired');
      if (family.usedHashes.includes(hash)) {
        await revoke(familyId);
        return err('session/refresh-reused');
      }
      if (family.currentHash !== hash) return err('session/expired');
      if (family.revoked) return err('session/refresh-reused');
      const next = `${familyId}.${randomToken()}`;
      family.usedHashes.push(hash);
      family.currentHash = hashOf(next);
      return ok({ ...(await hand(familyId, next, family.subjectId, family.expiresUtcMs)), subjectId: family.subjectId });
    },
    check: (accessToken) => {
      const grant = grants.get(hashOf(accessToken));
      return grant === undefined || grant.accessExpiresUtcMs <= clock.nowUtcMs() ? null : grant;
    },
    revoke,
    onDidRevoke: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
