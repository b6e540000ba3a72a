import type { SurfaceId } from '@contract/domain/units.ts';
import { withLayout, type LayoutTour, type Surface } from '@contract/domain/wall.ts';
import type { Timers } from '../../platform/clock.ts';
import type { Stores } from '../../state/stores.ts';
import { tourPlace } from './tour-place.ts';

export interface TourRunnerEnvironment {
  readonly stores: Pick<Stores, 'surfaces' | 'layouts' | 'tier'>;
  readonly timers: Timers;
  /** The server's clock. */
  readonly nowUtcMs: () => number;
  readonly onDidStep: (surfaces: readonly SurfaceId[]) => void;
}

export interface TourRunner {
  /** A surface with a tour, showing the step that is due. A step whose layout is gone is passed over. */
  readonly due: (surface: Surface, tour: LayoutTour) => Surface;
  readonly stop: () => void;
}

/** Carries tours on: whatever surfaces have one show the layout that is due by the server's clock, so also after a restart. */
export function createTourRunner({ stores, timers, nowUtcMs, onDidStep }: TourRunnerEnvironment): TourRunner {
  let cancel: (() => void) | null = null;
  let isStepping = false;
  const placeOf = (tour: LayoutTour) => tourPlace(tour, (layout) => stores.layouts.get(layout) !== undefined, nowUtcMs());

  const due = (surface: Surface, tour: LayoutTour): Surface => {
    const place = placeOf(tour);
    const layout = place === null ? undefined : stores.layouts.get(place.layout);
    return layout === undefined || surface.layoutId === layout.id ? { ...surface, tour } : { ...withLayout(surface.id, layout), tour };
  };

  const step = () => {
    if (isStepping) return;
    isStepping = true;
    cancel?.();
    cancel = null;
    const touring = [...stores.surfaces.records().values()].flatMap((surface) => (surface.tour === null ? [] : [{ surface, tour: surface.tour }]));
    const stepped = touring.map(({ surface, tour }) => due(surface, tour)).filter((next, index) => next.layoutId !== touring[index]?.surface.layoutId);
    if (stepped.length > 0) stores.surfaces.put(...stepped);
    const nextUtcMs = Math.min(...touring.map(({ tour }) => placeOf(tour)?.nextUtcMs ?? Infinity));
    if (Number.isFinite(nextUtcMs)) cancel = timers.after(Math.max(0, nextUtcMs - nowUtcMs()), step);
    isStepping = false;
    if (stepped.length > 0) onDidStep(stepped.map(({ id }) => id));
  };

  const stops = [stores.surfaces, stores.layouts, stores.tier].map((store) => store.onDidChange(step));
  return {
    due,
    stop: () => {
      stops.forEach((stop) => stop());
      cancel?.();
      cancel = null;
    },
  };
}
