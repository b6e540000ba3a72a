import type { ServerClock } from '../lib/server-clock.ts';
import { createListeners } from '../lib/listeners.ts';
import type { Ticker } from '../lib/ticker.ts';
import { DrawingWatch, type DrawingWatchOptions } from './drawing-watch.ts';
import { climb, judgeLoad, levelOf, LOAD_LEVELS, NO_LADDER, type Ladder, type LadderTile, type LoadLevel, type LoadSample, type LoadVerdict } from './load-ladder.ts';
import type { PlayerStats } from './player-events.ts';
import type { Cadence, Release } from './tile-player.ts';
import type { PooledSession } from './tile-session-pool.ts';

/** How many tiles of the window are given less, and why. Keeps its identity while nothing changes. */
export interface LoadSummary {
  readonly tiles: number;
  /** By what this machine can do for them. */
  readonly byLevel: Readonly<Record<LoadLevel, number>>;
  /** Lowered by this machine, fewer pictures included. */
  readonly byMachine: number;
  /** Whose stream the link's budget lowered. */
  readonly byLink: number;
}

export interface LoadDriverOptions {
  readonly held: () => readonly PooledSession[];
  readonly clock: ServerClock;
  readonly ticker: Ticker;
  /** Of the ticker. */
  readonly tickMs: number;
  readonly beforeDrawing: DrawingWatchOptions['beforeDrawing'];
}

/** Of one tile when its player last told its counters. */
interface Mark {
  readonly stats: PlayerStats;
  readonly cadence: Cadence;
}

/** What came and what was drawn, of the tiles that could have drawn it. */
interface Tally {
  readonly due: number;
  readonly shown: number;
}
const NOTHING: Tally = { due: 0, shown: 0 };

const EVERY_MS = 1_000;
/** A stream that just began, moved or changed has not found its rate yet. */
const STEADY_MS = 5_000;
/** While so many of the tiles only begin, the work of beginning says nothing of what the machine can do afterwards... */
const SETTLING_SHARE = 1 / 4;
/** ...unless it goes on and on, as with sequences of short dwell. */
const SETTLING_MAX_MS = 10_000;
/** Pictures on their way at one count are drawn by the next: a tile may show so much more than came. Cut off there, the on-their-way of each count would look like loss. */
const CATCH_UP = 0.5;
/** The page itself was stopped (sleep, debugger): that second says nothing. */
const STOPPED_MS = 5_000;
const NO_LEVELS: LoadSummary['byLevel'] = { full: 0, half: 0, third: 0, 'key-frames': 0, stills: 0 };

/** Watches once a second what the machine makes of the window's tiles, and tells each how much it may have. */
export class LoadDriver {
  readonly #options: LoadDriverOptions;
  readonly #changes = createListeners<null>();
  readonly #stopTicking: Release;
  #ladder: Ladder = NO_LADDER;
  readonly #marks = new Map<number, Mark>();
  #tally: Tally = NOTHING;
  #tallyBefore: Tally = NOTHING;
  #summary: LoadSummary = { tiles: 0, byLevel: NO_LEVELS, byMachine: 0, byLink: 0 };
  #lastTickMonoMs: number;
  #lastSampleMonoMs: number;
  #pageLagMs = 0;
  readonly #drawing: DrawingWatch;
  /** Since when each tile has had a stream. */
  readonly #begun = new Map<number, number>();
  #settlingSinceMonoMs: number | null = null;

  constructor(options: LoadDriverOptions) {
    this.#options = options;
    this.#lastTickMonoMs = this.#lastSampleMonoMs = options.clock.monoMs();
    this.#drawing = new DrawingWatch({ monoMs: options.clock.monoMs, beforeDrawing: options.beforeDrawing });
    this.#stopTicking = options.ticker.add(() => {
      this.#onTick();
    });
  }

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): Release => this.#changes.add(listener);
  readonly getSnapshot = (): LoadSummary => this.#summary;

  destroy(): void {
    this.#stopTicking();
    this.#drawing.destroy();
    this.#changes.clear();
  }

  #onTick(): void {
    const nowMonoMs = this.#options.clock.monoMs();
    this.#pageLagMs = Math.max(this.#pageLagMs, nowMonoMs - this.#lastTickMonoMs - this.#options.tickMs);
    this.#lastTickMonoMs = nowMonoMs;
    this.#drawing.ask();
    const fed = this.#options.held().filter(({ session }) => !session.info().isPaused);
    for (const each of fed) this.#mark(each);
    if (nowMonoMs - this.#lastSampleMonoMs < EVERY_MS) return;
    this.#lastSampleMonoMs = nowMonoMs;
    this.#step(fed, nowMonoMs);
    this.#pageLagMs = 0;
  }

  #mark({ id, session }: PooledSession): void {
    const { steadyMs, stream, cadence } = session.info();
    const before = this.#marks.get(id);
    const stats = session.stats();
    if (steadyMs < STEADY_MS) {
      this.#marks.delete(id);
      return;
    }
    if (before !== undefined && before.stats.received === stats.received) return;
    this.#marks.set(id, { stats, cadence });
    // What the network lost is not for want of a faster machine.
    const isTroubled = before === undefined || before.cadence !== cadence || stats.gaps > before.stats.gaps || stats.decoderResets > before.stats.decoderResets;
    if (isTroubled || stream?.pace !== 'full') return;
    const came = stats.received - before.stats.received;
    const drawn = stats.presented - before.stats.presented;
    // A media element draws all it is given, whatever the cadence.
    const shown = stats.player === 'mse' ? Math.min(came, drawn) : Math.min((1 + CATCH_UP) * came, drawn * cadence);
    this.#tally = { due: this.#tally.due + came, shown: this.#tally.shown + shown };
  }

  #step(fed: readonly PooledSession[], nowMonoMs: number): void {
    for (const id of [...this.#marks.keys()]) if (!fed.some((each) => each.id === id)) this.#marks.delete(id);
    const isSettling = this.#isSettling(fed, nowMonoMs);
    const drawingLagMs = this.#drawing.take();
    const pageLagMs = Math.max(this.#pageLagMs, drawingLagMs ?? 0);
    const sample = { due: this.#tally.due + this.#tallyBefore.due, shown: this.#tally.shown + this.#tallyBefore.shown, pageLagMs };
    this.#tallyBefore = isSettling ? NOTHING : this.#tally;
    this.#tally = NOTHING;
    const isTelling = !isSettling && drawingLagMs !== null && pageLagMs < STOPPED_MS;
    this.#ladder = climb(this.#ladder, fed.map(asLadderTile), isTelling ? this.#judge(sample) : 'between', nowMonoMs);
    for (const { id, session } of fed) session.setLevel(levelOf(this.#ladder, id));
    this.#summarise(fed);
  }

  /** Where no tile has run for long enough, only the page's own lag says something: that it is too much. */
  #judge(sample: LoadSample): LoadVerdict {
    const verdict = judgeLoad(sample);
    return this.#marks.size === 0 && verdict === 'calm' ? 'between' : verdict;
  }

  #isSettling(fed: readonly PooledSession[], nowMonoMs: number): boolean {
    const running = fed.filter(({ session }) => session.info().stream !== null);
    for (const id of [...this.#begun.keys()]) if (!running.some((each) => each.id === id)) this.#begun.delete(id);
    for (const { id } of running) if (!this.#begun.has(id)) this.#begun.set(id, nowMonoMs);
    const fresh = [...this.#begun.values()].filter((sinceMonoMs) => nowMonoMs - sinceMonoMs < STEADY_MS).length;
    if (fresh <= running.length * SETTLING_SHARE) {
      this.#settlingSinceMonoMs = null;
      return false;
    }
    this.#settlingSinceMonoMs ??= nowMonoMs;
    return nowMonoMs - this.#settlingSinceMonoMs < SETTLING_MAX_MS;
  }

  #summarise(held: readonly PooledSession[]): void {
    const byLevel = { ...NO_LEVELS };
    let byLink = 0;
    for (const { id, session } of held) {
      byLevel[levelOf(this.#ladder, id)] += 1;
      if (session.info().stream?.lowered === 'link') byLink += 1;
    }
    const summary: LoadSummary = { tiles: held.length, byLevel, byMachine: held.length - byLevel.full, byLink };
    if (isSame(summary, this.#summary)) return;
    this.#summary = summary;
    this.#changes.emit(null);
  }
}

const asLadderTile = ({ id, session }: PooledSession): LadderTile => {
  const { importance, glass } = session.info();
  return { id, importance, areaPx: glass.widthPx * glass.heightPx };
};

const isSame = (one: LoadSummary, other: LoadSummary): boolean =>
  one.tiles === other.tiles && one.byLink === other.byLink && LOAD_LEVELS.every((level) => one.byLevel[level] === other.byLevel[level]);
