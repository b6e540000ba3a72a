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
    unitCounts: one('unitCounts'),
    usedCameras: one('usedCameras'),
    mapMarks: one('mapMarks'),
    forces: one('forces'),
    groups: one('groups'),
    searches: one('searches'),
    ptzHeads: one('ptzHeads'),
    ptzAsks: one('ptzAsks'),
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
    alarmDesk: one('alarmDesk'),
    alarmOutbox: one('alarmOutbox'),
    duty: one('duty'),
    maskLifts: one('maskLifts'),
    linkUse: one('linkUse'),
    tileReports: one('tileReports'),
    nodes: one('nodes'),
    wallLink: one('wallLink'),
  };
}

/** Puts a message into its slice. `gap`: something was missed and a snapshot of the slice is wanted. */
export const takeMessage = (stores: ReplicaStores, message: StateMessage): 'taken' | 'gap' => takeMessages(stores, [message]).at(0) ?? 'taken';

/** Puts messages into their slices in their order, and tells each slice's readers once. Answers what became of each. */
export function takeMessages(stores: ReplicaStores, messages: readonly StateMessage[]): readonly ('taken' | 'gap')[] {
  const outcomes = messages.map((): 'taken' | 'gap' => 'taken');
  for (const slice of SLICE_NAMES) {
    const own = messages.flatMap((message, index) => (message.slice === slice ? [{ message, index }] : []));
    if (own.length === 0) continue;
    for (const index of takeInto(stores, slice, own)) outcomes[index] = 'gap';
  }
  return outcomes;
}

/** Answers the indices of those before which something is missing. */
function takeInto<S extends SliceName>(stores: ReplicaStores, slice: S, messages: readonly { readonly message: StateMessage; readonly index: number }[]): readonly number[] {
  const store: StoreApi<Replica<SliceRecords[S]>> = stores[slice];
  const before = store.getState();
  const gaps: number[] = [];
  let replica = before;
  for (const { message, index } of messages) {
    // Main publishes records of the slice's own type under the slice's name: the contract both sides are built from.
    const received = receive(replica, message as Snapshot<SliceRecords[S]> | Patch<SliceRecords[S]>);
    if (received.kind === 'gap') gaps.push(index);
    if (received.kind === 'advanced') replica = received.replica;
  }
  if (replica !== before) store.setState(replica, true);
  return gaps;
}

export interface ReplicaSource {
  readonly onState: (listener: (message: StateMessage) => void) => Unsubscribe;
  /** Asks main for snapshots of these slices; true when it will send them. */
  readonly subscribe: (slices: SliceName[]) => Promise<boolean>;
  /** Runs later; returns the cancel. At 0 ms: after the messages that have come by then. */
  readonly later: (run: () => void, delayMs: number) => Unsubscribe;
}

const RETRY_MS = 500;

/**
 * Keeps the stores in step with main: subscribes, and asks again for a slice in which something was missed.
 * At most one request for a slice is under way. A page that is behind takes what has come meanwhile in one go: it shows the state of
 * now, not each on the way to it. Returns the release.
 */
export function followMain(stores: ReplicaStores, slices: readonly SliceName[], source: ReplicaSource): Unsubscribe {
  const wanted = new Set<SliceName>();
  const cancels = new Set<Unsubscribe>();
  let released = false;
  let pending: StateMessage[] = [];
  let isTaking = false;
  let cancelTaking: Unsubscribe = () => undefined;

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

  const take = (): void => {
    const messages = pending;
    pending = [];
    for (const [index, outcome] of takeMessages(stores, messages).entries()) {
      const message = messages[index];
      if (message?.kind === 'snapshot') wanted.delete(message.slice);
      else if (message !== undefined && outcome === 'gap' && !wanted.has(message.slice)) ask([message.slice]);
    }
    isTaking = true;
    cancelTaking = source.later(() => {
      isTaking = false;
      if (pending.length > 0) take();
    }, 0);
  };
  const stop = source.onState((message) => {
    if (!slices.includes(message.slice)) return;
    pending.push(message);
    if (!isTaking) take();
  });
  ask(slices);

  return () => {
    released = true;
    stop();
    cancelTaking();
    for (const cancel of cancels) cancel();
    cancels.clear();
  };
}
