/**
 * The frame number coded in the picture itself, so that a bench or a test can name the frame it sees in a framebuffer.
 *
 * Geometry, for a picture `widthPx` wide: twelve square blocks along the top edge, from the left corner, each
 * `widthPx / 40` wide and high: [white][black][bit 0] … [bit 8][even parity of the nine bits]. A set bit is white.
 * White and black are drawn as the luma values below rather than the extremes; readers compare with the first two
 * blocks, so any scaling of brightness survives.
 */

/** Blocks along the top edge: two references, nine bits, one parity bit. */
export const FRAME_CODE_BLOCKS = 12;
/** Bits of the frame number; numbers run from 0 to 511. */
export const FRAME_CODE_BITS = 9;
/** The picture's width divided by this is the side of a block. */
export const FRAME_CODE_BLOCKS_PER_WIDTH = 40;
/** 8-bit grey value of a white block as drawn (full range). */
export const FRAME_CODE_WHITE = 214;
/** 8-bit grey value of a black block as drawn (full range). */
export const FRAME_CODE_BLACK = 22;

/** White and black references closer than this (in 8-bit steps) are not a code. */
const LEAST_CONTRAST = 64;
/** A bit must lie this far (share of the contrast) from the middle, or the reading is refused. */
const LEAST_MARGIN = 0.15;
/** The part of a block's side that is left out at each edge when it is averaged, against blur of codec and scaler. */
const EDGE_SHARE = 0.28;

/** One block to draw: position and side in pixels of the picture, and whether it is white. */
export interface FrameCodeBlock {
  readonly xPx: number;
  readonly yPx: number;
  readonly sidePx: number;
  readonly white: boolean;
}

/**
 * The blocks to draw for a frame number.
 * @param frameNumber 0..511; only its nine lowest bits are coded
 * @param widthPx width of the picture
 */
export function frameCodeBlocks(frameNumber: number, widthPx: number): readonly FrameCodeBlock[] {
  const sidePx = widthPx / FRAME_CODE_BLOCKS_PER_WIDTH;
  const bits: boolean[] = [];
  for (let bit = 0; bit < FRAME_CODE_BITS; bit += 1) bits.push(((frameNumber >> bit) & 1) === 1);
  const odd = bits.filter(Boolean).length % 2 === 1;
  return [true, false, ...bits, odd].map((white, index) => ({ xPx: index * sidePx, yPx: 0, sidePx, white }));
}

/**
 * Reads the frame number of a picture shown somewhere in a larger image.
 * @param luma brightness, one byte a pixel
 * @param widthPx width of the image
 * @param heightPx height of the image
 * @param strideBytes bytes from one row to the next
 * @param originX left edge of the picture inside the image, in pixels
 * @param originY top edge of the picture inside the image, in pixels
 * @param tileWidthPx width at which the picture is shown, in pixels
 * @returns 0..511, or null when there is no readable code there
 */
export function readFrameCode(
  luma: Uint8Array,
  widthPx: number,
  heightPx: number,
  strideBytes: number,
  originX: number,
  originY: number,
  tileWidthPx: number,
): number | null {
  const sidePx = tileWidthPx / FRAME_CODE_BLOCKS_PER_WIDTH;
  if (sidePx < 2) return null;
  if (originX < 0 || originY < 0) return null;
  if (originX + FRAME_CODE_BLOCKS * sidePx > widthPx || originY + sidePx > heightPx) return null;

  const levels: number[] = [];
  for (let block = 0; block < FRAME_CODE_BLOCKS; block += 1) {
    levels.push(blockMean(luma, strideBytes, originX + block * sidePx, originY, sidePx));
  }
  const [white = 0, black = 0, ...coded] = levels;
  const contrast = white - black;
  if (contrast < LEAST_CONTRAST) return null;

  let frameNumber = 0;
  let parity = 0;
  for (const [index, level] of coded.entries()) {
    const share = (level - black) / contrast;
    if (Math.abs(share - 0.5) < LEAST_MARGIN) return null;
    if (share < 0.5) continue;
    parity ^= 1;
    if (index < FRAME_CODE_BITS) frameNumber |= 1 << index;
  }
  return parity === 0 ? frameNumber : null;
}

function blockMean(luma: Uint8Array, strideBytes: number, leftPx: number, topPx: number, sidePx: number): number {
  const fromX = Math.floor(leftPx + sidePx * EDGE_SHARE);
  const toX = Math.max(fromX + 1, Math.ceil(leftPx + sidePx * (1 - EDGE_SHARE)));
  const fromY = Math.floor(topPx + sidePx * EDGE_SHARE);
  const toY = Math.max(fromY + 1, Math.ceil(topPx + sidePx * (1 - EDGE_SHARE)));
  let sum = 0;
  for (let y = fromY; y < toY; y += 1) {
    for (let x = fromX; x < toX; x += 1) sum += luma[y * strideBytes + x] ?? 0;
  }
  return sum / ((toX - fromX) * (toY - fromY));
}
