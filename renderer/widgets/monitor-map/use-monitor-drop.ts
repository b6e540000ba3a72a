import { useRef, useState, type DragEvent } from 'react';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { DESK_SURFACE, monitorSurface } from '@contract/domain/units.ts';
import type { Monitor } from '@contract/domain/wall.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { selectSurface } from '../../state/selectors/records.ts';
import { useWindowState } from '../../state/state-context.tsx';
import { carriedAlarm, carriedCamera, carriedGroup, carriedLayout, carriedSearch, carriedTile, carries } from '../../ui/drag-data.ts';
import { useDropTarget } from '../../ui/use-drop-target.ts';

/** Marks a tile drawn on a card: a camera dropped there goes into that tile. */
export const MINI_TILE = 'data-mini-tile';

interface MonitorDrop extends ReturnType<typeof useDropTarget> {
  /** The drawn tile under the pointer; null: somewhere else on the card. */
  readonly overTile: number | null;
}

const tileUnder = ({ target }: DragEvent): number | null => {
  const text = target instanceof Element ? target.closest(`[${MINI_TILE}]`)?.getAttribute(MINI_TILE) : null;
  return text === null || text === undefined ? null : Number(text);
};

/** Makes a monitor's card take what is dragged: the desk, a layout, an alarm, a camera, a tile of the desk, a group or a saved search. */
export function useMonitorDrop(monitor: Monitor, canSend: boolean): MonitorDrop {
  const commands = useCommands();
  const { replica } = useWindowState();
  const surface = monitorSurface(monitor.id);
  const tile = useRef<number | null>(null);
  const [overTile, setOverTile] = useState<number | null>(null);
  const { isOver, handlers } = useDropTarget({
    accepts: (transfer) => canSend && carries(transfer, 'desk', 'layout', 'alarm', 'camera', 'tile', 'group', 'search'),
    onDrop: (transfer) => {
      const layout = carriedLayout(transfer);
      const alarm = carriedAlarm(transfer);
      const camera = carriedCamera(transfer);
      const group = carriedGroup(transfer);
      const search = carriedSearch(transfer);
      const deskTile = carriedTile(transfer);
      const content = deskTile === null ? null : (selectSurface(DESK_SURFACE)(replica.surfaces.getState()).contents[deskTile] ?? null);
      if (layout !== null) commands.applyLayout(surface, layout);
      else if (alarm !== null) commands.sendAlarm(alarm, surface);
      else if (carries(transfer, 'desk')) commands.sendDesk(monitor.id);
      else if (group !== null) void commands.openGroupOn(surface, group);
      else if (search !== null) void commands.openSearchOn(surface, search);
      else if (tile.current !== null && (camera !== null || content !== null)) commands.placeContent(surface, tile.current, content ?? (camera === null ? null : cameraContent(camera)));
      else if (camera !== null) commands.openCameraOn(surface, camera, 0);
      else if (content !== null) commands.placeContent(surface, Math.max(0, selectSurface(surface)(replica.surfaces.getState()).contents.indexOf(null)), content);
    },
  });
  return {
    isOver,
    overTile: isOver ? overTile : null,
    handlers: {
      ...handlers,
      onDragOver: (event) => {
        const under = carries(event.dataTransfer, 'camera', 'tile') ? tileUnder(event) : null;
        if (under !== overTile) setOverTile(under);
        handlers.onDragOver(event);
      },
      onDrop: (event) => {
        tile.current = tileUnder(event);
        handlers.onDrop(event);
      },
    },
  };
}
