import type { CameraId } from '@contract/domain/units.ts';
import type { Later } from '../lib/later.ts';
import type { ServerClock } from '../lib/server-clock.ts';
import type { Ticker } from '../lib/ticker.ts';
import type { DemandQueue } from './demand-queue.ts';
import type { OpenGate } from './open-gate.ts';
import type { ReplayRequests } from './replay-session.ts';
import type { SnapshotStudio } from './snapshot.ts';
import type { StreamRequests } from './stream-link.ts';
import type { PlayerSource } from './tile-info.ts';
import type { TileWants } from './tile-wants.ts';

/** What all tiles of a window have in common. */
export interface TileWindow {
  readonly requests: StreamRequests;
  readonly replays: ReplayRequests;
  readonly players: PlayerSource;
  readonly clock: ServerClock;
  /** Every 250 ms; one for all tiles of a window. */
  readonly ticker: Ticker;
  readonly later: Later;
  readonly gate: OpenGate;
  readonly demands: DemandQueue;
  readonly studio: SnapshotStudio;
  /** Device pixels of a CSS pixel on the monitor where the window is now. */
  readonly pixelRatio: () => number;
}

export interface TileSessionOptions extends TileWindow {
  readonly camera: CameraId;
  readonly wants?: Partial<TileWants>;
}
