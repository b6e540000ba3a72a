import { err, ok } from '@contract/domain/result.ts';
import type { MasksPort } from '../../adapter.ts';
import type { TierClient } from './client.ts';
import { mapMaskLift } from './mapping.ts';
import { wireMaskLift } from './wire.schema.ts';

export function createMasks(client: TierClient): MasksPort {
  return {
    lift: async (camera, minutes, reason) => {
      const lift = await client.read({ method: 'POST', path: `v1/cameras/${encodeURIComponent(camera)}/mask-lifts`, body: { minutes, reason } }, wireMaskLift);
      if (!lift.ok) return lift;
      // Leave for another camera than the one asked about is no leave at all.
      return lift.value.cameraId === camera ? ok(mapMaskLift(lift.value)) : err('tier/bad-answer', { detail: 'another camera' });
    },
    restore: async (liftId) => {
      const answer = await client.raw({ method: 'DELETE', path: `v1/mask-lifts/${encodeURIComponent(liftId)}` });
      // Gone is what was wanted.
      return answer.ok || answer.error.detail === 'status 404' ? ok(null) : answer;
    },
  };
}
