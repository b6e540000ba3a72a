import { fractalNoise, hash2, noise2 } from './random.ts';
import type { Surface, SurfaceSample } from './surface.ts';
import { mix, scale, smoothstep, srgb } from './vec.ts';
import type { Rgb } from './vec.ts';

/** A painted mark on the road: says how much paint (0..1) lies at a place. */
export type Mark = (x: number, z: number) => number;

/** A straight line of paint from (x0, z0) to (x1, z1); `dashM` draws and leaves out equal stretches. */
export function line(x0: number, z0: number, x1: number, z1: number, widthM: number, dashM = 0): Mark {
  const length = Math.hypot(x1 - x0, z1 - z0);
  const dx = (x1 - x0) / length;
  const dz = (z1 - z0) / length;
  return (x, z) => {
    const along = (x - x0) * dx + (z - z0) * dz;
    const across = Math.abs((x - x0) * dz - (z - z0) * dx);
    if (along < 0 || along > length || across > widthM / 2) return 0;
    return dashM > 0 && along % (dashM * 2) > dashM ? 0 : 1;
  };
}

/** Zebra stripes in a rectangle, running along z or x. */
export function zebra(x0: number, z0: number, x1: number, z1: number, stripes: 'along x' | 'along z'): Mark {
  return (x, z) => {
    if (x < x0 || x > x1 || z < z0 || z > z1) return 0;
    return ((stripes === 'along z' ? x - x0 : z - z0) % 1) < 0.48 ? 1 : 0;
  };
}

/** How a road looks. */
export interface Road {
  readonly marks?: readonly Mark[];
  readonly color?: Rgb;
  readonly paint?: Rgb;
  /** 0 dry, 1 standing water in the hollows. */
  readonly wet?: number;
}

/** Worn asphalt with patches, oil, cracks and painted marks. */
export function asphalt(road: Road): Surface {
  const base = road.color ?? srgb(0x6d6c69);
  const paint = road.paint ?? srgb(0xd9d6cc);
  return (p, texelM): SurfaceSample => {
    const [x, , z] = p;
    const broad = fractalNoise(x * 0.16 + 9, z * 0.16, 3);
    const streak = noise2(x * 1.7, z * 0.09);
    const grain = texelM < 0.07 ? hash2(Math.floor(x * 31), Math.floor(z * 31)) - 0.5 : 0;
    let color = scale(base, 0.72 + broad * 0.42 + (streak - 0.5) * 0.16 + grain * 0.14);
    const crack = Math.abs(fractalNoise(x * 0.45 + 40, z * 0.45 + 11, 3) - 0.5);
    if (crack < 0.004 && noise2(x * 0.2, z * 0.2 + 50) > 0.55) color = scale(color, 0.88);
    color = scale(color, 1 - 0.16 * smoothstep(0.7, 0.9, noise2(x * 0.33 + 70, z * 0.33 + 5)));
    for (const mark of road.marks ?? []) {
      let cover = 0;
      for (const [ox, oz] of [[-0.25, -0.25], [0.25, -0.25], [-0.25, 0.25], [0.25, 0.25]] as const) cover += mark(x + ox * texelM, z + oz * texelM) / 4;
      if (cover > 0) color = mix(color, paint, cover * (0.55 + 0.4 * smoothstep(0.25, 0.6, noise2(x * 2.3, z * 2.3))));
    }
    if (road.wet === undefined) return { color };
    const pool = smoothstep(0.5, 0.72, fractalNoise(x * 0.22 + 30, z * 0.22 + 8, 3));
    const wet = road.wet * (0.45 + 0.55 * pool);
    return { color: scale(color, 1 - 0.55 * wet), wet };
  };
}

/** Square paving slabs of the given side, in metres. */
export function paving(color: Rgb, sideM: number, wet?: number): Surface {
  return (p, texelM): SurfaceSample => {
    const [x, , z] = p;
    const ix = Math.floor(x / sideM);
    const iz = Math.floor(z / sideM);
    const fx = x / sideM - ix;
    const fz = z / sideM - iz;
    const joint = texelM < sideM * 0.5 && (Math.min(fx, 1 - fx, fz, 1 - fz) * sideM < 0.02 + texelM * 0.3);
    const tone = 0.82 + hash2(ix, iz) * 0.18 + (fractalNoise(x * 0.5, z * 0.5, 3) - 0.5) * 0.35;
    const shown = scale(color, tone * (joint ? 0.66 : 1));
    return wet === undefined ? { color: shown } : { color: scale(shown, 1 - 0.4 * wet), wet: wet * (0.4 + 0.6 * smoothstep(0.45, 0.7, fractalNoise(x * 0.3 + 3, z * 0.3, 3))) };
  };
}

/** Grass or bare soil, patchy. */
export function meadow(light: Rgb, dark: Rgb): Surface {
  return (p, texelM): SurfaceSample => {
    const [x, , z] = p;
    const fine = texelM < 0.15 ? (hash2(Math.floor(x * 14), Math.floor(z * 14)) - 0.5) * 0.35 : 0;
    return { color: mix(dark, light, Math.min(1, Math.max(0, fractalNoise(x * 0.35, z * 0.35, 4) * 1.1 + fine))) };
  };
}

/** Open water; moves in the film. */
export function waterSurface(color: Rgb, mirror = 0.95): Surface {
  return (p): SurfaceSample => ({ color: scale(color, 0.85 + 0.3 * fractalNoise(p[0] * 0.12, p[2] * 0.12, 3)), wet: mirror, water: true });
}
