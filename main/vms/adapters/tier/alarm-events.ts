import type { WebSocketOpener } from '../../../platform/web-socket.ts';
import type { AdapterEnvironment } from '../../adapter.ts';
import type { AlarmCursor, AlarmEvent, AlarmListener, AlarmSubscription } from '../../alarm-ports.ts';
import type { TierClient } from './client.ts';
import { mapAlarmEvent } from './alarm-mapping.ts';
import { wireAlarmEvent } from './alarm-wire.schema.ts';
import { openEventStream } from './event-stream.ts';

export interface AlarmStreamParts {
  readonly environment: AdapterEnvironment;
  /** Of the WebSocket. */
  readonly url: string;
  readonly client: TierClient;
  readonly openSocket: WebSocketOpener;
}

/** The stream of alarms of a Tier API server: what came at once is told at once. */
export const openAlarmStream = (parts: AlarmStreamParts, cursor: AlarmCursor | null, listener: AlarmListener): AlarmSubscription =>
  openEventStream<AlarmEvent>({
    ...parts,
    rangePath: 'v1/alarm-events/range',
    cursor,
    name: 'alarm-event',
    isGathered: true,
    read: (raw) => {
      const read = wireAlarmEvent.safeParse(raw);
      return read.success ? (mapAlarmEvent(read.data) ?? 'nothing') : undefined;
    },
    listener: {
      onEvents: (events, reached) => listener.onEvents(events.flatMap(({ event }) => event ?? []), reached),
      onSnapshotNeeded: listener.onSnapshotNeeded,
      onConnection: listener.onConnection,
      onHeard: () => listener.onHeard?.(),
    },
  });
