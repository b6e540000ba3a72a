import { useEffect, useRef } from 'react';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice, useViewActions } from '../../state/state-context.tsx';

/** A tree of one root shows what is in it from the start. */
export function useOpenedRoots(): void {
  const { toggleUnit } = useViewActions();
  const units = useSlice('units', selectRecords);
  const done = useRef(false);
  useEffect(() => {
    if (done.current || units.size === 0) return;
    done.current = true;
    const roots = [...units.values()].filter(({ parentId }) => parentId === null || !units.has(parentId));
    if (roots.length <= 2) for (const root of roots) toggleUnit(root.id, true);
  }, [units, toggleUnit]);
}
