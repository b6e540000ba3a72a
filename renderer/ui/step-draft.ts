import { DWELL_S } from '@contract/domain/tile-content.ts';

/** One line of a list that is shown in turn. `key` tells lines apart while they are moved; `what` is a camera or a layout. */
export interface StepDraft<W extends string> {
  readonly key: number;
  readonly what: W;
  /** As typed: seconds, or not yet a number. */
  readonly dwell: string;
}
export type StepDrafts<W extends string> = readonly StepDraft<W>[];

const nextKey = (steps: StepDrafts<string>): number => steps.reduce((most, { key }) => Math.max(most, key + 1), 0);

/** Seconds typed as text; null: not a whole number of DWELL_S. */
export function dwellOf(text: string): number | null {
  const seconds = /^\s*\d{1,5}\s*$/.test(text) ? Number(text) : Number.NaN;
  return seconds >= DWELL_S.min && seconds <= DWELL_S.max ? seconds : null;
}

/** Seconds for a new line: the common ones, or the usual ones while those are not right. */
export const dwellFor = (common: string): string => (dwellOf(common) === null ? String(DWELL_S.usual) : common);

export const stepsFrom = <W extends string>(whats: readonly { readonly what: W; readonly dwellS: number }[]): StepDrafts<W> => whats.map(({ what, dwellS }, key) => ({ key, what, dwell: String(dwellS) }));

/** Adds at the end; `max` lines at most, the rest is left out. */
export function withSteps<W extends string>(steps: StepDrafts<W>, whats: readonly W[], dwell: string, max: number): StepDrafts<W> {
  const first = nextKey(steps);
  return [...steps, ...whats.map((what, index) => ({ key: first + index, what, dwell }))].slice(0, max);
}

/** Moves a line to another place; the others keep their order. A place outside changes nothing. */
export function movedStep<W extends string>(steps: StepDrafts<W>, from: number, to: number): StepDrafts<W> {
  const moved = steps[from];
  if (moved === undefined || steps[to] === undefined || from === to) return steps;
  const others = steps.filter((step) => step !== moved);
  return [...others.slice(0, to), moved, ...others.slice(to)];
}

export const withoutStep = <W extends string>(steps: StepDrafts<W>, key: number): StepDrafts<W> => steps.filter((step) => step.key !== key);
export const withDwell = <W extends string>(steps: StepDrafts<W>, key: number, dwell: string): StepDrafts<W> => steps.map((step) => (step.key === key ? { ...step, dwell } : step));
export const withCommonDwell = <W extends string>(steps: StepDrafts<W>, dwell: string): StepDrafts<W> => steps.map((step) => ({ ...step, dwell }));

/** The finished list; null while a dwell is not right. */
export function finishedSteps<W extends string>(steps: StepDrafts<W>): readonly { readonly what: W; readonly dwellS: number }[] | null {
  const finished = steps.flatMap(({ what, dwell }) => {
    const dwellS = dwellOf(dwell);
    return dwellS === null ? [] : [{ what, dwellS }];
  });
  return finished.length === steps.length ? finished : null;
}
