import { useMemo, useState, type ReactNode } from 'react';
import { ListRestart } from 'lucide-react';
import type { SurfaceId } from '@contract/domain/units.ts';
import { useText } from '../../i18n/use-text.ts';
import { sumsOf, type WallTile } from '../../state/selectors/wall-tiles.ts';
import { useWindowState } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { MonitorSums } from './monitor-sums.tsx';
import { FILTERS, keptKeys, orderedKeys, passes, type Column, type Filter, type Order } from './status-rows.ts';
import { StatusTable } from './status-table.tsx';
import styles from './wall-status.module.css';

interface Choice {
  readonly order: Order;
  readonly filter: Filter;
  readonly only: SurfaceId | null;
}
const FIRST: Choice = { order: { column: 'place', isDown: false }, filter: 'all', only: null };

/** Each monitor and each tile with what it says of itself, every two seconds. Rows keep their place until asked to be put in order again. */
export const WallStatus = ({ tiles: all }: { readonly tiles: readonly WallTile[] }): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const { book } = useWindowState();
  // The desk shows its pictures on another screen: here it has nothing to tell.
  const tiles = useMemo(() => all.filter(({ monitor }) => monitor !== null), [all]);
  const [choice, setChoice] = useState(FIRST);
  const [kept, setKept] = useState<readonly string[]>([]);
  const wanted = useMemo(() => {
    const cameraNumber = ({ camera }: WallTile): number | null => (camera === null ? null : (book.record(camera)?.number ?? null));
    const listed = tiles.filter((tile) => passes(tile, choice.filter) && (choice.only === null || tile.surface === choice.only));
    return orderedKeys(listed, choice.order, cameraNumber);
  }, [tiles, choice, book]);
  const byKey = useMemo(() => new Map(tiles.map((tile) => [tile.key, tile])), [tiles]);
  // By place nothing ever jumps: the order is that of the wall itself.
  const isFixed = choice.order.column === 'place' && choice.filter === 'all';
  const shown = isFixed ? wanted : keptKeys(kept, wanted, new Set(byKey.keys()));
  if (shown !== kept) setKept(shown);
  const choose = (next: Partial<Choice>): void => {
    setChoice({ ...choice, ...next });
    setKept([]);
  };
  const onOrder = (column: Column): void => {
    choose({ order: { column, isDown: choice.order.column === column && !choice.order.isDown } });
  };
  const rows = shown.flatMap((key) => byKey.get(key) ?? []);
  const sums = sumsOf(tiles);
  return (
    <section className={styles['status']} aria-label={t('control:tab.status')}>
      <div className={styles['bar']}>
        <Segmented
          label={t('control:status.filter')}
          value={choice.filter}
          options={FILTERS.map((value) => {
            const count = value === 'all' ? sums.tiles : value === 'wrong' ? sums.wrong : sums.lowered;
            const name = t('control:status.filterCount', { name: t(`control:filter.${value}`), count });
            return { value, name, content: `${t(`control:filter.${value}`)} ${format(count)}` };
          })}
          onPick={(filter) => {
            choose({ filter });
          }}
        />
        {!isFixed && (
          <Button
            look="quiet"
            onClick={() => {
              setKept([]);
            }}
          >
            <ListRestart size={16} aria-hidden />
            {t('control:status.again')}
          </Button>
        )}
        <span className={styles['note']}>{t('control:status.note')}</span>
      </div>
      <MonitorSums
        tiles={tiles}
        only={choice.only}
        onOnly={(only) => {
          choose({ only });
        }}
      />
      {rows.length === 0 ? <p className={styles['none']}>{t(choice.filter === 'all' ? 'control:status.none' : 'control:status.noneWrong')}</p> : <StatusTable rows={rows} order={choice.order} onOrder={onOrder} />}
    </section>
  );
};
