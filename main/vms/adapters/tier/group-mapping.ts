import { ANALYTICS, CAMERA_CONDITIONS, CAMERA_CONNECTIONS, CAMERA_KINDS, CAMERA_PURPOSES, CAMERA_TYPES } from '@contract/domain/camera.ts';
import { GROUP_CAMERAS_MAX, type CameraGroup, type SavedSearch, type Shareable } from '@contract/domain/camera-group.ts';
import type { CameraFilter, CameraQuery } from '@contract/domain/camera-query.ts';
import { HEIGHT_LAYERS } from '@contract/domain/height-layer.ts';
import { plainText } from '@contract/domain/plain-text.ts';
import { TIERS } from '@contract/domain/tier.ts';
import { cameraId, groupId, searchId, unitId, utcMs } from '@contract/domain/units.ts';
import { knownOf, textsOf } from './mapping.ts';
import { isId, type WireGroup, type WireSearch } from './wire.schema.ts';

const TEXT_MAX = 200;

/** A group with the cameras whose ids can be read, and how many cannot or are too many. */
export function mapGroup(wire: WireGroup): { readonly group: CameraGroup; readonly skipped: number } {
  const cameras = idsOf(wire.cameraIds).slice(0, GROUP_CAMERAS_MAX).map(cameraId);
  return { group: { id: groupId(wire.id), ...mapShareable(wire), cameras }, skipped: wire.cameraIds.length - cameras.length };
}

/** What is sent to store a group. */
export const groupBody = ({ name, cameras, shared }: CameraGroup) => ({ name, cameraIds: cameras, shared });

/** A search; values of its filter that are not known here are let go. */
export const mapSearch = (wire: WireSearch): SavedSearch => ({
  id: searchId(wire.id),
  ...mapShareable(wire),
  query: { text: plainText(wire.query.text, TEXT_MAX), filter: mapFilter(wire.query.filter), order: wire.query.order },
});

/** What is sent to store a search. */
export const searchBody = ({ name, query, shared }: SavedSearch): { readonly name: string; readonly query: CameraQuery; readonly shared: boolean } => ({ name, query, shared });

const mapShareable = (wire: WireGroup | WireSearch): Shareable => ({
  name: plainText(wire.name, 100) || wire.id,
  shared: wire.shared,
  ownerId: wire.ownerId,
  etag: wire.etag,
  updatedUtcMs: utcMs(wire.updatedUtcMs),
  sync: 'stored',
});

function mapFilter(wire: WireSearch['query']['filter']): CameraFilter {
  const facets: Omit<CameraFilter, 'onWall'> = {
    units: idsOf(wire.units).map(unitId),
    tiers: knownOf(wire.tiers, TIERS),
    kinds: knownOf(wire.kinds, CAMERA_KINDS),
    types: knownOf(wire.types, CAMERA_TYPES),
    purposes: knownOf(wire.purposes, CAMERA_PURPOSES),
    heights: knownOf(wire.heights, HEIGHT_LAYERS),
    states: knownOf(wire.states, CAMERA_CONDITIONS),
    analytics: knownOf(wire.analytics, ANALYTICS),
    connections: knownOf(wire.connections, CAMERA_CONNECTIONS),
    tags: textsOf(wire.tags, 40),
    makes: textsOf(wire.makes, 100),
    groups: idsOf(wire.groups).map(groupId),
  };
  const chosen: Omit<CameraFilter, 'onWall'> = Object.fromEntries(Object.entries(facets).filter(([, values]) => values.length > 0));
  return wire.onWall === undefined ? chosen : { ...chosen, onWall: wire.onWall };
}

const idsOf = (values: readonly unknown[] | undefined): readonly string[] => [...new Set(values)].filter(isId);
