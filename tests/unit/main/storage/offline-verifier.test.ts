import { describe, expect, it } from 'vitest';
import { createVerifier, verifyPassword } from '../../../../main/storage/offline-verifier.ts';

const SALT = new Uint8Array(16).fill(5);

// The cost is meant to hurt: half a second a try, more on a busy machine.
describe('an offline verifier', { timeout: 60_000 }, () => {
  it('accepts its password and no other', async () => {
    const verifier = await createVerifier('mật khẩu dài', SALT);
    expect(await verifyPassword(verifier, 'mật khẩu dài')).toBe(true);
    expect(await verifyPassword(verifier, 'mật khẩu dài'.normalize('NFD'))).toBe(true);
    expect(await verifyPassword(verifier, 'mat khau dai')).toBe(false);
    expect(await verifyPassword(verifier, '')).toBe(false);
  });

  it('does not hold the password, and says how it was made', async () => {
    const verifier = await createVerifier('correct horse', SALT);
    expect(JSON.stringify(verifier)).not.toContain('correct');
    expect(verifier).toMatchObject({ kdf: 'scrypt', cost: 131_072, blockSize: 8, parallelization: 1, saltBase64: Buffer.from(SALT).toString('base64') });
    expect(Buffer.from(verifier.hashBase64, 'base64')).toHaveLength(32);
  });

  it('of another cost or with a short hash is never right', async () => {
    const verifier = await createVerifier('x', SALT);
    expect(await verifyPassword({ ...verifier, cost: 2 }, 'x')).toBe(false);
    expect(await verifyPassword({ ...verifier, cost: 2 ** 30 }, 'x')).toBe(false);
    expect(await verifyPassword({ ...verifier, hashBase64: verifier.hashBase64.slice(0, 8) }, 'x')).toBe(false);
    expect(await verifyPassword({ ...verifier, hashBase64: '' }, 'x')).toBe(false);
  });
});
