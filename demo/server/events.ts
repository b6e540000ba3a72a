import { authoriseSocket, CLOSE, type AuthorisedSocket, type AuthorisedSocketOptions } from './authorised-socket.ts';
import type { EventReading } from './event-log.ts';

export const EVENTS_PROTOCOL = 'vonglau-events.v1';

/** A client that leaves this many heartbeats unanswered is gone. */
const MISSED_MAX = 2;
/** Bytes that may wait for a client that reads more slowly than things happen; more than a whole range has. It comes back and resumes. */
export const BEHIND_MAX = 24 * 1_048_576;

export interface EventsOptions extends Omit<AuthorisedSocketOptions, 'protocol' | 'onMessage' | 'onDidClose'> {
  readonly log: EventReading<unknown>;
  readonly heartbeatMs: number;
}

/** Serves one connection of `/v1/events` or `/v1/alarm-events` until it closes: hello, then events once the client said where it stands. */
export function serveEvents(options: EventsOptions): void {
  const { log, clock, schemas, heartbeatMs } = options;
  const isResume = schemas.guard('EventResume');
  let stopEvents: (() => void) | null = null;
  let unanswered = 0;

  /** `seq`: the sequence number after which the events that follow begin. */
  const start = (type: 'ready' | 'snapshot-required', seq: number, missed: readonly object[] = []): void => {
    socket.sendJson({ type, epoch: log.epoch, seq });
    for (const event of missed) socket.sendJson(event);
    stopEvents?.();
    stopEvents = log.onDidAppend((event) => {
      if (socket.bufferedBytes() > BEHIND_MAX) socket.drop();
      else socket.sendJson(event);
    });
  };
  const socket: AuthorisedSocket = authoriseSocket({
    ...options,
    protocol: EVENTS_PROTOCOL,
    onMessage: (type, message) => {
      switch (type) {
        case 'identify':
          start('ready', log.seq());
          return true;
        case 'resume': {
          if (!isResume(message)) return false;
          const missed = log.range(message.epoch, message.after, log.seq());
          if (missed.ok) start('ready', message.after, missed.value);
          else start('snapshot-required', log.seq());
          return true;
        }
        case 'heartbeat':
          unanswered = 0;
          return true;
        default:
          return true;
      }
    },
    onDidClose: () => {
      clearInterval(heartbeat);
      stopEvents?.();
    },
  });
  const heartbeat = setInterval(() => {
    if (unanswered >= MISSED_MAX) {
      socket.close(CLOSE.silent, 'no heartbeat answer');
      return;
    }
    unanswered += 1;
    socket.sendJson({ type: 'heartbeat', utcMs: Math.floor(clock.nowUtcMs()), seq: log.seq() });
  }, heartbeatMs);
  socket.sendJson({ type: 'hello', epoch: log.epoch, seq: log.seq(), heartbeatMs, serverUtcMs: Math.floor(clock.nowUtcMs()) });
}
