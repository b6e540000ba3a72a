import type { StreamDemand } from '@contract/domain/stream.ts';
import type { Result } from '@contract/domain/result.ts';
import type { TileReport } from '@contract/domain/tile-report.ts';
import type { StreamId } from '@contract/domain/units.ts';
import { windowLater } from '../lib/later.ts';
import { createServerClock, pageClocks } from '../lib/server-clock.ts';
import { createTicker, windowTimers } from '../lib/ticker.ts';
import { startMediaWorker } from '../lib/trusted-worker.ts';
import { DemandQueue } from './demand-queue.ts';
import { LoadDriver } from './load-driver.ts';
import { OpenGate } from './open-gate.ts';
import { createPlayer, playableProfiles } from './player-registry.ts';
import type { ReplayRequests } from './replay-session.ts';
import { windowStudio } from './snapshot.ts';
import type { StreamRequests } from './stream-link.ts';
import { TileReporter } from './tile-report.ts';
import { TileSessionPool } from './tile-session-pool.ts';
import { MediaEngine } from './webcodecs/media-engine.ts';

/** The requests of a window's tiles, by their names in the contract. */
export interface MediaRequests {
  readonly 'media.open': StreamRequests['open'];
  readonly 'media.demand': (input: { readonly items: { stream: StreamId; demand: StreamDemand }[] }) => Promise<Result<null>>;
  readonly 'media.close': StreamRequests['close'];
  readonly 'media.replay': ReplayRequests['start'];
  readonly 'media.replayPast': ReplayRequests['past'];
  readonly 'media.replayAct': ReplayRequests['act'];
  readonly 'tiles.report': (input: { readonly tiles: TileReport[] }) => Promise<Result<null>>;
}

export interface WindowPlayers {
  readonly pool: TileSessionPool;
  /** How many tiles are given less than they could show, and why: `subscribe` and `getSnapshot`. */
  readonly load: Pick<LoadDriver, 'subscribe' | 'getSnapshot'>;
  /** Takes over the gateway's port, each time one comes. */
  readonly setPort: (port: MessagePort) => void;
  /** Server clock minus this PC's clock, ms, each time main measured it. */
  readonly setClockOffset: (offsetMs: number) => void;
  readonly workerRestarts: () => number;
  /** Ends sessions, worker and timer; may be called twice. */
  readonly destroy: () => void;
}

export interface WindowPlayersOptions {
  readonly requests: MediaRequests;
  readonly clockOffsetMs?: number;
  /** The media worker hung and was replaced, its port is lost: load the page again, which brings a new one. */
  readonly onPortNeeded: () => void;
}

const TICK_MS = 250;

const beforeDrawing = (run: () => void): (() => void) => {
  const request = requestAnimationFrame(run);
  return () => {
    cancelAnimationFrame(request);
  };
};

/** All that shows video in one window: one worker, one timer, one pool. Made once by the window's composition root. */
export const createWindowPlayers = ({ requests, clockOffsetMs = 0, onPortNeeded }: WindowPlayersOptions): WindowPlayers => {
  const ticker = createTicker(TICK_MS, windowTimers);
  const clock = createServerClock(pageClocks, clockOffsetMs);
  const engine = new MediaEngine({ startWorker: startMediaWorker, onPortNeeded, nowMs: clock.monoMs, ticker });
  const demands = new DemandQueue({ send: ({ items }) => requests['media.demand']({ items: [...items] }), later: windowLater });
  const pool = new TileSessionPool({
    requests: { open: requests['media.open'], close: requests['media.close'] },
    replays: { start: requests['media.replay'], past: requests['media.replayPast'], act: requests['media.replayAct'], close: requests['media.close'] },
    players: { createPlayer: () => createPlayer(engine), playable: playableProfiles, onPort: engine.onPort },
    clock,
    ticker,
    later: windowLater,
    gate: new OpenGate({ later: windowLater }),
    demands,
    studio: windowStudio,
    pixelRatio: () => window.devicePixelRatio,
  });
  const held = () => pool.held();
  const load = new LoadDriver({ held, clock, ticker, tickMs: TICK_MS, beforeDrawing });
  const reporter = new TileReporter({ held, send: ({ tiles }) => requests['tiles.report']({ tiles: [...tiles] }), clock, ticker });
  return {
    pool,
    load,
    setPort: (port) => {
      engine.setPort(port);
    },
    setClockOffset: clock.setOffset,
    workerRestarts: () => engine.workerRestarts,
    destroy: () => {
      reporter.destroy();
      load.destroy();
      pool.destroy();
      demands.destroy();
      engine.destroy();
    },
  };
};
