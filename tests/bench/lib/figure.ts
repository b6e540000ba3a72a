/** One measured number beside its goal. Goals are those of the issues' tables and are never changed here. */
export interface Figure {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: number;
  readonly better: 'lower' | 'higher';
  readonly ok: boolean;
}

export function figure(id: string, value: number, unit: string, goal: number, better: 'lower' | 'higher'): Figure {
  const rounded = Number(value.toPrecision(4));
  return { id, value: rounded, unit, goal, better, ok: better === 'lower' ? rounded <= goal : rounded >= goal };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
