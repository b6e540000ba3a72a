import type { Arrangement } from '@contract/domain/arrangement.ts';
import { copyName } from '@contract/domain/copy-name.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { TileContents } from '@contract/domain/tile-content.ts';
import { layoutId, utcMs, type LayoutId, type PictureId } from '@contract/domain/units.ts';
import type { Layout } from '@contract/domain/wall.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Stores } from '../../state/stores.ts';
import type { LayoutsPort } from '../../vms/adapter.ts';
import { decodeLayoutFile, encodeLayoutFile, picturesIn } from './layout-file.ts';
import { asKept, isSameLayout, onItsOwn, reconcile, type KnownLayouts } from './reconcile.ts';

export interface LayoutsCache {
  readonly load: () => Promise<readonly Layout[]>;
  /** Codes: storage/write-failed, storage/newer-version. */
  readonly save: (layouts: readonly Layout[]) => Promise<Result<null>>;
}

export interface LayoutsEnvironment {
  readonly port: LayoutsPort | null;
  readonly stores: Pick<Stores, 'layouts' | 'layoutConflicts'>;
  readonly clock: Clock;
  readonly uuid: () => string;
  /** The list was written to this PC's disk, or was not. */
  readonly onDidKeep: (result: Result<null>) => void;
  readonly log: Log;
}

/** Tiles and what they hold; as many contents as tiles. */
export interface LayoutDraft {
  readonly arrangement: Arrangement;
  readonly contents: TileContents;
}

export interface SaveRequest {
  readonly name: string;
  readonly draft: LayoutDraft;
  readonly shared: boolean;
  readonly locked: boolean;
  /** The layout to replace; null: a new one. */
  readonly replace: LayoutId | null;
  /** The version the draft was begun from; left out: the one of now. What others changed since is a conflict, also when it is known here. */
  readonly baseEtag?: string | null;
  readonly ownerId: string;
}

type Saved = Result<{ readonly layout: LayoutId; readonly sync: 'stored' | 'waiting' }>;

export interface LayoutsService {
  readonly open: (cache: LayoutsCache) => Promise<void>;
  /** Stores what waits, then takes what the server has. */
  readonly sync: () => Promise<void>;
  /**
   * Codes: layout/conflict (somebody changed it meanwhile: both versions are in `layoutConflicts`, and until one is chosen neither is
   * saved over nor removed); app/not-allowed (somebody else's); storage/write-failed, storage/newer-version (neither the server nor this
   * PC has it).
   */
  readonly save: (request: SaveRequest) => Promise<Saved>;
  /**
   * Ends a conflict. `mine` replaces theirs, `theirs` lets mine go, `both` makes mine a layout of its own, "<name> (2)". With the server
   * away the choice holds and waits. Codes: layout/unknown (no such conflict), layout/conflict (changed once more), and those of `save`.
   */
  readonly resolve: (id: LayoutId, keep: 'mine' | 'theirs' | 'both', ownerId: string) => Promise<Result<null>>;
  readonly remove: (id: LayoutId) => Promise<Result<null>>;
  /** These layouts as the bytes of a file, with the pictures of their tiles. Code layout/unknown. */
  readonly exportFile: (ids: readonly LayoutId[], readPicture: (picture: PictureId) => Promise<Uint8Array | null>) => Promise<Result<Uint8Array>>;
  /** The layouts of a file as new ones of this person's own. Codes: layout/file-unreadable, and those of `save` when none could be kept. */
  readonly importFile: (bytes: Uint8Array, ownerId: string, keepPicture: (bytes: Uint8Array) => Promise<Result<PictureId>>) => Promise<Result<{ readonly imported: number; readonly skipped: number }>>;
  readonly close: () => void;
}

const AWAY = err('tier/unreachable', { retryable: true });

/** Saved layouts: on the server when it answers, kept here until then. */
export function createLayoutsService(environment: LayoutsEnvironment): LayoutsService {
  const { port, stores, clock, uuid, log } = environment;
  let cache: LayoutsCache | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let syncWaiting: Promise<void> | null = null;
  /** From a version of a layout to the one this console made of it: a draft begun on the earlier one may replace the later. */
  const ownSteps = new Map<string, string | null>();
  const stepKey = (id: LayoutId, etag: string | null): string => `${id} ${etag ?? ''}`;
  const latestOwn = (id: LayoutId, base: string | null): string | null => {
    let etag = base;
    for (let left = ownSteps.size; left > 0; left -= 1) {
      const next = ownSteps.get(stepKey(id, etag));
      if (next === undefined) break;
      etag = next;
    }
    return etag;
  };
  const known = (): KnownLayouts => ({ layouts: [...stores.layouts.records().values()], conflicts: [...stores.layoutConflicts.records().values()] });
  const isHere = (mine: LayoutsCache | null): mine is LayoutsCache => mine !== null && mine === cache;

  /** One act at a time: a list asked for before a save must not undo it, and nothing that waits is stored twice. */
  function inTurn<R>(act: (mine: LayoutsCache | null) => Promise<R>): Promise<R> {
    const mine = cache;
    const run = turn.then(() => act(mine));
    turn = run.catch(() => null);
    return run;
  }
  const show = ({ layouts, conflicts }: KnownLayouts) => {
    stores.layouts.replaceAll(layouts);
    stores.layoutConflicts.replaceAll(conflicts);
  };
  /** Shows and keeps what is known, unless the person it belongs to has left meanwhile. */
  const keep = async (mine: LayoutsCache | null, next: KnownLayouts): Promise<void> => {
    if (!isHere(mine)) return;
    show(next);
    environment.onDidKeep(await mine.save(asKept(next)));
  };
  /** Keeps it, then shows it; what only this PC would have is not shown before it is on the disk. */
  const keepHere = async (mine: LayoutsCache | null, next: KnownLayouts): Promise<Result<null>> => {
    if (!isHere(mine)) return err('session/not-signed-in');
    const kept = await mine.save(asKept(next));
    environment.onDidKeep(kept);
    if (kept.ok && isHere(mine)) show(next);
    return kept;
  };
  const withLayout = (layout: Layout, resolved: LayoutId | null = null): KnownLayouts => {
    const { layouts, conflicts } = known();
    return { layouts: [...layouts.filter(({ id }) => id !== layout.id), layout], conflicts: conflicts.filter(({ id }) => id !== resolved) };
  };
  const store = async (layout: Layout): Promise<Result<Layout>> => {
    const answer = port === null ? AWAY : await port.put(layout);
    if (answer.ok) ownSteps.set(stepKey(layout.id, layout.etag), answer.value.etag);
    return answer;
  };
  const list = async (): Promise<Result<readonly Layout[]>> => {
    const listed = port === null ? AWAY : await port.list();
    if (!listed.ok) log.warn('layouts.not-listed', { code: listed.error.code });
    return listed;
  };

  const storeWaiting = async (mine: LayoutsCache | null): Promise<void> => {
    if (port === null || !isHere(mine)) return;
    const met = new Set<LayoutId>();
    for (const layout of known().layouts.filter(({ sync }) => sync === 'waiting')) {
      const answer = await store(layout);
      if (!isHere(mine)) return;
      if (answer.ok) await keep(mine, withLayout(answer.value));
      else {
        log.warn('layouts.waiting-refused', { code: answer.error.code });
        if (answer.error.code === 'layout/conflict' || answer.error.code === 'layout/unknown') met.add(layout.id);
      }
    }
    const listed = isHere(mine) ? await list() : AWAY;
    if (listed.ok) await keep(mine, reconcile(known(), listed.value, met, uuid));
  };

  /** Keeps a layout on this PC until the server takes it. */
  const wait = async (mine: LayoutsCache | null, layout: Layout, resolved: LayoutId | null): Promise<Saved> => {
    const kept = await keepHere(mine, withLayout({ ...layout, sync: 'waiting' }, resolved));
    return kept.ok ? ok({ layout: layout.id, sync: 'waiting' }) : kept;
  };

  /** The server has another version than the one that was changed here. `before`: what was here and not on the server yet. */
  const meet = async (mine: LayoutsCache | null, layout: Layout, before: Layout | null): Promise<Saved> => {
    const listed = await list();
    if (!isHere(mine)) return err('session/not-signed-in');
    // It is not known what the other one is: that shows when the server answers.
    if (!listed.ok) return wait(mine, layout, null);
    const theirs = listed.value.find(({ id }) => id === layout.id);
    // The answer to what was sent before got lost: no other person's version is replaced.
    if (theirs !== undefined && before !== null && isSameLayout(before, theirs)) return put(mine, { ...layout, etag: theirs.etag }, null);
    if (theirs === undefined) {
      await keep(mine, reconcile({ ...known(), layouts: known().layouts.filter(({ id }) => id !== layout.id) }, listed.value, new Set(), uuid));
      return put(mine, onItsOwn(layout, uuid), null);
    }
    await keep(mine, reconcile(withLayout(layout), listed.value, new Set([layout.id]), uuid));
    return isSameLayout(layout, theirs) ? ok({ layout: layout.id, sync: 'stored' }) : err('layout/conflict');
  };

  /** Sends a layout. `resolved`: a conflict that ends with it. */
  const put = async (mine: LayoutsCache | null, layout: Layout, before: Layout | null, resolved: LayoutId | null = null): Promise<Saved> => {
    const answer = await store(layout);
    if (answer.ok) {
      await keep(mine, withLayout(answer.value, resolved));
      return ok({ layout: layout.id, sync: 'stored' });
    }
    if (resolved === null && (answer.error.code === 'layout/conflict' || (answer.error.code === 'layout/unknown' && layout.etag !== null))) return meet(mine, layout, before);
    return answer.error.retryable ? wait(mine, layout, resolved) : answer;
  };

  const save = async (mine: LayoutsCache | null, { name, draft, shared, locked, replace, baseEtag, ownerId }: SaveRequest): Promise<Saved> => {
    const old = replace === null ? null : stores.layouts.get(replace);
    if (old === undefined || mine !== cache) return err('layout/unknown');
    if (old !== null && stores.layoutConflicts.get(old.id) !== undefined) return err('layout/conflict');
    // The server says so too; asked later, from the list of what waits, it would say so to nobody.
    if (old !== null && old.ownerId !== ownerId) return err('app/not-allowed');
    const { arrangement, contents } = draft;
    const updatedUtcMs = utcMs(clock.utcMs());
    const etag = old === null ? null : baseEtag === undefined ? old.etag : latestOwn(old.id, baseEtag);
    return put(mine, { id: old?.id ?? layoutId(uuid()), name, arrangement, contents, shared, locked, ownerId, etag, updatedUtcMs, sync: 'waiting' }, old?.sync === 'waiting' ? old : null);
  };

  const resolve = async (mine: LayoutsCache | null, id: LayoutId, choice: 'mine' | 'theirs' | 'both', ownerId: string): Promise<Result<null>> => {
    const conflict = stores.layoutConflicts.get(id);
    if (conflict === undefined || mine !== cache) return err('layout/unknown');
    const updatedUtcMs = utcMs(clock.utcMs());
    // Who keeps their own version goes on from what it replaces.
    if (choice === 'mine') ownSteps.set(stepKey(id, conflict.mine.etag), conflict.theirs.etag);
    if (choice === 'theirs') return keepHere(mine, withLayout(conflict.theirs, id));
    const taken = known().layouts.map(({ name }) => name);
    const kept: Layout =
      choice === 'mine'
        ? { ...conflict.mine, etag: conflict.theirs.etag, updatedUtcMs, sync: 'waiting' }
        : { ...onItsOwn(conflict.mine, uuid), name: copyName(conflict.mine.name, taken), ownerId, updatedUtcMs };
    const answer = await put(mine, kept, null, id);
    if (answer.ok) return ok(null);
    if (answer.error.code === 'layout/conflict' || answer.error.code === 'layout/unknown') {
      // Changed or removed once more: the operator is asked again, about what is there now.
      const listed = await list();
      if (listed.ok) await keep(mine, reconcile(known(), listed.value, new Set(), uuid));
    }
    return answer;
  };

  const remove = async (mine: LayoutsCache | null, id: LayoutId): Promise<Result<null>> => {
    const layout = stores.layouts.get(id);
    if (layout === undefined || mine !== cache) return err('layout/unknown');
    if (stores.layoutConflicts.get(id) !== undefined) return err('layout/conflict');
    if (layout.etag !== null) {
      const answer = port === null ? AWAY : await port.remove(id, layout.etag);
      if (!answer.ok && answer.error.code !== 'layout/unknown') return answer;
    }
    const { layouts, conflicts } = known();
    await keep(mine, { layouts: layouts.filter((other) => other.id !== id), conflicts });
    return ok(null);
  };

  const importOne = (request: SaveRequest) => inTurn((mine) => save(mine, request));

  return {
    open: async (nextCache) => {
      cache = nextCache;
      const cached = await nextCache.load();
      if (cache === nextCache) show({ layouts: cached, conflicts: [] });
    },
    sync: () => {
      syncWaiting ??= inTurn((mine) => {
        syncWaiting = null;
        return storeWaiting(mine);
      });
      return syncWaiting;
    },
    save: (request) => inTurn((mine) => save(mine, request)),
    resolve: (id, choice, ownerId) => inTurn((mine) => resolve(mine, id, choice, ownerId)),
    remove: (id) => inTurn((mine) => remove(mine, id)),
    exportFile: async (ids, readPicture) => {
      const layouts = ids.flatMap((id) => stores.layouts.get(id) ?? []);
      if (layouts.length < ids.length) return err('layout/unknown');
      const pictures = new Map<PictureId, Uint8Array>();
      for (const id of picturesIn(layouts)) {
        const bytes = await readPicture(id);
        if (bytes !== null) pictures.set(id, bytes);
      }
      return ok(encodeLayoutFile({ layouts, pictures }));
    },
    importFile: async (bytes, ownerId, keepPicture) => {
      const file = decodeLayoutFile(bytes);
      if (!file.ok) return file;
      for (const picture of file.value.pictures.values()) {
        const kept = await keepPicture(picture);
        if (!kept.ok) log.warn('layouts.picture-not-kept', { code: kept.error.code });
      }
      let imported = 0;
      let failed: Saved | null = null;
      for (const { name, arrangement, contents, locked } of file.value.layouts) {
        const saved = await importOne({ name, draft: { arrangement, contents }, shared: false, locked, replace: null, ownerId });
        if (saved.ok) imported += 1;
        else failed = saved;
      }
      if (failed !== null && !failed.ok && imported === 0) return failed;
      return ok({ imported, skipped: file.value.skipped + file.value.layouts.length - imported });
    },
    close: () => {
      cache = null;
      ownSteps.clear();
      syncWaiting = null;
      show({ layouts: [], conflicts: [] });
    },
  };
}
