import { isDeepStrictEqual } from 'node:util';
import { plainText } from '@contract/domain/plain-text.ts';
import { err, ok, type AppError, type Result } from '@contract/domain/result.ts';
import { utcMs } from '@contract/domain/units.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { SliceStore } from '../../state/slice-store.ts';
import type { HeldItem } from '../../storage/documents/shared-lists.ts';
import type { SharedListPort } from '../../vms/adapter.ts';
import { createKnownVersions } from './known-versions.ts';
import { keepApart, meet, reconcile, stored, type KeptApart, type SharedItem, type SharedListKind, type SharedListOwner } from './shared-list.ts';

export interface SharedListCache<T> {
  readonly load: () => Promise<readonly HeldItem<T>[]>;
  /** Codes: storage/write-failed, storage/newer-version. */
  readonly save: (held: readonly HeldItem<T>[]) => Promise<Result<null>>;
}

/** What lists of the server need of the world. */
export interface SharedListEnvironment<T extends SharedItem> {
  /** Read anew at each use; null: the server has no such list, or did not say yet. */
  readonly port: () => SharedListPort<T, T['id']> | null;
  readonly clock: Clock;
  readonly uuid: () => string;
  readonly log: Log;
  /** The list was written to this PC's disk, or was not. */
  readonly onDidKeep: (result: Result<null>) => void;
  /** A change from here was joined with what others changed meanwhile. */
  readonly onDidMerge: (item: T) => void;
  /** A change from here became this item of its own: others changed the same or removed it, or it may not be changed. */
  readonly onDidKeepApart: (copy: T) => void;
}

export interface SharedListParts<T extends SharedItem> {
  readonly kind: SharedListKind<T>;
  readonly store: SliceStore<T>;
  readonly idOf: (text: string) => T['id'];
  /** What the person here may see of an item. */
  readonly shown: (item: T) => T;
}

/** What the service says of an item itself; the rest is its content. */
export type OwnFields<T extends SharedItem> = Pick<T, 'id' | 'ownerId' | 'etag' | 'updatedUtcMs' | 'sync'>;
export type Saved<T extends SharedItem> = Result<{ readonly id: T['id']; readonly sync: 'stored' | 'waiting' }>;

export interface SharedListService<T extends SharedItem> {
  /** Shows what this PC keeps of this person's list. */
  readonly open: (cache: SharedListCache<T>, ownerId: string) => Promise<void>;
  /** Takes what the server has, joins it with what waits here, and sends that. */
  readonly sync: () => Promise<void>;
  /**
   * Makes an item (`id` null) or changes one; with the server away the change is kept here and sent later. `baseEtag`: the version the
   * change was begun on, left out: the one of now; what others made of it since is joined with the change, also when it is known here.
   * The `id` of the answer is another one when the change had to be kept apart. Codes: those of the kind (unknown, name missing) and of `edit`; app/not-allowed
   * (unsharing what is somebody else's, and what the server refuses); storage/write-failed, storage/newer-version (neither the server
   * nor this PC has it).
   */
  readonly change: (id: T['id'] | null, edit: (old: T | null, fields: OwnFields<T>) => Result<T>, baseEtag?: string | null) => Promise<Saved<T>>;
  /** Codes: the kind's `unknown`, group/conflict (changed meanwhile: the list is brought up to date), tier/unreachable (it is on the server). */
  readonly remove: (id: T['id']) => Promise<Result<null>>;
  /** Shows again those of which `isTouched`: what may be seen of them changed. */
  readonly showAgain: (isTouched: (item: T) => boolean) => void;
  readonly close: () => void;
}

const AWAY = err('tier/unreachable', { retryable: true });
/** Somebody who changes one item without a pause must not keep this console busy. */
const TRIES = 3;
const NAME_MAX_CHARS = 100;

/** What came of sending a change. `error` null: the server has `held`, or it is the one that stands. */
interface Sent<T> {
  readonly held: HeldItem<T>;
  readonly isMerged: boolean;
  readonly apart: KeptApart<T> | null;
  readonly error: AppError | null;
}

/** A list of the server that people change and share: on the server when it answers, kept here until then. */
export function createSharedListService<T extends SharedItem>(environment: SharedListEnvironment<T>, { kind, store, idOf, shown }: SharedListParts<T>): SharedListService<T> {
  const { port, clock, log } = environment;
  let cache: SharedListCache<T> | null = null;
  let owner: SharedListOwner<T> = { ownerId: '', newId: () => idOf(environment.uuid()) };
  let held: readonly HeldItem<T>[] = [];
  /** What is shown of the items held; looked up once for each. */
  let showing = new Map<T, T>();
  let turn: Promise<unknown> = Promise.resolve();
  let syncWaiting: Promise<void> | null = null;
  const versions = createKnownVersions<T>();
  const isHere = (mine: SharedListCache<T> | null): mine is SharedListCache<T> => mine !== null && mine === cache;

  /** One act at a time: a list asked for before a change must not undo it, and nothing that waits is sent twice. */
  function inTurn<R>(act: (mine: SharedListCache<T> | null) => Promise<R>): Promise<R> {
    const mine = cache;
    const run = turn.then(() => act(mine));
    turn = run.catch(() => null);
    return run;
  }
  const show = (next: readonly HeldItem<T>[]) => {
    versions.replace(held, next);
    held = next;
    showing = new Map(next.map(({ item }) => [item, showing.get(item) ?? shown(item)]));
    // What is as it was keeps its place in the windows.
    store.replaceAll([...showing.values()].map((item) => (isDeepStrictEqual(store.get(item.id), item) ? (store.get(item.id) ?? item) : item)));
  };
  /** Shows and keeps what the server has, unless the person it belongs to has left meanwhile. */
  const keep = async (mine: SharedListCache<T>, next: readonly HeldItem<T>[]): Promise<void> => {
    if (!isHere(mine)) return;
    show(next);
    environment.onDidKeep(await mine.save(next));
  };
  /** Keeps it, then shows it; what only this PC would have is not shown before it is on the disk. */
  const keepHere = async (mine: SharedListCache<T>, next: readonly HeldItem<T>[]): Promise<Result<null>> => {
    const kept = await mine.save(next);
    environment.onDidKeep(kept);
    if (kept.ok && isHere(mine)) show(next);
    return kept;
  };
  const names = () => held.map(({ item }) => item.name);
  const find = (id: T['id']): HeldItem<T> | null => held.find(({ item }) => item.id === id) ?? null;
  /** The same with what came of a change of the item `id`. */
  const withSent = (id: T['id'], { held: changed, apart }: Sent<T>): readonly HeldItem<T>[] => [
    ...held.filter(({ item }) => item.id !== id && item.id !== changed.item.id),
    ...(apart === null || apart.theirs === null ? [] : [stored(apart.theirs)]),
    changed,
  ];
  const tell = (merged: readonly T[], apart: readonly KeptApart<T>[]): void => {
    merged.forEach((item) => environment.onDidMerge(shown(item)));
    apart.forEach(({ copy }) => environment.onDidKeepApart(shown(copy.item)));
  };
  const tellSent = ({ held: { item }, isMerged, apart }: Sent<T>): void => tell(isMerged && apart === null ? [item] : [], apart === null ? [] : [{ ...apart, copy: { item, base: null, sent: null } }]);

  const list = async (): Promise<Result<readonly T[]>> => {
    const listed = await (port()?.list() ?? AWAY);
    if (!listed.ok) log.warn(`${kind.name}.not-listed`, { code: listed.error.code });
    return listed;
  };

  /** Puts the item of a change on the server; null: somebody was faster. */
  const putOnce = async (now: Sent<T>): Promise<Sent<T> | null> => {
    const server = port();
    const { item } = now.held;
    const answer = server === null ? AWAY : await server.put(item);
    if (answer.ok) {
      versions.step(item.id, item.etag, answer.value.etag);
      return { ...now, held: stored(answer.value) };
    }
    if (answer.error.code === 'group/conflict' || (answer.error.code === kind.unknown && item.etag !== null)) return null;
    return { ...now, held: answer.error.retryable && server !== null ? { ...now.held, sent: item } : now.held, error: answer.error };
  };
  /** Sends a change. What others did meanwhile, and what became of a version whose answer got lost, is looked up first. */
  const send = async (mine: SharedListCache<T>, change: HeldItem<T>): Promise<Sent<T>> => {
    let now: Sent<T> = { held: change, isMerged: false, apart: null, error: null };
    for (let left = TRIES; left > 0; ) {
      // Nothing of who has left is sent in the name of who came.
      if (!isHere(mine)) return { ...now, error: { code: 'session/not-signed-in', retryable: false } };
      if (now.held.sent === null) {
        left -= 1;
        const put = await putOnce(now);
        if (put !== null) return put;
      }
      const listed = await list();
      if (!listed.ok) return { ...now, error: listed.error };
      const meeting = meet(now.held, listed.value.find(({ id }) => id === now.held.item.id) ?? null, kind, owner, names());
      if (meeting.kind === 'stored') return { ...now, held: stored(meeting.item) };
      now = meeting.kind === 'apart' ? { ...now, held: meeting.copy, apart: meeting } : { ...now, held: meeting.held, isMerged: now.isMerged || meeting.isMerged };
    }
    return { ...now, error: { code: 'group/conflict', retryable: true } };
  };

  /** A change of `old`, begun on an earlier version of it, as one of what it is now; what does not go together with that is apart. */
  const begin = (old: HeldItem<T>, item: T, baseEtag: string | null): Pick<Sent<T>, 'held' | 'isMerged' | 'apart'> => {
    const { etag } = old.item;
    const before = old.item.sync === 'stored' ? { base: old.item, sent: null } : { base: old.base, sent: old.sent };
    const asItIs = { held: { item, ...before }, isMerged: false, apart: null };
    if (baseEtag === etag) return asItIs;
    const change: HeldItem<T> = { item, base: versions.find(item.id, baseEtag), sent: null };
    if (change.base !== null && kind.isSame(change.base, old.item)) return asItIs;
    const isOwn = versions.isOwnWay(item.id, baseEtag, etag);
    const merged = kind.merge(change, old.item);
    if (merged !== null) return { ...asItIs, held: { item: { ...merged, updatedUtcMs: item.updatedUtcMs, sync: 'waiting' }, ...before }, isMerged: !isOwn };
    if (isOwn) return asItIs;
    // What is there stays, as it is held here.
    const apart = { ...keepApart(change, old.item, owner, names()), theirs: null };
    return { held: apart.copy, isMerged: false, apart };
  };

  const change = async (mine: SharedListCache<T> | null, id: T['id'] | null, edit: (old: T | null, fields: OwnFields<T>) => Result<T>, baseEtag?: string | null): Promise<Saved<T>> => {
    if (!isHere(mine)) return err('session/not-signed-in');
    const old = id === null ? null : find(id);
    if (old === null && id !== null) return err(kind.unknown);
    const fields = { id: old?.item.id ?? owner.newId(), ownerId: old?.item.ownerId ?? owner.ownerId, etag: old?.item.etag ?? null, updatedUtcMs: utcMs(clock.utcMs()), sync: 'waiting' as const };
    const edited = edit(old?.item ?? null, fields);
    if (!edited.ok) return edited;
    const item = { ...edited.value, name: plainText(edited.value.name, NAME_MAX_CHARS) };
    if (item.name === '') return err(kind.nameMissing);
    const begun = old === null ? { held: { item, base: null, sent: null }, isMerged: false, apart: null } : begin(old, item, baseEtag === undefined ? old.item.etag : baseEtag);
    // It would be gone for everybody it was shared with, and for this person too.
    if (!begun.held.item.shared && begun.held.item.ownerId !== owner.ownerId) return err('app/not-allowed');
    const answer = await send(mine, begun.held);
    if (!isHere(mine)) return err('session/not-signed-in');
    const sent = { ...answer, isMerged: answer.isMerged || begun.isMerged, apart: answer.apart ?? begun.apart };
    const next = withSent(begun.held.item.id, sent);
    if (sent.error === null) {
      await keep(mine, next);
      tellSent(sent);
      return ok({ id: sent.held.item.id, sync: 'stored' });
    }
    if (!sent.error.retryable) return { ok: false, error: sent.error };
    const kept = await keepHere(mine, next);
    if (!kept.ok) return kept;
    tellSent(sent);
    return ok({ id: sent.held.item.id, sync: 'waiting' });
  };

  const sendWaiting = async (mine: SharedListCache<T>, waiting: HeldItem<T>): Promise<void> => {
    const sent = await send(mine, waiting);
    if (!isHere(mine)) return;
    if (sent.error === null) {
      await keep(mine, withSent(waiting.item.id, sent));
      return tellSent(sent);
    }
    log.warn(`${kind.name}.waiting-refused`, { code: sent.error.code });
    const { item, base } = sent.held;
    if (sent.error.code === 'app/not-allowed' && item.ownerId !== owner.ownerId) {
      // Nobody waits for an answer here any more: what may not go into somebody else's goes on as an own one.
      const apart = keepApart(sent.held, base, owner, names());
      await keep(mine, withSent(waiting.item.id, { held: apart.copy, isMerged: false, apart, error: null }));
      tell([], [apart]);
      return sendWaiting(mine, apart.copy);
    }
    if (sent.held === waiting) return;
    await keep(mine, withSent(waiting.item.id, sent));
    tellSent(sent);
  };

  const storeWaiting = async (mine: SharedListCache<T> | null): Promise<void> => {
    if (!isHere(mine)) return;
    const listed = await list();
    if (!listed.ok || !isHere(mine)) return;
    const { held: next, merged, apart } = reconcile(held, listed.value, kind, owner);
    await keep(mine, next);
    tell(merged, apart);
    for (const waiting of next.filter(({ item }) => item.sync === 'waiting')) if (isHere(mine)) await sendWaiting(mine, waiting);
  };

  const remove = async (mine: SharedListCache<T> | null, id: T['id']): Promise<Result<null>> => {
    const old = find(id);
    if (old === null || !isHere(mine)) return err(kind.unknown);
    // One whose answer got lost may be there all the same.
    if (old.item.etag !== null || old.sent !== null) {
      const answer = await (port()?.remove(id, old.item.etag) ?? AWAY);
      if (!answer.ok && answer.error.code === 'group/conflict') await storeWaiting(mine);
      if (!answer.ok && answer.error.code !== kind.unknown) return answer;
    }
    await keep(mine, held.filter(({ item }) => item.id !== id));
    return ok(null);
  };

  return {
    open: (nextCache, ownerId) => {
      cache = nextCache;
      owner = { ...owner, ownerId };
      return inTurn(async () => {
        const cached = await nextCache.load();
        if (cache === nextCache) show(cached);
      });
    },
    sync: () => {
      syncWaiting ??= inTurn((mine) => {
        syncWaiting = null;
        return storeWaiting(mine);
      });
      return syncWaiting;
    },
    change: (id, edit, baseEtag) => inTurn((mine) => change(mine, id, edit, baseEtag)),
    remove: (id) => inTurn((mine) => remove(mine, id)),
    showAgain: (isTouched) => {
      const touched = held.filter(({ item }) => isTouched(item));
      for (const { item } of touched) showing.delete(item);
      if (touched.length > 0) show(held);
    },
    close: () => {
      cache = null;
      syncWaiting = null;
      show([]);
      versions.clear();
    },
  };
}
