import { CAMERA_CONDITIONS, type CameraCondition } from '@contract/domain/camera.ts';
import type { Facet } from '@contract/domain/camera-query.ts';
import { mercatorX, mercatorY } from '@contract/domain/geo.ts';
import { nameHead } from '@contract/domain/name-order.ts';
import type { CameraCard } from './card.ts';

/** Lists of words as small numbers; 0 is the empty list. They are never forgotten: there are few of them. */
export interface WordLists {
  readonly codeOf: (words: readonly string[]) => number;
  /** The same of a list of one word; '' is the empty list. */
  readonly codeOfWord: (word: string) => number;
  readonly words: (code: number) => readonly string[];
  readonly count: () => number;
}

function createWordLists(): WordLists {
  const lists: (readonly string[])[] = [[]];
  const codes = new Map<string, number>([['', 0]]);
  const added = (key: string, words: readonly string[]): number => {
    codes.set(key, lists.length);
    return lists.push(words) - 1;
  };
  return {
    codeOf: (words) => {
      const key = words.join('\n');
      return codes.get(key) ?? added(key, [...words]);
    },
    codeOfWord: (word) => codes.get(word) ?? added(word, [word]),
    words: (code) => lists[code] ?? [],
    count: () => lists.length,
  };
}

const CARD_FACETS = ['units', 'tiers', 'kinds', 'types', 'purposes', 'heights', 'analytics', 'connections', 'tags', 'makes'] as const satisfies readonly Facet[];

/** How often the finest grid halves the world. */
export const CELL_LEVELS = 20;
const CELLS = 2 ** CELL_LEVELS;

export const UNKNOWN = CAMERA_CONDITIONS.indexOf('unknown');
export const conditionAt = (code: number): CameraCondition => CAMERA_CONDITIONS[code] ?? 'unknown';

/**
 * The cameras in memory, a column for each of their qualities, all by row. Rows are small whole numbers from 1; the rows of removed
 * cameras are given again. What a column holds of a row without a camera means nothing: ask `has`.
 */
export interface Columns {
  /** Rows are below it. */
  readonly end: () => number;
  readonly size: () => number;
  /** Rises with every change of what cameras are and are found by; states, groups and the wall do not count. */
  readonly stamp: () => number;
  readonly has: (row: number) => boolean;
  readonly rowOf: (id: string) => number | undefined;
  readonly id: (row: number) => string;
  readonly key: (row: number) => string;
  /** First letters of the names by row, see nameHead. */
  readonly heads: () => Int32Array;
  /** As many rows that no camera has. */
  readonly freeRows: (count: number) => readonly number[];
  readonly put: (row: number, card: CameraCard) => void;
  /** What follows from other things than cards changed: words, places of units. */
  readonly touch: () => void;
  readonly remove: (row: number) => void;
  readonly clear: () => void;
  /** By row, of a facet: a code of its lists. */
  readonly codes: (facet: Facet) => Int32Array;
  readonly lists: (facet: Facet) => WordLists;
  readonly numbers: () => Float64Array;
  readonly hashes: () => Float64Array;
  /** NaN: it has no place. */
  readonly latDeg: () => Float64Array;
  readonly lonDeg: () => Float64Array;
  /** Cell of the finest grid (2 ** CELL_LEVELS on a side) on the square map of the world; of cameras that have a place. */
  readonly cells: () => { readonly x: Int32Array; readonly y: Int32Array };
  /** NaN: not known. */
  readonly bearingDeg: () => Float64Array;
  readonly heightM: () => Float64Array;
  readonly reach: () => { readonly bearingDeg: Float64Array; readonly angleDeg: Float64Array; readonly rangeM: Float64Array };
  readonly streets: () => Int32Array;
  readonly streetNames: () => WordLists;
  /** Index in CAMERA_CONDITIONS. */
  readonly states: () => Int32Array;
  readonly sinceUtcMs: () => Float64Array;
  readonly onWall: () => Uint8Array;
  /** Which groups each camera is in; rows not named are in none. */
  readonly setGroups: (groupsOf: ReadonlyMap<number, readonly string[]>) => void;
}

const FLOATS = ['number', 'hash', 'lat', 'lon', 'bearing', 'height', 'reachBearing', 'reachAngle', 'reachRange', 'since'] as const;
type FloatName = (typeof FLOATS)[number];
const INTS = [...CARD_FACETS, 'groups', 'states', 'streets', 'cellX', 'cellY', 'heads'] as const;
type IntName = (typeof INTS)[number];
const FIRST_CAPACITY = 1_024;

const floats = (length: number): Record<FloatName, Float64Array> => {
  const make = () => new Float64Array(length);
  return { number: make(), hash: make(), lat: make(), lon: make(), bearing: make(), height: make(), reachBearing: make(), reachAngle: make(), reachRange: make(), since: make() };
};
const ints = (length: number): Record<IntName, Int32Array> => {
  const make = () => new Int32Array(length);
  return { units: make(), tiers: make(), kinds: make(), types: make(), purposes: make(), heights: make(), analytics: make(), connections: make(), tags: make(), makes: make(), groups: make(), states: make(), streets: make(), cellX: make(), cellY: make(), heads: make() };
};

export function createColumns(): Columns {
  const newLists = (): Record<Facet, WordLists> => ({
    ...{ units: createWordLists(), tiers: createWordLists(), kinds: createWordLists(), types: createWordLists(), purposes: createWordLists(), heights: createWordLists() },
    ...{ analytics: createWordLists(), connections: createWordLists(), tags: createWordLists(), makes: createWordLists(), groups: createWordLists() },
    states: { codeOf: () => UNKNOWN, codeOfWord: () => UNKNOWN, words: (code) => [conditionAt(code)], count: () => CAMERA_CONDITIONS.length },
  });
  const lists = newLists();
  let streetNames = createWordLists();
  const rows = new Map<string, number>();
  let ids: (string | undefined)[] = [];
  let keys: string[] = [];
  let free: number[] = [];
  let float = floats(FIRST_CAPACITY);
  let int = ints(FIRST_CAPACITY);
  let onWall = new Uint8Array(FIRST_CAPACITY);
  let end = 1;
  let stamp = 0;

  const grow = (row: number): void => {
    if (row < onWall.length) return;
    const length = Math.max(row + 1, Math.ceil(onWall.length * 1.5));
    const wider = { float: floats(length), int: ints(length), onWall: new Uint8Array(length) };
    for (const name of FLOATS) wider.float[name].set(float[name]);
    for (const name of INTS) wider.int[name].set(int[name]);
    wider.onWall.set(onWall);
    float = wider.float;
    int = wider.int;
    onWall = wider.onWall;
  };
  const write = (row: number, card: CameraCard): void => {
    // Named one by one: hundreds of thousands are read at a start.
    int.units[row] = lists.units.codeOfWord(card.unit);
    int.tiers[row] = lists.tiers.codeOfWord(card.tier);
    int.kinds[row] = lists.kinds.codeOfWord(card.kind);
    int.types[row] = lists.types.codeOfWord(card.type);
    int.purposes[row] = lists.purposes.codeOfWord(card.purpose);
    int.heights[row] = lists.heights.codeOfWord(card.height);
    int.connections[row] = lists.connections.codeOfWord(card.connection);
    int.makes[row] = lists.makes.codeOfWord(card.make);
    int.streets[row] = streetNames.codeOfWord(card.street);
    int.analytics[row] = card.analytics.length === 0 ? 0 : lists.analytics.codeOf(card.analytics);
    int.tags[row] = card.tags.length === 0 ? 0 : lists.tags.codeOf(card.tags);
    float.number[row] = card.number;
    float.hash[row] = card.hash;
    float.lat[row] = card.latDeg ?? NaN;
    float.lon[row] = card.lonDeg ?? NaN;
    float.bearing[row] = card.bearingDeg ?? NaN;
    float.height[row] = card.heightM ?? NaN;
    float.reachBearing[row] = card.reach?.bearingDeg ?? NaN;
    float.reachAngle[row] = card.reach?.angleDeg ?? NaN;
    float.reachRange[row] = card.reach?.rangeM ?? NaN;
    int.cellX[row] = Math.floor(mercatorX(card.lonDeg ?? 0) * CELLS);
    int.cellY[row] = Math.floor(mercatorY(card.latDeg ?? 0) * CELLS);
    keys[row] = card.key;
    int.heads[row] = nameHead(card.key);
  };

  return {
    end: () => end,
    size: () => rows.size,
    stamp: () => stamp,
    has: (row) => ids[row] !== undefined,
    rowOf: (id) => rows.get(id),
    id: (row) => ids[row] ?? '',
    key: (row) => keys[row] ?? '',
    heads: () => int.heads,
    freeRows: (count) => {
      const again = count === 0 ? [] : free.slice(-count);
      return [...again, ...Array.from({ length: count - again.length }, (_, index) => end + index)];
    },
    put: (row, card) => {
      grow(row);
      if (ids[row] === undefined) {
        const at = free.lastIndexOf(row);
        if (at !== -1) free.splice(at, 1);
        for (; end < row; end += 1) free.push(end);
        end = Math.max(end, row + 1);
        int.states[row] = UNKNOWN;
        int.groups[row] = 0;
        float.since[row] = 0;
        onWall[row] = 0;
      } else rows.delete(ids[row] ?? '');
      ids[row] = card.id;
      rows.set(card.id, row);
      write(row, card);
      stamp += 1;
    },
    touch: () => void (stamp += 1),
    remove: (row) => {
      const id = ids[row];
      if (id === undefined) return;
      rows.delete(id);
      ids[row] = undefined;
      keys[row] = '';
      free.push(row);
      stamp += 1;
    },
    clear: () => {
      rows.clear();
      ids = [];
      keys = [];
      free = [];
      float = floats(FIRST_CAPACITY);
      int = ints(FIRST_CAPACITY);
      onWall = new Uint8Array(FIRST_CAPACITY);
      end = 1;
      Object.assign(lists, newLists());
      streetNames = createWordLists();
      stamp += 1;
    },
    codes: (facet) => int[facet],
    lists: (facet) => lists[facet],
    numbers: () => float.number,
    hashes: () => float.hash,
    latDeg: () => float.lat,
    lonDeg: () => float.lon,
    cells: () => ({ x: int.cellX, y: int.cellY }),
    bearingDeg: () => float.bearing,
    heightM: () => float.height,
    reach: () => ({ bearingDeg: float.reachBearing, angleDeg: float.reachAngle, rangeM: float.reachRange }),
    streets: () => int.streets,
    streetNames: () => streetNames,
    states: () => int.states,
    sinceUtcMs: () => float.since,
    onWall: () => onWall,
    setGroups: (groupsOf) => {
      int.groups.fill(0);
      for (const [row, groups] of groupsOf) int.groups[row] = lists.groups.codeOf(groups);
    },
  };
}
