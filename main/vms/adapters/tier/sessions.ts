import { ok, type Result } from '@contract/domain/result.ts';
import { utcMs } from '@contract/domain/units.ts';
import type { SessionsPort, SessionTokens } from '../../adapter.ts';
import type { TierClient } from './client.ts';
import { mapSession } from './mapping.ts';
import { wireChallenge, wireDevice, wireDeviceChallenge, wireSession } from './wire.schema.ts';

export function createSessions(client: TierClient): SessionsPort {
  const tokens = async (path: string, body: unknown): Promise<Result<SessionTokens>> => {
    const session = await client.read({ method: 'POST', path, body, anonymous: true }, wireSession);
    return session.ok ? ok(mapSession(session.value)) : session;
  };

  return {
    start: async (username, password) => {
      const answer = await client.read({ method: 'POST', path: 'v1/sessions', body: { username, password }, anonymous: true }, wireChallenge);
      if (!answer.ok) return answer;
      const { challenge, expiresUtcMs, enrolment } = answer.value;
      return ok({ challenge, expiresUtcMs: utcMs(expiresUtcMs), enrolment: enrolment ?? null });
    },
    confirm: (challenge, code) => tokens('v1/sessions/second-factor', { challenge, code }),
    refresh: (refreshToken) => tokens('v1/sessions/refresh', { refreshToken }),
    end: async (accessToken) => {
      const answer = await client.raw({ method: 'DELETE', path: 'v1/sessions/current', anonymous: true, headers: { authorization: `Bearer ${accessToken}` } });
      return answer.ok ? ok(null) : answer;
    },
    enrolDevice: (enrolmentCode, publicKey, name) => client.read({ method: 'POST', path: 'v1/devices', body: { enrolmentCode, publicKey, name }, anonymous: true }, wireDevice),
    startDevice: async (deviceId, sign) => {
      const challenge = await client.read({ method: 'POST', path: 'v1/sessions/device-challenge', body: { deviceId }, anonymous: true }, wireDeviceChallenge);
      if (!challenge.ok) return challenge;
      const { nonce } = challenge.value;
      return tokens('v1/sessions/device', { deviceId, nonce, signature: sign(`vonglau-device.v1:${deviceId}:${nonce}`) });
    },
  };
}
