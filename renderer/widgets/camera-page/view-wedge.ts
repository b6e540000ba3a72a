import type { CameraView } from '@contract/domain/camera.ts';

const DIRECTIONS = ['0', '1', '2', '3', '4', '5', '6', '7'] as const;
/** Eighths of the compass, from north, clockwise. */
export type Direction = (typeof DIRECTIONS)[number];

/** The eighth of the compass a bearing (degrees, any) lies in. */
export const directionOf = (bearingDeg: number): Direction => DIRECTIONS[((Math.round(bearingDeg / 45) % 8) + 8) % 8] ?? '0';

/** A sector around the middle of a square of twice `radius`, as the path of a drawing; north is up. */
export function wedgePath({ bearingDeg, angleDeg }: Pick<CameraView, 'bearingDeg' | 'angleDeg'>, radius: number): string {
  const at = (deg: number): string => {
    const radians = (deg * Math.PI) / 180;
    return `${(radius + radius * Math.sin(radians)).toFixed(2)} ${(radius - radius * Math.cos(radians)).toFixed(2)}`;
  };
  const arc = `A ${String(radius)} ${String(radius)} 0`;
  if (angleDeg >= 360) return `M ${at(0)} ${arc} 1 1 ${at(180)} ${arc} 1 1 ${at(360)} Z`;
  const isLarge = angleDeg > 180 ? 1 : 0;
  return `M ${String(radius)} ${String(radius)} L ${at(bearingDeg - angleDeg / 2)} ${arc} ${String(isLarge)} 1 ${at(bearingDeg + angleDeg / 2)} Z`;
}
