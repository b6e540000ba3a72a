import { useRef, type ReactNode } from 'react';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { formatTenths } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import type { WallTile } from '../../state/selectors/wall-tiles.ts';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { TileStateMark } from '../../ui/tile-state-mark.tsx';
import { useContentName } from '../tile-content/index.ts';
import { COLUMNS, type Column, type Order } from './status-rows.ts';
import styles from './wall-status.module.css';

interface StatusTableProps {
  readonly rows: readonly WallTile[];
  readonly order: Order;
  readonly onOrder: (column: Column) => void;
}

const ROW_PX = 32;

/** One line for each tile. Only those in sight are in the page; the list scrolls by arrows when it has the focus. */
export const StatusTable = ({ rows, order, onOrder }: StatusTableProps): ReactNode => {
  const t = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 10,
  });
  return (
    <div ref={scroller} className={styles['scroller']} tabIndex={0} role="region" aria-label={t('control:status.table')}>
      <div role="table" aria-label={t('control:status.table')} aria-rowcount={rows.length + 1} className={styles['table']}>
        <div role="rowgroup" className={styles['header']}>
          <div role="row" aria-rowindex={1} className={styles['row']}>
            {COLUMNS.map((column) => (
              <div key={column} role="columnheader" aria-sort={order.column === column ? (order.isDown ? 'descending' : 'ascending') : 'none'} className={styles['cell']} data-column={column}>
                <button
                  type="button"
                  className={styles['sort']}
                  title={t('control:status.sortBy', { column: t(`control:column.${column}`) })}
                  onClick={() => {
                    onOrder(column);
                  }}
                >
                  <span className={styles['cut']}>{t(`control:column.${column}`)}</span>
                  {order.column === column && (order.isDown ? <ChevronDown size={14} aria-hidden /> : <ChevronUp size={14} aria-hidden />)}
                </button>
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles['body']} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const tile = rows[item.index];
            return tile === undefined ? null : <StatusRow key={tile.key} tile={tile} index={item.index} topPx={item.start} />;
          })}
        </div>
      </div>
    </div>
  );
};

const NONE = '–';

const StatusRow = ({ tile, index, topPx }: { readonly tile: WallTile; readonly index: number; readonly topPx: number }): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const format = useNumberFormat();
  const record = useCameraRecord(tile.camera);
  const contentName = useContentName(tile.content);
  const { report, monitor } = tile;
  // What was said too long ago is not shown as if it were so.
  const now = tile.condition === 'old' || tile.condition === 'away' ? null : report;
  const place = monitor === null ? t('control:place.deskTile', { tile: tile.tile + 1 }) : t('control:place.short', { monitor: monitor.number, tile: tile.tile + 1 });
  const name = tile.camera === null ? contentName : (record?.name ?? t('tiles:nameNotLoaded'));
  const cells: Readonly<Record<Column, ReactNode>> = {
    place,
    camera: (
      <>
        <span className={styles['number']}>{record?.number ?? ''}</span>
        <span className={styles['cut']} title={name}>
          {name}
        </span>
      </>
    ),
    state: <TileStateMark condition={tile.condition} cause={now?.cause ?? null} />,
    fps: now === null ? NONE : formatTenths(now.fps, language),
    age: now === null || now.ageMs === null ? NONE : t('control:status.ms', { ms: format(Math.round(now.ageMs)) }),
    player: now?.player ?? NONE,
    codec: now?.codec ?? NONE,
    size: now === null || now.widthPx === 0 ? NONE : t('wall:size', { width: now.widthPx, height: now.heightPx }),
    kbps: now === null ? NONE : format(Math.round(now.kbps)),
    profile: now === null || now.profile === null ? NONE : t(`tiles:info.profile.${now.profile}`),
    pace: now === null ? NONE : t(`control:pace.${now.pace}`),
    lowered: now === null || now.lowered === null ? NONE : t(`tiles:loweredBy.${now.lowered}`),
  };
  return (
    <div role="row" aria-rowindex={index + 2} className={styles['row']} style={{ transform: `translateY(${String(topPx)}px)` }} data-row={tile.key} data-condition={tile.condition}>
      {COLUMNS.map((column) => (
        <div key={column} role="cell" className={styles['cell']} data-column={column} title={typeof cells[column] === 'string' ? cells[column] : undefined}>
          {cells[column]}
        </div>
      ))}
    </div>
  );
};
