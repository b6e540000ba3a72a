import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { answerTo } from '../e2e/harness/asking.ts';
import { ConsoleApp, makeUserData } from '../e2e/harness/console-app.ts';
import { startCity, type DemoCity } from '../e2e/harness/demo-city.ts';
import { expectLive, openByNumber, sendToMonitor, signInAs, workingCameras, type ChosenCamera } from '../e2e/harness/duty.ts';
import { wordsIn, type Operator } from '../e2e/harness/operator.ts';
import { expectAdvancing } from '../e2e/harness/picture.ts';
import { watchTile } from '../e2e/harness/tile-watch.ts';

// Faults 20 and 22 to 25 of the reliability plan, by number.

const data = makeUserData();
let city: DemoCity;
let displays: VirtualDisplays;
let app: ConsoleApp;
let operator: Operator;
let cameras: readonly ChosenCamera[];
/** What a look at the screen and its repetition may take on a busy machine. */
const LOOKS_MS = 4_000;
const ids = () => cameras.map(({ id }) => id);

beforeAll(async () => {
  [city, displays] = await Promise.all([startCity({ cameras: 200 }), startDisplays({ monitors: monitorsInARow(1, { widthPx: 1280, heightPx: 720 }) })]);
  cameras = workingCameras(city, 4);
  app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
  operator = await signInAs(app, 'truc.binh');
  await operator.chooseGrid(4);
  await openByNumber(operator, cameras);
  await sendToMonitor(operator, 1);
  await expectLive(operator.page, ids());
  await expectLive(await app.wall(1), ids());
});
afterAll(async () => {
  await app.close();
  await city.end();
  await displays.stop();
  data.remove();
});

/** Processes of the console by kind, from the console itself. */
const gatewayPid = (): Promise<number | null> => app.app.evaluate(({ app: electron }) => electron.getAppMetrics().find(({ type, name, serviceName }) => type === 'Utility' && [name, serviceName].includes('vonglau-media-gateway'))?.pid ?? null);

/** When the oldest of the pictures that a window's tiles show was taken, by this machine's clock, which is the demo server's too. */
const oldestPictureUtcMs = (page: Page): Promise<number> =>
  page.locator('[role="figure"][data-camera-id]').evaluateAll((tiles) => Math.min(...tiles.map((tile) => Date.now() - Number(tile.getAttribute('data-age-ms') ?? Infinity))));

/** What the tiles of a window say, read past a page object that died with its renderer. */
const tilesOf = (kind: 'desk' | 'wall'): Promise<readonly string[]> =>
  app.app.evaluate(async ({ BrowserWindow }, wanted) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes(wanted));
    if (window === undefined || window.webContents.isCrashed()) return [];
    const script = `[...document.querySelectorAll('[role="figure"][data-camera-id]')].map((tile) => tile.dataset.cameraId + ' ' + tile.dataset.state)`;
    // A page that is just coming back never answers what it was asked too early.
    const late = new Promise<readonly string[]>((resolve) => setTimeout(() => resolve([]), 1_000));
    const read: unknown = await Promise.race([window.webContents.executeJavaScript(script).catch(() => []), late]);
    return Array.isArray(read) ? read.map(String) : [];
  }, kind);

const crash = (kind: 'desk' | 'wall'): Promise<boolean> =>
  app.app.evaluate(({ BrowserWindow }, wanted) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes(wanted));
    window?.webContents.forcefullyCrashRenderer();
    return window !== undefined;
  }, kind);

describe('When a process of the console dies', () => {
  it('the media gateway starts again, and every tile is live again', { timeout: 60_000 }, async () => {
    const pid = await gatewayPid();
    if (pid === null) throw new Error('no media gateway runs');
    process.kill(pid, 'SIGKILL');
    const killedUtcMs = Date.now();
    await expect.poll(async () => [null, pid].includes(await gatewayPid()), { message: 'another gateway', timeout: 10_000 }).toBe(false);
    // A last picture may count as now for a second: what was taken two seconds later can only have come through the new one.
    for (const page of [operator.page, await app.wall(1)]) {
      await expect.poll(() => oldestPictureUtcMs(page), { message: 'pictures taken after the kill', timeout: 20_000 }).toBeGreaterThan(killedUtcMs + 2_000);
      await expectLive(page, ids());
    }
    expect(app.takeErrors()).toEqual([]);
  });

  it.each(['desk', 'wall'] as const)('the %s gets a new page and new pictures when it asks for them', { timeout: 60_000 }, async (kind) => {
    const page = kind === 'desk' ? operator.page : await app.wall(1);
    const [load, startedUtcMs] = [page.waitForEvent('load', { timeout: 15_000 }), Date.now()];
    expect(await answerTo(page, 'window.reload', {})).toEqual({ ok: true, value: null });
    await load;
    await expectLive(page, ids());
    await expect.poll(() => oldestPictureUtcMs(page), { message: 'pictures through the new port', timeout: 20_000 }).toBeGreaterThan(startedUtcMs);
    expect(app.takeErrors()).toEqual([]);
  });

  it('a wall whose media worker hangs shows live pictures again through a new one', { timeout: 60_000 }, async () => {
    const page = await app.wall(1);
    const [worker] = page.workers();
    if (worker === undefined) throw new Error('the wall has no media worker');
    const [load, hungUtcMs] = [page.waitForEvent('load', { timeout: 20_000 }), Date.now()];
    void worker
      .evaluate(() => {
        for (;;);
      })
      .catch(() => undefined);
    await load;
    await expectLive(page, ids());
    await expect.poll(() => oldestPictureUtcMs(page), { message: 'pictures through the new worker', timeout: 20_000 }).toBeGreaterThan(hungUtcMs + 8_000);
    await expectLive(operator.page, ids());
    expect(app.takeErrors()).toEqual([]);
  });

  // Fault 20.
  it('the GPU process: the picture is back within 5 s', { timeout: 60_000 }, async () => {
    const gpuPid = () => app.app.evaluate(({ app: electron }) => electron.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? null);
    const pid = await gpuPid();
    if (pid === null) throw new Error('no GPU process runs');
    process.kill(pid, 'SIGKILL');
    const killedMs = performance.now();
    await expect.poll(async () => [null, pid].includes(await gpuPid()), { message: 'another GPU process', timeout: 10_000 }).toBe(false);
    await expectAdvancing(operator.page, ids());
    expect(performance.now() - killedMs).toBeLessThan(5_000 + LOOKS_MS);
    await expectAdvancing(await app.wall(1), ids());
    for (const page of [operator.page, await app.wall(1)]) await expectLive(page, ids());
    app.takeErrors();
  });

  // Fault 23.
  it('a page that hangs is ended within 12 s though nobody touches it, and returns; the other windows do not notice', { timeout: 90_000 }, async () => {
    const wall = await app.wall(1);
    const startUtcMs = Date.now();
    const watch = await watchTile(operator.page, ids()[0] ?? '');
    const gone = wall.waitForEvent('crash', { timeout: 20_000 });
    void wall
      .evaluate(() => {
        for (;;);
      })
      .catch(() => undefined);
    await gone;
    expect(Date.now() - startUtcMs).toBeLessThan(12_000 + LOOKS_MS);
    await expect.poll(() => tilesOf('wall'), { message: 'the wall after its hang', timeout: 15_000 }).toEqual(ids().map((id) => `${id} live`));
    expect([...new Set((await watch.since(startUtcMs)).map(({ state }) => state))]).toEqual(['live']);
  });

  // Fault 22.
  it('a wall is back with what it showed within seconds', { timeout: 60_000 }, async () => {
    expect(await crash('wall')).toBe(true);
    await expect.poll(() => tilesOf('wall'), { message: 'the wall after its crash', timeout: 15_000 }).toEqual(ids().map((id) => `${id} live`));
    await expectLive(operator.page, ids());
  });

  // Fault 22.
  it('the desk is back, still signed in, with what it showed', { timeout: 60_000 }, async () => {
    expect(await crash('desk')).toBe(true);
    await expect.poll(() => tilesOf('desk'), { message: 'the desk after its crash', timeout: 15_000 }).toEqual(ids().map((id) => `${id} live`));
    expect(await tilesOf('wall')).toEqual(ids().map((id) => `${id} live`));
  });
});

describe('A page that takes all memory', () => {
  // Fault 24.
  it('is ended, and the desk is back with what it showed; the wall does not notice', { timeout: 120_000 }, async () => {
    const eaten = await app.app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<string>((resolve) => {
          const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('/desk/'));
          window?.webContents.once('render-process-gone', (_event, { reason }) => resolve(reason));
          void window?.webContents.executeJavaScript('{ const all = []; for (;;) all.push(new Array(30_000_000).fill(all.length)); }').catch(() => undefined);
        }),
    );
    expect(['oom', 'crashed', 'killed']).toContain(eaten);
    await expect.poll(() => tilesOf('desk'), { message: 'the desk after its crash', timeout: 20_000 }).toEqual(ids().map((id) => `${id} live`));
    expect(await tilesOf('wall')).toEqual(ids().map((id) => `${id} live`));
  });
});

// Fault 25.
describe('A page that dies again and again', () => {
  it('says on a page of its own why it stands still', { timeout: 60_000 }, async () => {
    const urlOf = () => app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()).filter((url) => !url.includes('/desk/')).join());
    for (let turn = 0; turn < 4 && !(await urlOf()).includes('/safe/'); turn += 1) {
      await crash('wall');
      await expect.poll(async () => (await urlOf()).includes('/safe/') || (await tilesOf('wall')).length > 0, { timeout: 15_000 }).toBe(true);
    }
    const words = () =>
      app.app.evaluate(async ({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('/safe/'));
        const text: unknown = await window?.webContents.executeJavaScript('document.body.innerText');
        return String(text);
      });
    await expect.poll(words, { timeout: 10_000 }).toContain(wordsIn('vi').common.safePage.title);
    expect(await words()).toContain(wordsIn('en').common.safePage.title);
    expect(await tilesOf('desk')).toEqual(ids().map((id) => `${id} live`));
  });
});
