import { openWebSocket, type WebSocketOpener } from '../../../platform/web-socket.ts';
import type { AdapterEnvironment, EventsPort, VmsEvent } from '../../adapter.ts';
import type { TierClient } from './client.ts';
import { openEventStream } from './event-stream.ts';
import { mapEvent } from './mapping.ts';
import { wireEvent } from './wire.schema.ts';

/** The event stream of a Tier API server; `url` is that of its WebSocket. */
export function createEvents(environment: AdapterEnvironment, url: string, client: TierClient, openSocket: WebSocketOpener = openWebSocket): EventsPort {
  return {
    subscribe: (cursor, listener) => {
      let closed = false;
      const subscription = openEventStream<VmsEvent>({
        environment,
        url,
        rangePath: 'v1/events/range',
        client,
        openSocket,
        cursor,
        name: 'event',
        isGathered: false,
        read: (raw) => {
          const read = wireEvent.safeParse(raw);
          return read.success ? mapEvent(read.data) : undefined;
        },
        listener: {
          onEvents: (events, { epoch }) => {
            for (const { seq, event } of events) if (event !== null && !closed) listener.onEvent(event, { epoch, seq });
          },
          onSnapshotNeeded: listener.onSnapshotNeeded,
          onConnection: listener.onConnection,
        },
      });
      return {
        ...subscription,
        close: () => {
          closed = true;
          subscription.close();
        },
      };
    },
  };
}
