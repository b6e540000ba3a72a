import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CameraFilter } from '@contract/domain/camera-query.ts';
import { asksSomething, FILTER_FACETS, filterValues, hasValue, withValue, type FilterValue } from '../../../../../renderer/state/selectors/camera-filter.ts';

const value = fc.constantFrom(...FILTER_FACETS).chain((facet): fc.Arbitrary<FilterValue> => fc.constantFrom(...(facet === 'onWall' ? ['true', 'false'] : ['a', 'b', 'c'])).map((text) => ({ facet, value: text })));
const chosenFrom = (values: readonly FilterValue[]): CameraFilter => values.reduce<CameraFilter>((filter, each) => withValue(filter, each, true), {});

describe('a filter', () => {
  it('has what was chosen, each once, and nothing of a facet that was emptied', () => {
    fc.assert(
      fc.property(fc.array(value), value, (values, more) => {
        const filter = chosenFrom(values);
        const added = withValue(withValue(filter, more, true), more, true);
        expect(hasValue(added, more)).toBe(true);
        expect(filterValues(added).filter((each) => each.facet === more.facet && each.value === more.value)).toHaveLength(1);
        const removed = withValue(added, more, false);
        expect(hasValue(removed, more)).toBe(false);
        expect(filterValues(values.reduce((left, each) => withValue(left, each, false), removed))).toEqual([]);
        expect(values.reduce((left, each) => withValue(left, each, false), removed)).toEqual({});
      }),
    );
  });

  it('is on the wall or not, never both', () => {
    const on = withValue({}, { facet: 'onWall', value: 'true' }, true);
    expect(on).toEqual({ onWall: true });
    expect(withValue(on, { facet: 'onWall', value: 'false' }, true)).toEqual({ onWall: false });
    expect(filterValues({ onWall: false })).toEqual([{ facet: 'onWall', value: 'false' }]);
  });

  it('alone asks for something, blanks do not', () => {
    expect(asksSomething({ text: '  ', filter: {} })).toBe(false);
    expect(asksSomething({ text: '', filter: { kinds: ['ptz'] } })).toBe(true);
    expect(asksSomething({ text: '', filter: { kinds: [] } })).toBe(false);
  });
});
