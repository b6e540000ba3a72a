import { describe, expect, it } from 'vitest';
import type { CameraState } from '@contract/domain/camera.ts';
import { cameraId, utcMs } from '@contract/domain/units.ts';
import { cameraEntry } from '../../../../../renderer/state/camera-index.ts';
import { cameraLines } from '../../../../../renderer/widgets/camera-lists/camera-lines.ts';
import { cameraWith } from '../../../../builders/cameras.ts';
import { reportWith } from '../../../../builders/tile-reports.ts';
import { wallTileWith } from '../../../../builders/wall-tiles.ts';

const entries = [1, 2, 3].map((number) => cameraEntry(cameraWith(number), undefined));
const tileOf = (number: number, overrides: Parameters<typeof wallTileWith>[0] = {}) => wallTileWith({ key: String(number), camera: cameraId(`camera-${String(number)}`), ...overrides });
const states = (...list: readonly CameraState[]): ReadonlyMap<string, CameraState> => new Map(list.map((state) => [state.id, state]));
const numbers = (lines: readonly { readonly entry: { readonly camera: { readonly number: number } } }[]): readonly number[] => lines.map(({ entry }) => entry.camera.number);

describe('the lists of cameras', () => {
  it('tell shown from not shown, each camera once, with every place it is at', () => {
    const lists = cameraLines(entries, new Map(), [tileOf(2), tileOf(2, { key: 'b', tile: 5 })]);
    expect(numbers(lists.shown)).toEqual([2]);
    expect(lists.shown[0]?.places.map(({ tile }) => tile)).toEqual([0, 5]);
    expect(numbers(lists.notShown)).toEqual([1, 3]);
    expect(lists.lost).toEqual([]);
  });

  it('call lost what the server calls so, shown or not, since then', () => {
    const lists = cameraLines(entries, states({ id: cameraId('camera-3'), state: 'broken', sinceUtcMs: utcMs(7) }, { id: cameraId('camera-1'), state: 'working', sinceUtcMs: utcMs(8) }), []);
    expect(lists.lost.map(({ entry, sinceUtcMs, server }) => [entry.camera.number, sinceUtcMs, server?.state])).toEqual([[3, 7, 'broken']]);
  });

  it('call lost what a tile has lost, since its last picture, though the server knows of nothing', () => {
    const lists = cameraLines(entries, new Map(), [tileOf(1, { condition: 'lost', report: reportWith({ state: 'lost', ageMs: 4_000 }), heardUtcMs: 10_000 }), tileOf(2, { condition: 'delayed' })]);
    expect(lists.lost.map(({ entry, sinceUtcMs }) => [entry.camera.number, sinceUtcMs])).toEqual([[1, 6_000]]);
    expect(lists.shown.map(({ wrong }) => wrong)).toEqual(['lost', 'delayed']);
  });

  it('put the latest loss first, and one of unknown time before all', () => {
    const lists = cameraLines(entries, states({ id: cameraId('camera-1'), state: 'lost', sinceUtcMs: utcMs(5) }, { id: cameraId('camera-2'), state: 'lost', sinceUtcMs: utcMs(9) }), [tileOf(3, { condition: 'lost', report: reportWith({ state: 'lost', ageMs: null }) })]);
    expect(numbers(lists.lost)).toEqual([3, 2, 1]);
  });
});
