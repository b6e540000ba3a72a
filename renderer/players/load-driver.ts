import type { ServerClock } from '../lib/server-clock.ts';
import { createListeners } from '../lib/listeners.ts';
import type { Ticker } from '../lib/ticker.ts';
import { climb, judgeLoad, levelOf, LOAD_LEVELS, NO_LADDER, type Ladder, type LadderTile, type LoadLevel } from './load-ladder.ts';
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
  /** Runs a callback when the page is drawn next; answers how to forget it. Never called where the page is not drawn. */
  readonly beforeDrawing: (run: () => void) => Release;
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
  #askedDrawingMonoMs: number | null = null;
  #forgetDrawing: Release = () => undefined;
  #settlingSinceMonoMs: number | null = null;

  constructor(options: LoadDriverOptions) {
    this.#options = options;
    this.#lastTickMonoMs = this.#lastSampleMonoMs = options.clock.monoMs();
    this.#stopTicking = options.ticker.add(() => {
      this.#onTick();
    });
  }

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): Release => this.#changes.add(listener);
  readonly getSnapshot = (): LoadSummary => this.#summary;

  destroy(): void {
    this.#stopTicking();
    this.#forgetDrawing();
    this.#changes.clear();
  }

  #onTick(): void {
    const nowMonoMs = this.#options.clock.monoMs();
    this.#pageLagMs = Math.max(this.#pageLagMs, nowMonoMs - this.#lastTickMonoMs - this.#options.tickMs);
    this.#lastTickMonoMs = nowMonoMs;
    this.#watchDrawing(nowMonoMs);
    const fed = this.#options.held().filter(({ session }) => !session.info().isPaused);
    for (const each of fed) this.#mark(each);
    if (nowMonoMs - this.#lastSampleMonoMs < EVERY_MS) return;
    this.#lastSampleMonoMs = nowMonoMs;
    this.#step(fed, nowMonoMs);
    this.#pageLagMs = 0;
  }

  #watchDrawing(nowMonoMs: number): void {
    if (this.#askedDrawingMonoMs !== null) {
      this.#pageLagMs = Math.max(this.#pageLagMs, nowMonoMs - this.#askedDrawingMonoMs);
      return;
    }
    this.#askedDrawingMonoMs = nowMonoMs;
    this.#forgetDrawing = this.#options.beforeDrawing(() => {
      this.#pageLagMs = Math.max(this.#pageLagMs, this.#options.clock.monoMs() - nowMonoMs);
      this.#askedDrawingMonoMs = null;
    });
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
    const shown = Math.min((1 + CATCH_UP) * came, (stats.presented - before.stats.presented) * cadence);
    this.#tally = { due: this.#tally.due + came, shown: this.#tally.shown + shown };
  }

  #step(fed: readonly PooledSession[], nowMonoMs: number): void {
    for (const id of [...this.#marks.keys()]) if (!fed.some((each) => each.id === id)) this.#marks.delete(id);
    const isSettling = this.#isSettling(fed, nowMonoMs);
    const sample = { due: this.#tally.due + this.#tallyBefore.due, shown: this.#tally.shown + this.#tallyBefore.shown, pageLagMs: this.#pageLagMs };
    this.#tallyBefore = isSettling ? NOTHING : this.#tally;
    this.#tally = NOTHING;
    const isTelling = !isSettling && this.#pageLagMs < STOPPED_MS && (fed.length === 0 || this.#marks.size > 0);
    if (isTelling) {
      this.#ladder = climb(this.#ladder, fed.map(asLadderTile), judgeLoad(sample), nowMonoMs);
      for (const { id, session } of fed) session.setLevel(levelOf(this.#ladder, id));
    }
    this.#summarise(fed);
  }

  #isSettling(fed: readonly PooledSession[], nowMonoMs: number): boolean {
    const isNew = ({ session }: PooledSession): boolean => session.info().steadyMs < STEADY_MS;
    if (this.#ladder.levels.size > 0 || fed.filter(isNew).length <= fed.length * SETTLING_SHARE) {
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
