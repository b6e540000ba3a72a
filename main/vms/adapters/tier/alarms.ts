import { ok } from '@contract/domain/result.ts';
import type { AlarmsPort } from '../../adapter.ts';
import type { TierClient } from './client.ts';
import { mapAlarm, readRecords, withoutRepeats } from './mapping.ts';
import { wireAlarm, wireList } from './wire.schema.ts';

export function createAlarms(client: TierClient): AlarmsPort {
  return {
    open: async () => {
      const list = await client.read({ method: 'GET', path: 'v1/alarms' }, wireList);
      if (!list.ok) return list;
      const alarms = withoutRepeats(readRecords(list.value.items, wireAlarm).records, new Set()).map(mapAlarm);
      client.skipped('alarms', list.value.items.length - alarms.length);
      return ok([...alarms].sort((one, other) => other.raisedUtcMs - one.raisedUtcMs));
    },
  };
}
