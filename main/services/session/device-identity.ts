import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { SessionsPort, SessionTokens } from '../../vms/adapter.ts';
import type { Vault } from '../../storage/vault.ts';

const KEY_NAME = 'device-key';
const NEW_KEY_NAME = 'device-key-new';

export interface DeviceStore {
  readonly deviceId: () => string | null;
  readonly setDeviceId: (deviceId: string) => Promise<Result<null>>;
}

export interface DeviceIdentity {
  readonly isEnrolled: () => boolean;
  /** Makes a key pair, registers its public half with a one-time code, keeps the private half in the vault. */
  readonly enrol: (enrolmentCode: string, name: string) => Promise<Result<null>>;
  /** Signs in as the device. Codes: device/unknown, vault/unavailable, vault/locked. */
  readonly signIn: () => Promise<Result<SessionTokens>>;
}

/** The identity of a wall PC: an Ed25519 key that never leaves the OS secret store but to sign. View rights only. */
export function createDeviceIdentity(environment: { readonly sessions: SessionsPort; readonly vault: Vault; readonly store: DeviceStore }): DeviceIdentity {
  const { sessions, vault, store } = environment;
  return {
    isEnrolled: () => store.deviceId() !== null,
    enrol: async (enrolmentCode, name) => {
      const { publicKey, privateKey } = generateKeyPairSync('ed25519');
      const secret = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
      // Kept first, beside the key in use: a device the server knows but that lost its key would need another code, and a
      // code the server does not take must not cost this PC the identity it has.
      const tried = await vault.set(NEW_KEY_NAME, secret);
      if (!tried.ok) return tried;
      const enrolled = await sessions.enrolDevice(enrolmentCode, publicKey.export({ type: 'spki', format: 'der' }).toString('base64'), name);
      if (!enrolled.ok) {
        await vault.remove(NEW_KEY_NAME);
        return enrolled;
      }
      const kept = await vault.set(KEY_NAME, secret);
      if (!kept.ok) return kept;
      await vault.remove(NEW_KEY_NAME);
      return store.setDeviceId(enrolled.value.deviceId);
    },
    signIn: async () => {
      const deviceId = store.deviceId();
      if (deviceId === null) return err('device/unknown');
      const kept = await vault.get(KEY_NAME);
      if (!kept.ok) return kept;
      if (kept.value === null) return err('device/unknown');
      const key = createPrivateKey({ key: Buffer.from(kept.value, 'base64'), type: 'pkcs8', format: 'der' });
      const signText = (text: string) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64');
      const answer = await sessions.startDevice(deviceId, signText);
      return answer.ok ? ok(answer.value) : answer;
    },
  };
}
