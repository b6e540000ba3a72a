import { err, ok, type Result } from '@contract/domain/result.ts';
import { layoutId, utcMs, type LayoutId } from '@contract/domain/units.ts';
import type { Layout, Surface } from '@contract/domain/wall.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Stores } from '../../state/stores.ts';
import type { LayoutsPort } from '../../vms/adapter.ts';

export interface LayoutsCache {
  readonly load: () => Promise<readonly Layout[]>;
  readonly save: (layouts: readonly Layout[]) => Promise<void>;
}

export interface LayoutsEnvironment {
  readonly port: LayoutsPort | null;
  readonly stores: Pick<Stores, 'layouts'>;
  readonly clock: Clock;
  readonly uuid: () => string;
  readonly log: Log;
}

export interface SaveRequest {
  readonly name: string;
  readonly surface: Surface;
  readonly shared: boolean;
  /** The layout to replace; null: a new one. */
  readonly replace: LayoutId | null;
  readonly ownerId: string;
}

export interface LayoutsService {
  readonly open: (cache: LayoutsCache) => Promise<void>;
  /** Stores what waits, then takes what the server has. */
  readonly sync: () => Promise<void>;
  /** Code layout/conflict: somebody changed it meanwhile, the newer one is now shown. */
  readonly save: (request: SaveRequest) => Promise<Result<{ readonly layout: LayoutId; readonly sync: 'stored' | 'waiting' }>>;
  readonly remove: (id: LayoutId) => Promise<Result<null>>;
  readonly close: () => void;
}

/** What the list is after the server's answer: its layouts, plus those that still wait to be stored there. */
export function mergeLayouts(local: readonly Layout[], server: readonly Layout[]): readonly Layout[] {
  const waiting = local.filter((layout) => layout.sync === 'waiting');
  return [...server.filter((layout) => !waiting.some((mine) => mine.id === layout.id)), ...waiting];
}

/** Saved layouts: on the server when it answers, kept here until then. */
export function createLayoutsService(environment: LayoutsEnvironment): LayoutsService {
  const { port, stores, clock, log } = environment;
  let cache: LayoutsCache | null = null;
  const all = () => [...stores.layouts.records().values()];
  const keep = async (layouts: readonly Layout[]) => {
    stores.layouts.replaceAll(layouts);
    await cache?.save(layouts);
  };

  const store = async (layout: Layout): Promise<Result<Layout>> => {
    if (port === null) return err('tier/unreachable', { retryable: true });
    return port.put(layout);
  };

  const sync = async (): Promise<void> => {
    if (port === null || cache === null) return;
    const mine = cache;
    for (const layout of all().filter((candidate) => candidate.sync === 'waiting')) {
      const answer = await store(layout);
      if (mine !== cache) return;
      if (answer.ok) stores.layouts.put(answer.value);
      else if (!answer.error.retryable) {
        // Somebody else holds this id now, or it is not allowed: kept under a new id, so that nothing the operator made is lost.
        log.warn('layouts.waiting-refused', { code: answer.error.code });
        stores.layouts.remove(layout.id);
        if (answer.error.code === 'layout/conflict') stores.layouts.put({ ...layout, id: layoutId(environment.uuid()), etag: null });
      }
    }
    const listed = await port.list();
    if (mine !== cache) return;
    if (listed.ok) await keep(mergeLayouts(all(), listed.value));
    else log.warn('layouts.not-listed', { code: listed.error.code });
  };

  return {
    open: async (nextCache) => {
      cache = nextCache;
      const cached = await nextCache.load();
      if (cache === nextCache) stores.layouts.replaceAll(cached);
    },
    sync,
    save: async ({ name, surface, shared, replace, ownerId }) => {
      const old = replace === null ? null : stores.layouts.get(replace);
      if (old === undefined) return err('layout/unknown');
      const layout: Layout = {
        id: old?.id ?? layoutId(environment.uuid()),
        name,
        grid: surface.grid,
        cameras: surface.cameras,
        shared,
        ownerId: old?.ownerId ?? ownerId,
        etag: old?.etag ?? null,
        updatedUtcMs: utcMs(clock.utcMs()),
        sync: 'waiting',
      };
      const answer = await store(layout);
      if (answer.ok) {
        await keep([...all().filter((other) => other.id !== layout.id), answer.value]);
        return ok({ layout: layout.id, sync: 'stored' });
      }
      if (answer.error.code === 'layout/conflict') {
        await sync();
        return answer;
      }
      if (!answer.error.retryable) return answer;
      await keep([...all().filter((other) => other.id !== layout.id), layout]);
      return ok({ layout: layout.id, sync: 'waiting' });
    },
    remove: async (id) => {
      const layout = stores.layouts.get(id);
      if (layout === undefined) return err('layout/unknown');
      if (layout.etag !== null) {
        const answer = port === null ? err('tier/unreachable') : await port.remove(id, layout.etag);
        if (!answer.ok && answer.error.code !== 'layout/unknown') return answer;
      }
      await keep(all().filter((other) => other.id !== id));
      return ok(null);
    },
    close: () => {
      cache = null;
      stores.layouts.replaceAll([]);
    },
  };
}
