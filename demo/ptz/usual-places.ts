import type { components } from '../../contract/tier-api/openapi.gen.ts';
import type { HeadPlace, SavedPlace } from './head.ts';
import { reachable } from './kinematics.ts';
import { followedAt } from './street.ts';

type Camera = components['schemas']['Camera'];

const SIDES = [['Hướng bắc', 0], ['Hướng đông', 90], ['Hướng nam', 180], ['Hướng tây', 270]] as const;

/** What a camera's head can do and where it goes by itself; null when it does not turn. */
export function headPlaceOf(camera: Pick<Camera, 'ptz' | 'view' | 'position' | 'mountingHeightM'>): HeadPlace | null {
  const abilities = camera.ptz;
  if (abilities === undefined) return null;
  const zeroDeg = abilities.zeroBearingDeg ?? 0;
  return {
    abilities,
    stands: camera.position,
    mountingHeightM: camera.mountingHeightM,
    home: reachable(abilities, { panDeg: camera.view === undefined ? 0 : camera.view.bearingDeg - zeroDeg, tiltDeg: -8, zoom: 1 }),
    patrols: abilities.patrols
      ? [
          { number: 1, name: 'Bốn hướng', steps: SIDES.map((_, index) => ({ preset: index + 2, dwellS: 6 })) },
          { number: 2, name: 'Trục bắc – nam', steps: [{ preset: 2, dwellS: 10 }, { preset: 4, dwellS: 10 }] },
        ]
      : [],
    followed: (utcMs) => {
      const { bearingDeg, tiltDeg } = followedAt(utcMs);
      return { panDeg: bearingDeg - zeroDeg, tiltDeg };
    },
  };
}

/** The places a head has before anybody saved one. */
export function usualPresets({ abilities, home }: HeadPlace): readonly SavedPlace[] {
  if (!abilities.presets) return [];
  const zeroDeg = abilities.zeroBearingDeg ?? 0;
  const sides = SIDES.map(([name, bearingDeg], index) => ({ number: index + 2, name, position: reachable(abilities, { panDeg: bearingDeg - zeroDeg, tiltDeg: -4, zoom: 2 }) }));
  return [{ number: 1, name: 'Toàn cảnh', position: home }, ...sides];
}
