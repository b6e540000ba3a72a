import { useMemo, useState, type MouseEvent } from 'react';
import { useViewActions } from '../../state/state-context.tsx';
import type { MenuPoint } from '../../ui/menu.tsx';

export interface OpenTileMenu {
  readonly list: 'menu' | 'memory' | 'monitors';
  readonly at: MenuPoint;
}

export interface TileMenuState {
  readonly open: OpenTileMenu | null;
  readonly openAtPointer: (event: MouseEvent) => void;
  /** By key: in the corner of the tile. */
  readonly openAtTile: (list: OpenTileMenu['list']) => void;
  readonly close: () => void;
}

const INSET_PX = 24;

/** Whether the menu of a tile of the desk is open, and where. */
export function useTileMenu(index: number): TileMenuState {
  const { selectTile } = useViewActions();
  const [open, setOpen] = useState<OpenTileMenu | null>(null);
  const acts = useMemo(
    () => ({
      openAtPointer: (event: MouseEvent): void => {
        event.preventDefault();
        selectTile(index);
        setOpen({ list: 'menu', at: { xPx: event.clientX, yPx: event.clientY } });
      },
      openAtTile: (list: OpenTileMenu['list']): void => {
        const box = document.querySelector(`[data-tile="${String(index)}"]`)?.getBoundingClientRect();
        setOpen({ list, at: { xPx: (box?.left ?? 0) + INSET_PX, yPx: (box?.top ?? 0) + INSET_PX } });
      },
      close: (): void => {
        setOpen(null);
      },
    }),
    [index, selectTile],
  );
  return useMemo(() => ({ open, ...acts }), [open, acts]);
}
