import { describe, expect, it } from 'vitest';
import type { Map as MapLibre } from 'maplibre-gl';
import { KeptContent } from '../../../../../renderer/widgets/site-map/kept-content.ts';
import type { PointFeature } from '../../../../../renderer/widgets/site-map/map-marks.ts';

const point = (id: string, icon = 'x'): PointFeature => ({ type: 'Feature', id, properties: { id, icon }, geometry: { type: 'Point', coordinates: [105, 21] } });

interface Write {
  readonly source: string;
  readonly set?: unknown;
  readonly diff?: unknown;
}
const fakeMap = (writes: Write[]): MapLibre =>
  ({
    getSource: (source: string) => ({
      setData: (data: { features: unknown[] }) => Promise.resolve(writes.push({ source, set: data.features })),
      updateData: (diff: unknown) => Promise.resolve(writes.push({ source, diff })),
    }),
  }) as Pick<MapLibre, 'getSource'> as MapLibre;

describe('what is laid over the map', () => {
  it('is changed point by point, never written anew', () => {
    const writes: Write[] = [];
    const content = new KeptContent(() => undefined);
    content.show(fakeMap(writes));
    content.change('marks', [point('a'), point('b')], []);
    content.change('marks', [point('b', 'y')], ['a']);
    content.change('marks', [], []);
    expect(writes).toEqual([
      { source: 'marks', diff: { add: [point('a'), point('b')], remove: [] } },
      { source: 'marks', diff: { add: [point('b', 'y')], remove: ['a'] } },
    ]);
  });

  it('is told by what differs when a whole set comes', () => {
    const writes: Write[] = [];
    const content = new KeptContent(() => undefined);
    content.show(fakeMap(writes));
    content.setPoints('forces', [point('a'), point('b')]);
    content.setPoints('forces', [point('a'), point('b', 'y')]);
    content.setPoints('forces', [point('a'), point('b', 'y')]);
    content.setPoints('forces', []);
    expect(writes.map(({ diff }) => diff)).toEqual([
      { add: [point('a'), point('b')], remove: [] },
      { add: [point('b', 'y')], remove: [] },
      { add: [], remove: ['a', 'b'] },
    ]);
  });

  it('comes back whole on a map that was made anew', () => {
    const content = new KeptContent(() => undefined);
    content.change('marks', [point('a'), point('b')], []);
    content.change('marks', [], ['a']);
    content.setShapes('drawing', [point('corner')]);
    const writes: Write[] = [];
    content.show(fakeMap(writes));
    expect(writes).toEqual([{ source: 'drawing', set: [point('corner')] }, { source: 'marks', set: [point('b')] }]);
    content.show(null);
    content.change('marks', [point('c')], []);
    expect(writes).toHaveLength(2);
    expect(content.point('marks', 'c')).toEqual(point('c'));
  });

  it('says when a source has something for the first time, and when it has nothing any more', () => {
    const filled: boolean[] = [];
    const content: KeptContent = new KeptContent(() => filled.push(content.has('forces') || content.has('drawing')));
    content.setPoints('forces', []);
    content.setPoints('forces', [point('a')]);
    content.setPoints('forces', [point('a'), point('b')]);
    content.setPoints('forces', []);
    content.setShapes('drawing', [point('corner')]);
    content.setShapes('drawing', []);
    expect(filled).toEqual([true, false, true, false]);
  });

  it('is not drawn anew by shapes that are the same', () => {
    const writes: Write[] = [];
    const content = new KeptContent(() => undefined);
    content.show(fakeMap(writes));
    content.setShapes('trails', []);
    content.setShapes('trails', [point('a')]);
    content.setShapes('trails', [point('a')]);
    content.setShapes('trails', []);
    expect(writes).toEqual([{ source: 'trails', set: [point('a')] }, { source: 'trails', set: [] }]);
  });
});
