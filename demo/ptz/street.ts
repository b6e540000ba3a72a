/** Something that drives round the place a camera stands at. */
export interface Mover {
  readonly kind: 'bus' | 'car' | 'motorbike';
  readonly colour: string;
  /** How far from the camera, metres along the ground. */
  readonly distanceM: number;
  /** Degrees a second, clockwise when positive. */
  readonly turnDps: number;
  readonly startDeg: number;
}

/** The one that tracking follows comes first. */
export const MOVERS: readonly Mover[] = [
  { kind: 'bus', colour: '#c8281e', distanceM: 34, turnDps: 6, startDeg: 20 },
  { kind: 'car', colour: '#e8e6e0', distanceM: 34, turnDps: 9, startDeg: 150 },
  { kind: 'car', colour: '#2c4a78', distanceM: 34, turnDps: 8, startDeg: 265 },
  { kind: 'motorbike', colour: '#b03030', distanceM: 40, turnDps: 7, startDeg: 70 },
  { kind: 'motorbike', colour: '#303438', distanceM: 40, turnDps: 7.6, startDeg: 200 },
  { kind: 'car', colour: '#d9a520', distanceM: 46, turnDps: -7, startDeg: 310 },
  { kind: 'car', colour: '#5a5f66', distanceM: 46, turnDps: -8.4, startDeg: 95 },
  { kind: 'motorbike', colour: '#1e6b54', distanceM: 40, turnDps: 6.6, startDeg: 330 },
];

/** How high the panorama's camera hangs, metres. */
export const EYE_M = 7;

/** Compass bearing of a mover at a moment, 0..360. The same for everybody, at every camera. */
export function moverBearing({ turnDps, startDeg }: Mover, utcMs: number): number {
  const roundMs = (360 / Math.abs(turnDps)) * 1000;
  const turned = ((utcMs % roundMs) / roundMs) * 360 * Math.sign(turnDps);
  return (((startDeg + turned) % 360) + 360) % 360;
}

/** Where the thing is that tracking follows. */
export function followedAt(utcMs: number): { readonly bearingDeg: number; readonly tiltDeg: number } {
  const [bus] = MOVERS;
  return { bearingDeg: bus === undefined ? 0 : moverBearing(bus, utcMs), tiltDeg: -(Math.atan2(EYE_M - 1.4, bus?.distanceM ?? 1) * 180) / Math.PI };
}
