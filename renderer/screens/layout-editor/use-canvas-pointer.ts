import { useState, type Dispatch, type PointerEvent, type RefObject } from 'react';
import type { TileRect } from '@contract/domain/arrangement.ts';
import { moveTile, renumber, resizeTile, swapContents, TILE_EDGES, type TileEdge } from '@contract/domain/arrangement-edit.ts';
import { between, cellAt, edgeShift, tileAt, type Cell } from './canvas-math.ts';
import { drawn, type Editor, type EditorAct } from './editor-model.ts';

/** What the pointer holds between press and release. */
type Grip =
  | { readonly kind: 'draw'; readonly from: Cell }
  | { readonly kind: 'tile'; readonly tile: number; readonly from: Cell; readonly xPx: number; readonly yPx: number; readonly adds: boolean; readonly moved: boolean }
  | { readonly kind: 'number'; readonly tile: number }
  | { readonly kind: 'edge'; readonly tile: number; readonly edge: TileEdge };

interface CanvasPointer {
  /** What would be drawn. */
  readonly ghost: TileRect | null;
  /** The tile that would be changed with, or -1. */
  readonly target: number;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerCancel: () => void;
  };
}

const SLACK_PX = 6;

/**
 * The pointer on the canvas: over bare cells (or with Shift, anywhere) it draws; a tile is moved over bare cells or swapped with the
 * tile it is let go on; a number dragged to a tile gives that number; an edge is drawn out and in. Without a drag it chooses.
 */
export function useCanvasPointer(box: RefObject<HTMLDivElement | null>, editor: Editor, dispatch: Dispatch<EditorAct>): CanvasPointer {
  const [grip, setGrip] = useState<Grip | null>(null);
  const [at, setAt] = useState<Cell | null>(null);
  const draft = editor.history.now;
  const { arrangement } = draft;
  const cellOf = (event: PointerEvent<HTMLElement>): Cell | null => {
    const rect = box.current?.getBoundingClientRect();
    return rect === undefined ? null : cellAt(arrangement, rect, event.clientX, event.clientY);
  };
  const release = (): void => {
    setGrip(null);
    setAt(null);
  };
  const gripAt = (event: PointerEvent<HTMLElement>, from: Cell): Grip => {
    const { target } = event;
    const element = target instanceof Element ? target : null;
    const tile = tileAt(arrangement, from);
    const owner = Number(element?.closest('[data-tile]')?.getAttribute('data-tile') ?? tile);
    const edge = TILE_EDGES.find((each) => each === element?.getAttribute('data-edge'));
    if (edge !== undefined) return { kind: 'edge', tile: owner, edge };
    if (event.shiftKey || tile < 0) return { kind: 'draw', from };
    if (element?.hasAttribute('data-number') === true) return { kind: 'number', tile };
    return { kind: 'tile', tile, from, xPx: event.clientX, yPx: event.clientY, adds: event.ctrlKey || event.metaKey, moved: false };
  };
  const finish = (held: Grip, event: PointerEvent<HTMLElement>, to: Cell): void => {
    const rect = box.current?.getBoundingClientRect();
    const over = tileAt(arrangement, to);
    if (held.kind === 'draw') dispatch(drawn(editor, between(held.from, to)));
    else if (held.kind === 'edge') {
      const tile = arrangement.tiles[held.tile];
      const by = tile === undefined || rect === undefined ? 0 : edgeShift(arrangement, rect, tile, held.edge, event.clientX, event.clientY);
      if (by !== 0) dispatch({ kind: 'edit', deed: 'resized', answer: resizeTile(draft, held.tile, held.edge, by), select: [held.tile] });
    } else if (held.kind === 'number') {
      if (over < 0 || over === held.tile) dispatch({ kind: 'select', tile: held.tile, adds: event.ctrlKey });
      else dispatch({ kind: 'edit', deed: 'numbered', answer: renumber(draft, held.tile, over), select: [over] });
    } else if (!held.moved || over === held.tile) dispatch({ kind: 'select', tile: held.tile, adds: held.adds });
    else if (over >= 0) dispatch({ kind: 'edit', deed: 'swapped', answer: swapContents(draft, held.tile, over), select: [over] });
    else dispatch({ kind: 'edit', deed: 'moved', answer: moveTile(draft, held.tile, { columns: to.column - held.from.column, rows: to.row - held.from.row }), select: [held.tile] });
  };
  const isDragging = grip !== null && (grip.kind === 'number' || (grip.kind === 'tile' && grip.moved));
  return {
    ghost: grip?.kind === 'draw' && at !== null ? between(grip.from, at) : null,
    target: isDragging && at !== null ? tileAt(arrangement, at) : -1,
    handlers: {
      onPointerDown: (event) => {
        const from = event.button === 0 ? cellOf(event) : null;
        if (from === null) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setGrip(gripAt(event, from));
        setAt(from);
      },
      onPointerMove: (event) => {
        if (grip === null) return;
        setAt(cellOf(event));
        if (grip.kind === 'tile' && !grip.moved && Math.hypot(event.clientX - grip.xPx, event.clientY - grip.yPx) > SLACK_PX) setGrip({ ...grip, moved: true });
      },
      onPointerUp: (event) => {
        const to = cellOf(event);
        if (grip !== null && to !== null) finish(grip, event, to);
        release();
      },
      onPointerCancel: release,
    },
  };
}
