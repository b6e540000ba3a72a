import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Camera, OrgUnit } from '@contract/domain/camera.ts';
import type { CameraId, UnitId } from '@contract/domain/units.ts';
import type { Unsubscribe } from '@contract/ipc/bridge.ts';
import { cameraEntry, type CameraCondition, type CameraEntry } from './camera-index.ts';
import type { ReplicaStores } from './replica-store.ts';

export interface UnitCounts {
  /** Null while the server has said nothing of any of them. */
  readonly working: number | null;
  readonly total: number;
}

/** The directory of this desk, made ready for lists and search. Rebuilt in slices of time, never in one long task. */
export interface Directory {
  /** By number. */
  readonly entries: readonly CameraEntry[];
  readonly byId: ReadonlyMap<CameraId, CameraEntry>;
  /** Own cameras of a unit, by number. */
  readonly byUnit: ReadonlyMap<UnitId, readonly CameraEntry[]>;
}

export interface DirectoryStores {
  readonly directory: StoreApi<Directory>;
  /** Counts of a unit with all below it. */
  readonly counts: StoreApi<ReadonlyMap<UnitId, UnitCounts>>;
  readonly release: Unsubscribe;
}

/** Runs later, within the frame's spare time; returns the cancel. */
export type Later = (run: () => void, delayMs: number) => Unsubscribe;

const EMPTY: Directory = { entries: [], byId: new Map(), byUnit: new Map() };
const REBUILD_DELAY_MS = 60;
const COUNT_DELAY_MS = 400;
/** Entries made between two breaths: about 4 ms of work. */
const CHUNK = 800;

export function createDirectoryStores(replica: ReplicaStores, later: Later): DirectoryStores {
  const directory = createStore<Directory>(() => EMPTY);
  const counts = createStore<ReadonlyMap<UnitId, UnitCounts>>(() => new Map());
  const made = new Map<string, CameraEntry>();
  let cancelBuild: Unsubscribe | null = null;
  let cancelCount: Unsubscribe | null = null;

  const countSoon = (): void => {
    cancelCount ??= later(() => {
      cancelCount = null;
      counts.setState(countByUnit(directory.getState(), replica), true);
    }, COUNT_DELAY_MS);
  };

  const build = (): void => {
    const cameras = replica.cameras.getState().records;
    const units = replica.units.getState().records;
    const waiting = [...cameras.values()];
    const entries: CameraEntry[] = [];
    const step = (): void => {
      cancelBuild = null;
      if (replica.cameras.getState().records !== cameras) {
        buildSoon();
        return;
      }
      for (const camera of waiting.splice(-CHUNK)) entries.push(remember(made, camera, units.get(camera.unitId)));
      if (waiting.length > 0) {
        cancelBuild = later(step, 0);
        return;
      }
      for (const id of made.keys()) if (!cameras.has(id)) made.delete(id);
      directory.setState(arranged(entries), true);
      countSoon();
    };
    step();
  };

  const buildSoon = (): void => {
    cancelBuild ??= later(() => {
      cancelBuild = null;
      build();
    }, REBUILD_DELAY_MS);
  };

  const releases = [replica.cameras.subscribe(buildSoon), replica.units.subscribe(buildSoon), replica.cameraStates.subscribe(countSoon)];
  buildSoon();
  return {
    directory,
    counts,
    release: () => {
      for (const release of releases) release();
      cancelBuild?.();
      cancelCount?.();
    },
  };
}

function remember(made: Map<string, CameraEntry>, camera: Camera, unit: OrgUnit | undefined): CameraEntry {
  const before = made.get(camera.id);
  if (before?.camera === camera && before.unitName === (unit?.name ?? '')) return before;
  const entry = cameraEntry(camera, unit);
  made.set(camera.id, entry);
  return entry;
}

function arranged(entries: readonly CameraEntry[]): Directory {
  const sorted = [...entries].sort((one, other) => one.camera.number - other.camera.number);
  const byId = new Map<CameraId, CameraEntry>();
  const byUnit = new Map<UnitId, CameraEntry[]>();
  for (const entry of sorted) {
    byId.set(entry.camera.id, entry);
    const siblings = byUnit.get(entry.camera.unitId);
    if (siblings === undefined) byUnit.set(entry.camera.unitId, [entry]);
    else siblings.push(entry);
  }
  return { entries: sorted, byId, byUnit };
}

/** Working and all cameras of each unit and everything below it. A unit that is its own ancestor is counted once. */
function countByUnit(directory: Directory, replica: ReplicaStores): ReadonlyMap<UnitId, UnitCounts> {
  const units = replica.units.getState().records;
  const counts = new Map<UnitId, UnitCounts>();
  for (const [unit, entries] of directory.byUnit) {
    const conditions = entries.map(({ camera }) => conditionOf(replica, camera.id));
    const working = conditions.every((condition) => condition === 'unknown') ? null : conditions.filter((condition) => condition === 'working').length;
    const seen = new Set<UnitId>();
    for (let at: UnitId | null = unit; at !== null && !seen.has(at); at = units.get(at)?.parentId ?? null) {
      seen.add(at);
      const sum = counts.get(at) ?? { working: null, total: 0 };
      counts.set(at, { working: sum.working === null ? working : sum.working + (working ?? 0), total: sum.total + entries.length });
    }
  }
  return counts;
}

export const conditionOf = (replica: ReplicaStores, camera: CameraId): CameraCondition => replica.cameraStates.getState().records.get(camera)?.state ?? 'unknown';
