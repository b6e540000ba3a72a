import { ORPHANS, type OrgUnit } from '@contract/domain/camera.ts';
import type { CameraId, UnitId } from '@contract/domain/units.ts';
import type { UnitCountsRecord } from '@contract/state/slices.ts';

/** One line of the camera tree. A camera's record is looked up when its line is drawn. */
export type TreeRow =
  | {
      readonly kind: 'unit';
      readonly key: string;
      readonly unitId: UnitId;
      readonly name: string;
      readonly level: number;
      readonly expanded: boolean;
      readonly position: number;
      readonly siblings: number;
    }
  | {
      readonly kind: 'camera';
      readonly key: string;
      readonly camera: CameraId;
      readonly level: number;
      readonly position: number;
      readonly siblings: number;
      /** In a list of results, where the tree does not say the place, the line says it. */
      readonly isResult: boolean;
      /** How it fits what was typed; the first of those that only come close stands under their heading. */
      readonly fit: 'whole' | 'first-near' | 'near';
    };

export interface TreeInput {
  readonly counts: ReadonlyMap<string, UnitCountsRecord>;
  readonly units: ReadonlyMap<string, OrgUnit>;
  /** Own cameras of the units that are open, as far as they were told. */
  readonly camerasOf: ReadonlyMap<UnitId, readonly CameraId[]>;
  readonly expanded: ReadonlySet<UnitId>;
  readonly compareNames: (one: string, other: string) => number;
  /** Name of the place for cameras whose unit is not known. */
  readonly orphansName: string;
}

/** Units that hold cameras and are not among the units. */
export const orphanUnits = (counts: TreeInput['counts'], units: TreeInput['units']): readonly UnitId[] => [...counts.values()].filter(({ id, own }) => own > 0 && !units.has(id)).map(({ id }) => id);

/** The visible lines of the tree, top to bottom. Units without any camera below are left out. */
export function treeRows({ counts, units, camerasOf, expanded, compareNames, orphansName }: TreeInput): readonly TreeRow[] {
  const children = childUnits(counts, units);
  const rows: TreeRow[] = [];
  const seen = new Set<string>();
  const orphans = orphanUnits(counts, units);
  const sumOf = (list: readonly UnitId[]): number => list.reduce((sum, unit) => sum + (counts.get(unit)?.own ?? 0), 0);

  const addCameras = (list: readonly UnitId[], level: number, before: number): void => {
    const cameras = list.flatMap((unit) => camerasOf.get(unit) ?? []);
    const siblings = before + Math.max(cameras.length, sumOf(list));
    for (const [index, camera] of cameras.entries()) {
      rows.push({ kind: 'camera', key: camera, camera, level, position: before + index + 1, siblings, isResult: false, fit: 'whole' });
    }
  };
  const addUnits = (list: readonly OrgUnit[], level: number, others: number): void => {
    const sorted = [...list].sort((one, other) => compareNames(one.name, other.name));
    for (const [index, unit] of sorted.entries()) {
      if (seen.has(unit.id)) continue;
      seen.add(unit.id);
      const isOpen = expanded.has(unit.id);
      rows.push({ kind: 'unit', key: `unit ${unit.id}`, unitId: unit.id, name: unit.name, level, expanded: isOpen, position: index + 1, siblings: sorted.length + others });
      if (!isOpen) continue;
      const below = children.get(unit.id) ?? [];
      addUnits(below, level + 1, sumOf([unit.id]));
      addCameras([unit.id], level + 1, below.length);
    }
  };

  const roots = children.get(null) ?? [];
  addUnits(roots, 1, orphans.length > 0 ? 1 : 0);
  if (orphans.length > 0) {
    const isOpen = expanded.has(ORPHANS);
    rows.push({ kind: 'unit', key: `unit ${ORPHANS}`, unitId: ORPHANS, name: orphansName, level: 1, expanded: isOpen, position: roots.length + 1, siblings: roots.length + 1 });
    if (isOpen) addCameras(orphans, 2, 0);
  }
  return rows;
}

/** Child units that hold cameras somewhere below, by parent; null: roots, and units whose parent is not known. */
function childUnits(counts: TreeInput['counts'], units: ReadonlyMap<string, OrgUnit>): ReadonlyMap<UnitId | null, readonly OrgUnit[]> {
  const filled = new Set<string>();
  for (const { id, own } of counts.values()) {
    if (own === 0) continue;
    for (let at = units.get(id); at !== undefined && !filled.has(at.id); at = at.parentId === null ? undefined : units.get(at.parentId)) filled.add(at.id);
  }
  const children = new Map<UnitId | null, OrgUnit[]>();
  for (const unit of units.values()) {
    if (!filled.has(unit.id)) continue;
    const parent = hasRoot(unit, units) && unit.parentId !== null && units.has(unit.parentId) ? unit.parentId : null;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [unit]);
    else siblings.push(unit);
  }
  return children;
}

/** False for units that are each other's ancestors: no root leads to them, so each is shown as one. */
function hasRoot(unit: OrgUnit, units: ReadonlyMap<string, OrgUnit>): boolean {
  const seen = new Set<string>();
  for (let at: OrgUnit | undefined = unit; at !== undefined; at = at.parentId === null ? undefined : units.get(at.parentId)) {
    if (seen.has(at.id)) return false;
    seen.add(at.id);
  }
  return true;
}

/** Cameras as lines of one level. `near`: how many at the end only come close to what was typed; when all do, no heading parts them. */
export function resultRows(cameras: readonly CameraId[], near = 0): readonly TreeRow[] {
  const whole = cameras.length - near;
  const fitOf = (index: number): 'whole' | 'first-near' | 'near' => (index < whole ? 'whole' : index === whole && whole > 0 ? 'first-near' : 'near');
  return cameras.map((camera, index) => ({ kind: 'camera', key: camera, camera, level: 1, position: index + 1, siblings: cameras.length, isResult: true, fit: fitOf(index) }));
}
