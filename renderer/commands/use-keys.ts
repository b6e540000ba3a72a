import { useMemo } from 'react';
import type { Replica } from '@contract/state/patch.ts';
import { ONLY, type SettingsRecord } from '@contract/state/slices.ts';
import { useSlice } from '../state/state-context.tsx';
import { bindingWords } from './key-binding.ts';
import { keyMapOf, type KeyChanges, type KeyMap } from './key-map.ts';

const UNCHANGED: KeyChanges = {};
export const selectKeyChanges = (replica: Replica<SettingsRecord>): KeyChanges => replica.records.get(ONLY)?.keys ?? UNCHANGED;

export const useKeyChanges = (): KeyChanges => useSlice('settings', selectKeyChanges);

export function useKeyMap(): KeyMap {
  const changes = useKeyChanges();
  return useMemo(() => keyMapOf(changes), [changes]);
}

/** The key of a command as painted, for tips; empty when it has none. */
export function useKeyWords(): (id: string) => string {
  const { keysOf } = useKeyMap();
  return (id) => {
    const binding = keysOf.get(id)?.[0];
    return binding === undefined ? '' : bindingWords(binding);
  };
}
