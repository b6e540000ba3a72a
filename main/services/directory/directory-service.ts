import type { CameraState } from '@contract/domain/camera.ts';
import { assertNever, err, type AppError, type Result } from '@contract/domain/result.ts';
import type { CameraId, GroupId } from '@contract/domain/units.ts';
import type { UnitCountsRecord } from '@contract/state/slices.ts';
import type { Cancel, Clock, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { TrustPolicy } from '../../platform/trust.ts';
import type { DirectoryAnswer, DirectoryQuestions, DirectoryReport, MapLook, QuestionKind } from '../../directory/protocol.ts';
import type { CameraSource } from '../../state/known-cameras.ts';
import { keepUsedCameras } from '../../state/shown-cameras.ts';
import type { SliceStore } from '../../state/slice-store.ts';
import { only, update, type Stores } from '../../state/stores.ts';
import type { EventsSubscription, VmsConnection, VmsEvent } from '../../vms/adapter.ts';
import { createDirectoryLink, type DirectoryLinkEnvironment } from './directory-link.ts';

/** Events of the server that are not the directory's own. */
export type OtherEvent = Exclude<VmsEvent, { readonly kind: 'camera.state' | 'directory.changed' }>;

/** Where the directory of one person and server lies on this PC's disk. */
export interface DirectoryPlace {
  /** Absolute path of the file. */
  readonly file: string;
  /** Reads records of it beside the process that writes it; null: it cannot be read. Closed when somebody else comes. */
  readonly openBook: () => (CameraSource & { readonly close: () => void }) | null;
}

export interface DirectoryEnvironment {
  readonly spawn: DirectoryLinkEnvironment['spawn'];
  /** The server the process speaks to; null: none was configured. */
  readonly source: { readonly adapter: string; readonly baseUrl: string; readonly trust: TrustPolicy } | null;
  readonly accessToken: () => string | null;
  readonly vms: Pick<VmsConnection, 'events'>;
  readonly stores: Stores;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** The event stream ended or could not be opened. */
  readonly onDidLoseServer: (error: AppError) => void;
  readonly onTokenRefused: (accessToken: string) => void;
  readonly onEvent: (event: OtherEvent) => void;
  /** Events of now are heard from here on, but some before may not have been: what others keep by events is to be loaded anew. */
  readonly onDidJoinEvents: () => void;
  /** The directory could not be brought up to date (another try follows), or null: it is. */
  readonly onDidLoad: (error: AppError | null) => void;
}

export interface DirectoryService {
  /** Shows what the disk has; resolves when records can be looked up. */
  readonly open: (place: DirectoryPlace) => Promise<void>;
  /** Brings it up to date and follows the server from now on. */
  readonly follow: () => void;
  readonly tokenRenewed: () => void;
  readonly serverCameBack: () => void;
  readonly ask: <K extends QuestionKind>(kind: K, question: DirectoryQuestions[K]['ask']) => Promise<Result<DirectoryAnswer<K>>>;
  /** Changes what a window watches; answers those that do not exist. */
  readonly watch: (window: number, add: readonly CameraId[], remove: readonly CameraId[]) => readonly CameraId[];
  readonly look: (look: MapLook | null) => void;
  /** A window's page is gone or new: it watches nothing. */
  readonly windowGone: (window: number) => void;
  readonly setGroups: (groups: readonly { readonly id: GroupId; readonly cameras: readonly CameraId[] }[]) => void;
  /** Forgets everything in memory; ends the event stream. */
  readonly close: () => void;
  readonly stop: () => void;
}

/** States told by events go to the process together. */
const STATES_EVERY_MS = 50;
/** How long a window waits for a file before it is shown without. */
const OPEN_WITHIN_MS = 5_000;

/** Puts and removes in one step, nothing when nothing changes. */
function step<R extends { readonly id: string }>(slice: SliceStore<R>, put: readonly R[], remove: readonly string[], isAll: boolean): void {
  if (isAll) return slice.replaceAll(put);
  if (put.length > 0) slice.put(...put);
  if (remove.length > 0) slice.remove(...remove);
}

/** The cameras and units a person may see. The directory itself is held by a process of its own (main/directory); this keeps windows told of what they look at. */
export function createDirectoryService(environment: DirectoryEnvironment): DirectoryService {
  const { stores, timers, log, source } = environment;
  const watched = new Map<number, Set<CameraId>>();
  let place: DirectoryPlace | null = null;
  let book: (CameraSource & { readonly close: () => void }) | null = null;
  let events: EventsSubscription | null = null;
  let generation = 0;
  /** What an earlier person's directory said last comes before this one is open: it must not reach them. */
  let isOpen = false;
  let opened: () => void = () => undefined;
  let isFollowing = false;
  let look: MapLook | null = null;
  let groups: Parameters<DirectoryService['setGroups']>[0] = [];
  let told: CameraState[] = [];
  let cancelTold: Cancel | null = null;

  const link = createDirectoryLink({
    spawn: environment.spawn,
    clock: environment.clock,
    timers,
    log,
    onReport: (report) => take(report),
    onDidExit: () => {
      // What is shown is what the disk has; of the states nobody knows any more.
      if (place === null) return;
      const known = only(stores.tier).directoryTotal > 0;
      update(stores.tier, { directoryState: known ? 'cached' : 'empty' });
      stores.cameraStates.replaceAll([]);
    },
    onDidStart: () => {
      if (source !== null) link.post({ kind: 'source', ...source });
      link.post({ kind: 'token', accessToken: environment.accessToken() });
      if (place !== null) openPlace(place);
    },
  });
  const used = keepUsedCameras(stores, () => {
    link.post({ kind: 'watch', cameras: [...stores.usedCameras.records().values()].map(({ id }) => id) });
    link.post({ kind: 'wall', cameras: [...used.onWall()] });
  });
  const sendStates = (): void => {
    cancelTold?.();
    cancelTold = null;
    if (told.length > 0) link.post({ kind: 'states', states: told });
    told = [];
  };
  const openPlace = ({ file }: DirectoryPlace): void => {
    isOpen = false;
    // Windows lets nobody delete a damaged file that is held open; what was read of it stays in use until it is open again.
    book?.close();
    link.post({ kind: 'open', file, generation });
    link.post({ kind: 'groups', groups });
    link.post({ kind: 'watch', cameras: [...stores.usedCameras.records().values()].map(({ id }) => id) });
    link.post({ kind: 'wall', cameras: [...used.onWall()] });
    link.post({ kind: 'look', look });
    if (isFollowing) link.post({ kind: 'sync', snapshot: true });
  };
  const openBook = (): void => {
    book?.close();
    book = place?.openBook() ?? null;
    stores.cameras.setSource(book);
  };

  const take = (report: Parameters<DirectoryLinkEnvironment['onReport']>[0]): void => {
    if (!isOpen && report.kind !== 'opened' && report.kind !== 'token-refused') return;
    switch (report.kind) {
      case 'opened':
        if (report.generation !== generation || place === null) return;
        isOpen = true;
        if (report.error === null) openBook();
        else book?.close();
        return opened();
      case 'facts': {
        const { state, total, skipped, directoryUtcMs } = report.facts;
        return update(stores.tier, { directoryState: state, directoryTotal: total, directorySkipped: skipped, directoryUtcMs });
      }
      case 'units':
        return stores.units.replaceAll(report.units);
      case 'counts':
        return step<UnitCountsRecord>(stores.unitCounts, report.counts, [], report.isAll);
      case 'changed':
        return stores.cameras.forget(report.cameras);
      case 'denied':
        return stores.cameras.deny(report.cameras);
      case 'states':
        return step(stores.cameraStates, report.states, report.unknown, report.isAll);
      case 'marks':
        return step(stores.mapMarks, report.put, report.remove, report.isAll);
      case 'synced':
        return takeSynced(report);
      case 'token-refused':
        return environment.onTokenRefused(report.accessToken);
      default:
        return assertNever(report);
    }
  };
  const takeSynced = ({ cursor, error }: Extract<DirectoryReport, { readonly kind: 'synced' }>): void => {
    if (error !== null) log.warn('directory.not-loaded', { code: error.code, detail: error.detail });
    environment.onDidLoad(error);
    if (error !== null) return;
    stores.cameras.believe();
    if (cursor !== null) events?.resumeAfter(cursor);
    environment.onDidJoinEvents();
  };

  const takeEvent = (event: VmsEvent): void => {
    if (event.kind === 'camera.state') {
      told.push(event.state);
      cancelTold ??= timers.after(STATES_EVERY_MS, sendStates);
    } else if (event.kind === 'directory.changed') link.post({ kind: 'sync' });
    else environment.onEvent(event);
  };
  const listen = (): void => {
    const started = generation;
    events ??=
      environment.vms.events?.subscribe(null, {
        onEvent: (event) => {
          if (started === generation) takeEvent(event);
        },
        onSnapshotNeeded: () => {
          if (started === generation) link.post({ kind: 'sync', snapshot: true });
        },
        onConnection: (connected) => {
          if (!connected && started === generation) environment.onDidLoseServer({ code: 'tier/unreachable', retryable: true, detail: 'event stream ended' });
        },
      }) ?? null;
  };
  const watchAll = (): void => used.watch([...watched.values()].flatMap((cameras) => [...cameras]));
  link.start();

  return {
    open: (nextPlace) => {
      generation += 1;
      // A stream that was begun for somebody else says nothing to this one.
      events?.close();
      events = null;
      place = nextPlace;
      return new Promise((resolve) => {
        const cancel = timers.after(OPEN_WITHIN_MS, resolve);
        opened = () => {
          cancel();
          resolve();
        };
        openPlace(nextPlace);
      });
    },
    follow: () => {
      isFollowing = true;
      link.post({ kind: 'token', accessToken: environment.accessToken() });
      listen();
      link.post({ kind: 'sync', snapshot: true });
    },
    tokenRenewed: () => {
      link.post({ kind: 'token', accessToken: environment.accessToken() });
      events?.renew();
    },
    serverCameBack: () => events?.retryNow(),
    ask: (kind, question) => (place === null ? Promise.resolve(err('directory/unavailable')) : link.ask(kind, question)),
    watch: (window, add, remove) => {
      const own = watched.get(window) ?? new Set<CameraId>();
      watched.set(window, own);
      for (const camera of remove) own.delete(camera);
      for (const camera of add) own.add(camera);
      watchAll();
      return add.filter((camera) => stores.cameras.get(camera) === undefined);
    },
    look: (next) => {
      look = next;
      if (next === null) stores.mapMarks.replaceAll([]);
      link.post({ kind: 'look', look: next });
    },
    windowGone: (window) => {
      if (!watched.delete(window)) return;
      watchAll();
      // One desk has the map.
      look = null;
      link.post({ kind: 'look', look: null });
    },
    setGroups: (next) => {
      groups = next;
      link.post({ kind: 'groups', groups: next });
    },
    close: () => {
      generation += 1;
      opened();
      opened = () => undefined;
      place = null;
      isOpen = false;
      isFollowing = false;
      look = null;
      groups = [];
      watched.clear();
      told = [];
      sendStates();
      const ended = events;
      events = null;
      ended?.close();
      link.post({ kind: 'token', accessToken: null });
      link.post({ kind: 'close' });
      stores.cameras.setSource(null);
      stores.cameras.believe();
      book?.close();
      book = null;
      used.watch([]);
      for (const slice of [stores.units, stores.unitCounts, stores.cameraStates, stores.mapMarks]) slice.replaceAll([]);
      update(stores.tier, { directoryState: 'empty', directoryTotal: 0, directorySkipped: 0, directoryUtcMs: null });
    },
    stop: () => {
      events?.close();
      used.stop();
      book?.close();
      book = null;
      link.stop();
    },
  };
}
