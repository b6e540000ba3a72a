import { diff, type Records, type StateMessage, type WithId } from '@contract/state/patch.ts';
import { SLICE_NAMES, type SliceName } from '@contract/state/slices.ts';
import type { Timers } from '../platform/clock.ts';
import type { SliceStore } from '../state/slice-store.ts';

/** Changes within one tick reach windows as one patch. */
const TICK_MS = 50;

/** What publishing needs of a slice. */
type ReadableSlice = Pick<SliceStore<WithId>, 'records' | 'onDidChange'>;

interface Channel {
  readonly store: ReadableSlice;
  published: Records;
  revision: number;
}

/** A window that takes state messages. `send` must not throw when the window is gone. */
export interface Subscriber {
  readonly id: number;
  readonly send: (message: StateMessage) => void;
}

export interface StatePublisher {
  /** Sends a snapshot of each slice at once and patches from then on; asking again sends the snapshots again, of each slice one a tick. */
  readonly subscribe: (subscriber: Subscriber, slices: readonly SliceName[]) => void;
  /** Snapshots of those of these slices that it follows, as if it had asked again. */
  readonly sendAgain: (subscriberId: number, slices: readonly SliceName[]) => void;
  readonly unsubscribe: (subscriberId: number) => void;
  /** Publishes what changed now instead of at the next tick. */
  readonly flush: () => void;
  readonly stop: () => void;
}

interface Entry {
  readonly subscriber: Subscriber;
  readonly slices: Set<SliceName>;
  /** Slices whose snapshot was sent in this tick. */
  readonly sent: Set<SliceName>;
  /** Of those, the ones asked for again: sent at the next tick. */
  readonly owed: Set<SliceName>;
}

/** Replicates slices to windows: snapshots on request, squashed patches each tick while somebody listens. */
export function createStatePublisher(stores: { readonly [S in SliceName]: ReadableSlice }, timers: Timers): StatePublisher {
  const channels = new Map<SliceName, Channel>();
  const subscribers = new Map<number, Entry>();
  let cancelTick: (() => void) | null = null;

  const flushSlice = (slice: SliceName, channel: Channel) => {
    const now = channel.store.records();
    const step = diff(channel.published, now);
    channel.published = now;
    if (step === null) return;
    const base = channel.revision;
    channel.revision += 1;
    const message: StateMessage = { kind: 'patch', slice, base, revision: channel.revision, ...step };
    for (const { subscriber, slices } of subscribers.values()) if (slices.has(slice)) subscriber.send(message);
  };
  const sendSnapshot = ({ subscriber, slices, sent }: Entry, slice: SliceName, channel: Channel) => {
    slices.add(slice);
    sent.add(slice);
    subscriber.send({ kind: 'snapshot', slice, revision: channel.revision, records: [...channel.published.values()] });
  };
  const flush = () => {
    cancelTick?.();
    cancelTick = null;
    const owing = [...subscribers.values()].map((entry) => ({ entry, owed: [...entry.owed] }));
    for (const { entry } of owing) {
      entry.sent.clear();
      // The snapshot holds what a patch would say.
      for (const slice of entry.owed) entry.slices.delete(slice);
      entry.owed.clear();
    }
    for (const [slice, channel] of channels) {
      flushSlice(slice, channel);
      for (const { entry, owed } of owing) if (owed.includes(slice)) sendSnapshot(entry, slice, channel);
    }
    if (owing.some(({ owed }) => owed.length > 0)) schedule();
  };
  const schedule = () => {
    cancelTick ??= timers.after(TICK_MS, flush);
  };

  const stops = SLICE_NAMES.filter((slice) => slice in stores).map((slice) => {
    const store = stores[slice];
    channels.set(slice, { store, published: store.records(), revision: 1 });
    return store.onDidChange(schedule);
  });

  const subscribe: StatePublisher['subscribe'] = (subscriber, slices) => {
    const { slices: followed, sent, owed } = subscribers.get(subscriber.id) ?? { slices: new Set<SliceName>(), sent: new Set<SliceName>(), owed: new Set<SliceName>() };
    const entry: Entry = { subscriber, slices: followed, sent, owed };
    subscribers.set(subscriber.id, entry);
    for (const slice of slices) {
      const channel = channels.get(slice);
      if (channel === undefined) continue;
      if (sent.has(slice)) {
        owed.add(slice);
        continue;
      }
      flushSlice(slice, channel);
      sendSnapshot(entry, slice, channel);
    }
    schedule();
  };

  return {
    subscribe,
    sendAgain: (subscriberId, slices) => {
      const entry = subscribers.get(subscriberId);
      if (entry !== undefined) subscribe(entry.subscriber, slices.filter((slice) => entry.slices.has(slice)));
    },
    unsubscribe: (subscriberId) => void subscribers.delete(subscriberId),
    flush,
    stop: () => {
      cancelTick?.();
      cancelTick = null;
      stops.forEach((stop) => stop());
      subscribers.clear();
    },
  };
}
