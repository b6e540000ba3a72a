import type { Camera, CameraState, OrgUnit } from '@contract/domain/camera.ts';
import type { MapWall } from '@contract/domain/field-of-view.ts';
import type { ErrorCode } from '@contract/domain/error-code.ts';
import { ok, type AppError, type Result } from '@contract/domain/result.ts';
import { utcMs, type CameraId, type UtcMs } from '@contract/domain/units.ts';
import { NO_BACK_OFF, nextBackOff } from '../platform/back-off.ts';
import type { Cancel, Clock, Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { DirectoryWrites } from '../storage/directory-db.ts';
import type { CameraChange, DirectoryPage, EventCursor, VmsConnection } from '../vms/adapter.ts';
import type { DirectoryStore } from './store.ts';

/** Where the directory stands with the server, as it is kept on the disk. */
export interface ServerMarks {
  readonly etag: string | null;
  readonly changeToken: string | null;
  readonly directoryUtcMs: UtcMs | null;
  readonly skipped: number;
}
export const NO_MARKS: ServerMarks = { etag: null, changeToken: null, directoryUtcMs: null, skipped: 0 };

export interface SyncEnvironment {
  readonly vms: Pick<VmsConnection, 'describe' | 'directory' | 'walls'>;
  readonly store: DirectoryStore;
  readonly marks: ServerMarks;
  readonly wallsEtag: string | null;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Answers 0..1. */
  readonly random: () => number;
  readonly log: Log;
  readonly onDidMark: (marks: ServerMarks) => void;
  readonly onLoading: () => void;
  readonly onUnits: () => void;
  readonly onWalls: (walls: readonly MapWall[], etag: string | null) => void;
  /** All states were taken from the server. */
  readonly onStates: () => void;
  readonly onDidEnd: (cursor: EventCursor | null, error: AppError | null) => void;
}

export interface Sync {
  /** Brings the directory up to date, with the states of all when a snapshot is wanted; asked again meanwhile: once more after. After a failure it tries again by itself. */
  readonly start: (wantsSnapshot?: boolean) => void;
  /** Tries at once what waits to be tried again. */
  readonly retryNow: () => void;
  /** States told by events. */
  readonly takeStates: (states: readonly CameraState[]) => void;
  /** Nothing that comes later is taken; may be called twice. */
  readonly close: () => void;
}

/** A change feed tells of records that cannot be read, never which were repaired: only a whole load counts them right. */
const RECOUNT_EVERY_MS = 10 * 60_000;
/** Answers to the question for changes that will not be others however often it is asked. */
const USELESS: readonly ErrorCode[] = ['tier/bad-answer', 'tier/too-large', 'tier/refused'];
const USELESS_MAX = 3;
/** Rows changed in one step, so that a question never waits long. */
const STEP_ROWS = 250;
const STEP_STATES = 20_000;
/** Pages that may wait to be written; beyond, the one who brings them waits. */
const PAGES_WAITING = 3;

const inSteps = <T>(list: readonly T[], size: number): readonly (readonly T[])[] => Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));

const writeMarks =
  ({ etag, changeToken, directoryUtcMs, skipped }: ServerMarks, total: number) =>
  (out: DirectoryWrites): void => {
    out.setMeta('etag', etag);
    out.setMeta('changeToken', changeToken);
    out.setMeta('directoryUtcMs', directoryUtcMs === null ? null : String(directoryUtcMs));
    out.setMeta('skipped', String(skipped));
    out.setMeta('total', String(total));
  };

/** Keeps a directory in line with its server: units, then cameras by pages or changes, then states and walls. */
export function createSync(environment: SyncEnvironment): Sync {
  const { vms, store, clock, timers, random, log } = environment;
  let marks = environment.marks;
  let wallsEtag = environment.wallsEtag;
  let isClosed = false;
  let isRunning = false;
  let isDescribed = false;
  let again = false;
  let cancelRetry: Cancel | null = null;
  let backOff = NO_BACK_OFF;
  /** When all cameras were last loaded, and with them those counted that could not be read. */
  let countedAtMonoMs: number | null = null;
  let cancelRecount: Cancel | null = null;
  let owesRecount = false;
  let uselessAnswers = 0;
  /** None were loaded yet, some are wanted anew, or a camera is new: events tell only of what changes. */
  let wantsStates = true;
  /** Told by events while the states of all were on their way: what came may be older. */
  let told: CameraState[] | null = null;

  const pause = (): Promise<void> => new Promise((resolve) => void timers.after(0, resolve));
  const mark = (next: ServerMarks): AppError | null => {
    marks = next;
    const written = store.db.write(writeMarks(next, store.columns.size()));
    environment.onDidMark(next);
    return written.ok ? null : written.error;
  };

  const takeUnits = (units: readonly OrgUnit[]): AppError | null => {
    const changed = store.setUnits(units);
    if (!changed.ok) return changed.error;
    if (changed.value) environment.onUnits();
    return null;
  };

  const put = (cameras: readonly Camera[]): Result<readonly number[]> => {
    const areNew = cameras.some(({ id }) => store.columns.rowOf(id) === undefined);
    const rows = store.put(cameras);
    if (rows.ok) wantsStates ||= areNew;
    return rows;
  };

  /** Takes all of them out of memory, also when the disk cannot be written. */
  const removeAll = async (rows: readonly number[]): Promise<AppError | null> => {
    let failed: AppError | null = null;
    for (const step of inSteps(rows, STEP_ROWS)) {
      const removed = store.remove(step);
      if (!removed.ok) failed ??= removed.error;
      await pause();
      if (isClosed) return null;
    }
    return failed;
  };

  const rowsBut = (seen: ReadonlySet<number>): readonly number[] => {
    const gone: number[] = [];
    for (let row = 1; row < store.columns.end(); row += 1) if (store.columns.has(row) && !seen.has(row)) gone.push(row);
    return gone;
  };
  const counted = (skipped: number): void => {
    countedAtMonoMs = clock.monoMs();
    cancelRecount?.();
    cancelRecount = null;
    owesRecount = false;
    uselessAnswers = 0;
    store.madeWhole();
    if (skipped > 0) log.warn('directory.records-skipped', { skipped });
  };

  const loadAll = async (): Promise<AppError | null> => {
    const seen = new Set<number>();
    const waiting: Camera[][] = [];
    let failed: AppError | null = null;
    let skipped = 0;
    let isWriting = false;
    const isFirst = store.columns.size() === 0;
    const writeStep = (): void => {
      const page = waiting[0];
      if (page === undefined) return;
      const stored = failed === null ? put(page.splice(0, STEP_ROWS)) : ok([]);
      if (stored.ok) for (const row of stored.value) seen.add(row);
      else failed = stored.error;
      if (page.length === 0 || failed !== null) waiting.shift();
      if (isFirst) environment.onLoading();
    };
    const writeAll = async (): Promise<void> => {
      if (isWriting) return;
      isWriting = true;
      while (waiting.length > 0 && !isClosed) {
        writeStep();
        await pause();
      }
      isWriting = false;
    };
    let writing: Promise<void> = Promise.resolve();
    const answer = await vms.directory.cameras(marks.etag, (page: DirectoryPage) => {
      if (isClosed) return;
      // Also of those that cannot be written it is known that they are not withdrawn.
      for (const { id } of page.cameras) seen.add(store.columns.rowOf(id) ?? 0);
      if (failed !== null) return;
      skipped += page.skipped;
      // From its first page on the directory is neither what the tag stands for nor yet another.
      if (marks.etag !== null) failed = mark({ ...marks, etag: null });
      waiting.push([...page.cameras]);
      while (waiting.length > PAGES_WAITING) writeStep();
      if (!isWriting) writing = writeAll();
    });
    await writing;
    if (isClosed) return null;
    if (!answer.ok) return failed ?? answer.error;
    const directoryUtcMs = utcMs(clock.utcMs());
    if (answer.value.kind === 'unchanged') return failed ?? mark({ ...marks, directoryUtcMs });
    const notRemoved = await removeAll(rowsBut(seen));
    failed ??= notRemoved;
    if (failed !== null || isClosed) return failed;
    counted(skipped);
    return mark({ etag: answer.value.etag, changeToken: answer.value.changeToken, directoryUtcMs, skipped });
  };

  const applyChanges = async (changes: readonly CameraChange[]): Promise<AppError | null> => {
    // Of several changes of one camera the last holds.
    const last = new Map<CameraId, CameraChange>(changes.map((change) => [change.op === 'put' ? change.camera.id : change.cameraId, change]));
    // First what may not be seen any more: it must not wait for a disk that is full.
    const notRemoved = await removeAll([...last.values()].flatMap((change) => (change.op === 'remove' ? (store.columns.rowOf(change.cameraId) ?? []) : [])));
    if (notRemoved !== null || isClosed) return notRemoved;
    for (const step of inSteps([...last.values()].flatMap((change) => (change.op === 'put' ? [change.camera] : [])), STEP_ROWS)) {
      const stored = put(step);
      if (!stored.ok) return stored.error;
      await pause();
      if (isClosed) return null;
    }
    return null;
  };

  const recountLater = (): void => {
    if (countedAtMonoMs === null) return;
    cancelRecount ??= timers.after(countedAtMonoMs + RECOUNT_EVERY_MS - clock.monoMs(), () => {
      owesRecount = true;
      start();
    });
  };
  const loadChanges = async (changeToken: string): Promise<AppError | null> => {
    if (vms.directory.changes === undefined) return loadAll();
    const answer = await vms.directory.changes(changeToken);
    if (isClosed) return null;
    if (!answer.ok) {
      if (USELESS.includes(answer.error.code)) uselessAnswers += 1;
      if (answer.error.code !== 'directory/token-expired' && uselessAnswers < USELESS_MAX) return answer.error;
      marks = { ...marks, etag: null, changeToken: null };
      return loadAll();
    }
    uselessAnswers = 0;
    const { changes, skipped } = answer.value;
    const isCountDue = countedAtMonoMs === null || clock.monoMs() - countedAtMonoMs >= RECOUNT_EVERY_MS;
    if (isCountDue && (owesRecount || skipped > 0 || (marks.skipped > 0 && changes.length > 0))) {
      marks = { ...marks, etag: null };
      return loadAll();
    }
    const notApplied = await applyChanges(changes);
    if (notApplied !== null || isClosed) return notApplied;
    // What could not be read may have been the removal of a camera.
    if (skipped > 0) recountLater();
    return mark({ etag: changes.length > 0 ? null : marks.etag, changeToken: answer.value.changeToken, directoryUtcMs: utcMs(clock.utcMs()), skipped: Math.max(marks.skipped, skipped) });
  };

  const takeAllStates = async (states: readonly CameraState[]): Promise<void> => {
    const rows = new Set<number>();
    for (const step of inSteps(states, STEP_STATES)) {
      store.setStates(step);
      for (const { id } of step) rows.add(store.columns.rowOf(id) ?? 0);
      await pause();
      if (isClosed) return;
    }
    for (const { id } of told ?? []) rows.add(store.columns.rowOf(id) ?? 0);
    store.keepStates(rows);
    const sinceUtcMs = store.columns.sinceUtcMs();
    store.setStates((told ?? []).filter((state) => state.sinceUtcMs >= (sinceUtcMs[store.columns.rowOf(state.id) ?? 0] ?? 0)));
    told = null;
  };

  const loadStates = async (): Promise<AppError | { readonly cursor: EventCursor | null }> => {
    told = [];
    wantsStates = false;
    const answer = await vms.directory.states();
    if (!answer.ok) {
      wantsStates = true;
      told = null;
      return answer.error;
    }
    if (isClosed) return { cursor: null };
    await takeAllStates(answer.value.states);
    if (!isClosed) environment.onStates();
    return { cursor: answer.value.cursor };
  };

  /** Without walls cameras see through them: a pity, not a failure. */
  const loadWalls = async (): Promise<void> => {
    if (!isDescribed) isDescribed = (await vms.describe()).ok;
    const answer = isClosed ? undefined : await vms.walls?.load(wallsEtag);
    if (isClosed || answer === undefined) return;
    if (!answer.ok) return log.warn('directory.walls-not-loaded', { code: answer.error.code, detail: answer.error.detail });
    if (answer.value.kind === 'unchanged') return;
    wallsEtag = answer.value.etag;
    environment.onWalls(answer.value.walls, wallsEtag);
  };

  /** Units first, so that cameras have their places at once; names and places are kept also when the states do not come. */
  const loadInOrder = async (): Promise<AppError | { readonly cursor: EventCursor | null }> => {
    const units = await vms.directory.units();
    if (!units.ok) return units.error;
    if (isClosed) return { cursor: null };
    // A disk that cannot be written does not keep what is withdrawn from being taken out.
    const notWritten = takeUnits(units.value.units);
    const noCameras = await (marks.changeToken !== null && store.columns.size() > 0 ? loadChanges(marks.changeToken) : loadAll());
    const failed = noCameras ?? notWritten;
    if (failed !== null || isClosed) return failed ?? { cursor: null };
    const states = wantsStates ? await loadStates() : { cursor: null };
    if (!('code' in states) && !isClosed) await loadWalls();
    return states;
  };

  const fail = (error: AppError): void => {
    cancelRetry?.();
    const next = nextBackOff(backOff, 0, random);
    backOff = next.backOff;
    cancelRetry = timers.after(error.retryAfterMs ?? next.delayMs, () => {
      cancelRetry = null;
      start();
    });
    environment.onDidEnd(null, error);
  };

  const run = async (): Promise<void> => {
    isRunning = true;
    cancelRetry?.();
    cancelRetry = null;
    if (store.columns.size() === 0) environment.onLoading();
    const loaded = await loadInOrder();
    if (isClosed) return;
    isRunning = false;
    if ('code' in loaded) return fail(loaded);
    backOff = NO_BACK_OFF;
    environment.onDidEnd(loaded.cursor, null);
    if (again) {
      again = false;
      start();
    }
  };

  const start = (wantsSnapshot = false): void => {
    if (isClosed) return;
    wantsStates ||= wantsSnapshot;
    if (isRunning) again = true;
    else void run();
  };
  return {
    start,
    retryNow: () => {
      if (cancelRetry !== null) start();
    },
    takeStates: (states) => {
      store.setStates(states);
      told?.push(...states);
    },
    close: () => {
      isClosed = true;
      cancelRetry?.();
      cancelRecount?.();
    },
  };
}
