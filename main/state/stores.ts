import { ONLY, type SliceName, type SliceRecords, type SessionRecord, type SettingsRecord, type TierRecord } from '@contract/state/slices.ts';
import { createSliceStore, type SliceStore } from './slice-store.ts';

export type Stores = { readonly [S in SliceName]: SliceStore<SliceRecords[S]> };

export interface InitialState {
  readonly address: string;
  readonly language: SettingsRecord['language'];
  readonly wallOnly: boolean;
}

/** All slices of the console, empty but for the records that always exist. */
export function createStores(initial: InitialState): Stores {
  const session: SessionRecord = { id: ONLY, session: { kind: 'signed-out' }, vault: 'unavailable', wallOnly: initial.wallOnly };
  const tier: TierRecord = {
    id: ONLY,
    address: initial.address,
    service: null,
    connection: { kind: 'connecting' },
    clockOffsetMs: 0,
    directoryUtcMs: null,
    directoryTotal: 0,
    directorySkipped: 0,
    directoryState: 'empty',
  };
  return {
    session: createSliceStore<SliceRecords['session']>([session]),
    tier: createSliceStore<SliceRecords['tier']>([tier]),
    settings: createSliceStore<SliceRecords['settings']>([{ id: ONLY, language: initial.language }]),
    units: createSliceStore<SliceRecords['units']>(),
    cameras: createSliceStore<SliceRecords['cameras']>(),
    shownCameras: createSliceStore<SliceRecords['shownCameras']>(),
    cameraStates: createSliceStore<SliceRecords['cameraStates']>(),
    layouts: createSliceStore<SliceRecords['layouts']>(),
    monitors: createSliceStore<SliceRecords['monitors']>(),
    surfaces: createSliceStore<SliceRecords['surfaces']>(),
    notices: createSliceStore<SliceRecords['notices']>(),
  };
}

/** Changes some fields of a slice's only record. */
export function update<R extends { readonly id: typeof ONLY }>(store: SliceStore<R>, change: Partial<Omit<R, 'id'>>): void {
  const record = store.get(ONLY);
  if (record === undefined) return;
  store.put({ ...record, ...change });
}

/** The record of a slice that always has one. */
export function only<R extends { readonly id: typeof ONLY }>(store: SliceStore<R>): R {
  const record = store.get(ONLY);
  if (record === undefined) throw new Error('a one-record slice lost its record');
  return record;
}

/** Keeps `shownCameras` equal to the cameras that any surface shows, so that walls never hold the directory. */
export function keepShownCameras(stores: Stores): () => void {
  const recompute = () => {
    const cameras = stores.cameras.records();
    const shown = new Set([...stores.surfaces.records().values()].flatMap((surface) => surface.cameras));
    const wanted = [...shown].flatMap((id) => (id === null ? [] : (cameras.get(id) ?? [])));
    const current = stores.shownCameras.records();
    if (wanted.length === current.size && wanted.every((camera) => current.get(camera.id) === camera)) return;
    stores.shownCameras.replaceAll(wanted);
  };
  const stops = [stores.cameras.onDidChange(recompute), stores.surfaces.onDidChange(recompute)];
  recompute();
  return () => stops.forEach((stop) => stop());
}
