import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MOVERS } from '../street.ts';
import { cutOut, moverAt, openView, project, rowOf, type Part } from './draw-strip.ts';
import { scenery } from './scene.ts';
import { BOTTOM_DEG, MOVER_BOTTOM_DEG, MOVER_HEIGHT_PX, MOVER_TOP_DEG, MOVER_WIDTH_DEG, MOVER_WIDTH_PX, PX_PER_DEG, STRIP_HEIGHT_PX, STRIP_WIDTH_PX, TOP_DEG } from './shape.ts';

// node demo/ptz/panorama/make-panorama.ts [FOLDER] : draws the strip and the movers; some minutes. Needs nothing but Node.

const VIEW_DEG = 30;
const HORIZON_BOTTOM_DEG = -20;
const MAX_BYTES = 1.4e6;
/** Where a mover is drawn: a stretch of road with nothing else before it. */
const MOVER_AT_DEG = 40;

const folder = process.argv[2] ?? join(import.meta.dirname, '../../../assets/demo/panorama');
mkdirSync(folder, { recursive: true });
const mesh = scenery();

const strip = createCanvas(STRIP_WIDTH_PX, STRIP_HEIGHT_PX);
const put = (canvas: Canvas, { rgba, widthPx, heightPx }: Part, x: number, y: number): void => {
  const context = canvas.getContext('2d');
  const image = context.createImageData(widthPx, heightPx);
  image.data.set(rgba);
  context.putImageData(image, x, y);
};
for (let bearing = 0; bearing < 360; bearing += VIEW_DEG) {
  for (const [topDeg, bottomDeg] of [[TOP_DEG, HORIZON_BOTTOM_DEG], [HORIZON_BOTTOM_DEG, BOTTOM_DEG]] as const) {
    const view = openView(mesh, bearing + VIEW_DEG / 2, (topDeg + bottomDeg) / 2, VIEW_DEG / 2 + 3, (topDeg - bottomDeg) / 2 + 3);
    const part = project(view, view.paint([]), bearing, topDeg, VIEW_DEG * PX_PER_DEG, (topDeg - bottomDeg) * PX_PER_DEG);
    put(strip, part, bearing * PX_PER_DEG, rowOf(topDeg));
  }
  process.stdout.write(`${String(bearing + VIEW_DEG)}°\n`);
}

const sheet = createCanvas(MOVER_WIDTH_PX, MOVER_HEIGHT_PX * MOVERS.length);
const view = openView(mesh, MOVER_AT_DEG, (MOVER_TOP_DEG + MOVER_BOTTOM_DEG) / 2, MOVER_WIDTH_DEG / 2 + 2, (MOVER_TOP_DEG - MOVER_BOTTOM_DEG) / 2 + 2);
const part = (rgba: Uint8ClampedArray): Part => project(view, rgba, MOVER_AT_DEG - MOVER_WIDTH_DEG / 2, MOVER_TOP_DEG, MOVER_WIDTH_PX, MOVER_HEIGHT_PX);
const without = part(view.paint([]));
for (const [index, mover] of MOVERS.entries()) put(sheet, cutOut(part(view.paint([moverAt(mover, index, MOVER_AT_DEG)])), without), 0, index * MOVER_HEIGHT_PX);

let quality = 92;
let webp = strip.toBuffer('image/webp', quality);
while (webp.length > MAX_BYTES && quality > 40) {
  quality -= 6;
  webp = strip.toBuffer('image/webp', quality);
}
writeFileSync(join(folder, 'strip.webp'), webp);
writeFileSync(join(folder, 'movers.webp'), sheet.toBuffer('image/webp', 86));
process.stdout.write(`strip.webp ${String(webp.length)} bytes at quality ${String(quality)}\n`);
