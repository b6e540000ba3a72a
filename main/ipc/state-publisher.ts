import { diff, type Records, type StateMessage, type WithId } from '@contract/state/patch.ts';
import type { SliceName } from '@contract/state/slices.ts';
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
  /** Sends a snapshot of each slice at once and patches from then on; asking again sends the snapshots again. */
  readonly subscribe: (subscriber: Subscriber, slices: readonly SliceName[]) => void;
  readonly unsubscribe: (subscriberId: number) => void;
  /** Publishes what changed now instead of at the next tick. */
  readonly flush: () => void;
  readonly stop: () => void;
}

/** Replicates slices to windows: snapshots on request, squashed patches each tick while somebody listens. */
export function createStatePublisher(stores: { readonly [S in SliceName]: ReadableSlice }, timers: Timers): StatePublisher {
  const channels = new Map<SliceName, Channel>();
  const subscribers = new Map<number, { readonly subscriber: Subscriber; readonly slices: Set<SliceName> }>();
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
  const flush = () => {
    cancelTick?.();
    cancelTick = null;
    for (const [slice, channel] of channels) flushSlice(slice, channel);
  };
  const schedule = () => {
    cancelTick ??= timers.after(TICK_MS, flush);
  };

  const stops = (Object.keys(stores) as SliceName[]).map((slice) => {
    const store = stores[slice];
    channels.set(slice, { store, published: store.records(), revision: 1 });
    return store.onDidChange(schedule);
  });

  return {
    subscribe: (subscriber, slices) => {
      const entry = { subscriber, slices: subscribers.get(subscriber.id)?.slices ?? new Set<SliceName>() };
      subscribers.set(subscriber.id, entry);
      for (const slice of slices) {
        const channel = channels.get(slice);
        if (channel === undefined) continue;
        flushSlice(slice, channel);
        entry.slices.add(slice);
        subscriber.send({ kind: 'snapshot', slice, revision: channel.revision, records: [...channel.published.values()] });
      }
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
