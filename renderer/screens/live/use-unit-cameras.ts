import { useEffect, useMemo, useRef, useState } from 'react';
import { ORPHANS, type OrgUnit } from '@contract/domain/camera.ts';
import type { CameraId, UnitId } from '@contract/domain/units.ts';
import type { Records } from '@contract/state/patch.ts';
import type { UnitCountsRecord } from '@contract/state/slices.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { orphanUnits } from '../../state/selectors/camera-rows.ts';
import { selectTier } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';

/** Own cameras of the units that are open in the tree, asked for when one is opened and again when the directory changes. */
export function useUnitCameras(expanded: ReadonlySet<UnitId>, units: Records<OrgUnit>, counts: Records<UnitCountsRecord>): ReadonlyMap<UnitId, readonly CameraId[]> {
  const { finding } = useCommands();
  const [known, setKnown] = useState<ReadonlyMap<UnitId, readonly CameraId[]>>(new Map());
  const asked = useRef(new Map<UnitId, string>());
  const version = useSlice('tier', (replica) => {
    const tier = selectTier(replica);
    return `${tier?.directoryState ?? ''} ${String(tier?.directoryUtcMs ?? '')}`;
  });
  const open = useMemo(() => {
    const listed = [...expanded].filter((unit) => unit !== ORPHANS && units.has(unit));
    return expanded.has(ORPHANS) ? [...listed, ...orphanUnits(counts, units)] : listed;
  }, [expanded, units, counts]);
  useEffect(() => {
    for (const unit of open) {
      const own = counts.get(unit)?.own ?? 0;
      const key = `${String(own)} ${version}`;
      if (own === 0 || asked.current.get(unit) === key) continue;
      asked.current.set(unit, key);
      void finding.ofUnit(unit).then((answer) => {
        if (asked.current.get(unit) !== key) return;
        if (answer.ok) setKnown((before) => new Map(before).set(unit, answer.value));
        else asked.current.delete(unit);
      });
    }
  }, [open, counts, version, finding]);
  return known;
}
