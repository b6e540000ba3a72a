import { FACETS, type CameraFilter, type CameraQuery, type CameraScope, type Facet } from '@contract/domain/camera-query.ts';

/** What can be filtered by: the facets, and whether a camera is on the wall. */
export type FilterFacet = Facet | 'onWall';
export const FILTER_FACETS: readonly FilterFacet[] = [...FACETS, 'onWall'];

/** One value that is filtered by; of `onWall` it is `true` or `false`. */
export interface FilterValue {
  readonly facet: FilterFacet;
  readonly value: string;
}

/** Every value of a filter, facet by facet, each in the order it was chosen. */
export const filterValues = (filter: CameraFilter): readonly FilterValue[] =>
  FILTER_FACETS.flatMap((facet): readonly FilterValue[] => {
    if (facet !== 'onWall') return (filter[facet] ?? []).map((value) => ({ facet, value }));
    return filter.onWall === undefined ? [] : [{ facet, value: String(filter.onWall) }];
  });

export const hasValue = (filter: CameraFilter, { facet, value }: FilterValue): boolean => {
  if (facet === 'onWall') return filter.onWall !== undefined && String(filter.onWall) === value;
  const chosen: readonly string[] = filter[facet] ?? [];
  return chosen.includes(value);
};

/** The filter with a value chosen, or given up; a facet without values is not in it. */
export function withValue(filter: CameraFilter, { facet, value }: FilterValue, isChosen: boolean): CameraFilter {
  const { [facet]: before, ...others } = filter;
  if (facet === 'onWall') return isChosen ? { ...others, onWall: value === 'true' } : others;
  const kept = (Array.isArray(before) ? before : []).filter((other) => other !== value);
  const values: readonly string[] = isChosen ? [...kept, value] : kept;
  return values.length === 0 ? others : { ...others, [facet]: values };
}

/** Whether states of cameras or what is on the wall decide who passes: both change all the time. */
export const hangsOnNow = ({ states = [], onWall }: CameraFilter): boolean => states.length > 0 || onWall !== undefined;

/** Whether something is looked for; otherwise every camera fits. */
export const asksSomething = ({ text, filter }: CameraScope): boolean => text.trim() !== '' || filterValues(filter).length > 0;

/** The query as it is asked: what was typed without the blanks around it. */
export const askedQuery = (query: CameraQuery): CameraQuery => ({ ...query, text: query.text.trim() });
