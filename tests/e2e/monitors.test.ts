import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { READY, type ReadyName } from '@contract/domain/arrangement.ts';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { cameraId, monitorSurface } from '@contract/domain/units.ts';
import { DEMO_PASSWORD, peopleOf } from '../../demo/people.ts';
import { ask, recordsOf } from './harness/asking.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { camerasOn, expectPictures, signInAs, workingCameras, type ChosenCamera } from './harness/duty.ts';
import { filled, Operator, wordsIn } from './harness/operator.ts';
import { differenceOf, expectAdvancing, expectMoving, readPicture, type GreyPicture } from './harness/picture.ts';
import { watchTile } from './harness/tile-watch.ts';

const { wall } = wordsIn('vi');

interface StandingWall {
  readonly title: string;
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly fullScreen: boolean;
}

describe('The wall', () => {
  const data = makeUserData();
  const shots = mkdtempSync(path.join(tmpdir(), 'vonglau-shots-'));
  let city: DemoCity;
  let displays: VirtualDisplays;
  let app: ConsoleApp;
  let operator: Operator;

  beforeAll(async () => {
    [city, displays] = await Promise.all([startCity({ cameras: 400 }), startDisplays({ monitors: monitorsInARow(2) })]);
    app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
    operator = new Operator(await app.desk());
  });
  afterEach(() => {
    expect(app.takeErrors()).toEqual([]);
  });
  afterAll(async () => {
    await app.close();
    await city.end();
    await displays.stop();
    data.remove();
    rmSync(shots, { recursive: true, force: true });
  });

  /** Every wall window that stands, from left to right. */
  const walls = () =>
    app.app.evaluate(({ BrowserWindow }): readonly StandingWall[] =>
      BrowserWindow.getAllWindows()
        .filter((window) => window.getTitle().includes('Màn hình'))
        .map((window) => ({ title: window.getTitle(), bounds: window.getBounds(), fullScreen: window.isFullScreen() }))
        .sort((one, other) => one.bounds.x - other.bounds.x),
    );
  const wallOn = (number: number, x: number, widthPx = 1920, heightPx = 1080): StandingWall => ({
    title: filled(wordsIn('vi').common.windowTitle.wall, { number }),
    bounds: { x, y: 0, width: widthPx, height: heightPx },
    fullScreen: true,
  });
  const shot = async (index: number) => {
    const file = path.join(shots, `${String(index)}.png`);
    await displays.screenshot(index, file);
    return file;
  };
  /** What the glass of a monitor shows is this window's page and nothing else. */
  const expectGlassIs = async (index: number, monitor: number) => {
    const page = await app.wall(monitor);
    await expect
      .poll(async () => differenceOf(await readPicture(await shot(index)), await readPicture(await page.screenshot())), { message: `monitor ${String(monitor)} shows its own window edge to edge`, timeout: 15_000 })
      .toBeLessThan(0.02);
  };

  it('has one full-screen window on each monitor, which covers it exactly', async () => {
    await expect.poll(walls).toEqual([wallOn(1, 0), wallOn(2, 1920)]);
    await expectGlassIs(1, 2);
    await expect((await app.wall(2)).getByText(wall.standby.signedOut, { exact: true })).toBeVisible();
  });

  it('takes no input and offers no control', async () => {
    const page = await app.wall(2);
    await expect(page.locator('button, a, input, select, textarea, [tabindex]')).toHaveCount(0);
  });

  it('stays when somebody closes one of its windows', async () => {
    await app.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows().filter((each) => each.webContents.getURL().includes('/wall/'))) window.close();
    });
    await expect.poll(walls).toEqual([wallOn(1, 0), wallOn(2, 1920)]);
  });

  // field.md 2.45
  it('shows on the desk’s map what stands where', async () => {
    const secret = peopleOf('province').find(({ username }) => username === 'truc.binh')?.totpSecret ?? '';
    await app.signIn('truc.binh', DEMO_PASSWORD, secret);
    for (const number of [1, 2]) {
      await expect(operator.monitorCard(number)).toContainText('1920 × 1080');
      await expect(operator.monitorCard(number)).toContainText(wall.nothing);
    }
    await operator.openFirst('hoan kiem');
    await operator.button(filled(wall.send, { number: 2 })).click();
    await expectMoving((await app.wall(2)).getByRole('figure').first());
  });

  it('paints each monitor’s number over it when asked, and takes it away again', async () => {
    const pages = [await app.wall(1), await app.wall(2)];
    await operator.button(wall.identifyShort).click();
    await Promise.all(pages.map((page, index) => expect(page.getByRole('status').getByText(String(index + 1), { exact: true })).toBeVisible()));
    // The desk stands over the wall of its monitor: the number must be seen there all the same.
    const onDesk = (await app.desk()).getByRole('status').getByText(filled(wall.monitor, { number: 1 }), { exact: true });
    await expect(onDesk).toBeVisible();
    for (const page of pages) await expect(page.getByRole('status')).toHaveCount(0, { timeout: 10_000 });
    await expect(onDesk).toHaveCount(0);
  });

  it('loses the window of a monitor that is unplugged, stacks nothing on another, and says so on the map', async () => {
    await displays.unplug(1);
    await expect.poll(walls).toEqual([wallOn(1, 0)]);
    await expect(operator.monitorCard(2)).toContainText(wall.unplugged);
    await expect(operator.monitorCard(1)).not.toContainText(wall.unplugged);
    await expect((await app.wall(1)).getByText(wall.standby.nothing)).toBeVisible();
  });

  it('brings window and content back within two seconds when the monitor is plugged in again', async () => {
    await displays.plug(1);
    const pluggedMs = Date.now();
    await expect.poll(walls, { intervals: [50] }).toEqual([wallOn(1, 0), wallOn(2, 1920)]);
    const page = await app.wall(2);
    await expect(page.getByRole('figure').first()).toHaveAttribute('data-camera-id', /./);
    expect(Date.now() - pluggedMs).toBeLessThan(2_000);
    await expectMoving(page.getByRole('figure').first());
    await expect(operator.monitorCard(2)).not.toContainText(wall.unplugged);
    await expect.poll(walls).toEqual([wallOn(1, 0), wallOn(2, 1920)]);
  });

  it('keeps sending to a monitor that is away, for when it returns', async () => {
    await displays.unplug(1);
    await expect(operator.monitorCard(2)).toContainText(wall.unplugged);
    await operator.openFirst('dong da');
    await operator.button(filled(wall.send, { number: 2 })).click();
    const sent = await operator.cameras();
    await displays.plug(1);
    await expect.poll(walls).toEqual([wallOn(1, 0), wallOn(2, 1920)]);
    const onWall = (await app.wall(2)).getByRole('figure');
    await expect.poll(() => onWall.evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('data-camera-id')))).toEqual(sent);
  });

  it('follows a change of resolution, edge to edge', async () => {
    await displays.setMode(1, { widthPx: 1280, heightPx: 720 });
    await expect.poll(walls).toEqual([wallOn(1, 0), wallOn(2, 1920, 1280, 720)]);
    await expect(operator.monitorCard(2)).toContainText('1280 × 720');
    const page = await app.wall(2);
    await expect.poll(() => page.evaluate(() => [window.innerWidth, window.innerHeight])).toEqual([1280, 720]);
    await expectMoving(page.getByRole('figure').first());
    await displays.setMode(1, { widthPx: 1920, heightPx: 1080 });
    await expect.poll(walls).toEqual([wallOn(1, 0), wallOn(2, 1920)]);
  });

  it('shows the desk itself on a monitor when asked, and gives back what was there', async () => {
    const page = await app.wall(2);
    const before = await camerasOn(page);
    const monitor = (await recordsOf(operator.page, 'monitors')).find(({ number }) => number === 2);
    if (monitor === undefined) throw new Error('monitor 2 is gone');
    await ask(operator.page, 'wall.showDesk', { monitor: monitor.id, on: true });
    const picture = page.locator('[data-content="desk"] video');
    await expect.poll(() => picture.evaluate((video: HTMLVideoElement) => video.videoWidth), { message: 'the desk’s picture on the wall', timeout: 20_000 }).toBeGreaterThan(0);
    // The desk's own picture, as the wall shows it: compared coarsely, for it is scaled and packed on its way.
    await expect
      .poll(
        async () => {
          const box = await picture.evaluate((video: HTMLVideoElement) => {
            const { left, top, width, height } = video.getBoundingClientRect();
            const scale = Math.min(width / video.videoWidth, height / video.videoHeight);
            return { leftPx: left + (width - video.videoWidth * scale) / 2, topPx: top + (height - video.videoHeight * scale) / 2, widthPx: video.videoWidth * scale, heightPx: video.videoHeight * scale };
          });
          const [onWall, onDesk] = [await readPicture(await page.screenshot()), await readPicture(await operator.page.screenshot())];
          return coarseDifference(onWall, box, onDesk, { leftPx: 0, topPx: 0, widthPx: onDesk.widthPx, heightPx: onDesk.heightPx });
        },
        { message: 'monitor 2 shows the desk', timeout: 20_000 },
      )
      .toBeLessThan(14);
    await ask(operator.page, 'wall.showDesk', { monitor: monitor.id, on: false });
    await expect(page.locator('[data-content="desk"]')).toHaveCount(0);
    await expect.poll(() => camerasOn(page)).toEqual(before);
    await expectMoving(page.getByRole('figure').first());
  });
});

/** Where a picture stands within an image. */
interface Part {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Mean difference in brightness, 0 to 255, of two pictures cut into the same coarse cells. */
function coarseDifference(one: GreyPicture, oneBox: Part, other: GreyPicture, otherBox: Part): number {
  const [columns, rows, samples] = [32, 18, 6];
  const cell = (picture: GreyPicture, box: Part, column: number, row: number): number => {
    let sum = 0;
    for (let y = 0; y < samples; y += 1) {
      for (let x = 0; x < samples; x += 1) {
        sum += picture.at(box.leftPx + ((column + (x + 0.5) / samples) / columns) * (box.widthPx - 1), box.topPx + ((row + (y + 0.5) / samples) / rows) * (box.heightPx - 1));
      }
    }
    return sum / (samples * samples);
  };
  let total = 0;
  for (let row = 0; row < rows; row += 1) for (let column = 0; column < columns; column += 1) total += Math.abs(cell(one, oneBox, column, row) - cell(other, otherBox, column, row));
  return total / (columns * rows);
}

describe('Monitors of every shape', () => {
  const SCALE = 1.5;
  /** Lying, standing, and one of another shape; physical pixels. */
  const PLACES = [
    { widthPx: 1920, heightPx: 1080, xPx: 0, yPx: 0 },
    { widthPx: 1080, heightPx: 1920, xPx: 1920, yPx: 0 },
    { widthPx: 1680, heightPx: 1050, xPx: 3000, yPx: 0 },
  ] as const;
  const data = makeUserData();
  const shots = mkdtempSync(path.join(tmpdir(), 'vonglau-shots-'));
  let city: DemoCity;
  let displays: VirtualDisplays;
  let app: ConsoleApp;
  let operator: Operator;
  let cameras: readonly ChosenCamera[];

  beforeAll(async () => {
    [city, displays] = await Promise.all([startCity({ cameras: 400 }), startDisplays({ monitors: PLACES })]);
    cameras = workingCameras(city, 18);
    app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome, args: [`--force-device-scale-factor=${String(SCALE)}`] });
    operator = await signInAs(app, 'truc.binh');
  });
  afterEach(() => {
    expect(app.takeErrors()).toEqual([]);
  });
  afterAll(async () => {
    await app.close();
    await city.end();
    await displays.stop();
    data.remove();
    rmSync(shots, { recursive: true, force: true });
  });

  const surfaceOf = async (number: number) => {
    const monitor = (await recordsOf(operator.page, 'monitors')).find((each) => each.number === number);
    if (monitor === undefined) throw new Error(`no monitor ${String(number)}`);
    return monitorSurface(monitor.id);
  };
  const fill = async (number: number, ready: ReadyName, shown: readonly ChosenCamera[]): Promise<void> => {
    const surface = await surfaceOf(number);
    await ask(operator.page, 'surface.setArrangement', { surface, arrangement: READY[ready] });
    for (const [tile, { id }] of shown.entries()) await ask(operator.page, 'surface.placeContent', { surface, tile, content: cameraContent(cameraId(id)) });
  };

  // field.md 2.44
  it('are each covered edge to edge at one and a half times the size of things, with a picture of all their pixels', async () => {
    for (const [index, { widthPx, heightPx }] of PLACES.entries()) {
      const page = await app.wall(index + 1);
      await expect.poll(() => page.evaluate(() => [Math.round(window.innerWidth * window.devicePixelRatio), Math.round(window.innerHeight * window.devicePixelRatio), window.devicePixelRatio])).toEqual([widthPx, heightPx, SCALE]);
      await expect(operator.monitorCard(index + 1)).toContainText(`${String(widthPx)} × ${String(heightPx)}`);
    }
    const file = path.join(shots, 'standing.png');
    await displays.screenshot(1, file);
    const page = await app.wall(2);
    expect(differenceOf(await readPicture(file), await readPicture(await page.screenshot({ scale: 'device' })))).toBeLessThan(0.02);
  });

  // field.md 2.6
  it('show several overview walls at once, lying and upright', async () => {
    await fill(2, 'p8', cameras.slice(0, 8));
    await fill(3, '9', cameras.slice(8, 17));
    await expectPictures(await app.wall(2), cameras.slice(0, 8).map(({ id }) => id), 40_000);
    await expectPictures(await app.wall(3), cameras.slice(8, 17).map(({ id }) => id), 40_000);
    const boxes = await (await app.wall(2)).getByRole('figure').evaluateAll((tiles) => tiles.map((tile) => tile.getBoundingClientRect()).map(({ left, right, top, bottom }) => ({ left, right, top, bottom })));
    for (const [index, box] of boxes.entries()) for (const other of boxes.slice(index + 1)) expect(box.left >= other.right - 1 || other.left >= box.right - 1 || box.top >= other.bottom - 1 || other.top >= box.bottom - 1).toBe(true);
  });

  it('lose and get back the one in the middle while the others go on without a break', async () => {
    const beside = await app.wall(3);
    const staying = cameras[8]?.id ?? '';
    const watch = await watchTile(beside, staying);
    const fromUtcMs = Date.now();
    await displays.unplug(1);
    await expect(operator.monitorCard(2)).toContainText(wall.unplugged);
    await displays.plug(1);
    const pluggedMs = Date.now();
    const wallsUp = () => app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((window) => window.isVisible() && window.webContents.getURL().includes('/wall/')).length);
    await expect.poll(wallsUp, { intervals: [50] }).toBe(3);
    expect(Date.now() - pluggedMs).toBeLessThan(2_000);
    await expectPictures(await app.wall(2), cameras.slice(0, 8).map(({ id }) => id));
    expect((await watch.since(fromUtcMs)).map(({ state }) => state).filter((state) => state !== 'live' && state !== 'reduced')).toEqual([]);
    await expectAdvancing(beside, [staying]);
  });

  it('keep what they show when one is turned upright', async () => {
    await displays.setMode(2, { widthPx: 1050, heightPx: 1680 });
    const page = await app.wall(3);
    await expect.poll(() => page.evaluate(() => [Math.round(window.innerWidth * window.devicePixelRatio), Math.round(window.innerHeight * window.devicePixelRatio)])).toEqual([1050, 1680]);
    await expectPictures(page, cameras.slice(8, 17).map(({ id }) => id));
  });
});
