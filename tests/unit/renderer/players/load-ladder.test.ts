import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMPORTANCES } from '../../../../contract/domain/stream.ts';
import { climb, judgeLoad, levelOf, LOAD_LEVELS, loadOf, NO_LADDER, type Ladder, type LadderTile, type LoadLevel, type LoadVerdict } from '../../../../renderer/players/load-ladder.ts';

/** What a tile costs a machine at each level, in parts of its full stream. */
const COST: Readonly<Record<LoadLevel, number>> = { full: 1, half: 0.8, third: 0.7, 'key-frames': 0.12, stills: 0.03 };

const costOf = (ladder: Ladder, tiles: readonly LadderTile[]): number => tiles.reduce((sum, { id }) => sum + COST[levelOf(ladder, id)], 0);

/** A machine that can do so much, seen once a second. */
const verdictOf = (cost: number, capacity: number): LoadVerdict => (cost > capacity ? 'over' : cost > 0.85 * capacity ? 'between' : 'calm');

interface Run {
  readonly ladder: Ladder;
  /** How many tiles changed level, by second. */
  readonly changes: readonly number[];
  readonly overSeconds: readonly boolean[];
}

const run = (tiles: readonly LadderTile[], capacity: number, seconds: number, from: Ladder = NO_LADDER): Run => {
  let ladder = from;
  const changes: number[] = [];
  const overSeconds: boolean[] = [];
  for (let second = 0; second < seconds; second += 1) {
    const cost = costOf(ladder, tiles);
    overSeconds.push(cost > capacity);
    const next = climb(ladder, tiles, verdictOf(cost, capacity), second * 1_000);
    changes.push(tiles.filter(({ id }) => levelOf(ladder, id) !== levelOf(next, id)).length);
    ladder = next;
  }
  return { ladder, changes, overSeconds };
};

const tilesOf = (importances: readonly LadderTile['importance'][]): readonly LadderTile[] => importances.map((importance, id) => ({ id, importance, areaPx: 10_000 + id }));
const anyTiles = fc.array(fc.constantFrom(...IMPORTANCES), { minLength: 1, maxLength: 64 }).map(tilesOf);
const isKept = ({ importance }: LadderTile): boolean => importance === 'alarm' || importance === 'selected';
const walls = (count: number): readonly LadderTile[] => tilesOf(Array.from({ length: count }, () => 'wall' as const));

describe('the load ladder', () => {
  it('leaves a machine alone that can do it all', () => {
    fc.assert(
      fc.property(anyTiles, (tiles) => {
        expect(run(tiles, tiles.length * 1.2, 120).ladder.levels.size).toBe(0);
      }),
    );
  });

  it('finds within a minute what the machine can bear, and takes back at once what was too much to try', () => {
    fc.assert(
      fc.property(anyTiles, fc.double({ min: 0.1, max: 1, noNaN: true }), (tiles, share) => {
        const capacity = Math.max(share * tiles.length, tiles.filter(isKept).length + tiles.length * 0.04);
        const { overSeconds } = run(tiles, capacity, 600);
        const found = overSeconds.indexOf(false);
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(60);
        expect(overSeconds.slice(found).map(Number).join('')).not.toContain('11111');
      }),
    );
  });

  it('never lowers an alarm or the tile picked while the others can still give way', () => {
    fc.assert(
      fc.property(anyTiles, fc.double({ min: 0.05, max: 1, noNaN: true }), (tiles, share) => {
        const capacity = Math.max(share * tiles.length, tiles.filter(isKept).length + tiles.length * 0.04);
        let ladder = NO_LADDER;
        for (let second = 0; second < 120; second += 1) {
          ladder = climb(ladder, tiles, verdictOf(costOf(ladder, tiles), capacity), second * 1_000);
          expect(tiles.filter(isKept).map(({ id }) => levelOf(ladder, id))).toEqual(tiles.filter(isKept).map(() => 'full'));
        }
      }),
    );
  });

  it('lowers them, too, when they alone are too much', () => {
    const { ladder, overSeconds } = run(tilesOf(['alarm', 'alarm', 'selected', 'wall']), 1, 90);
    expect(overSeconds.at(-1)).toBe(false);
    expect(levelOf(ladder, 3)).toBe('stills');
  });

  it('does not flap: the longer it runs, the seldomer anything changes', () => {
    fc.assert(
      fc.property(anyTiles, fc.double({ min: 0.1, max: 1.2, noNaN: true }), (tiles, share) => {
        const { changes } = run(tiles, share * tiles.length, 3_600);
        const busy = (from: number, to: number): number => changes.slice(from, to).filter((count) => count > 0).length;
        // In the last half hour: a try every five minutes at most, and what takes it back.
        expect(busy(1_800, 3_600)).toBeLessThanOrEqual(24);
        expect(busy(60, 3_600)).toBeLessThanOrEqual(90);
      }),
      { numRuns: 40 },
    );
  });

  it('gives everything back when the machine is free again', () => {
    const tiles = walls(36);
    const { ladder } = run(tiles, 6, 60);
    expect(ladder.levels.size).toBeGreaterThan(0);
    let now = ladder;
    for (let second = 60; second < 2_000; second += 1) now = climb(now, tiles, 'calm', second * 1_000);
    expect(now.levels.size).toBe(0);
  });

  it('lowers a quarter after two seconds, and raises half as many after ten', () => {
    const tiles = walls(16);
    let ladder = NO_LADDER;
    for (const second of [0, 1]) ladder = climb(ladder, tiles, 'over', second * 1_000);
    expect(ladder.levels.size).toBe(0);
    ladder = climb(ladder, tiles, 'over', 2_000);
    // The smallest first.
    expect([...ladder.levels]).toEqual([0, 1, 2, 3].map((id) => [id, 'half']));
    for (let second = 3; second < 13; second += 1) ladder = climb(ladder, tiles, 'calm', second * 1_000);
    expect(ladder.levels.size).toBe(4);
    ladder = climb(ladder, tiles, 'calm', 13_000);
    expect([...ladder.levels.keys()]).toEqual([0, 1]);
  });

  it('lowers half of them when it is far too much', () => {
    const tiles = walls(16);
    let ladder = climb(climb(NO_LADDER, tiles, 'far-over', 0), tiles, 'far-over', 1_000);
    expect(ladder.levels.size).toBe(0);
    ladder = climb(ladder, tiles, 'far-over', 2_000);
    expect(ladder.levels.size).toBe(8);
  });

  it('takes back just what was raised when that was too much', () => {
    const tiles = walls(16);
    const thirds = new Map(tiles.map(({ id }) => [id, 'third'] as const));
    let ladder: Ladder = { ...NO_LADDER, levels: thirds };
    for (let second = 0; second <= 10; second += 1) ladder = climb(ladder, tiles, 'calm', second * 1_000);
    expect([...ladder.levels.values()].filter((level) => level === 'half')).toHaveLength(2);
    for (let second = 17; second <= 19; second += 1) ladder = climb(ladder, tiles, 'over', second * 1_000);
    expect(ladder.levels).toEqual(thirds);
    expect(ladder.calmNeededMs).toBe(20_000);
  });

  it('waits longer before it shows pictures that are seconds old, but not with tiles that have all of theirs', () => {
    const over = (from: Ladder, tiles: readonly LadderTile[], seconds: number): Ladder => {
      let ladder = from;
      for (let second = 0; second <= seconds; second += 1) ladder = climb(ladder, tiles, 'over', second * 1_000);
      return ladder;
    };
    const tiles = walls(8);
    const thirds: Ladder = { ...NO_LADDER, levels: new Map(tiles.map(({ id }) => [id, 'third'] as const)) };
    expect(over(thirds, tiles, 7).levels).toEqual(thirds.levels);
    expect([...over(thirds, tiles, 8).levels.values()].filter((level) => level === 'key-frames')).toHaveLength(4);
    expect(over(NO_LADDER, tilesOf(['alarm', 'alarm', 'alarm', 'alarm']), 2).levels.size).toBe(1);
  });

  it('lowers the least important first', () => {
    const tiles = tilesOf(['wall', 'rest', 'wall', 'rest', 'alarm', 'selected', 'wall', 'wall']);
    let ladder = NO_LADDER;
    for (const second of [0, 1, 2]) ladder = climb(ladder, tiles, 'over', second * 1_000);
    expect([...ladder.levels.keys()].toSorted()).toEqual([1, 3]);
  });

  it('gives a lowered tile its full stream at once when an alarm calls for it', () => {
    const [tiles, called] = [walls(8), 0];
    const { ladder } = run(tiles, 2, 40);
    expect(levelOf(ladder, called)).not.toBe('full');
    const alarmed = tiles.map((tile) => (tile.id === called ? { ...tile, importance: 'alarm' as const } : tile));
    expect(levelOf(climb({ ...ladder, levels: new Map([...ladder.levels].map(([id]) => [id, 'key-frames'])) }, alarmed, 'between', 41_000), called)).toBe('full');
  });

  it('forgets tiles that are gone', () => {
    const { ladder } = run(walls(8), 2, 40);
    expect(climb(ladder, [], 'calm', 41_000).levels.size).toBe(0);
  });

  it.each([
    [{ due: 100, shown: 99, pageLagMs: 10 }, 'calm'],
    [{ due: 100, shown: 93, pageLagMs: 10 }, 'between'],
    [{ due: 100, shown: 80, pageLagMs: 10 }, 'over'],
    [{ due: 100, shown: 100, pageLagMs: 100 }, 'between'],
    [{ due: 100, shown: 100, pageLagMs: 300 }, 'over'],
    [{ due: 100, shown: 50, pageLagMs: 10 }, 'far-over'],
    [{ due: 100, shown: 100, pageLagMs: 500 }, 'far-over'],
    [{ due: 3, shown: 0, pageLagMs: 0 }, 'calm'],
    [{ due: 0, shown: 0, pageLagMs: 0 }, 'calm'],
  ] as const)('sees in %o a load that is %s', (sample, verdict) => {
    expect(judgeLoad(sample)).toBe(verdict);
  });

  it('tells the choice of profiles how busy it is', () => {
    expect(LOAD_LEVELS.map(loadOf)).toEqual(['calm', 'busy', 'busy', 'overloaded', 'overloaded']);
  });
});
