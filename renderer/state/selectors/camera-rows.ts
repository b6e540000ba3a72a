import type { OrgUnit } from '@contract/domain/camera.ts';
import type { UnitId } from '@contract/domain/units.ts';
import type { CameraEntry } from '../camera-index.ts';
import type { Directory } from '../directory-store.ts';

/** One line of the camera tree. */
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
      readonly entry: CameraEntry;
      readonly level: number;
      readonly position: number;
      readonly siblings: number;
      /** Set in a list of results, where the tree does not say the place. */
      readonly place: string | null;
    };

export interface TreeInput {
  readonly directory: Directory;
  readonly units: ReadonlyMap<string, OrgUnit>;
  readonly expanded: ReadonlySet<UnitId>;
  readonly compareNames: (one: string, other: string) => number;
  /** Name of the place for cameras whose unit is not known. */
  readonly orphansName: string;
}

/** Key under which cameras without a known unit are gathered. */
export const ORPHANS = '?' as UnitId;

/** The visible lines of the tree, top to bottom. Units without any camera below are left out. */
export function treeRows({ directory, units, expanded, compareNames, orphansName }: TreeInput): readonly TreeRow[] {
  const children = childUnits(directory, units);
  const rows: TreeRow[] = [];
  const seen = new Set<string>();
  const orphans = [...directory.byUnit].filter(([unit]) => !units.has(unit)).flatMap(([, entries]) => entries);

  const addCameras = (entries: readonly CameraEntry[], level: number, before: number): void => {
    for (const [index, entry] of entries.entries()) {
      rows.push({ kind: 'camera', key: entry.camera.id, entry, level, position: before + index + 1, siblings: before + entries.length, place: null });
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
      const own = directory.byUnit.get(unit.id) ?? [];
      addUnits(below, level + 1, own.length);
      addCameras(own, level + 1, below.length);
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
function childUnits(directory: Directory, units: ReadonlyMap<string, OrgUnit>): ReadonlyMap<UnitId | null, readonly OrgUnit[]> {
  const filled = new Set<string>();
  for (const unit of directory.byUnit.keys()) {
    for (let at = units.get(unit); at !== undefined && !filled.has(at.id); at = at.parentId === null ? undefined : units.get(at.parentId)) filled.add(at.id);
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

/** Results of a search as lines of one level. */
export const resultRows = (entries: readonly CameraEntry[]): readonly TreeRow[] =>
  entries.map((entry, index) => ({
    kind: 'camera',
    key: entry.camera.id,
    entry,
    level: 1,
    position: index + 1,
    siblings: entries.length,
    place: [entry.camera.address, entry.unitName].filter((part) => part !== undefined && part !== '').join(' · '),
  }));
