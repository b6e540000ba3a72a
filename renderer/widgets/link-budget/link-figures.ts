import type { LinkUseRecord } from '@contract/state/slices.ts';

/** What `linkBudget` of the settings may be, Mbit/s. */
export const BUDGET_MBPS = { min: 0.5, max: 10_000 } as const;

/** Parts of the bar, 0..1 of its whole length: the most of what is wanted and what there is. */
export interface LinkBar {
  readonly measured: number;
  readonly planned: number;
  readonly wanted: number;
  readonly budget: number;
}

/** The bar is as long as the budget, or as what is wanted when that is more. */
export function linkBar({ budgetKbps, plannedKbps, measuredKbps, wantedKbps }: LinkUseRecord): LinkBar {
  const whole = Math.max(budgetKbps, plannedKbps, measuredKbps, wantedKbps, 1);
  return { measured: measuredKbps / whole, planned: plannedKbps / whole, wanted: wantedKbps / whole, budget: budgetKbps / whole };
}

/** Typed Mbit/s as kbit/s; a comma or a point; null: not a number in range. */
export function budgetKbpsOf(text: string): number | null {
  const trimmed = text.trim().replace(',', '.');
  if (!/^[0-9]{1,5}(\.[0-9]{1,3})?$/.test(trimmed)) return null;
  const mbps = Number(trimmed);
  return mbps >= BUDGET_MBPS.min && mbps <= BUDGET_MBPS.max ? Math.round(mbps * 1_000) : null;
}
