import { describe, expect, it } from 'vitest';
import { createSettingsKeeper } from '../../../../main/app/settings-keeper.ts';
import type { Files } from '../../../../main/platform/files.ts';
import { createStores, only } from '../../../../main/state/stores.ts';
import { createMemoryFiles } from '../storage/memory-files.ts';
import { storageContext } from '../storage/storage-builders.ts';

async function keeper(files: Files, language: 'vi' | 'en' | null = null) {
  const stores = createStores({ address: '', language: language ?? 'vi', wallOnly: false });
  const maps: string[] = [];
  const settings = createSettingsKeeper({ context: storageContext(files), stores, language, onBaseMap: (choice) => void maps.push(choice.address) });
  const read = async () => {
    const loaded = await settings.document.load();
    if (loaded.ok) settings.take(loaded.value.value);
  };
  return { settings, maps, read, shown: () => only(stores.settings) };
}

describe('what people of this PC chose', () => {
  it('is shown at once and there after a restart: keys for whoever changed them, the rest for all', async () => {
    const files = createMemoryFiles();
    const first = await keeper(files);
    await first.read();
    first.settings.setPerson('p1');
    const saved = [await first.settings.setKeys({ 'wall.undo': 'KeyU' }), await first.settings.setLinkBudget(20_000), await first.settings.setLanguage('en')];
    expect([saved.every(({ ok }) => ok), first.shown()]).toMatchObject([true, { keys: { 'wall.undo': 'KeyU' }, linkBudgetKbps: 20_000, language: 'en' }]);
    const next = await keeper(files);
    await next.read();
    expect(next.shown()).toMatchObject({ keys: {}, linkBudgetKbps: 20_000, language: 'en' });
    next.settings.setPerson('p2');
    expect(next.shown().keys).toEqual({});
    next.settings.setPerson('p1');
    expect(next.shown().keys).toEqual({ 'wall.undo': 'KeyU' });
    await next.settings.setKeys(null);
    expect(next.shown().keys).toEqual({});
  });

  it('while the disk could not be read joins what is there', async () => {
    const files = createMemoryFiles();
    const first = await keeper(files);
    await first.read();
    await first.settings.setLinkBudget(20_000);
    const disk = { isBroken: true };
    const next = await keeper(createMemoryFiles({ disk: files.now(), fault: (_, operation) => (disk.isBroken && operation === 'read' ? 'failed' : null) }));
    await next.read();
    expect((await next.settings.setLanguage('en')).ok).toBe(false);
    disk.isBroken = false;
    await next.read();
    expect(next.shown()).toMatchObject({ language: 'en', linkBudgetKbps: 20_000 });
  });

  it('gives way to the language of the installer until somebody chooses one', async () => {
    const files = createMemoryFiles();
    const { settings, read, shown } = await keeper(files, 'en');
    await read();
    expect(shown().language).toBe('en');
    await settings.setLanguage('vi');
    expect(shown().language).toBe('vi');
  });

  it('holds for the map of this PC whoever is here, and is told when the disk was read', async () => {
    const files = createMemoryFiles();
    const first = await keeper(files);
    await first.read();
    first.settings.setPerson('p1');
    await first.settings.setBaseMap({ kind: 'style', address: 'https://m.example/style.json', more: '' });
    first.settings.setPerson(null);
    expect(first.maps.at(-1)).toBe('https://m.example/style.json');
    const next = await keeper(files);
    expect(next.maps).toEqual([]);
    await next.read();
    expect(next.maps).toEqual(['https://m.example/style.json']);
    await next.settings.setBaseMap({ kind: 'bundled', address: '', more: '' });
    expect(next.maps.at(-1)).toBe('');
  });
});
