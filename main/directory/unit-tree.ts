import { ORPHANS, type OrgUnit } from '@contract/domain/camera.ts';
import type { UnitId } from '@contract/domain/units.ts';

/** The units as they lie in each other. */
export interface UnitTree {
  readonly units: readonly OrgUnit[];
  /** A unit and those above it, nearest first; of one that is not listed: ORPHANS. */
  readonly path: (unit: UnitId) => readonly UnitId[];
  /** Names of a unit and of those above it. */
  readonly names: (unit: UnitId) => readonly string[];
  readonly find: (unit: UnitId) => OrgUnit | undefined;
}

export function createUnitTree(units: readonly OrgUnit[]): UnitTree {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const paths = new Map<UnitId, readonly UnitId[]>();
  const path = (unit: UnitId): readonly UnitId[] => {
    const known = paths.get(unit);
    if (known !== undefined) return known;
    const found = new Set<UnitId>();
    // A unit that is said to lie in itself ends the way up.
    for (let next = byId.get(unit); next !== undefined && !found.has(next.id); next = next.parentId === null ? undefined : byId.get(next.parentId)) found.add(next.id);
    const made = found.size === 0 ? [ORPHANS] : [...found];
    paths.set(unit, made);
    return made;
  };
  return { units, path, names: (unit) => path(unit).map((id) => byId.get(id)?.name ?? ''), find: (unit) => byId.get(unit) };
}

/** Units that are there in both trees but are called otherwise now, or lie elsewhere: their cameras are found by other words. */
export function renamedUnits(before: UnitTree, now: UnitTree): readonly UnitId[] {
  const ids = new Set([...before.units, ...now.units].map(({ id }) => id));
  return [...ids].filter((id) => before.names(id).join('\n') !== now.names(id).join('\n'));
}
