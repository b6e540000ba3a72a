import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { SessionsPort, SessionTokens } from '../../vms/adapter.ts';
import type { Vault } from '../../storage/vault.ts';

const KEY_NAME = 'device-key';

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
      // The key is kept first: a device the server knows but that lost its key would need another code.
      const kept = await vault.set(KEY_NAME, privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'));
      if (!kept.ok) return kept;
      const enrolled = await sessions.enrolDevice(enrolmentCode, publicKey.export({ type: 'spki', format: 'der' }).toString('base64'), name);
      if (!enrolled.ok) return enrolled;
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
