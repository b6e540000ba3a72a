import type { Clock } from './clock.ts';
import type { Paced } from './live-stream.ts';

/** Shortest pause between two rounds: pictures due within it leave together. */
const ROUND_MS = 4;

/** Streams that share a connection, so that one round makes one write. */
export interface PacedConnection {
  readonly streams: () => Iterable<Paced>;
  /** Holds writes back until `flush`. */
  readonly hold: () => void;
  readonly flush: () => void;
}

/** The one timer behind all streams of all tiers. */
export interface Pacer {
  /** Answers the removal. */
  readonly add: (connection: PacedConnection) => () => void;
  /** Call after a stream was opened or its fault changed. */
  readonly wake: () => void;
  /** Stops the timer for good; may be called twice. */
  readonly destroy: () => void;
}

export function createPacer(clock: Clock): Pacer {
  const connections = new Set<PacedConnection>();
  let timer: NodeJS.Timeout | null = null;
  let destroyed = false;

  const round = (): void => {
    timer = null;
    const nowUtcMs = clock.nowUtcMs();
    let nextDueUtcMs = Number.POSITIVE_INFINITY;
    for (const connection of connections) {
      let holding = false;
      for (const stream of connection.streams()) {
        if (stream.nextDueUtcMs() <= nowUtcMs) {
          if (!holding) connection.hold();
          holding = true;
          stream.tick(nowUtcMs);
        }
        nextDueUtcMs = Math.min(nextDueUtcMs, stream.nextDueUtcMs());
      }
      if (holding) connection.flush();
    }
    if (Number.isFinite(nextDueUtcMs)) plan(nextDueUtcMs - clock.nowUtcMs());
  };
  const plan = (waitMs: number): void => {
    if (destroyed || timer !== null) return;
    // Not longer than a second, so that a clock set forward is noticed.
    timer = setTimeout(round, Math.min(Math.max(waitMs, ROUND_MS), 1000));
  };
  const wake = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    plan(0);
  };
  return {
    add: (connection) => {
      connections.add(connection);
      wake();
      return () => connections.delete(connection);
    },
    wake,
    destroy: () => {
      destroyed = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      connections.clear();
    },
  };
}
