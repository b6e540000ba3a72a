import type { Timers } from '../../platform/clock.ts';
import type { SessionsPort, SessionTokens } from '../../vms/adapter.ts';
import { endsSession } from './token-keeper.ts';

const RETRY_MS = 30_000;
/** Of sessions that wait to be ended; the oldest is let go to its own end. */
const MAX_WAITING = 20;

export interface Revocations {
  /** Ends a session on the server, now or as soon as the server answers; in memory only. */
  readonly revoke: (tokens: Pick<SessionTokens, 'accessToken' | 'refreshToken'>) => void;
  /** Ends a session of which only the refresh token is kept, when the server is back. */
  readonly revokeLater: (refreshToken: string) => void;
  /** The server is back. */
  readonly retryNow: () => void;
}

/** Sessions that were signed out here while the server could not be told: their tokens must not outlive the sign-out there. */
export function createRevocations(environment: { readonly sessions: Pick<SessionsPort, 'end' | 'refresh'>; readonly timers: Timers }): Revocations {
  const { sessions, timers } = environment;
  const waiting = new Set<string>();
  let cancel: (() => void) | null = null;

  const add = (refreshToken: string) => {
    waiting.add(refreshToken);
    for (const oldest of waiting) if (waiting.size > MAX_WAITING) waiting.delete(oldest);
    cancel ??= timers.after(RETRY_MS, retryNow);
  };
  const endByRefresh = async (refreshToken: string): Promise<void> => {
    const fresh = await sessions.refresh(refreshToken);
    if (fresh.ok) return end(fresh.value);
    if (!endsSession(fresh.error)) add(refreshToken);
  };
  const end = async ({ accessToken, refreshToken }: Pick<SessionTokens, 'accessToken' | 'refreshToken'>): Promise<void> => {
    const ended = await sessions.end(accessToken);
    if (ended.ok) return;
    // An access token that ran out proves nothing about its family.
    if (endsSession(ended.error)) return endByRefresh(refreshToken);
    add(refreshToken);
  };
  const retryNow = () => {
    cancel?.();
    cancel = null;
    const due = [...waiting];
    waiting.clear();
    for (const refreshToken of due) void endByRefresh(refreshToken);
  };
  return { revoke: (tokens) => void end(tokens), revokeLater: add, retryNow };
}
