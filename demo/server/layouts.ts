import type { Layout, LayoutBody } from './api-types.ts';
import type { Clock } from './clock.ts';
import { layoutFault } from './layout-check.ts';
import { createSharedList, type SharedList } from './shared-list.ts';
import type { TierStateStore } from './tier-state.ts';

export type Layouts = SharedList<Layout, LayoutBody>;

/** Saved layouts. Codes `layout/conflict`, `layout/unknown`, `layout/name-missing`. `onDidChange` is called after each stored change. */
export function createLayouts(store: TierStateStore, clock: Clock, onDidChange: () => void): Layouts {
  return createSharedList<Layout, LayoutBody>({
    records: store.state.layouts,
    store,
    clock,
    rights: { edit: 'layout.edit', share: 'layout.share' },
    codes: { conflict: 'layout/conflict', unknown: 'layout/unknown', nameMissing: 'layout/name-missing' },
    fault: layoutFault,
    record: ({ name, arrangement, tiles, shared, locked = false }, owned) => ({ name, arrangement, tiles, shared, locked, ...owned }),
    onDidChange,
  });
}
