import { chmod, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemFiles } from '../../../../main/platform/files.ts';
import { openPlan } from './storage-builders.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'storage-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const mode = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

describe('the file system of this PC', () => {
  it('reads what it created', async () => {
    const path = join(home, 'a.json');
    expect(await systemFiles.create(path, Buffer.from('Hồ'))).toEqual({ ok: true, value: null });
    expect(await systemFiles.create(path, Buffer.from('x'))).toEqual({ ok: true, value: null });
    expect(await systemFiles.read(path, 10)).toEqual({ ok: true, value: Buffer.from('x') });
    await utimes(path, 1_000, 1_000);
    expect(await systemFiles.writtenUtcMs(path)).toEqual({ ok: true, value: 1_000_000 });
  });

  it('lists regular files only, and removes what may be absent', async () => {
    await writeFile(join(home, 'a'), '');
    await systemFiles.makeFolder(join(home, 'folder'));
    expect(await systemFiles.list(home)).toEqual({ ok: true, value: ['a'] });
    expect(await systemFiles.folders(home)).toEqual({ ok: true, value: ['folder'] });
    expect(await systemFiles.remove(join(home, 'a'))).toMatchObject({ ok: true });
    expect(await systemFiles.remove(join(home, 'a'))).toMatchObject({ ok: true });
    expect(await systemFiles.syncFolder(home)).toMatchObject({ ok: true });
  });

  it('says why it cannot', async () => {
    await writeFile(join(home, 'big'), 'x'.repeat(100));
    expect(await systemFiles.read(join(home, 'none'), 10)).toEqual({ ok: false, failure: 'absent', detail: 'ENOENT' });
    expect(await systemFiles.list(join(home, 'none'))).toMatchObject({ ok: false, failure: 'absent' });
    expect(await systemFiles.read(join(home, 'big'), 99)).toMatchObject({ ok: false, failure: 'too-large' });
    expect(await systemFiles.rename(join(home, 'none'), join(home, 'b'))).toMatchObject({ ok: false, failure: 'absent' });
    expect(await systemFiles.create(home, Buffer.from(''))).toMatchObject({ ok: false, failure: 'failed', detail: 'EISDIR' });
  });
});

describe.skipIf(process.platform !== 'linux')('a full disk', () => {
  it('is told as such', async () => {
    expect(await systemFiles.create('/dev/full', Buffer.from('x'))).toMatchObject({ ok: false, failure: 'full', detail: 'ENOSPC' });
  });
});

describe('a document on the file system of this PC', () => {
  it('is kept in files of mode 0600 in folders of mode 0700, whatever they were', async () => {
    const folder = join(home, 'deep', 'storage');
    const open = () => openPlan(systemFiles, { folder });
    await open().save({ title: 'một', tiles: 4 });
    await chmod(folder, 0o755);
    await writeFile(join(folder, 'plan.2.json'), 'garbage', { mode: 0o644 });
    await writeFile(join(folder, 'plan.tmp'), 'left over', { mode: 0o666 });
    const document = open();
    expect(await document.load()).toMatchObject({ value: { value: { title: 'một', tiles: 4 }, origin: 'older-generation', quarantined: 1 } });
    await document.save({ title: 'hai', tiles: 9 });
    expect((await readdir(folder)).sort()).toEqual(['plan.1.json', 'plan.3.json', 'quarantine']);
    expect(await Promise.all([folder, join(folder, 'quarantine'), join(folder, 'plan.3.json')].map(mode))).toEqual(['700', '700', '600']);
    expect(await open().load()).toMatchObject({ value: { value: { title: 'hai', tiles: 9 }, origin: 'newest' } });
  });
});
