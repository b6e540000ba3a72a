import type { Camera, CameraState } from '@contract/domain/camera.ts';
import type { MapWall } from '@contract/domain/field-of-view.ts';
import type { AppError } from '@contract/domain/result.ts';
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
  /** Brings the directory up to date; asked again meanwhile: once more after. After a failure it tries again by itself. */
  readonly start: () => void;
  /** Tries at once what waits to be tried again. */
  readonly retryNow: () => void;
  /** States told by events. */
  readonly takeStates: (states: readonly CameraState[]) => void;
  /** Nothing that comes later is taken; may be called twice. */
  readonly close: () => void;
}

/** A change feed tells of records that cannot be read, never which were repaired: only a whole load counts them right. */
const RECOUNT_EVERY_MS = 10 * 60_000;
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
  let countedAtMonoMs: number | null = store.columns.size() > 0 ? clock.monoMs() : null;
  /** Told by events while the states of all were on their way: what came may be older. */
  let told: CameraState[] | null = null;

  const pause = (): Promise<void> => new Promise((resolve) => void timers.after(0, resolve));
  const mark = (next: ServerMarks): AppError | null => {
    marks = next;
    const written = store.db.write(writeMarks(next, store.columns.size()));
    environment.onDidMark(next);
    return written.ok ? null : written.error;
  };

  const loadUnits = async (): Promise<AppError | null> => {
    const units = await vms.directory.units();
    if (isClosed) return null;
    if (!units.ok) return units.error;
    const changed = store.setUnits(units.value.units);
    if (!changed.ok) return changed.error;
    if (changed.value) environment.onUnits();
    return null;
  };

  const put = (cameras: readonly Camera[], seen: Set<number>): AppError | null => {
    const rows = store.put(cameras);
    if (!rows.ok) return rows.error;
    for (const row of rows.value) seen.add(row);
    return null;
  };

  const removeOthers = async (seen: ReadonlySet<number>): Promise<AppError | null> => {
    const gone: number[] = [];
    for (let row = 1; row < store.columns.end(); row += 1) if (store.columns.has(row) && !seen.has(row)) gone.push(row);
    for (const step of inSteps(gone, STEP_ROWS)) {
      const removed = store.remove(step);
      if (!removed.ok) return removed.error;
      await pause();
      if (isClosed) return null;
    }
    return null;
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
      failed ??= put(page.splice(0, STEP_ROWS), seen);
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
      if (isClosed || failed !== null) return;
      skipped += page.skipped;
      // From its first page on the directory is neither what the tag stands for nor yet another.
      if (marks.etag !== null) failed = mark({ ...marks, etag: null });
      waiting.push([...page.cameras]);
      while (waiting.length > PAGES_WAITING) writeStep();
      if (!isWriting) writing = writeAll();
    });
    await writing;
    if (isClosed) return null;
    if (failed !== null) return failed;
    if (!answer.ok) return answer.error;
    const directoryUtcMs = utcMs(clock.utcMs());
    if (answer.value.kind === 'unchanged') return mark({ ...marks, directoryUtcMs });
    const notRemoved = await removeOthers(seen);
    if (notRemoved !== null || isClosed) return notRemoved;
    countedAtMonoMs = clock.monoMs();
    if (skipped > 0) log.warn('directory.records-skipped', { skipped });
    return mark({ etag: answer.value.etag, changeToken: answer.value.changeToken, directoryUtcMs, skipped });
  };

  const applyChanges = async (changes: readonly CameraChange[]): Promise<AppError | null> => {
    // Of several changes of one camera the last holds.
    const last = new Map<CameraId, CameraChange>(changes.map((change) => [change.op === 'put' ? change.camera.id : change.cameraId, change]));
    for (const step of inSteps([...last.values()], STEP_ROWS)) {
      const stored = store.put(step.flatMap((change) => (change.op === 'put' ? [change.camera] : [])));
      if (!stored.ok) return stored.error;
      const gone = step.flatMap((change) => (change.op === 'remove' ? (store.columns.rowOf(change.cameraId) ?? []) : []));
      const removed = gone.length === 0 ? null : store.remove(gone);
      if (removed?.ok === false) return removed.error;
      await pause();
      if (isClosed) return null;
    }
    return null;
  };

  const loadChanges = async (changeToken: string): Promise<AppError | null> => {
    if (vms.directory.changes === undefined) return loadAll();
    const answer = await vms.directory.changes(changeToken);
    if (isClosed) return null;
    if (!answer.ok) {
      if (answer.error.code !== 'directory/token-expired') return answer.error;
      marks = { ...marks, etag: null, changeToken: null };
      return loadAll();
    }
    const { changes, skipped } = answer.value;
    const isCountDue = countedAtMonoMs === null || clock.monoMs() - countedAtMonoMs >= RECOUNT_EVERY_MS;
    if (isCountDue && (skipped > 0 || (marks.skipped > 0 && changes.length > 0))) {
      marks = { ...marks, etag: null };
      return loadAll();
    }
    const notApplied = await applyChanges(changes);
    if (notApplied !== null || isClosed) return notApplied;
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
    const answer = await vms.directory.states();
    if (!answer.ok) {
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
    const noUnits = await loadUnits();
    if (noUnits !== null || isClosed) return noUnits ?? { cursor: null };
    const noCameras = await (marks.changeToken !== null && store.columns.size() > 0 ? loadChanges(marks.changeToken) : loadAll());
    if (noCameras !== null || isClosed) return noCameras ?? { cursor: null };
    const states = await loadStates();
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

  const start = (): void => {
    if (isClosed) return;
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
    },
  };
}
