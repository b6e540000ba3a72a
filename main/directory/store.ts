import { CAMERA_CONDITIONS, type Camera, type CameraState, type OrgUnit } from '@contract/domain/camera.ts';
import { ok, type Result } from '@contract/domain/result.ts';
import type { CameraId, UnitId } from '@contract/domain/units.ts';
import type { CameraTexts, DirectoryDb, DirectoryWrites } from '../storage/directory-db.ts';
import { parsedOrNull } from '../storage/fields.ts';
import { cardOf, hashOf, plainCode, readCard, textsOf, writeCard, type CameraCard } from './card.ts';
import { createColumns, UNKNOWN, type Columns } from './columns.ts';
import { createUnitCounts, type UnitCounts } from './unit-counts.ts';
import { createUnitTree, renamedUnits, type UnitTree } from './unit-tree.ts';

export interface WrittenTexts {
  readonly row: number;
  readonly texts: CameraTexts;
}

/** What changed of a camera in memory. */
export interface StoreListener {
  /** The record is another, or gone. */
  readonly onRecord: (id: CameraId) => void;
  /** They are gone, but the disk could not be written: it still has them. */
  readonly onUnwritten: (ids: readonly CameraId[]) => void;
  /** What cameras are found by was written anew. */
  readonly onTexts: (written: readonly WrittenTexts[]) => void;
  readonly onState: (row: number, id: CameraId, before: number, now: number) => void;
}

/**
 * The directory on disk and in memory, changed together: what cannot be written is not in memory either. Only a removal holds in memory
 * whatever the disk does; it goes to the disk with the next thing that can be written.
 */
export interface DirectoryStore {
  /** Whoever writes to the file does it by this. */
  readonly db: DirectoryDb;
  readonly columns: Columns;
  readonly counts: UnitCounts;
  readonly tree: () => UnitTree;
  /** Reads some more of the file into memory; true: all of it is there. */
  readonly loadSome: () => Result<boolean>;
  /** Records on the disk that could not be read and were let go: the server is to be asked for everything again. */
  readonly unreadable: () => number;
  /** Everything was loaded from the server: none of them is missing any more. */
  readonly madeWhole: () => void;
  /** Answers the rows they are in now. `also` goes into the same transaction. */
  readonly put: (cameras: readonly Camera[], also?: (writes: DirectoryWrites) => void) => Result<readonly number[]>;
  /** An error: they are gone from memory only. */
  readonly remove: (rows: readonly number[]) => Result<null>;
  /** False: they are what they were. */
  readonly setUnits: (units: readonly OrgUnit[]) => Result<boolean>;
  /** Writes the words of some cameras anew whose units were renamed; true: none is left. */
  readonly indexSome: () => Result<boolean>;
  /** Cameras that are not in the directory are passed over. */
  readonly setStates: (states: readonly CameraState[]) => void;
  /** Nothing is known any more of the states of all but these. */
  readonly keepStates: (rows: ReadonlySet<number>) => void;
}

const LOAD_ROWS = 5_000;
const INDEX_ROWS = 200;

interface Write {
  readonly camera: Camera;
  readonly card: CameraCard;
  readonly body: string;
  readonly texts: CameraTexts;
  readonly row: number;
  readonly isNew: boolean;
}

/** Of two records of one camera the later. */
const lastOfEach = (cameras: readonly Camera[]): readonly Camera[] => [...new Map(cameras.map((camera) => [camera.id, camera])).values()];

/** A file whose every write also takes out what could not be taken out before. */
function withLateRemovals(file: DirectoryDb, unwritten: Set<number>): DirectoryDb {
  return {
    ...file,
    write: (work) => {
      const written = file.write((out) => {
        for (const row of unwritten) out.remove(row);
        return work(out);
      });
      if (written.ok) unwritten.clear();
      return written;
    },
  };
}

export function createDirectoryStore(file: DirectoryDb, units: readonly OrgUnit[], listener: StoreListener): DirectoryStore {
  const unwritten = new Set<number>();
  const db = withLateRemovals(file, unwritten);
  const columns = createColumns();
  let tree = createUnitTree(units);
  const counts = createUnitCounts(columns, () => tree);
  counts.rebuild();
  let loadedRow = 0;
  let unreadable = 0;
  /** Rows whose words name units as they were called before; null: none. */
  let toIndex: readonly number[] | null | 'unread' = 'unread';

  const setState = (row: number, now: number, sinceUtcMs: number): void => {
    const before = columns.states()[row] ?? UNKNOWN;
    columns.sinceUtcMs()[row] = sinceUtcMs;
    columns.states()[row] = now;
    if (before === now) return;
    counts.stateChanged(row, before, now);
    listener.onState(row, columns.id(row) as CameraId, before, now);
  };

  /** What of the records is new or other than it was, with the row it goes to. */
  const writesFor = (cameras: readonly Camera[]): { readonly writes: readonly Write[]; readonly rows: readonly number[] } => {
    const fresh = cameras.filter(({ id }) => columns.rowOf(id) === undefined).length;
    const free = columns.freeRows(fresh)[Symbol.iterator]();
    const rows: number[] = [];
    const writes: Write[] = [];
    for (const camera of cameras) {
      const known = columns.rowOf(camera.id);
      const row = known ?? free.next().value ?? columns.end();
      rows.push(row);
      const body = JSON.stringify(camera);
      const hash = hashOf(body);
      if (known !== undefined && columns.hashes()[row] === hash) continue;
      writes.push({ camera, card: cardOf(camera, hash), body, texts: textsOf(camera, tree.names(camera.unitId)), row, isNew: known === undefined });
    }
    return { writes, rows };
  };

  const put: DirectoryStore['put'] = (cameras, also) => {
    const { writes, rows } = writesFor(lastOfEach(cameras));
    if (writes.length === 0 && also === undefined) return ok(rows);
    const written = db.write((out) => {
      for (const { camera, card, body, texts, row, isNew } of writes) {
        const record = { row, id: camera.id, code: camera.code === undefined ? null : plainCode(camera.code), card: writeCard(card), body, texts };
        if (isNew) out.add(record);
        else out.replace(record);
      }
      also?.(out);
    });
    if (!written.ok) return written;
    listener.onTexts(writes);
    for (const { camera, card, row, isNew } of writes) {
      if (!isNew) counts.count(row, -1);
      columns.put(row, card);
      counts.count(row, 1);
      listener.onRecord(camera.id);
    }
    return ok(rows);
  };

  const remove: DirectoryStore['remove'] = (rows) => {
    const there = rows.filter(columns.has);
    const ids = there.map((row) => columns.id(row) as CameraId);
    for (const row of there) unwritten.add(row);
    const written = db.write(() => null);
    if (!written.ok) listener.onUnwritten(ids);
    for (const row of there) {
      counts.count(row, -1);
      columns.remove(row);
    }
    ids.forEach(listener.onRecord);
    return written;
  };

  const rowsBelow = (changed: ReadonlySet<string>): readonly number[] => {
    const codes = columns.codes('units');
    const isBelow = Array.from({ length: columns.lists('units').count() }, (_, code) => changed.has(columns.lists('units').words(code)[0] ?? ''));
    return Array.from({ length: columns.end() }, (_, row) => row).filter((row) => columns.has(row) && isBelow[codes[row] ?? 0] === true);
  };

  return {
    db,
    columns,
    counts,
    tree: () => tree,
    unreadable: () => unreadable,
    madeWhole: () => void (unreadable = 0),
    loadSome: () => {
      const read = db.read((reads) => reads.cards(loadedRow, LOAD_ROWS));
      if (!read.ok) return read;
      const bad: number[] = [];
      for (const [row, written] of read.value) {
        loadedRow = row;
        const card = readCard(written);
        if (card === null || columns.rowOf(card.id) !== undefined) bad.push(row);
        else columns.put(row, card);
      }
      if (bad.length > 0) {
        const removed = db.write((out) => {
          bad.forEach(out.remove);
          // Asking for changes only would never bring them again, at no later start either.
          out.setMeta('etag', null);
          out.setMeta('changeToken', null);
        });
        if (!removed.ok) return removed;
        unreadable += bad.length;
      }
      const isAll = read.value.length < LOAD_ROWS;
      if (isAll) counts.rebuild();
      return ok(isAll);
    },
    put,
    remove,
    setUnits: (units) => {
      if (JSON.stringify(units) === JSON.stringify(tree.units)) return ok(false);
      const next = createUnitTree(units);
      const renamed = renamedUnits(tree, next);
      const written = db.write((out) => {
        out.setUnits(units);
        if (columns.size() > 0) out.setMeta('unitsToIndex', JSON.stringify([...new Set([...waitingUnits(out), ...renamed])]));
      });
      if (!written.ok) return written;
      tree = next;
      toIndex = 'unread';
      counts.rebuild();
      columns.touch();
      return ok(true);
    },
    indexSome: () => {
      if (toIndex === 'unread') {
        const waiting = db.read(waitingUnits);
        if (!waiting.ok) return waiting;
        toIndex = waiting.value.length === 0 ? null : rowsBelow(new Set(waiting.value));
      }
      if (toIndex === null) return ok(true);
      const some = toIndex.slice(0, INDEX_ROWS);
      const left = toIndex.slice(INDEX_ROWS);
      const written = db.write((out) => {
        const texts = some.flatMap((row): readonly WrittenTexts[] => {
          const camera = columns.has(row) ? out.camera(row) : null;
          return camera === null ? [] : [{ row, texts: textsOf(camera, tree.names(camera.unitId)) }];
        });
        for (const { row, texts: words } of texts) out.replaceTexts(row, words);
        if (left.length === 0) out.setMeta('unitsToIndex', null);
        return texts;
      });
      if (!written.ok) return written;
      listener.onTexts(written.value);
      toIndex = left.length === 0 ? null : left;
      columns.touch();
      return ok(toIndex === null);
    },
    setStates: (states) => {
      for (const { id, state, sinceUtcMs } of states) {
        const row = columns.rowOf(id);
        if (row !== undefined) setState(row, CAMERA_CONDITIONS.indexOf(state), sinceUtcMs);
      }
    },
    keepStates: (rows) => {
      const states = columns.states();
      for (let row = 1; row < columns.end(); row += 1) if (columns.has(row) && states[row] !== UNKNOWN && !rows.has(row)) setState(row, UNKNOWN, 0);
    },
  };
}

/** Units whose cameras are still found by the names of before. */
function waitingUnits(reads: Pick<DirectoryWrites, 'meta'>): readonly UnitId[] {
  const units = parsedOrNull(reads.meta('unitsToIndex'));
  return Array.isArray(units) ? units.filter((unit): unit is UnitId => typeof unit === 'string') : [];
}
