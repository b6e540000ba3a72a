import { useEffect, useMemo, useRef, type RefObject } from 'react';
import type { Zoom } from '@contract/domain/tile-content.ts';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import type { TileSession } from '../../players/tile-session.ts';
import { panBy, WHOLE, zoomAt, type Place } from '../../players/zoom.ts';

const KEY_FACTOR = 1.5;
const WHEEL_FACTOR = 1.2;
/** A turn of the wheel is told to main once it has stopped; on the glass it shows at once. */
const SETTLE_MS = 180;
const MIDDLE: Place = { x: 0.5, y: 0.5 };

export interface TileZoom {
  readonly by: (factor: number) => void;
  readonly in: () => void;
  readonly out: () => void;
  readonly reset: () => void;
}

const settled = (zoom: Zoom): Zoom | null => (zoom.scale <= 1.001 ? null : zoom);

/** Digital zoom of a tile of the desk by wheel, keys and drag. `inside`: an element in the tile. */
export function useTileZoom({ inside, index, zoom, session, isOn }: { readonly inside: RefObject<HTMLElement | null>; readonly index: number; readonly zoom: Zoom | null; readonly session: TileSession; readonly isOn: boolean }): TileZoom {
  const { setZoom } = useCommands();
  const current = useRef<Zoom>(zoom ?? WHOLE);
  const timer = useRef(0);
  useEffect(() => {
    current.current = zoom ?? WHOLE;
  }, [zoom]);
  const acts = useMemo(() => {
    const tell = (): void => {
      window.clearTimeout(timer.current);
      setZoom(DESK_SURFACE, index, settled(current.current));
    };
    const show = (next: Zoom, isLast: boolean): void => {
      current.current = next;
      session.want({ zoom: settled(next) });
      window.clearTimeout(timer.current);
      if (isLast) tell();
      else timer.current = window.setTimeout(tell, SETTLE_MS);
    };
    return {
      show,
      by: (factor: number, at: Place = MIDDLE, isLast = true): void => {
        show(zoomAt(current.current, at, factor, session.fit), isLast);
      },
      reset: (): void => {
        show(WHOLE, true);
      },
    };
  }, [index, session, setZoom]);
  useEffect(() => {
    const tile = inside.current?.closest('figure') ?? null;
    if (tile === null || !isOn) return undefined;
    const release = followPointer(tile, { zoom: () => current.current, by: acts.by, show: acts.show, session });
    return () => {
      release();
      window.clearTimeout(timer.current);
    };
  }, [inside, isOn, acts, session]);
  return useMemo(() => ({ by: acts.by, in: () => { acts.by(KEY_FACTOR); }, out: () => { acts.by(1 / KEY_FACTOR); }, reset: acts.reset }), [acts]);
}

interface PointerZoom {
  readonly zoom: () => Zoom;
  readonly by: (factor: number, at: Place, isLast: boolean) => void;
  readonly show: (zoom: Zoom, isLast: boolean) => void;
  readonly session: TileSession;
}

/** The wheel zooms where the pointer is; a drag moves a picture that is zoomed. Returns the release. */
function followPointer(tile: HTMLElement, { zoom, by, show, session }: PointerZoom): () => void {
  let held: { readonly pointer: number; readonly xPx: number; readonly yPx: number; readonly from: Zoom } | null = null;
  const onWheel = (event: WheelEvent): void => {
    if (event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    const box = tile.getBoundingClientRect();
    by(event.deltaY < 0 ? WHEEL_FACTOR : 1 / WHEEL_FACTOR, { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }, false);
  };
  const onDown = (event: PointerEvent): void => {
    const isControl = event.target instanceof Element && event.target.closest('button, input, [role="menu"], [role="dialog"]') !== null;
    if (event.button !== 0 || isControl || zoom().scale <= 1) return;
    held = { pointer: event.pointerId, xPx: event.clientX, yPx: event.clientY, from: zoom() };
    tile.setPointerCapture(event.pointerId);
  };
  const moved = (event: PointerEvent): Place => {
    const box = tile.getBoundingClientRect();
    return { x: (event.clientX - (held?.xPx ?? 0)) / box.width, y: (event.clientY - (held?.yPx ?? 0)) / box.height };
  };
  const onMove = (event: PointerEvent): void => {
    if (held?.pointer === event.pointerId) show(panBy(held.from, moved(event), session.fit), false);
  };
  const onUp = (event: PointerEvent): void => {
    if (held?.pointer !== event.pointerId) return;
    show(panBy(held.from, moved(event), session.fit), true);
    held = null;
  };
  tile.addEventListener('wheel', onWheel, { passive: false });
  tile.addEventListener('pointerdown', onDown);
  tile.addEventListener('pointermove', onMove);
  tile.addEventListener('pointerup', onUp);
  tile.addEventListener('pointercancel', onUp);
  return () => {
    tile.removeEventListener('wheel', onWheel);
    tile.removeEventListener('pointerdown', onDown);
    tile.removeEventListener('pointermove', onMove);
    tile.removeEventListener('pointerup', onUp);
    tile.removeEventListener('pointercancel', onUp);
  };
}
