import { createPublicKey, randomUUID, verify, type KeyObject } from 'node:crypto';
import { err, ok, type Result } from '../../contract/domain/result.ts';
import { ENROLMENT_CODES, RIGHTS } from '../people.ts';
import type { Device, DeviceChallenge, DeviceEnrolment, DeviceProof, Person } from './api-types.ts';
import type { Clock } from './clock.ts';
import { randomToken } from './secrets.ts';
import type { TierStateStore } from './tier-state.ts';

const NONCE_MS = 60_000;
const MAX_NONCES = 1000;

/** Identities of wall PCs: one-time code in, then Ed25519 proofs over nonces that work once. */
export interface Devices {
  /** `device/code-wrong` for unknown and used codes alike, `app/invalid-input` for a key that is no Ed25519 key. */
  readonly enrol: (request: DeviceEnrolment) => Promise<Result<Device>>;
  /** `device/unknown` when it is not registered here. */
  readonly challenge: (deviceId: string) => Result<DeviceChallenge>;
  /** Answers the device's id; `session/challenge-expired` for an old nonce, `session/credentials-wrong` for a bad signature. */
  readonly prove: (proof: DeviceProof) => Result<string>;
  readonly personOf: (deviceId: string) => Person | null;
  /** Makes one more one-time code. */
  readonly newCode: () => Promise<string>;
}

export function createDevices(store: TierStateStore, clock: Clock): Devices {
  const { devices, usedEnrolmentCodes, extraEnrolmentCodes } = store.state;
  const nonces = new Map<string, { readonly deviceId: string; readonly expiresUtcMs: number }>();
  return {
    enrol: async ({ enrolmentCode, publicKey, name }) => {
      const code = enrolmentCode.trim().toUpperCase();
      const known = ENROLMENT_CODES.includes(code) || extraEnrolmentCodes.includes(code);
      if (!known || usedEnrolmentCodes.includes(code)) return err('device/code-wrong');
      if (readKey(publicKey) === null) return err('app/invalid-input', { detail: 'publicKey is not an Ed25519 key in SPKI DER' });
      const deviceId = `device-${randomUUID()}`;
      usedEnrolmentCodes.push(code);
      devices[deviceId] = { name, publicKey, enrolledUtcMs: clock.nowUtcMs() };
      await store.save();
      return ok({ deviceId });
    },
    challenge: (deviceId) => {
      if (devices[deviceId] === undefined) return err('device/unknown');
      const now = clock.nowUtcMs();
      for (const [known, { expiresUtcMs }] of nonces) {
        if (expiresUtcMs > now && nonces.size < MAX_NONCES) break;
        nonces.delete(known);
      }
      const nonce = randomToken();
      const expiresUtcMs = Math.floor(now + NONCE_MS);
      nonces.set(nonce, { deviceId, expiresUtcMs });
      return ok({ nonce, expiresUtcMs });
    },
    prove: ({ deviceId, nonce, signature }) => {
      const asked = nonces.get(nonce);
      nonces.delete(nonce);
      const device = devices[deviceId];
      if (device === undefined) return err('device/unknown');
      if (asked?.deviceId !== deviceId || asked.expiresUtcMs <= clock.nowUtcMs()) return err('session/challenge-expired');
      const key = readKey(device.publicKey);
      const message = Buffer.from(`vonglau-device.v1:${deviceId}:${nonce}`, 'utf8');
      const genuine = key !== null && verify(null, message, key, Buffer.from(signature, 'base64'));
      return genuine ? ok(deviceId) : err('session/credentials-wrong');
    },
    personOf: (deviceId) => {
      const device = devices[deviceId];
      if (device === undefined) return null;
      return { id: deviceId, username: deviceId, name: device.name, role: 'wall-device', rights: [...RIGHTS['wall-device']] };
    },
    newCode: async () => {
      const code = `TUONG-${randomUUID().slice(0, 8).toUpperCase()}`;
      extraEnrolmentCodes.push(code);
      await store.save();
      return code;
    },
  };
}

function readKey(publicKey: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}
