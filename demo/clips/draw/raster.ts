import { NEAR_M } from './camera.ts';
import type { Camera } from './camera.ts';
import type { Mesh } from './mesh.ts';

/** One corner on its way to the screen: pixel place and a value that is linear across the image (1/distance, or depth). */
export interface Corner {
  readonly x: number;
  readonly y: number;
  readonly w: number;
}

/** Visits every pixel whose centre lies in the triangle, with the interpolated value. */
export function fillTriangle(widthPx: number, heightPx: number, a: Corner, b: Corner, c: Corner, visit: (index: number, w: number) => void): void {
  const area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
  if (Math.abs(area) < 1e-9) return;
  const perX = ((b.w - a.w) * (c.y - a.y) - (c.w - a.w) * (b.y - a.y)) / area;
  const perY = ((c.w - a.w) * (b.x - a.x) - (b.w - a.w) * (c.x - a.x)) / area;
  const top = Math.max(0, Math.ceil(Math.min(a.y, b.y, c.y) - 0.5));
  const bottom = Math.min(heightPx - 1, Math.floor(Math.max(a.y, b.y, c.y) - 0.5));
  for (let y = top; y <= bottom; y += 1) {
    const centre = y + 0.5;
    let from = Infinity;
    let to = -Infinity;
    for (let edge = 0; edge < 3; edge += 1) {
      const p = edge === 0 ? a : edge === 1 ? b : c;
      const q = edge === 0 ? b : edge === 1 ? c : a;
      if (p.y <= centre === q.y <= centre) continue;
      const x = p.x + ((centre - p.y) / (q.y - p.y)) * (q.x - p.x);
      if (x < from) from = x;
      if (x > to) to = x;
    }
    const left = Math.max(0, Math.ceil(from - 0.5));
    const right = Math.min(widthPx - 1, Math.ceil(to - 0.5) - 1);
    let w = a.w + (left + 0.5 - a.x) * perX + (centre - a.y) * perY;
    for (let x = left; x <= right; x += 1, w += perX) visit(y * widthPx + x, w);
  }
}

/**
 * Projects a mesh and visits its pixels nearest-value style; triangles that cross the near plane are cut.
 * @param mirrorY when given, the mesh is mirrored in the horizontal plane at that height (for reflections)
 */
export function fillMesh(camera: Camera, mesh: Mesh, visit: (index: number, w: number, triangle: number) => void, mirrorY?: number): void {
  const { eye, right, up, forward, focalPx, widthPx, heightPx } = camera;
  const cam: [number, number, number][] = [];
  for (let triangle = 0; triangle < mesh.count; triangle += 1) {
    cam.length = 0;
    for (let corner = 0; corner < 3; corner += 1) {
      const i = triangle * 9 + corner * 3;
      const y = mesh.positions[i + 1] ?? 0;
      const dx = (mesh.positions[i] ?? 0) - eye[0];
      const dy = (mirrorY === undefined ? y : 2 * mirrorY - y) - eye[1];
      const dz = (mesh.positions[i + 2] ?? 0) - eye[2];
      cam.push([
        dx * right[0] + dy * right[1] + dz * right[2],
        dx * up[0] + dy * up[1] + dz * up[2],
        dx * forward[0] + dy * forward[1] + dz * forward[2],
      ]);
    }
    const kept: Corner[] = [];
    for (let corner = 0; corner < 3; corner += 1) {
      const p = cam[corner] ?? [0, 0, 0];
      const q = cam[(corner + 1) % 3] ?? [0, 0, 0];
      const inside = p[2] >= NEAR_M;
      if (inside) kept.push(onScreen(p[0], p[1], p[2]));
      if (inside !== q[2] >= NEAR_M) {
        const t = (NEAR_M - p[2]) / (q[2] - p[2]);
        kept.push(onScreen(p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t, NEAR_M));
      }
    }
    const [first] = kept;
    for (let corner = 1; corner + 1 < kept.length; corner += 1) {
      const b = kept[corner];
      const c = kept[corner + 1];
      if (first !== undefined && b !== undefined && c !== undefined) {
        fillTriangle(widthPx, heightPx, first, b, c, (index, w) => visit(index, w, triangle));
      }
    }
  }
  function onScreen(x: number, y: number, z: number): Corner {
    return { x: widthPx / 2 + (focalPx * x) / z, y: heightPx / 2 - (focalPx * y) / z, w: 1 / z };
  }
}
