// Takes a picture of every screen in both languages and two sizes, to be looked at: `node tests/pictures/take.ts [FOLDER]` (out/pictures).
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from '@playwright/test';
import { startDisplays } from '../../build/displays/displays.mjs';
import { DEMO_PASSWORD, peopleOf } from '../../demo/people.ts';
import { ConsoleApp, makeUserData } from '../e2e/harness/console-app.ts';
import { startCity } from '../e2e/harness/demo-city.ts';

type Language = 'vi' | 'en';

const SIZES = [
  { widthPx: 1920, heightPx: 1080 },
  { widthPx: 1280, heightPx: 720 },
] as const;
const DRAWINGS_TO_GLASS = 30;
const LANGUAGES: readonly Language[] = ['vi', 'en'];
const folder = path.resolve(process.argv[2] ?? 'out/pictures');
mkdirSync(folder, { recursive: true });

/** A sentence of the console, e.g. `tiles:menu.sequence`, with its values. */
function say(language: Language, key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const [space = '', name = ''] = key.split(':');
  const file = path.join(import.meta.dirname, '../../assets/locales', language, `${space}.json`);
  let found: unknown = JSON.parse(readFileSync(file, 'utf8'));
  for (const part of name.split('.')) found = found instanceof Object ? Reflect.get(found, part) : undefined;
  if (typeof found !== 'string') throw new Error(`${file} does not say ${name}`);
  return found.replace(/\{\{(\w+)\}\}/g, (_all, value: string) => String(values[value] ?? ''));
}

const supervisor = peopleOf('province').find((person) => person.role === 'supervisor');

const open = async (desk: Page, query: string, count: number) => {
  const search = desk.getByLabel(say('vi', 'live:cameras.search'), { exact: true }).or(desk.getByLabel(say('en', 'live:cameras.search'), { exact: true }));
  await search.fill(query);
  await expect(desk.getByText(/^[1-9][0-9.,]* cameras?$/).first()).toBeVisible({ timeout: 20_000 });
  await search.press('ArrowDown');
  for (let index = 0; index < count; index += 1) {
    await desk.keyboard.press('Enter');
    await desk.keyboard.press('ArrowDown');
  }
  await search.fill('');
};
const openNumber = async (desk: Page, number: number) => {
  await firstTile(desk).focus();
  await desk.keyboard.type(String(number));
  await desk.keyboard.press('Enter');
};
const firstTile = (desk: Page): Locator => desk.getByRole('figure').first();
const PLAYING = '[data-state=live], [data-state=reduced]';
// Some cameras of the city are out of service, as in life.
const live = async (page: Page, tiles: number) => {
  await expect(page.locator('[role=figure][data-camera-id]')).toHaveCount(tiles, { timeout: 30_000 });
  await expect(page.locator('[role=figure]').and(page.locator(PLAYING)).nth(Math.floor(tiles / 2))).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('[role=figure][data-state=connecting]')).toHaveCount(0, { timeout: 30_000 });
};
const saveAs = async (desk: Page, language: Language, name: string) => {
  await desk.keyboard.press('Control+s');
  await desk.getByLabel(say(language, 'live:save.name')).fill(name);
  if (await desk.getByLabel(say(language, 'live:save.share')).isVisible()) await desk.getByLabel(say(language, 'live:save.share')).check();
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('heading', { name })).toBeVisible();
};
const edit = async (desk: Page, language: Language, name: string) => {
  await desk.getByRole('button', { name: say(language, 'wall:layouts.more', { name }), exact: true }).click();
  await desk.getByRole('menuitem', { name: say(language, 'wall:layouts.edit'), exact: true }).click();
  await expect(desk.getByLabel(say(language, 'editor:save.name'), { exact: true })).toHaveValue(name);
};
const toScreen = (desk: Page, title: string) => desk.getByRole('navigation').getByRole('button', { name: title, exact: true }).click();

for (const size of SIZES) {
  const monitors = [0, 1, 2].map((index) => ({ ...size, xPx: index * size.widthPx, yPx: 0 }));
  const displays = await startDisplays({ monitors });
  const other = await startDisplays({ monitors: monitors.slice(0, 1) });
  const city = await startCity({ cameras: 20_405 });
  const data = makeUserData();
  const otherData = makeUserData();
  const app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
  const name = (what: string) => path.join(folder, `${what}-${String(size.widthPx)}.png`);
  /** The glass is behind the page while much is drawn: what the page says now is waited for there. */
  const shot = async (what: string, monitor = 0) => {
    await (monitor === 0 ? await app.desk() : await app.wall(monitor + 1)).evaluate(async (drawings) => {
      for (let left = drawings; left > 0; left -= 1) await new Promise(requestAnimationFrame);
    }, DRAWINGS_TO_GLASS);
    await displays.screenshot(monitor, name(what));
  };
  try {
    const desk = await app.desk();
    await shot('sign-in-vi');
    await desk.getByLabel('Tên đăng nhập').fill('truc.an');
    await desk.getByLabel('Mật khẩu', { exact: true }).fill(DEMO_PASSWORD);
    await desk.getByRole('button', { name: 'Đăng nhập' }).click();
    await expect(desk.getByLabel('Mã xác thực')).toBeVisible();
    await shot('enrol-vi');
    await desk.getByRole('button', { name: 'Đăng nhập tài khoản khác' }).click();
    await app.signIn(supervisor?.username ?? '', DEMO_PASSWORD, supervisor?.totpSecret ?? '');
    await shot('desk-empty-vi');
    await shot('wall-empty-vi', 1);
    await desk.keyboard.press('F7');
    await open(desk, 'cau giay', 9);
    await live(desk, 9);
    await desk.keyboard.press('Control+2');
    await shot('desk-9-vi');
    await desk.keyboard.press('F8');
    await open(desk, 'hoan kiem', 7);
    await desk.keyboard.press('Control+3');
    await live(await app.wall(2), 9);
    await live(await app.wall(3), 16);
    await shot('desk-16-vi');
    await shot('wall-9-vi', 1);
    await shot('wall-16-vi', 2);
    await saveAs(desk, 'vi', 'Trục Cầu Giấy – Hoàn Kiếm');
    await desk.keyboard.press('F6');
    await saveAs(desk, 'vi', 'Bốn ngã tư');

    for (const language of LANGUAGES) {
      const words = (key: string, values?: Readonly<Record<string, string | number>>) => say(language, key, values);
      const button = (key: string, values?: Readonly<Record<string, string | number>>) => desk.getByRole('button', { name: words(key, values), exact: true });
      const take = (what: string, monitor?: number) => shot(`${what}-${language}`, monitor);
      await desk.getByRole('radio', { name: language === 'vi' ? 'Tiếng Việt' : 'English' }).click();
      await expect(desk.locator('html')).toHaveAttribute('lang', language);

      await desk.getByRole('button', { name: new RegExp(`^${words('live:arrangement.open').split(':')[0] ?? ''}:`) }).click();
      await take('arrangements');
      await desk.keyboard.press('Escape');
      await firstTile(desk).focus();
      await desk.keyboard.press('Shift+F10');
      await expect(desk.getByRole('menu')).toBeVisible();
      await take('tile-menu');
      await desk.getByRole('menuitem', { name: words('tiles:menu.sequence') }).click();
      await desk.getByRole('button', { name: words('editor:sequence.addDesk', { count: 4 }) }).click();
      await take('sequence');
      await button('common:action.close').click();
      await button('wall:layouts.tour').click();
      for (const layout of ['Trục Cầu Giấy – Hoàn Kiếm', 'Bốn ngã tư']) await desk.getByRole('button', { name: words('editor:tour.add', { name: layout }) }).click();
      await take('tour');
      await button('common:action.close').click();

      await firstTile(desk).focus();
      await desk.keyboard.press('r');
      await expect(desk.getByRole('group', { name: words('tiles:replay.controls') })).toBeVisible({ timeout: 15_000 });
      await expect(desk.locator('[role=figure][data-state=playback]')).toBeVisible({ timeout: 15_000 });
      await take('replay');
      await desk.keyboard.press('r');

      await button('live:grid.clear').click();
      await button('live:grid.clear').click();
      await openNumber(desk, 30_007);
      await expect(desk.locator('[role=figure][data-camera-id]').and(desk.locator(PLAYING))).toBeVisible({ timeout: 20_000 });
      await firstTile(desk).focus();
      await desk.keyboard.press('Shift+KeyM');
      await expect(desk.getByRole('dialog')).toBeVisible();
      await take('masks');
      await desk.keyboard.press('Escape');

      await firstTile(desk).focus();
      await desk.keyboard.press('Shift+Slash');
      await take('keys');
      await desk.getByRole('radio', { name: words('editor:keys.change') }).click();
      await take('key-table');
      await desk.locator('[data-command="tile.replay"]').getByRole('button').first().click();
      await desk.keyboard.press('s');
      await take('key-taken');
      await button('common:action.keep').click();
      await button('common:action.close').click();

      await toScreen(desk, words('editor:title'));
      await desk.getByRole('button', { name: words('editor:start.layout', { name: 'Trục Cầu Giấy – Hoàn Kiếm' }) }).click();
      await take('layout-editor');
      await button('editor:kind.sequence').click();
      await desk.getByRole('button', { name: words('editor:sequence.addUnit') }).click();
      await take('layout-editor-sequence');
      await desk.getByRole('button', { name: words('editor:start.readyUpright', { count: 8 }) }).click();
      await take('layout-editor-upright');
      await button('common:signOut').click();
      await take('layout-editor-leave');
      await button('editor:leave.stay').click();
      await toScreen(desk, words('live:title'));
      await button('editor:leave.discard').click();
      await desk.getByRole('button', { name: words('wall:layouts.apply', { name: 'Bốn ngã tư' }) }).click();
      await live(desk, 4);
    }

    // The same person changes a layout at another desk while it is open in the editor here.
    const second = await ConsoleApp.launch({ display: other.display, tierUrl: city.province.httpUrl, userData: otherData.folder, keyringHome: otherData.keyringHome });
    try {
      const there = await second.signIn(supervisor?.username ?? '', DEMO_PASSWORD, supervisor?.totpSecret ?? '');
      await edit(desk, 'en', 'Bốn ngã tư');
      await edit(there, 'vi', 'Bốn ngã tư');
      await there.getByRole('button', { name: say('vi', 'editor:tool.splitColumns'), exact: true }).click();
      await there.keyboard.press('Control+s');
      await expect(there.getByText(say('vi', 'editor:save.saved'), { exact: true })).toBeVisible();
      await desk.getByRole('button', { name: say('en', 'editor:tool.splitFour'), exact: true }).click();
      await desk.keyboard.press('Control+s');
      await expect(desk.getByRole('alert')).toBeVisible();
      await toScreen(desk, say('en', 'live:title'));
      await desk.getByRole('button', { name: say('en', 'editor:leave.discard'), exact: true }).click();
      await expect(desk.getByRole('button', { name: say('en', 'wall:conflict.keepBoth'), exact: true })).toBeVisible();
      await shot('conflict-en');
      await desk.getByRole('radio', { name: 'Tiếng Việt' }).click();
      await expect(desk.locator('html')).toHaveAttribute('lang', 'vi');
      await shot('conflict-vi');
      await desk.getByRole('button', { name: say('vi', 'wall:conflict.keepTheirs'), exact: true }).click();
      await desk.getByRole('radio', { name: 'English' }).click();
    } finally {
      await second.close();
    }

    const wall = await app.wall(2);
    const ids = await wall.locator('[role=figure]').and(wall.locator(PLAYING)).evaluateAll((figures) => figures.map((figure) => figure.getAttribute('data-camera-id')));
    await city.fault({ cameraId: ids[0], fault: 'cut' });
    await city.fault({ cameraId: ids[1], fault: 'freeze' });
    await city.fault({ cameraId: ids[2], fault: 'delay', delayMs: 5000 });
    await expect(wall.locator(`[data-camera-id="${ids[2] ?? ''}"][data-state=delayed]`)).toBeVisible({ timeout: 30_000 });
    await shot('wall-trouble-en', 1);
    await shot('desk-trouble-en');
    await city.stopServers();
    await expect(wall.locator('[role=figure][data-state=live]')).toHaveCount(0, { timeout: 15_000 });
    await shot('wall-offline-en', 1);
    await shot('desk-offline-en');
    await city.startServers();
    console.log(`${String(size.widthPx)}: errors ${JSON.stringify(app.takeErrors())}`);
  } finally {
    await app.close();
    await city.end();
    await displays.stop();
    await other.stop();
    data.remove();
    otherData.remove();
  }
}
