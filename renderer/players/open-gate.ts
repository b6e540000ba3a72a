import { IMPORTANCES, type Importance } from '@contract/domain/stream.ts';
import type { Later } from '../lib/later.ts';

/** A tile's turn to open its stream. */
export interface OpenTurn {
  /** Opened, failed or no longer wanted: the next may go. May be called twice. */
  readonly end: () => void;
}

interface Waiting {
  readonly importance: Importance;
  readonly start: () => void;
  state: 'waiting' | 'running' | 'ended';
  stopHold: () => void;
}

export interface OpenGateOptions {
  readonly later: Later;
  /** Streams being opened at a time. */
  readonly slots?: number;
  /** Further ones for tiles that an alarm or the operator calls for. */
  readonly urgentSlots?: number;
}

/** A slow server keeps a place for this long at most. */
export const OPEN_HOLD_MS = 1_500;
const SLOTS = 16;
const URGENT_SLOTS = 4;

/**
 * Lets the tiles of a window open their streams a few at a time, the most important first, so that a large scene does not fall upon
 * the server at once, and a tile that is clicked meanwhile does not wait behind it.
 */
export class OpenGate {
  readonly #options: Required<OpenGateOptions>;
  readonly #queue: Waiting[] = [];
  #running = 0;

  constructor(options: OpenGateOptions) {
    this.#options = { slots: SLOTS, urgentSlots: URGENT_SLOTS, ...options };
  }

  /** Calls `start` when it is its turn: at once while there is room. */
  enter(importance: Importance, start: () => void): OpenTurn {
    const waiting: Waiting = { importance, start, state: 'waiting', stopHold: () => undefined };
    this.#queue.push(waiting);
    this.#queue.sort((one, other) => IMPORTANCES.indexOf(one.importance) - IMPORTANCES.indexOf(other.importance));
    this.#admit();
    return {
      end: () => {
        this.#end(waiting);
      },
    };
  }

  get waiting(): number {
    return this.#queue.length;
  }

  #admit(): void {
    for (let next = this.#queue[0]; next !== undefined && this.#running < this.#slotsFor(next.importance); next = this.#queue[0]) {
      this.#queue.shift();
      this.#running += 1;
      const admitted = next;
      admitted.state = 'running';
      admitted.stopHold = this.#options.later(() => {
        this.#end(admitted);
      }, OPEN_HOLD_MS);
      admitted.start();
    }
  }

  #slotsFor(importance: Importance): number {
    const { slots, urgentSlots } = this.#options;
    return importance === 'alarm' || importance === 'selected' ? slots + urgentSlots : slots;
  }

  #end(waiting: Waiting): void {
    const was = waiting.state;
    waiting.state = 'ended';
    if (was === 'waiting') this.#queue.splice(this.#queue.indexOf(waiting), 1);
    if (was !== 'running') return;
    waiting.stopHold();
    this.#running -= 1;
    this.#admit();
  }
}
