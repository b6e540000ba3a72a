import { assertNever } from '@contract/domain/result.ts';
import { keepSocket, type KeptSocket } from '../../../platform/kept-socket.ts';
import { createSkipCount } from '../../../platform/skip-count.ts';
import { openWebSocket, type WebSocketOpener } from '../../../platform/web-socket.ts';
import type { AdapterEnvironment, EventCursor, EventsListener, EventsPort, EventsSubscription, VmsEvent } from '../../adapter.ts';
import type { TierClient } from './client.ts';
import { createEventOrder, type MissingRange, type PlacedEvent } from './event-order.ts';
import { mapEvent } from './mapping.ts';
import { wireEvent, wireEventMessage, wireEventPlace, wireList, type WireEventMessage } from './wire.schema.ts';

const PROTOCOL = 'vonglau-events.v1';
/** Until the hello has named the heartbeat. */
const FIRST_SILENCE_LIMIT_MS = 10_000;
const HEARTBEAT_SLACK_MS = 500;

/** The event stream of a Tier API server; `url` is that of its WebSocket. */
export function createEvents(environment: AdapterEnvironment, url: string, client: TierClient, openSocket: WebSocketOpener = openWebSocket): EventsPort {
  return { subscribe: (cursor, listener) => subscribe({ environment, url, client, openSocket, cursor, listener }) };
}

interface Subscribing {
  readonly environment: AdapterEnvironment;
  readonly url: string;
  readonly client: TierClient;
  readonly openSocket: WebSocketOpener;
  readonly cursor: EventCursor | null;
  readonly listener: EventsListener;
}

function subscribe({ environment, url, client, openSocket, cursor, listener }: Subscribing): EventsSubscription {
  const order = createEventOrder<VmsEvent>();
  const skip = createSkipCount(environment.log, 'tier.event-skipped');
  /** Epoch the connected server named in its hello. */
  let epoch: string | null = null;
  let connected = false;
  let fetching = false;
  let closed = false;
  order.startAt(cursor);

  const setConnected = (now: boolean): void => {
    if (connected === now || closed) return;
    connected = now;
    listener.onConnection(now);
  };

  const deliver = (ready: readonly PlacedEvent<VmsEvent>[], ofEpoch: string): void => {
    for (const { seq, event } of ready) {
      if (closed) return;
      if (event !== null) listener.onEvent(event, { epoch: ofEpoch, seq });
    }
  };

  const needSnapshot = (newestSeq = 0): void => {
    order.startAt(null);
    order.heardOf(newestSeq);
    if (!closed) listener.onSnapshotNeeded();
  };

  const place = (seq: number, raw: unknown): PlacedEvent<VmsEvent> => {
    const read = wireEvent.safeParse(raw);
    if (!read.success) skip('event');
    return { seq, event: read.success ? mapEvent(read.data) : null };
  };

  const fetchMissing = async (range: MissingRange): Promise<void> => {
    const list = await client.read({ method: 'GET', path: 'v1/events/range', query: { epoch: range.epoch, after: range.after, until: range.until } }, wireList);
    const position = order.position();
    if (closed || position === null || position.epoch !== range.epoch) return;
    if (!list.ok) return list.error.code === 'events/range-gone' ? needSnapshot() : socket.drop('range not answered');
    for (const item of list.value.items) {
      const read = wireEventPlace.safeParse(item);
      if (read.success && read.data.epoch === range.epoch) deliver(order.take(place(read.data.seq, read.data.event)), range.epoch);
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
        environment.log.warn('tier.events-lost', { code: error.code, detail: error.detail });
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
