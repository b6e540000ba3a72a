import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cameraId } from '@contract/domain/units.ts';
import { createKeptPictures, type KeptGroup } from '../../../../main/media/kept-pictures.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';
import { OPEN, unit } from '../../../builders/gateway-scene.ts';

const CAM = cameraId('cam');
const OTHER = cameraId('other');
if (OPEN.kind !== 'open') throw new Error('not open');
const open = OPEN;

function keeping(maxBytes?: number, maxGroupBytes?: number) {
  const time = createFakeTime();
  const kept = createKeptPictures(time.clock, maxBytes, maxGroupBytes);
  const add = (sequence: number, key = false, camera = CAM, bytes = 10) => kept.add(camera, 'sub', open, unit(sequence, key, { data: new ArrayBuffer(bytes) }));
  const of = (groups: readonly KeptGroup[]) => groups.map(({ units }) => units.map(({ sequence }) => sequence));
  const shape = (camera = CAM) => {
    const taken = kept.take(camera);
    const shown = of(taken?.groups ?? []);
    taken?.release();
    return shown;
  };
  return { ...time, kept, add, of, shape };
}

describe('kept pictures', () => {
  test('are whole groups from a key frame on; what came before the first is not kept', () => {
    const { add, shape } = keeping();
    add(1);
    add(2, true);
    add(3);
    add(4, true);
    expect(shape()).toEqual([[2, 3], [4]]);
  });

  test('end where a unit is missing or the stream broke off, until the next key frame', () => {
    const { kept, add, shape } = keeping();
    add(1, true);
    add(3);
    add(4);
    add(5, true);
    kept.breakOff(CAM, 'sub');
    add(6);
    add(7, true);
    expect(shape()).toEqual([[1], [5], [7]]);
  });

  test('are those of the last 60 s', () => {
    const { add, shape, advance } = keeping();
    add(1, true);
    advance(30_000);
    add(2, true);
    advance(31_000);
    expect(shape()).toEqual([[2]]);
    advance(60_000);
    expect(shape()).toEqual([]);
  });

  test('go when memory runs out: of cameras nobody looks at first, then the oldest', () => {
    const { kept, add, shape, advance } = keeping(50);
    kept.setViewed(CAM, true);
    add(1, true);
    advance(10);
    kept.setViewed(OTHER, true);
    add(1, true, OTHER);
    kept.setViewed(OTHER, false);
    advance(10);
    for (const sequence of [2, 3, 4]) {
      add(sequence, true);
      advance(10);
    }
    expect([shape(), shape(OTHER)]).toEqual([[[1], [2], [3], [4]], [[1]]]);
    add(5, true);
    expect([shape(), shape(OTHER)]).toEqual([[[1], [2], [3], [4], [5]], []]);
    add(6, true);
    expect(shape()).toEqual([[2], [3], [4], [5], [6]]);
  });

  test('of a source without key frames are let go as a whole', () => {
    const { kept, add, shape } = keeping(1000, 25);
    for (const sequence of [1, 2, 3, 4]) add(sequence, sequence === 1);
    expect([shape(), kept.size().bytes]).toEqual([[], 0]);
    add(5, true);
    expect(shape()).toEqual([[5]]);
  });

  test('that are taken stay, and count, until released', () => {
    const { kept, add, of } = keeping();
    add(1, true);
    const taken = kept.take(CAM);
    kept.drop(CAM);
    expect([of(taken?.groups ?? []), kept.take(CAM), kept.size()]).toEqual([[[1]], null, { cameras: 0, bytes: 10 }]);
    taken?.release();
    taken?.release();
    expect(kept.size().bytes).toBe(0);
  });

  test('never count more or less than they hold', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), camera: fc.constantFrom(CAM, OTHER), key: fc.boolean(), bytes: fc.integer({ min: 1, max: 40 }) }),
      fc.record({ kind: fc.constantFrom('take' as const, 'release' as const, 'drop' as const, 'breakOff' as const), camera: fc.constantFrom(CAM, OTHER) }),
      fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(40_000) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const { kept, add, advance } = keeping(200, 100);
        const held: { release: () => void }[] = [];
        let sequence = 0;
        for (const one of steps) {
          if (one.kind === 'add') add((sequence += 1), one.key, one.camera, one.bytes);
          else if (one.kind === 'wait') advance(one.ms);
          else if (one.kind === 'take') held.push(kept.take(one.camera) ?? { release: () => undefined });
          else if (one.kind === 'release') held.shift()?.release();
          else if (one.kind === 'drop') kept.drop(one.camera);
          else kept.breakOff(one.camera, 'sub');
          if (held.length === 0) expect(kept.size().bytes).toBeLessThanOrEqual(200);
        }
        for (const { release } of held) release();
        kept.dropAll();
        expect(kept.size()).toEqual({ cameras: 0, bytes: 0 });
      }),
    );
  });
});
