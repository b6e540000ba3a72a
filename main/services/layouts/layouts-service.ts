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
  let turn: Promise<unknown> = Promise.resolve();
  let syncWaiting: Promise<void> | null = null;
  const all = () => [...stores.layouts.records().values()];

  /** One act at a time: a list asked for before a save must not undo it, and nothing that waits is stored twice. */
  function inTurn<R>(act: (mine: LayoutsCache | null) => Promise<R>): Promise<R> {
    const mine = cache;
    const run = turn.then(() => act(mine));
    turn = run.catch(() => null);
    return run;
  }
  /** Shows and keeps the list, unless the person it belongs to has left meanwhile. */
  const keep = async (mine: LayoutsCache | null, layouts: readonly Layout[]) => {
    if (mine === null || mine !== cache) return;
    stores.layouts.replaceAll(layouts);
    await mine.save(layouts);
  };
  const withLayout = (layout: Layout, replaced: LayoutId = layout.id): readonly Layout[] => [...all().filter((other) => other.id !== replaced), layout];
  const store = async (layout: Layout): Promise<Result<Layout>> => (port === null ? err('tier/unreachable', { retryable: true }) : port.put(layout));

  const takeServerList = async (mine: LayoutsCache | null): Promise<void> => {
    if (port === null || mine === null || mine !== cache) return;
    for (const layout of all().filter((candidate) => candidate.sync === 'waiting')) {
      const answer = await store(layout);
      if (mine !== cache) return;
      if (answer.ok) await keep(mine, withLayout(answer.value));
      else {
        log.warn('layouts.waiting-refused', { code: answer.error.code });
        // Somebody else changed this one: mine goes on under an id of its own, so that nothing the operator made is lost.
        if (answer.error.code === 'layout/conflict') await keep(mine, withLayout({ ...layout, id: layoutId(environment.uuid()), etag: null }, layout.id));
      }
    }
    const listed = await port.list();
    if (listed.ok) await keep(mine, mergeLayouts(all(), listed.value));
    else log.warn('layouts.not-listed', { code: listed.error.code });
  };

  const save = async (mine: LayoutsCache | null, { name, surface, shared, replace, ownerId }: SaveRequest): ReturnType<LayoutsService['save']> => {
    const old = replace === null ? null : stores.layouts.get(replace);
    if (old === undefined || mine !== cache) return err('layout/unknown');
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
      await keep(mine, withLayout(answer.value));
      return ok({ layout: layout.id, sync: 'stored' });
    }
    if (answer.error.code === 'layout/conflict') {
      await takeServerList(mine);
      return answer;
    }
    if (!answer.error.retryable) return answer;
    await keep(mine, withLayout(layout));
    return ok({ layout: layout.id, sync: 'waiting' });
  };

  const remove = async (mine: LayoutsCache | null, id: LayoutId): Promise<Result<null>> => {
    const layout = stores.layouts.get(id);
    if (layout === undefined || mine !== cache) return err('layout/unknown');
    if (layout.etag !== null) {
      const answer = port === null ? err('tier/unreachable') : await port.remove(id, layout.etag);
      if (!answer.ok && answer.error.code !== 'layout/unknown') return answer;
    }
    await keep(mine, all().filter((other) => other.id !== id));
    return ok(null);
  };

  return {
    open: async (nextCache) => {
      cache = nextCache;
      const cached = await nextCache.load();
      if (cache === nextCache) stores.layouts.replaceAll(cached);
    },
    sync: () => {
      syncWaiting ??= inTurn((mine) => {
        syncWaiting = null;
        return takeServerList(mine);
      });
      return syncWaiting;
    },
    save: (request) => inTurn((mine) => save(mine, request)),
    remove: (id) => inTurn((mine) => remove(mine, id)),
    close: () => {
      cache = null;
      syncWaiting = null;
      stores.layouts.replaceAll([]);
    },
  };
}
