import type { ErrorCode } from '@contract/domain/error-code.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { streamId, type StreamId } from '@contract/domain/units.ts';
import { createListeners } from '../../renderer/lib/listeners.ts';
import type { ServerClock } from '../../renderer/lib/server-clock.ts';
import type { Ticker } from '../../renderer/lib/ticker.ts';
import type { PortNews } from '../../renderer/players/tile-player.ts';
import type { PlayerSource, StreamRequests } from '../../renderer/players/tile-session.ts';
import { FakePlayer } from './fake-player.ts';

const SERVER_START_UTC_MS = 1_700_000_000_000;
const TICK_MS = 250;

/** What tiles of a window need, with time, server and gateway in the test's hands. */
export class PlayersScene {
  monoMs = 1_000;
  /** What the next `open` requests fail with; null: they succeed. */
  refusal: ErrorCode | null = null;
  playable = true;
  readonly opened: string[] = [];
  readonly closed: StreamId[] = [];
  readonly players: FakePlayer[] = [];
  readonly ports = createListeners<PortNews>();
  readonly #ticks = createListeners<null>();
  #nextStream = 1;

  readonly clock: ServerClock = { setOffset: () => undefined, nowUtcMs: () => SERVER_START_UTC_MS + this.monoMs, monoMs: () => this.monoMs };
  readonly ticker: Ticker = { add: (listener) => this.#ticks.add(listener) };
  readonly requests: StreamRequests = {
    open: ({ camera, profile }): Promise<Result<{ readonly stream: StreamId }>> => {
      this.opened.push(`${camera} ${profile}`);
      if (this.refusal !== null) return Promise.resolve(err(this.refusal));
      const stream = streamId(this.#nextStream);
      this.#nextStream += 1;
      return Promise.resolve(ok({ stream }));
    },
    close: ({ stream }) => {
      this.closed.push(stream);
      return Promise.resolve(ok(null));
    },
  };
  readonly source: PlayerSource = {
    createPlayer: () => {
      const player = new FakePlayer();
      this.players.push(player);
      return player;
    },
    canPlay: () => Promise.resolve(this.playable),
    onPort: this.ports.add,
  };

  get shared(): { readonly requests: StreamRequests; readonly players: PlayerSource; readonly clock: ServerClock; readonly ticker: Ticker } {
    return { requests: this.requests, players: this.source, clock: this.clock, ticker: this.ticker };
  }

  /** Streams opened and not closed. */
  get openStreams(): number {
    return this.#nextStream - 1 - this.closed.length;
  }

  /** Lets requests on their way be answered. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  }

  /** Time passes, tick by tick. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= TICK_MS) {
      this.monoMs += Math.min(TICK_MS, left);
      this.#ticks.emit(null);
      await this.settle();
    }
  }

  /** A picture taken `ageMs` ago is drawn now. */
  draw(player: FakePlayer, ageMs = 40): void {
    player.draw(this.clock.nowUtcMs() - ageMs, this.monoMs);
  }
}
