import { err, ok } from '@contract/domain/result.ts';
import type { CameraChange, DirectoryPort } from '../../adapter.ts';
import { readBody, type TierClient } from './client.ts';
import { hasUnreadMasks, mapCamera, mapCameraChange, mapCameraState, mapUnits, readRecords, withoutRepeats } from './mapping.ts';
import { wireCamera, wireCameraChange, wireCameraChanges, wireCameraPage, wireCameraState, wireCameraStateList, wireList, wireUnit } from './wire.schema.ts';

const PAGE_SIZE = 1000;
/** One list of all cameras: some 120 bytes each, of the largest country. */
const STATES_MAX_BYTES = 96 * 1024 * 1024;
/** Beyond it a server is taken to turn in circles. */
const MAX_PAGES = 2000;

export function createDirectory(client: TierClient): DirectoryPort {
  return {
    units: async () => {
      const list = await client.read({ method: 'GET', path: 'v1/units' }, wireList);
      if (!list.ok) return list;
      const units = mapUnits(withoutRepeats(readRecords(list.value.items, wireUnit).records, new Set()));
      const skipped = list.value.items.length - units.length;
      client.skipped('units', skipped);
      return ok({ units, skipped });
    },

    cameras: async (etag, onPage) => {
      const seen = new Set<string>();
      let firstEtag: string | null = null;
      let changeToken: string | null = null;
      let cursor: string | null = null;
      let skippedInAll = 0;
      for (let pages = 0; pages < MAX_PAGES; pages += 1) {
        const answer = await client.raw({
          method: 'GET',
          path: 'v1/cameras',
          query: { limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) },
          ...(pages === 0 && etag !== null ? { headers: { 'if-none-match': etag } } : {}),
        });
        if (!answer.ok) return answer;
        if (answer.value.notModified && pages === 0 && etag !== null) return ok({ kind: 'unchanged' });
        const page = readBody(answer.value, wireCameraPage);
        if (!page.ok) return page;
        if (pages === 0) {
          firstEtag = answer.value.etag;
          changeToken = page.value.changeToken ?? null;
        }
        const { records, skipped } = readRecords(page.value.items, wireCamera);
        const cameras = withoutRepeats(records, seen).map(mapCamera);
        skippedInAll += skipped;
        client.skipped('cameras', skipped);
        client.skipped('camera repeats', records.length - cameras.length);
        client.skipped('masks', cameras.filter(hasUnreadMasks).length);
        onPage({ cameras, skipped, total: page.value.total });
        if (page.value.nextCursor === null) return ok({ kind: 'loaded', etag: firstEtag, changeToken, skipped: skippedInAll });
        if (page.value.nextCursor === cursor) return err('tier/bad-answer', { detail: 'cursor repeats' });
        cursor = page.value.nextCursor;
      }
      return err('tier/bad-answer', { detail: 'pages without end' });
    },

    changes: async (since) => {
      const changes: CameraChange[] = [];
      let changeToken = since;
      let skipped = 0;
      for (let pages = 0; pages < MAX_PAGES; pages += 1) {
        const page = await client.read({ method: 'GET', path: 'v1/cameras/changes', query: { since: changeToken, limit: PAGE_SIZE } }, wireCameraChanges);
        if (!page.ok) return page;
        const read = readRecords(page.value.items, wireCameraChange);
        changes.push(...read.records.map(mapCameraChange));
        skipped += read.skipped;
        client.skipped('changes', read.skipped);
        if (!page.value.more) return ok({ changes, skipped, changeToken: page.value.changeToken });
        if (page.value.changeToken === changeToken) return err('tier/bad-answer', { detail: 'change token repeats' });
        changeToken = page.value.changeToken;
      }
      return err('tier/bad-answer', { detail: 'changes without end' });
    },

    states: async () => {
      const list = await client.read({ method: 'GET', path: 'v1/camera-states', maxBodyBytes: STATES_MAX_BYTES }, wireCameraStateList);
      if (!list.ok) return list;
      const { items, epoch, seq } = list.value;
      const read = readRecords(items, wireCameraState);
      client.skipped('states', read.skipped);
      return ok({ states: read.records.map(mapCameraState), cursor: epoch === undefined || seq === undefined ? null : { epoch, seq } });
    },
  };
}
