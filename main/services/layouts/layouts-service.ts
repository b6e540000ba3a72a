import { err, ok, type Result } from '@contract/domain/result.ts';
import { layoutId, utcMs, type LayoutId } from '@contract/domain/units.ts';
import type { Layout, Surface } from '@contract/domain/wall.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Stores } from '../../state/stores.ts';
import type { LayoutsPort } from '../../vms/adapter.ts';

export interface LayoutsCache {
  readonly load: () => Promise<readonly Layout[]>;
  /** Codes: storage/write-failed, storage/newer-version. */
  readonly save: (layouts: readonly Layout[]) => Promise<Result<null>>;
}

export interface LayoutsEnvironment {
  readonly port: LayoutsPort | null;
  readonly stores: Pick<Stores, 'layouts'>;
  readonly clock: Clock;
  readonly uuid: () => string;
  /** The list was written to this PC's disk, or was not. */
  readonly onDidKeep: (result: Result<null>) => void;
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
  /** Codes: layout/conflict (somebody changed it meanwhile, the newer one is now shown); storage/write-failed, storage/newer-version (neither the server nor this PC has it). */
  readonly save: (request: SaveRequest) => Promise<Result<{ readonly layout: LayoutId; readonly sync: 'stored' | 'waiting' }>>;
  readonly remove: (id: LayoutId) => Promise<Result<null>>;
  readonly close: () => void;
}

/** What the list is after the server's answer: its layouts, plus those that still wait to be stored there. */
export function mergeLayouts(local: readonly Layout[], server: readonly Layout[]): readonly Layout[] {
  const waiting = local.filter((layout) => layout.sync === 'waiting');
  return [...server.filter((layout) => !waiting.some((mine) => mine.id === layout.id)), ...waiting];
}

/** Whether two hold the same for whoever sees them: what was sent and whose answer got lost is told by it. */
const isSameContent = (one: Layout, other: Layout): boolean =>
  one.name === other.name && one.grid === other.grid && one.shared === other.shared && one.cameras.length === other.cameras.length && one.cameras.every((camera, tile) => camera === other.cameras[tile]);

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
  const keep = async (mine: LayoutsCache | null, layouts: readonly Layout[]): Promise<void> => {
    if (mine === null || mine !== cache) return;
    stores.layouts.replaceAll(layouts);
    environment.onDidKeep(await mine.save(layouts));
  };
  /** Keeps the list, then shows it; one that only this PC would have is not shown before it is on the disk. */
  const keepHere = async (mine: LayoutsCache | null, layouts: readonly Layout[]): Promise<Result<null>> => {
    if (mine === null || mine !== cache) return err('session/not-signed-in');
    const kept = await mine.save(layouts);
    environment.onDidKeep(kept);
    if (kept.ok && mine === cache) stores.layouts.replaceAll(layouts);
    return kept;
  };
  const withLayout = (layout: Layout): readonly Layout[] => [...all().filter((other) => other.id !== layout.id), layout];
  const store = async (layout: Layout): Promise<Result<Layout>> => (port === null ? err('tier/unreachable', { retryable: true }) : port.put(layout));

  /** Takes the server's list. What waits and met another one there (`met`) is stored if that one is the same, else goes on under an id of its own. */
  const takeServerList = async (mine: LayoutsCache | null, met: readonly Layout[]): Promise<void> => {
    if (port === null || mine === null || mine !== cache) return;
    const listed = await port.list();
    if (!listed.ok) return log.warn('layouts.not-listed', { code: listed.error.code });
    const local = all().flatMap((layout): readonly Layout[] => {
      if (!met.some(({ id }) => id === layout.id)) return [layout];
      const theirs = listed.value.find(({ id }) => id === layout.id);
      // Somebody else changed this one: nothing the operator made is lost.
      return theirs !== undefined && isSameContent(layout, theirs) ? [] : [{ ...layout, id: layoutId(environment.uuid()), etag: null }];
    });
    await keep(mine, mergeLayouts(local, listed.value));
  };

  const storeWaiting = async (mine: LayoutsCache | null): Promise<void> => {
    if (port === null || mine === null || mine !== cache) return;
    const met: Layout[] = [];
    for (const layout of all().filter((candidate) => candidate.sync === 'waiting')) {
      const answer = await store(layout);
      if (mine !== cache) return;
      if (answer.ok) await keep(mine, withLayout(answer.value));
      else {
        log.warn('layouts.waiting-refused', { code: answer.error.code });
        if (answer.error.code === 'layout/conflict') met.push(layout);
      }
    }
    await takeServerList(mine, met);
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
      await takeServerList(mine, old?.sync === 'waiting' ? [old] : []);
      const theirs = stores.layouts.get(layout.id);
      return theirs?.sync === 'stored' && isSameContent(theirs, layout) ? ok({ layout: layout.id, sync: 'stored' }) : answer;
    }
    if (!answer.error.retryable) return answer;
    const kept = await keepHere(mine, withLayout(layout));
    return kept.ok ? ok({ layout: layout.id, sync: 'waiting' }) : kept;
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
        return storeWaiting(mine);
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
