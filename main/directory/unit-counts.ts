import { CAMERA_CONDITIONS } from '@contract/domain/camera.ts';
import { unitId, type UnitId } from '@contract/domain/units.ts';
import type { UnitCountsRecord } from '@contract/state/slices.ts';
import type { Columns } from './columns.ts';
import type { UnitTree } from './unit-tree.ts';

/** Cameras of each unit, own and with all units below, by condition; kept by what changes, never counted anew for it. */
export interface UnitCounts {
  /** A camera came (1) or went (-1). */
  readonly count: (row: number, by: 1 | -1) => void;
  readonly stateChanged: (row: number, before: number, now: number) => void;
  /** Counts all anew: the units are others now. */
  readonly rebuild: () => void;
  readonly all: () => readonly UnitCountsRecord[];
  /** Those that changed since they were taken last. */
  readonly takeChanged: () => readonly UnitCountsRecord[];
}

interface Tally {
  own: number;
  total: number;
  readonly byCondition: number[];
}

export function createUnitCounts(columns: Columns, tree: () => UnitTree): UnitCounts {
  const tallies = new Map<UnitId, Tally>();
  const changed = new Set<UnitId>();
  const tallyOf = (unit: UnitId): Tally => {
    const known = tallies.get(unit);
    if (known !== undefined) return known;
    const made = { own: 0, total: 0, byCondition: CAMERA_CONDITIONS.map(() => 0) };
    tallies.set(unit, made);
    return made;
  };
  const pathOf = (code: number): readonly UnitId[] => tree().path(unitId(columns.lists('units').words(code)[0] ?? ''));
  const add = (code: number, condition: number, by: number): void => {
    for (const [index, unit] of pathOf(code).entries()) {
      const tally = tallyOf(unit);
      if (index === 0) tally.own += by;
      tally.total += by;
      tally.byCondition[condition] = (tally.byCondition[condition] ?? 0) + by;
      changed.add(unit);
    }
  };
  const recordOf = (unit: UnitId): UnitCountsRecord => {
    const { own, total, byCondition } = tallyOf(unit);
    const [working = 0, lost = 0, broken = 0, unknown = 0] = byCondition;
    return { id: unit, own, total, conditions: { working, lost, broken, unknown } };
  };
  return {
    count: (row, by) => add(columns.codes('units')[row] ?? 0, columns.states()[row] ?? 0, by),
    stateChanged: (row, before, now) => {
      for (const unit of pathOf(columns.codes('units')[row] ?? 0)) {
        const { byCondition } = tallyOf(unit);
        byCondition[before] = (byCondition[before] ?? 0) - 1;
        byCondition[now] = (byCondition[now] ?? 0) + 1;
        changed.add(unit);
      }
    },
    rebuild: () => {
      tallies.clear();
      changed.clear();
      for (const { id } of tree().units) tallyOf(id);
      const conditions = CAMERA_CONDITIONS.length;
      const counts = new Int32Array(columns.lists('units').count() * conditions);
      const codes = columns.codes('units');
      const states = columns.states();
      for (let row = 1; row < columns.end(); row += 1) {
        if (!columns.has(row)) continue;
        const at = (codes[row] ?? 0) * conditions + (states[row] ?? 0);
        counts[at] = (counts[at] ?? 0) + 1;
      }
      for (const [at, count] of counts.entries()) if (count > 0) add(Math.floor(at / conditions), at % conditions, count);
    },
    all: () => {
      changed.clear();
      return [...tallies.keys()].map(recordOf);
    },
    takeChanged: () => {
      const records = [...changed].map(recordOf);
      changed.clear();
      return records;
    },
  };
}
