import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Cost of a password hash: 32 MiB and about 0.1 s of one core. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;
const HASH_BYTES = 32;

/** 256 random bits for tokens and challenges, base64url. */
export const randomToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token: its SHA-256, so a copied state file opens nothing. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Hash of a password as `scrypt$salt$hash` (base64url), computed in Node's thread pool. */
export async function hashPassword(password: string, salt = randomBytes(16)): Promise<string> {
  const hash = await derive(password, salt);
  return `scrypt$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/** True when the password belongs to the hash. Takes the same time either way; a hash of another form never matches. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [kind, salt = '', expected = ''] = stored.split('$');
  const actual = await derive(password, Buffer.from(salt, 'base64url'));
  const wanted = Buffer.from(expected, 'base64url');
  return kind === 'scrypt' && wanted.length === actual.length && timingSafeEqual(wanted, actual);
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, HASH_BYTES, COST, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
