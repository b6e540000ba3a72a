import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isArrangement, RASTER_MAX, READY, READY_NAMES, type Arrangement, type TileRect } from '@contract/domain/arrangement.ts';
import {
  coarsest,
  drawTile,
  EDIT_REFUSALS,
  mergeTiles,
  moveTile,
  removeTiles,
  renumber,
  renumberByRows,
  resizeTile,
  splitTile,
  swapContents,
  TILE_EDGES,
  withDraftContent,
  withRaster,
  type Draft,
  type EditAnswer,
} from '@contract/domain/arrangement-edit.ts';
import { edited, historyOf, redone, undone } from '@contract/domain/edit-history.ts';
import { cameraContent, type TileContent } from '@contract/domain/tile-content.ts';
import { cameraId } from '@contract/domain/units.ts';

const content = (name: string): TileContent | null => (name === '.' ? null : cameraContent(cameraId(name)));
const rect = (column: number, row: number, columns = 1, rows = 1): TileRect => ({ column, row, columns, rows });
const draftOf = (arrangement: Arrangement, names = ''): Draft => ({ arrangement, contents: arrangement.tiles.map((_, index) => content(names[index] ?? '.')) });

/** The draft as a picture: each cell says which tile (a, b, …) lies on it; then what the tiles hold. */
function picture({ arrangement, contents }: Draft): readonly string[] {
  const cells = Array.from({ length: arrangement.rows }, () => Array.from({ length: arrangement.columns }, () => '.'));
  for (const [index, tile] of arrangement.tiles.entries()) {
    for (let row = tile.row; row < tile.row + tile.rows; row += 1) {
      for (let column = tile.column; column < tile.column + tile.columns; column += 1) {
        const line = cells[row];
        if (line !== undefined) line[column] = String.fromCharCode(97 + index);
      }
    }
  }
  return [...cells.map((line) => line.join('')), contents.map((held) => (held?.kind === 'camera' ? held.camera : '.')).join('')];
}
const pictureOf = (answer: EditAnswer): readonly string[] | string => (answer.ok ? picture(answer.draft) : answer.why);

const two = READY['2'];
const four = draftOf(READY['4'], 'ABCD');
const bare: Draft = draftOf({ columns: 4, rows: 2, tiles: [rect(0, 0)] }, 'A');

describe('drawing a tile', () => {
  it('over bare cells adds it as the last one', () => {
    expect(pictureOf(drawTile(bare, rect(1, 0, 2, 2)))).toEqual(['abb.', '.bb.', 'A.']);
  });

  it('over whole tiles takes the place, the number and the first content of them', () => {
    expect(pictureOf(drawTile(draftOf(READY['9'], '.BCDEFGHI'), rect(0, 0, 2, 2)))).toEqual(['aab', 'aac', 'def', 'BCFGHI']);
  });

  it('refuses to cut a tile, to leave the raster, and to draw what is there', () => {
    const wide = draftOf({ columns: 4, rows: 1, tiles: [rect(0, 0, 2)] });
    expect(pictureOf(drawTile(wide, rect(1, 0, 2)))).toBe('partly-covered');
    expect(pictureOf(drawTile(wide, rect(3, 0, 2)))).toBe('outside');
    expect(pictureOf(drawTile(wide, rect(-1, 0)))).toBe('outside');
    expect(pictureOf(drawTile(wide, rect(0.5, 0)))).toBe('outside');
    expect(pictureOf(drawTile(wide, rect(0, 0, 2)))).toBe('nothing-changed');
  });
});

describe('merging tiles', () => {
  it('makes one of those that fill a rectangle', () => {
    expect(pictureOf(mergeTiles(four, [1, 3]))).toEqual(['ab', 'cb', 'ABC']);
  });

  it('takes in bare cells between them', () => {
    expect(pictureOf(mergeTiles(draftOf({ columns: 3, rows: 1, tiles: [rect(0, 0), rect(2, 0)] }, 'AB'), [1, 0]))).toEqual(['aaa', 'A']);
  });

  it('refuses when another tile lies between, and with fewer than two', () => {
    expect(pictureOf(mergeTiles(four, [0, 3]))).toBe('taken');
    expect(pictureOf(mergeTiles(four, [0]))).toBe('one-tile');
    expect(pictureOf(mergeTiles(four, [7, 8]))).toBe('one-tile');
  });
});

describe('splitting a tile', () => {
  it('makes the raster finer where its cells are too coarse; all other tiles keep their place', () => {
    expect(pictureOf(splitTile(draftOf(two, 'AB'), 0, 2, 2))).toEqual(['abee', 'cdee', 'A...B']);
  });

  it('uses the cells there are when they are fine enough', () => {
    expect(pictureOf(splitTile(draftOf({ columns: 4, rows: 1, tiles: [rect(0, 0, 2), rect(2, 0, 2)] }, 'AB'), 1, 2, 1))).toEqual(['aabc', 'AB.']);
  });

  it('goes by a coarser raster when the finer one would be too fine', () => {
    const fine = draftOf({ columns: RASTER_MAX, rows: 1, tiles: [rect(0, 0, 12), rect(12, 0, 12)] });
    const answer = splitTile(fine, 0, 5, 1);
    expect(answer.ok && answer.draft.arrangement.columns).toBe(10);
  });

  it('refuses beyond the finest raster and beyond the most tiles', () => {
    expect(pictureOf(splitTile(draftOf(READY['25']), 0, 6, 1))).toBe('raster-too-fine');
    expect(pictureOf(splitTile(draftOf(READY['64']), 0, 2, 1))).toBe('too-many-tiles');
    expect(pictureOf(splitTile(four, 9, 2, 1))).toBe('no-tile');
    expect(pictureOf(splitTile(four, 0, 1, 1))).toBe('nothing-changed');
    for (const parts of [0, -1, 1.5, Number.NaN, 99]) expect(pictureOf(splitTile(four, 0, parts, 1))).toBe('raster-too-fine');
  });

  it('taken together again is the same picture', () => {
    const split = splitTile(four, 2, 3, 2);
    if (!split.ok) throw new Error(split.why);
    const merged = mergeTiles(split.draft, [2, 3, 4, 5, 6, 7]);
    expect(merged.ok && coarsest(merged.draft)).toEqual(four);
  });
});

describe('resizing by an edge', () => {
  it('shrinks the neighbours in the way', () => {
    const row = draftOf({ columns: 4, rows: 2, tiles: [rect(0, 0, 1, 2), rect(1, 0, 3), rect(1, 1, 2), rect(3, 1)] }, 'ABCD');
    expect(pictureOf(resizeTile(row, 0, 'right', 1))).toEqual(['aabb', 'aacd', 'ABCD']);
    expect(pictureOf(resizeTile(row, 0, 'right', 2))).toBe('neighbour-too-small');
  });

  it('lets the neighbours along the edge follow when it draws back', () => {
    const row = draftOf({ columns: 4, rows: 2, tiles: [rect(0, 0, 2, 2), rect(2, 0, 2), rect(2, 1, 2)] }, 'ABC');
    expect(pictureOf(resizeTile(row, 0, 'right', -1))).toEqual(['abbb', 'accc', 'ABC']);
    expect(pictureOf(resizeTile(row, 0, 'right', -2))).toBe('too-small');
    expect(pictureOf(resizeTile(row, 0, 'bottom', -1))).toEqual(['aabb', '..cc', 'ABC']);
  });

  test.for([
    ['left', ['aab', '.cd']],
    ['top', ['.ab', '.cb']],
  ] as const)('works at the %s edge as well', ([edge, lines]) => {
    const draft = draftOf({ columns: 3, rows: 2, tiles: edge === 'left' ? [rect(1, 0), rect(2, 0), rect(1, 1), rect(2, 1)] : [rect(1, 0), rect(2, 1), rect(1, 1)] });
    expect(pictureOf(resizeTile(draft, edge === 'left' ? 0 : 1, edge, 1))).toEqual([...lines, edge === 'left' ? '....' : '...']);
  });

  it('refuses to leave the raster', () => {
    for (const edge of ['left', 'top'] as const) expect(pictureOf(resizeTile(four, 0, edge, 1))).toBe('outside');
    expect(pictureOf(resizeTile(four, 0, 'right', 0))).toBe('nothing-changed');
  });
});

describe('moving, swapping, removing, numbering', () => {
  it('moves over bare cells only', () => {
    const draft = draftOf({ columns: 4, rows: 1, tiles: [rect(0, 0, 2), rect(3, 0)] }, 'AB');
    expect(pictureOf(moveTile(draft, 0, { columns: 1, rows: 0 }))).toEqual(['.aab', 'AB']);
    expect(pictureOf(moveTile(draft, 0, { columns: 2, rows: 0 }))).toBe('taken');
    expect(pictureOf(moveTile(draft, 0, { columns: 0, rows: 1 }))).toBe('outside');
  });

  it('swaps what two tiles hold; their numbers stay', () => {
    expect(pictureOf(swapContents(four, 0, 3))).toEqual(['ab', 'cd', 'DBCA']);
    expect(pictureOf(swapContents(four, 0, 9))).toBe('no-tile');
  });

  it('removes tiles but never the last one', () => {
    expect(pictureOf(removeTiles(four, [1, 2]))).toEqual(['a.', '.b', 'AD']);
    expect(pictureOf(removeTiles(four, [0, 1, 2, 3]))).toBe('last-tile');
    expect(pictureOf(removeTiles(four, []))).toBe('no-tile');
  });

  it('numbers row by row, or one by one; contents go along', () => {
    const mixed = draftOf({ columns: 2, rows: 2, tiles: [rect(1, 1), rect(1, 0), rect(0, 0), rect(0, 1)] }, 'DBAC');
    expect(pictureOf(renumberByRows(mixed))).toEqual(['ab', 'cd', 'ABCD']);
    expect(pictureOf(renumberByRows(four))).toBe('nothing-changed');
    expect(pictureOf(renumber(four, 0, 2))).toEqual(['ca', 'bd', 'BCAD']);
    expect(pictureOf(renumber(four, 3, 0))).toEqual(['bc', 'da', 'DABC']);
  });
});

describe('another raster', () => {
  it('stretches the axes on which every tile keeps whole cells, and adds bare cells on the others', () => {
    expect(pictureOf(withRaster(four, 4, 2))).toEqual(['aabb', 'ccdd', 'ABCD']);
    expect(pictureOf(withRaster(four, 3, 4))).toEqual(['ab.', 'ab.', 'cd.', 'cd.', 'ABCD']);
    expect(pictureOf(withRaster(draftOf({ columns: 4, rows: 1, tiles: [rect(0, 0, 2), rect(2, 0, 2)] }), 2, 1))).toEqual(['ab', '..']);
  });

  it('refuses where a tile would lose its place, and beyond the limits', () => {
    expect(pictureOf(withRaster(four, 1, 2))).toBe('raster-too-small');
    for (const size of [0, -1, RASTER_MAX + 1, 1.5, Number.NaN]) expect(pictureOf(withRaster(four, size, 2))).toBe('raster-too-fine');
  });
});

type Step = (draft: Draft) => EditAnswer;
const small = fc.integer({ min: -2, max: 9 });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(small, small, small, small).map(([column, row, columns, rows]): Step => (draft) => drawTile(draft, rect(column, row, columns, rows))),
  fc.array(small, { maxLength: 5 }).map((indices): Step => (draft) => mergeTiles(draft, indices)),
  fc.tuple(small, small, small).map(([index, columns, rows]): Step => (draft) => splitTile(draft, index, columns, rows)),
  fc.tuple(small, fc.constantFrom(...TILE_EDGES), small).map(([index, edge, by]): Step => (draft) => resizeTile(draft, index, edge, by)),
  fc.tuple(small, small, small).map(([index, columns, rows]): Step => (draft) => moveTile(draft, index, { columns, rows })),
  fc.tuple(small, small).map(([one, other]): Step => (draft) => swapContents(draft, one, other)),
  fc.array(small, { maxLength: 3 }).map((indices): Step => (draft) => removeTiles(draft, indices)),
  fc.constant<Step>(renumberByRows),
  fc.tuple(small, small).map(([from, to]): Step => (draft) => renumber(draft, from, to)),
  fc.tuple(fc.integer({ min: 0, max: 26 }), fc.integer({ min: 0, max: 26 })).map(([columns, rows]): Step => (draft) => withRaster(draft, columns, rows)),
  fc.tuple(small, fc.constantFrom('X', 'Y', '.')).map(([index, name]): Step => (draft) => withDraftContent(draft, index, content(name))),
  fc.constant<Step>((draft) => ({ ok: true, draft: coarsest(draft) })),
);

describe('whatever is done in whatever order', () => {
  it('the draft can always be shown, and undoing leads back exactly', () => {
    fc.assert(
      fc.property(fc.constantFrom(...READY_NAMES), fc.array(anyStep, { maxLength: 40 }), (name, steps) => {
        const first = draftOf(READY[name], 'ABCDEFGH');
        let history = historyOf(first);
        const seen = [first];
        for (const step of steps) {
          const answer = step(history.now);
          if (!answer.ok) {
            expect(EDIT_REFUSALS).toContain(answer.why);
            continue;
          }
          expect(isArrangement(answer.draft.arrangement)).toBe(true);
          expect(answer.draft.contents).toHaveLength(answer.draft.arrangement.tiles.length);
          if (answer.draft !== history.now) seen.push(answer.draft);
          history = edited(history, answer.draft);
        }
        const last = history.now;
        for (const before of [...seen].reverse()) {
          expect(history.now).toBe(before);
          history = undone(history);
        }
        expect(undone(history)).toBe(history);
        for (let count = 0; count < seen.length; count += 1) history = redone(history);
        expect(history.now).toBe(last);
      }),
      { numRuns: 500 },
    );
  });

  it('moving tiles, edges and numbers loses no content', () => {
    const keeps: fc.Arbitrary<Step> = fc.oneof(
      fc.tuple(small, fc.constantFrom(...TILE_EDGES), small).map(([index, edge, by]): Step => (draft) => resizeTile(draft, index, edge, by)),
      fc.tuple(small, small, small).map(([index, columns, rows]): Step => (draft) => moveTile(draft, index, { columns, rows })),
      fc.tuple(small, small).map(([one, other]): Step => (draft) => swapContents(draft, one, other)),
      fc.tuple(small, small).map(([from, to]): Step => (draft) => renumber(draft, from, to)),
      fc.tuple(small, small).map(([columns, rows]): Step => (draft) => withRaster(draft, columns, rows)),
      fc.constant<Step>(renumberByRows),
    );
    const names = (draft: Draft): readonly string[] => draft.contents.map((held) => (held?.kind === 'camera' ? held.camera : '.')).sort();
    fc.assert(
      fc.property(fc.constantFrom(...READY_NAMES), keeps, (name, step) => {
        const before = draftOf(READY[name], 'ABCDEFGH');
        const answer = step(before);
        if (answer.ok) expect(names(answer.draft)).toEqual(names(before));
      }),
    );
  });
});
