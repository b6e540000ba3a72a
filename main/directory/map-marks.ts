import { CAMERA_CONDITIONS, CAMERA_TYPES, type CameraType } from '@contract/domain/camera.ts';
import type { CameraScope, MapBounds, MapMark } from '@contract/domain/camera-query.ts';
import { mercatorX, mercatorY } from '@contract/domain/geo.ts';
import { cameraId } from '@contract/domain/units.ts';
import { CELL_LEVELS, conditionAt, type Columns } from './columns.ts';
import { hangsOnStates, type RowTest } from './filter.ts';
import type { DirectoryReport, MapLook } from './protocol.ts';
import { createPulse } from './pulse.ts';

/** What stands on the map in sight, kept in line with the cameras. */
export interface MapMarks {
  /** Tells all marks of it; null: no map is in sight. */
  readonly look: (look: MapLook | null) => void;
  readonly stateChanged: (row: number, before: number, now: number) => void;
  /** Cameras came, went or changed, or something else that a filter may ask for. */
  readonly changed: () => void;
  readonly close: () => void;
}

export interface MapMarksEnvironment {
  readonly columns: Columns;
  /** Which rows are of a scope. */
  readonly testFor: (scope: CameraScope) => RowTest;
  readonly time: Parameters<typeof createPulse>[0];
  readonly post: (report: Extract<DirectoryReport, { readonly kind: 'marks' }>) => void;
  /** Names of the cameras in these rows. */
  readonly names: (rows: readonly number[]) => readonly string[];
}

const TELL_EVERY_MS = 250;
/** From here on every camera stands alone. */
const SINGLE_ZOOM = 17;
const MARKS_MAX = 1_500;
/** A cell is 64 pixels wide: the world is 512 pixels wide at zoom 0. */
const CELLS_AT_ZOOM_0 = 3;
const PLACES_A_ROW = 2 ** (CELL_LEVELS + 1);
/** Cells looked at for one look, at most. */
const CELLS_MAX = 20_000;
const CONDITIONS = CAMERA_CONDITIONS.length;

/** One mark to be: the cameras of a cell, or one camera. */
interface Cell {
  readonly id: string;
  readonly rows: number[];
  readonly counts: number[];
}

/** As much again on two sides: the edge of what is known stays out of sight while the map is moved. */
function grown({ west, south, east, north }: MapBounds): MapBounds {
  const lon = (east - west) / 4;
  const lat = (north - south) / 4;
  return { west: west - lon, south: south - lat, east: east + lon, north: north + lat };
}

/** The level of cells for a look: those of its zoom, coarser when they would be too many. */
function levelOf({ west, south, east, north }: MapBounds, zoom: number): number {
  const width = mercatorX(east) - mercatorX(west);
  const height = mercatorY(south) - mercatorY(north);
  let level = Math.min(CELL_LEVELS, Math.max(0, Math.floor(zoom)) + CELLS_AT_ZOOM_0);
  while (level > 0 && (width * 2 ** level + 2) * (height * 2 ** level + 2) > CELLS_MAX) level -= 1;
  return level;
}

export function createMapMarks(environment: MapMarksEnvironment): MapMarks {
  const { columns, post } = environment;
  let look: MapLook | null = null;
  let cells: readonly Cell[] = [];
  /** By row: its cell, -1 for none. */
  let cellOf = new Int32Array(0);
  /** What was told last, by id. */
  let told = new Map<string, { readonly mark: MapMark; readonly text: string }>();
  const dirty = new Set<number>();
  let isStale = false;
  let names = new Map<number, { readonly hash: number; readonly name: string }>();

  const rowsInSight = ({ bounds, scope }: MapLook): readonly number[] => {
    const { west, south, east, north } = grown(bounds);
    const passes = environment.testFor(scope);
    const lat = columns.latDeg();
    const lon = columns.lonDeg();
    const rows: number[] = [];
    for (let row = 1; row < columns.end(); row += 1) {
      const latDeg = lat[row] ?? NaN;
      const lonDeg = lon[row] ?? NaN;
      if (latDeg >= south && latDeg <= north && lonDeg >= west && lonDeg <= east && passes(row)) rows.push(row);
    }
    return rows;
  };
  const cellsAt = (level: number, rows: readonly number[]): readonly Cell[] => {
    const { x, y } = columns.cells();
    const shift = CELL_LEVELS - level;
    const byPlace = new Map<number, Cell>();
    let last: Cell | undefined;
    let lastPlace = -1;
    for (const row of rows) {
      const cellX = (x[row] ?? 0) >> shift;
      const cellY = (y[row] ?? 0) >> shift;
      const place = cellX * PLACES_A_ROW + cellY;
      // Cameras that are near each other are often next to each other in the list too.
      const cell = place === lastPlace ? last : byPlace.get(place);
      last = cell ?? { id: `cluster ${level} ${cellX} ${cellY}`, rows: [], counts: [] };
      last.rows.push(row);
      lastPlace = place;
      if (cell === undefined) byPlace.set(place, last);
    }
    return [...byPlace.values()];
  };
  const cellsFor = (sight: MapLook): readonly Cell[] => {
    const rows = rowsInSight(sight);
    if (sight.zoom >= SINGLE_ZOOM && rows.length <= MARKS_MAX) return rows.map((row) => ({ id: '', rows: [row], counts: [] }));
    for (let level = levelOf(grown(sight.bounds), sight.zoom); ; level -= 1) {
      const found = cellsAt(level, rows);
      if (found.length <= MARKS_MAX || level === 0) return found;
    }
  };

  /** Reads the names of cameras that stand alone, those not known yet. */
  const readNames = (rows: readonly number[]): void => {
    const hashes = columns.hashes();
    const unknown = rows.filter((row) => names.get(row)?.hash !== hashes[row]);
    const read = environment.names(unknown);
    const next = new Map<number, { readonly hash: number; readonly name: string }>();
    for (const [index, row] of unknown.entries()) names.set(row, { hash: hashes[row] ?? 0, name: read[index] ?? '' });
    for (const row of rows) next.set(row, names.get(row) ?? { hash: 0, name: '' });
    names = next;
  };
  const cameraMark = (row: number): MapMark => {
    const type = columns.lists('types').words(columns.codes('types')[row] ?? 0)[0];
    const bearing = columns.bearingDeg()[row] ?? NaN;
    return {
      id: `camera ${columns.id(row)}`,
      kind: 'camera',
      at: { latDeg: columns.latDeg()[row] ?? 0, lonDeg: columns.lonDeg()[row] ?? 0 },
      camera: cameraId(columns.id(row)),
      number: columns.numbers()[row] ?? 0,
      name: names.get(row)?.name ?? '',
      turns: columns.lists('kinds').words(columns.codes('kinds')[row] ?? 0)[0] === 'ptz',
      type: CAMERA_TYPES.find((known): known is CameraType => known === type) ?? null,
      bearingDeg: Number.isNaN(bearing) ? null : bearing,
      condition: conditionAt(columns.states()[row] ?? -1),
    };
  };
  const clusterMark = ({ id, rows, counts }: Cell): MapMark => {
    const lat = columns.latDeg();
    const lon = columns.lonDeg();
    let [west, south, east, north, sumLat, sumLon] = [180, 90, -180, -90, 0, 0];
    for (const row of rows) {
      const latDeg = lat[row] ?? 0;
      const lonDeg = lon[row] ?? 0;
      west = Math.min(west, lonDeg);
      east = Math.max(east, lonDeg);
      south = Math.min(south, latDeg);
      north = Math.max(north, latDeg);
      sumLat += latDeg;
      sumLon += lonDeg;
    }
    const [working = 0, lost = 0, broken = 0, unknown = 0] = counts;
    return { id, kind: 'cluster', at: { latDeg: sumLat / rows.length, lonDeg: sumLon / rows.length }, counts: { working, lost, broken, unknown }, bounds: { west, south, east, north } };
  };
  const markOf = (cell: Cell): MapMark => {
    const only = cell.rows.length === 1 ? cell.rows[0] : undefined;
    return only === undefined ? clusterMark(cell) : cameraMark(only);
  };

  const rebuild = (): readonly MapMark[] => {
    isStale = false;
    dirty.clear();
    cells = look === null ? [] : cellsFor(look);
    const states = columns.states();
    cellOf = new Int32Array(columns.end()).fill(-1);
    for (const [index, { rows, counts }] of cells.entries()) {
      for (let condition = 0; condition < CONDITIONS; condition += 1) counts[condition] = 0;
      for (const row of rows) {
        cellOf[row] = index;
        const state = states[row] ?? 0;
        counts[state] = (counts[state] ?? 0) + 1;
      }
    }
    readNames(cells.flatMap(({ rows }) => (rows.length === 1 ? rows : [])));
    return cells.map(markOf);
  };
  const tell = (marks: readonly MapMark[], isWhole: boolean, isAll: boolean): void => {
    const put: MapMark[] = [];
    const next = isWhole ? new Map<string, { readonly mark: MapMark; readonly text: string }>() : told;
    for (const mark of marks) {
      const text = JSON.stringify(mark);
      if (isAll || told.get(mark.id)?.text !== text) put.push(mark);
      next.set(mark.id, { mark, text });
    }
    const remove = isWhole && !isAll ? [...told.keys()].filter((id) => !next.has(id)) : [];
    told = next;
    if (isAll || put.length > 0 || remove.length > 0) post({ kind: 'marks', put, remove, isAll });
  };

  const pulse = createPulse(environment.time, TELL_EVERY_MS, () => {
    if (look === null) return;
    if (isStale) return tell(rebuild(), true, false);
    const changed = [...dirty].flatMap((index) => cells[index] ?? []);
    dirty.clear();
    tell(changed.map(markOf), false, false);
  });

  return {
    look: (next) => {
      look = next;
      pulse.close();
      tell(rebuild(), true, true);
    },
    stateChanged: (row, before, now) => {
      if (look === null) return;
      if (hangsOnStates(look.scope.filter)) isStale = true;
      else {
        const index = cellOf[row] ?? -1;
        const counts = cells[index]?.counts;
        if (counts === undefined) return;
        counts[before] = (counts[before] ?? 0) - 1;
        counts[now] = (counts[now] ?? 0) + 1;
        dirty.add(index);
      }
      pulse.touch();
    },
    changed: () => {
      if (look === null) return;
      isStale = true;
      pulse.touch();
    },
    close: pulse.close,
  };
}
