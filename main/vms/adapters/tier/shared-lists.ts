import type { CameraGroup, SavedSearch } from '@contract/domain/camera-group.ts';
import type { ErrorCode } from '@contract/domain/error-code.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { GroupId, LayoutId, SearchId } from '@contract/domain/units.ts';
import type { Layout } from '@contract/domain/wall.ts';
import type { GroupsPort, LayoutsPort, SearchesPort, SharedListPort } from '../../adapter.ts';
import type { TierClient } from './client.ts';
import { groupBody, mapGroup, mapSearch, searchBody } from './group-mapping.ts';
import { layoutBody, mapLayout } from './layout-mapping.ts';
import { readRecords, withoutRepeats } from './mapping.ts';
import { wireGroup, wireLayout, wireList, wireSearch, type Reader, type WireGroup, type WireLayout, type WireSearch } from './wire.schema.ts';

/** What is particular to one list of records that people change and share. */
interface ListKind<T, W> {
  /** Where it is, without a leading slash. */
  readonly path: string;
  /** In the log. */
  readonly name: string;
  readonly conflict: ErrorCode;
  readonly reader: Reader<W>;
  readonly mapped: (wire: W) => T;
  readonly body: (item: T) => unknown;
}

/** A layout whose arrangement cannot be shown is skipped; a tile that cannot be read stays empty. Both are counted. */
export function createLayouts(client: TierClient): LayoutsPort {
  return createList<Layout, LayoutId, WireLayout>(client, {
    path: 'v1/layouts',
    name: 'layouts',
    conflict: 'layout/conflict',
    reader: wireLayout,
    mapped: (wire) => {
      const { layout, skipped } = mapLayout(wire);
      client.skipped('layout tiles', skipped);
      return layout;
    },
    body: layoutBody,
  });
}

/** Camera ids of a group that cannot be read are left out of it, and counted. */
export function createGroups(client: TierClient): GroupsPort {
  return createList<CameraGroup, GroupId, WireGroup>(client, {
    path: 'v1/camera-groups',
    name: 'groups',
    conflict: 'group/conflict',
    reader: wireGroup,
    mapped: (wire) => {
      const { group, skipped } = mapGroup(wire);
      client.skipped('group cameras', skipped);
      return group;
    },
    body: groupBody,
  });
}

export function createSearches(client: TierClient): SearchesPort {
  return createList<SavedSearch, SearchId, WireSearch>(client, { path: 'v1/saved-searches', name: 'searches', conflict: 'group/conflict', reader: wireSearch, mapped: mapSearch, body: searchBody });
}

function createList<T extends { readonly id: I; readonly etag: string | null }, I extends string, W extends { readonly id: string }>(client: TierClient, kind: ListKind<T, W>): SharedListPort<T, I> {
  const pathOf = (id: I): string => `${kind.path}/${encodeURIComponent(id)}`;
  /** A failed precondition means a conflict even from a server that gives it no code. */
  const conflictOf = <V>(failed: Extract<Result<V>, { readonly ok: false }>): Result<never> => (failed.error.detail === 'status 412' ? err(kind.conflict, { detail: failed.error.detail }) : failed);
  return {
    list: async () => {
      const list = await client.read({ method: 'GET', path: kind.path }, wireList);
      if (!list.ok) return list;
      const items = withoutRepeats(readRecords(list.value.items, kind.reader).records, new Set()).map(kind.mapped);
      client.skipped(kind.name, list.value.items.length - items.length);
      return ok(items);
    },
    put: async (item) => {
      const stored = await client.read({ method: 'PUT', path: pathOf(item.id), body: kind.body(item), headers: item.etag === null ? { 'if-none-match': '*' } : { 'if-match': item.etag } }, kind.reader);
      return stored.ok ? ok(kind.mapped(stored.value)) : conflictOf(stored);
    },
    remove: async (id, etag) => {
      const answer = await client.raw({ method: 'DELETE', path: pathOf(id), ...(etag === null ? {} : { headers: { 'if-match': etag } }) });
      return answer.ok ? ok(null) : conflictOf(answer);
    },
  };
}
