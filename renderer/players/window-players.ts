import { createServerClock, pageClocks } from '../lib/server-clock.ts';
import { createTicker, windowTimers } from '../lib/ticker.ts';
import { startMediaWorker } from '../lib/trusted-worker.ts';
import { choosePlayer } from './choose-player.ts';
import { askPlayers, PLAYERS } from './player-registry.ts';
import type { StreamRequests } from './tile-session.ts';
import { TileSessionPool } from './tile-session-pool.ts';
import { MediaEngine } from './webcodecs/media-engine.ts';

export interface WindowPlayers {
  readonly pool: TileSessionPool;
  /** Takes over the gateway's port, each time one comes. */
  readonly setPort: (port: MessagePort) => void;
  /** Server clock minus this PC's clock, ms, each time main measured it. */
  readonly setClockOffset: (offsetMs: number) => void;
  readonly workerRestarts: () => number;
  /** Ends sessions, worker and timer; may be called twice. */
  readonly destroy: () => void;
}

export interface WindowPlayersOptions {
  readonly requests: StreamRequests;
  readonly clockOffsetMs?: number;
  /** The media worker hung and was replaced, its port is lost: load the page again, which brings a new one. */
  readonly onPortNeeded: () => void;
}

const TICK_MS = 250;

/** All that shows video in one window: one worker, one timer, one pool. Made once by the window's composition root. */
export const createWindowPlayers = ({ requests, clockOffsetMs = 0, onPortNeeded }: WindowPlayersOptions): WindowPlayers => {
  const ticker = createTicker(TICK_MS, windowTimers);
  const clock = createServerClock(pageClocks, clockOffsetMs);
  const engine = new MediaEngine({ startWorker: startMediaWorker, onPortNeeded, nowMs: clock.monoMs, ticker });
  const [preferred] = PLAYERS;
  if (preferred === undefined) throw new Error('no player is registered');
  const pool = new TileSessionPool({
    requests,
    clock,
    ticker,
    players: {
      createPlayer: () => preferred.create(engine),
      canPlay: async (codec) => choosePlayer(codec, await askPlayers(codec)).kind === 'player',
      onPort: engine.onPort,
    },
  });
  const onVisibility = (): void => {
    pool.setVisible(document.visibilityState === 'visible');
  };
  document.addEventListener('visibilitychange', onVisibility);
  onVisibility();
  return {
    pool,
    setPort: (port) => {
      engine.setPort(port);
    },
    setClockOffset: clock.setOffset,
    workerRestarts: () => engine.workerRestarts,
    destroy: () => {
      document.removeEventListener('visibilitychange', onVisibility);
      pool.destroy();
      engine.destroy();
    },
  };
};
