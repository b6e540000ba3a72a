import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { ConsoleApp, makeUserData } from '../e2e/harness/console-app.ts';
import { startCity, type DemoCity } from '../e2e/harness/demo-city.ts';
import { filesBelow, openByNumber, sendToMonitor, signInAs, tileOf, workingCameras, type ChosenCamera } from '../e2e/harness/duty.ts';
import { containing, filled, wordsIn, type Operator } from '../e2e/harness/operator.ts';

const { common, find, live, map, notices } = wordsIn('vi');
/** Some pages of the list. */
const CAMERAS = 3_000;
/** Tries come after half a second at first, and wait longer each time. */
const MENDED_MS = 40_000;
const JUNCTION = 'Nút giao Cầu Giấy';

const data = makeUserData();
let city: DemoCity;
let displays: VirtualDisplays;
let app: ConsoleApp;
let operator: Operator;
let whole = '';
let renamed = 0;

beforeAll(async () => {
  [city, displays] = await Promise.all([startCity({ cameras: CAMERAS }), startDisplays({ monitors: monitorsInARow(1, { widthPx: 1280, heightPx: 720 }) })]);
  app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
  operator = await signInAs(app, 'truc.binh');
  whole = filled(live.status.shown, { shown: 0, total: city.province.cameras.toLocaleString('vi') });
  await expect(status()).toContainText(whole, { timeout: 20_000 });
});
afterEach(async () => {
  await spoil('none');
  expect(app.takeErrorsBesideGraphics()).toEqual([]);
});
afterAll(async () => {
  await app.close();
  await city.end();
  await displays.stop();
  data.remove();
});

const status = (): Locator => operator.page.getByRole('contentinfo', { name: common.statusBar });
const spoil = async (fault: string): Promise<void> => {
  const answer = await fetch(`${city.province.httpUrl}/demo/directory-faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ fault }) });
  if (!answer.ok) throw new Error(await answer.text());
};
/** The last of the city's cameras gets a name that it never had. */
const last = (): ChosenCamera => {
  const camera = workingCameras(city, CAMERAS - 500).at(-1);
  if (camera === undefined) throw new Error('no camera');
  return camera;
};
const rename = async (): Promise<string> => {
  renamed += 1;
  const name = `Ngõ đổi tên lần ${String(renamed)}`;
  await city.directory({ rename: { cameraId: last().id, name } });
  return name;
};
/** What the console kept of the list is of no use any more, and it is told that there is something new: it loads the list anew. */
const loadAnew = async (): Promise<string> => {
  await city.directory({ expire: true });
  return rename();
};
const expectSearchWorks = async (): Promise<void> => {
  await operator.find('nut giao cau giay');
  await expect(operator.lines.nth(8)).toContainText(JUNCTION);
  const names = await operator.lines.evaluateAll((all) => all.slice(0, 9).map((line) => line.textContent ?? ''));
  expect(new Set(names).size).toBe(9);
  for (const name of names) expect(name).toContain(JUNCTION);
};
/** The list is whole, of now, and knows the camera by its newest name, once. */
const expectMended = async (name: string): Promise<void> => {
  await expect(async () => {
    await operator.search.fill('');
    await operator.search.fill(name);
    await expect(operator.lines.filter({ hasText: name })).toHaveCount(1, { timeout: 1_000 });
  }).toPass({ timeout: MENDED_MS });
  await expect(status()).toContainText(whole, { timeout: MENDED_MS });
  await expect(status()).not.toContainText(live.status.cacheFrom.split('{{')[0] ?? '');
  await expect(status()).not.toContainText(/Bỏ qua/);
  await expect(operator.page.getByRole('region', { name: notices.region })).not.toContainText(notices.directoryNotLoaded);
};

describe('When the list of cameras does not come as it should', () => {
  it.each(['cut', 'truncate', 'huge'])('"%s": the one there is stays in use with its age said, and is brought up to date by itself', { timeout: 120_000 }, async (fault) => {
    await spoil(fault);
    const name = await loadAnew();
    await expect(status()).toContainText(containing(live.status.cacheFrom.split('{{')[0] ?? ''), { timeout: 20_000 });
    if (fault !== 'cut') await expect(operator.page.getByRole('region', { name: notices.region })).toContainText(notices.directoryNotLoaded, { timeout: 20_000 });
    await expectSearchWorks();
    await expect(status()).toContainText(whole);
    await spoil('none');
    await expectMended(name);
  });

  it.each(['duplicate', 'reorder'])('"%s": nothing is there twice, nothing is lost, and the last word holds', { timeout: 120_000 }, async (fault) => {
    await spoil(fault);
    await expectMended(await loadAnew());
    await rename();
    await rename();
    await expectMended(await rename());
    await expectSearchWorks();
  });

  it('one record in twenty cannot be read: the others are there, how many are not is said, and they come when they are repaired', { timeout: 120_000 }, async () => {
    await spoil('broken');
    await loadAnew();
    const skipped = filled(live.status.skipped, { count: 0 }).split('0')[0] ?? '';
    await expect(status()).toContainText(skipped, { timeout: 20_000 });
    const left = Number(/Bỏ qua (\d+)/.exec((await status().textContent()) ?? '')?.[1]);
    expect(left).toBeGreaterThan(city.province.cameras * 0.04);
    await expect(status()).toContainText(filled(live.status.shown, { shown: 0, total: (city.province.cameras - left).toLocaleString('vi') }));
    await operator.find('nut giao cau giay');
    await expect(operator.lines.filter({ hasText: JUNCTION }).nth(7)).toBeVisible();
    await spoil('none');
    await expectMended(await rename());
    await expectSearchWorks();
  });
});

describe('When the right to see a camera is withdrawn while the console runs', () => {
  const SECRET = 'Zyxquang';
  const NAME = `Ngách ${SECRET} 7`;

  it('it leaves the search, the counts, the map, the tiles and the wall', { timeout: 120_000 }, async () => {
    const camera = last();
    const { page } = operator;
    await operator.search.fill('');
    await city.directory({ rename: { cameraId: camera.id, name: NAME } });
    await operator.chooseGrid(1);
    await openByNumber(operator, [camera]);
    await sendToMonitor(operator, 1);
    const wall = await app.wall(1);
    await expect(tileOf(wall, camera.id)).toContainText(NAME, { timeout: 20_000 });
    await expect(async () => {
      await operator.find(SECRET.toLowerCase());
      await expect(operator.lines.first()).toContainText(NAME, { timeout: 1_000 });
    }).toPass({ timeout: 20_000 });
    await operator.lines.first().click();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: find.act.map }).click();
    const listed = page.getByRole('complementary', { name: map.list.panel }).locator(`[data-camera="${camera.id}"]`);
    await expect(listed).toBeVisible({ timeout: 20_000 });

    await city.directory({ withdraw: [camera.id] });
    await expect(listed).toHaveCount(0, { timeout: 20_000 });
    await expect(page.getByText(SECRET)).toHaveCount(0);
    await expect(wall.getByText(SECRET)).toHaveCount(0);
    await page.getByRole('navigation').getByRole('button', { name: live.title, exact: true }).click();
    await expect(page.getByText(SECRET)).toHaveCount(0);
    await operator.search.fill('');
    await operator.search.fill(SECRET);
    await expect(page.getByText(live.cameras.none)).toBeVisible();
    await expect(status()).toContainText(`/ ${(city.province.cameras - 1).toLocaleString('vi')} `);
    await operator.search.fill(String(camera.number));
    await expect(operator.lines.filter({ hasText: NAME })).toHaveCount(0);
  });

  it('and the disk: no file of the console has its name any more', { timeout: 60_000 }, async () => {
    const holding = (): readonly string[] => filesBelow(path.dirname(data.folder)).filter((file) => holds(file, [SECRET, SECRET.toLowerCase()]));
    expect(filesBelow(data.folder).some((file) => path.basename(file) === 'directory.db')).toBe(true);
    await expect.poll(holding, { message: 'files that hold its name', timeout: 20_000 }).toEqual([]);
  });
});

/** Whether a file holds one of the words, in any of the letters a program writes with. It may go while it is read. */
function holds(file: string, words: readonly string[]): boolean {
  try {
    const bytes = readFileSync(file);
    return words.some((word) => bytes.includes(word, 0, 'utf8') || bytes.includes(word, 0, 'utf16le'));
  } catch {
    return false;
  }
}
