import type { LoweredBy, Pace, ProfileName } from '@contract/domain/stream.ts';
import type { TileInfo } from '../../players/tile-info.ts';

/** Counters of a tile at a moment of the page's clock. */
export interface CountersAt {
  readonly atMs: number;
  readonly shown: number;
  readonly receivedBytes: number;
}

export interface TileFigures {
  readonly codec: string | null;
  readonly profile: ProfileName | null;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Null: not known yet. */
  readonly fps: number | null;
  readonly kbps: number | null;
  readonly ageMs: number | null;
  readonly player: string | null;
  readonly pace: Pace;
  readonly lowered: LoweredBy | null;
  readonly cadence: number;
}

/** Rates since the moment before; none at first, and when a counter began anew. */
export function figuresOf(now: CountersAt, before: CountersAt | null, { stream, player, cadence }: Pick<TileInfo, 'stream' | 'player' | 'cadence'>, ageMs: number | null): TileFigures {
  const seconds = before === null ? 0 : (now.atMs - before.atMs) / 1_000;
  const rate = (count: number, was: number | undefined, unit = 1): number | null => (was === undefined || seconds <= 0 || count < was ? null : ((count - was) * unit) / seconds);
  return {
    codec: stream?.codec ?? null,
    profile: stream?.profile ?? null,
    widthPx: stream?.widthPx ?? 0,
    heightPx: stream?.heightPx ?? 0,
    fps: rate(now.shown, before?.shown),
    kbps: rate(now.receivedBytes, before?.receivedBytes, 8 / 1_000),
    ageMs,
    player,
    pace: stream?.pace ?? 'full',
    lowered: stream?.lowered ?? null,
    cadence,
  };
}
