import { MeshBuilder } from './mesh.ts';
import type { Mesh } from './mesh.ts';
import { between, randomFrom } from './random.ts';
import { add, mix, scale, srgb, unit } from './vec.ts';
import type { Vec3 } from './vec.ts';

/** How a tree grows; sizes in metres. */
export interface TreeShape {
  readonly heightM: number;
  readonly crownM: number;
  readonly trunkM?: number;
  /** Leaf clusters; more is denser. */
  readonly leaves?: number;
  readonly leafM?: number;
  readonly light?: number;
  readonly dark?: number;
}

/** A broad-leaved street tree: trunk, limbs and a crown of leaf clusters that lets light through. */
export function tree(seed: number, shape: TreeShape): Mesh {
  const random = randomFrom(seed);
  const b = new MeshBuilder();
  const bark = srgb(0x5a4c40);
  const fork = shape.heightM * between(random, 0.34, 0.42);
  const radius = shape.trunkM ?? 0.2;
  const leanX = between(random, -0.4, 0.4);
  const leanZ = between(random, -0.4, 0.4);
  const top: Vec3 = [leanX, fork, leanZ];
  b.tube([0, 0, 0], top, radius * 1.15, radius * 0.8, bark, 8);
  const clumps: { readonly at: Vec3; readonly size: number }[] = [];
  const limbs = 7;
  for (let limb = 0; limb < limbs; limb += 1) {
    const angle = (limb / limbs) * Math.PI * 2 + between(random, -0.3, 0.3);
    const reach = shape.crownM * between(random, 0.35, 0.7);
    const end: Vec3 = [leanX + Math.cos(angle) * reach, shape.heightM * between(random, 0.6, 0.85), leanZ + Math.sin(angle) * reach];
    b.tube(top, end, radius * 0.45, radius * 0.12, bark, 5);
    clumps.push({ at: end, size: shape.crownM * between(random, 0.38, 0.52) });
  }
  clumps.push({ at: [leanX, shape.heightM * 0.85, leanZ], size: shape.crownM * 0.55 });
  const light = srgb(shape.light ?? 0x86a04a);
  const dark = srgb(shape.dark ?? 0x2f4a26);
  const leaves = Math.round((shape.leaves ?? 2600) * 2.4);
  const size = (shape.leafM ?? 0.24) * 0.7;
  for (let leaf = 0; leaf < leaves; leaf += 1) {
    const clump = clumps[Math.floor(random() * clumps.length)];
    if (clump === undefined) continue;
    const out = unit([random() - 0.5, (random() - 0.45) * 0.9, random() - 0.5]);
    const far = clump.size * random() ** 0.35;
    const at = add(clump.at, [out[0] * far, out[1] * far * 0.72, out[2] * far]);
    const turn = unit([random() - 0.5, random() - 0.5, random() - 0.5]);
    const side = unit([random() - 0.5, (random() - 0.5) * 0.5, random() - 0.5]);
    const r = size * between(random, 0.6, 1.4);
    const share = Math.min(1, Math.max(0, (out[1] + 0.5) * 0.6 + random() * 0.5));
    const normal = unit(add(scale(out, 1.2), [0, 0.6, 0]));
    const p1 = add(at, scale(side, r));
    const p2 = add(at, scale(turn, r));
    const p3 = add(at, scale(unit(add(side, turn)), -r));
    b.tri(p1, p2, p3, mix(dark, light, share * 0.9), 0, [normal, normal, normal]);
  }
  return b.build();
}

/** A tuft of low plants. */
export function shrub(seed: number, radiusM: number, heightM: number, light = 0x6f9440): Mesh {
  const random = randomFrom(seed);
  const b = new MeshBuilder();
  for (let leaf = 0; leaf < 260; leaf += 1) {
    const out = unit([random() - 0.5, random() * 0.8, random() - 0.5]);
    const at: Vec3 = [out[0] * radiusM * random() ** 0.5, out[1] * heightM * random() ** 0.4, out[2] * radiusM * random() ** 0.5];
    const r = radiusM * 0.22;
    const n = unit(add(out, [0, 0.7, 0]));
    b.tri(add(at, [between(random, -r, r), r, between(random, -r, r)]), add(at, [r, 0, between(random, -r, r)]), add(at, [-r, 0, between(random, -r, r)]), mix(srgb(0x2c4524), srgb(light), random()), 0, [n, n, n]);
  }
  return b.build();
}
