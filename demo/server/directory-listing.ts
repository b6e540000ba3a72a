import type { CameraSource } from '../city/camera-source.ts';
import type { Camera } from './api-types.ts';

/** A camera as it goes on the wire. Hostile ones, made to try a console, are of any shape. */
export type CameraRecord = Camera | Readonly<Record<string, unknown>>;

/** Part of the list: up to `last`, with `more` behind it. */
export interface ListingPart {
  readonly items: readonly CameraRecord[];
  readonly last: number;
  readonly more: boolean;
}

/** Records in a stable order under keys that rise and are never given twice. */
export interface Listing {
  readonly count: () => number;
  readonly after: (key: number, limit: number) => ListingPart;
  readonly has: (cameraId: string) => boolean;
  readonly byId: (cameraId: string) => Camera | null;
  readonly cameras: () => Generator<Camera>;
  /** Those that are kept, without the ones made when asked for. */
  readonly own: () => Generator<Camera>;
  readonly ids: () => Generator<string>;
  /** Adds or replaces. `id` null: a record nobody can name; `camera` null: it is not well-formed. */
  readonly put: (id: string | null, record: CameraRecord, camera: Camera | null) => void;
  /** False when there is none of that id. */
  readonly remove: (cameraId: string) => boolean;
}

/** Keys 1..n are the cameras of the start, those of `more` behind `initial`; what is added later comes after them. */
export function createListing(initial: readonly Camera[], more: CameraSource): Listing {
  const started = initial.length + more.length;
  const startKeys = new Map(initial.map(({ id }, index) => [id, index + 1]));
  const gone = new Set<number>();
  /** What is not as at the start, by key; of added ones the keys rise in this order. */
  const changed = new Map<number, CameraRecord>();
  const added = new Map<number, CameraRecord>();
  const addedKeys = new Map<string, number>();
  /** Well-formed ones that were put, by id. */
  const put = new Map<string, Camera>();
  let nextKey = started + 1;

  const startKeyOf = (cameraId: string): number | null => {
    const key = startKeys.get(cameraId);
    if (key !== undefined) return key;
    const index = more.indexOf(cameraId);
    return index === null ? null : initial.length + index + 1;
  };
  const startsWith = (cameraId: string): number | null => {
    const key = startKeyOf(cameraId);
    return key === null || gone.has(key) ? null : key;
  };
  const startCamera = (key: number): Camera => initial[key - 1] ?? more.at(key - 1 - initial.length);
  const startId = (key: number): string => initial[key - 1]?.id ?? more.idAt(key - 1 - initial.length);
  const has = (cameraId: string): boolean => put.has(cameraId) || startsWith(cameraId) !== null;

  function* startKeysUpTo(last: number): Generator<number> {
    for (let key = 1; key <= last; key += 1) if (!gone.has(key)) yield key;
  }
  function* camerasUpTo(last: number): Generator<Camera> {
    for (const key of startKeysUpTo(last)) yield put.get(startId(key)) ?? startCamera(key);
    for (const [id, key] of addedKeys) {
      const camera = put.get(id);
      if (camera !== undefined && added.has(key)) yield camera;
    }
  }

  return {
    count: () => started - gone.size + added.size,
    after: (after, limit) => {
      const items: CameraRecord[] = [];
      let last = after;
      const take = (key: number, record: () => CameraRecord): boolean => {
        if (items.length === limit) return false;
        items.push(record());
        last = key;
        return true;
      };
      for (let key = after + 1; key <= started; key += 1) {
        if (!gone.has(key) && !take(key, () => changed.get(key) ?? startCamera(key))) return { items, last, more: true };
      }
      for (const [key, record] of added) {
        if (key > after && !take(key, () => record)) return { items, last, more: true };
      }
      return { items, last, more: false };
    },
    has,
    byId: (cameraId) => {
      const known = put.get(cameraId);
      if (known !== undefined) return known;
      const key = startsWith(cameraId);
      return key === null ? null : startCamera(key);
    },
    cameras: () => camerasUpTo(started),
    own: () => camerasUpTo(initial.length),
    ids: function* () {
      for (const key of startKeysUpTo(started)) yield startId(key);
      for (const id of addedKeys.keys()) if (put.has(id)) yield id;
    },
    put: (id, record, camera) => {
      const startKey = id === null ? null : startsWith(id);
      if (startKey !== null) changed.set(startKey, record);
      else {
        const key = (id === null ? undefined : addedKeys.get(id)) ?? nextKey++;
        added.set(key, record);
        if (id !== null) addedKeys.set(id, key);
      }
      if (camera !== null) put.set(camera.id, camera);
    },
    remove: (cameraId) => {
      const startKey = startsWith(cameraId);
      const addedKey = addedKeys.get(cameraId);
      if (startKey === null && addedKey === undefined) return false;
      if (startKey !== null) {
        gone.add(startKey);
        changed.delete(startKey);
      } else if (addedKey !== undefined) {
        added.delete(addedKey);
        addedKeys.delete(cameraId);
      }
      put.delete(cameraId);
      return true;
    },
  };
}
