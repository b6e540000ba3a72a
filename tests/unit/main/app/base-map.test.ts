import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUNDLED_MAP, type BaseMapChoice } from '@contract/domain/base-map.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { createBaseMap, type BaseMap } from '../../../../main/app/base-map.ts';
import { createBaseMapChoice } from '../../../../main/app/base-map-choice.ts';
import type { InputFor } from '../../../../main/app/handlers/answer.ts';
import { parseMapSetting } from '../../../../main/app/map-source/index.ts';
import { createStores, only } from '../../../../main/state/stores.ts';
import { createFakeDialogs } from '../../../builders/fake-dialogs.ts';
import { createFakeTime, type FakeTime } from '../../../builders/fake-time.ts';
import { settled } from '../../../builders/fake-vms.ts';
import { archiveWith } from '../../../builders/map-files.ts';
import { personWith } from '../../../builders/people.ts';
import { createRecordingLog } from '../../../builders/recording-log.ts';

const ROOT = 'app://vonglau/map';
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1]);
const TILES: BaseMapChoice = { kind: 'raster', address: 'https://m.example/{z}/{x}/{y}.png', more: '' };
const SIGHT = { latDeg: 21.03, lonDeg: 105.85, zoom: 15.4 };

let folder = '';
let time: FakeTime;
let asked: string[];
let notices: string[];
let isUp: boolean;
let isSilent: boolean;
let stores: ReturnType<typeof createStores>;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'base-map-'));
  for (const look of ['dark', 'light']) writeFileSync(path.join(folder, `style-${look}.json`), '"bundled"');
  [time, asked, notices, isUp] = [createFakeTime(), [], [], true];
  isSilent = false;
  stores = createStores({ address: '', language: 'vi', wallOnly: false });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const baseMap = (administrator = ''): BaseMap =>
  createBaseMap({
    administrator: parseMapSetting(administrator),
    bundled: folder,
    fetchOf: () => {
      let close: () => void = () => undefined;
      const closed = new Promise<Result<Uint8Array>>((resolve) => (close = () => resolve(err('tier/unreachable'))));
      return {
        get: async (address) => {
          asked.push(address);
          if (isSilent) return closed;
          return isUp ? ok(PNG) : err('tier/unreachable', { retryable: true });
        },
        close: () => {
          close();
        },
      };
    },
    stores,
    notices: { show: (key) => void notices.push(`${key} shown`), clear: (key) => void notices.push(`${key} cleared`) },
    timers: time.timers,
    log: createRecordingLog(),
  });
const shown = () => only(stores.settings).baseMap;
const style = async (map: BaseMap): Promise<string> => new TextDecoder().decode((await map.serve(`${ROOT}/style-dark.json`))?.bytes);

describe('the base map of this PC', () => {
  it('is the bundled one until somebody chooses; then it is the chosen one at once, in every window', async () => {
    const map = baseMap();
    expect([await style(map), shown()]).toEqual(['"bundled"', undefined]);
    map.use(TILES);
    expect(shown()).toEqual({ ...TILES, setBy: 'person', isReadable: true, revision: 1 });
    expect(await style(map)).toContain('Hoàng Sa');
    expect(await map.serve(`${ROOT}/tiles/0/3/6/2`)).toEqual({ bytes: PNG, mime: 'image/png' });
    map.use({ ...TILES });
    expect(shown()?.revision).toBe(1);
    map.use(BUNDLED_MAP);
    expect([await style(map), shown()?.revision]).toEqual(['"bundled"', 2]);
    expect(await map.serve(`${ROOT}/tiles/0/3/6/2`)).toBeNull();
  });

  it('that cannot be got any more gives way to the bundled one, in words, and comes back by itself', async () => {
    const map = baseMap();
    map.use(TILES);
    await style(map);
    isUp = false;
    for (let x = 0; x < 8; x += 1) await map.serve(`${ROOT}/tiles/0/5/${String(x)}/0`);
    expect(shown()).toMatchObject({ isReadable: false, revision: 2 });
    expect(notices.at(-1)).toBe('mapUnreadable shown');
    expect(await style(map)).toBe('"bundled"');
    isUp = true;
    time.advance(60_000);
    await settled();
    expect(shown()).toMatchObject({ isReadable: true, revision: 3 });
    expect(notices.at(-1)).toBe('mapUnreadable cleared');
    expect(await style(map)).toContain('Hoàng Sa');
  });

  it('is asked for at once when it is chosen again while it is away', async () => {
    const map = baseMap();
    map.use(TILES);
    await style(map);
    isUp = false;
    for (let x = 0; x < 8; x += 1) await map.serve(`${ROOT}/tiles/0/5/${String(x)}/0`);
    isUp = true;
    map.use({ ...TILES });
    expect(shown()).toMatchObject({ isReadable: true, revision: 3 });
    expect(notices.at(-1)).toBe('mapUnreadable cleared');
    expect(await style(map)).toContain('Hoàng Sa');
    expect(time.waiting()).toBe(0);
  });

  it('that a page could not draw is told to be away', async () => {
    const map = baseMap();
    map.use(TILES);
    await style(map);
    await map.serve(`${ROOT}/base/style-dark.json`);
    expect(shown()).toMatchObject({ isReadable: false, revision: 2 });
    expect(notices.at(-1)).toBe('mapUnreadable shown');
  });

  it('says nothing of one that is in use no more', async () => {
    const map = baseMap();
    map.use({ kind: 'style', address: 'https://m.example/style.json', more: '' });
    isUp = false;
    const answer = style(map);
    map.use(BUNDLED_MAP);
    await answer;
    expect(shown()).toMatchObject({ kind: 'bundled', isReadable: true });
    expect(notices).not.toContain('mapUnreadable shown');
    expect(time.waiting()).toBe(0);
  });

  it('of the administrator holds, whatever was chosen before, and hides what may be a key', async () => {
    const map = baseMap('https://bando.example.vn/{z}/{x}/{y}.png?key=bi-mat');
    map.use(TILES);
    expect(shown()).toEqual({ kind: 'raster', address: 'https://bando.example.vn/{z}/{x}/{y}.png', more: '', setBy: 'administrator', isReadable: true, revision: 0 });
    await map.serve(`${ROOT}/tiles/0/0/0/0`);
    expect(asked).toEqual(['https://bando.example.vn/0/0/0.png?key=bi-mat']);
    expect(await map.try(TILES, SIGHT).answer).toMatchObject({ ok: false, error: { code: 'map/set-by-administrator' } });
  });

  it('may be the bundled one, which then holds too', async () => {
    const map = baseMap('bundled');
    map.use(TILES);
    expect(shown()).toEqual({ ...BUNDLED_MAP, setBy: 'administrator', isReadable: true, revision: 0 });
    expect(await style(map)).toBe('"bundled"');
    expect(await map.try(TILES, SIGHT).answer).toMatchObject({ error: { code: 'map/set-by-administrator' } });
    expect(asked).toEqual([]);
  });

  it('is tried for half a minute at most', async () => {
    isSilent = true;
    const { answer } = baseMap().try(TILES, SIGHT);
    await settled();
    time.advance(30_000);
    expect(await answer).toMatchObject({ error: { code: 'map/unreachable' } });
    expect([asked.length, time.waiting()]).toEqual([1, 0]);
  });
});

describe('choosing it', () => {
  const desk = (chosenFile: string | null = null, administrator = '') => {
    const kept: BaseMapChoice[] = [];
    const person = { id: 'p1', rights: personWith().rights };
    const map = baseMap(administrator);
    const { choose, cancel } = createBaseMapChoice({
      baseMap: map,
      dialogs: createFakeDialogs(chosenFile).dialogs,
      folder: '/home',
      person: () => person,
      keep: async (choice) => {
        kept.push(choice);
        return ok(null);
      },
    });
    return { kept, person, choose, cancel };
  };
  const input: InputFor<'settings.setBaseMap'> = { kind: 'raster', address: TILES.address, more: '', sight: SIGHT };

  it('asks for a tile of where the map looks, then keeps it', async () => {
    const { choose, kept } = desk();
    expect(await choose(input)).toEqual(ok({ outcome: 'used' }));
    expect(asked).toEqual(['https://m.example/15/26018/14425.png']);
    expect(kept).toEqual([TILES]);
  });

  it('keeps nothing that cannot be shown', async () => {
    const { choose, kept } = desk();
    isUp = false;
    expect(await choose(input)).toMatchObject({ ok: false, error: { code: 'map/unreachable' } });
    isUp = true;
    expect(await choose({ ...input, kind: 'vector' })).toMatchObject({ ok: false, error: { code: 'map/not-a-map' } });
    expect(await choose({ ...input, kind: 'style' })).toMatchObject({ ok: false, error: { code: 'map/address-wrong' } });
    expect(kept).toEqual([]);
  });

  it('takes a file that main asked for, and is left alone when none was chosen', async () => {
    expect(await desk(null).choose({ kind: 'pmtiles', sight: null })).toEqual(ok({ outcome: 'none' }));
    const wrong = path.join(folder, 'x.pmtiles');
    writeFileSync(wrong, 'no archive');
    expect(await desk(wrong).choose({ kind: 'pmtiles', sight: null })).toMatchObject({ ok: false, error: { code: 'map/file-unreadable' } });
    expect(await desk('/srv/bản đồ.zip').choose({ kind: 'pmtiles', sight: null })).toMatchObject({ ok: false, error: { code: 'map/file-unreadable' } });
    const good = path.join(folder, 'y.pmtiles');
    writeFileSync(good, archiveWith(PNG, 2, { maxzoom: 0, bounds: [102, 8, 110, 24] }));
    const { choose, kept } = desk(good);
    expect(await choose({ kind: 'pmtiles', sight: SIGHT })).toEqual(ok({ outcome: 'used' }));
    expect(await choose({ kind: 'pmtiles', sight: { latDeg: 52, lonDeg: 13, zoom: 9 } })).toMatchObject({ error: { code: 'map/no-tiles' } });
    expect(kept).toEqual([{ kind: 'pmtiles', address: good, more: '' }]);
  });

  it('goes back to the bundled one without asking anybody', async () => {
    const { choose, kept } = desk();
    expect(await choose({ kind: 'bundled' })).toEqual(ok({ outcome: 'used' }));
    expect([kept, asked]).toEqual([[BUNDLED_MAP], []]);
  });

  it('opens no dialog where the administrator chose', async () => {
    const { choose } = desk('/srv/x.pmtiles', TILES.address);
    expect(await choose({ kind: 'pmtiles', sight: null })).toMatchObject({ error: { code: 'map/set-by-administrator' } });
  });

  it('is void when its person has gone meanwhile', async () => {
    const { choose, person, kept } = desk();
    const answer = choose(input);
    person.id = 'p2';
    expect(await answer).toMatchObject({ error: { code: 'session/not-signed-in' } });
    expect(kept).toEqual([]);
  });

  it('is void when the right to it was taken back meanwhile', async () => {
    const { choose, person, kept } = desk();
    const answer = choose(input);
    person.rights = ['live.view'];
    expect(await answer).toMatchObject({ error: { code: 'app/not-allowed' } });
    expect(kept).toEqual([]);
  });

  it('that is cancelled answers at once, asks nothing more, and changes nothing later', async () => {
    const { choose, cancel, kept } = desk();
    isSilent = true;
    const answer = choose(input);
    await settled();
    cancel();
    expect(await answer).toEqual(ok({ outcome: 'none' }));
    time.advance(60_000);
    await settled();
    expect([kept, asked.length, time.waiting()]).toEqual([[], 1, 0]);
  });

  it('gives way to a newer wish, whichever server is the quicker', async () => {
    const { choose, kept } = desk();
    isSilent = true;
    const first = choose(input);
    await settled();
    isSilent = false;
    const second = choose({ ...input, address: 'https://n.example/{z}/{x}/{y}.png' });
    expect(await first).toEqual(ok({ outcome: 'none' }));
    expect(await second).toEqual(ok({ outcome: 'used' }));
    expect(kept).toEqual([{ ...TILES, address: 'https://n.example/{z}/{x}/{y}.png' }]);
  });

  it('takes no file that was pointed at after it was cancelled', async () => {
    const { choose, cancel, kept } = desk('/srv/x.pmtiles');
    const answer = choose({ kind: 'pmtiles', sight: null });
    cancel();
    expect(await answer).toEqual(ok({ outcome: 'none' }));
    expect(kept).toEqual([]);
  });
});
