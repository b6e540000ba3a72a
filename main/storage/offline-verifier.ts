import { scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** What a password is checked against while the server is away. The password cannot be read from it. */
export interface OfflineVerifier {
  readonly kdf: 'scrypt';
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
  readonly saltBase64: string;
  readonly hashBase64: string;
}

/** The only cost used; a file that asks for another is refused, so it cannot make the console run out of memory. */
export const VERIFIER_COST = { cost: 2 ** 17, blockSize: 8, parallelization: 1 } as const;
export const SALT_BYTES = 16;
export const HASH_BYTES = 32;

// scrypt needs 128 * cost * blockSize bytes (128 MiB) and a little; Node's own limit is 32 MiB.
const OPTIONS: ScryptOptions = { ...VERIFIER_COST, maxmem: 192 * 1024 * 1024 };

const derive = (password: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // NFC: the same keys give the same text whatever the input method composes.
    scrypt(password.normalize('NFC'), salt, HASH_BYTES, OPTIONS, (error, hash) => (error === null ? resolve(hash) : reject(error)));
  });

/** Makes a verifier from a password that the server just accepted. `salt`: 16 random bytes. About 0.4 s, off the main thread. */
export async function createVerifier(password: string, salt: Uint8Array): Promise<OfflineVerifier> {
  const hash = await derive(password, salt);
  return { kdf: 'scrypt', ...VERIFIER_COST, saltBase64: Buffer.from(salt).toString('base64'), hashBase64: hash.toString('base64') };
}

/** True when the password is the one the verifier was made from. Takes the same time either way; other costs than ours are never right. */
export async function verifyPassword(verifier: OfflineVerifier, password: string): Promise<boolean> {
  const { cost, blockSize, parallelization } = verifier;
  if (cost !== VERIFIER_COST.cost || blockSize !== VERIFIER_COST.blockSize || parallelization !== VERIFIER_COST.parallelization) return false;
  const wanted = Buffer.from(verifier.hashBase64, 'base64');
  const hash = await derive(password, Buffer.from(verifier.saltBase64, 'base64'));
  return wanted.length === hash.length && timingSafeEqual(wanted, hash);
}
