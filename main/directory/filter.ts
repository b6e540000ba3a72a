import { FACETS, type CameraFilter, type Facet, type FacetCount } from '@contract/domain/camera-query.ts';
import { unitId } from '@contract/domain/units.ts';
import type { Columns } from './columns.ts';
import type { UnitTree } from './unit-tree.ts';

/** What a filter is made against. */
export interface FilterScene {
  readonly columns: Columns;
  readonly tree: () => UnitTree;
}

/** One facet that somebody chose values of, as what is asked of every row. */
interface ChosenFacet {
  readonly facet: Facet;
  /** By code: 1 lets through. */
  readonly allowed: Uint8Array;
  readonly codes: Int32Array;
}

/** What a code of a facet counts for: its words; a unit also for all above it. */
export function valuesAt({ columns, tree }: FilterScene, facet: Facet, code: number): readonly string[] {
  const words = columns.lists(facet).words(code);
  if (facet !== 'units') return words;
  const unit = words[0];
  return unit === undefined ? [] : tree().path(unitId(unit));
}

function chosenFacet(scene: FilterScene, facet: Facet, wanted: readonly string[]): ChosenFacet {
  const values = new Set(wanted);
  const allowed = Uint8Array.from({ length: scene.columns.lists(facet).count() }, (_, code) => (valuesAt(scene, facet, code).some((value) => values.has(value)) ? 1 : 0));
  return { facet, allowed, codes: scene.columns.codes(facet) };
}

function chosenFacets(scene: FilterScene, filter: CameraFilter): readonly ChosenFacet[] {
  return FACETS.flatMap((facet) => {
    const wanted = filter[facet] ?? [];
    return wanted.length === 0 ? [] : [chosenFacet(scene, facet, wanted)];
  });
}

/** Whether a camera passes; made for now: ask for a new one after anything changed. */
export type RowTest = (row: number) => boolean;

export function rowTest(scene: FilterScene, filter: CameraFilter): RowTest {
  const { columns } = scene;
  const chosen = chosenFacets(scene, filter);
  const onWall = columns.onWall();
  const wall = filter.onWall === undefined ? null : Number(filter.onWall);
  return (row) => {
    if (!columns.has(row) || (wall !== null && onWall[row] !== wall)) return false;
    for (const { allowed, codes } of chosen) if (allowed[codes[row] ?? 0] !== 1) return false;
    return true;
  };
}

/** Whether the states of cameras decide who passes. */
export const hangsOnStates = (filter: CameraFilter): boolean => (filter.states ?? []).length > 0;

/** Whether another camera may pass without any record having changed. */
export const hangsOnNow = (filter: CameraFilter): boolean => hangsOnStates(filter) || filter.onWall !== undefined || (filter.groups ?? []).length > 0;

const VALUES_MAX = 200;

/**
 * For each facet how many of the rows would be left by each value, were it chosen with the other facets as they are. Most frequent
 * first, at most 200 of a facet.
 */
export function facetCounts(scene: FilterScene, filter: CameraFilter, rows: Iterable<number>): readonly FacetCount[] {
  const { columns } = scene;
  const chosen = chosenFacets(scene, filter);
  const onWall = columns.onWall();
  const wall = filter.onWall === undefined ? null : Number(filter.onWall);
  const tallies = FACETS.map((facet) => ({ facet, codes: columns.codes(facet), counts: new Int32Array(columns.lists(facet).count()) }));
  const tallyOf = new Map(tallies.map((tally) => [tally.facet, tally]));
  const count = ({ codes, counts }: (typeof tallies)[number], row: number): void => {
    const code = codes[row] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  };
  for (const row of rows) {
    if (!columns.has(row) || (wall !== null && onWall[row] !== wall)) continue;
    let failed: Facet | null = null;
    let fails = 0;
    for (const { facet, allowed, codes } of chosen) {
      if (allowed[codes[row] ?? 0] === 1) continue;
      failed = facet;
      fails += 1;
      if (fails > 1) break;
    }
    if (fails === 0) for (const tally of tallies) count(tally, row);
    else if (fails === 1 && failed !== null) {
      const only = tallyOf.get(failed);
      if (only !== undefined) count(only, row);
    }
  }
  return tallies.flatMap(({ facet, counts }) => mostFrequent(scene, facet, counts));
}

function mostFrequent(scene: FilterScene, facet: Facet, counts: Int32Array): readonly FacetCount[] {
  const totals = new Map<string, number>();
  for (const [code, count] of counts.entries()) {
    if (count === 0) continue;
    for (const value of valuesAt(scene, facet, code)) totals.set(value, (totals.get(value) ?? 0) + count);
  }
  return [...totals]
    .map(([value, count]) => ({ facet, value, count }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
    .slice(0, VALUES_MAX);
}
