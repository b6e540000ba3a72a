import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { err, ok, type AppError, type Result } from '@contract/domain/result.ts';
import { createMapSource, type MapSource } from '../../../../../main/app/map-source/map-source.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { settled } from '../../../../builders/fake-vms.ts';
import { archiveWith } from '../../../../builders/map-files.ts';
import { parseMapSetting } from '../../../../../main/app/map-source/map-setting.ts';
import type { LogFields } from '../../../../../main/platform/log.ts';

const ROOT = 'app://vonglau/map';
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1]);
const STYLE = { version: 8, glyphs: 'f/{fontstack}/{range}.pbf', sprite: 's?v=1', sources: { r: { type: 'raster', tiles: ['t/{z}/{x}/{y}.png'] }, d: { type: 'geojson', data: 'd.json' } }, layers: [{ id: 'r', type: 'raster', source: 'r' }, { id: 'x', type: 'nonsense' }] };

let folder = '';
let time = createFakeTime();
let asked: string[] = [];
let problems: (AppError | null)[] = [];
let warned: [string, LogFields | undefined][] = [];
let answers: Record<string, unknown> = {};

const source = (setting: string): MapSource =>
  createMapSource({
    setting: parseMapSetting(setting),
    bundled: folder,
    fetch: {
      get: (address): Promise<Result<Uint8Array>> => {
        asked.push(address);
        const answer = answers[address];
        if (typeof answer === 'number') return Promise.resolve(err('tier/refused', { detail: `status ${String(answer)}` }));
        if (answer === undefined) return Promise.resolve(err('tier/unreachable', { retryable: true }));
        return Promise.resolve(ok(answer instanceof Uint8Array ? answer : new TextEncoder().encode(typeof answer === 'string' ? answer : JSON.stringify(answer))));
      },
      close: () => asked.push('closed'),
    },
    timers: time.timers,
    log: { info: () => undefined, warn: (event, fields) => void warned.push([event, fields]), error: () => undefined },
    onProblem: (problem) => void problems.push(problem),
  });

const text = async (map: MapSource, urlPath: string): Promise<string | null> => {
  const file = await map.serve(`${ROOT}${urlPath}`);
  return file === null ? null : new TextDecoder().decode(file.bytes);
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'map-'));
  for (const name of ['hanoi.json', 'style-dark.json', 'style-light.json']) writeFileSync(path.join(folder, name), `"${name}"`);
  [time, asked, problems, warned, answers] = [createFakeTime(), [], [], [], {}];
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('without a map of the site', () => {
  it('the bundled one is served, and nobody is asked', async () => {
    const map = source('');
    expect(await text(map, '/style-dark.json')).toBe('"style-dark.json"');
    expect(await text(map, '/style-light.json')).toBe('"style-light.json"');
    expect(await text(map, '/base/hanoi.json')).toBe('"hanoi.json"');
    expect([asked, problems]).toEqual([[], []]);
  });

  it('nothing else is there', async () => {
    const map = source('');
    for (const urlPath of ['', '/', '/style-blue.json', '/base/', '/base/../hanoi.json', '/base/..%2fsecret', '/hanoi.json', '/tiles/0/0/0/0', '/glyphs/x/0-255.pbf', '/sprite/0.json', '/data/0', '/style-dark.json?x']) expect(await map.serve(`${ROOT}${urlPath}`), urlPath).toBeNull();
    expect(await map.serve('app://other/map/style-dark.json')).toBeNull();
  });
});

describe('a style of the site', () => {
  it('is served with the console’s addresses, behind which its parts are', async () => {
    answers = { 'https://m.example/style.json': STYLE, 'https://m.example/t/3/6/2.png': PNG, 'https://m.example/d.json': '{}', 'https://m.example/s@2x.png?v=1': PNG, 'https://m.example/f/Noto%20Sans/0-255.pbf': 'glyphs' };
    const map = source('https://m.example/style.json');
    const style = await text(map, '/style-dark.json');
    expect(style).toContain(`${ROOT}/tiles/0/{z}/{x}/{y}`);
    expect(style).toContain('Hoàng Sa');
    expect(style).not.toContain('m.example');
    expect(await map.serve(`${ROOT}/tiles/0/3/6/2`)).toEqual({ bytes: PNG, mime: 'image/png' });
    expect(await map.serve(`${ROOT}/sprite/0@2x.png`)).toEqual({ bytes: PNG, mime: 'image/png' });
    expect(await text(map, '/data/0')).toBe('{}');
    expect(await text(map, '/glyphs/Noto%20Sans/0-255.pbf')).toBe('glyphs');
    expect(problems).toEqual([null]);
    expect(warned).toEqual([['map.style-parts-left-out', { count: 1 }]]);
  });

  it('gives a tile again without asking again', async () => {
    answers = { 'https://m.example/style.json': STYLE, 'https://m.example/t/3/6/2.png': PNG };
    const map = source('https://m.example/style.json');
    await map.serve(`${ROOT}/tiles/0/3/6/2`);
    await map.serve(`${ROOT}/tiles/0/3/6/2`);
    expect(asked.filter((address) => address.endsWith('2.png'))).toHaveLength(1);
  });

  it('that cannot be read gives way to the bundled map, and is tried again a minute later', async () => {
    const map = source('https://m.example/style.json');
    expect(await text(map, '/style-dark.json')).toBe('"style-dark.json"');
    expect(problems.map((problem) => problem?.code)).toEqual(['tier/unreachable']);
    answers = { 'https://m.example/style.json': STYLE };
    time.advance(59_000);
    await settled();
    expect(await text(map, '/style-dark.json')).toBe('"style-dark.json"');
    time.advance(2_000);
    await settled();
    expect(problems.at(-1)).toBeNull();
    expect(await text(map, '/style-dark.json')).toContain('Hoàng Sa');
    expect(time.waiting()).toBe(0);
  });

  it('leaves letters of the console’s own font to the page, so that the archipelagos are named whatever glyphs a service has', async () => {
    answers = { 'https://m.example/style.json': STYLE };
    const map = source('https://m.example/style.json');
    await text(map, '/style-dark.json');
    expect(await map.serve(`${ROOT}/glyphs/semibold,Inter%20Variable/0-255.pbf`)).toBeNull();
    expect(asked).toEqual(['https://m.example/style.json']);
  });

  it('leaves the bundled one within reach, for a page that cannot use it', async () => {
    answers = { 'https://m.example/style.json': STYLE };
    expect(await text(source('https://m.example/style.json'), '/base/style-light.json')).toBe('"style-light.json"');
    expect(problems).toEqual([]);
  });

  it('that a page could not use is told, and is not offered again before there is another', async () => {
    answers = { 'https://m.example/style.json': STYLE };
    const map = source('https://m.example/style.json');
    await text(map, '/style-dark.json');
    expect(await text(map, '/base/style-dark.json')).toBe('"style-dark.json"');
    await text(map, '/base/style-light.json');
    expect(problems.map((problem) => problem?.code)).toEqual([undefined, 'map/source-unreadable']);
    expect(await text(map, '/style-dark.json')).toBe('"style-dark.json"');
    for (let minute = 0; minute < 3; minute += 1) {
      time.advance(60_000);
      await settled();
    }
    expect(problems).toHaveLength(2);
    answers = { 'https://m.example/style.json': { ...STYLE, zoom: 9 } };
    time.advance(60_000);
    await settled();
    expect(problems.at(-1)).toBeNull();
    expect(await text(map, '/style-dark.json')).toContain('"zoom":9');
    await map.close();
  });

  it('nested deeper than anything can be judged is one that cannot be read', async () => {
    for (const part of ['"filter":', '"paint":{"line-width":']) {
      const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}${part.includes('{') ? '}' : ''}`;
      answers = { 'https://m.example/style.json': `{"version":8,"sources":{"s":{"type":"geojson","data":"d.json"}},"layers":[{"id":"l","type":"line","source":"s",${part}${deep}}]}` };
      problems = [];
      const map = source('https://m.example/style.json');
      expect(await text(map, '/style-dark.json')).toBe('"style-dark.json"');
      expect(problems.map((problem) => problem?.code)).toEqual(['map/source-unreadable']);
      await map.close();
    }
  });
});

describe('other sources', () => {
  it('are TileJSON, whose tiles are drawn in a style of ours', async () => {
    answers = { 'https://m.example/data/v3.json': { tiles: ['{z}/{x}/{y}.pbf?key=1'], maxzoom: 12 }, 'https://m.example/data/3/6/2.pbf?key=1': 'tile' };
    const map = source('vector:https://m.example/data/v3.json');
    expect(await text(map, '/style-light.json')).toContain('"maxzoom":12');
    expect(await text(map, '/tiles/0/3/6/2')).toBe('tile');
    answers = { 'https://m.example/data/v3.json': { tiles: ['https://m.example/{z}/{x}/{y}'], scheme: 'tms' }, 'https://m.example/3/6/5': 'tms' };
    expect(await text(source('vector:https://m.example/data/v3.json'), '/tiles/0/3/6/2')).toBe('tms');
  });

  it('are none where the bundled map is set', async () => {
    const map = source('bundled');
    expect(await text(map, '/style-dark.json')).toBe('"style-dark.json"');
    await text(map, '/base/style-dark.json');
    expect([asked, problems]).toEqual([[], []]);
  });

  it('are tiles with a style of ours', async () => {
    answers = { 'https://m.example/3/6/2.pbf': 'tile' };
    const map = source('https://m.example/{z}/{x}/{y}.pbf');
    expect(await text(map, '/style-light.json')).toContain('"source-layer":"water"');
    expect(await map.serve(`${ROOT}/tiles/0/3/6/2`)).toMatchObject({ mime: 'application/x-protobuf' });
    expect(await map.serve(`${ROOT}/tiles/1/3/6/2`)).toBeNull();
    expect(await map.serve(`${ROOT}/tiles/0/3/8/2`)).toBeNull();
  });

  it('are told of when the setting can be none of them, or is no archive', async () => {
    for (const setting of ['nonsense', path.join(tmpdir(), 'none.pmtiles')]) {
      problems = [];
      expect(await text(source(setting), '/style-dark.json')).toBe('"style-dark.json"');
      expect(problems.map((problem) => problem?.code)).toEqual(['map/source-unreadable']);
    }
  });

  it('end with the console: nothing is served or asked any more', async () => {
    const map = source('https://m.example/style.json');
    await map.close();
    await map.close();
    expect(await map.serve(`${ROOT}/style-dark.json`)).toBeNull();
  });
});

describe('tiles of the site', () => {
  const ADDRESS = 'https://m.example/{z}/{x}/{y}.png';
  const walk = async (map: MapSource, tiles: number): Promise<void> => {
    for (let x = 0; x < tiles; x += 1) await map.serve(`${ROOT}/tiles/0/10/${String(x)}/0`);
  };

  it('that cannot be got any more give way to the bundled map, and come back when they can', async () => {
    answers = { 'https://m.example/10/0/0.png': PNG };
    const map = source(ADDRESS);
    expect(await text(map, '/style-dark.json')).toContain('Hoàng Sa');
    await walk(map, 8);
    expect(problems).toEqual([null]);
    await map.serve(`${ROOT}/tiles/0/10/9/0`);
    expect(problems.map((problem) => problem?.code)).toEqual([undefined, 'tier/unreachable']);
    expect(await text(map, '/style-dark.json')).toBe('"style-dark.json"');
    time.advance(60_000);
    await settled();
    expect(problems).toHaveLength(2);
    answers = { 'https://m.example/10/9/0.png': PNG };
    time.advance(60_000);
    await settled();
    expect(problems.at(-1)).toBeNull();
    expect(await text(map, '/style-dark.json')).toContain('Hoàng Sa');
    expect(await map.serve(`${ROOT}/tiles/0/10/9/0`)).toMatchObject({ mime: 'image/png' });
  });

  it('that the service does not have say nothing of the service', async () => {
    answers = Object.fromEntries(Array.from({ length: 20 }, (_, x) => [`https://m.example/10/${String(x)}/0.png`, x % 2 === 0 ? 404 : 429]));
    const map = source(ADDRESS);
    await walk(map, 20);
    expect(problems).toEqual([null]);
  });

  it('that a store refuses because it does not have them say nothing of the store, which still gives what it has', async () => {
    answers = Object.fromEntries(Array.from({ length: 40 }, (_, x) => [`https://m.example/10/${String(x)}/0.png`, x === 0 ? PNG : 403]));
    const map = source(ADDRESS);
    await walk(map, 40);
    await settled();
    expect(problems).toEqual([null]);
    expect(asked.filter((address) => address.endsWith('/10/0/0.png')).length).toBeGreaterThan(1);
    answers = Object.fromEntries(Array.from({ length: 80 }, (_, x) => [`https://m.example/10/${String(x)}/0.png`, 403]));
    await walk(map, 80);
    await settled();
    expect(problems.map((problem) => problem?.code)).toEqual([undefined, 'tier/refused']);
    answers = { 'https://m.example/10/0/0.png': PNG };
    time.advance(60_000);
    await settled();
    expect(problems.at(-1)).toBeNull();
  });

  it('that are refused, as with an expired key, are told', async () => {
    answers = Object.fromEntries(Array.from({ length: 20 }, (_, x) => [`https://m.example/10/${String(x)}/0.png`, 401]));
    const map = source(ADDRESS);
    await walk(map, 20);
    expect(problems.map((problem) => problem?.code)).toEqual([undefined, 'tier/refused']);
  });

  it('of an archive whose disk is gone give way too', async () => {
    const file = path.join(folder, 'city.pmtiles');
    writeFileSync(file, archiveWith(new Uint8Array([0x1a, 2, 3]), 1));
    const map = source(file);
    expect(await text(map, '/style-dark.json')).toContain('Hoàng Sa');
    truncateSync(file);
    for (let tries = 0; tries < 8; tries += 1) await map.serve(`${ROOT}/tiles/0/0/0/0`);
    expect(problems.map((problem) => problem?.code)).toEqual([undefined, 'map/source-unreadable']);
    expect(await text(map, '/style-dark.json')).toBe('"style-dark.json"');
    await map.close();
    expect(time.waiting()).toBe(0);
  });
});
