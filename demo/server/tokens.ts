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

/** An exchange whose answer may have been lost on the way. */
interface LastExchange {
  readonly usedHash: string;
  readonly atUtcMs: number;
  readonly issued: Promise<IssuedTokens>;
}

/** A refresh token whose answer was lost may be sent again for this long. */
const RESEND_MS = 60_000;

/** Opaque tokens: access in memory only, refresh families on disk as hashes. */
export interface TokenKeeper {
  readonly issue: (subjectId: string) => Promise<IssuedTokens>;
  /**
   * Rotates. The token rotated last is answered with its successors again while they are unused, for a minute: the first
   * answer may have been lost. Any other used token revokes its family: `session/refresh-reused`; an unknown or old one
   * is `session/expired`.
   */
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
  /** Hash of the access token handed out last, by family. */
  const newest = new Map<string, string>();
  /** By family, until a token of the exchange is used; in memory only, for its tokens are in clear. */
  const exchanges = new Map<string, LastExchange>();
  const listeners = new Set<(familyId: string) => void>();

  const sweep = (): void => {
    const now = clock.nowUtcMs();
    for (const [hash, grant] of grants) if (grant.accessExpiresUtcMs <= now) grants.delete(hash);
    for (const [id, { atUtcMs }] of exchanges) if (atUtcMs + RESEND_MS <= now) exchanges.delete(id);
    for (const [id, family] of Object.entries(families)) {
      if (family.expiresUtcMs > now) continue;
      Reflect.deleteProperty(families, id);
      newest.delete(id);
    }
  };
  const hand = async (familyId: string, refreshToken: string, subjectId: string, refreshExpiresUtcMs: number): Promise<IssuedTokens> => {
    await store.save();
    const accessToken = randomToken();
    const accessExpiresUtcMs = Math.floor(clock.nowUtcMs() + times.accessMs);
    grants.set(hashOf(accessToken), { subjectId, familyId, accessExpiresUtcMs });
    newest.set(familyId, hashOf(accessToken));
    return { accessToken, accessExpiresUtcMs, refreshToken, refreshExpiresUtcMs };
  };
  const revoke = async (familyId: string): Promise<void> => {
    const family = families[familyId];
    if (family !== undefined) family.revoked = true;
    exchanges.delete(familyId);
    newest.delete(familyId);
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
      const last = exchanges.get(familyId);
      if (last?.usedHash === hash && !family.revoked) return ok({ ...(await last.issued), subjectId: family.subjectId });
      if (family.usedHashes.includes(hash)) {
        await revoke(familyId);
        return err('session/refresh-reused');
      }
      if (family.currentHash !== hash) return err('session/expired');
      if (family.revoked) return err('session/refresh-reused');
      const next = `${familyId}.${randomToken()}`;
      family.usedHashes.push(hash);
      family.currentHash = hashOf(next);
      const issued = hand(familyId, next, family.subjectId, family.expiresUtcMs);
      exchanges.set(familyId, { usedHash: hash, atUtcMs: clock.nowUtcMs(), issued });
      return ok({ ...(await issued), subjectId: family.subjectId });
    },
    check: (accessToken) => {
      const hash = hashOf(accessToken);
      const grant = grants.get(hash);
      if (grant === undefined || grant.accessExpiresUtcMs <= clock.nowUtcMs()) return null;
      // Whoever holds a newer token has the answer: the one before it is worth nothing now.
      if (newest.get(grant.familyId) === hash) exchanges.delete(grant.familyId);
      return grant;
    },
    revoke,
    onDidRevoke: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
