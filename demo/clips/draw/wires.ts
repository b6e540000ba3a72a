import type { SKRSContext2D } from '@napi-rs/canvas';

/** Sagging overhead wires, each from (x0, y0) to (x1, y1) in pixels of a 1280-wide picture. */
export function strokeWires(context: SKRSContext2D, wires: readonly (readonly [number, number, number, number])[], color = 'rgba(28,28,30,0.75)'): void {
  context.strokeStyle = color;
  for (const [index, [x0, y0, x1, y1]] of wires.entries()) {
    context.lineWidth = 1.1 + (index % 3) * 0.5;
    context.beginPath();
    context.moveTo(x0, y0);
    context.quadraticCurveTo((x0 + x1) / 2, (y0 + y1) / 2 + Math.abs(x1 - x0) * (0.05 + (index % 4) * 0.012), x1, y1);
    context.stroke();
  }
}
