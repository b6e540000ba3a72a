import type { CameraGroup, SavedSearch } from '@contract/domain/camera-group.ts';
import { EMPTY_QUERY } from '@contract/domain/camera-query.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { cameraId, groupId, searchId, utcMs, type CameraId } from '@contract/domain/units.ts';
import { createGroupsService } from '../../../../../main/services/groups/groups-service.ts';
import { createSearchesService } from '../../../../../main/services/groups/searches-service.ts';
import type { SharedListCache, SharedListEnvironment } from '../../../../../main/services/groups/shared-list-service.ts';
import type { SharedItem } from '../../../../../main/services/groups/shared-list.ts';
import { createStores } from '../../../../../main/state/stores.ts';
import type { HeldItem } from '../../../../../main/storage/documents/shared-lists.ts';
import type { SharedListPort } from '../../../../../main/vms/adapter.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';

export const AWAY: Result<never> = err('tier/unreachable', { retryable: true });
export const cams = (...ids: readonly string[]): readonly CameraId[] => ids.map(cameraId);

const owned = { shared: true, ownerId: 'p1', etag: 'e0', updatedUtcMs: utcMs(0), sync: 'stored' } as const;
export const groupNamed = (id: string, overrides: Partial<CameraGroup> = {}): CameraGroup => ({ id: groupId(id), name: `Nhóm ${id}`, cameras: [], ...owned, ...overrides });
export const searchNamed = (id: string, overrides: Partial<SavedSearch> = {}): SavedSearch => ({ id: searchId(id), name: `Tìm ${id}`, query: EMPTY_QUERY, ...owned, ...overrides });

/** A server with ETags that several PCs write to, and that may take what it does not answer. */
export function createListServer<T extends SharedItem>(unknown: 'group/unknown' | 'search/unknown') {
  const items = new Map<string, T>();
  const state = { isUp: true, loseNext: false, refuses: (_item: T): boolean => false, beforePut: (): void => {} };
  let version = 0;
  const write = (item: T): T => {
    const stored: T = { ...item, etag: `e${String((version += 1))}`, sync: 'stored' };
    items.set(item.id, stored);
    return stored;
  };
  const port: SharedListPort<T, T['id']> = {
    list: async () => (state.isUp ? ok([...items.values()]) : AWAY),
    put: async (item) => {
      if (!state.isUp) return AWAY;
      state.beforePut();
      const old = items.get(item.id);
      if (old === undefined && item.etag !== null) return err(unknown);
      if (old !== undefined && old.etag !== item.etag) return err('group/conflict');
      if (state.refuses(item)) return err('app/not-allowed');
      const stored = write(item);
      if (!state.loseNext) return ok(stored);
      state.loseNext = false;
      return AWAY;
    },
    remove: async (id, etag) => {
      if (!state.isUp) return AWAY;
      const old = items.get(id);
      if (old === undefined) return err(unknown);
      if (etag !== null && old.etag !== etag) return err('group/conflict');
      items.delete(id);
      return ok(null);
    },
  };
  return { items, state, write, port };
}

/** What one PC keeps of a list; `fail` makes its disk refuse. */
export interface ListDisk<T> {
  held: readonly HeldItem<T>[];
  fail?: boolean;
}

const cacheOn = <T>(disk: ListDisk<T>): SharedListCache<T> => ({
  load: async () => disk.held,
  save: async (held) => {
    if (disk.fail === true) return err('storage/write-failed', { retryable: true });
    disk.held = held;
    return ok(null);
  },
});

function environmentOf<T extends SharedItem>(port: () => SharedListPort<T, T['id']> | null, mark: string) {
  const told: string[] = [];
  const log = createRecordingLog();
  let made = 0;
  const environment: SharedListEnvironment<T> = {
    port,
    clock: createFakeTime().clock,
    uuid: () => `${mark}-${String((made += 1))}`,
    log,
    onDidKeep: (kept) => void (kept.ok || told.push('not kept')),
    onDidMerge: ({ name }) => void told.push(`merged ${name}`),
    onDidKeepApart: ({ name }) => void told.push(`apart ${name}`),
  };
  return { told, log, environment };
}

/** A PC with its groups; `hidden`: cameras that do not exist for the person here. */
export function groupsDesk(server: ReturnType<typeof createListServer<CameraGroup>>, disk: ListDisk<CameraGroup> = { held: [] }, mark = 'new', ownerId = 'p1') {
  const stores = createStores({ address: '', language: 'vi', wallOnly: false });
  const hidden = new Set<CameraId>();
  const { told, log, environment } = environmentOf<CameraGroup>(() => server.port, mark);
  const service = createGroupsService({ ...environment, stores, knows: (camera) => !hidden.has(camera) });
  const open = () => service.open(cacheOn(disk), ownerId);
  const shown = () => [...stores.groups.records().values()].map(({ id, name, cameras, sync }) => `${id} ${name}: ${cameras.join(' ')} ${sync}`).toSorted();
  const save = (id: string | null, cameras: readonly string[], name = 'Của tôi') => service.save({ group: id === null ? null : groupId(id), name, cameras: cams(...cameras), shared: true });
  return { stores, service, open, shown, save, told, log, hidden, disk };
}

export function searchesDesk(server: ReturnType<typeof createListServer<SavedSearch>>, disk: ListDisk<SavedSearch> = { held: [] }, ownerId = 'p1') {
  const stores = createStores({ address: '', language: 'vi', wallOnly: false });
  const { told, environment } = environmentOf<SavedSearch>(() => server.port, 'new');
  const service = createSearchesService({ ...environment, stores });
  const open = () => service.open(cacheOn(disk), ownerId);
  const shown = () => [...stores.searches.records().values()].map(({ id, name, query, shared, sync }) => `${id} ${name}: ${query.text} ${shared ? 'shared' : 'private'} ${sync}`).toSorted();
  const save = (id: string | null, text: string, name = 'Của tôi') => service.save({ search: id === null ? null : searchId(id), name, query: { ...EMPTY_QUERY, text }, shared: true });
  return { stores, service, open, shown, save, told };
}
