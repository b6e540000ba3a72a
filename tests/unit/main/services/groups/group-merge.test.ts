import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cameraId, type CameraId } from '@contract/domain/units.ts';
import { GROUP_KIND, mergeCameras } from '../../../../../main/services/groups/group-merge.ts';
import { cams, groupNamed } from './shared-list-scene.ts';

const cameras: fc.Arbitrary<readonly CameraId[]> = fc.uniqueArray(fc.nat(12).map((number) => cameraId(`c${String(number)}`)), { maxLength: 10 });
const without = (one: readonly CameraId[], other: readonly CameraId[]) => one.filter((camera) => !other.includes(camera));

describe('cameras of a group that two people changed at once', () => {
  it('hold what either added and nothing that either removed', () => {
    fc.assert(
      fc.property(cameras, cameras, cameras, (before, mine, theirs) => {
        const merged = mergeCameras({ before, sent: [], mine, theirs });
        for (const added of [...without(mine, before), ...without(theirs, before)]) expect(merged).toContain(added);
        for (const removed of [...without(before, mine), ...without(before, theirs)]) expect(merged).not.toContain(removed);
        expect(new Set(merged).size).toBe(merged.length);
        for (const camera of merged) expect([...mine, ...theirs]).toContain(camera);
      }),
    );
  });

  it('are those of one side when the other changed nothing, in its order', () => {
    fc.assert(
      fc.property(cameras, cameras, (before, changed) => {
        expect(mergeCameras({ before, sent: [], mine: changed, theirs: before })).toEqual(changed);
        expect([...mergeCameras({ before, sent: [], mine: before, theirs: changed })].toSorted()).toEqual([...changed].toSorted());
      }),
    );
  });

  it('do not come back when they were removed here after they had been sent', () => {
    expect(mergeCameras({ before: cams('a'), sent: cams('a', 'b'), mine: cams('a'), theirs: cams('a', 'b', 'c') })).toEqual(cams('a', 'c'));
  });
});

describe('a group that two people changed at once', () => {
  const base = groupNamed('g', { name: 'Gốc', cameras: cams('a') });
  const mine = (overrides: Parameters<typeof groupNamed>[1]) => ({ item: { ...base, sync: 'waiting' as const, ...overrides }, base, sent: null });

  it('keeps the name and the sharing of whoever changed it, and mine when both did', () => {
    const theirs = groupNamed('g', { name: 'Của họ', cameras: cams('a', 'b'), etag: 'e9' });
    expect(GROUP_KIND.merge(mine({ cameras: cams('a', 'c') }), theirs)).toMatchObject({ name: 'Của họ', shared: true, cameras: cams('a', 'c', 'b') });
    expect(GROUP_KIND.merge(mine({ name: 'Của tôi', shared: false }), theirs)).toMatchObject({ name: 'Của tôi', shared: false });
  });

  it('is not joined when that would be too many cameras', () => {
    const many = (mark: string) => Array.from({ length: 1_500 }, (_, index) => cameraId(`${mark}${String(index)}`));
    expect(GROUP_KIND.merge(mine({ cameras: many('m') }), groupNamed('g', { cameras: many('t'), etag: 'e9' }))).toBeNull();
  });
});
