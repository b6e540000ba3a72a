import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { CircleQuestionMark, PlusSquare, VideoOff, Wrench, ZoomIn, type LucideIcon } from 'lucide-react';
import type { CameraCondition } from '@contract/domain/camera.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { OWN_KEYS } from '../../commands/use-shortcuts.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useCameraCondition, useCameraRecord } from '../../state/use-camera-record.ts';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { carry } from '../../ui/drag-data.ts';
import type { MapRow } from './map-rows.ts';
import { useDistanceWords } from './use-distance-words.ts';
import styles from './map-screen.module.css';

const ROW_PX = 52;

interface CameraListProps {
  readonly rows: readonly MapRow[];
  readonly label: string;
  readonly picked: CameraId | null;
  /** Shows a camera on the map, or goes to a group. */
  readonly onShow: (row: MapRow) => void;
  readonly onOpen: (camera: CameraId) => void;
}

/** The map in words: the same cameras, one line each; only those in sight are in the page. One line at a time can be reached by Tab. */
export const CameraList = ({ rows, label, picked, onShow, onOpen }: CameraListProps): ReactNode => {
  const scroller = useRef<HTMLDivElement>(null);
  const [cursorKey, setCursorKey] = useState<string | null>(null);
  const wantsFocus = useRef(false);
  const cursor = Math.max(0, rows.findIndex(({ key }) => key === cursorKey));
  const virtualizer = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_PX, getItemKey: (index) => rows[index]?.key ?? index, overscan: 6 });
  useEffect(() => {
    const line = wantsFocus.current ? scroller.current?.querySelector<HTMLElement>('[data-map-row][tabindex="0"]') : null;
    if (line === null || line === undefined) return;
    wantsFocus.current = false;
    line.focus({ preventScroll: true });
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW_PX) / ROW_PX) - 1);
    const steps: Readonly<Record<string, number>> = { ArrowDown: cursor + 1, ArrowUp: cursor - 1, PageDown: cursor + page, PageUp: cursor - page, Home: 0, End: rows.length - 1 };
    const to = steps[event.key];
    const index = to === undefined ? undefined : Math.min(rows.length - 1, Math.max(0, to));
    const row = index === undefined ? undefined : rows[index];
    if (index === undefined || row === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    setCursorKey(row.key);
    wantsFocus.current = index !== cursor;
    virtualizer.scrollToIndex(index, { align: 'auto' });
  };
  return (
    <div ref={scroller} className={styles['scroller']}>
      <ul aria-label={label} className={styles['lines']} style={{ height: virtualizer.getTotalSize() }} onKeyDown={onKeyDown} {...{ [OWN_KEYS]: '' }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const place = {
            topPx: item.start,
            position: item.index + 1,
            total: rows.length,
            isCursor: item.index === cursor,
            onShow: () => {
              setCursorKey(row.key);
              onShow(row);
            },
          };
          return row.kind === 'cluster' ? <ClusterLine key={item.key} row={row} {...place} /> : <CameraLine key={item.key} row={row} {...place} isPicked={row.camera === picked} onOpen={onOpen} />;
        })}
      </ul>
    </div>
  );
};

interface LinePlace {
  readonly topPx: number;
  readonly position: number;
  readonly total: number;
  readonly isCursor: boolean;
  readonly onShow: () => void;
}

const ClusterLine = ({ row, topPx, position, total, isCursor, onShow }: LinePlace & { readonly row: Extract<MapRow, { readonly kind: 'cluster' }> }): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const cameras = formatNumber(row.total, language);
  return (
    <li className={styles['line']} style={{ transform: `translateY(${String(topPx)}px)` }} aria-posinset={position} aria-setsize={total}>
      <button type="button" data-map-row="" tabIndex={isCursor ? 0 : -1} className={styles['lineMain']} onClick={onShow} title={t('map:list.clusterGo', { cameras })}>
        <ZoomIn size={16} className={styles['kind']} aria-hidden />
        <span className={styles['words']}>
          <span className={styles['name']}>{t('map:list.cluster', { cameras })}</span>
          {row.wrong > 0 && (
            <span className={styles['wrong']}>
              <VideoOff size={12} aria-hidden />
              {t('map:list.clusterWrong', { wrong: formatNumber(row.wrong, language) })}
            </span>
          )}
        </span>
      </button>
    </li>
  );
};

const SHAPE: Readonly<Record<Exclude<CameraCondition, 'working'>, LucideIcon>> = { lost: VideoOff, broken: Wrench, unknown: CircleQuestionMark };

const CameraLine = ({
  row,
  topPx,
  position,
  total,
  isCursor,
  isPicked,
  onShow,
  onOpen,
}: LinePlace & { readonly row: Extract<MapRow, { readonly kind: 'camera' }>; readonly isPicked: boolean; readonly onOpen: (camera: CameraId) => void }): ReactNode => {
  const t = useText();
  const distance = useDistanceWords();
  const record = useCameraRecord(row.camera);
  const known = useCameraCondition(row.camera);
  const condition = row.condition ?? known;
  const unitName = useSlice('units', (replica) => (record === undefined ? '' : (replica.records.get(record.unitId)?.name ?? '')));
  const Shape = condition === 'working' ? null : SHAPE[condition];
  const away = row.alongM !== null ? t('map:list.along', { distance: distance(row.alongM) }) : row.distanceM !== null ? t('map:list.away', { distance: distance(row.distanceM) }) : null;
  return (
    <li
      className={classNames(styles['line'], isPicked && styles['pickedLine'])}
      style={{ transform: `translateY(${String(topPx)}px)` }}
      aria-posinset={position}
      aria-setsize={total}
      draggable
      data-camera={row.camera}
      onDoubleClick={() => {
        onOpen(row.camera);
      }}
      onDragStart={(event) => {
        carry(event.dataTransfer, { camera: row.camera }, 'copy');
      }}
    >
      <button type="button" data-map-row="" tabIndex={isCursor ? 0 : -1} aria-current={isPicked} className={styles['lineMain']} onClick={onShow} title={t('map:list.show', { name: row.name })}>
        <span className={styles['number']}>{row.number}</span>
        <span className={styles['words']}>
          <span className={styles['name']}>{row.name}</span>
          <span className={styles['second']}>
            {Shape !== null && (
              <span className={classNames(styles['condition'], condition === 'lost' && styles['lost'])}>
                <Shape size={12} aria-hidden />
                {t(`live:cameras.state.${condition}`)}
              </span>
            )}
            {[away, record?.address ?? unitName].filter((part) => part !== null && part !== '').join(' · ')}
          </span>
        </span>
      </button>
      <IconButton
        label={t('live:cameras.open', { name: row.name })}
        className={styles['open']}
        tabIndex={-1}
        onClick={() => {
          onOpen(row.camera);
        }}
      >
        <PlusSquare size={16} aria-hidden />
      </IconButton>
    </li>
  );
};
