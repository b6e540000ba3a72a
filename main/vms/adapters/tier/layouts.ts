import { err, ok, type Result } from '@contract/domain/result.ts';
import type { Layout } from '@contract/domain/wall.ts';
import type { LayoutsPort } from '../../adapter.ts';
import type { TierClient } from './client.ts';
import { layoutBody, mapLayout } from './layout-mapping.ts';
import { readRecords, withoutRepeats } from './mapping.ts';
import { wireLayout, wireList, type WireLayout } from './wire.schema.ts';

/** A layout whose arrangement cannot be shown is skipped; a tile that cannot be read stays empty. Both are counted. */
export function createLayouts(client: TierClient): LayoutsPort {
  const mapped = (wire: WireLayout): Layout => {
    const { layout, skipped } = mapLayout(wire);
    client.skipped('layout tiles', skipped);
    return layout;
  };
  return {
    list: async () => {
      const list = await client.read({ method: 'GET', path: 'v1/layouts' }, wireList);
      if (!list.ok) return list;
      const layouts = withoutRepeats(readRecords(list.value.items, wireLayout).records, new Set()).map(mapped);
      client.skipped('layouts', list.value.items.length - layouts.length);
      return ok(layouts);
    },
    put: async (layout): Promise<Result<Layout>> => {
      const stored = await client.read(
        { method: 'PUT', path: layoutPath(layout.id), body: layoutBody(layout), headers: layout.etag === null ? { 'if-none-match': '*' } : { 'if-match': layout.etag } },
        wireLayout,
      );
      return stored.ok ? ok(mapped(stored.value)) : conflictOf(stored);
    },
    remove: async (id, etag) => {
      const answer = await client.raw({ method: 'DELETE', path: layoutPath(id), ...(etag === null ? {} : { headers: { 'if-match': etag } }) });
      return answer.ok ? ok(null) : conflictOf(answer);
    },
  };
}

const layoutPath = (id: string): string => `v1/layouts/${encodeURIComponent(id)}`;

/** A failed precondition means a conflict even from a server that gives it no code. */
const conflictOf = <T>(failed: Extract<Result<T>, { readonly ok: false }>): Result<never> =>
  failed.error.detail === 'status 412' ? err('layout/conflict', { detail: failed.error.detail }) : failed;
