import type { Camera, OrgUnit } from '@contract/domain/camera.ts';
import type { CameraFilter, CameraQuery, FacetCount } from '@contract/domain/camera-query.ts';
import { ok, type Result } from '@contract/domain/result.ts';
import { foldText, matchesFolded } from '@contract/domain/text-fold.ts';
import type { UnitId } from '@contract/domain/units.ts';
import type { UnitCountsRecord } from '@contract/state/slices.ts';

/** Answers a page's questions to the directory from a list of cameras, as main would for a short one. */
export interface FakeDirectory {
  readonly set: (cameras: readonly Camera[]) => void;
  readonly cameras: () => readonly Camera[];
  /** The server has lost these: they are what a list of lost cameras holds. */
  readonly lose: (...ids: readonly string[]) => void;
  /** Undefined: no question to the directory. */
  readonly answer: (name: string, input: unknown) => Result<unknown> | undefined;
}

const NO_CONDITIONS = { working: 0, lost: 0, broken: 0, unknown: 0 };

/** Counts of each unit that the cameras name, with those above it, as the directory's process tells them. */
export function unitCountsOf(cameras: readonly Camera[], units: readonly OrgUnit[] = []): readonly UnitCountsRecord[] {
  const counts = new Map<UnitId, { own: number; total: number }>();
  const at = (id: UnitId) => {
    const known = counts.get(id) ?? { own: 0, total: 0 };
    counts.set(id, known);
    return known;
  };
  for (const { unitId } of cameras) {
    at(unitId).own += 1;
    const seen = new Set<UnitId>();
    for (let above: UnitId | null = unitId; above !== null && !seen.has(above); above = units.find(({ id }) => id === above)?.parentId ?? null) {
      seen.add(above);
      at(above).total += 1;
    }
  }
  return [...counts].map(([id, { own, total }]) => ({ id, own, total, conditions: { ...NO_CONDITIONS, unknown: total } }));
}

export function createFakeDirectory(): FakeDirectory {
  let cameras: readonly Camera[] = [];
  const lost = new Set<string>();
  const words = ({ number, name, code, address }: Camera): string => foldText([number, name, code ?? '', address ?? ''].join(' | '));
  const passes = ({ kinds, purposes, tags }: CameraFilter, { kind, purpose, tags: its = [] }: Camera): boolean =>
    (kinds === undefined || kinds.includes(kind)) && (purposes === undefined || (purpose !== undefined && purposes.includes(purpose))) && (tags === undefined || tags.some((tag) => its.includes(tag)));
  const facets = (): readonly FacetCount[] => {
    const counts = new Map<string, FacetCount>();
    const count = (facet: FacetCount['facet'], value: string) => counts.set(`${facet} ${value}`, { facet, value, count: (counts.get(`${facet} ${value}`)?.count ?? 0) + 1 });
    for (const { kind, purpose, tags = [] } of cameras) {
      count('kinds', kind);
      if (purpose !== undefined) count('purposes', purpose);
      for (const tag of tags) count('tags', tag);
    }
    return [...counts.values()];
  };
  const search = ({ query }: { readonly query: CameraQuery }) => {
    const folded = foldText(query.text);
    const found = cameras.filter((camera) => (query.filter.states === undefined || lost.has(camera.id)) && matchesFolded(words(camera), folded) && passes(query.filter, camera)).toSorted((one, other) => one.number - other.number);
    return ok({ ids: found.map(({ id }) => id), first: found.slice(0, 60), total: found.length, near: 0 });
  };
  return {
    set: (next) => {
      cameras = next;
    },
    cameras: () => cameras,
    lose: (...ids) => {
      for (const id of ids) lost.add(id);
    },
    answer: (name, input) => {
      switch (name) {
        case 'directory.search':
          return search(input as { readonly query: CameraQuery });
        case 'directory.facets':
          return ok({ facets: [...facets()] });
        case 'directory.number': {
          const { number } = input as { readonly number: number };
          return ok({ camera: cameras.find((camera) => camera.number === number) ?? null });
        }
        case 'directory.unit': {
          const { unit } = input as { readonly unit: string };
          const own = cameras.filter(({ unitId }) => unitId === unit).toSorted((one, other) => one.number - other.number);
          return ok({ ids: own.map(({ id }) => id), first: own.slice(0, 60) });
        }
        case 'directory.watch': {
          const { add } = input as { readonly add: readonly string[] };
          return ok({ unknown: add.filter((id) => !cameras.some((camera) => camera.id === id)) });
        }
        default:
          return undefined;
      }
    },
  };
}
