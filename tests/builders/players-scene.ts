import type { ErrorCode } from '@contract/domain/error-code.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { PROFILES, type ProfileName, type StreamDemand } from '@contract/domain/stream.ts';
import { streamId, type StreamId } from '@contract/domain/units.ts';
import type { Later } from '../../renderer/lib/later.ts';
import { createListeners } from '../../renderer/lib/listeners.ts';
import type { ServerClock } from '../../renderer/lib/server-clock.ts';
import type { Ticker } from '../../renderer/lib/ticker.ts';
import { DemandQueue, type DemandItem } from '../../renderer/players/demand-queue.ts';
import { OpenGate } from '../../renderer/players/open-gate.ts';
import type { ReplayAct, ReplayRequests } from '../../renderer/players/replay-session.ts';
import type { SnapshotStudio } from '../../renderer/players/snapshot.ts';
import type { StreamRequests } from '../../renderer/players/stream-link.ts';
import type { PlayerSource } from '../../renderer/players/tile-info.ts';
import type { PortNews } from '../../renderer/players/tile-player.ts';
import type { TileWants } from '../../renderer/players/tile-wants.ts';
import type { TileWindow } from '../../renderer/players/tile-window.ts';
import { createFakeTime } from './fake-time.ts';
import { FakePlayer } from './fake-player.ts';

const TICK_MS = 250;

/** What tiles of a window need, with time, server and gateway in the test's hands. */
export class PlayersScene {
  /** What the next `open` requests fail with; null: they succeed. */
  refusal: ErrorCode | null = null;
  /** What the next replays fail with. */
  replayRefusal: ErrorCode | null = null;
  /** Recordings asked for. */
  readonly pasts: { readonly fromUtcMs: number; readonly untilUtcMs: number }[] = [];
  /** What this PC can show of any camera. */
  playable: readonly ProfileName[] = PROFILES;
  ratio = 1;
  /** Answers of `open` wait until `answerOpens`. */
  isSlow = false;
  readonly opened: { readonly camera: string; readonly demand: StreamDemand }[] = [];
  readonly demanded: (readonly DemandItem[])[] = [];
  readonly closed: StreamId[] = [];
  readonly acts: ReplayAct[] = [];
  readonly players: FakePlayer[] = [];
  readonly ports = createListeners<PortNews>();
  readonly #time = createFakeTime();
  readonly #ticks = createListeners<null>();
  readonly #answers: (() => void)[] = [];
  readonly #streams = new Set<StreamId>();
  #nextStream = 1;

  readonly clock: ServerClock = { setOffset: () => undefined, nowUtcMs: () => this.#time.clock.utcMs(), monoMs: () => this.#time.clock.monoMs() };
  readonly ticker: Ticker = { add: (listener) => this.#ticks.add(listener) };
  readonly later: Later = (run, delayMs) => this.#time.timers.after(delayMs, run);
  readonly gate = new OpenGate({ later: this.later });
  readonly demands = new DemandQueue({
    later: this.later,
    send: ({ items }) => {
      this.demanded.push(items);
      return Promise.resolve(ok(null));
    },
  });
  readonly requests: StreamRequests = {
    open: ({ camera, demand }): Promise<Result<{ readonly stream: StreamId }>> => {
      this.opened.push({ camera, demand });
      const answer = (): Result<{ readonly stream: StreamId }> => (this.refusal === null ? ok({ stream: this.#newStream() }) : err(this.refusal));
      if (!this.isSlow) return Promise.resolve(answer());
      return new Promise((resolve) => {
        this.#answers.push(() => {
          resolve(answer());
        });
      });
    },
    close: ({ stream }) => {
      this.closed.push(stream);
      this.#streams.delete(stream);
      return Promise.resolve(ok(null));
    },
  };
  readonly replays: ReplayRequests = {
    start: () => {
      if (this.replayRefusal !== null) return Promise.resolve(err(this.replayRefusal));
      const untilUtcMs = this.clock.nowUtcMs();
      return Promise.resolve(ok({ stream: this.#newStream(), fromUtcMs: untilUtcMs - 60_000, untilUtcMs }));
    },
    past: ({ fromUtcMs, untilUtcMs }) => {
      this.pasts.push({ fromUtcMs, untilUtcMs });
      if (this.replayRefusal !== null) return Promise.resolve(err(this.replayRefusal));
      return Promise.resolve(ok({ stream: this.#newStream(), fromUtcMs, untilUtcMs: Math.min(untilUtcMs, this.clock.nowUtcMs()) }));
    },
    act: ({ act }) => {
      this.acts.push(act);
      return Promise.resolve(ok(null));
    },
    close: this.requests.close,
  };
  readonly source: PlayerSource = {
    createPlayer: () => {
      const player = new FakePlayer();
      this.players.push(player);
      return player;
    },
    playable: () => Promise.resolve(this.playable),
    onPort: this.ports.add,
  };
  studio: SnapshotStudio = { fontReady: () => Promise.resolve(), createSheet: () => null };

  /** Masks are known: there are none. */
  readonly wants: Partial<TileWants> = { masks: [] };

  get window(): TileWindow {
    const { requests, replays, source: players, clock, ticker, later, gate, demands, studio } = this;
    return { requests, replays, players, clock, ticker, later, gate, demands, studio, pixelRatio: () => this.ratio };
  }

  /** Streams opened and not closed. */
  get openStreams(): number {
    return this.#streams.size;
  }

  get waitingOpens(): number {
    return this.#answers.length;
  }

  /** Cameras asked for, in order. */
  get asked(): readonly string[] {
    return this.opened.map(({ camera }) => camera);
  }

  async answerOpens(count = Infinity): Promise<void> {
    for (const answer of this.#answers.splice(0, count)) answer();
    await this.settle();
  }

  /** Lets requests on their way be answered. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  }

  /** Time passes, tick by tick. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= TICK_MS) {
      this.#time.advance(Math.min(TICK_MS, left));
      this.#ticks.emit(null);
      await this.settle();
    }
  }

  /** The page is kept from its timers. */
  hang(ms: number): void {
    this.#time.advance(ms);
  }

  /** A picture taken `ageMs` ago is drawn now. */
  draw(player: FakePlayer, ageMs = 40): void {
    player.draw(this.clock.nowUtcMs() - ageMs, this.clock.monoMs());
  }

  #newStream(): StreamId {
    const stream = streamId(this.#nextStream);
    this.#nextStream += 1;
    this.#streams.add(stream);
    return stream;
  }
}
