import { makeCamera } from '../../clips/draw/camera.ts';
import { FramePainter, type Actor } from '../../clips/draw/frame.ts';
import type { Mesh } from '../../clips/draw/mesh.ts';
import { drawStage } from '../../clips/draw/stage.ts';
import { srgb, type Vec3 } from '../../clips/draw/vec.ts';
import { bus, car, motorbike } from '../../clips/draw/vehicles.ts';
import type { Mover } from '../street.ts';
import { AREA, EYE, LOOK, TONE } from './scene.ts';
import { PX_PER_DEG, TOP_DEG } from './shape.ts';

const RAD = Math.PI / 180;
const FOCAL_PX = PX_PER_DEG / RAD;

/** Part of the strip, RGBA. */
export interface Part {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** A flat view from the mast that covers some bearings and elevations, drawn with and without things in it. */
export interface View {
  readonly paint: (actors: readonly Actor[]) => Uint8ClampedArray;
  readonly sample: (rgba: Uint8ClampedArray, bearingDeg: number, elevationDeg: number, into: Uint8ClampedArray, at: number) => void;
}

export function openView(scenery: Mesh, bearingDeg: number, elevationDeg: number, halfWidthDeg: number, halfHeightDeg: number): View {
  const widthPx = 2 * Math.ceil(FOCAL_PX * Math.tan(halfWidthDeg * RAD));
  const heightPx = 2 * Math.ceil(FOCAL_PX * Math.tan(halfHeightDeg * RAD));
  const forward: Vec3 = [Math.sin(bearingDeg * RAD) * Math.cos(elevationDeg * RAD), Math.sin(elevationDeg * RAD), Math.cos(bearingDeg * RAD) * Math.cos(elevationDeg * RAD)];
  const target: Vec3 = [EYE[0] + forward[0], EYE[1] + forward[1], EYE[2] + forward[2]];
  const camera = makeCamera({ eye: EYE, target, fieldDeg: (2 * Math.atan(widthPx / 2 / FOCAL_PX)) / RAD }, widthPx, heightPx);
  const painter = new FramePainter(drawStage(camera, { look: LOOK, area: AREA, scenery }), TONE);
  const { right, up } = camera;
  return {
    paint: (actors) => painter.paint(actors, 0),
    sample: (rgba, bearing, elevation, into, at) => {
      const c = Math.cos(elevation * RAD);
      const d: Vec3 = [Math.sin(bearing * RAD) * c, Math.sin(elevation * RAD), Math.cos(bearing * RAD) * c];
      const depth = d[0] * camera.forward[0] + d[1] * camera.forward[1] + d[2] * camera.forward[2];
      const x = widthPx / 2 + (FOCAL_PX * (d[0] * right[0] + d[1] * right[1] + d[2] * right[2])) / depth - 0.5;
      const y = heightPx / 2 - (FOCAL_PX * (d[0] * up[0] + d[1] * up[1] + d[2] * up[2])) / depth - 0.5;
      const x0 = Math.min(widthPx - 2, Math.max(0, Math.floor(x)));
      const y0 = Math.min(heightPx - 2, Math.max(0, Math.floor(y)));
      const fx = Math.min(1, Math.max(0, x - x0));
      const fy = Math.min(1, Math.max(0, y - y0));
      for (let channel = 0; channel < 3; channel += 1) {
        const value = (dx: number, dy: number): number => rgba[((y0 + dy) * widthPx + x0 + dx) * 4 + channel] ?? 0;
        into[at + channel] = (value(0, 0) * (1 - fx) + value(1, 0) * fx) * (1 - fy) + (value(0, 1) * (1 - fx) + value(1, 1) * fx) * fy;
      }
      into[at + 3] = 255;
    },
  };
}

/** Fills a part of the strip from a view; bearings and elevations of its upper left corner. */
export function project(view: View, rgba: Uint8ClampedArray, leftDeg: number, topDeg: number, widthPx: number, heightPx: number): Part {
  const part = new Uint8ClampedArray(widthPx * heightPx * 4);
  for (let y = 0; y < heightPx; y += 1) for (let x = 0; x < widthPx; x += 1) view.sample(rgba, leftDeg + (x + 0.5) / PX_PER_DEG, topDeg - (y + 0.5) / PX_PER_DEG, part, (y * widthPx + x) * 4);
  return { widthPx, heightPx, rgba: part };
}

/** Row of the strip at an elevation. */
export const rowOf = (elevationDeg: number): number => Math.round((TOP_DEG - elevationDeg) * PX_PER_DEG);

/** A mover where it stands at a bearing, driving to the right as seen from the mast. */
export function moverAt({ kind, colour, distanceM }: Mover, index: number, bearingDeg: number): Actor {
  const paint = srgb(Number.parseInt(colour.slice(1), 16));
  const model = kind === 'bus' ? bus(paint, srgb(0x5a120e)) : kind === 'car' ? car(500 + index, paint) : motorbike(700 + index);
  return { model, at: [Math.sin(bearingDeg * RAD) * distanceM, 0, Math.cos(bearingDeg * RAD) * distanceM], yaw: (bearingDeg + 90) * RAD };
}

/** Only what differs between a picture with a mover and one without stays visible. */
export function cutOut(withMover: Part, without: Part): Part {
  const rgba = withMover.rgba.slice();
  for (let at = 0; at < rgba.length; at += 4) {
    const difference = [0, 1, 2].reduce((sum, channel) => sum + Math.abs((rgba[at + channel] ?? 0) - (without.rgba[at + channel] ?? 0)), 0);
    rgba[at + 3] = Math.min(255, difference * 12);
  }
  return { ...withMover, rgba };
}

