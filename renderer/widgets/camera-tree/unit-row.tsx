import { useMemo, type ReactNode } from 'react';
import { ORPHANS } from '@contract/domain/camera.ts';
import type { UnitId } from '@contract/domain/units.ts';
import { ChevronRight } from 'lucide-react';
import { useText } from '../../i18n/use-text.ts';
import { useSlice } from '../../state/state-context.tsx';
import { orphanUnits, type TreeRow } from '../../state/selectors/camera-rows.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { classNames } from '../../ui/class-names.ts';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import styles from './camera-tree.module.css';

interface UnitRowProps {
  readonly row: Extract<TreeRow, { readonly kind: 'unit' }>;
  readonly topPx: number;
  readonly heightPx: number;
  readonly isCursor: boolean;
  readonly onPick: () => void;
}

interface UnitCounts {
  /** Null while the server has said nothing of any of them. */
  readonly working: number | null;
  readonly total: number;
}

function useUnitCounts(unit: UnitId): UnitCounts | undefined {
  const counts = useSlice('unitCounts', selectRecords);
  const units = useSlice('units', selectRecords);
  return useMemo(() => {
    const listed = unit === ORPHANS ? orphanUnits(counts, units) : [unit];
    const sums = listed.flatMap((id) => counts.get(id) ?? []);
    if (sums.length === 0) return undefined;
    const total = sums.reduce((sum, one) => sum + one.total, 0);
    const unknown = sums.reduce((sum, { conditions }) => sum + conditions.unknown, 0);
    return { total, working: unknown === total ? null : sums.reduce((sum, { conditions }) => sum + conditions.working, 0) };
  }, [unit, counts, units]);
}

/** A unit, with how many of its cameras work. */
export const UnitRow = ({ row, topPx, heightPx, isCursor, onPick }: UnitRowProps): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const counts = useUnitCounts(row.unitId);
  const words =
    counts === undefined
      ? ''
      : counts.working === null
        ? t('live:cameras.found', { total: format(counts.total) })
        : t('live:cameras.unitCounts', { working: format(counts.working), total: format(counts.total) });
  return (
    <div
      role="treeitem"
      aria-level={row.level}
      aria-setsize={row.siblings}
      aria-posinset={row.position}
      aria-expanded={row.expanded}
      aria-selected={isCursor}
      tabIndex={isCursor ? 0 : -1}
      className={classNames(styles['row'], styles['unit'], isCursor && styles['cursor'])}
      style={{ transform: `translateY(${String(topPx)}px)`, height: heightPx, paddingLeft: indentPx(row.level) }}
      onClick={onPick}
    >
      <ChevronRight size={16} className={classNames(styles['chevron'], row.expanded && styles['chevronOpen'])} aria-hidden />
      <span className={styles['unitName']} title={row.name}>
        {row.name}
      </span>
      {counts !== undefined && (
        <span className={styles['counts']} title={words} aria-hidden="true">
          {counts.working !== null && <span className={styles['working']}>{format(counts.working)} / </span>}
          {format(counts.total)}
        </span>
      )}
      {words !== '' && <span className="visually-hidden">, {words}</span>}
    </div>
  );
};

export const indentPx = (level: number): number => 8 + (level - 1) * 16;
