import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { READY, READY_NAMES, type ReadyName } from '@contract/domain/arrangement.ts';
import { runFrom } from '@contract/domain/sequence.ts';
import { cameraContent, type TileContent, type TileContents } from '@contract/domain/tile-content.ts';
import { cameraId, DESK_SURFACE, layoutId, monitorKey, monitorSurface, surfaceMonitor, utcMs } from '@contract/domain/units.ts';
import {
  emptySurface,
  filledTiles,
  isBare,
  surfaceCameras,
  tileForCamera,
  tileOfCamera,
  withArrangement,
  withCamera,
  withContent,
  withContentOf,
  withLayout,
  withSwapped,
  type Layout,
  type LayoutTour,
  type Surface,
} from '@contract/domain/wall.ts';

const camera = (name: string) => cameraId(name);
/** `.` nothing, `#` a clock, `@` a sequence of x and y, else a camera of that name. */
const SEQUENCE: TileContent = { kind: 'sequence', sequence: { name: '', steps: [{ camera: camera('x'), dwellS: 5 }, { camera: camera('y'), dwellS: 5 }] }, run: runFrom(0, 0) };
const contentOf = (name: string): TileContent | null => (name === '.' ? null : name === '#' ? { kind: 'clock' } : name === '@' ? SEQUENCE : cameraContent(camera(name)));
const contents = (names: string): TileContents => [...names].map(contentOf);
const nameOf = (content: TileContent | null): string => (content === null ? '.' : content.kind === 'camera' ? content.camera : content.kind === 'clock' ? '#' : '@');
const showing = (surface: Surface): string => surface.contents.map(nameOf).join('');

const tour: LayoutTour = { name: 'Ca đêm', steps: [{ layout: layoutId('l1'), dwellS: 10 }, { layout: layoutId('l2'), dwellS: 10 }], run: runFrom(0, 0) };
const surfaceWith = (names: string, overrides: Partial<Surface> = {}): Surface => ({
  ...emptySurface(DESK_SURFACE, READY[READY_NAMES.find((name) => READY[name].tiles.length === names.length) ?? '4']),
  contents: contents(names),
  layoutId: layoutId('lay'),
  layoutName: 'Ngã tư',
  tour,
  ...overrides,
});

const anyName = fc.constantFrom<ReadyName[]>('1', '2', '4', '6', '9', '16', 'p3', 'p10');
const anySurface: fc.Arbitrary<Surface> = anyName
  .chain((name) => fc.tuple(fc.constant(name), fc.array(fc.constantFrom('.', 'a', 'b', 'c', '#', '@'), { minLength: READY[name].tiles.length, maxLength: READY[name].tiles.length })))
  .map(([name, names]) => surfaceWith(names.join(''), { arrangement: READY[name] }));
const anyIndex = fc.oneof(fc.integer({ min: -3, max: 20 }), fc.constantFrom(0.5, Number.NaN, Infinity, -Infinity));

const unsaved = { layoutId: null, layoutName: '', tour: null };

describe('another arrangement', () => {
  test.for([
    ['ab.d', '9', 'ab.d.....'],
    ['ab.d', '1', 'a'],
    ['.b.d', '1', 'b'],
    ['....a...b', '4', 'ab..'],
    ['abcdefghi', '4', 'abcd'],
    ['#.@a', '2', '#@'],
    ['abcdefghi', '16', 'abcdefghi.......'],
  ] as const)('of %s to %s tiles shows %s', ([before, name, after]) => {
    const changed = withArrangement(surfaceWith(before), READY[name]);
    expect([showing(changed), changed.arrangement]).toEqual([after, READY[name]]);
  });

  it('is no longer the saved layout, nor its tour; the same arrangement changes nothing', () => {
    const surface = surfaceWith('ab..');
    expect(withArrangement(surface, READY['9'])).toMatchObject(unsaved);
    expect(withArrangement(surface, { ...READY['4'], tiles: [...READY['4'].tiles] })).toBe(surface);
  });

  it('always has its number of tiles, keeps the order, and loses contents only for lack of room', () => {
    fc.assert(
      fc.property(anySurface, anyName, (surface, name) => {
        const changed = withArrangement(surface, READY[name]);
        const count = READY[name].tiles.length;
        const shown = surface.contents.filter((content) => content !== null);
        expect(changed.contents).toHaveLength(count);
        expect(changed.contents.filter((content) => content !== null)).toEqual(shown.slice(0, count));
      }),
    );
  });
});

describe('a content put in a tile', () => {
  it('is there, and the surface is no longer the saved layout', () => {
    const changed = withCamera(surfaceWith('ab..'), 2, camera('c'));
    expect(showing(changed)).toBe('abc.');
    expect(changed).toMatchObject(unsaved);
    expect(showing(withContent(surfaceWith('ab..'), 0, null))).toBe('.b..');
    expect(showing(withContent(surfaceWith('ab..'), 3, { kind: 'clock' }))).toBe('ab.#');
  });

  it('that is there already, or outside the arrangement, changes nothing', () => {
    const surface = surfaceWith('ab..');
    for (const [index, name] of [[0, 'a'], [4, 'c'], [-1, 'c'], [0.5, 'c'], [Number.NaN, 'c']] as const) expect(withCamera(surface, index, camera(name))).toBe(surface);
    expect(withContent(surface, 3, null)).toBe(surface);
  });

  it('that only zooms or steps on leaves the layout and the tour what they are', () => {
    const zoomed = withContent(surfaceWith('ab..'), 0, { kind: 'camera', camera: camera('a'), zoom: { x: 0.5, y: 0.5, scale: 2 } });
    expect(zoomed).toMatchObject({ layoutId: 'lay', layoutName: 'Ngã tư', tour, contents: [{ zoom: { scale: 2 } }, {}, null, null] });
    expect(withContent(surfaceWith('@...'), 0, { ...SEQUENCE, run: { kind: 'paused', step: 1 } })).toMatchObject({ layoutId: 'lay', contents: [{ run: { kind: 'paused' } }, null, null, null] });
  });
});

describe('two tiles swapped', () => {
  it('have each other’s contents; an empty tile swaps as well', () => {
    expect(showing(withSwapped(surfaceWith('ab..'), 0, 1))).toBe('ba..');
    expect(showing(withSwapped(surfaceWith('a#..'), 1, 3))).toBe('a..#');
    expect(withSwapped(surfaceWith('ab..'), 0, 1)).toMatchObject(unsaved);
  });

  it('that show the same, or lie outside, leave the surface and its layout as they are', () => {
    const surface = surfaceWith('a..a');
    for (const [from, to] of [[0, 0], [1, 2], [0, 3], [0, 4], [-1, 0], [0, 0.5], [Number.NaN, 0], [0, Infinity]] as const) expect(withSwapped(surface, from, to)).toBe(surface);
  });

  it('swapped again are as before; nothing is ever lost or doubled', () => {
    fc.assert(
      fc.property(anySurface, anyIndex, anyIndex, (surface, from, to) => {
        const once = withSwapped(surface, from, to);
        expect([...showing(once)].sort()).toEqual([...showing(surface)].sort());
        expect(withSwapped(once, from, to).contents).toEqual(surface.contents);
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
    ['@...', 'x', 0, 1],
    ['#...', 'e', 0, 1],
  ] as const)('on %s, for %s, asked for %d: %d', ([shown, name, preferred, tile]) => {
    expect(tileForCamera(surfaceWith(shown), camera(name), preferred)).toBe(tile);
  });

  it('is always one of the arrangement', () => {
    fc.assert(
      fc.property(anySurface, fc.constantFrom('a', 'z'), anyIndex, (surface, name, preferred) => {
        expect([...surface.contents.keys()]).toContain(tileForCamera(surface, camera(name), preferred));
      }),
    );
  });
});

describe('a surface', () => {
  const layout: Layout = { id: layoutId('lay'), name: 'Chợ', arrangement: READY['4'], contents: contents('a.b.'), shared: true, locked: true, ownerId: 'p', etag: null, updatedUtcMs: utcMs(0), sync: 'stored' };

  it('showing a saved layout carries its name and its lock, and ends a tour', () => {
    expect(withLayout(DESK_SURFACE, layout)).toEqual({ id: 'desk', arrangement: READY['4'], contents: contents('a.b.'), layoutId: 'lay', layoutName: 'Chợ', locked: true, tour: null });
  });

  it('showing what another shows is still itself', () => {
    const wall = monitorSurface(monitorKey('DEL-1'));
    expect(withContentOf(wall, surfaceWith('ab..'))).toEqual({ ...surfaceWith('ab..'), id: 'monitor:DEL-1' });
    expect([surfaceMonitor(wall), surfaceMonitor(DESK_SURFACE)]).toEqual(['DEL-1', null]);
  });

  it('names every camera it may show once, those in turn and the picked one too', () => {
    const surface = { ...surfaceWith('aa@.'), contents: [...contents('aa@'), { kind: 'hotspot' } as const] };
    expect([...surfaceCameras(surface, camera('p'))]).toEqual(['a', 'x', 'y', 'p']);
    expect([...surfaceCameras(surface, null)]).toEqual(['a', 'x', 'y']);
    expect([tileOfCamera(surface, camera('a')), tileOfCamera(surface, camera('x'))]).toEqual([0, -1]);
  });

  it('knows whether anything is on it', () => {
    expect([isBare(surfaceWith('....')), isBare(surfaceWith('...#'))]).toEqual([true, false]);
    expect(filledTiles(surfaceWith('a.#@'))).toBe(3);
  });
});
