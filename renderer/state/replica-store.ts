import { createStore, type StoreApi } from 'zustand/vanilla';
import { emptyReplica, receive, type Patch, type Replica, type Snapshot, type StateMessage } from '@contract/state/patch.ts';
import { SLICE_NAMES, type SliceName, type SliceRecords } from '@contract/state/slices.ts';
import type { Unsubscribe } from '@contract/ipc/bridge.ts';

/** One read-only store a slice. Windows never write here: only messages of main do. */
export type ReplicaStores = { readonly [S in SliceName]: StoreApi<Replica<SliceRecords[S]>> };

export function createReplicaStores(): ReplicaStores {
  const one = <S extends SliceName>(_slice: S): StoreApi<Replica<SliceRecords[S]>> => createStore(() => emptyReplica<SliceRecords[S]>());
  return {
    session: one('session'),
    tier: one('tier'),
    settings: one('settings'),
    units: one('units'),
    cameras: one('cameras'),
    shownCameras: one('shownCameras'),
    cameraStates: one('cameraStates'),
    layouts: one('layouts'),
    monitors: one('monitors'),
    surfaces: one('surfaces'),
    notices: one('notices'),
    scenes: one('scenes'),
    layoutConflicts: one('layoutConflicts'),
    picked: one('picked'),
    alarms: one('alarms'),
    maskLifts: one('maskLifts'),
    linkUse: one('linkUse'),
    tileReports: one('tileReports'),
    nodes: one('nodes'),
    wallLink: one('wallLink'),
  };
}

/** Puts a message into its slice. `gap`: something was missed and a snapshot of the slice is wanted. */
export function takeMessage(stores: ReplicaStores, message: StateMessage): 'taken' | 'gap' {
  return SLICE_NAMES.includes(message.slice) ? takeInto(stores, message.slice, message) : 'taken';
}

function takeInto<S extends SliceName>(stores: ReplicaStores, slice: S, message: StateMessage): 'taken' | 'gap' {
  const store: StoreApi<Replica<SliceRecords[S]>> = stores[slice];
  // Main publishes records of the slice's own type under the slice's name: the contract both sides are built from.
  const received = receive(store.getState(), message as Snapshot<SliceRecords[S]> | Patch<SliceRecords[S]>);
  if (received.kind === 'gap') return 'gap';
  if (received.kind === 'advanced') store.setState(received.replica, true);
  return 'taken';
}

export interface ReplicaSource {
  readonly onState: (listener: (message: StateMessage) => void) => Unsubscribe;
  /** Asks main for snapshots of these slices; true when it will send them. */
  readonly subscribe: (slices: SliceName[]) => Promise<boolean>;
  /** Runs later; returns the cancel. */
  readonly later: (run: () => void, delayMs: number) => Unsubscribe;
}

const RETRY_MS = 500;

/**
 * Keeps the stores in step with main: subscribes, and asks again for a slice in which something was missed.
 * At most one request for a slice is under way. Returns the release.
 */
export function followMain(stores: ReplicaStores, slices: readonly SliceName[], source: ReplicaSource): Unsubscribe {
  const wanted = new Set<SliceName>();
  const cancels = new Set<Unsubscribe>();
  let released = false;

  const ask = (names: readonly SliceName[]): void => {
    for (const name of names) wanted.add(name);
    void source.subscribe([...names]).then((accepted) => {
      if (accepted || released) return;
      const cancel = source.later(() => {
        cancels.delete(cancel);
        ask(names);
      }, RETRY_MS);
      cancels.add(cancel);
    });
  };

  const stop = source.onState((message) => {
    if (!slices.includes(message.slice)) return;
    const taken = takeMessage(stores, message);
    if (message.kind === 'snapshot') wanted.delete(message.slice);
    else if (taken === 'gap' && !wanted.has(message.slice)) ask([message.slice]);
  });
  ask(slices);

  return () => {
    released = true;
    stop();
    for (const cancel of cancels) cancel();
    cancels.clear();
  };
}
