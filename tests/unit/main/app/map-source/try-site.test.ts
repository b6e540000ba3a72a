import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { err, ok } from '@contract/domain/result.ts';
import { parseMapSetting } from '../../../../../main/app/map-source/map-setting.ts';
import { trySite } from '../../../../../main/app/map-source/try-site.ts';
import { archiveWith, vectorTile } from '../../../../builders/map-files.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1]);
const VECTOR = vectorTile('roads');
const HA_NOI = { latDeg: 21.03, lonDeg: 105.85, zoom: 11.8 };

/** A service that has these things; a number is a status, a code how the network failed. */
async function trial(setting: string, has: Readonly<Record<string, unknown>>, sight = HA_NOI) {
  const asked: string[] = [];
  const site = parseMapSetting(setting);
  if (site === null) throw new Error('no setting');
  const answer = await trySite(site, {
    fetch: {
      get: async (address) => {
        asked.push(address);
        const thing = has[address] ?? has['*'] ?? 404;
        if (typeof thing === 'number') return err(thing >= 500 ? 'tier/failed' : 'tier/refused', { detail: `status ${String(thing)}` });
        if (thing === 'tier/unreachable' || thing === 'tier/untrusted-certificate' || thing === 'tier/insecure-address' || thing === 'tier/bad-answer') return err(thing);
        return ok(thing instanceof Uint8Array ? thing : new TextEncoder().encode(JSON.stringify(thing)));
      },
      close: () => {},
    },
    log: createRecordingLog(),
    sight,
  });
  return { answer: answer.ok ? answer.value.otherOrigins : answer.error.code, asked };
}
const TILES = 'https://m.example/{z}/{x}/{y}.png';

describe('a map that is tried', () => {
  it('needs one tile of where the map looks; closer or farther when there is none', async () => {
    expect(await trial(TILES, { '*': PNG })).toEqual({ answer: [], asked: ['https://m.example/12/3252/1803.png'] });
    const far = await trial(TILES, { 'https://m.example/3/6/3.png': PNG });
    expect([far.answer, far.asked.at(-1)]).toEqual([[], 'https://m.example/3/6/3.png']);
  });

  it.for([400, 403, 500])('that answers %d for tiles it does not have is good when it has one', async (status) => {
    const { answer, asked } = await trial(TILES, { 'https://m.example/9/406/225.png': PNG, '*': status });
    expect([answer, asked.at(-1)]).toEqual([[], 'https://m.example/9/406/225.png']);
    expect((await trial(TILES, { '*': status })).answer).toBe('map/refused');
  });

  it('is not asked on when there is no way to it', async () => {
    for (const code of ['tier/unreachable', 'tier/untrusted-certificate', 'tier/insecure-address']) expect((await trial(TILES, { '*': code })).asked).toHaveLength(1);
  });

  it('is vector tiles that the console knows how to draw, by a template or a TileJSON', async () => {
    expect((await trial('https://m.example/{z}/{x}/{y}.pbf', { '*': vectorTile('rivers', 'water') })).answer).toEqual([]);
    expect((await trial('vector:https://m.example/tiles.json', { 'https://m.example/tiles.json': { tiles: ['{z}/{x}/{y}'] }, '*': VECTOR })).answer).toEqual([]);
    expect((await trial('vector:https://m.example/tiles.json', { 'https://m.example/tiles.json': { tiles: ['https://t.example/{z}/{x}/{y}'] } })).answer).toEqual(['https://t.example']);
  });

  it('is a file with tiles of where the map looks, which can be shown', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'try-site-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = path.join(folder, 'x.pmtiles');
    const tried = async (archive: Buffer): Promise<unknown> => {
      writeFileSync(file, archive);
      return (await trial(file, {})).answer;
    };
    expect(await tried(archiveWith(VECTOR, 1, { maxzoom: 0 }))).toEqual([]);
    expect(await tried(archiveWith(PNG, 2, { maxzoom: 0, bounds: [102, 8, 110, 24] }))).toEqual([]);
    expect(await tried(archiveWith(PNG, 2, { maxzoom: 0, bounds: [97, 5, 105.5, 20.5] }))).toBe('map/no-tiles');
    // The tile of the whole world is in the file of any country.
    expect(await tried(archiveWith(VECTOR, 1, { maxzoom: 14 }))).toBe('map/no-tiles');
    expect(await tried(archiveWith(vectorTile('streets'), 1, { maxzoom: 0 }))).toBe('map/no-known-layer');
    expect(await tried(archiveWith(new Uint8Array([9, 9]), 2, { maxzoom: 0 }))).toBe('map/file-unreadable');
    expect(await tried(archiveWith(VECTOR, 1, { maxzoom: 0, tileCompression: 3 }))).toBe('map/file-unreadable');
    expect(await tried(archiveWith(VECTOR, 6, { maxzoom: 0 }))).toBe('map/file-unreadable');
  });

  it('may look at the very edge of the world', async () => {
    expect((await trial(TILES, { '*': PNG }, { latDeg: -90, lonDeg: 180, zoom: 2 })).asked).toEqual(['https://m.example/2/3/3.png']);
  });

  test.for([
    ['nonsense', {}, 'map/address-wrong'],
    [TILES, { '*': 'tier/unreachable' }, 'map/unreachable'],
    [TILES, { '*': 'tier/untrusted-certificate' }, 'map/untrusted-certificate'],
    [TILES, { '*': 'tier/insecure-address' }, 'map/address-insecure'],
    [TILES, { '*': 'tier/bad-answer' }, 'map/not-a-map'],
    [TILES, { '*': 401 }, 'map/refused'],
    [TILES, { '*': 500 }, 'map/refused'],
    [TILES, { '*': 404 }, 'map/no-tiles'],
    [TILES, { '*': new Uint8Array() }, 'map/no-tiles'],
    [TILES, { '*': { html: true } }, 'map/not-a-map'],
    [TILES, { '*': VECTOR }, 'map/not-a-map'],
    ['https://m.example/{z}/{x}/{y}.pbf', { '*': PNG }, 'map/not-a-map'],
    ['https://m.example/{z}/{x}/{y}.pbf', { '*': new Uint8Array([0x1a, 5]) }, 'map/not-a-map'],
    ['https://m.example/{z}/{x}/{y}.pbf', { '*': vectorTile('rivers', 'streets') }, 'map/no-known-layer'],
    ['vector:https://m.example/tiles.json', { 'https://m.example/tiles.json': { tiles: ['{z}/{x}/{y}'] }, '*': vectorTile('streets') }, 'map/no-known-layer'],
    ['vector:https://m.example/tiles.json', { '*': { version: 8, sources: {}, layers: [] } }, 'map/not-a-map'],
    ['https://m.example/style.json', { '*': 404 }, 'map/refused'],
    ['https://m.example/style.json', { '*': { version: 8 } }, 'map/not-a-map'],
    ['https://m.example/WMTSCapabilities.xml', { '*': 'nothing' }, 'map/not-a-map'],
    ['/nowhere/x.pmtiles', {}, 'map/file-unreadable'],
  ] as const)('says what to look at: %s %j is %s', async ([setting, has, code]) => {
    expect((await trial(setting, has)).answer).toBe(code);
  });

  const styleOf = (tiles: string) => ({ version: 8, sources: { s: { type: 'vector', url: tiles } }, layers: [{ id: 's', type: 'line', source: 's', 'source-layer': 'x' }] });

  it('with a style needs a tile of it too', async () => {
    const has = { 'https://m.example/style.json': styleOf('tiles.json'), 'https://m.example/tiles.json': { tiles: ['t/{z}/{x}/{y}'] } };
    expect((await trial('https://m.example/style.json', { ...has, 'https://m.example/t/12/3252/1803': VECTOR })).answer).toEqual([]);
    expect((await trial('https://m.example/style.json', has)).answer).toBe('map/no-tiles');
  });

  it('of shapes alone needs none', async () => {
    const style = { version: 8, sources: { d: { type: 'geojson', data: 'd.json' } }, layers: [{ id: 'd', type: 'line', source: 'd' }] };
    expect(await trial('https://m.example/style.json', { 'https://m.example/style.json': style })).toMatchObject({ answer: [] });
  });

  it('names the servers of pictures and letters too', async () => {
    const style = { ...styleOf('tiles.json'), sprite: 'https://p.example/s', glyphs: 'https://f.example/{fontstack}/{range}.pbf' };
    expect((await trial('https://m.example/style.json', { 'https://m.example/style.json': style })).answer).toEqual(['https://p.example', 'https://f.example']);
  });

  it('names the other servers it takes things from, and asks them nothing before they are allowed', async () => {
    const has = { 'https://m.example/style.json': styleOf('https://t.example/tiles.json'), 'https://t.example/tiles.json': { tiles: ['https://a.example/{z}/{x}/{y}'] }, '*': VECTOR };
    const first = await trial('https://m.example/style.json', has);
    expect(first.answer).toEqual(['https://t.example']);
    expect(new Set(first.asked)).toEqual(new Set(['https://m.example/style.json']));
    expect((await trial('https://m.example/style.json https://t.example', has)).answer).toEqual(['https://a.example']);
    expect((await trial('https://m.example/style.json https://t.example https://a.example', has)).answer).toEqual([]);
  });
});
