import { useRef } from 'react';

/** Items of `next`, each in its old object where nothing in it changed. */
export const keep = <T>(before: readonly T[], next: readonly T[]): readonly T[] => {
  const kept = next.map((item, index) => {
    const old = before[index];
    return old !== undefined && JSON.stringify(old) === JSON.stringify(item) ? old : item;
  });
  return kept.length === before.length && kept.every((item, index) => item === before[index]) ? before : kept;
};

/**
 * A list from main, whose items keep their identity over patches: main sends a place as a whole, and a change of one tile must not
 * draw the other sixty-three again.
 */
export function useKept<T>(list: readonly T[]): readonly T[] {
  const kept = useRef(list);
  const last = useRef(list);
  if (last.current !== list) {
    last.current = list;
    kept.current = keep(kept.current, list);
  }
  return kept.current;
}
