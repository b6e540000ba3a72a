import { useEffect, useRef, type RefObject } from 'react';
import type { PtzAct, PtzVelocity } from '@contract/domain/ptz.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import type { Grip } from '../../commands/ptz-driver.ts';
import { windowLater, type Later } from '../../lib/later.ts';
import type { Place } from '../../players/zoom.ts';
import { boxAct, centreAct, edgeVelocity, isAtEdge, isReverse, outVelocity, pinchVelocity, stickVelocity } from './pointer-aim.ts';

/** What a hand is drawing on the picture, in shares of the tile. */
export interface Drawn {
  readonly from: Place;
  readonly to: Place;
  /** A reversed drag: away. */
  readonly isOut: boolean;
}

interface PointerSteering {
  /** An element in the tile. */
  readonly inside: RefObject<HTMLElement | null>;
  readonly camera: CameraId;
  readonly isOn: boolean;
  /** What of the picture lies under a place of the tile; null: the picture is not of now, so nothing on it can be aimed at. */
  readonly toPicture: (at: Place) => Place | null;
  readonly onDraw: (drawn: Drawn | null) => void;
}

/** Steers a head by mouse, pen and fingers on its picture. */
export function usePtzPointer({ inside, camera, isOn, toPicture, onDraw }: PointerSteering): void {
  const { ptz } = useCommands();
  const latest = useRef({ toPicture, onDraw });
  useEffect(() => {
    latest.current = { toPicture, onDraw };
  });
  useEffect(() => {
    const tile = inside.current?.closest('figure') ?? null;
    if (tile === null || !isOn) return undefined;
    return followPtzPointer(tile, {
      grip: () => ptz.grip(camera),
      perform: (act) => {
        ptz.perform(camera, act);
      },
      toPicture: (at) => latest.current.toPicture(at),
      draw: (drawn) => {
        latest.current.onDraw(drawn);
      },
      later: windowLater,
    });
  }, [ptz, camera, inside, isOn]);
}

interface PointerDeps {
  readonly grip: () => Grip;
  readonly perform: (act: PtzAct) => void;
  readonly toPicture: (at: Place) => Place | null;
  readonly draw: (drawn: Drawn | null) => void;
  readonly later: Later;
}

/** What the pointer that came down first is doing. */
type Gesture =
  | { readonly kind: 'edge'; readonly grip: Grip }
  | { readonly kind: 'aim'; readonly isMoved: boolean; readonly out: Grip | null }
  | { readonly kind: 'stick'; readonly grip: Grip | null }
  | { readonly kind: 'pinch'; readonly grip: Grip; readonly startPx: number };

interface Down {
  readonly from: Place;
  readonly xPx: number;
  readonly yPx: number;
}

/** A hand that moved less has clicked. px */
const CLICK_PX = 6;
/** Speed of the wheel, and how long one notch of it lasts. */
const WHEEL_ZOOM = 0.7;
const WHEEL_MS = 180;
const CONTROL = 'button, input, a, [role="menu"], [role="dialog"], [role="toolbar"]';

/** Follows the pointers over a tile until released; what is held then is let go. */
export function followPtzPointer(tile: HTMLElement, { grip, perform, toPicture, draw, later }: PointerDeps): () => void {
  const downs = new Map<number, Down>();
  let gesture: Gesture | null = null;
  let wheel: { readonly grip: Grip; cancel: () => void } | null = null;

  const placeOf = ({ clientX, clientY }: MouseEvent): Place => {
    const box = tile.getBoundingClientRect();
    return { x: (clientX - box.left) / Math.max(1, box.width), y: (clientY - box.top) / Math.max(1, box.height) };
  };
  const heldGrip = (): Grip | null => (gesture === null ? null : gesture.kind === 'aim' ? gesture.out : gesture.grip);
  const end = (): void => {
    heldGrip()?.release();
    gesture = null;
    draw(null);
  };
  const apartPx = (): number => {
    const [one, other] = [...downs.values()];
    return one === undefined || other === undefined ? 0 : Math.hypot(one.xPx - other.xPx, one.yPx - other.yPx);
  };
  const begin = (event: PointerEvent, from: Place): Gesture => {
    if (event.pointerType === 'touch') return { kind: 'stick', grip: null };
    if (!isAtEdge(from)) return { kind: 'aim', isMoved: false, out: null };
    const held = grip();
    held.move(edgeVelocity(from));
    return { kind: 'edge', grip: held };
  };
  const onDown = (event: PointerEvent): void => {
    const { target } = event;
    // The strip and the tools under the picture are theirs.
    if (event.button !== 0 || (target instanceof Element && (target.closest(CONTROL) !== null || target.closest('[data-ptz-keep]') !== null))) return;
    const from = placeOf(event);
    downs.set(event.pointerId, { from, xPx: event.clientX, yPx: event.clientY });
    tile.setPointerCapture(event.pointerId);
    if (downs.size === 1) gesture = begin(event, from);
    else if (downs.size === 2) {
      end();
      gesture = { kind: 'pinch', grip: grip(), startPx: apartPx() };
    }
  };
  const onMove = (event: PointerEvent): void => {
    const down = downs.get(event.pointerId);
    if (down === undefined || gesture === null) return;
    const at = placeOf(event);
    const isMoved = Math.hypot(event.clientX - down.xPx, event.clientY - down.yPx) >= CLICK_PX;
    if (gesture.kind === 'pinch') {
      downs.set(event.pointerId, { ...down, xPx: event.clientX, yPx: event.clientY });
      gesture.grip.move(pinchVelocity(gesture.startPx, apartPx()));
    } else if (gesture.kind === 'edge') gesture.grip.move(edgeVelocity(at));
    else if (!isMoved && !(gesture.kind === 'aim' && gesture.isMoved)) return;
    else if (gesture.kind === 'stick') gesture = { kind: 'stick', grip: movedBy(gesture.grip, stickVelocity(down.from, at)) };
    else gesture = { kind: 'aim', isMoved: true, out: aimed(gesture.out, down.from, at) };
  };
  const movedBy = (held: Grip | null, velocity: PtzVelocity): Grip => {
    const hand = held ?? grip();
    hand.move(velocity);
    return hand;
  };
  /** Draws the box of now; a reversed drag holds the zoom out instead. */
  const aimed = (held: Grip | null, from: Place, to: Place): Grip | null => {
    const isOut = isReverse(from, to);
    draw({ from, to, isOut });
    if (isOut) return movedBy(held, outVelocity(from, to));
    held?.release();
    return null;
  };
  const onUp = (event: PointerEvent): void => {
    const down = downs.get(event.pointerId);
    if (down === undefined) return;
    const act = actOf(down.from, placeOf(event));
    cancel(event);
    if (act !== null) perform(act);
  };
  const actOf = (from: Place, to: Place): PtzAct | null => {
    if (gesture === null || gesture.kind === 'edge' || gesture.kind === 'pinch') return null;
    if (gesture.kind === 'stick' ? gesture.grip === null : !gesture.isMoved) {
      const at = toPicture(from);
      return at === null ? null : centreAct(at);
    }
    const [one, other] = [toPicture(from), toPicture(to)];
    return gesture.kind === 'stick' || isReverse(from, to) || one === null || other === null ? null : boxAct(one, other);
  };
  /** The pointer is gone, whatever it was about. */
  const cancel = ({ pointerId }: PointerEvent): void => {
    if (!downs.delete(pointerId)) return;
    end();
  };
  const onWheel = (event: WheelEvent): void => {
    if (event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    wheel?.cancel();
    const hand = wheel?.grip.isHeld() === true ? wheel.grip : grip();
    hand.move({ pan: 0, tilt: 0, zoom: event.deltaY < 0 ? WHEEL_ZOOM : -WHEEL_ZOOM });
    wheel = { grip: hand, cancel: later(endWheel, WHEEL_MS) };
  };
  const endWheel = (): void => {
    wheel?.cancel();
    wheel?.grip.release();
    wheel = null;
  };
  // The tile is not dragged elsewhere by a hand that steers.
  const onDragStart = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  const touchBefore = tile.style.touchAction;
  tile.style.touchAction = 'none';
  const pointer = [
    ['pointerdown', onDown],
    ['pointermove', onMove],
    ['pointerup', onUp],
    ['pointercancel', cancel],
    ['lostpointercapture', cancel],
  ] as const;
  for (const [kind, listener] of pointer) tile.addEventListener(kind, listener);
  tile.addEventListener('wheel', onWheel, { passive: false });
  tile.addEventListener('dragstart', onDragStart);
  return () => {
    for (const [kind, listener] of pointer) tile.removeEventListener(kind, listener);
    tile.removeEventListener('wheel', onWheel);
    tile.removeEventListener('dragstart', onDragStart);
    tile.style.touchAction = touchBefore;
    downs.clear();
    endWheel();
    end();
  };
}
