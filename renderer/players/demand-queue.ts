import type { Result } from '@contract/domain/result.ts';
import type { StreamDemand } from '@contract/domain/stream.ts';
import type { StreamId } from '@contract/domain/units.ts';
import type { Later } from '../lib/later.ts';

export interface DemandItem {
  readonly stream: StreamId;
  readonly demand: StreamDemand;
}

export interface DemandQueueOptions {
  /** `media.demand`: DEMANDS_MAX items at most. */
  readonly send: (input: { readonly items: readonly DemandItem[] }) => Promise<Result<null>>;
  readonly later: Later;
}

/** At most one request a window in this time. */
export const DEMAND_EVERY_MS = 100;
export const DEMANDS_MAX = 128;
/** A request that failed is made again after this time. */
const RETRY_MS = 1_000;

export const isSameDemand = (one: StreamDemand, other: StreamDemand): boolean =>
  one.widthPx === other.widthPx &&
  one.heightPx === other.heightPx &&
  one.importance === other.importance &&
  one.pace === other.pace &&
  one.audio === other.audio &&
  one.playable.length === other.playable.length &&
  one.playable.every((profile, index) => profile === other.playable[index]);

/** Keeps main told of what the tiles of a window ask of their streams: only what changed, all in one request. */
export class DemandQueue {
  readonly #options: DemandQueueOptions;
  /** As main knows them. */
  readonly #known = new Map<StreamId, StreamDemand>();
  readonly #wanted = new Map<StreamId, StreamDemand>();
  #cancel: (() => void) | null = null;
  #isBusy = false;
  #isDestroyed = false;

  constructor(options: DemandQueueOptions) {
    this.#options = options;
  }

  /** A stream was opened with this demand. */
  opened(stream: StreamId, demand: StreamDemand): void {
    this.#known.set(stream, demand);
  }

  /** What a stream is wanted for now. */
  put(stream: StreamId, demand: StreamDemand): void {
    const known = this.#known.get(stream);
    if (known === undefined) return;
    if (isSameDemand(known, demand)) this.#wanted.delete(stream);
    else this.#wanted.set(stream, demand);
    this.#plan(0);
  }

  /** The stream is closed. */
  closed(stream: StreamId): void {
    this.#known.delete(stream);
    this.#wanted.delete(stream);
  }

  destroy(): void {
    this.#isDestroyed = true;
    this.#cancel?.();
    this.#cancel = null;
    this.#known.clear();
    this.#wanted.clear();
  }

  #plan(delayMs: number): void {
    if (this.#isBusy || this.#isDestroyed || this.#cancel !== null || this.#wanted.size === 0) return;
    this.#cancel = this.#options.later(() => {
      this.#cancel = null;
      void this.#send();
    }, delayMs);
  }

  async #send(): Promise<void> {
    const items = [...this.#wanted].slice(0, DEMANDS_MAX).map(([stream, demand]) => ({ stream, demand }));
    if (items.length === 0) return;
    this.#isBusy = true;
    const before = new Map(items.map(({ stream }) => [stream, this.#known.get(stream)]));
    for (const { stream, demand } of items) {
      this.#known.set(stream, demand);
      this.#wanted.delete(stream);
    }
    const answer = await this.#options.send({ items });
    if (!answer.ok) this.#takeBack(items, before);
    // What changes meanwhile goes with the next one.
    this.#options.later(() => {
      this.#isBusy = false;
      this.#plan(0);
    }, answer.ok ? DEMAND_EVERY_MS : RETRY_MS);
  }

  /** Main did not hear it: all but what changed or closed meanwhile is to be said again. */
  #takeBack(items: readonly DemandItem[], before: ReadonlyMap<StreamId, StreamDemand | undefined>): void {
    for (const { stream, demand } of items) {
      const known = before.get(stream);
      if (known === undefined || !this.#known.has(stream)) continue;
      this.#known.set(stream, known);
      const latest = this.#wanted.get(stream) ?? demand;
      if (isSameDemand(latest, known)) this.#wanted.delete(stream);
      else this.#wanted.set(stream, latest);
    }
  }
}
