import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FRAME_CODE_BLACK,
  FRAME_CODE_WHITE,
  frameCodeBlocks,
  readFrameCode,
} from '../../../../demo/clips/frame-code.ts';

interface Grey {
  readonly luma: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A grey image with a picture's code drawn at an offset, at any picture width. */
function imageWithCode(frameNumber: number, tileWidthPx: number, originX = 0, originY = 0): Grey {
  const widthPx = originX + tileWidthPx;
  const heightPx = originY + Math.round((tileWidthPx * 9) / 16);
  const luma = new Uint8Array(widthPx * heightPx).fill(120);
  for (const block of frameCodeBlocks(frameNumber, tileWidthPx)) {
    for (let y = Math.round(block.yPx); y < Math.round(block.yPx + block.sidePx); y += 1) {
      for (let x = Math.round(block.xPx); x < Math.round(block.xPx + block.sidePx); x += 1) {
        luma[(originY + y) * widthPx + originX + x] = block.white ? FRAME_CODE_WHITE : FRAME_CODE_BLACK;
      }
    }
  }
  return { luma, widthPx, heightPx };
}

describe('the frame code', () => {
  it('is read back for every number, at any tile size and place', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 511 }),
        fc.integer({ min: 240, max: 1280 }),
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 0, max: 90 }),
        (frameNumber, tileWidthPx, originX, originY) => {
          const { luma, widthPx, heightPx } = imageWithCode(frameNumber, tileWidthPx, originX, originY);
          expect(readFrameCode(luma, widthPx, heightPx, widthPx, originX, originY, tileWidthPx)).toBe(frameNumber);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is read from a darkened, low-contrast picture', () => {
    const { luma, widthPx, heightPx } = imageWithCode(299, 480);
    const dimmed = luma.map((value) => 40 + value * 0.5);
    expect(readFrameCode(dimmed, widthPx, heightPx, widthPx, 0, 0, 480)).toBe(299);
  });

  it('is refused when one block has flipped', () => {
    const { luma, widthPx, heightPx } = imageWithCode(0, 640);
    const sidePx = 16;
    for (let y = 0; y < sidePx; y += 1) luma.fill(FRAME_CODE_WHITE, y * widthPx + 5 * sidePx, y * widthPx + 6 * sidePx);
    expect(readFrameCode(luma, widthPx, heightPx, widthPx, 0, 0, 640)).toBeNull();
  });

  it('is refused when a block is neither white nor black', () => {
    const { luma, widthPx, heightPx } = imageWithCode(0, 640);
    for (let y = 0; y < 16; y += 1) luma.fill(118, y * widthPx + 48, y * widthPx + 64);
    expect(readFrameCode(luma, widthPx, heightPx, widthPx, 0, 0, 640)).toBeNull();
  });

  it('is absent from a plain picture, outside the image and in tiles too small to carry it', () => {
    const plain = new Uint8Array(480 * 270).fill(90);
    expect(readFrameCode(plain, 480, 270, 480, 0, 0, 480)).toBeNull();
    const { luma, widthPx, heightPx } = imageWithCode(7, 480);
    expect(readFrameCode(luma, widthPx, heightPx, widthPx, 400, 0, 480)).toBeNull();
    expect(readFrameCode(luma, widthPx, heightPx, widthPx, -4, 0, 480)).toBeNull();
    expect(readFrameCode(luma, widthPx, heightPx, widthPx, 0, 0, 60)).toBeNull();
  });
});
