import { FORCE_OLD_MS, type Force } from '@contract/domain/force.ts';
import type { LonLat } from './ground.ts';
import { lonLat } from './ground.ts';
import type { PointFeature, PointProperties } from './map-marks.ts';

export interface LineFeature {
  readonly type: 'Feature';
  readonly properties: PointProperties;
  readonly geometry: { readonly type: 'LineString'; readonly coordinates: readonly LonLat[] };
}

/** How old a place is, in words; kept short, it stands under an icon. */
export type AgeWords = (ageMs: number) => string;

export const forceIcon = ({ kind, state }: Pick<Force, 'kind' | 'state'>, isOld: boolean): string => `force-${kind}-${isOld ? 'old' : state}`;

/** Age of a force's last place, ms, never negative; null: it was never seen. */
export const forceAgeMs = ({ trail }: Force, nowUtcMs: number): number | null => {
  const last = trail.at(-1);
  return last === undefined ? null : Math.max(0, nowUtcMs - last.utcMs);
};

/** Forces where they were last, and the way they came. An old place is told as old, in words and by its drawing. */
export function forceFeatures(forces: Iterable<Force>, nowUtcMs: number, ageWords: AgeWords): { readonly points: readonly PointFeature[]; readonly trails: readonly LineFeature[] } {
  const points: PointFeature[] = [];
  const trails: LineFeature[] = [];
  for (const force of forces) {
    const last = force.trail.at(-1);
    const ageMs = forceAgeMs(force, nowUtcMs);
    if (last === undefined || ageMs === null) continue;
    const isOld = ageMs > FORCE_OLD_MS;
    const label = isOld ? `${force.name} · ${ageWords(ageMs)}` : force.name;
    points.push({ type: 'Feature', id: force.id, properties: { id: force.id, kind: 'force', icon: forceIcon(force, isOld), label, old: isOld }, geometry: { type: 'Point', coordinates: lonLat(last.at) } });
    if (force.trail.length > 1) trails.push({ type: 'Feature', properties: { old: isOld }, geometry: { type: 'LineString', coordinates: force.trail.map(({ at }) => lonLat(at)) } });
  }
  return { points, trails };
}
