import type { Camera, OrgUnit } from '@contract/domain/camera.ts';
import type { AppError } from '@contract/domain/result.ts';
import { utcMs, type UtcMs } from '@contract/domain/units.ts';
import { NO_BACK_OFF, nextBackOff } from '../../platform/back-off.ts';
import type { Clock, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { update, type Stores } from '../../state/stores.ts';
import type { EventsSubscription, VmsConnection, VmsEvent } from '../../vms/adapter.ts';

export type AlarmEvent = Extract<VmsEvent, { readonly kind: 'alarm.raised' | 'alarm.closed' }>;

/** What the cache keeps of a directory, for one server and one person. */
export interface CachedDirectory {
  readonly units: readonly OrgUnit[];
  readonly cameras: readonly Camera[];
  readonly etag: string | null;
  readonly changeToken: string | null;
  readonly directoryUtcMs: UtcMs | null;
  /** Camera records left out because they could not be read. */
  readonly skipped: number;
}

export interface DirectoryCache {
  readonly load: () => Promise<CachedDirectory | null>;
  readonly save: (directory: CachedDirectory) => Promise<void>;
}

export interface DirectoryEnvironment {
  readonly vms: Pick<VmsConnection, 'directory' | 'events'>;
  readonly stores: Pick<Stores, 'units' | 'cameras' | 'cameraStates' | 'tier'>;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Answers 0..1. */
  readonly random: () => number;
  readonly log: Log;
  /** The event stream ended or could not be opened. */
  readonly onDidLoseServer: (error: AppError) => void;
  readonly onLayoutsChanged: () => void;
  readonly onAlarmEvent: (event: AlarmEvent) => void;
  /** Events of now are heard from here on, but some before may not have been: what others keep by events is to be loaded anew. */
  readonly onDidJoinEvents: () => void;
  /** The directory could not be brought up to date (another try follows), or null: it is. */
  readonly onDidLoad: (error: AppError | null) => void;
}

export interface DirectoryService {
  /** Shows what the cache has. */
  readonly open: (cache: DirectoryCache) => Promise<void>;
  /** Brings it up to date and follows the server from now on. */
  readonly follow: () => Promise<void>;
  readonly tokenRenewed: () => void;
  readonly serverCameBack: () => void;
  /** Forgets everything in memory; ends the event stream. */
  readonly close: () => void;
}

const SAVE_AFTER_MS = 2_000;
const SAVE_EVERY_MS = 60_000;
/** A change feed tells of records that cannot be read, never which were repaired: only a whole load counts them right. */
const RECOUNT_EVERY_MS = 10 * 60_000;

/** The records of now, those that did not change as the very same objects: what did not change is not sent to windows again. */
function withUnchanged<R extends OrgUnit>(before: ReadonlyMap<string, R>, now: readonly R[]): readonly R[] {
  return now.map((record) => {
    const old = before.get(record.id);
    return old !== undefined && JSON.stringify(old) === JSON.stringify(record) ? old : record;
  });
}

/** The cameras and units a person may see: from the cache at once, then by pages, then by change feed and events. */
export function createDirectoryService(environment: DirectoryEnvironment): DirectoryService {
  const { vms, stores, clock, timers, random, log } = environment;
  let cache: DirectoryCache | null = null;
  let known: Pick<CachedDirectory, 'etag' | 'changeToken' | 'directoryUtcMs'> = { etag: null, changeToken: null, directoryUtcMs: null };
  let events: EventsSubscription | null = null;
  let skipped = 0;
  /** Generation of the load under way; one of an earlier person holds nobody up. */
  let syncing: number | null = null;
  let again = false;
  let generation = 0;
  let isKept = false;
  let cancelSave: (() => void) | null = null;
  let cancelRetry: (() => void) | null = null;
  let backOff = NO_BACK_OFF;
  let savedAtMonoMs: number | null = null;
  /** When all cameras were last loaded, and with them those counted that could not be read. */
  let countedAtMonoMs: number | null = null;

  const show = (directoryState: 'empty' | 'loading' | 'cached' | 'current') =>
    update(stores.tier, { directoryState, directoryTotal: stores.cameras.records().size, directorySkipped: skipped, directoryUtcMs: known.directoryUtcMs });

  const saveSoon = () => {
    const target = cache;
    // A save that is due is not put off by the next change: one that changes all the time must be kept too.
    if (target === null || cancelSave !== null) return;
    const restMs = savedAtMonoMs === null ? 0 : savedAtMonoMs + SAVE_EVERY_MS - clock.monoMs();
    // The very first directory is kept at once: a console that stops now must find it.
    cancelSave = timers.after(isKept ? Math.max(SAVE_AFTER_MS, restMs) : 0, () => {
      cancelSave = null;
      isKept = true;
      savedAtMonoMs = clock.monoMs();
      void target.save({ units: [...stores.units.records().values()], cameras: [...stores.cameras.records().values()], skipped, ...known });
    });
  };

  const retryLater = (error: AppError) => {
    log.warn('directory.not-loaded', { code: error.code, detail: error.detail });
    environment.onDidLoad(error);
    show(stores.cameras.records().size > 0 ? 'cached' : 'empty');
    cancelRetry?.();
    const next = nextBackOff(backOff, 0, random);
    backOff = next.backOff;
    cancelRetry = timers.after(error.retryAfterMs ?? next.delayMs, () => void sync());
  };

  // Each answer is looked at only while the person it was asked for is here: `started` is the generation of the asking.
  const loadUnits = async (started: number): Promise<AppError | null> => {
    const units = await vms.directory.units();
    if (started !== generation) return null;
    if (!units.ok) return units.error;
    stores.units.replaceAll(withUnchanged(stores.units.records(), units.value.units));
    return null;
  };

  const loadAll = async (started: number): Promise<AppError | null> => {
    const loaded = new Map<string, Camera>();
    let skippedNow = 0;
    const firstLoad = stores.cameras.records().size === 0;
    const answer = await vms.directory.cameras(known.etag, (page) => {
      for (const camera of page.cameras) loaded.set(camera.id, camera);
      skippedNow += page.skipped;
      // The first load shows what has come; a reload replaces all at the end so that nothing disappears meanwhile.
      if (firstLoad && started === generation) {
        stores.cameras.put(...page.cameras);
        show('loading');
      }
    });
    if (started !== generation) return null;
    if (!answer.ok) return answer.error;
    known = { ...known, directoryUtcMs: utcMs(clock.utcMs()) };
    if (answer.value.kind === 'unchanged') return null;
    skipped = skippedNow;
    countedAtMonoMs = clock.monoMs();
    stores.cameras.replaceAll(loaded.values());
    known = { ...known, etag: answer.value.etag, changeToken: answer.value.changeToken };
    if (skipped > 0) log.warn('directory.records-skipped', { skipped });
    return null;
  };

  const loadChanges = async (started: number, changeToken: string): Promise<AppError | null> => {
    if (vms.directory.changes === undefined) return loadAll(started);
    const answer = await vms.directory.changes(changeToken);
    if (started !== generation) return null;
    if (!answer.ok) {
      if (answer.error.code !== 'directory/token-expired') return answer.error;
      known = { ...known, etag: null, changeToken: null };
      return loadAll(started);
    }
    const { changes } = answer.value;
    const isCountDue = countedAtMonoMs === null || clock.monoMs() - countedAtMonoMs >= RECOUNT_EVERY_MS;
    if (isCountDue && (answer.value.skipped > 0 || (skipped > 0 && changes.length > 0))) {
      known = { ...known, etag: null };
      return loadAll(started);
    }
    // One change of the store for the whole batch; later changes of the same camera win.
    const next = new Map(stores.cameras.records());
    for (const change of changes) {
      if (change.op === 'put') next.set(change.camera.id, change.camera);
      else next.delete(change.cameraId);
    }
    if (changes.length > 0) {
      stores.cameras.replaceAll(next.values());
      known = { ...known, etag: null };
    }
    skipped = Math.max(skipped, answer.value.skipped);
    known = { ...known, changeToken: answer.value.changeToken, directoryUtcMs: utcMs(clock.utcMs()) };
    return null;
  };

  const loadStates = async (started: number): Promise<AppError | null> => {
    const answer = await vms.directory.states();
    if (started !== generation) return null;
    if (!answer.ok) return answer.error;
    stores.cameraStates.replaceAll(answer.value.states);
    if (answer.value.cursor !== null) events?.resumeAfter(answer.value.cursor);
    environment.onDidJoinEvents();
    return null;
  };

  /** Units first, so that cameras have their places at once; names and places are kept also when the states do not come. */
  const loadInOrder = async (started: number): Promise<AppError | null> => {
    const noUnits = await loadUnits(started);
    if (noUnits !== null || started !== generation) return noUnits;
    const noCameras = await (known.changeToken !== null && stores.cameras.records().size > 0 ? loadChanges(started, known.changeToken) : loadAll(started));
    if (noCameras !== null || started !== generation) return noCameras;
    saveSoon();
    return loadStates(started);
  };

  const sync = async (): Promise<void> => {
    const started = generation;
    if (syncing === started) {
      again = true;
      return;
    }
    syncing = started;
    cancelRetry?.();
    if (stores.cameras.records().size === 0) show('loading');
    const error = await loadInOrder(started);
    // Another person signed in meanwhile: what came belongs to nobody here.
    if (started !== generation) return;
    syncing = null;
    if (error !== null) return retryLater(error);
    backOff = NO_BACK_OFF;
    show('current');
    environment.onDidLoad(null);
    if (again) {
      again = false;
      void sync();
    }
  };

  const takeEvent = (event: VmsEvent): void => {
    switch (event.kind) {
      case 'camera.state':
        return stores.cameraStates.put(event.state);
      case 'directory.changed':
        return void sync();
      case 'layouts.changed':
        return environment.onLayoutsChanged();
      case 'alarm.raised':
      case 'alarm.closed':
        return environment.onAlarmEvent(event);
    }
  };

  const listen = () => {
    const started = generation;
    events ??=
      vms.events?.subscribe(null, {
        onEvent: (event) => {
          if (started !== generation) return;
          takeEvent(event);
        },
        onSnapshotNeeded: () => {
          if (started === generation) void sync();
        },
        onConnection: (connected) => {
          if (!connected && started === generation) environment.onDidLoseServer({ code: 'tier/unreachable', retryable: true, detail: 'event stream ended' });
        },
      }) ?? null;
  };

  return {
    open: async (nextCache) => {
      const started = ++generation;
      cache = nextCache;
      const cached = await nextCache.load();
      if (started !== generation) return;
      isKept = cached !== null && cached.cameras.length > 0;
      if (cached === null) return;
      known = { etag: cached.etag, changeToken: cached.changeToken, directoryUtcMs: cached.directoryUtcMs };
      skipped = cached.skipped;
      countedAtMonoMs = clock.monoMs();
      stores.units.replaceAll(cached.units);
      stores.cameras.replaceAll(cached.cameras);
      show('cached');
    },
    follow: async () => {
      listen();
      await sync();
    },
    tokenRenewed: () => events?.renew(),
    serverCameBack: () => events?.retryNow(),
    close: () => {
      generation += 1;
      again = false;
      cancelSave?.();
      cancelSave = null;
      cancelRetry?.();
      backOff = NO_BACK_OFF;
      savedAtMonoMs = null;
      countedAtMonoMs = null;
      const ended = events;
      events = null;
      ended?.close();
      cache = null;
      known = { etag: null, changeToken: null, directoryUtcMs: null };
      skipped = 0;
      stores.units.replaceAll([]);
      stores.cameras.replaceAll([]);
      stores.cameraStates.replaceAll([]);
      show('empty');
    },
  };
}
