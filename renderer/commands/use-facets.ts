import { useEffect, useState } from 'react';
import type { CameraQuery, Facet, FacetCount } from '@contract/domain/camera-query.ts';
import { selectTier } from '../state/selectors/records.ts';
import { useSlice } from '../state/state-context.tsx';
import { useCommands } from './commands-context.tsx';

/** How many cameras each value of each facet would leave. */
export interface Facets {
  /** Null: nothing was answered yet. */
  readonly countOf: ((facet: Facet, value: string) => number) | null;
  /** Values of a facet that some camera has, the most frequent first. */
  readonly valuesOf: (facet: Facet) => readonly FacetCount[];
}

/** Counts are asked for when typing and choosing have paused for this long, ms. */
const PAUSE_MS = 150;
const NOTHING: Facets = { countOf: null, valuesOf: () => [] };

/** Counts of the values, asked for again when the query or the directory changes. Those of before stand meanwhile. */
export function useFacets(query: CameraQuery): Facets {
  const { finding } = useCommands();
  const [facets, setFacets] = useState(NOTHING);
  const directoryUtcMs = useSlice('tier', (replica) => selectTier(replica)?.directoryUtcMs ?? null);
  useEffect(() => {
    let isOver = false;
    const timer = window.setTimeout(() => {
      void finding.facets(query).then((answer) => {
        if (!isOver && answer.ok) setFacets(facetsOf(answer.value));
      });
    }, PAUSE_MS);
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [finding, query, directoryUtcMs]);
  return facets;
}

export function facetsOf(counts: readonly FacetCount[]): Facets {
  const known = new Map(counts.map(({ facet, value, count }) => [`${facet} ${value}`, count]));
  return {
    countOf: (facet, value) => known.get(`${facet} ${value}`) ?? 0,
    valuesOf: (facet) => counts.filter((each) => each.facet === facet).sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1)),
  };
}
