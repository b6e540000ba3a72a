import { add, cross, scale, sub, unit } from './vec.ts';
import type { Rgb, Vec3 } from './vec.ts';
import type { Surface } from './surface.ts';

/** How a face answers light. `glow` gives its own colour off; it is not lit. */
export const FINISH = { matte: 0, paint: 1, glass: 2, glow: 3 } as const;
export type Finish = (typeof FINISH)[keyof typeof FINISH];

/** Triangles: nine position and nine normal numbers and three colour numbers each. Zero normals mean flat, two-sided. */
export interface Mesh {
  readonly count: number;
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly colors: Float32Array;
  readonly finishes: Uint8Array;
  /** What covers each triangle, where it is more than a plain colour (static scenery only). */
  readonly surfaces: readonly (Surface | null)[];
}

/** Where a mesh stands: turned about the vertical (0 looks along +z, positive turns to +x), then moved. */
export interface Placement {
  readonly at: Vec3;
  readonly yaw?: number;
  readonly size?: number;
}

/** Collects triangles and common solids. */
export class MeshBuilder {
  readonly #positions: number[] = [];
  readonly #normals: number[] = [];
  readonly #colors: number[] = [];
  readonly #finishes: number[] = [];
  readonly #surfaces: (Surface | null)[] = [];

  build(): Mesh {
    return {
      count: this.#finishes.length,
      positions: Float32Array.from(this.#positions),
      normals: Float32Array.from(this.#normals),
      colors: Float32Array.from(this.#colors),
      finishes: Uint8Array.from(this.#finishes),
      surfaces: this.#surfaces,
    };
  }

  tri(a: Vec3, b: Vec3, c: Vec3, color: Rgb, finish: Finish = FINISH.matte, normals?: readonly [Vec3, Vec3, Vec3], surface: Surface | null = null): this {
    this.#positions.push(...a, ...b, ...c);
    if (normals === undefined) this.#normals.push(0, 0, 0, 0, 0, 0, 0, 0, 0);
    else this.#normals.push(...normals[0], ...normals[1], ...normals[2]);
    this.#colors.push(...color);
    this.#finishes.push(finish);
    this.#surfaces.push(surface);
    return this;
  }

  quad(a: Vec3, b: Vec3, c: Vec3, d: Vec3, color: Rgb, finish: Finish = FINISH.matte, surface: Surface | null = null): this {
    return this.tri(a, b, c, color, finish, undefined, surface).tri(a, c, d, color, finish, undefined, surface);
  }

  /** A box by its two opposite corners. */
  box(low: Vec3, high: Vec3, color: Rgb, finish: Finish = FINISH.matte): this {
    const [x0, y0, z0] = low;
    const [x1, y1, z1] = high;
    this.quad([x0, y0, z0], [x1, y0, z0], [x1, y1, z0], [x0, y1, z0], color, finish);
    this.quad([x0, y0, z1], [x1, y0, z1], [x1, y1, z1], [x0, y1, z1], color, finish);
    this.quad([x0, y0, z0], [x0, y0, z1], [x0, y1, z1], [x0, y1, z0], color, finish);
    this.quad([x1, y0, z0], [x1, y0, z1], [x1, y1, z1], [x1, y1, z0], color, finish);
    this.quad([x0, y1, z0], [x1, y1, z0], [x1, y1, z1], [x0, y1, z1], color, finish);
    return this.quad([x0, y0, z0], [x1, y0, z0], [x1, y0, z1], [x0, y0, z1], color, finish);
  }

  /** A round bar from a to b; the radii may differ (a cone). Open ends when `caps` is false. */
  tube(a: Vec3, b: Vec3, radiusA: number, radiusB: number, color: Rgb, sides = 8, finish: Finish = FINISH.matte, caps = true): this {
    const axis = unit(sub(b, a));
    const side = unit(cross(axis, Math.abs(axis[1]) > 0.9 ? [1, 0, 0] : [0, 1, 0]));
    const other = cross(axis, side);
    const spoke = (index: number): Vec3 => {
      const angle = (index / sides) * Math.PI * 2;
      return add(scale(side, Math.cos(angle)), scale(other, Math.sin(angle)));
    };
    for (let index = 0; index < sides; index += 1) {
      const n0 = spoke(index);
      const n1 = spoke(index + 1);
      const a0 = add(a, scale(n0, radiusA));
      const a1 = add(a, scale(n1, radiusA));
      const b0 = add(b, scale(n0, radiusB));
      const b1 = add(b, scale(n1, radiusB));
      this.tri(a0, a1, b1, color, finish, [n0, n1, n1]).tri(a0, b1, b0, color, finish, [n0, n1, n0]);
      if (caps) this.tri(a, a0, a1, color, finish).tri(b, b0, b1, color, finish);
    }
    return this;
  }

  /** An ellipsoid. */
  ball(centre: Vec3, radii: Vec3, color: Rgb, sides = 8, finish: Finish = FINISH.matte, fromLatitude = -0.5): this {
    const rings = Math.max(3, Math.round(sides * 0.6));
    const normal = (ring: number, index: number): Vec3 => {
      const latitude = (fromLatitude + (ring / rings) * (0.5 - fromLatitude)) * Math.PI;
      const angle = (index / sides) * Math.PI * 2;
      return [Math.cos(latitude) * Math.cos(angle), Math.sin(latitude), Math.cos(latitude) * Math.sin(angle)];
    };
    const at = (n: Vec3): Vec3 => [centre[0] + n[0] * radii[0], centre[1] + n[1] * radii[1], centre[2] + n[2] * radii[2]];
    for (let ring = 0; ring < rings; ring += 1) {
      for (let index = 0; index < sides; index += 1) {
        const n00 = normal(ring, index);
        const n01 = normal(ring, index + 1);
        const n10 = normal(ring + 1, index);
        const n11 = normal(ring + 1, index + 1);
        this.tri(at(n00), at(n01), at(n11), color, finish, [n00, n01, n11]);
        this.tri(at(n00), at(n11), at(n10), color, finish, [n00, n11, n10]);
      }
    }
    return this;
  }

  /** Skin over rings of equally many points, with normals smoothed around each ring; first and last ring are closed. */
  loft(rings: readonly (readonly Vec3[])[], color: Rgb, finish: Finish = FINISH.paint): this {
    const at = (ring: number, index: number): Vec3 => {
      const points = rings[Math.min(Math.max(ring, 0), rings.length - 1)] ?? [];
      return points[(index + points.length) % points.length] ?? [0, 0, 0];
    };
    const size = rings[0]?.length ?? 0;
    const centre = (ring: number): Vec3 => scale((rings[ring] ?? []).reduce<Vec3>((sum, p) => add(sum, p), [0, 0, 0]), 1 / size);
    const normal = (ring: number, index: number): Vec3 => {
      const around = sub(at(ring, index + 1), at(ring, index - 1));
      const along = sub(at(ring + 1, index), at(ring - 1, index));
      const n = unit(cross(around, along));
      const out = sub(at(ring, index), centre(ring));
      return n[0] * out[0] + n[1] * out[1] + n[2] * out[2] < 0 ? scale(n, -1) : n;
    };
    for (let ring = 0; ring + 1 < rings.length; ring += 1) {
      for (let index = 0; index < size; index += 1) {
        const [a, b, c, d] = [at(ring, index), at(ring, index + 1), at(ring + 1, index + 1), at(ring + 1, index)];
        const [na, nb, nc, nd] = [normal(ring, index), normal(ring, index + 1), normal(ring + 1, index + 1), normal(ring + 1, index)];
        this.tri(a, b, c, color, finish, [na, nb, nc]).tri(a, c, d, color, finish, [na, nc, nd]);
      }
    }
    for (const ring of [0, rings.length - 1]) {
      for (let index = 0; index < size; index += 1) this.tri(centre(ring), at(ring, index), at(ring, index + 1), color, finish);
    }
    return this;
  }

  /** Puts a finished mesh into this one. */
  put(mesh: Mesh, placement: Placement): this {
    const size = placement.size ?? 1;
    const cos = Math.cos(placement.yaw ?? 0);
    const sin = Math.sin(placement.yaw ?? 0);
    const [ax, ay, az] = placement.at;
    for (let i = 0; i < mesh.count * 9; i += 3) {
      const x = mesh.positions[i] ?? 0;
      const z = mesh.positions[i + 2] ?? 0;
      this.#positions.push(ax + (x * cos + z * sin) * size, ay + (mesh.positions[i + 1] ?? 0) * size, az + (z * cos - x * sin) * size);
      const nx = mesh.normals[i] ?? 0;
      const nz = mesh.normals[i + 2] ?? 0;
      this.#normals.push(nx * cos + nz * sin, mesh.normals[i + 1] ?? 0, nz * cos - nx * sin);
    }
    for (const value of mesh.colors) this.#colors.push(value);
    for (const value of mesh.finishes) this.#finishes.push(value);
    for (const surface of mesh.surfaces) this.#surfaces.push(surface);
    return this;
  }
}

/** Builds a mesh in one expression. */
export function mesh(draw: (builder: MeshBuilder) => void): Mesh {
  const builder = new MeshBuilder();
  draw(builder);
  return builder.build();
}
