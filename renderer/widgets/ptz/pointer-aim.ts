import { STILL, type PtzAct, type PtzVelocity } from '@contract/domain/ptz.ts';
import type { Place } from '../../players/zoom.ts';

/** Beyond this share of the way from the middle to the edge a press holds; nearer it aims. */
export const EDGE = 0.6;
/** Nearer to the middle than this a held pointer stands still. */
const QUIET = 0.15;
/** A finger this far from where it came down steers at full speed, in shares of the tile. */
const STICK_REACH = 0.35;
/** A reversed drag this long zooms out at full speed, in shares of the tile. */
const OUT_REACH = 0.5;
/** A box smaller than this on one side is a slip of the hand. */
const SMALLEST_BOX = 0.02;

const clamp01 = (value: number): number => Math.min(1, Math.max(0, value));
const fromMiddle = ({ x, y }: Place): { readonly right: number; readonly up: number; readonly far: number } => {
  const [right, up] = [(x - 0.5) * 2, (0.5 - y) * 2];
  return { right, up, far: Math.max(Math.abs(right), Math.abs(up)) };
};
/** Fine near the middle, full at the edge, whatever the direction. */
const along = (right: number, up: number, share: number): PtzVelocity => {
  const far = Math.max(Math.abs(right), Math.abs(up));
  const speed = clamp01(share) ** 2;
  return far === 0 || speed === 0 ? STILL : { pan: (right / far) * speed, tilt: (up / far) * speed, zoom: 0 };
};

/** Whether a place of the tile is where the arrows are. */
export const isAtEdge = (at: Place): boolean => fromMiddle(at).far > EDGE;

/** Speeds of a pointer held over the tile: towards it, the faster the further from the middle. */
export function edgeVelocity(at: Place): PtzVelocity {
  const { right, up, far } = fromMiddle(at);
  return along(right, up, (far - QUIET) / (1 - QUIET));
}

/** Speeds of a finger that went from one place of the tile to another and stays there. */
export function stickVelocity(from: Place, to: Place): PtzVelocity {
  const [right, up] = [to.x - from.x, from.y - to.y];
  return along(right, up, Math.max(Math.abs(right), Math.abs(up)) / STICK_REACH);
}

/** A drag up or to the left: not a box to come closer to, but away. */
export const isReverse = (from: Place, to: Place): boolean => to.x < from.x && to.y < from.y;

export const outVelocity = (from: Place, to: Place): PtzVelocity => ({ ...STILL, zoom: -clamp01(Math.max(from.x - to.x, from.y - to.y) / OUT_REACH) });

/** Two fingers: the share by which they went apart since they came down. */
export const pinchVelocity = (startPx: number, nowPx: number): PtzVelocity =>
  startPx <= 0 || nowPx <= 0 ? STILL : { ...STILL, zoom: Math.min(1, Math.max(-1, Math.log2(nowPx / startPx))) };

/** What a click asks for; null: beside the picture. `at`: shares of the picture. */
export const centreAct = ({ x, y }: Place): PtzAct | null => (x >= 0 && x <= 1 && y >= 0 && y <= 1 ? { kind: 'centre', x, y } : null);

/** What a drawn box asks for, cut off at the picture's edges; null: too small to mean anything. Corners in shares of the picture. */
export function boxAct(one: Place, other: Place): PtzAct | null {
  const [left, right] = [clamp01(Math.min(one.x, other.x)), clamp01(Math.max(one.x, other.x))];
  const [top, bottom] = [clamp01(Math.min(one.y, other.y)), clamp01(Math.max(one.y, other.y))];
  const [width, height] = [right - left, bottom - top];
  return width < SMALLEST_BOX || height < SMALLEST_BOX ? null : { kind: 'box', x: left, y: top, width, height };
}
