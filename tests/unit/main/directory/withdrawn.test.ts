import { cpSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ok } from '@contract/domain/result.ts';
import { openCameraBook } from '../../../../main/storage/directory-db.ts';
import { all, asked, page, sceneWith } from '../../../builders/asked-directory.ts';
import { valueOf } from '../../../builders/directory-scene.ts';
import { cameraNamed, stateOf } from '../../../builders/fake-vms.ts';

describe('a camera that may not be seen any more', () => {
  it('does not exist: not in searches, facets, units, numbers, states nor on the disk', async () => {
    const secret = cameraNamed('secret', { number: 77, name: 'Zqxjwk bí mật', address: '9 Phố Kín', make: 'Geheim', position: { latDeg: 21, lonDeg: 105.8 } });
    const { scene, load, change, advance, idle, file } = await asked();
    await load({ ...page('a'), cameras: [...page('a').cameras, secret] });
    scene.handle({ kind: 'watch', cameras: [secret.id] });
    scene.handle({ kind: 'states', states: [stateOf('secret', 'lost')] });
    advance(200);
    await idle();
    expect(scene.last('states')).toMatchObject({ states: [{ id: 'secret', state: 'lost' }] });
    expect(openCameraBook(file)?.get('secret')).toEqual(secret);
    await change([{ op: 'remove', cameraId: secret.id }]);
    advance(200);
    for (let turn = 0; turn < 5; turn += 1) {
      advance(60_000);
      await idle();
    }
    expect([await all(scene), await all(scene, 'zqxjwk'), await all(scene, 'zqxjwl'), await all(scene, '77')]).toEqual([['a'], [], [], []]);
    expect(JSON.stringify(await scene.ask('facets', { query: { text: '', filter: {}, order: 'best' } }))).not.toContain('Geheim');
    expect(await scene.ask('places', { text: 'pho kin' })).toEqual({ ok: true, value: { places: [] } });
    expect(await scene.ask('number', { number: 77 })).toEqual({ ok: true, value: { camera: null } });
    expect([scene.last('states')?.unknown, scene.last('counts')?.counts, openCameraBook(file)?.get('secret')]).toEqual([['secret'], [{ id: 'u1', own: 1, total: 1, conditions: { working: 0, lost: 0, broken: 0, unknown: 1 } }], undefined]);
    const disk = ['', '-wal'].map((side) => (existsSync(file + side) ? readFileSync(file + side, 'latin1') : '')).join('');
    expect([disk.includes('qxjwk'), disk.includes('Geheim')]).toEqual([false, false]);
  });

  it('leaves no word on the disk when the console is closed at once, or killed and started again', async () => {
    const secret = cameraNamed('secret', { number: 77, name: 'Zqxjwk bí mật' });
    const { scene, load, start, changes, file } = await asked();
    await load({ ...page('a'), cameras: [...page('a').cameras, secret] });
    const holdsWord = (of: string): boolean => ['', '-wal'].some((side) => existsSync(of + side) && readFileSync(of + side, 'latin1').includes('qxjwk'));
    expect(holdsWord(file)).toBe(true);
    await start();
    await changes.answer(ok({ changes: [{ op: 'remove', cameraId: secret.id }], skipped: 0, changeToken: 't2' }));
    expect(await all(scene)).toEqual(['a']);
    const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-killed-'));
    cpSync(path.dirname(file), folder, { recursive: true });
    scene.directory.close();
    expect(holdsWord(file)).toBe(false);
    const again = sceneWith({ folder });
    expect(holdsWord(again.file)).toBe(true);
    await again.open();
    again.advance(60_000);
    await again.idle();
    expect(holdsWord(again.file)).toBe(false);
  });
});

describe('cameras that only come close to what was typed', () => {
  it('are those of now on the map too, when their states change or the words to guess by come later', async () => {
    const { scene, load, advance, idle } = await asked();
    await load({ ...page('a'), cameras: [cameraNamed('near', { name: 'Cầu Giấy', position: { latDeg: 21, lonDeg: 105.8 } })] });
    const scope = { text: 'cau giayy', filter: { states: ['lost' as const] } };
    const extent = async () => valueOf(await scene.ask('extent', { scope })).total;
    scene.handle({ kind: 'states', states: [stateOf('near', 'working')] });
    expect(await extent()).toBe(0);
    scene.handle({ kind: 'look', look: { bounds: { west: 105, south: 20, east: 106, north: 22 }, zoom: 12, scope: { text: 'cau giayy', filter: {} } } });
    scene.handle({ kind: 'states', states: [stateOf('near', 'lost')] });
    expect(await extent()).toBe(1);
    advance(1_000);
    await idle();
    expect(scene.of('marks').flatMap(({ put }) => put)).toEqual(expect.arrayContaining([expect.objectContaining({ camera: 'near' })]));
  });
});
