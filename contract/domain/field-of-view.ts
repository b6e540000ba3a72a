import type { Camera, CameraView, Position } from './camera.ts';
import { bearingOf, bearingsApart, offsetFrom, placeAt, towards, type Offset } from './geo.ts';

/** What stands between a camera and what it looks at: a wall, or the outline of a building. */
export interface MapWall {
  /** 2..200 corners. */
  readonly line: readonly Position[];
  /** A camera mounted higher looks over it, 0..1000 m; null: nobody does. */
  readonly heightM: number | null;
}

/** A camera as it stands: where, what ground it reaches, how high. */
export interface Viewpoint {
  readonly at: Position;
  readonly view: CameraView;
  /** Metres above ground; null: not known, so it looks over nothing. */
  readonly heightM: number | null;
}

const turned = (deg: number): number => ((deg % 360) + 360) % 360;

/** The ground a camera can see: of one that turns, all that its head reaches. Null: not known. */
export function groundInReach({ kind, view, ptz }: Pick<Camera, 'kind' | 'view' | 'ptz'>): CameraView | null {
  if (view === undefined) return null;
  if (kind !== 'ptz' || ptz === undefined) return view;
  const [least, most] = ptz.panDeg;
  const angleDeg = Math.min(360, most - least + ptz.wideAngleDeg);
  // A head whose zero is not known may look anywhere.
  if (angleDeg === 360 || ptz.zeroBearingDeg === undefined) return { bearingDeg: view.bearingDeg, angleDeg: 360, rangeM: view.rangeM };
  return { bearingDeg: turned(ptz.zeroBearingDeg + (least + most) / 2), angleDeg, rangeM: view.rangeM };
}

interface Segment {
  readonly from: Offset;
  readonly to: Offset;
}

/** What a camera hangs on does not hide the world from it. */
const MOUNT_M = 1;

/** Pieces of walls that stand in the way, as seen from the camera. */
function hindrances({ at, view, heightM }: Viewpoint, walls: readonly MapWall[]): readonly Segment[] {
  return walls
    .filter((wall) => wall.heightM === null || heightM === null || heightM <= wall.heightM)
    .flatMap(({ line }) => {
      const corners = line.map((corner) => offsetFrom(at, corner));
      return corners.slice(1).map((to, index): Segment => ({ from: corners[index] ?? to, to }));
    })
    .filter(({ from, to }) => Math.min(from.eastM, to.eastM) <= view.rangeM && Math.max(from.eastM, to.eastM) >= -view.rangeM && Math.min(from.northM, to.northM) <= view.rangeM && Math.max(from.northM, to.northM) >= -view.rangeM);
}

/** How far along a ray (a share of its length) a piece of wall is met; Infinity: never. */
function meetingAt(ray: Offset, { from, to }: Segment): number {
  const east = to.eastM - from.eastM;
  const north = to.northM - from.northM;
  const cross = ray.eastM * north - ray.northM * east;
  if (cross === 0) return Infinity;
  const alongRay = (from.eastM * north - from.northM * east) / cross;
  const alongWall = (from.eastM * ray.northM - from.northM * ray.eastM) / cross;
  return alongRay >= 0 && alongWall >= 0 && alongWall <= 1 ? alongRay : Infinity;
}

/** Metres that can be seen in a direction, up to `rangeM`. */
function sightM(ray: Offset, rangeM: number, segments: readonly Segment[]): number {
  let nearestM = rangeM;
  for (const segment of segments) {
    const metM = meetingAt(ray, segment) * rangeM;
    if (metM >= MOUNT_M && metM < nearestM) nearestM = metM;
  }
  return nearestM;
}

/** Whether a camera sees a spot on the ground: near enough, in its sector, with nothing in between. */
export function sees(camera: Viewpoint, walls: readonly MapWall[], spot: Position): boolean {
  const { at, view } = camera;
  const offset = offsetFrom(at, spot);
  const distanceM = Math.hypot(offset.eastM, offset.northM);
  if (distanceM > view.rangeM) return false;
  if (view.angleDeg < 360 && distanceM > 0 && bearingsApart(bearingOf(offset), view.bearingDeg) > view.angleDeg / 2) return false;
  return sightM(offset, distanceM, hindrances(camera, walls)) >= distanceM;
}

const STEP_DEG = 4;
/** Rays pass a corner closely on both sides. */
const BESIDE_DEG = 0.001;
const RAYS_MAX = 390;

/**
 * The ground a camera sees, as corners of a polygon, the camera first unless it looks all round. At most RAYS_MAX + 1 corners: beyond,
 * details of walls are left out.
 */
export function viewPolygon(camera: Viewpoint, walls: readonly MapWall[]): readonly Position[] {
  const { at, view } = camera;
  const segments = hindrances(camera, walls);
  const half = view.angleDeg / 2;
  const steps = Math.ceil(view.angleDeg / STEP_DEG);
  const isRound = view.angleDeg >= 360;
  const turns = Array.from({ length: steps + (isRound ? 0 : 1) }, (_, index) => -half + (view.angleDeg * index) / steps);
  for (const { from, to } of segments) {
    for (const end of [from, to]) {
      const turn = ((bearingOf(end) - view.bearingDeg + 540) % 360) - 180;
      for (const beside of [turn - BESIDE_DEG, turn, turn + BESIDE_DEG]) if (Math.abs(beside) <= half) turns.push(beside);
    }
  }
  turns.sort((one, other) => one - other);
  const every = Math.ceil(turns.length / RAYS_MAX);
  const rays = turns.filter((_, index) => index % every === 0 || index === turns.length - 1);
  const edge = rays.map((turn) => {
    const bearingDeg = view.bearingDeg + turn;
    return placeAt(at, towards(bearingDeg, sightM(towards(bearingDeg, view.rangeM), view.rangeM, segments)));
  });
  return isRound ? edge : [at, ...edge];
}
