// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { MapSight, MapState } from '../../../../../renderer/widgets/site-map/map-port.ts';
import { SiteMap } from '../../../../../renderer/widgets/site-map/site-map.ts';

const A = { latDeg: 21, lonDeg: 105.8 };

/** A map in a document that has no graphics. */
function undrawn(start: { readonly centre: typeof A; readonly zoom: number } | null): { readonly map: SiteMap; readonly states: readonly MapState[]; readonly sights: readonly MapSight[] } {
  const states: MapState[] = [];
  const sights: MapSight[] = [];
  const ignore = (): void => undefined;
  const map = new SiteMap({
    host: document.createElement('div'),
    look: 'dark',
    start,
    formatNumber: String,
    isCalm: false,
    handlers: { onState: (state) => states.push(state), onSight: (sight) => sights.push(sight), onHand: ignore, onPick: ignore, onOpen: ignore, onCorner: ignore, onHover: ignore, onBox: ignore, onEnd: ignore },
  });
  return { map, states, sights };
}

describe('a map that cannot be drawn', () => {
  it('still says what would be in sight: the place left last, or all of the city', () => {
    const { states, sights } = undrawn({ centre: A, zoom: 15 });
    expect(states).toEqual(['no-graphics']);
    expect(sights).toMatchObject([{ centre: A, zoom: 15 }]);
    const [near] = sights;
    const [all] = undrawn(null).sights;
    if (near === undefined || all === undefined) throw new Error('no sight');
    expect([near.bounds.west < 105.8, near.bounds.east > 105.8, near.bounds.south < 21, near.bounds.north > 21, near.bounds.east - near.bounds.west < 0.1]).toEqual([true, true, true, true, true]);
    expect([all.bounds.west < 105.6, all.bounds.east > 106, all.bounds.south < 20.9, all.bounds.north > 21.2]).toEqual([true, true, true, true]);
  });

  it('goes where it is sent, but not along the lines of a list: they stay', () => {
    const { map, sights } = undrawn(null);
    map.walkTo(A, 15.5);
    expect(sights).toHaveLength(1);
    map.goTo(A, 15.5);
    expect(sights.at(-1)).toMatchObject({ centre: A, zoom: 15.5 });
    const bounds = { west: 105, south: 20, east: 107, north: 22 };
    map.fit(bounds);
    expect(sights.at(-1)).toMatchObject({ bounds, centre: { latDeg: 21, lonDeg: 106 } });
    map.destroy();
    map.goTo(A, 12);
    expect(sights).toHaveLength(3);
  });
});
