import { ok } from '@contract/domain/result.ts';
import type { ForcesPort } from '../../adapter.ts';
import type { TierClient } from './client.ts';
import { mapForce, readRecords, withoutRepeats } from './mapping.ts';
import { wireForce, wireList } from './wire.schema.ts';

export function createForces(client: TierClient): ForcesPort {
  return {
    list: async () => {
      const list = await client.read({ method: 'GET', path: 'v1/forces' }, wireList);
      if (!list.ok) return list;
      const forces = withoutRepeats(readRecords(list.value.items, wireForce).records, new Set()).map(mapForce);
      client.skipped('forces', list.value.items.length - forces.length);
      return ok(forces);
    },
  };
}
