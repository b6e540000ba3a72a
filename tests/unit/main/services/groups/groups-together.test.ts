import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CameraGroup } from '@contract/domain/camera-group.ts';
import { groupId } from '@contract/domain/units.ts';
import { cams, createListServer, groupNamed, groupsDesk, type ListDisk } from './shared-list-scene.ts';

const FIRST = ['c0', 'c1', 'c2', 'c3', 'c4', 'c5'];
type Step =
  | { readonly kind: 'add' | 'remove'; readonly pc: 0 | 1; readonly pick: number }
  | { readonly kind: 'sync' | 'restart'; readonly pc: 0 | 1 }
  | { readonly kind: 'server'; readonly isUp: boolean }
  | { readonly kind: 'lose' };
const pc = fc.constantFrom(0 as const, 1 as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('add' as const, 'remove' as const), pc, pick: fc.nat(7) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('sync' as const, 'sync' as const, 'restart' as const), pc }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('server' as const), isUp: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose' as const) }) },
);

/** Two PCs that change one group, through a server that comes and goes and loses answers. */
async function together() {
  const server = createListServer<CameraGroup>('group/unknown');
  server.write(groupNamed('g', { name: 'Gốc', cameras: cams(...FIRST) }));
  const disks: readonly [ListDisk<CameraGroup>, ListDisk<CameraGroup>] = [{ held: [] }, { held: [] }];
  let restarts = 0;
  const start = (which: 0 | 1) => groupsDesk(server, disks[which], `pc${String(which)}-${String((restarts += 1))}`);
  const pcs = [start(0), start(1)] as [ReturnType<typeof start>, ReturnType<typeof start>];
  for (const desk of pcs) {
    await desk.open();
    await desk.service.sync();
  }
  const restart = async (which: 0 | 1) => {
    pcs[which].service.close();
    pcs[which] = start(which);
    await pcs[which].open();
  };
  return { server, pcs, restart };
}

describe('whatever happens between two PCs and a server', () => {
  it('every camera somebody added is in the group, none that somebody removed is, and both see the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 30 }), async (steps) => {
        const { server, pcs, restart } = await together();
        const added: [string[], string[]] = [[], []];
        const removed = new Set<string>();
        for (const next of steps) {
          if (next.kind === 'server') server.state.isUp = next.isUp;
          else if (next.kind === 'lose') server.state.loseNext = true;
          else if (next.kind === 'sync') await pcs[next.pc].service.sync();
          else if (next.kind === 'restart') await restart(next.pc);
          else if ('pick' in next) {
            const { stores, service } = pcs[next.pc];
            const now = stores.groups.get('g')?.cameras ?? [];
            const fresh = `new${String(next.pc)}-${String(added[next.pc].length)}`;
            // What the other one added and may not be on the server yet is not taken out: nobody could tell it from what never arrived.
            const gone = now.filter((camera) => [...FIRST, ...added[next.pc]].includes(camera))[next.pick];
            if (next.kind === 'remove' && gone === undefined) continue;
            const saved = await service.save({ group: groupId('g'), name: 'Gốc', cameras: next.kind === 'add' ? [...now, ...cams(fresh)] : now.filter((camera) => camera !== gone), shared: true });
            expect(saved.ok).toBe(true);
            if (next.kind === 'add') added[next.pc].push(fresh);
            else if (gone !== undefined) removed.add(gone);
          }
        }
        server.state.isUp = true;
        server.state.loseNext = false;
        for (const desk of [...pcs, ...pcs]) await desk.service.sync();
        const wanted = [...FIRST, ...added.flat()].filter((camera) => !removed.has(camera)).toSorted();
        expect([...(server.items.get('g')?.cameras ?? [])].toSorted()).toEqual(wanted);
        expect(server.items.size).toBe(1);
        for (const { stores } of pcs) expect([...stores.groups.records().values()]).toEqual([...server.items.values()]);
      }),
      { numRuns: 500 },
    );
  });
});
