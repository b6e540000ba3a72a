import { usualBudgetKbps } from '@contract/domain/stream-plan.ts';
import type { LinkUseRecord } from '@contract/state/slices.ts';
import { only, update, type Stores } from '../state/stores.ts';

export interface BudgetedPictures {
  readonly setBudget: (budgetKbps: number) => void;
  readonly onUse: (listener: (use: Omit<LinkUseRecord, 'id'>) => void) => () => void;
}

/** Gives pictures the budget of now, whenever it changes, and shows their use. Answers the stop. */
export function keepLinkBudget(stores: Pick<Stores, 'settings' | 'tier' | 'linkUse'>, pictures: BudgetedPictures): () => void {
  let given: number | null = null;
  const give = () => {
    const tier = only(stores.tier).service?.tier;
    const budgetKbps = only(stores.settings).linkBudgetKbps ?? (tier === undefined ? null : usualBudgetKbps(tier));
    if (budgetKbps === null || budgetKbps === given) return;
    given = budgetKbps;
    pictures.setBudget(budgetKbps);
  };
  const stops = [stores.settings.onDidChange(give), stores.tier.onDidChange(give), pictures.onUse((use) => update(stores.linkUse, use))];
  give();
  return () => stops.forEach((stop) => stop());
}
