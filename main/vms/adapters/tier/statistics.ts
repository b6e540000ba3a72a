import type { AlarmStatistics } from '@contract/domain/alarm-statistics.ts';
import { plainText } from '@contract/domain/plain-text.ts';
import { ok } from '@contract/domain/result.ts';
import { cameraId, ruleId, utcMs } from '@contract/domain/units.ts';
import type { StatisticsPort } from '../../alarm-ports.ts';
import type { TierClient } from './client.ts';
import { readRecords } from './mapping.ts';
import { cameraRow, kindRow, outcomeRow, placeRow, priorityRow, ruleRow, wireStatistics } from './statistics-wire.schema.ts';
import type { Reader } from './wire.schema.ts';

/** Statistics of a Tier API server; a line that cannot be read is left out and counted. */
export function createStatistics(client: TierClient): StatisticsPort {
  const read = <T>(items: readonly unknown[], reader: Reader<T>): readonly T[] => {
    const { records, skipped } = readRecords(items, reader);
    client.skipped('statistics', skipped);
    return records;
  };
  return {
    load: async (fromUtcMs, untilUtcMs) => {
      const answer = await client.read({ method: 'GET', path: 'v1/alarm-statistics', query: { from: fromUtcMs, until: untilUtcMs } }, wireStatistics);
      if (!answer.ok) return answer;
      const { byKind, byPriority, byPlace, byOutcome, byCamera, byRule, ...rest } = answer.value;
      const statistics: AlarmStatistics = {
        ...rest,
        fromUtcMs: utcMs(rest.fromUtcMs),
        untilUtcMs: utcMs(rest.untilUtcMs),
        byKind: read(byKind, kindRow),
        byPriority: read(byPriority, priorityRow),
        byPlace: read(byPlace, placeRow).map(({ site, ...row }) => ({ ...row, site: plainText(site, 300) })),
        byOutcome: read(byOutcome, outcomeRow),
        byCamera: read(byCamera, cameraRow).map(({ cameraId: camera, name, ...row }) => ({ ...row, camera: cameraId(camera), name: plainText(name) })),
        byRule: read(byRule, ruleRow).map(({ ruleId: rule, name, ...row }) => ({ ...row, rule: ruleId(rule), name: plainText(name) })),
      };
      return ok(statistics);
    },
  };
}
