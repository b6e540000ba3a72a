import type { Person } from './person.ts';
import type { UtcMs } from './units.ts';

/** The session of this console, as windows may know it: no token is ever in it. */
export type SessionState =
  | { readonly kind: 'signed-out'; readonly reason?: 'signed-out' | 'expired' | 'revoked' | 'no-right' | 'too-late' }
  | { readonly kind: 'second-factor'; readonly username: string; readonly expiresUtcMs: UtcMs; readonly enrolment: Enrolment | null }
  | { readonly kind: 'signed-in'; readonly person: Person; readonly sinceUtcMs: UtcMs }
  /** Signed in from the local cache while the server is away: layouts, names and places only. */
  | { readonly kind: 'offline'; readonly person: Person; readonly sinceUtcMs: UtcMs }
  /** A wall-only PC that still needs its enrolment code. */
  | { readonly kind: 'device-unenrolled' };

export interface Enrolment {
  /** Base32, for typing by hand. */
  readonly secret: string;
  readonly otpauthUri: string;
}

/** The person whose rights count now, or null. */
export const sessionPerson = (session: SessionState): Person | null => (session.kind === 'signed-in' || session.kind === 'offline' ? session.person : null);
