import { useEffect, useRef, type CSSProperties, type DragEvent, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { DESK_SURFACE, type CameraId } from '@contract/domain/units.ts';
import { gridColumns, type Surface } from '@contract/domain/wall.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import type { Commands } from '../../commands/commands.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectSurface } from '../../state/selectors/records.ts';
import { useSlice, useView, useViewActions } from '../../state/state-context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { carriedCamera, carriedLayout, carriedTile, carries, carry } from '../../ui/drag-data.ts';
import { useDropTarget } from '../../ui/use-drop-target.ts';
import { EmptyTile, useCameraName, VideoTile } from '../video-tile/index.ts';
import { profileFor, useTileHeight } from './use-tile-profile.ts';
import styles from './tile-grid.module.css';

/** The tiles of the desk: select, drag in, swap, clear. */
export const DeskGrid = (): ReactNode => {
  const t = useText();
  const surface = useSlice('surfaces', selectSurface(DESK_SURFACE));
  const box = useRef<HTMLDivElement>(null);
  const tileHeightPx = useTileHeight(box, surface.grid);
  const selected = Math.min(useView((view) => view.selectedTile), surface.cameras.length - 1);
  useFocusFollows(box, selected, surface.cameras);
  return (
    <div ref={box} role="group" aria-label={t('live:grid.panel')} className={classNames(styles['grid'], styles['desk'])} style={{ '--columns': gridColumns(surface.grid) } as CSSProperties}>
      {tileHeightPx > 0 &&
        surface.cameras.map((camera, index) => (
          <DeskTile key={`${String(index)} ${camera ?? ''}`} surface={surface} index={index} camera={camera} isSelected={index === selected} tileHeightPx={tileHeightPx} />
        ))}
    </div>
  );
};

interface DeskTileProps {
  readonly surface: Surface;
  readonly index: number;
  readonly camera: CameraId | null;
  readonly isSelected: boolean;
  readonly tileHeightPx: number;
}

const DeskTile = ({ surface, index, camera, isSelected, tileHeightPx }: DeskTileProps): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const { selectTile } = useViewActions();
  const record = useSlice('cameras', (replica) => (camera === null ? undefined : replica.records.get(camera)));
  const number = index + 1;
  const { isOver, handlers } = useDropTarget({
    accepts: (transfer) => carries(transfer, 'camera', 'layout'),
    onDrop: (transfer) => {
      drop(transfer, index, commands);
    },
  });
  const select = (): void => {
    selectTile(index);
  };
  const place = {
    ...handlers,
    tabIndex: isSelected ? 0 : -1,
    'aria-current': isSelected,
    'data-tile': index,
    onClick: select,
    onFocus: select,
    className: classNames(styles['tile'], isSelected && styles['selected'], isOver && styles['target']),
  };
  const name = useCameraName(record);
  if (camera === null) {
    return (
      <EmptyTile label={t('tiles:emptyTile', { number })} {...place}>
        <div className={styles['hint']}>
          <span className={styles['place']}>{number}</span>
          {isSelected && (
            <span className={styles['how']}>
              <span>{t('tiles:emptyHint')}</span>
              <span>{t('tiles:emptyHintSelected')}</span>
            </span>
          )}
        </div>
      </EmptyTile>
    );
  }
  return (
    <VideoTile
      surface={surface.id}
      camera={camera}
      record={record}
      profile={profileFor(record, tileHeightPx)}
      figure={{
        ...place,
        draggable: true,
        onDragStart: (event: DragEvent) => {
          carry(event.dataTransfer, { camera, tile: String(index) }, 'move');
        },
      }}
    >
      <IconButton
        label={t('tiles:clear', { name, number })}
        className={styles['clear']}
        tabIndex={isSelected ? 0 : -1}
        onClick={(event) => {
          event.stopPropagation();
          commands.placeCamera(index, null);
        }}
      >
        <X size={18} aria-hidden />
      </IconButton>
    </VideoTile>
  );
};

function drop(transfer: DataTransfer, index: number, commands: Commands): void {
  const layout = carriedLayout(transfer);
  const from = carriedTile(transfer);
  const camera = carriedCamera(transfer);
  if (layout !== null) commands.applyLayout(DESK_SURFACE, layout);
  else if (from !== null) {
    if (from !== index) commands.swapTiles(from, index);
  } else if (camera !== null) commands.placeCamera(index, camera);
}

/** A focus in the tiles goes along to the tile selected by key, and stays when its own tile gets another camera. */
function useFocusFollows(box: { readonly current: HTMLDivElement | null }, selected: number, cameras: Surface['cameras']): void {
  const isHere = useRef(false);
  useEffect(() => {
    // Losing the focus says nothing: a tile that is taken away loses it too, and nobody has gone elsewhere.
    const follow = ({ target }: Event): void => {
      isHere.current = isInTile(box.current, target);
    };
    document.addEventListener('focusin', follow);
    document.addEventListener('pointerdown', follow);
    return () => {
      document.removeEventListener('focusin', follow);
      document.removeEventListener('pointerdown', follow);
    };
  }, [box]);
  useEffect(() => {
    const focused = document.activeElement;
    const isFree = focused === null || focused === document.body;
    if (isFree ? isHere.current : isInTile(box.current, focused)) box.current?.querySelector<HTMLElement>(`[data-tile="${String(selected)}"]`)?.focus();
  }, [box, selected, cameras]);
}

const isInTile = (box: HTMLElement | null, target: EventTarget | null): boolean => target instanceof Element && box?.contains(target) === true && target.closest('[data-tile]') !== null;
