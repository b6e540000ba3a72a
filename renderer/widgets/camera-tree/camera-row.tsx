import type { ReactNode } from 'react';
import { Cctv, EllipsisVertical, PlusSquare, Rotate3d } from 'lucide-react';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import { camerasOf } from '@contract/domain/tile-content.ts';
import { formatShortMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import type { TreeRow } from '../../state/selectors/camera-rows.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useCameraCondition, useCameraRecord } from '../../state/use-camera-record.ts';
import { IconButton } from '../../ui/button.tsx';
import { CameraConditionShape } from '../../ui/camera-condition.tsx';
import { classNames } from '../../ui/class-names.ts';
import { carry } from '../../ui/drag-data.ts';
import { MatchedText } from '../../ui/matched-text.tsx';
import type { MenuPoint } from '../../ui/menu.tsx';
import { indentPx } from './unit-row.tsx';
import styles from './camera-tree.module.css';

interface CameraRowProps {
  readonly row: Extract<TreeRow, { readonly kind: 'camera' }>;
  readonly topPx: number;
  readonly heightPx: number;
  readonly isCursor: boolean;
  readonly typed: string;
  readonly onPick: () => void;
  readonly onOpen: () => void;
  readonly onMenu: (at: MenuPoint) => void;
}

/** A camera: number, name, kind, condition in shape and word. Drag it to a tile, or open it. */
export const CameraRow = ({ row, topPx, heightPx, isCursor, typed, onPick, onOpen, onMenu }: CameraRowProps): ReactNode => {
  const t = useText();
  const record = useCameraRecord(row.camera);
  const condition = useCameraCondition(row.camera);
  const sinceUtcMs = useSlice('cameraStates', (replica) => replica.records.get(row.camera)?.sinceUtcMs ?? null);
  const unitName = useSlice('units', (replica) => (record === undefined ? '' : (replica.records.get(record.unitId)?.name ?? '')));
  const isShown = useSlice('surfaces', (replica) => replica.records.get(DESK_SURFACE)?.contents.some((content) => camerasOf(content, null).includes(row.camera)) ?? false);
  const Kind = record?.kind === 'ptz' ? Rotate3d : Cctv;
  const name = record?.name ?? '…';
  const place = row.isResult ? [record?.address, unitName].filter((part) => part !== undefined && part !== '').join(' · ') : null;
  const isDown = condition === 'lost' || condition === 'broken';
  const conditionWord = t(`live:cameras.state.${condition}`);
  const kindWord = t(`live:cameras.kind.${record?.kind ?? 'fixed'}`);
  // What the drawing says by shape, and the usual condition, which is not drawn at all.
  const since = sinceUtcMs === null || !isDown ? null : t('find:since', { time: formatShortMoment(sinceUtcMs) });
  const spoken = [kindWord, ...(isDown ? [] : [conditionWord]), ...(since === null || row.isResult ? [] : [since]), ...(row.fit === 'whole' ? [] : [t('find:near')]), ...(isShown ? [t('live:cameras.shown')] : [])];
  return (
    <div
      role="treeitem"
      aria-level={row.level}
      aria-setsize={row.siblings}
      aria-posinset={row.position}
      aria-selected={isCursor}
      tabIndex={isCursor ? 0 : -1}
      data-camera={row.camera}
      aria-busy={record === undefined}
      draggable
      className={classNames(styles['row'], styles['camera'], isCursor && styles['cursor'], isShown && styles['shown'], isDown && styles['muted'])}
      style={{ transform: `translateY(${String(topPx)}px)`, height: heightPx, paddingLeft: indentPx(row.level) }}
      onClick={onPick}
      onDoubleClick={onOpen}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu({ xPx: event.clientX, yPx: event.clientY });
      }}
      onDragStart={(event) => {
        carry(event.dataTransfer, { camera: row.camera }, 'copy');
      }}
    >
      <Kind size={16} className={styles['kind']} aria-hidden />
      <span className={styles['number']}>{record?.number}</span>
      <span className={styles['words']}>
        <span className={styles['name']} title={name}>
          <MatchedText text={name} typed={typed} />
        </span>
        {place !== null && (
          <span className={styles['place']} title={place}>
            {place}
          </span>
        )}
      </span>
      {isDown && (
        <span className={styles['condition']} title={since === null ? conditionWord : `${conditionWord} ${since}`}>
          <CameraConditionShape condition={condition} />
          <span className={styles['conditionWords']}>
            {conditionWord}
            {row.isResult && since !== null && <span className={styles['since']}>{since}</span>}
          </span>
        </span>
      )}
      {condition === 'unknown' && (
        <span className={styles['condition']} title={conditionWord}>
          <CameraConditionShape condition={condition} />
        </span>
      )}
      <span className="visually-hidden">{spoken.map((word) => `, ${word}`).join('')}</span>
      <span
        className={styles['acts']}
        onDoubleClick={(event) => {
          event.stopPropagation();
        }}
      >
        <IconButton
          label={t('live:cameras.open', { name })}
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation();
            onOpen();
          }}
        >
          <PlusSquare size={16} aria-hidden />
        </IconButton>
        <IconButton
          label={t('find:act.menu', { name })}
          aria-haspopup="menu"
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation();
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            onMenu({ xPx: left, yPx: bottom + 4 });
          }}
        >
          <EllipsisVertical size={16} aria-hidden />
        </IconButton>
      </span>
    </div>
  );
};
