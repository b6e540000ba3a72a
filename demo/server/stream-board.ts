import type { CameraViewer, Person } from './api-types.ts';
import type { Clock } from './clock.ts';

/** A stream that a viewer has open now. */
export interface OpenStreamRecord {
  /** Never given twice. */
  readonly id: number;
  readonly cameraId: string;
  readonly profile: 'main' | 'sub';
  readonly openedUtcMs: number;
  /** Who has it open. */
  readonly viewer: Person;
}

/** What all viewers of all tiers have open, and how long the servers take over each opening. */
export interface StreamBoard {
  /** Enters a stream that was opened; answers its removal, which may be called twice. */
  readonly enter: (cameraId: string, profile: 'main' | 'sub', viewer: Person) => () => void;
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
    enter: (cameraId, profile, viewer) => {
      lastId += 1;
      const id = lastId;
      streams.set(id, { id, cameraId, profile, openedUtcMs: Math.floor(clock.nowUtcMs()), viewer });
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

/** Everybody but one who has a camera open, each once a place, the longest first. */
export function viewersOf(streams: readonly OpenStreamRecord[], cameraId: string, exceptId: string): readonly CameraViewer[] {
  const found = new Map<string, CameraViewer>();
  for (const { viewer, openedUtcMs, ...stream } of streams) {
    if (stream.cameraId !== cameraId || viewer.id === exceptId || found.has(viewer.id)) continue;
    const { name, unitName } = viewer;
    found.set(viewer.id, { name, ...(unitName === undefined ? {} : { unitName }), sinceUtcMs: openedUtcMs, place: viewer.role === 'wall-device' ? 'wall' : 'desk' });
  }
  return [...found.values()];
}
