import type { Position } from '@contract/domain/camera.ts';

/** A point of the plan, as fractions of its box, from the top left; north is up. */
export interface PlanPoint<T> {
  readonly item: T;
  readonly x: number;
  readonly y: number;
}

export interface Plan<T> {
  readonly points: readonly PlanPoint<T>[];
  /** Whole metres a bar of the width `barShare` (fraction of the box) stands for. */
  readonly barM: number;
  readonly barShare: number;
}

const EARTH_M_PER_DEG = 111_320;
const MARGIN = 0.12;
/** A plan of one camera, or of cameras on one pole, shows this much around it. */
const LEAST_M = 200;
const ROUND_M = [50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000];

/** Cameras by their true places, to scale, in a box of `aspect` (width by height). Small enough a part of the earth to be flat. */
export function planCameras<T>(items: readonly { readonly item: T; readonly position: Position }[], aspect: number): Plan<T> {
  const middleLat = (least(items.map(({ position }) => position.latDeg)) + most(items.map(({ position }) => position.latDeg))) / 2;
  const perLonM = EARTH_M_PER_DEG * Math.max(0.05, Math.cos((middleLat * Math.PI) / 180));
  const flat = items.map(({ item, position }) => ({ item, eastM: position.lonDeg * perLonM, northM: position.latDeg * EARTH_M_PER_DEG }));
  const east = { from: least(flat.map(({ eastM }) => eastM)), to: most(flat.map(({ eastM }) => eastM)) };
  const north = { from: least(flat.map(({ northM }) => northM)), to: most(flat.map(({ northM }) => northM)) };
  const widthM = Math.max(LEAST_M, east.to - east.from, (north.to - north.from) * aspect) / (1 - 2 * MARGIN);
  const heightM = widthM / aspect;
  const points = flat.map(({ item, eastM, northM }) => ({
    item,
    x: 0.5 + (eastM - (east.from + east.to) / 2) / widthM,
    y: 0.5 - (northM - (north.from + north.to) / 2) / heightM,
  }));
  const barM = ROUND_M.filter((metres) => metres <= widthM / 4).at(-1) ?? ROUND_M[0] ?? 50;
  return { points, barM, barShare: barM / widthM };
}

const least = (values: readonly number[]): number => values.reduce((one, other) => Math.min(one, other), values[0] ?? 0);
const most = (values: readonly number[]): number => values.reduce((one, other) => Math.max(one, other), values[0] ?? 0);
