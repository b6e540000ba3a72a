import { createHash, randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../../contract/domain/result.ts';
import type { Camera, Unit } from './api-types.ts';

/** Changes kept for the feed; an older token must load all pages again. */
export const CHANGES_KEPT = 5000;

/** A camera as it goes on the wire. Hostile ones, made to try a console, are of any shape. */
export type CameraRecord = Camera | Readonly<Record<string, unknown>>;

export type DirectoryChange = { readonly op: 'put'; readonly camera: CameraRecord } | { readonly op: 'remove'; readonly cameraId: string };

export interface DirectoryPage {
  readonly items: readonly CameraRecord[];
  readonly nextCursor: string | null;
  readonly total: number;
  readonly changeToken?: string;
}

export interface DirectoryChanges {
  readonly items: readonly DirectoryChange[];
  readonly changeToken: string;
  readonly more: boolean;
}

/** Units and cameras one tier may see, with a version that rises by one per change. */
export interface Directory {
  readonly units: readonly Unit[];
  readonly unitsEtag: string;
  readonly etag: () => string;
  /** Cameras after the cursor in a stable order; `app/invalid-input` for a cursor that is none of ours. */
  readonly page: (cursor: string | undefined, limit: number) => Result<DirectoryPage>;
  /** `directory/token-expired` when the token is too old, from another run, or nonsense. */
  readonly changes: (since: string, limit: number) => Result<DirectoryChanges>;
  readonly byId: (cameraId: string) => Camera | null;
  readonly byNumber: (number: number) => Camera | null;
  /** All well-formed cameras, in order. */
  readonly cameras: () => Iterable<Camera>;
  /** Adds or replaces a camera. */
  readonly put: (camera: Camera) => void;
  /** Adds a record as it is, however malformed. */
  readonly putRaw: (record: Readonly<Record<string, unknown>>) => void;
  /** False when there is no such camera. */
  readonly remove: (cameraId: string) => boolean;
  readonly onDidChange: (listener: () => void) => () => void;
  readonly onDidRemove: (listener: (cameraId: string) => void) => () => void;
}

export function createDirectory(units: readonly Unit[], initial: readonly Camera[]): Directory {
  const base = digest(JSON.stringify([units, initial]));
  const run = randomUUID().slice(0, 8);
  // Keys rise, are never reused and serve as cursors.
  const entries = new Map<number, CameraRecord>(initial.map((camera, index) => [index + 1, camera]));
  const keyById = new Map<string, number>(initial.map((camera, index) => [camera.id, index + 1]));
  const wellFormed = new Map<string, Camera>(initial.map((camera) => [camera.id, camera]));
  let nextKey = initial.length + 1;
  let version = 0;
  const log: DirectoryChange[] = [];
  const changeListeners = new Set<() => void>();
  const removeListeners = new Set<(cameraId: string) => void>();

  // Version 0 is the same after a restart, so a cache from before stays valid; later versions belong to this run.
  const tokenAt = (at: number): string => (at === 0 ? base : `${base}.${run}.${String(at)}`);
  const versionOf = (token: string): number | null => {
    if (token === base) return 0;
    const [tokenBase, tokenRun, text = ''] = token.split('.');
    return tokenBase === base && tokenRun === run && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
  };
  const record = (change: DirectoryChange): void => {
    version += 1;
    log.push(change);
    if (log.length > CHANGES_KEPT) log.shift();
    for (const listener of changeListeners) listener();
  };
  const store = (id: string | null, value: CameraRecord): void => {
    const known = id === null ? undefined : keyById.get(id);
    const key = known ?? nextKey++;
    entries.set(key, value);
    if (id !== null) keyById.set(id, key);
    record({ op: 'put', camera: value });
  };

  return {
    units,
    unitsEtag: `"${digest(JSON.stringify(units))}"`,
    etag: () => `"${tokenAt(version)}"`,
    page: (cursor, limit) => {
      if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) return err('app/invalid-input', { detail: 'cursor' });
      const after = cursor === undefined ? 0 : Number(cursor);
      const items: CameraRecord[] = [];
      let last = after;
      let more = false;
      for (const [key, value] of entries) {
        if (key <= after) continue;
        if (items.length === limit) {
          more = true;
          break;
        }
        items.push(value);
        last = key;
      }
      const page = { items, nextCursor: more ? String(last) : null, total: entries.size };
      return ok(cursor === undefined ? { ...page, changeToken: tokenAt(version) } : page);
    },
    changes: (since, limit) => {
      const from = versionOf(since);
      const oldest = version - log.length;
      if (from === null || from > version || from < oldest) return err('directory/token-expired');
      const items = log.slice(from - oldest, from - oldest + limit);
      const reached = from + items.length;
      return ok({ items, changeToken: tokenAt(reached), more: reached < version });
    },
    byId: (cameraId) => wellFormed.get(cameraId) ?? null,
    byNumber: (number) => [...wellFormed.values()].find((camera) => camera.number === number) ?? null,
    cameras: () => wellFormed.values(),
    put: (camera) => {
      wellFormed.set(camera.id, camera);
      store(camera.id, camera);
    },
    putRaw: (value) => {
      store(typeof value['id'] === 'string' ? value['id'] : null, value);
    },
    remove: (cameraId) => {
      const key = keyById.get(cameraId);
      if (key === undefined) return false;
      entries.delete(key);
      keyById.delete(cameraId);
      wellFormed.delete(cameraId);
      record({ op: 'remove', cameraId });
      for (const listener of removeListeners) listener(cameraId);
      return true;
    },
    onDidChange: (listener) => subscribe(changeListeners, listener),
    onDidRemove: (listener) => subscribe(removeListeners, listener),
  };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
