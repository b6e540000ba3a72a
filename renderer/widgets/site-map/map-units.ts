import type { OrgUnit } from '@contract/domain/camera.ts';
import { circleRing, lonLat, type LonLat } from './ground.ts';
import { softAreas } from './unit-areas.ts';

export interface UnitArea {
  readonly name: string;
  readonly at: LonLat;
  /** Closed; empty: only its name is drawn. */
  readonly ring: readonly LonLat[];
}

/** Kinds that answer for ground, the coarser first; the first there is any of is drawn. Offices have no ground of their own. */
const LEVELS: readonly (readonly OrgUnit['kind'][])[] = [['district', 'town'], ['commune']];
const REACH_M = 9_000;
/** Above this many their lines would be a net, and cost more than they tell. */
const MOST_AREAS = 400;

/** Who answers for what, as a sketch: names, and soft areas round where the units are. */
export function unitAreas(units: Iterable<OrgUnit>): readonly UnitArea[] {
  const all = [...units];
  const level = LEVELS.map((kinds) => all.flatMap(({ name, kind, position }) => (kinds.includes(kind) && position !== undefined ? [{ name, at: lonLat(position), position }] : []))).find((found) => found.length > 0) ?? [];
  if (level.length > MOST_AREAS) return level.map(({ name, at }) => ({ name, at, ring: [] }));
  const outlines = new Map(level.map(({ at, position }) => [at, circleRing(position, REACH_M, 24).slice(0, -1)]));
  const rings = softAreas(level.map(({ at }) => at), (at) => outlines.get(at) ?? []);
  return level.map(({ name, at }, index) => ({ name, at, ring: rings[index] ?? [] }));
}
