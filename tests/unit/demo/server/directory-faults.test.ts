import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDirectoryFaults, readDirectoryFault, type DirectoryFaultKind } from '../../../../demo/server/directory-faults.ts';
import { loadTierSchemas } from '../../../../demo/server/schemas.ts';

const cameras = (from: number, count: number) => Array.from({ length: count }, (_, index) => ({ id: `c${String(from + index)}`, number: from + index + 1, name: 'Camera', kind: 'fixed', unitId: 'u', streams: [] }));
const put = (id: string, name: string) => ({ op: 'put', camera: { id, name } });
const itemsOf = (body: object): readonly unknown[] => ('items' in body && Array.isArray(body.items) ? body.items : []);
const faulty = (kind: DirectoryFaultKind, more: { readonly page?: number; readonly times?: number } = {}) => {
  const faults = createDirectoryFaults();
  faults.set({ kind, page: 2, delayMs: 1000, times: null, ...more });
  return faults;
};

describe('A directory with a fault', () => {
  it('is as it is when it has none', () => {
    const faults = createDirectoryFaults();
    expect(faults.spoil({ kind: 'page', isFirst: true, items: cameras(0, 2) }, { total: 2 })).toEqual({ how: 'whole', delayMs: 0, fresh: true, body: { total: 2, items: cameras(0, 2) } });
  });

  it.each(['cut', 'truncate', 'huge'] as const)('%s: from the page asked for on, in every load, and of changes always', (kind) => {
    const faults = faulty(kind);
    const page = (isFirst: boolean) => faults.spoil({ kind: 'page', isFirst, items: [] }, {}).how;
    expect([page(true), page(false), page(false), page(true), page(false)]).toEqual(['whole', kind, kind, 'whole', kind]);
    expect(faults.spoil({ kind: 'changes', items: [] }, {}).how).toBe(kind);
  });

  it('is over by itself after as many answers as asked for', () => {
    const faults = faulty('truncate', { page: 1, times: 2 });
    const how = () => faults.spoil({ kind: 'page', isFirst: true, items: [] }, {}).how;
    expect([how(), how(), how(), faults.of()]).toEqual(['truncate', 'truncate', 'whole', null]);
  });

  it('repeats the page before, and changes twice in their order', () => {
    const faults = faulty('duplicate');
    faults.spoil({ kind: 'page', isFirst: true, items: cameras(0, 2) }, {});
    expect(itemsOf(faults.spoil({ kind: 'page', isFirst: false, items: cameras(2, 2) }, {}).body)).toEqual(cameras(0, 4));
    const changes = [put('a', '1'), put('a', '2')];
    expect(itemsOf(faults.spoil({ kind: 'changes', items: changes }, {}).body)).toEqual([...changes, ...changes]);
  });

  it('mixes changes up without losing one, and leaves those of one camera in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), name: fc.string() }), { maxLength: 40 }), (given) => {
        const changes = given.map(({ id, name }, index) => put(id, `${name} ${String(index)}`));
        const mixed = itemsOf(faulty('reorder').spoil({ kind: 'changes', items: changes }, {}).body);
        const of = (list: readonly unknown[], id: string) => list.filter((change) => JSON.stringify(change).includes(`"id":"${id}"`));
        for (const id of ['a', 'b', 'c', 'd']) expect(of(mixed, id)).toEqual(of(changes, id));
        expect(mixed).toHaveLength(changes.length);
      }),
    );
    const changes = Array.from({ length: 20 }, (_, index) => put(`c${String(index)}`, 'x'));
    expect(itemsOf(faulty('reorder').spoil({ kind: 'changes', items: changes }, {}).body)).not.toEqual(changes);
  });

  it('breaks one record in twenty, in ways that make it none, and says that the answer is not to be kept', () => {
    const isCamera = loadTierSchemas().guard('Camera');
    const answer = faulty('broken').spoil({ kind: 'page', isFirst: true, items: cameras(0, 1000) }, {});
    expect(itemsOf(answer.body).filter((item) => !isCamera(item))).toHaveLength(50);
    expect(answer.fresh).toBe(false);
  });

  it.each([{ fault: 'explode' }, {}, { fault: 'cut', page: 0 }, { fault: 'slow', delayMs: 'long' }, { fault: 'cut', times: 1.5 }])('is not made of nonsense: %j', (body) => {
    expect(readDirectoryFault(body)).toMatchObject({ ok: false, error: { code: 'app/invalid-input' } });
  });

  it('is read with what is usual, and taken back', () => {
    expect(readDirectoryFault({ fault: 'cut' })).toEqual({ ok: true, value: { kind: 'cut', page: 2, delayMs: 3000, times: null } });
    expect(readDirectoryFault({ fault: 'none' })).toEqual({ ok: true, value: null });
  });
});
