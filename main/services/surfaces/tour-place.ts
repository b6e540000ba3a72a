import { runFrom, runPlace, withRunAct, type RunAct } from '@contract/domain/sequence.ts';
import type { Run } from '@contract/domain/tile-content.ts';
import type { LayoutId } from '@contract/domain/units.ts';
import type { LayoutTour } from '@contract/domain/wall.ts';

type Exists = (layout: LayoutId) => boolean;

/** Which layout of a tour is shown, and when the next one comes (server's clock); null while paused or with one layout left. */
export interface TourPlace {
  readonly layout: LayoutId;
  readonly nextUtcMs: number | null;
}

/** The steps whose layouts are still there, and the run counted by them: a layout that is gone takes no time. */
function standing(tour: LayoutTour, exists: Exists) {
  const places = tour.steps.flatMap(({ layout }, place) => (exists(layout) ? [place] : []));
  const steps = places.flatMap((place) => tour.steps[place] ?? []);
  const countedFrom = (step: number): number => {
    const wanted = step % tour.steps.length;
    const found = places.findIndex((place) => place >= wanted);
    return found < 0 ? 0 : found;
  };
  const { run } = tour;
  const counted: Run = run.kind === 'paused' ? { kind: 'paused', step: countedFrom(run.step) } : { ...run, fromStep: countedFrom(run.fromStep) };
  return { places, steps, run: counted };
}

/** Null: none of its layouts is there. */
export function tourPlace(tour: LayoutTour, exists: Exists, nowUtcMs: number): TourPlace | null {
  const { steps, run } = standing(tour, exists);
  if (steps.length === 0) return null;
  const { step, nextUtcMs } = runPlace(steps, run, nowUtcMs);
  const layout = steps[step]?.layout;
  return layout === undefined ? null : { layout, nextUtcMs };
}

export function withTourAct(tour: LayoutTour, exists: Exists, act: RunAct, nowUtcMs: number): LayoutTour {
  const { places, steps, run } = standing(tour, exists);
  if (steps.length === 0) return tour;
  const next = withRunAct(steps, run, act, nowUtcMs);
  if (next === run) return tour;
  return { ...tour, run: next.kind === 'paused' ? { kind: 'paused', step: places[next.step] ?? 0 } : runFrom(places[next.fromStep] ?? 0, next.anchorUtcMs) };
}
