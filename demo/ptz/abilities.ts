import type { PtzAbilities } from './wire.ts';

/** The limits of one axis, degrees. */
export const limits = (range: readonly number[]): readonly [number, number] => [range[0] ?? 0, range[1] ?? 0];

/** Whether it turns round without an end. */
export const turnsRound = ({ panDeg }: Pick<PtzAbilities, 'panDeg'>): boolean => {
  const [from, to] = limits(panDeg);
  return to - from >= 360;
};
