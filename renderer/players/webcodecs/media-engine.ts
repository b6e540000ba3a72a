import { createListeners } from '../../lib/listeners.ts';
import type { Ticker } from '../../lib/ticker.ts';
import type { PortNews, Release } from '../tile-player.ts';
import type { PageToWorker, PlayerKey, WorkerToPage } from './worker-protocol.ts';

/** What a player hears of its half in the worker. */
export type FromWorker = Extract<WorkerToPage, { readonly player: PlayerKey }> | { readonly kind: 'counters'; readonly counters: Extract<WorkerToPage, { readonly kind: 'beat' }>['counters'][number][1] };

/** A player's line to the worker. `restarted` worker: everything said before is forgotten there and must be said again. */
export interface EngineLine {
  readonly key: PlayerKey;
  readonly send: (message: PageToWorker, transfer?: Transferable[]) => void;
  /** Tells the worker to drop the player; may be called twice. */
  readonly close: Release;
}

/** The part of a Worker that is used. */
export interface WorkerLike {
  onmessage: ((event: MessageEvent<WorkerToPage>) => void) | null;
  readonly postMessage: (message: PageToWorker, transfer: Transferable[]) => void;
  readonly terminate: () => void;
}

export interface MediaEngineOptions {
  readonly startWorker: () => WorkerLike;
  /** The worker hung and took the media port with it: the window needs a new one (a page that is loaded again gets one). */
  readonly onPortNeeded: () => void;
  readonly nowMs: () => number;
  /** Every 250 ms or so; watches the worker. */
  readonly ticker: Ticker;
}

/** A worker silent for this long is dead; it beats once a second. */
const WORKER_SILENT_MS = 8_000;
/** A page that was stopped itself (debugger, sleep) must hear the worker before it judges it. */
const OWN_PAUSE_MS = 3_000;
const RESTARTS_MAX = 3;

/** Page side of the video path: owns the window's one media worker and carries messages between it and the players. */
export class MediaEngine {
  readonly #options: MediaEngineOptions;
  readonly #lines = new Map<PlayerKey, { readonly hear: (message: FromWorker) => void; readonly onRestart: () => void }>();
  readonly #ports = createListeners<PortNews>();
  readonly #stopTicking: Release;
  #worker: WorkerLike;
  #nextKey = 1;
  #lastBeatMs: number;
  #lastTickMs: number;
  #restarts = 0;
  #hadPort = false;
  #isDestroyed = false;

  constructor(options: MediaEngineOptions) {
    this.#options = options;
    this.#lastBeatMs = this.#lastTickMs = options.nowMs();
    this.#worker = this.#startWorker();
    this.#stopTicking = options.ticker.add(() => {
      this.#watch();
    });
  }

  /** Times the worker was started again; only rises. */
  get workerRestarts(): number {
    return this.#restarts;
  }

  /** Takes the gateway's port over. Called once after load and again after each restart of the gateway. */
  setPort(port: MessagePort): void {
    if (this.#isDestroyed) {
      port.close();
      return;
    }
    this.#worker.postMessage({ kind: 'port' }, [port]);
    this.#ports.emit(this.#hadPort ? 'replaced' : 'first');
    this.#hadPort = true;
  }

  readonly onPort = (listener: (news: PortNews) => void): Release => this.#ports.add(listener);

  /** A new player's line. `onRestart`: the worker is a new one that knows nothing. */
  addPlayer(hear: (message: FromWorker) => void, onRestart: () => void): EngineLine {
    const key = this.#nextKey;
    this.#nextKey += 1;
    this.#lines.set(key, { hear, onRestart });
    this.#worker.postMessage({ kind: 'player', player: key }, []);
    return {
      key,
      send: (message, transfer = []) => {
        if (this.#lines.has(key)) this.#worker.postMessage(message, transfer);
      },
      close: () => {
        if (!this.#lines.delete(key) || this.#isDestroyed) return;
        this.#worker.postMessage({ kind: 'end', player: key }, []);
      },
    };
  }

  /** Ends the worker; players are of no use afterwards. May be called twice. */
  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#stopTicking();
    this.#worker.terminate();
    this.#lines.clear();
    this.#ports.clear();
  }

  #startWorker(): WorkerLike {
    const worker = this.#options.startWorker();
    worker.onmessage = (event) => {
      if (worker === this.#worker) this.#hear(event.data);
    };
    return worker;
  }

  #hear(message: WorkerToPage): void {
    if (message.kind !== 'beat') {
      this.#lines.get(message.player)?.hear(message);
      return;
    }
    this.#lastBeatMs = this.#options.nowMs();
    for (const [player, counters] of message.counters) this.#lines.get(player)?.hear({ kind: 'counters', counters });
  }

  #watch(): void {
    const nowMs = this.#options.nowMs();
    if (nowMs - this.#lastTickMs > OWN_PAUSE_MS) this.#lastBeatMs = nowMs;
    this.#lastTickMs = nowMs;
    if (nowMs - this.#lastBeatMs < WORKER_SILENT_MS || this.#restarts >= RESTARTS_MAX) return;
    this.#lastBeatMs = nowMs;
    this.#restarts += 1;
    this.#worker.terminate();
    this.#worker = this.#startWorker();
    for (const [player, line] of this.#lines) {
      this.#worker.postMessage({ kind: 'player', player }, []);
      line.onRestart();
    }
    this.#options.onPortNeeded();
  }
}
