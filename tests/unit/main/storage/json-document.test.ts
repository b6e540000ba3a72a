import { describe, expect, it, test } from 'vitest';
import type { FileFailure } from '../../../../main/platform/files.ts';
import { openDocument } from '../../../../main/storage/json-document.ts';
import { createMemoryFiles, type Disk } from './memory-files.ts';
import { diskWith, FOLDER, INITIAL_PLAN, NOW_UTC_MS, openPlan, planSchema, storageContext } from './storage-builders.ts';

const names = (disk: Disk): readonly string[] => [...disk.keys()].map((path) => path.slice(FOLDER.length + 1)).sort();
const plan = (tiles: number) => ({ title: `plan ${tiles}`, tiles });

async function savedTimes(times: number) {
  const files = createMemoryFiles();
  const document = openPlan(files);
  for (let tiles = 1; tiles <= times; tiles += 1) await document.save(plan(tiles));
  return { files, document };
}

describe('a document', () => {
  it('is its initial value on a fresh machine, and touches nothing', async () => {
    const files = createMemoryFiles();
    expect(await openPlan(files).load()).toEqual({ ok: true, value: { value: INITIAL_PLAN, origin: 'initial', quarantined: 0, readOnly: false } });
    expect(names(files.now())).toEqual([]);
  });

  it('returns what was saved, also to another run of the console', async () => {
    const { files, document } = await savedTimes(1);
    const expected = { ok: true, value: { value: plan(1), origin: 'newest', quarantined: 0, readOnly: false } };
    expect(await document.load()).toEqual(expected);
    expect(await openPlan(files).load()).toEqual(expected);
  });

  it('has survived a power loss as soon as save has answered', async () => {
    const { files } = await savedTimes(3);
    const after = createMemoryFiles({ disk: files.afterPowerLoss() });
    expect(await openPlan(after).load()).toMatchObject({ value: { value: plan(3), origin: 'newest' } });
  });

  it('keeps the five newest generations', async () => {
    const { files } = await savedTimes(9);
    expect(names(files.now())).toEqual(['plan.5.json', 'plan.6.json', 'plan.7.json', 'plan.8.json', 'plan.9.json']);
  });

  it('writes nothing when the value is the one it holds', async () => {
    const { files, document } = await savedTimes(2);
    await document.save(plan(2));
    expect(names(files.now())).toEqual(['plan.1.json', 'plan.2.json']);
  });

  it('writes only what its schema knows', async () => {
    const files = createMemoryFiles();
    const withSecret = { ...plan(4), password: 'canary' };
    await openPlan(files).save(withSecret);
    expect([...files.now().values()].map((content) => Buffer.from(content).toString()).join()).not.toContain('canary');
  });

  it('has its name, version, time and payload in readable JSON', async () => {
    const { files } = await savedTimes(1);
    const content: unknown = JSON.parse(Buffer.from(files.now().get(`${FOLDER}/plan.1.json`) ?? []).toString());
    expect(content).toEqual({ schema: 'plan', version: 3, checksum: expect.stringMatching(/^[0-9a-f]{64}$/), savedUtcMs: NOW_UTC_MS, payload: plan(1) });
  });

  it('clears away the half-written file of a run that was killed', async () => {
    const files = createMemoryFiles({ disk: new Map([...diskWith('plan', { 1: 'plan.v3.json' }), [`${FOLDER}/plan.tmp`, Buffer.from('{"sch')]]) });
    await openPlan(files).load();
    expect(names(files.now())).toEqual(['plan.1.json']);
  });

  it('leaves the files of other documents alone', async () => {
    const files = createMemoryFiles({ disk: new Map([...diskWith('plan-b', { 7: 'settings.garbage.json' }), ...diskWith('plan', { 1: 'plan.v3.json' })]) });
    expect(await openPlan(files).load()).toMatchObject({ value: { origin: 'newest', quarantined: 0 } });
    expect(names(files.now())).toEqual(['plan-b.7.json', 'plan.1.json']);
  });

  it('refuses to be opened without a migration for each step', () => {
    expect(() => openPlan(createMemoryFiles(), { migrations: [] })).toThrow('version 3 needs 2 migrations');
  });
});

describe('saving', () => {
  it('writes only the last of many values asked for at once, and answers all', async () => {
    const files = createMemoryFiles();
    const document = openPlan(files);
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => document.save(plan(index + 1))));
    expect(answers).toEqual(Array.from({ length: 50 }, () => ({ ok: true, value: null })));
    expect(names(files.now())).toEqual(['plan.1.json']);
    expect(await document.load()).toMatchObject({ value: { value: plan(50) } });
  });

  it('takes a save asked for during a write as the next one', async () => {
    const files = createMemoryFiles({ fault: () => null });
    const document = openPlan(files);
    const first = document.save(plan(1));
    await Promise.resolve();
    await Promise.resolve();
    const later = [document.save(plan(2)), document.save(plan(3))];
    await Promise.all([first, ...later]);
    expect(names(files.now())).toEqual(['plan.1.json', 'plan.2.json']);
    expect(await document.load()).toMatchObject({ value: { value: plan(3) } });
  });

  test.for<[keyof ReturnType<typeof createMemoryFiles>, FileFailure]>([
    ['create', 'full'],
    ['create', 'failed'],
    ['rename', 'failed'],
    ['makeFolder', 'refused'],
    ['syncFolder', 'failed'],
  ])('answers storage/write-failed when %s says %s, and the old file is intact', async ([operation, failure]) => {
    const { files: healthy } = await savedTimes(2);
    let isBroken = true;
    const files = createMemoryFiles({ disk: healthy.now(), fault: (_, name) => (isBroken && name === operation ? failure : null) });
    const document = openPlan(files);
    await document.load();
    expect(await document.save(plan(3))).toMatchObject({ ok: false, error: { code: 'storage/write-failed', retryable: true } });
    const old = [`${FOLDER}/plan.1.json`, `${FOLDER}/plan.2.json`];
    expect(old.map((path) => files.now().get(path))).toEqual(old.map((path) => healthy.now().get(path)));
    expect(names(files.now())).not.toContain('plan.tmp');
    isBroken = false;
    expect(await document.save(plan(4))).toEqual({ ok: true, value: null });
    expect(await openPlan(files).load()).toMatchObject({ value: { value: plan(4), origin: 'newest' } });
  });

  it('refuses a value that it could not load again', async () => {
    const { files, document } = await savedTimes(1);
    expect(await document.save({ title: 'bad', tiles: 0.5 })).toMatchObject({ error: { code: 'storage/write-failed' } });
    expect(names(files.now())).toEqual(['plan.1.json']);
  });

  it('refuses a value above its size limit', async () => {
    const files = createMemoryFiles();
    expect(await openPlan(files, { maxBytes: 100 }).save({ title: 'x'.repeat(200), tiles: 1 })).toMatchObject({ error: { code: 'storage/write-failed' } });
    expect(names(files.now())).toEqual([]);
  });

  it('answers even when the value cannot be written as JSON at all', async () => {
    const broken = openDocument<unknown>({
      ...storageContext(createMemoryFiles()),
      name: 'broken',
      version: 1,
      schema: { safeParse: (data) => ({ success: true, data }) },
      migrations: [],
      initial: null,
    });
    expect(await broken.save(1n)).toMatchObject({ ok: false, error: { code: 'storage/write-failed' } });
  });
});

describe('files of other versions', () => {
  test.for([
    ['plan.v1.json', { title: 'Hồ Gươm', tiles: 4 }, 'migrated'],
    ['plan.v2.json', { title: 'Hồ Gươm', tiles: 9 }, 'migrated'],
    ['plan.v3.json', { title: 'Hồ Gươm', tiles: 16 }, 'newest'],
  ] as const)('%s is read as %o (%s)', async ([file, value, origin]) => {
    expect(await openPlan(createMemoryFiles({ disk: diskWith('plan', { 4: file }) })).load()).toEqual({ ok: true, value: { value, origin, quarantined: 0, readOnly: false } });
  });

  it('become today’s version with the next save, the old file staying as a generation', async () => {
    const files = createMemoryFiles({ disk: diskWith('plan', { 4: 'plan.v1.json' }) });
    const document = openPlan(files);
    const loaded = await document.load();
    await document.save(loaded.ok ? loaded.value.value : INITIAL_PLAN);
    expect(names(files.now())).toEqual(['plan.4.json', 'plan.5.json']);
    expect(await openPlan(files).load()).toMatchObject({ value: { value: { title: 'Hồ Gươm', tiles: 4 }, origin: 'newest' } });
  });

  it('newer ones are left as they are: read-only, with the newest value that can be read', async () => {
    const disk = diskWith('plan', { 3: 'plan.v3.json', 4: 'plan.newer.json' });
    const files = createMemoryFiles({ disk });
    const document = openPlan(files);
    expect(await document.load()).toEqual({ ok: true, value: { value: { title: 'Hồ Gươm', tiles: 16 }, origin: 'older-generation', quarantined: 0, readOnly: true } });
    expect(await document.save(plan(1))).toMatchObject({ ok: false, error: { code: 'storage/newer-version', retryable: false } });
    expect(files.now()).toEqual(disk);
  });

  it('a newer one alone gives the initial value, and is not written over even by a save without a load', async () => {
    const disk = diskWith('plan', { 1: 'plan.newer.json' });
    const files = createMemoryFiles({ disk });
    expect(await openPlan(files).save(plan(1))).toMatchObject({ error: { code: 'storage/newer-version' } });
    expect(await openPlan(files).load()).toMatchObject({ value: { value: INITIAL_PLAN, origin: 'initial', readOnly: true } });
    expect(files.now()).toEqual(disk);
  });

  it('a flipped digit in the version is damage, not a newer console', async () => {
    const files = createMemoryFiles({ disk: diskWith('plan', { 3: 'plan.v3.json', 4: 'plan.flipped-version.json' }) });
    expect(await openPlan(files).load()).toMatchObject({ value: { origin: 'older-generation', quarantined: 1, readOnly: false } });
  });

  it('a migration that cannot cope quarantines the file', async () => {
    const files = createMemoryFiles({ disk: diskWith('plan', { 1: 'plan.v1.json' }) });
    const throwing = openPlan(files, {
      migrations: [
        () => {
          throw new Error('no');
        },
        (old) => old,
      ],
    });
    expect(await throwing.load()).toMatchObject({ value: { origin: 'initial', quarantined: 1 } });
  });
});

describe('damaged files', () => {
  test.for(['truncated', 'garbage', 'empty', 'zeros', 'flipped-payload', 'flipped-version', 'other-schema', 'wrong-value', 'not-json', 'pretty-printed'])(
    'a %s newest file goes to quarantine and the one before it is used',
    async (kind) => {
      const files = createMemoryFiles({ disk: diskWith('plan', { 3: 'plan.v3.json', 4: `plan.${kind}.json` }) });
      expect(await openPlan(files).load()).toEqual({ ok: true, value: { value: { title: 'Hồ Gươm', tiles: 16 }, origin: 'older-generation', quarantined: 1, readOnly: false } });
      expect(names(files.now())).toEqual(['plan.3.json', `quarantine/plan.4.${NOW_UTC_MS}.json`]);
    },
  );

  it('behind a good one are set aside as well, so that five good generations are five good ones', async () => {
    const files = createMemoryFiles({ disk: diskWith('plan', { 3: 'plan.garbage.json', 4: 'plan.v3.json' }) });
    expect(await openPlan(files).load()).toMatchObject({ value: { origin: 'newest', quarantined: 1 } });
  });

  it('above the size limit are set aside unread', async () => {
    const files = createMemoryFiles({ disk: new Map([[`${FOLDER}/plan.1.json`, new Uint8Array(5000)]]) });
    expect(await openPlan(files, { maxBytes: 1000 }).load()).toMatchObject({ value: { origin: 'initial', quarantined: 1 } });
  });

  it('are never written over: the next generation has a number of its own', async () => {
    const files = createMemoryFiles({ disk: diskWith('plan', { 3: 'plan.v3.json', 9: 'plan.garbage.json' }), fault: (_, operation, path) => (operation === 'rename' && path.includes('quarantine') ? 'refused' : null) });
    const document = openPlan(files);
    expect(await document.load()).toMatchObject({ value: { origin: 'older-generation', quarantined: 0 } });
    await document.save(plan(2));
    expect(names(files.now())).toEqual(['plan.10.json', 'plan.3.json', 'plan.9.json']);
    expect(await document.load()).toMatchObject({ value: { value: plan(2), origin: 'newest' } });
  });

  it('are kept up to twenty, the newest', async () => {
    let files = createMemoryFiles();
    for (let round = 1; round <= 25; round += 1) {
      const disk = new Map([...files.now(), [`${FOLDER}/plan.${round}.json`, Buffer.from('garbage')]]);
      files = createMemoryFiles({ disk });
      await openPlan(files, { clock: { utcMs: () => round, monoMs: () => 0 } }).load();
    }
    const kept = names(files.now());
    expect(kept).toHaveLength(20);
    expect(kept).toContain('quarantine/plan.25.25.json');
    expect(kept).not.toContain('quarantine/plan.5.5.json');
  });
});

describe('a disk that does not answer', () => {
  it('gives an older value when only the newest file cannot be read, and sets nothing aside', async () => {
    const files = createMemoryFiles({ disk: diskWith('plan', { 3: 'plan.v3.json', 4: 'plan.v1.json' }), fault: (_, operation, path) => (operation === 'read' && path.endsWith('4.json') ? 'failed' : null) });
    expect(await openPlan(files).load()).toMatchObject({ value: { value: { tiles: 16 }, origin: 'older-generation', quarantined: 0 } });
    expect(names(files.now())).toEqual(['plan.3.json', 'plan.4.json']);
  });

  it.for(['read', 'list'] as const)('is an error worth another try when %s fails', async (broken) => {
    const files = createMemoryFiles({ disk: diskWith('plan', { 3: 'plan.v3.json' }), fault: (_, operation) => (operation === broken ? 'failed' : null) });
    expect(await openPlan(files).load()).toMatchObject({ ok: false, error: { code: 'storage/damaged', retryable: true } });
  });

  it('does not lead to a save over what it hides', async () => {
    let isBroken = true;
    const files = createMemoryFiles({ disk: diskWith('plan', { 1: 'plan.v3.json' }), fault: (_, operation) => (isBroken && operation === 'list' ? 'failed' : null) });
    const document = openPlan(files);
    expect(await document.save(plan(2))).toMatchObject({ error: { code: 'storage/write-failed' } });
    isBroken = false;
    expect(await document.save(plan(2))).toEqual({ ok: true, value: null });
    expect(names(files.now())).toEqual(['plan.1.json', 'plan.2.json']);
  });

  it.for(['read', 'list'] as const)('at the load (%s) takes no save until a load gave what is there', async (broken) => {
    let isBroken = true;
    const files = createMemoryFiles({ disk: diskWith('plan', { 3: 'plan.v3.json' }), fault: (_, operation) => (isBroken && operation === broken ? 'failed' : null) });
    const document = openPlan(files);
    expect((await document.load()).ok).toBe(false);
    expect(await document.save(plan(2))).toMatchObject({ error: { code: 'storage/write-failed' } });
    isBroken = false;
    expect(await document.save(plan(2))).toMatchObject({ error: { code: 'storage/write-failed' } });
    expect(names(files.now())).toEqual(['plan.3.json']);
    expect(await document.load()).toMatchObject({ value: { value: { tiles: 16 }, origin: 'newest' } });
    expect(await document.save(plan(2))).toEqual({ ok: true, value: null });
    expect(names(files.now())).toEqual(['plan.3.json', 'plan.4.json']);
  });

  it('for one file is not taken for an empty disk by a save that was the first act', async () => {
    let isBroken = true;
    const files = createMemoryFiles({ disk: diskWith('plan', { 3: 'plan.v3.json' }), fault: (_, operation) => (isBroken && operation === 'read' ? 'failed' : null) });
    const document = openPlan(files);
    expect(await document.save(plan(2))).toMatchObject({ error: { code: 'storage/write-failed' } });
    isBroken = false;
    expect(await document.save(plan(2))).toEqual({ ok: true, value: null });
  });

  it('after a load that went well hinders no save', async () => {
    let isBroken = false;
    const files = createMemoryFiles({ disk: diskWith('plan', { 3: 'plan.v3.json' }), fault: (_, operation) => (isBroken && operation === 'read' ? 'failed' : null) });
    const document = openPlan(files);
    await document.load();
    isBroken = true;
    expect((await document.load()).ok).toBe(false);
    expect(await document.save(plan(2))).toEqual({ ok: true, value: null });
    isBroken = false;
    expect(await openPlan(files).load()).toMatchObject({ value: { value: plan(2), origin: 'newest' } });
  });

  it('read-only as a whole still gives its values', async () => {
    const files = createMemoryFiles({
      disk: diskWith('plan', { 3: 'plan.v3.json', 4: 'plan.garbage.json' }),
      fault: (_, operation) => (operation === 'read' || operation === 'list' ? null : 'refused'),
    });
    const document = openPlan(files);
    expect(await document.load()).toMatchObject({ value: { value: { tiles: 16 }, origin: 'older-generation' } });
    expect(await document.save(plan(1))).toMatchObject({ error: { code: 'storage/write-failed' } });
  });
});

test('the schema of the examples accepts its own initial value', () => {
  expect(planSchema.safeParse(INITIAL_PLAN)).toMatchObject({ success: true });
});
