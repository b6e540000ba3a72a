import { distanceM } from '../city/ground.ts';
import { isAtJunction, JUNCTION_NAME } from '../city/junction.ts';
import type { DemoPerson } from '../people.ts';
import type { Camera, CameraGroup, SavedSearch } from './api-types.ts';
import type { Clock } from './clock.ts';
import type { Directory } from './directory.ts';
import { etagOf } from './shared-list.ts';
import type { TierStateStore } from './tier-state.ts';

const GROUPS = 2;
const GROUP_MAX = 16;
/** Of the lake in the middle of the old town. */
const LAKE = { latDeg: 21.0288, lonDeg: 105.8525 };
const LAKE_M = 550;

/** Groups the demo begins with: the first of these that have cameras here. */
const WANTED: readonly { readonly id: string; readonly name: string; readonly holds: (camera: Camera) => boolean }[] = [
  { id: 'mau-nut-giao-cau-giay', name: JUNCTION_NAME, holds: isAtJunction },
  { id: 'mau-ho-hoan-kiem', name: 'Quanh hồ Hoàn Kiếm', holds: ({ position }) => position !== undefined && distanceM(LAKE, position) < LAKE_M },
  { id: 'mau-trong-diem', name: 'Camera trọng điểm', holds: ({ tags = [] }) => tags.includes('trọng điểm') },
  { id: 'mau-den-tin-hieu', name: 'Đèn tín hiệu', holds: ({ tags = [] }) => tags.includes('đèn tín hiệu') },
];

const SEARCHES: readonly Pick<SavedSearch, 'id' | 'name' | 'query'>[] = [
  { id: 'mau-ptz-tren-cao', name: 'PTZ trên cao', query: { text: '', filter: { kinds: ['ptz'], heights: ['20', '10'] }, order: 'name' } },
  { id: 'mau-giao-thong-mat-tin-hieu', name: 'Giao thông mất tín hiệu', query: { text: '', filter: { purposes: ['traffic'], states: ['lost', 'broken'] }, order: 'number' } },
];

/** Puts the demo's own groups and searches into a new state: shared, and a supervisor's where there is one. */
export async function giveSamples(store: TierStateStore, directory: Directory, people: readonly DemoPerson[], clock: Clock): Promise<void> {
  const { state } = store;
  if (state.samplesGiven) return;
  const owner = people.find(({ role }) => role === 'supervisor') ?? people[0];
  const updatedUtcMs = Math.floor(clock.nowUtcMs());
  const owned = (id: string) => ({ id, shared: true, ownerId: owner?.id ?? 'demo', etag: etagOf(`${id} ${String(updatedUtcMs)}`), updatedUtcMs });
  for (const group of groupsIn(directory)) state.groups[group.id] ??= { ...group, ...owned(group.id) };
  for (const search of SEARCHES) state.searches[search.id] ??= { ...search, ...owned(search.id) };
  state.samplesGiven = true;
  await store.save();
}

function groupsIn(directory: Directory): readonly Pick<CameraGroup, 'id' | 'name' | 'cameraIds'>[] {
  const cameras = [...directory.kept()];
  return WANTED.map(({ id, name, holds }) => ({ id, name, cameraIds: cameras.filter(holds).slice(0, GROUP_MAX).map((camera) => camera.id) }))
    .filter(({ cameraIds }) => cameraIds.length > 0)
    .slice(0, GROUPS);
}
