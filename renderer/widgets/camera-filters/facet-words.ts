import { ANALYTICS, CAMERA_CONDITIONS, CAMERA_CONNECTIONS, CAMERA_KINDS, CAMERA_PURPOSES, CAMERA_TYPES } from '@contract/domain/camera.ts';
import { HEIGHT_LAYERS } from '@contract/domain/height-layer.ts';
import { TIERS } from '@contract/domain/tier.ts';
import { groupId, unitId } from '@contract/domain/units.ts';
import { useText } from '../../i18n/use-text.ts';
import type { FilterFacet, FilterValue } from '../../state/selectors/camera-filter.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';

/** Facets whose values are always the same, in the order they are offered. */
export const FIXED_VALUES = {
  kinds: CAMERA_KINDS,
  states: CAMERA_CONDITIONS,
  purposes: CAMERA_PURPOSES,
  types: CAMERA_TYPES,
  heights: HEIGHT_LAYERS,
  analytics: ANALYTICS,
  connections: CAMERA_CONNECTIONS,
  tiers: TIERS,
  onWall: ['true', 'false'],
} as const satisfies Partial<Record<FilterFacet, readonly string[]>>;
export type FixedFacet = keyof typeof FIXED_VALUES;

const one = <V extends string>(values: readonly V[], value: string): V | undefined => values.find((known) => known === value);

/** The words for a value of a facet; of a unit or a group its name, and of what is not known here its own name. */
export function useFacetWord(): (value: FilterValue) => string {
  const t = useText();
  const units = useSlice('units', selectRecords);
  const groups = useSlice('groups', selectRecords);
  const fixed = (facet: FilterFacet, value: string): string | undefined => {
    switch (facet) {
      case 'kinds':
        return told(one(CAMERA_KINDS, value), (kind) => t(`find:kind.${kind}`));
      case 'states':
        return told(one(CAMERA_CONDITIONS, value), (state) => t(`live:cameras.state.${state}`));
      case 'purposes':
        return told(one(CAMERA_PURPOSES, value), (purpose) => t(`find:purpose.${purpose}`));
      case 'types':
        return told(one(CAMERA_TYPES, value), (type) => t(`find:type.${type}`));
      case 'heights':
        return told(one(HEIGHT_LAYERS, value), (layer) => t(`find:height.${layer}`));
      case 'analytics':
        return told(one(ANALYTICS, value), (kind) => t(`find:analytics.${kind}`));
      case 'connections':
        return told(one(CAMERA_CONNECTIONS, value), (connection) => t(`find:connection.${connection}`));
      case 'tiers':
        return told(one(TIERS, value), (tier) => t(`common:tier.${tier}`));
      case 'onWall':
        return t(value === 'true' ? 'find:onWall.true' : 'find:onWall.false');
      case 'units':
        return units.get(unitId(value))?.name;
      case 'groups':
        return groups.get(groupId(value))?.name;
      default:
        return undefined;
    }
  };
  return ({ facet, value }) => fixed(facet, value) ?? value;
}

const told = <V,>(value: V | undefined, words: (value: V) => string): string | undefined => (value === undefined ? undefined : words(value));
