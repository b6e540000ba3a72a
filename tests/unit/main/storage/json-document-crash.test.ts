import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileFailure } from '../../../../main/platform/files.ts';
import { createMemoryFiles, type Disk } from './memory-files.ts';
import { INITIAL_PLAN, openPlan, type Plan } from './storage-builders.ts';

/** What one run of the console does before it dies. */
interface Life {
  readonly saves: number;
  /** Ask for the next save without waiting for the last. */
  readonly isHasty: boolean;
  readonly dieAtStep: number;
  /** The power went, not only the process: what was not synced may be lost. */
  readonly isPowerLoss: boolean;
}

const life: fc.Arbitrary<Life> = fc.record({ saves: fc.integer({ min: 1, max: 8 }), isHasty: fc.boolean(), dieAtStep: fc.integer({ min: 0, max: 90 }), isPowerLoss: fc.boolean() });

/** A stream of numbers in [0, 1) from a seed. */
function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const titleOf = (loaded: Awaited<ReturnType<ReturnType<typeof openPlan>['load']>>): string => (loaded.ok ? loaded.value.value.title : `error ${loaded.error.code}`);

test('killed at any of 500 random moments, a document is the old or the new value, never anything else', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 4 }), fc.nat(), async (lives, seed) => {
      const chance = chanceFrom(seed);
      let disk: Disk = new Map();
      // Values that may be found: the last one that save confirmed, and all that were asked for after it.
      let allowed: string[] = [INITIAL_PLAN.title];
      let count = 0;
      for (const { saves, isHasty, dieAtStep, isPowerLoss } of lives) {
        const files = createMemoryFiles({ disk, dieAtStep, chance });
        const run = async (): Promise<null> => {
          const document = openPlan(files);
          const found = titleOf(await document.load());
          expect(allowed).toContain(found);
          const asked: Promise<unknown>[] = [];
          for (let index = 0; index < saves; index += 1) {
            count += 1;
            const value: Plan = { title: `plan ${count}`, tiles: count };
            allowed = [...allowed, value.title];
            const confirmed = document.save(value).then((result) => {
              expect(result).toEqual({ ok: true, value: null });
              allowed = allowed.slice(allowed.indexOf(value.title));
            });
            asked.push(confirmed);
            if (!isHasty) await confirmed;
          }
          await Promise.all(asked);
          return null;
        };
        await Promise.race([files.died, run()]);
        disk = isPowerLoss ? files.afterPowerLoss() : files.now();
      }
      const files = createMemoryFiles({ disk });
      const document = openPlan(files);
      expect(allowed).toContain(titleOf(await document.load()));
      // And it goes on: the next value is stored and found.
      expect(await document.save({ title: 'after', tiles: 1 })).toEqual({ ok: true, value: null });
      expect(titleOf(await openPlan(createMemoryFiles({ disk: files.afterPowerLoss() })).load())).toBe('after');
    }),
    { numRuns: 500, seed: 20_260_801 },
  );
});

test('whatever steps fail, the value found is the last one confirmed or one asked for after it', { timeout: 60_000 }, async () => {
  const failures: readonly FileFailure[] = ['full', 'failed', 'refused'];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 11 }), { minLength: 200, maxLength: 200 }), async (rolls) => {
      let isHealthy = false;
      const files = createMemoryFiles({ fault: (step, operation) => (isHealthy || operation === 'read' || operation === 'list' ? null : (failures[rolls[step] ?? 11] ?? null)) });
      const document = openPlan(files);
      let allowed: string[] = [INITIAL_PLAN.title];
      for (let count = 1; count <= 12; count += 1) {
        const title = `plan ${count}`;
        allowed = [...allowed, title];
        const result = await document.save({ title, tiles: count });
        if (result.ok) allowed = [title];
      }
      isHealthy = true;
      expect(allowed).toContain(titleOf(await openPlan(createMemoryFiles({ disk: files.now() })).load()));
      expect(await document.save({ title: 'after', tiles: 1 })).toEqual({ ok: true, value: null });
    }),
    { numRuns: 300, seed: 7 },
  );
});
