import { streetsOf } from '../../demo/city/streets.ts';
import type { Line, Point } from './geometry.ts';

/** Streets along which the demo's cameras stand, so that an icon stands on its street. */
export const localStreets = (): readonly { readonly name: string; readonly points: Line }[] =>
  streetsOf().map(({ name, line }) => ({ name, points: line.map(({ lonDeg, latDeg }): Point => [lonDeg, latDeg]) }));
