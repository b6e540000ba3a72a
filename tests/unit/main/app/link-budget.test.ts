import { expect, it } from 'vitest';
import { keepLinkBudget, type BudgetedPictures } from '../../../../main/app/link-budget.ts';
import { createStores, only, update } from '../../../../main/state/stores.ts';
import { SERVICE } from '../../../builders/fake-vms.ts';

type Listener = Parameters<BudgetedPictures['onUse']>[0];

it('pictures have the budget of their tier until somebody sets another, and their use is shown', () => {
  const stores = createStores({ address: '', language: 'vi', wallOnly: false });
  const budgets: number[] = [];
  const listeners = new Set<Listener>();
  const stop = keepLinkBudget(stores, { setBudget: (budgetKbps) => void budgets.push(budgetKbps), onUse: (listener) => (listeners.add(listener), () => void listeners.delete(listener)) });
  update(stores.tier, { service: SERVICE });
  update(stores.tier, { clockOffsetMs: 5 });
  update(stores.settings, { linkBudgetKbps: 8_000 });
  update(stores.settings, { linkBudgetKbps: null });
  update(stores.tier, { service: { ...SERVICE, tier: 'commune' } });
  expect(budgets).toEqual([2_000_000, 8_000, 2_000_000, 50_000]);
  for (const listener of listeners) listener({ budgetKbps: 50_000, wantedKbps: 9, plannedKbps: 8, measuredKbps: 7, streams: 2, loweredByLink: 1, loweredByMachine: 0 });
  expect(only(stores.linkUse)).toMatchObject({ measuredKbps: 7, loweredByLink: 1 });
  stop();
  expect(listeners.size).toBe(0);
});
