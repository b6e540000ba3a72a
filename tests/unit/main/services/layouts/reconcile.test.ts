import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutId, type LayoutId } from '@contract/domain/units.ts';
import type { Layout } from '@contract/domain/wall.ts';
import { asKept, reconcile, type KnownLayouts } from '../../../../../main/services/layouts/reconcile.ts';
import { layoutNamed } from '../../../../builders/fake-vms.ts';

const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 });
const layoutsOf = (sync: Layout['sync'], mark: string) => ids.map((all) => all.map((id) => layoutNamed(id, { sync, name: `${mark} ${id}` })));

describe('what is known after the server answered', () => {
  it("loses nothing that was made here, takes the server's word for all others, and repeats none", () => {
    fc.assert(
      fc.property(layoutsOf('waiting', 'waiting'), layoutsOf('stored', 'known'), layoutsOf('stored', 'server'), ids, ids, (waiting, known, server, met, disputed) => {
        const conflicts = disputed.filter((id) => !waiting.some((layout) => layout.id === id)).map((id) => ({ id: layoutId(id), mine: layoutNamed(id, { name: `mine ${id}` }), theirs: layoutNamed(id, { name: `theirs ${id}` }) }));
        const before: KnownLayouts = { layouts: [...waiting, ...known.filter(({ id }) => !waiting.some((mine) => mine.id === id))], conflicts };
        let made = 0;
        const after = reconcile(before, server, new Set(met.map(layoutId)), () => `new-${String((made += 1))}`);
        const kept = asKept(after);
        for (const { name } of [...waiting, ...conflicts.map(({ mine }) => mine)]) expect(kept.map((layout) => layout.name)).toContain(name);
        expect(new Set(after.layouts.map(({ id }) => id)).size).toBe(after.layouts.length);
        expect(new Set(kept.map(({ id }) => id)).size).toBe(kept.length);
        const hidden = new Set<LayoutId>(after.layouts.filter(({ sync }) => sync === 'waiting').map(({ id }) => id));
        expect(after.layouts.filter(({ sync }) => sync === 'stored')).toEqual(server.filter(({ id }) => !hidden.has(id)));
        for (const { id, theirs } of after.conflicts) expect(server).toContain(theirs.id === id ? theirs : null);
      }),
    );
  });

  it('has no conflict about what the server has just so', () => {
    const mine = layoutNamed('a', { sync: 'waiting', etag: null });
    expect(reconcile({ layouts: [mine], conflicts: [] }, [layoutNamed('a', { etag: 'e7' })], new Set([mine.id]), () => 'new')).toEqual({ layouts: [layoutNamed('a', { etag: 'e7' })], conflicts: [] });
  });
});
