import { idleTile, reduceTile, type Tile, type TileInput, type TileInstant } from '@contract/domain/tile-truth.ts';
import type { ServerClock } from '../lib/server-clock.ts';

type WithoutTime<I> = I extends TileInput ? Omit<I, keyof TileInstant> : never;
/** What happens to a tile; the keeper says when. */
export type TileNews = WithoutTime<TileInput>;

/** Holds a tile's truth and puts the time to everything that is told. */
export class TruthKeeper {
  readonly #clock: ServerClock;
  readonly #onChange: () => void;
  #tile: Tile = idleTile();

  /** `onChange`: what the tile may say is another. */
  constructor(clock: ServerClock, onChange: () => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  get tile(): Tile {
    return this.#tile;
  }

  /** Several things at one moment are told as one. `nowMonoMs`: when, if not now. */
  tell(news: TileNews | readonly TileNews[], nowMonoMs = this.#clock.monoMs()): void {
    const before = this.#tile.state;
    const instant: TileInstant = { nowMonoMs, serverNowUtcMs: this.#clock.nowUtcMs() };
    for (const each of isList(news) ? news : [news]) this.#tile = reduceTile(this.#tile, { ...each, ...instant });
    if (this.#tile.state !== before) this.#onChange();
  }
}

const isList = (news: TileNews | readonly TileNews[]): news is readonly TileNews[] => Array.isArray(news);
