import { ONLY, type SliceName, type SliceRecords, type SessionRecord, type SettingsRecord, type TierRecord } from '@contract/state/slices.ts';
import { createKnownCameras, type KnownCameras } from './known-cameras.ts';
import { createSliceStore, type SliceStore } from './slice-store.ts';

export type Slices = { readonly [S in SliceName]: SliceStore<SliceRecords[S]> };
/** What main knows: the slices windows follow, and the cameras it may look up. */
export type Stores = Slices & { readonly cameras: KnownCameras };

export interface InitialState {
  readonly address: string;
  readonly language: SettingsRecord['language'];
  readonly wallOnly: boolean;
  /** Origins web tiles may show, and the folder of snapshots as shown: set by the site's installer. */
  readonly webOrigins?: readonly string[];
  readonly snapshotFolder?: string;
}

const NONE = { 1: 0, 2: 0, 3: 0, 4: 0 } as const;
/** A desk that knows of no alarm. */
export const NO_ALARMS: SliceRecords['alarmDesk'] = {
  id: ONLY,
  revision: 0,
  counts: { open: NONE, unseen: NONE, mine: 0, forMe: 0, shelved: 0, suppressed: 0 },
  raised: 0,
  inTenMinutes: 0,
  band: 'calm',
  isCurrent: false,
  missed: [],
  detailRevision: 0,
  topics: { duty: 0, procedures: 0, rules: 0, contacts: 0, plans: 0 },
  sounding: null,
  mutedUntilUtcMs: null,
};

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
  const settings: SettingsRecord = { id: ONLY, language: initial.language, keys: {}, linkBudgetKbps: null, webOrigins: initial.webOrigins ?? [], snapshotFolder: initial.snapshotFolder ?? '' };
  return {
    session: createSliceStore<SliceRecords['session']>([session]),
    tier: createSliceStore<SliceRecords['tier']>([tier]),
    settings: createSliceStore<SliceRecords['settings']>([settings]),
    units: createSliceStore<SliceRecords['units']>(),
    cameras: createKnownCameras(),
    unitCounts: createSliceStore<SliceRecords['unitCounts']>(),
    usedCameras: createSliceStore<SliceRecords['usedCameras']>(),
    shownCameras: createSliceStore<SliceRecords['shownCameras']>(),
    cameraStates: createSliceStore<SliceRecords['cameraStates']>(),
    mapMarks: createSliceStore<SliceRecords['mapMarks']>(),
    forces: createSliceStore<SliceRecords['forces']>(),
    groups: createSliceStore<SliceRecords['groups']>(),
    searches: createSliceStore<SliceRecords['searches']>(),
    ptzHeads: createSliceStore<SliceRecords['ptzHeads']>(),
    ptzAsks: createSliceStore<SliceRecords['ptzAsks']>(),
    layouts: createSliceStore<SliceRecords['layouts']>(),
    monitors: createSliceStore<SliceRecords['monitors']>(),
    surfaces: createSliceStore<SliceRecords['surfaces']>(),
    notices: createSliceStore<SliceRecords['notices']>(),
    scenes: createSliceStore<SliceRecords['scenes']>(),
    layoutConflicts: createSliceStore<SliceRecords['layoutConflicts']>(),
    picked: createSliceStore<SliceRecords['picked']>([{ id: ONLY, camera: null }]),
    alarms: createSliceStore<SliceRecords['alarms']>(),
    alarmDesk: createSliceStore<SliceRecords['alarmDesk']>([NO_ALARMS]),
    alarmOutbox: createSliceStore<SliceRecords['alarmOutbox']>(),
    duty: createSliceStore<SliceRecords['duty']>([{ id: ONLY, onDuty: [], handover: null }]),
    maskLifts: createSliceStore<SliceRecords['maskLifts']>(),
    linkUse: createSliceStore<SliceRecords['linkUse']>([{ id: ONLY, budgetKbps: 0, wantedKbps: 0, plannedKbps: 0, measuredKbps: 0, streams: 0, loweredByLink: 0, loweredByMachine: 0 }]),
    tileReports: createSliceStore<SliceRecords['tileReports']>(),
    nodes: createSliceStore<SliceRecords['nodes']>(),
    wallLink: createSliceStore<SliceRecords['wallLink']>([{ id: ONLY, state: 'off', address: '' }]),
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
