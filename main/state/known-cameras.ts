import type { Camera } from '@contract/domain/camera.ts';
import { cameraId, type CameraId } from '@contract/domain/units.ts';

/** Where records of cameras are read: the directory of whoever is here, on this PC's disk. */
export interface CameraSource {
  readonly get: (id: string) => Camera | undefined;
  /** Whether there is such a camera; its record is not read. */
  readonly has: (id: string) => boolean;
}

/** The cameras that exist for the person here, looked up one at a time: main never holds the directory. */
export interface KnownCameras extends CameraSource {
  /** Calls when these records may not be what they were (null: possibly all); answers the unsubscribe. */
  readonly onDidChange: (listener: (ids: readonly CameraId[] | null) => void) => () => void;
  /** Another directory, or none: nobody is here. */
  readonly setSource: (source: CameraSource | null) => void;
  /** These records changed or are gone; null: possibly all. */
  readonly forget: (ids: readonly CameraId[] | null) => void;
  /** These are gone, whatever the directory on the disk says. */
  readonly deny: (ids: readonly CameraId[]) => void;
  /** The disk is right again: nothing is denied any more. */
  readonly believe: () => void;
}

/** Records read once are kept while they are used; far more than a wall shows. */
const KEPT = 4_000;

export function createKnownCameras(): KnownCameras {
  let source: CameraSource | null = null;
  const kept = new Map<string, Camera>();
  const denied = new Set<CameraId>();
  const listeners = new Set<(ids: readonly CameraId[] | null) => void>();
  const tell = (ids: readonly CameraId[] | null): void => {
    for (const listener of [...listeners]) listener(ids);
  };
  const isDenied = (id: string): boolean => denied.size > 0 && denied.has(cameraId(id));
  return {
    get: (id) => {
      if (isDenied(id)) return undefined;
      const known = kept.get(id);
      if (known !== undefined) return known;
      const read = source?.get(id);
      if (read === undefined) return undefined;
      if (kept.size >= KEPT) for (const oldest of [...kept.keys()].slice(0, KEPT / 4)) kept.delete(oldest);
      kept.set(id, read);
      return read;
    },
    has: (id) => !isDenied(id) && (kept.has(id) || source?.has(id) === true),
    onDidChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    setSource: (next) => {
      if (next === null && source === null) return;
      source = next;
      kept.clear();
      tell(null);
    },
    forget: (ids) => {
      // One that was never read is nowhere in use.
      if (ids === null) kept.clear();
      else for (const id of ids) kept.delete(id);
      tell(ids);
    },
    deny: (ids) => {
      for (const id of ids) {
        denied.add(id);
        kept.delete(id);
      }
      tell(ids);
    },
    believe: () => {
      if (denied.size === 0) return;
      const ids = [...denied];
      denied.clear();
      tell(ids);
    },
  };
}
