import type { MapWall } from '@contract/domain/field-of-view.ts';
import { ok } from '@contract/domain/result.ts';
import type { WallsPort } from '../../adapter.ts';
import { readBody, type TierClient } from './client.ts';
import { readRecords } from './mapping.ts';
import { wireList, wireWall, type WireWall } from './wire.schema.ts';

const WALLS_MAX = 100_000;

export function createWalls(client: TierClient): WallsPort {
  return {
    load: async (etag) => {
      const answer = await client.raw({ method: 'GET', path: 'v1/map/walls', ...(etag === null ? {} : { headers: { 'if-none-match': etag } }) });
      if (!answer.ok) return answer;
      if (answer.value.notModified && etag !== null) return ok({ kind: 'unchanged' });
      const list = readBody(answer.value, wireList);
      if (!list.ok) return list;
      const { items } = list.value;
      const { records } = readRecords(items.slice(0, WALLS_MAX), wireWall);
      client.skipped('walls', items.length - records.length);
      return ok({ kind: 'loaded', walls: records.map(mapWall), etag: answer.value.etag });
    },
  };
}

/** Without a height nobody looks over it. */
const mapWall = (wire: WireWall): MapWall => ({ line: wire.line, heightM: wire.heightM ?? null });
