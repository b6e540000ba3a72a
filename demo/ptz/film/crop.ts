import { degrees, halfWidth, radians } from '../aim.ts';
import type { Lens } from '../head.ts';
import { PX_PER_DEG, TOP_DEG } from '../panorama/shape.ts';
import type { Planes } from './strip.ts';

/** Where a picture is taken: bearing and elevation of its middle, degrees, and how close. */
export interface Shot {
  readonly bearingDeg: number;
  readonly elevationDeg: number;
  readonly zoom: number;
  readonly wideAngleDeg: number;
}

/** Between the points at which the strip's place is computed; those in between lie on a line. Divides every size used. */
const CELL_PX = 20;

/** I420 bytes of a picture: brightness, then both colours at half the size. */
export const frameBytes = (widthPx: number, heightPx: number): number => (widthPx * heightPx * 3) / 2;

/** Draws what a lens sees of the strip, in perspective, into I420 bytes. Sizes are multiples of the cell. */
export function cropInto(planes: Planes, shot: Shot, widthPx: number, heightPx: number, into: Uint8Array): void {
  const columns = widthPx / CELL_PX + 1;
  const rows = heightPx / CELL_PX + 1;
  const grid = gridOf(shot, columns, rows, heightPx / widthPx);
  const brightness = into.subarray(0, widthPx * heightPx);
  const colours = (widthPx * heightPx) / 4;
  const half = { widthPx: widthPx / 2, cellPx: CELL_PX / 2 };
  fill(planes.y, planes.widthPx, planes.heightPx, 1, grid, columns, rows, widthPx, CELL_PX, brightness);
  for (const [index, plane] of [planes.u, planes.v].entries()) {
    const start = widthPx * heightPx + index * colours;
    fill(plane, planes.widthPx / 2, planes.heightPx / 2, 0.5, grid, columns, rows, half.widthPx, half.cellPx, into.subarray(start, start + colours));
  }
}

/** Places in the strip, x and y in turn. */
function gridOf({ bearingDeg, elevationDeg, zoom, wideAngleDeg }: Shot, columns: number, rows: number, shape: number): Float64Array {
  const half = halfWidth(wideAngleDeg, zoom);
  const [sin, cos] = [Math.sin(radians(elevationDeg)), Math.cos(radians(elevationDeg))];
  const grid = new Float64Array(columns * rows * 2);
  for (let row = 0; row < rows; row += 1) {
    const up = (1 - (2 * row) / (rows - 1)) * half * shape;
    const ahead = cos - up * sin;
    const high = sin + up * cos;
    for (let column = 0; column < columns; column += 1) {
      const right = ((2 * column) / (columns - 1) - 1) * half;
      const at = (row * columns + column) * 2;
      grid[at] = (bearingDeg + degrees(Math.atan2(right, ahead))) * PX_PER_DEG;
      grid[at + 1] = (TOP_DEG - degrees(Math.atan2(high, Math.hypot(right, ahead)))) * PX_PER_DEG;
    }
  }
  return grid;
}

function fill(plane: Uint8Array, planeWidth: number, planeHeight: number, scale: number, grid: Float64Array, columns: number, rows: number, widthPx: number, cellPx: number, into: Uint8Array): void {
  const lastRow = planeHeight - 2;
  for (let row = 0; row < rows - 1; row += 1) {
    for (let column = 0; column < columns - 1; column += 1) {
      const corner = (row * columns + column) * 2;
      const below = corner + columns * 2;
      for (let line = 0; line < cellPx; line += 1) {
        const down = line / cellPx;
        const u0 = mix(grid[corner] ?? 0, grid[below] ?? 0, down) * scale;
        const u1 = mix(grid[corner + 2] ?? 0, grid[below + 2] ?? 0, down) * scale;
        let v = mix(grid[corner + 1] ?? 0, grid[below + 1] ?? 0, down) * scale;
        const du = (u1 - u0) / cellPx;
        const dv = (mix(grid[corner + 3] ?? 0, grid[below + 3] ?? 0, down) * scale - v) / cellPx;
        let u = ((u0 % planeWidth) + planeWidth) % planeWidth;
        let out = (row * cellPx + line) * widthPx + column * cellPx;
        for (let pixel = 0; pixel < cellPx; pixel += 1) {
          const x = u | 0;
          const y = v < 0 ? 0 : v > lastRow ? lastRow : v | 0;
          const fx = u - x;
          const fy = v < 0 ? 0 : v > lastRow ? 0 : v - y;
          const at = y * planeWidth + x;
          const next = x + 1 < planeWidth ? at + 1 : at + 1 - planeWidth;
          const upper = (plane[at] ?? 0) + ((plane[next] ?? 0) - (plane[at] ?? 0)) * fx;
          const lower = (plane[at + planeWidth] ?? 0) + ((plane[next + planeWidth] ?? 0) - (plane[at + planeWidth] ?? 0)) * fx;
          into[out] = upper + (lower - upper) * fy;
          out += 1;
          u += du;
          if (u >= planeWidth) u -= planeWidth;
          else if (u < 0) u += planeWidth;
          v += dv;
        }
      }
    }
  }
}

const mix = (a: number, b: number, share: number): number => a + (b - a) * share;

/** One way of a wiper across the picture. */
const WIPE_MS = 900;

/** What the lens does to the picture: out of focus, brighter or darker, the lamp in the middle, the wiper across. */
export function throughLens(into: Uint8Array, widthPx: number, heightPx: number, { focus, iris, light, wiper }: Lens, utcMs: number): void {
  const brightness = into.subarray(0, widthPx * heightPx);
  const radiusPx = Math.round((Math.abs(focus) * widthPx) / 64);
  if (radiusPx > 0) {
    blur(brightness, widthPx, heightPx, radiusPx);
    const colours = (widthPx * heightPx) / 4;
    for (const start of [widthPx * heightPx, widthPx * heightPx + colours]) blur(into.subarray(start, start + colours), widthPx / 2, heightPx / 2, Math.max(1, radiusPx >> 1));
  }
  if (iris !== 0) for (let at = 0; at < brightness.length; at += 1) brightness[at] = Math.min(235, 16 + ((brightness[at] ?? 16) - 16) * (1 + 0.7 * iris));
  if (light) lamp(brightness, widthPx, heightPx);
  if (wiper) wipe(brightness, widthPx, heightPx, (utcMs % (2 * WIPE_MS)) / WIPE_MS);
}

/** Mean over a box, each way: running sums, whatever the radius. */
function blur(plane: Uint8Array, widthPx: number, heightPx: number, radiusPx: number): void {
  const size = 2 * radiusPx + 1;
  const line = new Uint8Array(Math.max(widthPx, heightPx));
  const run = (start: number, step: number, length: number): void => {
    for (let at = 0; at < length; at += 1) line[at] = plane[start + at * step] ?? 0;
    const get = (at: number): number => line[Math.min(length - 1, Math.max(0, at))] ?? 0;
    let sum = 0;
    for (let at = -radiusPx; at <= radiusPx; at += 1) sum += get(at);
    for (let at = 0; at < length; at += 1) {
      plane[start + at * step] = sum / size;
      sum += get(at + radiusPx + 1) - get(at - radiusPx);
    }
  };
  for (let row = 0; row < heightPx; row += 1) run(row * widthPx, 1, widthPx);
  for (let column = 0; column < widthPx; column += 1) run(column, widthPx, heightPx);
}

function lamp(plane: Uint8Array, widthPx: number, heightPx: number): void {
  const reach = widthPx * 0.32;
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const away = Math.hypot(x - widthPx / 2, y - heightPx / 2) / reach;
      if (away < 1) plane[y * widthPx + x] = Math.min(235, (plane[y * widthPx + x] ?? 0) + 70 * (1 - away) * (1 - away));
    }
  }
}

/** `way`: 0 up to 1 to the right, up to 2 back. */
function wipe(plane: Uint8Array, widthPx: number, heightPx: number, way: number): void {
  const angle = Math.PI * (0.08 + 0.84 * (way < 1 ? way : 2 - way));
  const [dx, dy] = [-Math.cos(angle), -Math.sin(angle)];
  const thick = Math.max(2, Math.round(widthPx / 90));
  for (let along = 0; along < widthPx * 0.7; along += 1) {
    const x = Math.round(widthPx / 2 + dx * along);
    const y = Math.round(heightPx - 1 + dy * along);
    for (let aside = -thick; aside <= thick; aside += 1) {
      const [px, py] = [x + Math.round(aside * -dy), y + Math.round(aside * dx)];
      if (px >= 0 && px < widthPx && py >= 0 && py < heightPx) plane[py * widthPx + px] = 24;
    }
  }
}
