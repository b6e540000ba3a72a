import { UNIT_CAMERAS_MAX } from '@contract/domain/directory-limits.ts';
import { assertNever, err, ok, type AppError, type Result } from '@contract/domain/result.ts';
import { cameraId, unitId, utcMs, type CameraId, type UnitId } from '@contract/domain/units.ts';
import type { Clock, Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { DirectoryDb, DirectoryReads } from '../storage/directory-db.ts';
import type { VmsConnection } from '../vms/adapter.ts';
import type { DirectoryAnswer, DirectoryAsk, DirectoryCommand, DirectoryFacts, DirectoryReport, MapLook, QuestionKind } from './protocol.ts';
import { createAreas } from './areas.ts';
import { createMapMarks } from './map-marks.ts';
import { createPlaces } from './places.ts';
import { createPulse } from './pulse.ts';
import { createSearch } from './search.ts';
import { createDirectoryStore } from './store.ts';
import { createTermRows } from './term-rows.ts';
import { createSync, NO_MARKS, type ServerMarks, type Sync } from './sync.ts';
import { createUpkeep } from './upkeep.ts';
import { createVocabulary } from './vocabulary.ts';
import { createWatchedStates } from './watched-states.ts';

/** Commands to the directory that is open. */
export type OpenCommand = Exclude<DirectoryCommand, { readonly kind: 'source' | 'token' | 'open' | 'close' | 'ask' }>;

export interface OpenEnvironment {
  readonly db: DirectoryDb;
  readonly generation: number;
  readonly post: (report: DirectoryReport) => void;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
  readonly log: Log;
  /** Null: nobody is signed in, or no server was named. */
  readonly vms: () => VmsConnection | null;
  /** Its file turned out to be damaged: nothing of it can be used any more. */
  readonly onDamaged: (error: AppError) => void;
}

/** The directory of one person and server, from opening to closing. */
export interface OpenDirectory {
  readonly handle: (command: OpenCommand) => void;
  readonly answer: (ask: DirectoryAsk, answered: (result: Result<DirectoryAnswer<QuestionKind>>) => void) => void;
  /** A new token, or nobody is signed in any more. */
  readonly signedIn: (isSignedIn: boolean) => void;
  readonly close: () => void;
}

const COUNTS_EVERY_MS = 1_000;
const CHANGED_EVERY_MS = 100;
/** With more, main is told that possibly all changed. */
const CHANGED_MAX = 2_000;

const marksIn = (reads: DirectoryReads): ServerMarks => {
  const utc = Number(reads.meta('directoryUtcMs') ?? NaN);
  return { etag: reads.meta('etag'), changeToken: reads.meta('changeToken'), directoryUtcMs: Number.isFinite(utc) ? utcMs(utc) : null, skipped: Math.trunc(Number(reads.meta('skipped') ?? 0)) || 0 };
};

/** Opens what a file holds. Records are read into memory in steps; questions that come before wait. */
export function createOpenDirectory(environment: OpenEnvironment): OpenDirectory {
  const { db, post, clock, timers, log } = environment;
  const time = { clock, timers };
  const changed = new Set<CameraId>();
  let changedIsAll = false;
  let isLoaded = false;
  /** Its file cannot be read: it answers nothing. */
  let isBroken = false;
  let isClosed = false;
  let sync: Sync | null = null;
  let wantsSync = false;
  let state: DirectoryFacts['state'] = 'empty';
  let groups: Extract<OpenCommand, { readonly kind: 'groups' }>['groups'] = [];
  let wall: readonly CameraId[] = [];
  let look: MapLook | null = null;
  const waiting: (() => void)[] = [];

  const fail = (error: AppError): void => {
    if (isClosed) return;
    log.error('directory.file-failed', { code: error.code, detail: error.detail });
    if (error.code === 'storage/damaged') return environment.onDamaged(error);
    isBroken ||= !isLoaded;
    if (isBroken) for (const next of waiting.splice(0)) next();
  };
  const begun = db.read((reads) => ({ units: reads.units(), marks: marksIn(reads), total: reads.total(), walls: reads.walls(), wallsEtag: reads.meta('wallsEtag'), isUntidy: reads.meta('untidy') !== null }));
  const kept = begun.ok ? begun.value : { units: [], marks: NO_MARKS, total: 0, walls: [], wallsEtag: null, isUntidy: false };
  let { marks, wallsEtag } = kept;
  let wasRemoved = kept.isUntidy;

  const tellChanged = createPulse(time, CHANGED_EVERY_MS, () => {
    post({ kind: 'changed', cameras: changedIsAll || changed.size > CHANGED_MAX ? null : [...changed] });
    changed.clear();
    changedIsAll = false;
  });
  const store = createDirectoryStore(db, kept.units, {
    onRecord: (id) => {
      if (store.columns.rowOf(id) === undefined) {
        wasRemoved = true;
        watched.changed(id);
      }
      if (changed.size <= CHANGED_MAX) changed.add(id);
      tellChanged.touch();
      tellCounts.touch();
      marksOnMap.changed();
    },
    onTexts: (written) => terms.changed(written),
    onUnwritten: (cameras) => post({ kind: 'denied', cameras }),
    onState: (row, id, before, now) => {
      watched.changed(id);
      marksOnMap.stateChanged(row, before, now);
      tellCounts.touch();
    },
  });
  const { columns } = store;
  const watched = createWatchedStates(columns, time, post);
  const tellCounts = createPulse(time, COUNTS_EVERY_MS, () => {
    const counts = store.counts.takeChanged();
    if (counts.length > 0) post({ kind: 'counts', counts, isAll: false });
  });
  const vocabulary = createVocabulary();
  const terms = createTermRows(columns.end);
  const scene = { columns, tree: store.tree };
  const search = createSearch({ ...scene, vocabulary, terms });
  const areas = createAreas(columns);
  areas.setWalls(kept.walls);
  const places = createPlaces({ ...scene, vocabulary });
  const marksOnMap = createMapMarks({
    columns,
    time,
    post,
    testFor: (scope) => {
      const read = db.read((reads) => search.test(reads, scope));
      return read.ok ? read.value : () => false;
    },
    names: (rows) => {
      const read = db.read((reads) => rows.map(reads.name));
      return read.ok ? read.value : [];
    },
  });
  const upkeep = createUpkeep({
    store,
    vocabulary,
    terms,
    clock,
    timers,
    takeRemoved: () => {
      const removed = wasRemoved;
      wasRemoved = false;
      return removed;
    },
    onWords: () => marksOnMap.changed(),
    onFailure: fail,
  });

  const tellFacts = (next: DirectoryFacts['state']): void => {
    state = next;
    post({ kind: 'facts', facts: { state, total: isLoaded ? columns.size() : kept.total, skipped: marks.skipped + store.unreadable(), directoryUtcMs: marks.directoryUtcMs } });
  };
  const tellUnits = (): void => {
    post({ kind: 'units', units: store.tree().units });
    post({ kind: 'counts', counts: store.counts.all(), isAll: true });
  };

  const applyGroups = (): void => {
    const groupsOf = new Map<number, string[]>();
    for (const { id, cameras } of groups) {
      for (const camera of cameras) {
        const row = columns.rowOf(camera);
        if (row === undefined) continue;
        const ids = groupsOf.get(row);
        if (ids === undefined) groupsOf.set(row, [id]);
        else ids.push(id);
      }
    }
    columns.setGroups(groupsOf);
    marksOnMap.changed();
  };
  const applyWall = (): void => {
    const onWall = columns.onWall();
    onWall.fill(0);
    for (const camera of wall) onWall[columns.rowOf(camera) ?? 0] = 1;
    if (look?.scope.filter.onWall !== undefined) marksOnMap.changed();
  };

  const startSync = (wantsSnapshot = false): void => {
    const vms = environment.vms();
    if (vms === null) return post({ kind: 'synced', cursor: null, error: { code: 'session/not-signed-in', retryable: true } });
    sync ??= createSync({
      ...{ vms, store, clock, timers, log, random: environment.random, wallsEtag },
      // What was unreadable on the disk is asked for again, with everything else.
      marks: store.unreadable() > 0 ? NO_MARKS : marks,
      onDidMark: (next) => void (marks = next),
      onLoading: () => tellFacts('loading'),
      onUnits: tellUnits,
      onWalls: (walls, etag) => {
        areas.setWalls(walls);
        wallsEtag = etag;
        const written = store.db.write((out) => {
          out.setMeta('walls', JSON.stringify(walls));
          out.setMeta('wallsEtag', etag);
        });
        if (!written.ok) fail(written.error);
      },
      onStates: watched.tellAll,
      onDidEnd: (cursor, error) => {
        applyGroups();
        applyWall();
        tellChanged.now();
        tellFacts(error === null ? 'current' : columns.size() > 0 ? 'cached' : 'empty');
        post({ kind: 'synced', cursor, error });
        upkeep.wake();
        if (error?.code === 'storage/damaged') fail(error);
      },
    });
    sync.start(wantsSnapshot);
  };

  const loaded = (): void => {
    isLoaded = true;
    applyGroups();
    applyWall();
    tellFacts(columns.size() > 0 ? 'cached' : 'empty');
    post({ kind: 'counts', counts: store.counts.all(), isAll: true });
    watched.tellAll();
    if (look !== null) marksOnMap.look(look);
    upkeep.wake();
    for (const next of waiting.splice(0)) next();
    if (wantsSync) startSync();
  };
  const load = (): void => {
    if (isClosed) return;
    const read = store.loadSome();
    if (!read.ok) return fail(read.error);
    if (read.value) loaded();
    else timers.after(0, load);
  };

  const unitRows = (unit: UnitId): readonly number[] => {
    const codes = columns.codes('units');
    const isOwn = Array.from({ length: columns.lists('units').count() }, (_, code) => store.tree().path(unitId(columns.lists('units').words(code)[0] ?? ''))[0] === unit);
    const rows: number[] = [];
    for (let row = 1; row < columns.end(); row += 1) if (columns.has(row) && isOwn[codes[row] ?? 0] === true) rows.push(row);
    const numbers = columns.numbers();
    return rows.sort((one, other) => (numbers[one] ?? 0) - (numbers[other] ?? 0)).slice(0, UNIT_CAMERAS_MAX);
  };
  const cameraOfNumber = (number: number): number | null => {
    const numbers = columns.numbers();
    for (let row = 1; row < columns.end(); row += 1) if (numbers[row] === number && columns.has(row)) return row;
    return null;
  };

  const answerNow = (reads: DirectoryReads, ask: DirectoryAsk): DirectoryAnswer<QuestionKind> => {
    switch (ask.kind) {
      case 'search':
        return search.search(reads, ask.query);
      case 'facets':
        return { facets: search.facets(reads, ask.query) };
      case 'number': {
        const row = cameraOfNumber(ask.number);
        return { camera: row === null ? null : reads.camera(row) };
      }
      case 'unit': {
        const rows = unitRows(ask.unit);
        return { ids: rows.map((row) => cameraId(columns.id(row))), first: search.first(reads, rows) };
      }
      case 'area':
        return areas.area(reads, ask.area, search.test(reads, ask.scope), ask.most);
      case 'places':
        return { places: places.find(reads, ask.text) };
      case 'coverage':
        return areas.coverage(ask.bounds, search.test(reads, ask.scope));
      case 'extent':
        return areas.extent(search.test(reads, ask.scope));
      default:
        return assertNever(ask);
    }
  };
  const answer: OpenDirectory['answer'] = (ask, answered) => {
    if (!isLoaded && !isBroken && !isClosed) return void waiting.push(() => answer(ask, answered));
    const result = isClosed || isBroken ? err('directory/unavailable', { retryable: true }) : db.read((reads) => answerNow(reads, ask));
    answered(result.ok ? ok(result.value) : err('directory/unavailable', { retryable: true, ...(result.error.detail === undefined ? {} : { detail: result.error.detail }) }));
    if (!result.ok && !isClosed && !isBroken) fail(result.error);
  };

  post({ kind: 'opened', generation: environment.generation, error: null });
  tellFacts(kept.total > 0 ? 'cached' : 'empty');
  tellUnits();
  if (!begun.ok) timers.after(0, () => fail(begun.error));
  else load();

  return {
    handle: (command) => {
      switch (command.kind) {
        case 'sync':
          wantsSync = true;
          if (isBroken) post({ kind: 'synced', cursor: null, error: { code: 'directory/unavailable', retryable: true } });
          else if (isLoaded) startSync(command.snapshot);
          return;
        case 'states':
          return sync === null ? store.setStates(command.states) : sync.takeStates(command.states);
        case 'watch':
          return watched.watch(command.cameras);
        case 'groups':
          groups = command.groups;
          return isLoaded ? applyGroups() : undefined;
        case 'wall':
          wall = command.cameras;
          return isLoaded ? applyWall() : undefined;
        case 'look':
          look = command.look;
          return isLoaded ? marksOnMap.look(look) : undefined;
        default:
          return assertNever(command);
      }
    },
    answer,
    signedIn: (isSignedIn) => {
      if (isSignedIn) return sync?.retryNow();
      // What comes with a token that is no more is taken by nobody; the next sync speaks anew.
      sync?.close();
      sync = null;
    },
    close: () => {
      isClosed = true;
      sync?.close();
      upkeep.close();
      watched.close();
      marksOnMap.close();
      tellCounts.close();
      tellChanged.close();
      db.close();
      for (const next of waiting.splice(0)) next();
    },
  };
}
