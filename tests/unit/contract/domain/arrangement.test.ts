import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { arrangementFor, isArrangement, isReadyName, isSameArrangement, overlaps, RASTER_MAX, READY, READY_NAMES, readyNameOf, regular, tileBeside, tileSizePx, TILES_MAX, type TileRect } from '@contract/domain/arrangement.ts';

const rect = (column: number, row: number, columns = 1, rows = 1): TileRect => ({ column, row, columns, rows });

describe('ready arrangements', () => {
  it.each(READY_NAMES)('%s can be shown, has its number of tiles and leaves no cell bare', (name) => {
    const { columns, rows, tiles } = READY[name];
    expect(isArrangement(READY[name])).toBe(true);
    expect(tiles).toHaveLength(Number(name.replace('p', '')));
    expect(tiles.reduce((sum, tile) => sum + tile.columns * tile.rows, 0)).toBe(columns * rows);
    expect(readyNameOf(READY[name])).toBe(name);
  });

  it('stand upright when their name begins with p', () => {
    for (const name of READY_NAMES) expect([name, READY[name].rows > READY[name].columns]).toEqual([name, name.startsWith('p')]);
  });

  it('are known by name and no other', () => {
    expect(isReadyName('64')).toBe(true);
    for (const name of ['', '3', 'P2', 'constructor']) expect(isReadyName(name)).toBe(false);
  });

  it('are not what somebody drew alone, though it looks alike', () => {
    expect(readyNameOf({ columns: 4, rows: 2, tiles: [rect(0, 0, 2, 2), rect(2, 0, 2, 2)] })).toBeNull();
    expect(isSameArrangement(regular(2, 2), READY['4'])).toBe(true);
    expect(isSameArrangement({ ...READY['4'], tiles: [...READY['4'].tiles].reverse() }, READY['4'])).toBe(false);
  });
});

describe('the arrangement for some pictures', () => {
  it.each([
    [0, '1'],
    [1, '1'],
    [2, '2'],
    [3, '4'],
    [5, '6'],
    [7, '9'],
    [9, '9'],
    [10, '10'],
    [14, '16'],
    [17, '25'],
    [64, '64'],
    [500, '64'],
  ])('%i of them is %s', (count, name) => {
    expect(readyNameOf(arrangementFor(count))).toBe(name);
  });

  it('stands on a monitor that stands, as far as there is one', () => {
    expect([1, 2, 3, 4, 9, 18, 19].map((count) => readyNameOf(arrangementFor(count, true)))).toEqual(['1', 'p2', 'p3', 'p8', 'p10', 'p18', '25']);
  });

  it('has room for all, and none with as large tiles would do with fewer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: TILES_MAX }), fc.boolean(), (count, isUpright) => {
        const { tiles, columns, rows } = arrangementFor(count, isUpright);
        expect(tiles.length).toBeGreaterThanOrEqual(count);
        if (isUpright) return;
        const better = READY_NAMES.filter((name) => !name.startsWith('p') && READY[name].tiles.length >= count && READY[name].columns * READY[name].rows < columns * rows);
        expect(better).toEqual([]);
      }),
    );
  });
});

describe('what can be shown', () => {
  test.for([
    ['no tile', { columns: 2, rows: 2, tiles: [] }],
    ['tiles over each other', { columns: 2, rows: 2, tiles: [rect(0, 0, 2), rect(1, 0)] }],
    ['a tile off the raster', { columns: 2, rows: 2, tiles: [rect(1, 0, 2)] }],
    ['a tile without size', { columns: 2, rows: 2, tiles: [rect(0, 0, 0)] }],
    ['half cells', { columns: 2, rows: 2, tiles: [rect(0.5, 0)] }],
    ['no number', { columns: 2, rows: 2, tiles: [rect(Number.NaN, 0)] }],
    ['a raster too fine', { columns: RASTER_MAX + 1, rows: 1, tiles: [rect(0, 0)] }],
    ['no raster', { columns: 0, rows: 1, tiles: [rect(0, 0)] }],
    ['too many tiles', { ...regular(13, 5) }],
  ] as const)('is not %s', ([, arrangement]) => {
    expect(isArrangement(arrangement)).toBe(false);
  });

  it('is a raster with bare cells, up to the most tiles', () => {
    expect(isArrangement({ columns: RASTER_MAX, rows: RASTER_MAX, tiles: [rect(23, 23)] })).toBe(true);
    expect(isArrangement(regular(16, 4))).toBe(TILES_MAX === 64);
  });

  it('overlapping is mutual, and sharing an edge is not overlapping', () => {
    const any = fc.record({ column: fc.nat(5), row: fc.nat(5), columns: fc.integer({ min: 1, max: 4 }), rows: fc.integer({ min: 1, max: 4 }) });
    fc.assert(fc.property(any, any, (one, other) => {
      expect(overlaps(one, other)).toBe(overlaps(other, one));
      expect(overlaps(one, { ...other, column: one.column + one.columns })).toBe(false);
    }));
  });
});

describe('size of a tile', () => {
  it('is its part of the monitor', () => {
    expect(tileSizePx(READY['6'], READY['6'].tiles[0] ?? rect(0, 0), { widthPx: 1920, heightPx: 1080 })).toEqual({ widthPx: 1280, heightPx: 720 });
  });
});

describe('the tile beside', () => {
  test.for([
    ['4', 0, 1, 0, 1],
    ['4', 1, 1, 0, 1],
    ['4', 1, 0, 1, 3],
    ['4', 3, -1, 0, 2],
    ['4', 2, 0, 1, 2],
    ['4', 99, 0, -1, 0],
    ['6', 0, 1, 0, 1],
    ['6', 5, 0, -1, 2],
    ['6', 3, 0, -1, 0],
    ['13', 2, 0, 1, 0],
    ['13', 1, 0, 1, 5],
  ] as const)('in %s from %d by %d, %d is %d', ([name, from, columns, rows, to]) => {
    expect(tileBeside(READY[name], from, { columns, rows })).toBe(to);
  });

  it('leads from every tile to every other in any ready arrangement: nothing is out of reach of the arrows', () => {
    const steps = [{ columns: 1, rows: 0 }, { columns: -1, rows: 0 }, { columns: 0, rows: 1 }, { columns: 0, rows: -1 }] as const;
    for (const name of READY_NAMES) {
      const seen = new Set([0]);
      for (const tile of seen) for (const step of steps) seen.add(tileBeside(READY[name], tile, step));
      expect([name, seen.size]).toEqual([name, READY[name].tiles.length]);
    }
  });
});
