import type { CameraCondition } from '@contract/domain/camera.ts';
import type { ConditionCounts, MapMark } from '@contract/domain/camera-query.ts';
import type { Records } from '@contract/state/patch.ts';
import { lonLat, type LonLat } from './ground.ts';

/** What an icon tells by its drawing. */
export const ICON_KINDS = ['fixed', 'dome', 'panoramic', 'thermal', 'plate', 'turning'] as const;
export type IconKind = (typeof ICON_KINDS)[number];

/** Properties of a point on the map; flat, as maplibre's expressions read them. */
export type PointProperties = Readonly<Record<string, string | number | boolean>>;
export interface PointFeature {
  readonly type: 'Feature';
  readonly id: string;
  readonly properties: PointProperties;
  readonly geometry: { readonly type: 'Point'; readonly coordinates: LonLat };
}

type CameraMark = Extract<MapMark, { readonly kind: 'camera' }>;

/** The drawing of a camera: whether it turns goes before what it is made as. */
export function iconKind({ turns, type }: Pick<CameraMark, 'turns' | 'type'>): IconKind {
  if (turns) return 'turning';
  return type === 'dome' || type === 'panoramic' || type === 'thermal' || type === 'plate' ? type : 'fixed';
}

export const cameraIcon = (kind: IconKind, condition: CameraCondition): string => `camera-${kind}-${condition}`;

/** Steps of the ring round a cluster: none, then eighths of it. */
export const SHARE_STEPS = 8;
export const CLUSTER_SIZES = ['s', 'm', 'l', 'xl'] as const;
export type ClusterSize = (typeof CLUSTER_SIZES)[number];

export const totalOf = (counts: ConditionCounts): number => counts.working + counts.lost + counts.broken + counts.unknown;
export const wrongOf = (counts: ConditionCounts): number => counts.lost + counts.broken;

/** How many steps of the ring tell what is lost or broken: at least one as soon as one camera is. */
export const shareStep = (counts: ConditionCounts): number => {
  const wrong = wrongOf(counts);
  return wrong === 0 ? 0 : Math.min(SHARE_STEPS, Math.max(1, Math.round((wrong / totalOf(counts)) * SHARE_STEPS)));
};

export const clusterSize = (total: number): ClusterSize => (total < 20 ? 's' : total < 200 ? 'm' : total < 2_000 ? 'l' : 'xl');
export const clusterIcon = (size: ClusterSize, step: number): string => `cluster-${size}-${String(step)}`;

/** Turns marks into what the map draws. `formatNumber`: in the person's language. */
export function markFeature(mark: MapMark, formatNumber: (value: number) => string): PointFeature {
  const base = { type: 'Feature', id: mark.id, geometry: { type: 'Point', coordinates: lonLat(mark.at) } } as const;
  if (mark.kind === 'cluster') {
    const total = totalOf(mark.counts);
    const wrong = wrongOf(mark.counts);
    return {
      ...base,
      properties: { id: mark.id, kind: 'cluster', icon: clusterIcon(clusterSize(total), shareStep(mark.counts)), total: formatNumber(total), wrong: wrong === 0 ? '' : formatNumber(wrong), weight: total },
    };
  }
  const isWrong = mark.condition === 'lost' || mark.condition === 'broken';
  return {
    ...base,
    properties: {
      id: mark.id,
      kind: 'camera',
      camera: mark.camera,
      icon: cameraIcon(iconKind(mark), mark.condition),
      number: String(mark.number),
      label: `${String(mark.number)} ${mark.name}`,
      // What is wrong is drawn over what is not, and chosen first where there is no room for both names.
      weight: isWrong ? 1 : 0,
      ...(mark.bearingDeg === null ? {} : { bearing: mark.bearingDeg }),
    },
  };
}

export interface MarkDiff {
  readonly put: readonly MapMark[];
  readonly remove: readonly string[];
}

/** What must change for one set of marks to become another; records that are the same objects are left alone. */
export function markDiff(before: Records<MapMark>, after: Records<MapMark>): MarkDiff {
  const put: MapMark[] = [];
  const remove: string[] = [];
  for (const [id, mark] of after) if (before.get(id) !== mark) put.push(mark);
  for (const id of before.keys()) if (!after.has(id)) remove.push(id);
  return { put, remove };
}
