// Takes a picture of every screen in both languages and two sizes, to be looked at: `node tests/pictures/take.ts [FOLDER]` (out/pictures).
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from '@playwright/test';
import { startDisplays } from '../../build/displays/displays.mjs';
import { DEMO_PASSWORD, peopleOf } from '../../demo/people.ts';
import { ConsoleApp, makeUserData } from '../e2e/harness/console-app.ts';
import { startCity } from '../e2e/harness/demo-city.ts';

const SIZES = [
  { widthPx: 1920, heightPx: 1080 },
  { widthPx: 1280, heightPx: 720 },
] as const;
const folder = path.resolve(process.argv[2] ?? 'out/pictures');
mkdirSync(folder, { recursive: true });

const open = async (desk: Page, query: string, count: number) => {
  const search = desk.getByLabel(/^(Tìm camera|Find a camera|Find camera|Search cameras)$/);
  await search.fill(query);
  await expect(desk.getByText(/^[1-9][0-9.,]* cameras?$/).first()).toBeVisible({ timeout: 20_000 });
  await search.press('ArrowDown');
  for (let index = 0; index < count; index += 1) {
    await desk.keyboard.press('Enter');
    await desk.keyboard.press('ArrowDown');
  }
  await search.fill('');
};
// Some cameras of the city are out of service, as in life.
const live = async (page: Page, tiles: number) => {
  await expect(page.locator('[role=figure][data-camera-id]')).toHaveCount(tiles, { timeout: 30_000 });
  await expect(page.locator('[role=figure][data-state=live]').nth(Math.floor(tiles / 2))).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('[role=figure][data-state=connecting]')).toHaveCount(0, { timeout: 30_000 });
};

for (const size of SIZES) {
  const monitors = [0, 1, 2].map((index) => ({ ...size, xPx: index * size.widthPx, yPx: 0 }));
  const displays = await startDisplays({ monitors });
  const city = await startCity({ cameras: 20_405 });
  const data = makeUserData();
  const app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
  const name = (what: string) => path.join(folder, `${what}-${String(size.widthPx)}.png`);
  const shot = (what: string, monitor: number) => displays.screenshot(monitor, name(what));
  try {
    const desk = await app.desk();
    await shot('sign-in-vi', 0);
    await desk.getByLabel('Tên đăng nhập').fill('truc.an');
    await desk.getByLabel('Mật khẩu', { exact: true }).fill(DEMO_PASSWORD);
    await desk.getByRole('button', { name: 'Đăng nhập' }).click();
    await expect(desk.getByLabel('Mã xác thực')).toBeVisible();
    await shot('enrol-vi', 0);
    await desk.getByRole('button', { name: 'Đăng nhập tài khoản khác' }).click();
    const supervisor = peopleOf('province').find((person) => person.role === 'supervisor');
    await app.signIn(supervisor?.username ?? '', DEMO_PASSWORD, supervisor?.totpSecret ?? '');
    await shot('desk-empty-vi', 0);
    await shot('wall-empty-vi', 1);
    await desk.keyboard.press('F3');
    await open(desk, 'cau giay', 9);
    await live(desk, 9);
    await desk.keyboard.press('Control+2');
    await shot('desk-9-vi', 0);
    await desk.keyboard.press('F4');
    await open(desk, 'hoan kiem', 7);
    await desk.keyboard.press('Control+3');
    await live(await app.wall(2), 9);
    await live(await app.wall(3), 16);
    await shot('desk-16-vi', 0);
    await shot('wall-9-vi', 1);
    await shot('wall-16-vi', 2);
    await desk.getByRole('button', { name: 'EN' }).or(desk.getByText('EN', { exact: true })).first().click();
    await expect(desk.locator('html')).toHaveAttribute('lang', 'en');
    await shot('desk-16-en', 0);
    const wall = await app.wall(2);
    const ids = await wall.locator('[role=figure][data-state=live]').evaluateAll((figures) => figures.map((figure) => figure.getAttribute('data-camera-id')));
    await city.fault({ cameraId: ids[0], fault: 'cut' });
    await city.fault({ cameraId: ids[1], fault: 'freeze' });
    await city.fault({ cameraId: ids[2], fault: 'delay', delayMs: 5000 });
    await expect(wall.locator(`[data-camera-id="${ids[2] ?? ''}"][data-state=delayed]`)).toBeVisible({ timeout: 30_000 });
    await shot('wall-trouble-en', 1);
    await shot('desk-trouble-en', 0);
    await city.stopServers();
    await expect(wall.locator('[role=figure][data-state=live]')).toHaveCount(0, { timeout: 15_000 });
    await shot('wall-offline-en', 1);
    await shot('desk-offline-en', 0);
    await city.startServers();
    console.log(`${String(size.widthPx)}: errors ${JSON.stringify(app.takeErrors())}`);
  } finally {
    await app.close();
    await city.end();
    await displays.stop();
    data.remove();
  }
}
