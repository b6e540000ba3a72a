import type { Clock } from './clock.ts';

/** A stream that a viewer has open now. */
export interface OpenStreamRecord {
  /** Never given twice. */
  readonly id: number;
  readonly cameraId: string;
  readonly profile: 'main' | 'sub';
  readonly openedUtcMs: number;
}

/** What all viewers of all tiers have open, and how long the servers take over each opening. */
export interface StreamBoard {
  /** Enters a stream that was opened; answers its removal, which may be called twice. */
  readonly enter: (cameraId: string, profile: 'main' | 'sub') => () => void;
  /** In the order they were opened. */
  readonly list: () => readonly OpenStreamRecord[];
  /** Streams opened since the start; only rises. */
  readonly opened: () => number;
  /** One opening after another takes this long, ms; 0 at the start. */
  readonly openMs: () => number;
  readonly setOpenMs: (openMs: number) => void;
}

export function createStreamBoard(clock: Clock): StreamBoard {
  const streams = new Map<number, OpenStreamRecord>();
  let lastId = 0;
  let openMs = 0;
  return {
    enter: (cameraId, profile) => {
      lastId += 1;
      const id = lastId;
      streams.set(id, { id, cameraId, profile, openedUtcMs: Math.floor(clock.nowUtcMs()) });
      return () => void streams.delete(id);
    },
    list: () => [...streams.values()],
    opened: () => lastId,
    openMs: () => openMs,
    setOpenMs: (nextMs) => {
      openMs = nextMs;
    },
  };
}
