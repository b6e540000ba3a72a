import { createHash, randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../../contract/domain/result.ts';
import { NO_CAMERAS, type CameraSource } from '../city/camera-source.ts';
import type { Camera, Unit } from './api-types.ts';
import { createListing, type CameraRecord } from './directory-listing.ts';

/** Changes kept for the feed; an older token must load all pages again. */
export const CHANGES_KEPT = 5000;

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
  readonly has: (cameraId: string) => boolean;
  readonly byNumber: (number: number) => Camera | null;
  /** All well-formed cameras, in order. */
  readonly cameras: () => Iterable<Camera>;
  /** Those of them that are kept, without the ones made when asked for. */
  readonly kept: () => Iterable<Camera>;
  /** The ids of all. */
  readonly ids: () => Iterable<string>;
  /** Adds or replaces a camera. */
  readonly put: (camera: Camera) => void;
  /** Adds a record as it is, however malformed. */
  readonly putRaw: (record: Readonly<Record<string, unknown>>) => void;
  /** False when there is no such camera. */
  readonly remove: (cameraId: string) => boolean;
  /** From now on tokens given before are too old. */
  readonly expireTokens: () => void;
  readonly onDidChange: (listener: () => void) => () => void;
  readonly onDidRemove: (listener: (cameraId: string) => void) => () => void;
}

/** `initial` and, after them, `more` are what is there at the start; neither is ever changed. */
export function createDirectory(units: readonly Unit[], initial: readonly Camera[], more: CameraSource = NO_CAMERAS): Directory {
  const base = digest(JSON.stringify([units, initial, more.length]));
  const run = randomUUID().slice(0, 8);
  const listed = createListing(initial, more);
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

  return {
    units,
    unitsEtag: `"${digest(JSON.stringify(units))}"`,
    etag: () => `"${tokenAt(version)}"`,
    page: (cursor, limit) => {
      if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) return err('app/invalid-input', { detail: 'cursor' });
      const { items, last, more: goesOn } = listed.after(cursor === undefined ? 0 : Number(cursor), limit);
      const page = { items, nextCursor: goesOn ? String(last) : null, total: listed.count() };
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
    byId: listed.byId,
    has: listed.has,
    byNumber: (number) => {
      for (const camera of listed.own()) if (camera.number === number) return camera;
      const index = more.indexOfNumber(number);
      return index === null ? null : listed.byId(more.idAt(index));
    },
    cameras: listed.cameras,
    kept: listed.own,
    ids: listed.ids,
    put: (camera) => {
      listed.put(camera.id, camera, camera);
      record({ op: 'put', camera });
    },
    putRaw: (value) => {
      listed.put(typeof value['id'] === 'string' ? value['id'] : null, value, null);
      record({ op: 'put', camera: value });
    },
    remove: (cameraId) => {
      if (!listed.remove(cameraId)) return false;
      record({ op: 'remove', cameraId });
      for (const listener of removeListeners) listener(cameraId);
      return true;
    },
    expireTokens: () => {
      version += 1;
      log.length = 0;
      for (const listener of changeListeners) listener();
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
