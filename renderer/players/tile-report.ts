import type { Result } from '@contract/domain/result.ts';
import type { TileReport } from '@contract/domain/tile-report.ts';
import type { ServerClock } from '../lib/server-clock.ts';
import type { Ticker } from '../lib/ticker.ts';
import { LEVEL_MEANS } from './load-ladder.ts';
import type { Release } from './tile-player.ts';
import type { PooledSession } from './tile-session-pool.ts';

/** Counters of a tile at one moment; they only rise. */
export interface TileCounts {
  readonly monoMs: number;
  /** Pictures drawn. */
  readonly shown: number;
  readonly dropped: number;
  readonly receivedBytes: number;
}

export interface TileReporterOptions {
  readonly held: () => readonly PooledSession[];
  /** `tiles.report`. */
  readonly send: (input: { readonly tiles: readonly TileReport[] }) => Promise<Result<null>>;
  readonly clock: ServerClock;
  readonly ticker: Ticker;
}

export const REPORT_EVERY_MS = 2_000;
const REPORTS_MAX = 64;

/** What a tile with a picture says of itself; `before`: at the last report, null when it is new. */
export const reportOf = ({ session }: PooledSession, tile: number, before: TileCounts | null, now: TileCounts): TileReport => {
  const state = session.getSnapshot();
  const { stream, player, level } = session.info();
  const seconds = before === null ? 0 : (now.monoMs - before.monoMs) / 1_000;
  const perSecond = (count: (counts: TileCounts) => number): number => (before === null || seconds <= 0 ? 0 : tenths(Math.max(0, count(now) - count(before)) / seconds));
  return {
    tile,
    camera: session.camera,
    state: state.kind,
    cause: 'cause' in state ? state.cause : null,
    fps: perSecond(({ shown }) => shown),
    ageMs: session.meter().ageMs,
    player,
    codec: stream?.codec ?? null,
    profile: stream?.profile ?? null,
    widthPx: stream?.widthPx ?? 0,
    heightPx: stream?.heightPx ?? 0,
    kbps: perSecond(({ receivedBytes }) => (receivedBytes * 8) / 1_000),
    pace: stream?.pace ?? LEVEL_MEANS[level].pace,
    // Fewer pictures handed over are less than asked for, too, though the stream does not know.
    lowered: stream?.lowered ?? (level === 'full' ? null : 'machine'),
    droppedFps: perSecond(({ dropped }) => dropped),
  };
};

export const countsOf = ({ session }: PooledSession, monoMs: number): TileCounts => {
  const { dropped, receivedBytes } = session.stats();
  return { monoMs, shown: session.info().shown, dropped, receivedBytes };
};

/** Tells main every two seconds how the window's tiles stand; nothing while there are none. */
export class TileReporter {
  readonly #options: TileReporterOptions;
  readonly #stopTicking: Release;
  #before: ReadonlyMap<number, TileCounts> = new Map();
  #lastMonoMs: number;
  #saidSome = false;

  constructor(options: TileReporterOptions) {
    this.#options = options;
    this.#lastMonoMs = options.clock.monoMs();
    this.#stopTicking = options.ticker.add(() => {
      this.#onTick();
    });
  }

  destroy(): void {
    this.#stopTicking();
  }

  #onTick(): void {
    const monoMs = this.#options.clock.monoMs();
    if (monoMs - this.#lastMonoMs < REPORT_EVERY_MS) return;
    this.#lastMonoMs = monoMs;
    const held = this.#options.held();
    const counts = new Map(held.map((each) => [each.id, countsOf(each, monoMs)]));
    const tiles = held.flatMap((each) => {
      const now = counts.get(each.id);
      const isReported = each.tile !== null && now !== undefined && !each.session.info().isPaused;
      return isReported ? [reportOf(each, each.tile, this.#before.get(each.id) ?? null, now)] : [];
    });
    this.#before = counts;
    // The last one, empty, takes the tiles off the status page.
    if (tiles.length > 0 || this.#saidSome) void this.#options.send({ tiles: tiles.slice(0, REPORTS_MAX) });
    this.#saidSome = tiles.length > 0;
  }
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
