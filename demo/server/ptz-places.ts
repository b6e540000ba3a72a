import { readFileSync } from 'node:fs';
import type { SavedPlace } from '../ptz/head.ts';
import { writeAtomically } from './kept-state.ts';

/** Presets that were saved, by camera; they outlive a restart. */
export interface PtzPlaceStore {
  /** Null: nobody changed this camera's. */
  readonly of: (cameraId: string) => readonly SavedPlace[] | null;
  readonly save: (cameraId: string, presets: readonly SavedPlace[]) => void;
}

/** Reads the file now and writes it after each change, one write at a time. A file that cannot be read counts as none. */
export function openPtzPlaces(file: string, warn: (line: string) => void): PtzPlaceStore {
  const places = new Map(readPlaces(file));
  let isDirty = false;
  let writing = false;
  const write = async (): Promise<void> => {
    if (writing) return;
    writing = true;
    try {
      while (isDirty) {
        isDirty = false;
        await writeAtomically(file, JSON.stringify({ version: 1, places: [...places] }));
      }
    } catch (error) {
      warn(`Saved places of cameras could not be written: ${error instanceof Error ? error.message : 'unknown'}`);
    } finally {
      writing = false;
    }
  };
  return {
    of: (cameraId) => places.get(cameraId) ?? null,
    save: (cameraId, presets) => {
      places.set(cameraId, presets);
      isDirty = true;
      void write();
    },
  };
}

function readPlaces(file: string): readonly (readonly [string, readonly SavedPlace[]])[] {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const list: unknown = typeof value === 'object' && value !== null && 'places' in value ? value.places : null;
    if (!Array.isArray(list)) return [];
    return list.flatMap((entry: unknown) => {
      if (!Array.isArray(entry)) return [];
      const [cameraId, presets]: readonly unknown[] = entry;
      return typeof cameraId === 'string' && Array.isArray(presets) ? [[cameraId, presets.filter(isSavedPlace)] as const] : [];
    });
  } catch {
    return [];
  }
}

function isSavedPlace(value: unknown): value is SavedPlace {
  if (typeof value !== 'object' || value === null || !('number' in value && 'name' in value && 'position' in value)) return false;
  const { number, name, position } = value;
  if (typeof number !== 'number' || typeof name !== 'string' || typeof position !== 'object' || position === null) return false;
  return ['panDeg', 'tiltDeg', 'zoom'].every((key) => Number.isFinite(Reflect.get(position, key)));
}
