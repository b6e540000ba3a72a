import type { AppError, Result } from '@contract/domain/result.ts';
import type { Clock, Timers } from '../../platform/clock.ts';
import type { SessionTokens } from '../../vms/adapter.ts';

/** A token is renewed when this share of its life is left. */
const RENEW_AT_LEFT = 0.4;
const RETRY_MS = 3_000;
const MIN_LIFE_MS = 5_000;
const MAX_LIFE_MS = 60 * 60_000;

/** True when the server itself said that the session is over; any other failure to renew (a proxy's refusal too) may pass. */
export const endsSession = (error: AppError): boolean => error.code.startsWith('session/');

export interface TokenKeeperEnvironment {
  readonly refresh: (refreshToken: string) => Promise<Result<SessionTokens>>;
  /** Keeps a new refresh token before it is used (crash safety of rotation); failure is not fatal. */
  readonly persist: (tokens: SessionTokens) => Promise<void>;
  readonly onDidRenew: (tokens: SessionTokens) => void;
  /** The family is over: expired, revoked or reused. */
  readonly onDidEnd: (error: AppError) => void;
  /** The server's clock as well as it is known: the tokens' stamps are of it. */
  readonly serverUtcMs: () => number;
  readonly clock: Pick<Clock, 'monoMs'>;
  readonly timers: Timers;
}

export interface TokenKeeper {
  readonly accessToken: () => string | null;
  /** What is held now, or null. */
  readonly held: () => SessionTokens | null;
  readonly hold: (tokens: SessionTokens) => Promise<void>;
  /** Renews now; several callers share one exchange. */
  readonly renew: () => Promise<void>;
  /** Renews with a refresh token kept from an earlier run; what comes after a `drop` or another `hold` is not held. */
  readonly resume: (refreshToken: string) => Promise<Result<SessionTokens>>;
  readonly drop: () => void;
  /** More is known of the server's clock than when the tokens came. */
  readonly serverClockChanged: () => void;
}

/** Holds the session's tokens in memory (never in a window, never in a file) and rotates them in time, one exchange at a time. */
export function createTokenKeeper(environment: TokenKeeperEnvironment): TokenKeeper {
  const { clock, timers } = environment;
  let tokens: SessionTokens | null = null;
  let cancel: (() => void) | null = null;
  let exchange: Promise<void> | null = null;
  let holder = 0;
  let heldSinceMonoMs = 0;
  /** True while the next renewal is the one due by the tokens' age, not a retry. */
  let byAge = false;

  const schedule = (delayMs: number) => {
    cancel?.();
    byAge = false;
    cancel = timers.after(Math.max(500, delayMs), () => void renew());
  };
  const scheduleByAge = (held: SessionTokens) => {
    const ageMs = clock.monoMs() - heldSinceMonoMs;
    // However wrong a clock is, a token is renewed neither in a loop nor later than within the hour.
    const lifeMs = Math.min(Math.max(held.accessExpiresUtcMs - environment.serverUtcMs() + ageMs, MIN_LIFE_MS), MAX_LIFE_MS);
    schedule(lifeMs * (1 - RENEW_AT_LEFT) - ageMs);
    byAge = true;
  };
  const hold = async (next: SessionTokens): Promise<void> => {
    tokens = next;
    holder += 1;
    heldSinceMonoMs = clock.monoMs();
    await environment.persist(next);
    if (tokens === next) scheduleByAge(next);
  };
  const exchangeOnce = async (): Promise<void> => {
    const held = tokens;
    if (held === null) return;
    const answer = await environment.refresh(held.refreshToken);
    if (tokens !== held) return;
    if (answer.ok) {
      await hold(answer.value);
      if (tokens === answer.value) environment.onDidRenew(answer.value);
    } else if (!endsSession(answer.error)) {
      schedule(answer.error.retryAfterMs ?? RETRY_MS);
    } else {
      drop();
      environment.onDidEnd(answer.error);
    }
  };
  const renew = (): Promise<void> => {
    if (exchange !== null) return exchange;
    const mine = exchangeOnce().finally(() => {
      if (exchange === mine) exchange = null;
    });
    exchange = mine;
    return mine;
  };
  const drop = () => {
    cancel?.();
    cancel = null;
    tokens = null;
    byAge = false;
    exchange = null;
    holder += 1;
  };
  return {
    accessToken: () => tokens?.accessToken ?? null,
    held: () => tokens,
    hold,
    renew,
    resume: async (refreshToken) => {
      const started = holder;
      const answer = await environment.refresh(refreshToken);
      if (answer.ok && started === holder) await hold(answer.value);
      return answer;
    },
    drop,
    serverClockChanged: () => {
      if (tokens !== null && byAge && exchange === null) scheduleByAge(tokens);
    },
  };
}
