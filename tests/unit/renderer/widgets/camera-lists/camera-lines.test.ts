import { describe, expect, it } from 'vitest';
import { cameraId } from '@contract/domain/units.ts';
import { holdsWords, lostLines, notShownLines, shownLines } from '../../../../../renderer/widgets/camera-lists/camera-lines.ts';
import { cameraWith } from '../../../../builders/cameras.ts';
import { reportWith } from '../../../../builders/tile-reports.ts';
import { wallTileWith } from '../../../../builders/wall-tiles.ts';

const idOf = (number: number) => cameraId(`camera-${String(number)}`);
const tileOf = (number: number, overrides: Parameters<typeof wallTileWith>[0] = {}) => wallTileWith({ key: String(number), camera: idOf(number), ...overrides });

describe('the lists of cameras', () => {
  it('tell shown from not shown, each camera once, with every place it is at', () => {
    const shown = shownLines([tileOf(2), tileOf(2, { key: 'b', tile: 5 })]);
    expect(shown.map(({ camera, places }) => [camera, places.map(({ tile }) => tile)])).toEqual([['camera-2', [0, 5]]]);
    // The desk's own are on no monitor, and still shown.
    expect(notShownLines([idOf(1), idOf(2), idOf(3)], shown).map(({ camera }) => camera)).toEqual(['camera-1', 'camera-3']);
  });

  it('call lost what the server calls so, in its order, with the places where it should be', () => {
    const lines = lostLines([idOf(3), idOf(1)], shownLines([tileOf(1)]));
    expect(lines.map(({ camera, places }) => [camera, places.length])).toEqual([['camera-3', 0], ['camera-1', 1]]);
  });

  it('call lost what a tile has lost, since its last picture, though the server knows of nothing; the latest loss first, one of unknown time before all', () => {
    const shown = shownLines([
      tileOf(1, { condition: 'lost', report: reportWith({ state: 'lost', ageMs: 4_000 }), heardUtcMs: 10_000 }),
      tileOf(2, { condition: 'delayed' }),
      tileOf(3, { condition: 'lost', report: reportWith({ state: 'lost', ageMs: null }) }),
      tileOf(4, { condition: 'lost', report: reportWith({ state: 'lost', ageMs: 1_000 }), heardUtcMs: 10_000 }),
    ]);
    expect(shown.map(({ wrong }) => wrong)).toEqual(['lost', 'delayed', 'lost', 'lost']);
    expect(lostLines([idOf(9), idOf(4)], shown).map(({ camera, lostUtcMs }) => [camera, lostUtcMs])).toEqual([['camera-3', null], ['camera-1', 6_000], ['camera-9', null], ['camera-4', 9_000]]);
  });

  it('are narrowed by words of number, name, code and address, accents or not', () => {
    const gate = cameraWith(12, { name: 'Cổng chính', address: '9 Tràng Tiền' });
    expect(['', 'cong', 'trang tien 9', '12'].map((text) => holdsWords(gate, text))).toEqual([true, true, true, true]);
    expect(holdsWords(gate, 'cho')).toBe(false);
    expect(holdsWords(undefined, 'cong')).toBe(false);
  });
});
