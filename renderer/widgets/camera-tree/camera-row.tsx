import type { ReactNode } from 'react';
import { Cctv, CircleQuestionMark, PlusSquare, Rotate3d, VideoOff, Wrench, type LucideIcon } from 'lucide-react';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import { camerasOf } from '@contract/domain/tile-content.ts';
import { useText } from '../../i18n/use-text.ts';
import type { CameraCondition } from '../../state/camera-index.ts';
import type { TreeRow } from '../../state/selectors/camera-rows.ts';
import { useSlice } from '../../state/state-context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { carry } from '../../ui/drag-data.ts';
import { indentPx } from './unit-row.tsx';
import styles from './camera-tree.module.css';

interface CameraRowProps {
  readonly row: Extract<TreeRow, { readonly kind: 'camera' }>;
  readonly topPx: number;
  readonly heightPx: number;
  readonly isCursor: boolean;
  readonly onPick: () => void;
  readonly onOpen: () => void;
}

/** Shape of a condition that is not the usual one. */
const SHAPE: Readonly<Record<Exclude<CameraCondition, 'working'>, LucideIcon>> = { lost: VideoOff, broken: Wrench, unknown: CircleQuestionMark };

/** A camera: number, name, kind, condition in shape and word. Drag it to a tile, or open it. */
export const CameraRow = ({ row, topPx, heightPx, isCursor, onPick, onOpen }: CameraRowProps): ReactNode => {
  const t = useText();
  const { camera } = row.entry;
  const condition: CameraCondition = useSlice('cameraStates', (replica) => replica.records.get(camera.id)?.state ?? 'unknown');
  const isShown = useSlice('surfaces', (replica) => replica.records.get(DESK_SURFACE)?.contents.some((content) => camerasOf(content, null).includes(camera.id)) ?? false);
  const Kind = camera.kind === 'ptz' ? Rotate3d : Cctv;
  const Shape = condition === 'working' ? null : SHAPE[condition];
  const conditionWord = t(`live:cameras.state.${condition}`);
  const kindWord = t(`live:cameras.kind.${camera.kind}`);
  // What the drawing says by shape, and the usual condition, which is not drawn at all.
  const spoken = [kindWord, ...(Shape === null || condition === 'unknown' ? [conditionWord] : []), ...(isShown ? [t('live:cameras.shown')] : [])];
  return (
    <div
      role="treeitem"
      aria-level={row.level}
      aria-setsize={row.siblings}
      aria-posinset={row.position}
      aria-selected={isCursor}
      tabIndex={isCursor ? 0 : -1}
      data-camera={camera.id}
      draggable
      className={classNames(styles['row'], styles['camera'], isCursor && styles['cursor'], isShown && styles['shown'], condition !== 'working' && condition !== 'unknown' && styles['muted'])}
      style={{ transform: `translateY(${String(topPx)}px)`, height: heightPx, paddingLeft: indentPx(row.level) }}
      onClick={onPick}
      onDoubleClick={onOpen}
      onDragStart={(event) => {
        carry(event.dataTransfer, { camera: camera.id }, 'copy');
      }}
    >
      <Kind size={16} className={styles['kind']} aria-hidden />
      <span className={styles['number']}>{camera.number}</span>
      <span className={styles['words']}>
        <span className={styles['name']} title={camera.name}>
          {camera.name}
        </span>
        {row.place !== null && (
          <span className={styles['place']} title={row.place}>
            {row.place}
          </span>
        )}
      </span>
      {Shape !== null && condition !== 'unknown' && (
        <span className={styles['condition']}>
          <Shape size={14} aria-hidden />
          {conditionWord}
        </span>
      )}
      {condition === 'unknown' && (
        <span className={styles['condition']} title={conditionWord}>
          <CircleQuestionMark size={14} aria-hidden />
        </span>
      )}
      <span className="visually-hidden">{spoken.map((word) => `, ${word}`).join('')}</span>
      <IconButton
        label={t('live:cameras.open', { name: camera.name })}
        className={styles['open']}
        tabIndex={-1}
        onClick={(event) => {
          event.stopPropagation();
          onOpen();
        }}
        onDoubleClick={(event) => {
          event.stopPropagation();
        }}
      >
        <PlusSquare size={16} aria-hidden />
      </IconButton>
    </div>
  );
};
