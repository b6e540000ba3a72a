import { isDeepStrictEqual } from 'node:util';
import type { SavedSearch } from '@contract/domain/camera-group.ts';
import type { CameraFilter, CameraQuery } from '@contract/domain/camera-query.ts';
import { ok } from '@contract/domain/result.ts';
import { searchId, type SearchId } from '@contract/domain/units.ts';
import type { Stores } from '../../state/stores.ts';
import { createSharedListService, type Saved, type SharedListEnvironment, type SharedListService } from './shared-list-service.ts';
import type { SharedListKind } from './shared-list.ts';

export interface SearchesEnvironment extends SharedListEnvironment<SavedSearch> {
  readonly stores: Pick<Stores, 'searches'>;
}

export interface SaveSearch {
  /** The search to change; null: a new one. */
  readonly search: SearchId | null;
  readonly name: string;
  readonly query: CameraQuery;
  readonly shared: boolean;
  /** The version (`etag`) the change was begun on; left out: the one of now. */
  readonly baseEtag?: string | null;
}

/** Saved searches. A query is one thought: when two people change one at once, both queries stay, the later one under a name of its own. */
export interface SearchesService extends Pick<SharedListService<SavedSearch>, 'open' | 'sync' | 'remove' | 'close'> {
  readonly save: (request: SaveSearch) => Promise<Saved<SavedSearch>>;
}

/** An empty facet filters nothing, like one that is not there. */
const facetsIn = (filter: CameraFilter): Readonly<Record<string, unknown>> => Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)));
const isSameQuery = (one: CameraQuery, other: CameraQuery): boolean => one.text === other.text && one.order === other.order && isDeepStrictEqual(facetsIn(one.filter), facetsIn(other.filter));

const SEARCH_KIND: SharedListKind<SavedSearch> = {
  name: 'searches',
  unknown: 'search/unknown',
  nameMissing: 'search/name-missing',
  isSame: (one, other) => one.name === other.name && one.shared === other.shared && isSameQuery(one.query, other.query),
  merge: () => null,
};

export function createSearchesService(environment: SearchesEnvironment): SearchesService {
  const { open, sync, remove, close, change } = createSharedListService(environment, { kind: SEARCH_KIND, store: environment.stores.searches, idOf: searchId, shown: (search) => search });
  return { open, sync, remove, close, save: ({ search, name, query, shared, baseEtag }) => change(search, (_old, fields) => ok({ ...fields, name, query, shared }), baseEtag) };
}
