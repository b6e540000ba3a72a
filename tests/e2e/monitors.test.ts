import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { DEMO_PASSWORD, peopleOf } from '../../demo/people.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { filled, Operator, wordsIn } from './harness/operator.ts';
import { differenceOf, expectMoving, readPicture } from './harness/picture.ts';

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
});
