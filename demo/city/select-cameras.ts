import type { Camera } from '../server/api-types.ts';
import { isAtJunction } from './junction.ts';
import type { City } from './make-city.ts';

/**
 * The city with about `count` cameras: every unit keeps its share, at least one, and its share of broken ones; cameras keep
 * their numbers; those of the junction laid out by hand come first. Exactly `count` unless that is fewer than there are units with cameras.
 */
export function selectCameras(city: City, count: number): City {
  if (count >= city.cameras.length) return city;
  const byUnit = new Map<string, Camera[]>();
  for (const camera of city.cameras) byUnit.set(camera.unitId, [...(byUnit.get(camera.unitId) ?? []), camera]);
  const groups = [...byUnit.values()];
  const shares = shareOut(groups.map((group) => group.length), count);
  const kept = new Set(groups.flatMap((group, index) => pickFrom(group, shares[index] ?? 0, city.brokenForMs)));
  const cameras = city.cameras.filter((camera) => kept.has(camera.id));
  return { units: city.units, cameras, brokenForMs: new Map([...city.brokenForMs].filter(([id]) => kept.has(id))) };
}

/** Largest remainders, at least one each. */
function shareOut(sizes: readonly number[], count: number): readonly number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const exact = sizes.map((size) => (size * count) / total);
  const shares = exact.map((share) => Math.max(1, Math.floor(share)));
  const order = exact.map((share, index) => ({ index, rest: share - Math.floor(share) })).sort((a, b) => b.rest - a.rest || a.index - b.index);
  let left = count - shares.reduce((sum, share) => sum + share, 0);
  for (const { index } of order) {
    if (left <= 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    left -= 1;
  }
  while (left < 0) {
    const largest = shares.indexOf(Math.max(...shares));
    if (shares[largest] === 1) break;
    shares[largest] = (shares[largest] ?? 1) - 1;
    left += 1;
  }
  return shares;
}

function pickFrom(group: readonly Camera[], count: number, brokenForMs: ReadonlyMap<string, number>): readonly string[] {
  const ids = group.map((camera) => camera.id);
  const broken = ids.filter((id) => brokenForMs.has(id));
  const working = ids.filter((id) => !brokenForMs.has(id));
  const brokenCount = Math.max(count - working.length, Math.round((count * broken.length) / ids.length));
  const atJunction = new Set(group.filter(isAtJunction).slice(0, count - brokenCount).map(({ id }) => id));
  return [...evenly(broken, brokenCount), ...atJunction, ...evenly(working.filter((id) => !atJunction.has(id)), count - brokenCount - atJunction.size)];
}

function evenly(list: readonly string[], count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => list[Math.floor((index * list.length) / count)]).filter((id) => id !== undefined);
}
