import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptKeys, orderedKeys, passes, COLUMNS } from '../../../../../renderer/widgets/wall-status/status-rows.ts';
import { wallTileWith } from '../../../../builders/wall-tiles.ts';
import { reportWith } from '../../../../builders/tile-reports.ts';

const tiles = [
  wallTileWith({ key: 'a', report: reportWith({ fps: 15, kbps: 300 }) }),
  wallTileWith({ key: 'b', condition: 'silent', report: null }),
  wallTileWith({ key: 'c', condition: 'lost', report: reportWith({ state: 'lost', fps: 0, ageMs: null }) }),
  wallTileWith({ key: 'd', condition: 'reduced', report: reportWith({ state: 'reduced', fps: 2, lowered: 'link', pace: 'key-frames' }) }),
];
const number = () => null;

describe('the rows of the status table', () => {
  it('sort by any column, up and down, with what has no value last', () => {
    expect(orderedKeys(tiles, { column: 'fps', isDown: false }, number)).toEqual(['c', 'd', 'a', 'b']);
    expect(orderedKeys(tiles, { column: 'fps', isDown: true }, number)).toEqual(['a', 'd', 'c', 'b']);
    expect(orderedKeys(tiles, { column: 'state', isDown: false }, number)).toEqual(['c', 'b', 'd', 'a']);
    expect(orderedKeys(tiles, { column: 'place', isDown: true }, number)).toEqual(['d', 'c', 'b', 'a']);
  });

  it('never lose or repeat a tile, whatever the order', () => {
    fc.assert(
      fc.property(fc.constantFrom(...COLUMNS), fc.boolean(), (column, isDown) => {
        expect([...orderedKeys(tiles, { column, isDown }, number)].sort()).toEqual(['a', 'b', 'c', 'd']);
      }),
    );
  });

  it('are chosen by what is wrong, or by what was lowered', () => {
    expect(tiles.filter((tile) => passes(tile, 'wrong')).map(({ key }) => key)).toEqual(['c']);
    expect(tiles.filter((tile) => passes(tile, 'lowered')).map(({ key }) => key)).toEqual(['d']);
    expect(tiles.filter((tile) => passes(tile, 'all'))).toHaveLength(4);
  });

  it('keep their place while figures change: new ones follow, only gone tiles leave', () => {
    expect(keptKeys(['c', 'a'], ['a', 'c'], new Set(['a', 'b', 'c']))).toEqual(['c', 'a']);
    expect(keptKeys(['c', 'a'], ['b', 'a'], new Set(['a', 'b', 'c']))).toEqual(['c', 'a', 'b']);
    expect(keptKeys(['c', 'a'], ['a'], new Set(['a']))).toEqual(['a']);
  });

  it('are the same list when nothing came or went', () => {
    const before = ['c', 'a'];
    expect(keptKeys(before, ['a', 'c'], new Set(['a', 'c']))).toBe(before);
  });
});
