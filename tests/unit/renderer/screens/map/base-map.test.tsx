// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BaseMapInUse } from '@contract/domain/base-map.ts';
import { err, ok } from '@contract/domain/result.ts';
import type { Right } from '@contract/domain/right.ts';
import { utcMs } from '@contract/domain/units.ts';
import { ONLY } from '@contract/state/slices.ts';
import { MapScreen } from '../../../../../renderer/screens/map/map-screen.tsx';
import { createDeskPage, withBoxes, type DeskPage } from '../../../../builders/desk-page.tsx';
import { createFakeSiteMap, SIGHT, type FakeSiteMap } from '../../../../builders/fake-site-map.ts';
import { asked } from '../../../../builders/finding-scene.ts';
import { personWith } from '../../../../builders/people.ts';

const TILES: BaseMapInUse = { kind: 'raster', address: 'https://bando.example.vn/{z}/{x}/{y}.png', more: '', setBy: 'person', isReadable: true, revision: 3 };
let page: DeskPage;
let map: FakeSiteMap;
let answers: unknown[];

const signIn = (rights: readonly Right[]): void => {
  page.show('session', [{ id: ONLY, session: { kind: 'signed-in', person: personWith({ rights }), sinceUtcMs: utcMs(0) }, vault: 'available', wallOnly: false }]);
};
const inUse = async (baseMap: BaseMapInUse): Promise<void> => {
  await act(async () => {
    page.show('settings', [{ id: ONLY, language: 'vi', keys: {}, linkBudgetKbps: null, webOrigins: [], snapshotFolder: '', baseMap }]);
  });
};
const part = (): string => page.find('section[aria-labelledby="base-map-title"]').textContent ?? '';
const openForm = (): Promise<void> => page.click('button', 'Đổi bản đồ nền');
const choose = (words: string): Promise<void> => page.click('label', words);
const field = (label: string): HTMLInputElement => {
  const found = [...page.place.querySelectorAll('label')].find(({ textContent }) => textContent?.includes(label));
  const input = found === undefined ? null : document.getElementById(found.htmlFor);
  if (!(input instanceof HTMLInputElement)) throw new Error(`no field ${label}`);
  return input;
};
const type = (label: string, text: string): Promise<void> => page.type(`#${CSS.escape(field(label).id)}`, text);
const submit = (words: string): Promise<void> =>
  act(async () => {
    page.find('button[type="submit"]', words).click();
  });

beforeEach(async () => {
  withBoxes({ widthPx: 400, heightPx: 600 });
  map = createFakeSiteMap();
  answers = [];
  page = createDeskPage((name) => (name === 'settings.setBaseMap' ? answers.shift() : ok(name === 'directory.area' ? { items: [], total: 0 } : null)));
  signIn(['live.view', 'wall.control']);
  await page.draw(<MapScreen createMap={map.create} />);
  await page.click('button', 'Lớp bản đồ');
});
afterEach(() => page.release());

describe('which base map is in use', () => {
  it('stands in the card of layers: the bundled one, or where another comes from', async () => {
    expect(part()).toContain('Bản đồ kèm theo');
    await inUse(TILES);
    expect(part()).toContain('Ô ảnh, như ảnh vệ tinhbando.example.vn');
    await inUse({ ...TILES, kind: 'pmtiles', address: '/srv/bản đồ/Hà Nội.pmtiles' });
    expect(part()).toContain('Tệp PMTilesHà Nội.pmtiles');
    expect(part()).not.toContain('/srv');
  });

  it('is told when it cannot be got', async () => {
    await inUse({ ...TILES, isReadable: false });
    expect(part()).toContain('đang vẽ bản đồ kèm theo');
  });

  it('is drawn anew on every map when it changes', async () => {
    await inUse(TILES);
    expect(map.told.filter(([what]) => what === 'setGround')).toEqual([['setGround', 0], ['setGround', 3]]);
  });

  it('is read only when the administrator set it, with why', async () => {
    await inUse({ ...TILES, setBy: 'administrator' });
    expect(part()).toContain('do người quản trị đặt');
    expect(() => page.find('button', 'Đổi bản đồ nền')).toThrow();
  });

  it('is changed by whoever may control the wall', async () => {
    await act(async () => {
      signIn(['live.view']);
    });
    expect(part()).toContain('nhờ người có quyền điều khiển tường');
    expect(() => page.find('button', 'Đổi bản đồ nền')).toThrow();
  });
});

describe('choosing another', () => {
  it('asks main with what was typed and where the map looks, says so, and gives the focus back', async () => {
    await act(async () => {
      map.person().onSight(SIGHT);
    });
    await openForm();
    expect(document.activeElement?.closest('label')?.textContent).toContain('Bản đồ kèm theo');
    await choose('Ô ảnh');
    await type('Địa chỉ ô ảnh', ' https://bando.example.vn/{z}/{x}/{y}.png ');
    answers = [ok({ outcome: 'used' })];
    await submit('Dùng bản đồ này');
    expect(asked(page, 'settings.setBaseMap')).toEqual([{ kind: 'raster', address: 'https://bando.example.vn/{z}/{x}/{y}.png', more: '', sight: { latDeg: 21, lonDeg: 105.8, zoom: 14 } }]);
    expect(part()).toContain('Đã đổi bản đồ nền.');
    expect(document.activeElement?.textContent).toBe('Đổi bản đồ nền…');
  });

  it('says what is wrong, keeps what was typed, and tries again', async () => {
    await openForm();
    await choose('Bản đồ vẽ sẵn');
    await type('Địa chỉ bản đồ', 'https://sai.example.vn/style.json');
    answers = [err('map/unreachable'), ok({ outcome: 'used' })];
    await submit('Dùng bản đồ này');
    expect(page.find('[role="alert"]').textContent).toContain('Không kết nối được máy chủ bản đồ');
    expect(field('Địa chỉ bản đồ').value).toBe('https://sai.example.vn/style.json');
    await submit('Dùng bản đồ này');
    expect(part()).toContain('Đã đổi');
  });

  it('asks before a style takes things from other servers', async () => {
    await openForm();
    await choose('Bản đồ vẽ sẵn');
    await type('Địa chỉ bản đồ', 'https://bando.example.vn/style.json');
    answers = [ok({ outcome: 'other-servers', origins: ['https://o.example.vn'] }), ok({ outcome: 'used' })];
    await submit('Dùng bản đồ này');
    expect(page.find('[role="alert"]').textContent).toContain('https://o.example.vn');
    expect(field('Máy chủ khác').value).toBe('https://o.example.vn');
    await submit('Dùng bản đồ này');
    expect(asked(page, 'settings.setBaseMap').at(-1)).toMatchObject({ more: 'https://o.example.vn' });
  });

  it('leaves the file to a dialog of main, and stays open when none was chosen', async () => {
    await openForm();
    await choose('Tệp PMTiles');
    answers = [ok({ outcome: 'none' }), err('map/file-unreadable')];
    await submit('Chọn tệp…');
    expect(asked(page, 'settings.setBaseMap')).toEqual([{ kind: 'pmtiles', sight: null }]);
    await submit('Chọn tệp…');
    expect(page.find('[role="alert"]').textContent).toContain('không phải tệp PMTiles');
  });

  it('asks once while main is trying, and says that it is', async () => {
    let answer: (value: unknown) => void = () => undefined;
    answers = [new Promise((resolve) => (answer = resolve))];
    await openForm();
    await submit('Dùng bản đồ này');
    expect(page.find('[role="dialog"] [role="status"]').textContent).toBe('Đang thử bản đồ…');
    await submit('Đang thử bản đồ…');
    expect(asked(page, 'settings.setBaseMap')).toEqual([{ kind: 'bundled' }]);
    await act(async () => {
      answer(ok({ outcome: 'used' }));
    });
    expect(part()).toContain('Đã đổi');
  });

  describe('while main is trying', () => {
    let answer: (value: unknown) => void = () => undefined;
    beforeEach(async () => {
      answers = [new Promise((resolve) => (answer = resolve))];
      await openForm();
      await choose('Bản đồ vẽ sẵn');
      await type('Địa chỉ bản đồ', 'https://cham.example.vn/style.json');
      await submit('Dùng bản đồ này');
      expect(asked(page, 'settings.cancelBaseMap')).toEqual([]);
    });
    const late = (value: unknown): Promise<void> =>
      act(async () => {
        answer(value);
      });

    it('is cancelled for good: main is told, and a late answer does not close the form opened since', async () => {
      await page.click('button', 'Hủy');
      expect(asked(page, 'settings.cancelBaseMap')).toEqual([{}]);
      await openForm();
      await late(ok({ outcome: 'used' }));
      expect(page.find('[role="dialog"]').textContent).toContain('Dùng bản đồ này');
      await page.press(page.find('[role="dialog"]'), 'Escape');
      expect(part()).not.toContain('Đã đổi');
      expect(asked(page, 'settings.cancelBaseMap')).toEqual([{}]);
    });

    it('is given up when another map is typed or picked, and what was typed stays', async () => {
      await type('Địa chỉ bản đồ', 'https://nhanh.example.vn/style.json');
      expect(asked(page, 'settings.cancelBaseMap')).toEqual([{}]);
      await late(ok({ outcome: 'other-servers', origins: ['https://o.example.vn'] }));
      expect([field('Địa chỉ bản đồ').value, field('Máy chủ khác').value]).toEqual(['https://nhanh.example.vn/style.json', '']);
      answers = [ok({ outcome: 'used' })];
      await submit('Dùng bản đồ này');
      expect(asked(page, 'settings.setBaseMap').at(-1)).toMatchObject({ address: 'https://nhanh.example.vn/style.json' });
      expect(part()).toContain('Đã đổi');
    });
  });

  it('takes tiles whose TileJSON names another server, once that is agreed to', async () => {
    await openForm();
    await choose('Ô bản đồ vector');
    await type('Địa chỉ ô vector', 'https://bando.example.vn/tiles.json');
    answers = [ok({ outcome: 'other-servers', origins: ['https://o.example.vn'] })];
    await submit('Dùng bản đồ này');
    expect(field('Máy chủ khác').value).toBe('https://o.example.vn');
  });

  it('begins with the one in use, and Escape leaves it as it is', async () => {
    await inUse(TILES);
    await openForm();
    expect(field('Địa chỉ ô ảnh').value).toBe(TILES.address);
    await page.press(page.find('[role="dialog"]'), 'Escape');
    expect(document.activeElement?.textContent).toBe('Đổi bản đồ nền…');
    expect(part()).not.toContain('Đã đổi');
    expect(asked(page, 'settings.setBaseMap')).toEqual([]);
  });
});
