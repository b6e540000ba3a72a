import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupBody, mapGroup, mapSearch, searchBody } from '../../../../../../main/vms/adapters/tier/group-mapping.ts';
import { readRecords } from '../../../../../../main/vms/adapters/tier/mapping.ts';
import { wireGroup, wireSearch } from '../../../../../../main/vms/adapters/tier/wire.schema.ts';

const owned = { shared: true, ownerId: 'p1', etag: '"1"', updatedUtcMs: 5 };
const groupOf = (over: object = {}) => readRecords([{ id: 'g1', name: 'Cổng', cameraIds: ['a', 'b'], ...owned, ...over }], wireGroup).records.map(mapGroup)[0];
const searchOf = (query: object, over: object = {}) => readRecords([{ id: 's1', name: 'PTZ', query, ...owned, ...over }], wireSearch).records.map(mapSearch)[0];

describe('a group', () => {
  test('is taken as it is, and sent back as it came', () => {
    const read = groupOf();
    expect(read).toEqual({ group: { id: 'g1', name: 'Cổng', cameras: ['a', 'b'], ...owned, sync: 'stored' }, skipped: 0 });
    expect(read === undefined ? null : groupBody(read.group)).toEqual({ name: 'Cổng', cameraIds: ['a', 'b'], shared: true });
  });

  test('keeps the ids that can be read, each once, and as many as a group may have', () => {
    expect(groupOf({ cameraIds: ['a', 7, '__proto__', 'a', '', 'b\u202e', 'c'] })).toMatchObject({ group: { cameras: ['a', 'c'] }, skipped: 5 });
    const many = groupOf({ cameraIds: Array.from({ length: 2500 }, (_, index) => `c${index}`) });
    expect([many?.group.cameras.length, many?.skipped]).toEqual([2000, 500]);
  });

  test.each([['no version', { etag: '' }], ['a version with a line end', { etag: '"1"\r\nx: y' }], ['no owner', { ownerId: null }], ['cameras that are no list', { cameraIds: 'a' }], ['an id every object has', { id: 'constructor' }], ['a name that is a number', { name: 5 }]])('with %s is skipped', (_name, over) => {
    expect(groupOf(over)).toBeUndefined();
  });

  test('of a hostile name is called by its id', () => {
    expect(groupOf({ name: '\u202e\u0000' })?.group.name).toBe('g1');
  });
});

describe('a saved search', () => {
  test('is taken with all its filters, and sent back as it came', () => {
    const query = {
      text: 'cau giay',
      filter: { units: ['u1'], tiers: ['commune'], kinds: ['ptz'], types: ['dome'], purposes: ['traffic'], heights: ['20', '0'], states: ['lost', 'unknown'], analytics: ['plate'], connections: ['vms'], tags: ['lễ hội'], makes: ['Axis'], groups: ['g1'], onWall: false },
      order: 'name',
    };
    const read = searchOf(query);
    expect(read).toEqual({ id: 's1', name: 'PTZ', query, ...owned, sync: 'stored' });
    expect(read === undefined ? null : searchBody(read)).toEqual({ name: 'PTZ', query, shared: true });
  });

  test('lets go what it does not know, and filters by nothing it cannot read', () => {
    expect(searchOf({ text: 'a\u202eb', filter: { kinds: ['ptz', 'flying'], heights: 'all', tags: [null], onWall: 'yes', colour: ['red'] }, order: 'random' })?.query).toEqual({ text: 'a b', filter: { kinds: ['ptz'] }, order: 'best' });
    expect(searchOf({ text: '', filter: {} })?.query).toEqual({ text: '', filter: {}, order: 'best' });
  });

  test.each([['no query', undefined], ['a text that is none', { text: 5, filter: {} }], ['no filter', { text: '' }]])('with %s is skipped', (_name, query) => {
    expect(readRecords([{ id: 's1', name: 'PTZ', query, ...owned }], wireSearch)).toEqual({ records: [], skipped: 1 });
  });

  test('of whatever a server sends never throws, and has only values that are known', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('units', 'kinds', 'heights', 'tags', 'onWall', 'groups'), fc.anything()), (filter) => {
        const read = searchOf({ text: 'x', filter });
        expect(read?.query.filter.kinds ?? []).toEqual((read?.query.filter.kinds ?? []).filter((kind) => kind === 'ptz' || kind === 'fixed'));
      }),
    );
  });
});
