import { IMPORTANCES, type Importance, type Pace } from '@contract/domain/stream.ts';
import type { MachineLoad } from './choose-player.ts';
import type { Cadence } from './tile-player.ts';

/** How much of its stream a tile is given by this machine, from all to least. */
export const LOAD_LEVELS = ['full', 'half', 'third', 'key-frames', 'stills'] as const;
export type LoadLevel = (typeof LOAD_LEVELS)[number];

/** What a level means to the player and to the stream. */
export const LEVEL_MEANS: Readonly<Record<LoadLevel, { readonly cadence: Cadence; readonly pace: Pace }>> = {
  full: { cadence: 1, pace: 'full' },
  half: { cadence: 2, pace: 'full' },
  third: { cadence: 3, pace: 'full' },
  'key-frames': { cadence: 1, pace: 'key-frames' },
  stills: { cadence: 1, pace: 'stills' },
};

/** A tile that is fed now. */
export interface LadderTile {
  /** The same for the same tile, never another's. */
  readonly id: number;
  readonly importance: Importance;
  /** Size on the glass, device pixels. */
  readonly areaPx: number;
}

/** What was seen of the machine in the last second. `far-over`: it can do about half; `between`: neither too much nor clearly enough room for more. */
export type LoadVerdict = 'far-over' | 'over' | 'between' | 'calm';

export interface Ladder {
  /** Tiles not named have their full stream. */
  readonly levels: ReadonlyMap<number, LoadLevel>;
  readonly overSinceMonoMs: number | null;
  readonly calmSinceMonoMs: number | null;
  readonly raisedAtMonoMs: number | null;
  /** How long it must be calm before more is tried; grows with each try that was too much. */
  readonly calmNeededMs: number;
}

export const NO_LADDER: Ladder = { levels: new Map(), overSinceMonoMs: null, calmSinceMonoMs: null, raisedAtMonoMs: null, calmNeededMs: 10_000 };

/** Too much for this long lowers some tiles. */
export const OVER_MS = 2_000;
/** Below a third of its pictures a tile's picture is seconds old: only for what lasts. */
const DEEP_OVER_MS = 8_000;
const DEEP_FAR_OVER_MS = 4_000;
export const CALM_MS = 10_000;
const CALM_MAX_MS = 320_000;
/** Too much so soon after a raise: the raise was the cause. */
const RAISE_BLAME_MS = 13_000;
/** A raise that held for this long is forgiven what came before. */
const FORGIVE_MS = 600_000;
const LOWER_SHARE = 1 / 4;
const FAR_LOWER_SHARE = 1 / 2;
const RAISE_SHARE = 1 / 8;

/** The last to be lowered: only when all others are down to stills. */
const isKept = ({ importance }: LadderTile): boolean => importance === 'alarm' || importance === 'selected';

/**
 * One second of the ladder. Too much for OVER_MS: a quarter of the tiles go down by one level, those at the best level first, among
 * them the least important and smallest; far too much, half of them; below a third of their pictures, later. Calm for long enough: half as many go up again, in the opposite order. Pure.
 */
export const climb = (ladder: Ladder, tiles: readonly LadderTile[], verdict: LoadVerdict, nowMonoMs: number): Ladder => {
  const current = forget(ladder, tiles);
  switch (verdict) {
    case 'between':
      return { ...current, overSinceMonoMs: null, calmSinceMonoMs: null };
    case 'far-over':
    case 'over': {
      const isFar = verdict === 'far-over';
      const sinceMonoMs = current.overSinceMonoMs ?? nowMonoMs;
      const isBlamed = current.raisedAtMonoMs !== null && nowMonoMs - current.raisedAtMonoMs <= RAISE_BLAME_MS;
      const isDeep = !isBlamed && nextToLower(current.levels, tiles).every(({ id }) => rank(levelOf(current, id)) >= rank('third'));
      const deepMs = isFar ? DEEP_FAR_OVER_MS : DEEP_OVER_MS;
      if (nowMonoMs - sinceMonoMs < (isDeep ? deepMs : OVER_MS)) return { ...current, overSinceMonoMs: sinceMonoMs, calmSinceMonoMs: null };
      return {
        levels: lowered(current.levels, tiles, isBlamed ? RAISE_SHARE : isFar || isDeep ? FAR_LOWER_SHARE : LOWER_SHARE),
        overSinceMonoMs: nowMonoMs,
        calmSinceMonoMs: null,
        raisedAtMonoMs: isBlamed ? null : current.raisedAtMonoMs,
        calmNeededMs: isBlamed ? Math.min(CALM_MAX_MS, current.calmNeededMs * 2) : current.calmNeededMs,
      };
    }
    case 'calm': {
      const sinceMonoMs = current.calmSinceMonoMs ?? nowMonoMs;
      const isForgiven = nowMonoMs - sinceMonoMs >= FORGIVE_MS || current.levels.size === 0;
      const waited = { ...current, overSinceMonoMs: null, calmSinceMonoMs: sinceMonoMs, calmNeededMs: isForgiven && nowMonoMs - (current.raisedAtMonoMs ?? -Infinity) > FORGIVE_MS ? CALM_MS : current.calmNeededMs };
      if (current.levels.size === 0 || nowMonoMs - sinceMonoMs < current.calmNeededMs) return waited;
      return { ...waited, levels: raised(current.levels, tiles), calmSinceMonoMs: nowMonoMs, raisedAtMonoMs: nowMonoMs };
    }
  }
};

export const levelOf = (ladder: Ladder, id: number): LoadLevel => ladder.levels.get(id) ?? 'full';

const rank = (level: LoadLevel): number => LOAD_LEVELS.indexOf(level);
const LAST = LOAD_LEVELS.length - 1;

/** The tiles among which some would be lowered next. */
const nextToLower = (levels: ReadonlyMap<number, LoadLevel>, tiles: readonly LadderTile[]): readonly LadderTile[] => {
  const others = tiles.filter((tile) => !isKept(tile));
  return others.some(({ id }) => rank(levels.get(id) ?? 'full') < LAST) ? others : tiles.filter(isKept);
};

const lowered = (levels: ReadonlyMap<number, LoadLevel>, tiles: readonly LadderTile[], share: number): ReadonlyMap<number, LoadLevel> => {
  const rankOf = ({ id }: LadderTile): number => rank(levels.get(id) ?? 'full');
  const group = nextToLower(levels, tiles);
  const able = group.filter((tile) => rankOf(tile) < LAST).sort((one, other) => rankOf(one) - rankOf(other) || leastFirst(one, other));
  return moved(levels, able.slice(0, Math.ceil(group.length * share)), 1);
};

const raised = (levels: ReadonlyMap<number, LoadLevel>, tiles: readonly LadderTile[]): ReadonlyMap<number, LoadLevel> => {
  const rankOf = ({ id }: LadderTile): number => rank(levels.get(id) ?? 'full');
  const down = tiles.filter((tile) => rankOf(tile) > 0);
  const kept = down.filter(isKept);
  const group = kept.length > 0 ? kept : down;
  const able = [...group].sort((one, other) => rankOf(other) - rankOf(one) || leastFirst(other, one));
  return moved(levels, able.slice(0, Math.ceil(tiles.length * RAISE_SHARE)), -1);
};

const moved = (levels: ReadonlyMap<number, LoadLevel>, tiles: readonly LadderTile[], by: 1 | -1): ReadonlyMap<number, LoadLevel> => {
  const next = new Map(levels);
  for (const { id } of tiles) {
    const level = LOAD_LEVELS[rank(levels.get(id) ?? 'full') + by] ?? 'full';
    if (level === 'full') next.delete(id);
    else next.set(id, level);
  }
  return next;
};

const leastFirst = (one: LadderTile, other: LadderTile): number =>
  IMPORTANCES.indexOf(other.importance) - IMPORTANCES.indexOf(one.importance) || one.areaPx - other.areaPx || other.id - one.id;

/** Tiles that went keep no place; one that an alarm or the operator now calls for has its full stream at once. */
const forget = (ladder: Ladder, tiles: readonly LadderTile[]): Ladder => {
  const byId = new Map(tiles.map((tile) => [tile.id, tile]));
  const othersCanGo = tiles.some((tile) => !isKept(tile) && rank(ladder.levels.get(tile.id) ?? 'full') < LAST);
  const levels = new Map([...ladder.levels].filter(([id]) => {
    const tile = byId.get(id);
    return tile !== undefined && !(isKept(tile) && othersCanGo);
  }));
  return levels.size === ladder.levels.size ? ladder : { ...ladder, levels };
};

/** What a second of the window showed. */
export interface LoadSample {
  /** Pictures that came for tiles that could have shown them, and those that were shown (times their cadence). */
  readonly due: number;
  readonly shown: number;
  /** The longest the page kept a timer or a drawing waiting, ms: what a key would have waited for its answer. */
  readonly pageLagMs: number;
}

const FAR_OVER_LOSS = 0.4;
const OVER_LOSS = 0.1;
const CALM_LOSS = 0.04;
const FAR_OVER_LAG_MS = 400;
const OVER_LAG_MS = 120;
const CALM_LAG_MS = 60;
/** Fewer pictures say nothing. */
const DUE_MIN = 5;

export const judgeLoad = ({ due, shown, pageLagMs }: LoadSample): LoadVerdict => {
  const loss = due < DUE_MIN ? 0 : Math.max(0, 1 - shown / due);
  if (loss > FAR_OVER_LOSS || pageLagMs > FAR_OVER_LAG_MS) return 'far-over';
  if (loss > OVER_LOSS || pageLagMs > OVER_LAG_MS) return 'over';
  return loss <= CALM_LOSS && pageLagMs <= CALM_LAG_MS ? 'calm' : 'between';
};

/** How busy the machine is as far as a tile of this level shows it, for the choice of its profiles. */
export const loadOf = (level: LoadLevel): MachineLoad => {
  if (level === 'full') return 'calm';
  return LEVEL_MEANS[level].pace === 'full' ? 'busy' : 'overloaded';
};
