import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { expectAccessible } from './harness/axe.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { openByNumber, sendToMonitor, signInAs, tileOf, workingCameras, type ChosenCamera } from './harness/duty.ts';
import { LayoutEditor } from './harness/layout-editor.ts';
import { filled, wordsIn, type Operator } from './harness/operator.ts';
import { differenceOf, expectMoving, pictureOf } from './harness/picture.ts';

const { content, editor: editorWords, live, tiles } = wordsIn('vi');
const TEXT = 'Ca trực: Nguyễn Thị Thúy An – gọi 0243 khi mất tín hiệu';
/** What the allowed page fills its place with. */
const PAGE_COLOUR = { red: 16, green: 160, blue: 90 };

describe('What a tile can hold', () => {
  const data = makeUserData();
  let city: DemoCity;
  let displays: VirtualDisplays;
  let app: ConsoleApp;
  let operator: Operator;
  let web: Server;
  let site = '';
  let cameras: readonly ChosenCamera[] = [];

  beforeAll(async () => {
    web = createServer((_request, answer) => {
      answer.setHeader('content-type', 'text/html; charset=utf-8');
      answer.end(`<title>Thời tiết</title><body style="margin:0;background:rgb(${Object.values(PAGE_COLOUR).join(',')})">Hà Nội 31°`);
    });
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    site = `http://127.0.0.1:${String((web.address() as AddressInfo).port)}`;
    [city, displays] = await Promise.all([startCity({ cameras: 400 }), startDisplays({ monitors: monitorsInARow(1) })]);
    app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome, env: { VONGLAU_WEB_ORIGINS: site } });
    operator = await signInAs(app, 'chihuy.minh');
    cameras = workingCameras(city, 6);
  });
  afterEach(() => {
    expect(app.takeErrors()).toEqual([]);
  });
  afterAll(async () => {
    await app.close();
    await city.end();
    await displays.stop();
    web.close();
    data.remove();
  });

  const id = (place: number): string => cameras[place]?.id ?? '';
  const name = (place: number): string => cameras[place]?.name ?? '';
  const key = async (tile: number, press: string) => {
    await operator.tile(tile).focus();
    await operator.page.keyboard.press(press);
  };
  /** Chooses from the menu of a tile, by key. */
  const choose = async (tile: number, item: string) => {
    await key(tile, 'Shift+F10');
    await operator.page.getByRole('menuitem', { name: item, exact: true }).click();
    await expect(operator.page.getByRole('menu')).toHaveCount(0);
  };
  const place = (tile: number, kind: keyof typeof content.kind) => choose(tile, filled(tiles.menu.place, { what: content.kind[kind] }));
  const clear = async () => {
    await operator.button(live.grid.clear).click();
    await operator.button(live.grid.clear).click();
    await expect.poll(async () => (await operator.tiles.evaluateAll((all) => all.filter((tile) => tile.hasAttribute('data-camera-id') || tile.hasAttribute('data-content')).length))).toBe(0);
  };
  const brightness = async (tile: Locator): Promise<number> => {
    const picture = await pictureOf(tile);
    let sum = 0;
    let count = 0;
    for (let yPx = picture.heightPx * 0.25; yPx < picture.heightPx * 0.75; yPx += 8) for (let xPx = picture.widthPx * 0.3; xPx < picture.widthPx * 0.7; xPx += 8, count += 1) sum += picture.at(xPx, yPx);
    return sum / count;
  };
  const post = async (what: string, body: object) => {
    const answer = await fetch(`${city.province.httpUrl}/demo/${what}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    expect(answer.ok).toBe(true);
  };

  it('a sequence is made beside the tiles, begins with what stands there, and turns without black between its cameras', async () => {
    await openByNumber(operator, cameras.slice(0, 1));
    await expectMoving(operator.tile(1));
    await choose(1, tiles.menu.sequence);
    const form = operator.page.getByRole('form', { name: editorWords.sequence.title });
    await expectAccessible(operator.page);
    await form.getByLabel(editorWords.sequence.find).fill(String(cameras[1]?.number));
    await form.getByLabel(editorWords.sequence.find).press('Enter');
    const order = form.getByRole('list', { name: editorWords.sequence.steps });
    await expect(order.getByRole('listitem')).toHaveCount(2);
    await order.getByLabel(filled(editorWords.steps.dwellOf, { name: name(1) })).fill('1');
    await form.getByRole('button', { name: editorWords.sequence.done }).click();
    await expect(operator.alert).toHaveText(filled(editorWords.steps.dwellRange, { min: 2, max: 3600 }));
    for (const camera of [name(0), name(1)]) await order.getByLabel(filled(editorWords.steps.dwellOf, { name: camera })).fill('3');
    await form.getByRole('button', { name: editorWords.sequence.done }).click();
    await expect(form).toHaveCount(0);

    await expect.poll(() => operator.cameraIn(1), { timeout: 15_000 }).toBe(id(1));
    await expect(operator.tile(1)).toHaveAttribute('data-state', /live|reduced/, { timeout: 15_000 });
    const seen: (string | null)[] = [];
    const dark: number[] = [];
    await expect
      .poll(
        async () => {
          const now = await operator.cameraIn(1);
          if (seen.at(-1) !== now) seen.push(now);
          const light = await brightness(operator.tile(1));
          if (light < 12) dark.push(light);
          return seen.length;
        },
        { message: 'turns of the sequence', timeout: 40_000, intervals: [50] },
      )
      .toBeGreaterThanOrEqual(4);
    expect(dark, 'looks at a black tile').toEqual([]);
    expect(new Set(seen)).toEqual(new Set([id(0), id(1)]));
  });

  it('a sequence is stopped, stepped on and back by keys, and stays where it was stopped', async () => {
    await key(1, 'k');
    await expect(operator.tile(1)).toContainText(content.sequence.paused);
    const stopped = await operator.cameraIn(1);
    await key(1, '.');
    await expect.poll(() => operator.cameraIn(1)).not.toBe(stopped);
    await key(1, ',');
    await expect.poll(() => operator.cameraIn(1)).toBe(stopped);
    // Longer than a turn would last, by the clock of the desk.
    const clock = operator.page.getByRole('timer').or(operator.page.getByRole('banner').locator('time')).first();
    const seconds = async () => /(\d+):(\d+):(\d+)/.exec(await clock.innerText())?.slice(1).map(Number).reduce((sum, part) => sum * 60 + part, 0) ?? 0;
    const from = await seconds();
    await expect.poll(async () => (await seconds()) - from, { timeout: 15_000 }).toBeGreaterThanOrEqual(5);
    expect(await operator.cameraIn(1)).toBe(stopped);
    await key(1, 'k');
    await expect.poll(() => operator.cameraIn(1), { timeout: 15_000 }).not.toBe(stopped);
  });

  it('a hotspot shows the camera that is picked, at the desk and on the wall, at once', async () => {
    await clear();
    await openByNumber(operator, cameras.slice(0, 2));
    await place(3, 'hotspot');
    await expect(operator.tile(3)).toContainText(content.hotspot.nothing);
    await sendToMonitor(operator, 1);
    const wall = await app.wall(1);
    await key(1, 'p');
    await expect.poll(() => operator.cameraIn(3)).toBe(id(0));
    await expect(wall.getByRole('figure').nth(2)).toHaveAttribute('data-camera-id', id(0));
    await key(2, 'p');
    await expect.poll(() => operator.cameraIn(3)).toBe(id(1));
    await expect(wall.getByRole('figure').nth(2)).toHaveAttribute('data-camera-id', id(1));
    await expectMoving(operator.tile(3));
  });

  it('a clock, the alarms that are open and a plan of the cameras shown stand among the pictures', async () => {
    await clear();
    await operator.page.keyboard.press('F7');
    await expect(operator.tiles).toHaveCount(9);
    await openByNumber(operator, [{ id: 'mau-30001', number: 30001, name: '' }, { id: 'mau-30003', number: 30003, name: '' }]);
    await place(3, 'clock');
    await place(4, 'alarms');
    await place(5, 'map');
    await expect(operator.tile(3)).toContainText(/\d\d:\d\d:\d\d/);
    await expect(operator.tile(3)).toContainText(content.clock.server);
    await expect(operator.tile(4)).toContainText(content.alarms.none);
    await post('alarms', { cameraId: 'mau-30001', priority: 2, title: 'Vượt rào – phố Hàng Bài' });
    await post('alarms', { cameraId: null, priority: 1, title: 'Cháy tại chợ Đồng Xuân' });
    await expect(operator.tile(4).getByRole('listitem')).toHaveCount(2);
    await expect(operator.tile(4).getByRole('listitem').first()).toContainText('Cháy tại chợ Đồng Xuân');
    await expect(operator.tile(4).getByRole('listitem').first()).toContainText(content.alarms.priority['1']);
    await post('alarms/close', { all: true });
    await expect(operator.tile(4)).toContainText(content.alarms.none);
    await expect(operator.tile(5)).toContainText('30001');
    await expect(operator.tile(5)).toContainText('30003');
    await expectAccessible(operator.page);
  });

  it('a picture from a file stands in a tile as it is', async () => {
    const file = path.join(data.folder, 'so-do.png');
    const canvas = createCanvas(320, 180);
    const context = canvas.getContext('2d');
    context.fillStyle = '#c0d0e0';
    context.fillRect(0, 0, 320, 180);
    writeFileSync(file, canvas.toBuffer('image/png'));
    await app.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, file);
    await place(6, 'picture');
    await expect(operator.tile(6)).toHaveAttribute('data-content', 'picture');
    await expect.poll(() => brightness(operator.tile(6))).toBeGreaterThan(180);
  });

  it('words of the operator with every Vietnamese mark, and a page of the allowed list; no other page', async () => {
    const editor = new LayoutEditor(operator);
    await operator.button(live.grid.edit).click();
    await editor.tile(7).click();
    await editor.button(editorWords.kind.text).click();
    await editor.page.getByLabel(filled(editorWords.text.label, { max: 500 })).or(editor.page.getByRole('textbox', { name: /Chữ hiện trong ô/ })).first().fill(TEXT);
    await editor.button(editorWords.palette.put).click();
    await expect(editor.tile(7)).not.toContainText(content.nothing);

    await editor.tile(8).click();
    await editor.button(editorWords.kind.web).click();
    const address = editor.page.getByLabel(editorWords.web.label, { exact: true });
    for (const [typed, why] of [['https://khac.example.vn/', 'not-listed'], ['http://khac.example.vn/', 'not-https'], ['javascript:alert(1)', 'not-an-address']] as const) {
      await address.fill(typed);
      await editor.button(editorWords.palette.put).click();
      await expect(operator.alert).toHaveText(new RegExp(`^(${editorWords.web.problem[why]}|${editorWords.web.problem['not-https']}|${editorWords.web.problem['not-an-address']})$`));
    }
    await editor.button(site).click();
    await expect(address).toHaveValue(`${site}/`);
    await editor.button(editorWords.palette.put).click();
    await expect(editor.tile(8)).toContainText(content.kind.web);
    await editor.name.fill('Ca đêm');
    await editor.button(editorWords.save.show).click();
    await operator.page.getByRole('button', { name: live.title, exact: true }).click();
    await expect(operator.tile(7)).toContainText(TEXT);
    await expect(operator.tile(8)).toHaveAttribute('data-content', 'web');
    // The page lies over the window in a view of its own: what counts is what is on the glass.
    const shown = () =>
      app.app.evaluate(async ({ webContents }, from) => {
        const page = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith(from));
        return page === undefined ? '' : page.getTitle();
      }, site);
    await expect.poll(shown, { timeout: 15_000 }).toBe('Thời tiết');
  });

  it('a tile remembers what it held before, and goes back to it', async () => {
    await clear();
    await operator.page.keyboard.press('F6');
    await expect(operator.tiles).toHaveCount(4);
    for (const camera of cameras.slice(0, 3)) {
      await operator.tile(4).focus();
      await operator.page.keyboard.type(`4t${String(camera.number)}`);
      await operator.page.keyboard.press('Enter');
      await expect.poll(() => operator.cameraIn(4)).toBe(camera.id);
    }
    await key(4, 'b');
    await expect.poll(() => operator.cameraIn(4)).toBe(id(1));
    await key(4, 'h');
    const memory = operator.page.getByRole('menu', { name: tiles.memory.title });
    expect(await memory.getByRole('menuitem').count()).toBeLessThanOrEqual(8);
    await memory.getByRole('menuitem', { name: new RegExp(`${String(cameras[0]?.number)} ${name(0).slice(0, 8)}`) }).click();
    await expect.poll(() => operator.cameraIn(4)).toBe(id(0));
  });

  it('a picture is enlarged, and the enlarged part opened in a tile of its own', async () => {
    await clear();
    await openByNumber(operator, cameras.slice(0, 1));
    await expectMoving(operator.tile(1));
    const whole = await pictureOf(operator.tile(1));
    for (let times = 0; times < 3; times += 1) await key(1, '=');
    await expect(operator.tile(1)).toContainText(/\d(,\d)?×|\d(\.\d)?×/);
    await expect.poll(async () => differenceOf(whole, await pictureOf(operator.tile(1)))).toBeGreaterThan(0.15);
    await key(1, 'Shift+Z');
    await expect(operator.page.getByText(filled(live.told.zoomTile, { number: 2 }))).toBeVisible();
    await expect.poll(() => operator.cameras()).toEqual([id(0), id(0), null, null]);
    await expect(operator.tile(2)).toContainText('×');
    await expect(operator.tile(1)).not.toContainText('×');
    await expectMoving(operator.tile(2));
  });

  it('a camera with sound is heard from one tile at a time, and its loudness shows', async () => {
    await clear();
    await openByNumber(operator, [{ id: 'mau-30006', number: 30006, name: '' }]);
    const tile = tileOf(operator.page, 'mau-30006');
    await expect(tile).toHaveAttribute('data-state', /live|reduced/, { timeout: 20_000 });
    await key(1, 'a');
    const word = tile.getByText(new RegExp(`^(${tiles.sound.playing}|${tiles.sound['no-device']})$`));
    await expect(word).toBeVisible({ timeout: 15_000 });
    const loudness = () => word.evaluate((element) => Number(/scaleX\(([\d.]+)\)/.exec(element.parentElement?.querySelector<HTMLElement>('[aria-hidden] > span')?.style.transform ?? '')?.[1] ?? 0));
    // A PC without a speaker says so instead of pretending to be heard.
    if ((await word.innerText()) === tiles.sound.playing) await expect.poll(loudness, { timeout: 15_000 }).toBeGreaterThan(0);
    else expect(await loudness()).toBe(0);
    await key(1, 'a');
    await expect(word).toHaveCount(0);
  });

  // field.md 2.12
  it('tiles that nobody sees cost nothing: their streams are closed, and come back with the screen', async () => {
    await clear();
    await openByNumber(operator, cameras.slice(0, 4));
    for (const tile of [1, 2, 3, 4]) await expect(operator.tile(tile)).toHaveAttribute('data-state', /live|reduced/, { timeout: 20_000 });
    const wanted = new Set(cameras.slice(0, 4).map((camera) => camera.id));
    const open = async () => {
      const { items }: { items: readonly { readonly cameraId: string }[] } = JSON.parse(await (await fetch(`${city.province.httpUrl}/demo/streams`)).text());
      return items.filter(({ cameraId }) => wanted.has(cameraId)).length;
    };
    // What the wall still shows of them stays; the desk's own go.
    const wall = new Set(await (await app.wall(1)).locator('[role="figure"][data-camera-id]').evaluateAll((all) => all.map((tile) => tile.getAttribute('data-camera-id'))));
    const onWall = [...wanted].filter((camera) => wall.has(camera)).length;
    expect(await open()).toBeGreaterThan(onWall);
    await operator.page.getByRole('button', { name: editorWords.title, exact: true }).click();
    await expect(operator.page.getByText(editorWords.banner)).toBeVisible();
    await expect.poll(open, { timeout: 20_000 }).toBe(onWall);
    await operator.page.getByRole('button', { name: live.title, exact: true }).click();
    for (const tile of [1, 2, 3, 4]) await expectMoving(operator.tile(tile));
  });
});
