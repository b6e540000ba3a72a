import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { cameraId, DESK_SURFACE, layoutId, monitorKey, monitorSurface, surfaceMonitor, utcMs } from '@contract/domain/units.ts';
import { emptySurface, gridColumns, GRIDS, gridTiles, tileForCamera, withCamera, withContentOf, withGrid, withLayout, withSwapped, type Layout, type Surface } from '@contract/domain/wall.ts';

const camera = (name: string) => cameraId(name);
const tiles = (names: string): Surface['cameras'] => [...names].map((name) => (name === '.' ? null : camera(name)));
const showing = (surface: Surface): string => surface.cameras.map((shown) => shown ?? '.').join('');

const surfaceWith = (names: string, overrides: Partial<Surface> = {}): Surface => ({
  ...emptySurface(DESK_SURFACE, GRIDS.find((grid) => gridTiles(grid) === names.length) ?? '4'),
  cameras: tiles(names),
  layoutId: layoutId('lay'),
  layoutName: 'Ngã tư',
  ...overrides,
});

const anySurface: fc.Arbitrary<Surface> = fc
  .constantFrom(...GRIDS)
  .chain((grid) => fc.array(fc.constantFrom('.', 'a', 'b', 'c', 'd'), { minLength: gridTiles(grid), maxLength: gridTiles(grid) }))
  .map((names) => surfaceWith(names.join('')));
const anyIndex = fc.oneof(fc.integer({ min: -3, max: 20 }), fc.constantFrom(0.5, Number.NaN, Infinity, -Infinity));

const unsaved = { layoutId: null, layoutName: '' };

describe('grids', () => {
  it('are square', () => {
    expect(GRIDS.map((grid) => [gridColumns(grid) ** 2, gridTiles(grid)])).toEqual([[1, 1], [4, 4], [9, 9], [16, 16]]);
  });
});

describe('another grid', () => {
  test.for([
    ['ab.d', '9', 'ab.d.....'],
    ['ab.d', '1', 'a'],
    ['.b.d', '1', 'b'],
    ['....a...b', '4', 'ab..'],
    ['abcdefghi', '4', 'abcd'],
    ['abcdefghi', '16', 'abcdefghi.......'],
  ] as const)('of %s to %s tiles shows %s', ([before, grid, after]) => {
    const changed = withGrid(surfaceWith(before), grid);
    expect([showing(changed), changed.grid]).toEqual([after, grid]);
  });

  it('is no longer the saved layout; the same grid changes nothing', () => {
    const surface = surfaceWith('ab..');
    expect(withGrid(surface, '9')).toMatchObject(unsaved);
    expect(withGrid(surface, '4')).toBe(surface);
  });

  it('always has its number of tiles, keeps the order, and loses cameras only for lack of room', () => {
    fc.assert(
      fc.property(anySurface, fc.constantFrom(...GRIDS), (surface, grid) => {
        const changed = withGrid(surface, grid);
        const shown = surface.cameras.filter((shownCamera) => shownCamera !== null);
        expect(changed.cameras).toHaveLength(gridTiles(grid));
        expect(changed.cameras.filter((shownCamera) => shownCamera !== null)).toEqual(shown.slice(0, gridTiles(grid)));
      }),
    );
  });
});

describe('a camera put in a tile', () => {
  it('is there, and the surface is no longer the saved layout', () => {
    const changed = withCamera(surfaceWith('ab..'), 2, camera('c'));
    expect([showing(changed), changed.layoutId, changed.layoutName]).toEqual(['abc.', null, '']);
    expect(showing(withCamera(surfaceWith('ab..'), 0, null))).toBe('.b..');
  });

  it('that is there already, or outside the grid, changes nothing', () => {
    const surface = surfaceWith('ab..');
    for (const [index, name] of [[0, 'a'], [4, 'c'], [-1, 'c'], [0.5, 'c'], [Number.NaN, 'c']] as const) expect(withCamera(surface, index, camera(name))).toBe(surface);
    expect(withCamera(surface, 3, null)).toBe(surface);
  });
});

describe('two tiles swapped', () => {
  it('have each other’s cameras; an empty tile swaps as well', () => {
    expect(showing(withSwapped(surfaceWith('ab..'), 0, 1))).toBe('ba..');
    expect(showing(withSwapped(surfaceWith('ab..'), 0, 3))).toBe('.b.a');
    expect(withSwapped(surfaceWith('ab..'), 0, 1)).toMatchObject(unsaved);
  });

  it('that show the same, or lie outside the grid, leave the surface and its layout as they are', () => {
    const surface = surfaceWith('a..a');
    for (const [from, to] of [[0, 0], [1, 2], [0, 3], [0, 4], [-1, 0], [0, 0.5], [Number.NaN, 0], [0, Infinity]] as const) expect(withSwapped(surface, from, to)).toBe(surface);
  });

  it('swapped again are as before; nothing is ever lost or doubled', () => {
    fc.assert(
      fc.property(anySurface, anyIndex, anyIndex, (surface, from, to) => {
        const once = withSwapped(surface, from, to);
        expect([...once.cameras].sort()).toEqual([...surface.cameras].sort());
        expect(withSwapped(once, from, to).cameras).toEqual(surface.cameras);
      }),
    );
  });
});

describe('the tile for a newly opened camera', () => {
  test.for([
    ['ab..', 'b', 0, 1],
    ['ab..', 'c', 0, 2],
    ['abcd', 'e', 3, 3],
    ['abcd', 'e', 99, 3],
    ['abcd', 'e', -1, 0],
    ['abcd', 'e', Number.NaN, 0],
    ['abcd', 'e', 1.5, 1],
  ] as const)('on %s, for %s, asked for %d: %d', ([shown, name, fallback, tile]) => {
    expect(tileForCamera(surfaceWith(shown), camera(name), fallback)).toBe(tile);
  });

  it('is always one of the grid', () => {
    fc.assert(
      fc.property(anySurface, fc.constantFrom('a', 'z'), anyIndex, (surface, name, fallback) => {
        expect([...surface.cameras.keys()]).toContain(tileForCamera(surface, camera(name), fallback));
      }),
    );
  });
});

describe('a surface', () => {
  const layout: Layout = { id: layoutId('lay'), name: 'Chợ', grid: '4', cameras: tiles('a.b.'), shared: true, ownerId: 'p', etag: null, updatedUtcMs: utcMs(0), sync: 'stored' };

  it('showing a saved layout carries its name', () => {
    expect(withLayout(DESK_SURFACE, layout)).toEqual({ id: 'desk', grid: '4', cameras: tiles('a.b.'), layoutId: 'lay', layoutName: 'Chợ' });
  });

  it('showing what another shows is still itself', () => {
    const wall = monitorSurface(monitorKey('DEL-1'));
    expect(withContentOf(wall, surfaceWith('ab..'))).toEqual({ ...surfaceWith('ab..'), id: 'monitor:DEL-1' });
    expect([surfaceMonitor(wall), surfaceMonitor(DESK_SURFACE)]).toEqual(['DEL-1', null]);
  });
});
