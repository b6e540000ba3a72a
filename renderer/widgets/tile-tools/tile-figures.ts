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
  readonly fps: number;
  readonly kbps: number;
  readonly ageMs: number | null;
  readonly player: string | null;
  readonly pace: Pace;
  readonly lowered: LoweredBy | null;
  readonly cadence: number;
}

/** Rates since the moment before; zeros at first, and when a counter began anew. */
export function figuresOf(now: CountersAt, before: CountersAt | null, { stream, player, cadence }: Pick<TileInfo, 'stream' | 'player' | 'cadence'>, ageMs: number | null): TileFigures {
  const seconds = before === null ? 0 : (now.atMs - before.atMs) / 1_000;
  const rate = (count: number, was: number): number => (seconds <= 0 || count < was ? 0 : (count - was) / seconds);
  return {
    codec: stream?.codec ?? null,
    profile: stream?.profile ?? null,
    widthPx: stream?.widthPx ?? 0,
    heightPx: stream?.heightPx ?? 0,
    fps: rate(now.shown, before?.shown ?? now.shown),
    kbps: (rate(now.receivedBytes, before?.receivedBytes ?? now.receivedBytes) * 8) / 1_000,
    ageMs,
    player,
    pace: stream?.pace ?? 'full',
    lowered: stream?.lowered ?? null,
    cadence,
  };
}
