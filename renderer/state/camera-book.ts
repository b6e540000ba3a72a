import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Camera, CameraCondition } from '@contract/domain/camera.ts';
import { WATCH_MAX } from '@contract/domain/directory-limits.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { Unsubscribe } from '@contract/ipc/bridge.ts';
import { onPersonLeft } from './person-left.ts';
import type { ReplicaStores } from './replica-store.ts';
import { selectTier } from './selectors/records.ts';

/** Runs later, within the frame's spare time; returns the cancel. */
export type Later = (run: () => void, delayMs: number) => Unsubscribe;

/** Asks main to keep the records and states of these cameras coming; answers those that do not exist, or null when main did not take it. */
export type WatchCameras = (change: { readonly fresh: boolean; readonly add: readonly CameraId[]; readonly remove: readonly CameraId[] }) => Promise<readonly CameraId[] | null>;

/** The cameras this window has to do with. The directory is far too large for a window: it holds what it shows, for as long as it shows it. */
export interface CameraBook {
  /** Undefined: not known here, or no longer there. */
  readonly record: (camera: CameraId) => Camera | undefined;
  /** Keeps record and state of a camera coming until released; may be held many times over. */
  readonly hold: (camera: CameraId) => Unsubscribe;
  /** Raised when the directory empties or the person at the desk leaves: what was asked before is another person's. */
  readonly epoch: () => number;
  /** Records that came with an answer to what was asked in `epoch`: shown until main tells of them itself. Those of an epoch that is over are left out. */
  readonly remember: (cameras: readonly Camera[], epoch: number) => void;
  /** What was remembered. */
  readonly recent: StoreApi<ReadonlyMap<CameraId, Camera>>;
  readonly release: () => void;
}

const RECENT_MAX = 3_000;
/** Lines that scroll by quickly are not asked for one by one. */
const ASK_AFTER_MS = 16;
const AGAIN_AFTER_MS = 500;

/** `watch` null: a wall window, which is told what it shows and asks for nothing. */
export function createCameraBook(replica: ReplicaStores, watch: WatchCameras | null, later: Later): CameraBook {
  const recent = createStore<ReadonlyMap<CameraId, Camera>>(() => new Map());
  const held = new Map<CameraId, number>();
  /** What main was last asked for. */
  let asked = new Set<CameraId>();
  let epoch = 0;
  let isFresh = true;
  let isAsking = false;
  let cancel: Unsubscribe | null = null;

  const dropRecent = (gone: Iterable<CameraId>): void => {
    const next = new Map(recent.getState());
    for (const camera of gone) next.delete(camera);
    if (next.size !== recent.getState().size) recent.setState(next, true);
  };
  const askSoon = (delayMs: number): void => {
    if (watch === null || isAsking) return;
    cancel ??= later(() => {
      cancel = null;
      void ask(watch);
    }, delayMs);
  };
  const ask = async (send: WatchCameras): Promise<void> => {
    const add = [...held.keys()].filter((camera) => !asked.has(camera)).slice(0, WATCH_MAX);
    const remove = [...asked].filter((camera) => !held.has(camera)).slice(0, WATCH_MAX);
    if (add.length + remove.length === 0) return;
    // Of a directory that empties meanwhile the answer goes to what was asked of it, which counts no more.
    const [into, of] = [asked, epoch];
    isAsking = true;
    const unknown = await send({ fresh: isFresh, add, remove });
    isAsking = false;
    if (unknown === null) return askSoon(AGAIN_AFTER_MS);
    isFresh = false;
    for (const camera of add) into.add(camera);
    for (const camera of remove) into.delete(camera);
    if (of === epoch) dropRecent(unknown);
    askSoon(ASK_AFTER_MS);
  };
  const beginEpoch = (): void => {
    epoch += 1;
    dropRecent([...recent.getState().keys()]);
  };
  const releases = [
    // What main tells of itself is the truth from then on, also when it is taken away.
    replica.usedCameras.subscribe(({ records }) => {
      dropRecent([...recent.getState().keys()].filter((camera) => records.has(camera)));
    }),
    // Nobody's directory, or another person's: nothing of the one before stays, and main has forgotten what was watched.
    replica.tier.subscribe((now, before) => {
      if (selectTier(now)?.directoryState !== 'empty') return;
      const wasEmpty = selectTier(before)?.directoryState === 'empty';
      if (!wasEmpty) beginEpoch();
      if (wasEmpty && asked.size === 0) return;
      asked = new Set();
      askSoon(AGAIN_AFTER_MS);
    }),
    onPersonLeft(replica, beginEpoch),
  ];

  return {
    record: (camera) => replica.usedCameras.getState().records.get(camera) ?? replica.shownCameras.getState().records.get(camera) ?? recent.getState().get(camera),
    hold: (camera) => {
      held.set(camera, (held.get(camera) ?? 0) + 1);
      askSoon(ASK_AFTER_MS);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        const count = (held.get(camera) ?? 1) - 1;
        if (count > 0) held.set(camera, count);
        else held.delete(camera);
        askSoon(ASK_AFTER_MS);
      };
    },
    epoch: () => epoch,
    remember: (cameras, of) => {
      if (of !== epoch) return;
      const used = replica.usedCameras.getState().records;
      const news = cameras.filter(({ id }) => !used.has(id));
      if (news.length === 0) return;
      const next = new Map(recent.getState());
      for (const camera of news) {
        next.delete(camera.id);
        next.set(camera.id, camera);
      }
      for (const camera of next.keys()) {
        if (next.size <= RECENT_MAX) break;
        next.delete(camera);
      }
      recent.setState(next, true);
    },
    recent,
    release: () => {
      cancel?.();
      for (const release of releases) release();
    },
  };
}

/** What the server last said of a camera that is held; `unknown` when it said nothing yet, as when it is away. */
export const conditionOf = (replica: ReplicaStores, camera: CameraId): CameraCondition => replica.cameraStates.getState().records.get(camera)?.state ?? 'unknown';
