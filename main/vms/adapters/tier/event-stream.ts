import { assertNever } from '@contract/domain/result.ts';
import type { Cancel } from '../../../platform/clock.ts';
import { keepSocket, type KeptSocket } from '../../../platform/kept-socket.ts';
import { createSkipCount } from '../../../platform/skip-count.ts';
import type { WebSocketOpener } from '../../../platform/web-socket.ts';
import type { AdapterEnvironment, EventCursor, EventsSubscription } from '../../adapter.ts';
import type { TierClient } from './client.ts';
import { createEventOrder, type MissingRange, type PlacedEvent } from './event-order.ts';
import { wireEventMessage, wireEventPlace, wireList, type WireEventMessage } from './wire.schema.ts';

const PROTOCOL = 'vonglau-events.v1';
/** Until the hello has named the heartbeat. */
const FIRST_SILENCE_LIMIT_MS = 10_000;
const HEARTBEAT_SLACK_MS = 500;

/** What a client hears of one stream. */
export interface StreamListener<T> {
  /** In order, each once, none left out within an epoch; those that could not be read only move the cursor. At least one moved it. */
  readonly onEvents: (events: readonly PlacedEvent<T>[], cursor: EventCursor) => void;
  /** Events may have been missed: load a snapshot, then call `resumeAfter` with its cursor. */
  readonly onSnapshotNeeded: () => void;
  readonly onConnection: (connected: boolean) => void;
  /** The server is there, and nothing it sent is missing. */
  readonly onHeard?: () => void;
}

export interface StreamParts<T> {
  readonly environment: AdapterEnvironment;
  /** Of the WebSocket. */
  readonly url: string;
  /** Where a range is asked for, without a leading slash. */
  readonly rangePath: string;
  readonly client: TierClient;
  readonly openSocket: WebSocketOpener;
  /** Null: ask for a snapshot first. */
  readonly cursor: EventCursor | null;
  /** The event; `nothing` is only a number; undefined: it cannot be read. */
  readonly read: (raw: unknown) => T | 'nothing' | undefined;
  /** Of lines in the log: `tier.<name>-skipped`, `tier.<name>s-lost`. */
  readonly name: string;
  /** Events that come at once are told together rather than one by one. */
  readonly isGathered: boolean;
  readonly listener: StreamListener<T>;
}

/** A stream of numbered events (events.yaml) kept connected: gaps are asked for, repeats let go, a silent socket dropped. */
export function openEventStream<T>({ environment, url, rangePath, client, openSocket, cursor, read, name, isGathered, listener }: StreamParts<T>): EventsSubscription {
  const order = createEventOrder<T>();
  const skip = createSkipCount(environment.log, `tier.${name}-skipped`);
  /** Epoch the connected server named in its hello. */
  let epoch: string | null = null;
  let connected = false;
  let fetching = false;
  let closed = false;
  let gathered: PlacedEvent<T>[] = [];
  let cancelTell: Cancel | null = null;
  order.startAt(cursor);

  const setConnected = (now: boolean): void => {
    if (connected === now || closed) return;
    connected = now;
    listener.onConnection(now);
  };

  const tell = (ofEpoch: string): void => {
    cancelTell?.();
    cancelTell = null;
    const ready = gathered;
    gathered = [];
    const last = ready.at(-1);
    if (last !== undefined && !closed) listener.onEvents(ready, { epoch: ofEpoch, seq: last.seq });
  };

  const deliver = (ready: readonly PlacedEvent<T>[], ofEpoch: string): void => {
    if (ready.length === 0 || closed) return;
    gathered.push(...ready);
    if (!isGathered) tell(ofEpoch);
    else cancelTell ??= environment.timers.after(0, () => tell(ofEpoch));
  };

  const needSnapshot = (newestSeq = 0): void => {
    const position = order.position();
    // What was in order before is told before.
    if (position !== null) tell(position.epoch);
    order.startAt(null);
    order.heardOf(newestSeq);
    if (!closed) listener.onSnapshotNeeded();
  };

  const place = (seq: number, raw: unknown): PlacedEvent<T> => {
    const event = read(raw);
    if (event === undefined) skip('event');
    return { seq, event: event === undefined || event === 'nothing' ? null : event };
  };

  const fetchMissing = async (range: MissingRange): Promise<void> => {
    const list = await client.read({ method: 'GET', path: rangePath, query: { epoch: range.epoch, after: range.after, until: range.until } }, wireList);
    const position = order.position();
    if (closed || position === null || position.epoch !== range.epoch) return;
    if (!list.ok) return list.error.code === 'events/range-gone' ? needSnapshot() : socket.drop('range not answered');
    for (const item of list.value.items) {
      const found = wireEventPlace.safeParse(item);
      if (found.success && found.data.epoch === range.epoch) deliver(order.take(place(found.data.seq, found.data.event)), range.epoch);
      else skip('range');
    }
    // Asking again would answer the same.
    if (order.position()?.seq === range.after) needSnapshot();
  };

  const fillGap = (): void => {
    const range = order.missing();
    if (range === null || fetching || !connected || closed) return;
    fetching = true;
    void fetchMissing(range).finally(() => {
      fetching = false;
      fillGap();
    });
  };

  const onMessage = (message: WireEventMessage): void => {
    switch (message.type) {
      case 'hello': {
        epoch = message.epoch;
        const heartbeatMs = Math.min(60_000, Math.max(500, message.heartbeatMs));
        socket.setSilenceLimit(2 * heartbeatMs + HEARTBEAT_SLACK_MS);
        const from = order.position();
        socket.send(JSON.stringify(from === null ? { type: 'identify' } : { type: 'resume', epoch: from.epoch, after: from.seq }));
        return;
      }
      case 'ready':
      case 'snapshot-required': {
        epoch = message.epoch;
        setConnected(true);
        const position = order.position();
        const resumed = message.type === 'ready' && position !== null && position.epoch === message.epoch;
        if (resumed) return;
        return needSnapshot(message.seq);
      }
      case 'event':
        if (message.epoch !== epoch) return skip('epoch');
        deliver(order.take(place(message.seq, message.event)), message.epoch);
        return fillGap();
      case 'heartbeat':
        socket.send(JSON.stringify({ type: 'heartbeat', utcMs: Math.round(environment.clock.utcMs()) }));
        if (message.seq !== undefined && connected) order.heardOf(message.seq);
        if (connected && order.missing() === null) listener.onHeard?.();
        return fillGap();
      default:
        return assertNever(message);
    }
  };

  const socket: KeptSocket = keepSocket(
    {
      url,
      protocol: PROTOCOL,
      trust: environment.trust,
      accessToken: environment.accessToken,
      silenceLimitMs: FIRST_SILENCE_LIMIT_MS,
      openSocket,
      clock: environment.clock,
      timers: environment.timers,
      random: environment.random,
    },
    {
      onConnecting: () => undefined,
      onOpen: () => undefined,
      onText: (text) => {
        const message = readMessage(text);
        if (message === null) skip('message');
        else onMessage(message);
      },
      onBinary: () => skip('binary'),
      onLost: (error) => {
        epoch = null;
        environment.log.warn(`tier.${name}s-lost`, { code: error.code, detail: error.detail });
        setConnected(false);
      },
    },
  );

  return {
    resumeAfter: (from) => {
      if (closed) return;
      if (epoch !== null && epoch !== from.epoch) {
        // The server began anew between the snapshot and now.
        order.startAt(null);
        return socket.drop('epoch changed');
      }
      deliver(order.startAt(from), from.epoch);
      fillGap();
    },
    renew: () => socket.renew(),
    retryNow: () => socket.retryNow(),
    close: () => {
      closed = true;
      cancelTell?.();
      socket.close();
    },
  };
}

function readMessage(text: string): WireEventMessage | null {
  try {
    const read = wireEventMessage.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
