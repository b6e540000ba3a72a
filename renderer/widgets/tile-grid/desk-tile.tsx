import { memo, useEffect, type DragEvent, type ReactNode } from 'react';
import { X } from 'lucide-react';
import type { TileRect } from '@contract/domain/arrangement.ts';
import { cameraContent, type TileContent } from '@contract/domain/tile-content.ts';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import type { Commands } from '../../commands/commands.ts';
import { useText } from '../../i18n/use-text.ts';
import { useViewActions } from '../../state/state-context.tsx';
import { tileStyle } from '../../ui/arrangement-style.ts';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { carriedAlarm, carriedCamera, carriedGroup, carriedLayout, carriedSearch, carriedTile, carries, carry } from '../../ui/drag-data.ts';
import { useDropTarget } from '../../ui/use-drop-target.ts';
import { TileContentView, useContentName } from '../tile-content/index.ts';
import { TileMenu, useTileMenu } from '../tile-menu/index.ts';
import { EmptyTile } from '../video-tile/index.ts';
import styles from './tile-grid.module.css';

interface DeskTileProps {
  readonly index: number;
  readonly rect: TileRect;
  readonly content: TileContent | null;
  readonly isSelected: boolean;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** One tile of the desk, whatever it holds: selected by a click or the focus, filled by a drop, with its menu. */
export const DeskTile = memo(({ index, rect, content, isSelected, widthPx, heightPx }: DeskTileProps): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const { selectTile } = useViewActions();
  const name = useContentName(content);
  const menu = useTileMenu(index);
  useEffect(
    () =>
      commands.answerTileActs(index, (act) => {
        switch (act) {
          case 'clear':
            if (content === null) return false;
            commands.placeContent(DESK_SURFACE, index, null);
            return true;
          case 'back':
            commands.tileBack(DESK_SURFACE, index);
            return true;
          case 'run':
            if (content?.kind !== 'sequence') return false;
            commands.sequence(DESK_SURFACE, index, content.run.kind === 'paused' ? 'resume' : 'pause');
            return true;
          case 'step-next':
          case 'step-previous':
            if (content?.kind !== 'sequence') return false;
            commands.sequence(DESK_SURFACE, index, act === 'step-next' ? 'next' : 'previous');
            return true;
          case 'menu':
          case 'memory':
            menu.openAtTile(act);
            return true;
          default:
            return false;
        }
      }),
    [commands, index, content, menu],
  );
  const number = index + 1;
  const { isOver, handlers } = useDropTarget({
    accepts: (transfer) => carries(transfer, 'camera', 'tile', 'layout', 'alarm', 'group', 'search'),
    onDrop: (transfer) => {
      drop(transfer, index, commands);
    },
  });
  const select = (): void => {
    selectTile(index);
  };
  const figure = {
    ...handlers,
    style: tileStyle(rect),
    tabIndex: isSelected ? 0 : -1,
    'aria-current': isSelected,
    'data-tile': index,
    onClick: () => {
      select();
      // What is clicked fills the tiles that follow the desk, here and on the wall.
      if (content?.kind === 'camera') commands.pick(content.camera);
    },
    onFocus: select,
    onContextMenu: menu.openAtPointer,
    className: classNames(styles['tile'], isSelected && styles['selected'], isOver && styles['target']),
  };
  const overlay = (
    <>
      <span className={styles['tileNumber']} aria-hidden="true">
        {number}
      </span>
      {menu.open !== null && <TileMenu index={index} content={content} name={name} open={menu.open} onClose={menu.close} />}
    </>
  );
  if (content === null) {
    return (
      <EmptyTile label={t('tiles:emptyTile', { number })} {...figure}>
        <div className={styles['hint']}>
          <span className={styles['place']}>{number}</span>
          {isSelected && (
            <span className={styles['how']}>
              <span>{t('tiles:emptyHint')}</span>
              <span>{t('tiles:emptyHintSelected')}</span>
            </span>
          )}
        </div>
        {overlay}
      </EmptyTile>
    );
  }
  return (
    <TileContentView
      content={content}
      place={{
        surface: DESK_SURFACE,
        index,
        widthPx,
        heightPx,
        isSelected,
        figure: {
          ...figure,
          // A picture that is zoomed is moved by the hand; such a tile goes elsewhere by key or menu.
          draggable: content.kind !== 'camera' || content.zoom === null,
          onDragStart: (event: DragEvent) => {
            carry(event.dataTransfer, { tile: String(index), ...(content.kind === 'camera' && { camera: content.camera }) }, 'move');
          },
        },
        children: (
          <>
            {overlay}
            <IconButton
              label={t('tiles:clear', { name, number })}
              className={styles['clear']}
              tabIndex={isSelected ? 0 : -1}
              onClick={(event) => {
                event.stopPropagation();
                commands.placeContent(DESK_SURFACE, index, null);
              }}
            >
              <X size={18} aria-hidden />
            </IconButton>
          </>
        ),
      }}
    />
  );
});
DeskTile.displayName = 'DeskTile';

function drop(transfer: DataTransfer, index: number, commands: Commands): void {
  const layout = carriedLayout(transfer);
  const from = carriedTile(transfer);
  const alarm = carriedAlarm(transfer);
  const camera = carriedCamera(transfer);
  const group = carriedGroup(transfer);
  const search = carriedSearch(transfer);
  if (layout !== null) commands.applyLayout(DESK_SURFACE, layout);
  else if (from !== null) {
    if (from !== index) commands.swapTiles(DESK_SURFACE, from, index);
  } else if (camera !== null) commands.placeContent(DESK_SURFACE, index, cameraContent(camera));
  else if (alarm !== null) commands.sendAlarm(alarm, DESK_SURFACE);
  else if (group !== null) void commands.openGroupOn(DESK_SURFACE, group, index);
  else if (search !== null) void commands.openSearchOn(DESK_SURFACE, search, index);
}
