import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { expectAccessible } from './harness/axe.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { camerasOn, expectLive, signInAs, tileOf } from './harness/duty.ts';
import { filled, wordsIn, type Operator } from './harness/operator.ts';

const words = wordsIn('vi');
const { find, map, ptz } = words;
const JUNCTION = 'Nút giao Cầu Giấy';

interface Heads {
  readonly heads: readonly { readonly cameraId: string; readonly moving: boolean; readonly holder: { readonly personId: string } | null; readonly position: { readonly panDeg: number } | null }[];
  readonly items: readonly { readonly cameraId: string; readonly what: string; readonly detail?: { readonly pan?: number }; readonly personId: string | null }[];
}

/** A joystick that nobody has to hold: `axes[0]` turns the head. */
const plugIn = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const pad = { id: 'Joystick of a test', index: 0, connected: true, mapping: 'standard', timestamp: 1, axes: [0, 0, 0, 0], buttons: Array.from({ length: 16 }, () => ({ pressed: false, touched: false, value: 0 })), vibrationActuator: null };
    Reflect.set(window, 'testPad', pad);
    Object.defineProperty(navigator, 'getGamepads', { configurable: true, value: () => [Reflect.get(window, 'testPad')] });
    window.dispatchEvent(Object.assign(new Event('gamepadconnected'), { gamepad: pad }));
  });
const deflect = (page: Page, share: number): Promise<void> =>
  page.evaluate((value) => {
    const pad = Reflect.get(window, 'testPad') as { axes: number[]; timestamp: number };
    pad.axes = [value, 0, 0, 0];
    pad.timestamp += 1;
  }, share);
/** What the eye reads of a mark; empty: it is cut off. */
const wordsInFull = (mark: Locator): Promise<string> =>
  mark.evaluate((shown) => [...shown.querySelectorAll('span')].find((word) => word.clientWidth > 1 && word.scrollWidth <= word.clientWidth)?.textContent ?? '');
const pullOut = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const pad: unknown = Reflect.get(window, 'testPad');
    Reflect.set(window, 'testPad', null);
    window.dispatchEvent(Object.assign(new Event('gamepaddisconnected'), { gamepad: pad }));
  });

describe('An incident at the junction', () => {
  const data = makeUserData();
  let city: DemoCity;
  let displays: VirtualDisplays;
  let app: ConsoleApp;
  let operator: Operator;
  let desk: Page;

  const heads = async (): Promise<Heads> => (await (await fetch(`${city.province.httpUrl}/demo/ptz?after=0`)).json()) as Heads;
  const hold = async (body: unknown): Promise<void> => {
    const answer = await fetch(`${city.province.httpUrl}/demo/ptz`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    if (!answer.ok) throw new Error(await answer.text());
  };
  const junctionCameras = () => city.demo.world.city.cameras.filter(({ name }) => name.startsWith(JUNCTION));
  const turning = () => {
    const camera = junctionCameras().find((candidate) => candidate.ptz !== undefined && city.demo.world.brokenSinceUtcMs(candidate.id) === null);
    if (camera === undefined) throw new Error('no camera of the junction turns');
    return camera;
  };
  const side = (): Locator => desk.getByRole('complementary', { name: map.list.panel });
  const lines = (): Locator => side().locator('[data-camera]');
  const canvas = (): Locator => desk.locator('canvas.maplibregl-canvas');

  beforeAll(async () => {
    [city, displays] = await Promise.all([startCity({ cameras: 20_405 }), startDisplays({ monitors: monitorsInARow(2) })]);
    app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
    operator = await signInAs(app, 'truc.binh');
    desk = operator.page;
  });
  afterEach(() => {
    expect(app.takeErrorsBesideGraphics()).toEqual([]);
  });
  afterAll(async () => {
    await app.close();
    await city.end();
    await displays.stop();
    data.remove();
  });

  it('is found without accents, the nine cameras of the junction before all others', async () => {
    await operator.find('nut giao cau giay');
    await expect(operator.lines.nth(8)).toContainText(JUNCTION);
    const names = await operator.lines.evaluateAll((all) => all.slice(0, 9).map((line) => line.textContent ?? ''));
    for (const name of names) expect(name).toContain(JUNCTION);
    await expectAccessible(desk);
  });

  it('is shown on the map, and a rectangle drawn round it lists exactly its nine cameras', async () => {
    await operator.lines.first().click();
    await desk.keyboard.press('Shift+F10');
    await desk.getByRole('menuitem', { name: find.act.map }).click();
    await expect(canvas()).toBeVisible({ timeout: 20_000 });
    await expect(lines().first()).toBeVisible({ timeout: 20_000 });
    await expectAccessible(desk);
    await desk.getByRole('button', { name: map.tool.rectangleTip }).or(desk.getByRole('button', { name: map.tool.rectangle, exact: true })).first().click();
    const box = await canvas().boundingBox();
    if (box === null) throw new Error('the map has no size');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const reach = Math.min(box.width, box.height) * 0.45;
    await desk.mouse.move(x - reach, y - reach);
    await desk.mouse.down();
    await desk.mouse.move(x, y, { steps: 4 });
    await desk.mouse.move(x + reach, y + reach, { steps: 4 });
    await desk.mouse.up();
    await expect(side().getByRole('heading', { name: map.list.area.polygon })).toBeVisible();
    await expect(side().getByText(filled(map.list.sightCount, { cameras: 9 }), { exact: true })).toBeVisible();
    expect((await lines().evaluateAll((all) => all.map((line) => line.getAttribute('data-camera')))).toSorted()).toEqual(junctionCameras().map(({ id }) => id).toSorted());
  });

  it('stands on monitor 2 with one press', async () => {
    await side().getByLabel(map.act.monitor, { exact: true }).selectOption('2');
    await desk.getByRole('button', { name: filled(map.act.openOn, { number: 2 }), exact: true }).click();
    const wall = await app.wall(2);
    await expect.poll(async () => (await camerasOn(wall)).filter((camera) => camera !== null).length, { timeout: 20_000 }).toBe(9);
    expect((await camerasOn(wall)).flatMap((camera) => camera ?? []).toSorted()).toEqual(junctionCameras().map(({ id }) => id).toSorted());
    expect(junctionCameras().every(({ id }) => city.demo.world.brokenSinceUtcMs(id) === null)).toBe(true);
    await expectLive(wall, await camerasOn(wall));
  });

  it('tells who steers a camera, at the desk and on the wall, and gives it to the higher level', async () => {
    const camera = turning();
    await hold({ hold: camera.number, as: 'phuong.phuc' });
    await desk.getByRole('navigation').getByRole('button', { name: words.live.title, exact: true }).click();
    await operator.search.fill('');
    await operator.leaveFields();
    await desk.keyboard.type(String(camera.number));
    await desk.keyboard.press('Enter');
    const tile = tileOf(desk, camera.id);
    await expect(tile.locator('[data-ptz="other"]')).toContainText('Trịnh Gia Phúc', { timeout: 20_000 });
    const onWall = tileOf(await app.wall(2), camera.id).locator('[data-ptz="other"]');
    await expect(onWall).toContainText('Trịnh Gia Phúc');
    for (const mark of [tile.locator('[data-ptz="other"]'), onWall]) expect(await wordsInFull(mark)).toMatch(/Phúc/);
    await tile.focus();
    await desk.keyboard.press('KeyJ');
    await expect(desk.getByRole('button', { name: ptz.lease.take })).toBeVisible();
    await expectAccessible(desk);
    await desk.getByRole('button', { name: ptz.lease.take }).click();
    await expect(tile.locator('[data-ptz="mine"]')).toBeVisible();
    expect(await wordsInFull(tile.locator('[data-ptz="mine"]'))).toMatch(/^Anh\/chị/);
    await expect.poll(async () => (await heads()).heads.find(({ cameraId }) => cameraId === camera.id)?.holder?.personId).toBe('person-truc.binh');
  });

  it('turns with a joystick, as far as it is held, and stops at once when it is let go or pulled out', async () => {
    const camera = turning();
    const moving = async () => (await heads()).heads.find(({ cameraId }) => cameraId === camera.id)?.moving;
    const pan = async () => (await heads()).heads.find(({ cameraId }) => cameraId === camera.id)?.position?.panDeg ?? Number.NaN;
    const before = await pan();
    await plugIn(desk);
    await deflect(desk, 1);
    await expect.poll(moving).toBe(true);
    await expect.poll(async () => Math.abs((await pan()) - before)).toBeGreaterThan(5);
    await deflect(desk, 0);
    await expect.poll(moving).toBe(false);
    // Fault 44: the joystick is pulled out while it is deflected.
    await deflect(desk, -1);
    await expect.poll(moving).toBe(true);
    await pullOut(desk);
    await expect.poll(moving).toBe(false);
    const last = (await heads()).items.filter(({ cameraId, what }) => cameraId === camera.id && what === 'move').at(-1);
    expect(last?.detail?.pan).toBe(0);
  });
});
