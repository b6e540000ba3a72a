import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { createDeviceIdentity } from '../../../../../main/services/session/device-identity.ts';
import { createMemoryVault, tokensFor } from '../../../../builders/fake-vms.ts';
import { personWith } from '../../../../builders/people.ts';

/** A wall PC and a server that knows the device only by the key it accepted last. */
function wallPc() {
  const vault = createMemoryVault();
  const server: { takesCode: boolean; publicKey: string | null } = { takesCode: true, publicKey: null };
  let deviceId: string | null = null;
  const device = createDeviceIdentity({
    vault,
    store: { deviceId: () => deviceId, setDeviceId: async (id) => ((deviceId = id), ok(null)) },
    sessions: {
      start: async () => err('app/internal'),
      confirm: async () => err('app/internal'),
      refresh: async () => err('app/internal'),
      end: async () => err('app/internal'),
      enrolDevice: async (_code, publicKey): Promise<Result<{ readonly deviceId: string }>> => {
        if (!server.takesCode) return err('device/code-wrong');
        server.publicKey = publicKey;
        return ok({ deviceId: 'wall-1' });
      },
      startDevice: async (id, sign) => {
        const key = createPublicKey({ key: Buffer.from(server.publicKey ?? '', 'base64'), type: 'spki', format: 'der' });
        return verify(null, Buffer.from(id), key, Buffer.from(sign(id), 'base64')) ? ok(tokensFor('wall', 0, personWith({ id, role: 'wall-device' }))) : err('device/unknown');
      },
    },
  });
  return { device, server, vault };
}

describe('the identity of a wall PC', () => {
  it('is a key that the server knows and the vault keeps, once', async () => {
    const { device, vault } = wallPc();
    expect([device.isEnrolled(), (await device.signIn()).ok]).toEqual([false, false]);
    expect(await device.enrol('TUONG-01', 'PC-1')).toEqual(ok(null));
    expect(await device.signIn()).toMatchObject({ ok: true, value: { accessToken: 'access-wall' } });
    expect(vault.secrets.size).toBe(1);
  });

  it('outlives a code that the server does not take', async () => {
    const { device, server, vault } = wallPc();
    await device.enrol('TUONG-01', 'PC-1');
    server.takesCode = false;
    expect(await device.enrol('TUONG-01', 'PC-1')).toMatchObject({ ok: false, error: { code: 'device/code-wrong' } });
    expect((await device.signIn()).ok).toBe(true);
    expect(vault.secrets.size).toBe(1);
  });
});
