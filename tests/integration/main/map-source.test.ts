import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMapSource, createSiteFetch, parseMapSetting, trySite, type MapSource } from '../../../main/app/map-source/index.ts';
import { systemClock, systemTimers } from '../../../main/platform/clock.ts';
import type { AppError } from '@contract/domain/result.ts';
import { archiveWith, tilePicture, vectorTile } from '../../builders/map-files.ts';
import { startLocalServer, type LocalServer } from '../../builders/local-server.ts';

const ROOT = 'app://vonglau/map';
const TILE = Buffer.from('a tile of the site');
let site: LocalServer;
let other: LocalServer;
let otherAsked = 0;
let seen: IncomingMessage[] = [];
let problems: (AppError | null)[] = [];
let map: MapSource;

const answers: Record<string, (response: ServerResponse) => void> = {
  '/style.json': (response) =>
    response.setHeader('content-type', 'text/plain').end(
      JSON.stringify({
        version: 8,
        sources: { streets: { type: 'vector', url: 'tiles.json' }, spy: { type: 'raster', tiles: [`${other.url.origin}/{z}/{x}/{y}.png`] } },
        layers: [{ id: 'roads', type: 'line', source: 'streets', 'source-layer': 'roads' }, { id: 'spy', type: 'raster', source: 'spy' }],
      }),
    ),
  '/tiles.json': (response) => response.end(JSON.stringify({ tiles: ['t/{z}/{x}/{y}.pbf'], maxzoom: 12 })),
  '/t/1/0/0.pbf': (response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(TILE)),
  '/t/1/0/1.pbf': (response) => response.writeHead(204).end(),
  '/t/1/1/0.pbf': (response) => response.writeHead(302, { location: `${other.url.origin}/x` }).end(),
  '/t/1/1/1.pbf': (response) => response.end(Buffer.alloc(9 * 1024 * 1024)),
  '/own-style.json': (response) => response.end(JSON.stringify({ version: 8, sources: { s: { type: 'vector', tiles: ['v/{z}/{x}/{y}.pbf'] } }, layers: [{ id: 's', type: 'line', source: 's', 'source-layer': 'x' }] })),
  '/v/3/6/3.pbf': (response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(vectorTile('roads'))),
  '/p/3/6/3.png': (response) => response.end(tilePicture([20, 120, 90])),
  '/away/3/6/3.png': (response) => response.writeHead(302, { location: `${other.url.origin}/x` }).end(),
  '/broken.json': (response) => response.end('{"version": 8, "sou'),
};

beforeAll(async () => {
  site = await startLocalServer((request, response) => {
    seen.push(request);
    const answer = answers[request.url ?? ''];
    if (answer === undefined) response.writeHead(404).end();
    else answer(response);
  });
  other = await startLocalServer((_request, response) => {
    otherAsked += 1;
    response.end('spied');
  });
});
afterAll(async () => {
  await site.close();
  await other.close();
});

const open = (name: string): void => {
  const setting = parseMapSetting(`${site.url.origin}/${name}`);
  map = createMapSource({
    setting,
    bundled: path.join(import.meta.dirname, '../../../assets/map'),
    fetch: createSiteFetch({ origins: setting?.origins ?? [], trust: { caPem: null, spkiPins: ['not of this server'] }, timers: systemTimers, utcMs: systemClock.utcMs }),
    timers: systemTimers,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    onProblem: (problem) => void problems.push(problem),
  });
};
beforeEach(() => {
  [seen, problems, otherAsked] = [[], [], 0];
});
afterEach(async () => {
  await map.close();
});

const text = async (urlPath: string): Promise<string | null> => {
  const file = await map.serve(`${ROOT}${urlPath}`);
  return file === null ? null : new TextDecoder().decode(file.bytes);
};

describe('a map service', () => {
  it('is asked for its style, its TileJSON and its tiles, packed or not', async () => {
    open('style.json');
    expect(await text('/style-dark.json')).toContain(`${ROOT}/tiles/0/{z}/{x}/{y}`);
    expect(await text('/tiles/0/1/0/0')).toBe(TILE.toString());
    expect(await text('/tiles/0/1/0/1')).toBe('');
    expect(seen.map(({ url }) => url)).toEqual(['/style.json', '/tiles.json', '/t/1/0/0.pbf', '/t/1/0/1.pbf']);
    expect(problems).toEqual([null]);
  });

  it('is told nothing of the person', async () => {
    open('style.json');
    await text('/style-dark.json');
    for (const { headers } of seen) expect([headers.authorization, headers.cookie, headers.referer]).toEqual([undefined, undefined, undefined]);
  });

  it('leads nowhere else: not by a source, not by a redirect', async () => {
    open('style.json');
    expect(await text('/style-dark.json')).not.toContain(other.url.host);
    expect(await text('/tiles/0/1/1/0')).toBeNull();
    expect(await text('/tiles/1/1/0/0')).toBeNull();
    expect(otherAsked).toBe(0);
  });

  it('cannot fill the memory', async () => {
    open('style.json');
    expect(await text('/tiles/0/1/1/1')).toBeNull();
  });

  it('that sends half a style, or is away, gives way to the bundled map', async () => {
    for (const name of ['broken.json', 'none.json']) {
      problems = [];
      open(name);
      expect(await text('/style-dark.json')).toContain('Vọng Lâu tối');
      expect(problems[0]?.code).toMatch(/^(map|tier)\//);
    }
  });
});

describe('a map somebody tries', () => {
  const trial = async (setting: string): Promise<unknown> => {
    const site = parseMapSetting(setting);
    if (site === null) throw new Error('no setting');
    const fetch = createSiteFetch({ origins: site.origins, trust: { caPem: null, spkiPins: [] }, timers: systemTimers, utcMs: systemClock.utcMs });
    const tried = await trySite(site, { fetch, log: { info: () => undefined, warn: () => undefined, error: () => undefined }, sight: { latDeg: 21.03, lonDeg: 105.85, zoom: 3 } });
    fetch.close();
    return tried.ok ? tried.value.otherOrigins : tried.error.code;
  };

  it('is really asked for: style and tile, picture tiles, a file', async () => {
    expect(await trial(`${site.url.origin}/own-style.json`)).toEqual([]);
    expect(await trial(`${site.url.origin}/p/{z}/{x}/{y}.png`)).toEqual([]);
    expect(seen.map(({ url }) => url)).toEqual(['/own-style.json', '/own-style.json', '/v/3/6/3.pbf', '/p/3/6/3.png']);
    const folder = mkdtempSync(path.join(tmpdir(), 'map-file-'));
    const file = path.join(folder, 'city.pmtiles');
    writeFileSync(file, archiveWith(vectorTile('roads'), 1, { maxzoom: 0 }));
    expect(await trial(file)).toEqual([]);
    writeFileSync(file, 'no archive at all');
    expect(await trial(file)).toBe('map/file-unreadable');
    rmSync(folder, { recursive: true });
  });

  it('says why it cannot be shown', async () => {
    expect(await trial(`${site.url.origin}/style.json`)).toEqual([other.url.origin]);
    expect(await trial(`${site.url.origin}/broken.json`)).toBe('map/not-a-map');
    expect(await trial(`${site.url.origin}/none.json`)).toBe('map/refused');
    expect(await trial(`${site.url.origin}/nowhere/{z}/{x}/{y}.png`)).toBe('map/no-tiles');
    expect(await trial(`${site.url.origin}/away/{z}/{x}/{y}.png`)).toBe('map/not-a-map');
    expect(await trial('http://127.0.0.1:9/{z}/{x}/{y}.png')).toBe('map/unreachable');
    expect(await trial('http://bando.example.vn/{z}/{x}/{y}.png')).toBe('map/address-insecure');
    expect(otherAsked).toBe(0);
  });
});
