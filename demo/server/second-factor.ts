import { generateSecret, generateURI, verifySync } from 'otplib';

/** Seconds a code lives. */
export const TIME_STEP_S = 30;
/** A code that was right this long ago is called expired, not wrong. */
const EXPIRED_WITHIN_S = 300;
const ISSUER = 'Vọng Lâu';

/** What a code is worth now. `accepted` names the time step that must be stored before the answer is sent. */
export type CodeVerdict =
  | { readonly kind: 'accepted'; readonly timeStep: number }
  | { readonly kind: 'reused' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'wrong' };

/**
 * Judges a TOTP code (RFC 6238: SHA-1, 6 digits, 30 s) at a server time in UTC milliseconds. Right are the current and the
 * previous time step, each only after `lastTimeStep`, the newest one accepted before.
 */
export function judgeCode(secret: string, code: string, lastTimeStep: number | null, nowUtcMs: number): CodeVerdict {
  const epoch = Math.floor(nowUtcMs / 1000);
  const found = verifySync({ secret, token: code, epoch, epochTolerance: [EXPIRED_WITHIN_S, 0] });
  if (!found.valid || !('timeStep' in found)) return { kind: 'wrong' };
  const { timeStep } = found;
  if (timeStep === lastTimeStep) return { kind: 'reused' };
  if (timeStep < Math.floor(epoch / TIME_STEP_S) - 1) return { kind: 'expired' };
  return lastTimeStep !== null && timeStep < lastTimeStep ? { kind: 'reused' } : { kind: 'accepted', timeStep };
}

/** A new secret of 20 random bytes, base32. */
export const newSecret = (): string => generateSecret({ length: 20 });

/** What an authenticator app reads from the QR code. */
export const otpauthUri = (secret: string, username: string): string => generateURI({ issuer: ISSUER, label: username, secret });
