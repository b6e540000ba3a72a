import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { startLocalServer, type LocalServer } from '../builders/local-server.ts';
import { tilePicture } from '../builders/map-files.ts';
import { expectAccessible } from './harness/axe.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { signInAs } from './harness/duty.ts';
import { wordsIn, type Operator } from './harness/operator.ts';

const { errors, map: words, notices } = wordsIn('vi');
const TILE = tilePicture([38, 94, 74]);
const TILE_PATH = /^\/nen\/\d+\/\d+\/\d+\.png(\?key=bi-mat)?$/;
const STYLE_PATH = '/kieu.json';
/** With a property and a layer the drawing library refuses a whole style for. */
const STYLE = {
  version: 8,
  sources: { nen: { type: 'raster', tiles: ['nen/{z}/{x}/{y}.png'], tileSize: 256 } },
  layers: [{ id: 'nen', type: 'raster', source: 'nen', paint: { 'raster-glow': 1 } }, { id: 'pho', type: 'line', source: 'nen', 'source-layer': 'roads' }],
};

describe('The base map of a PC', () => {
  const data = makeUserData();
  let city: DemoCity;
  let displays: VirtualDisplays;
  let service: LocalServer;
  let app: ConsoleApp;
  let operator: Operator;
  let desk: Page;
  let isAway = false;
  let asked: string[] = [];

  const template = (): string => `${service.url.origin}/nen/{z}/{x}/{y}.png`;
  const launch = async (username: string, code: 'earlier' | 'now', env: Readonly<Record<string, string>> = {}): Promise<void> => {
    app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome, env });
    operator = await signInAs(app, username, code);
    desk = operator.page;
    await desk.getByRole('navigation').getByRole('button', { name: words.title, exact: true }).click();
    await expect(desk.locator('[data-map-state="ready"]')).toBeVisible({ timeout: 30_000 });
    await desk.getByRole('button', { name: words.layers.title, exact: true }).click();
  };
  const part = () => desk.getByRole('region', { name: words.base.title, exact: true });
  const form = () => desk.getByRole('dialog', { name: words.base.title, exact: true });

  beforeAll(async () => {
    service = await startLocalServer((request, response) => {
      const path = request.url ?? '';
      asked.push(path);
      if (!isAway && path === STYLE_PATH) response.setHeader('content-type', 'application/json').end(JSON.stringify(STYLE));
      else if (isAway || !TILE_PATH.test(path)) response.writeHead(isAway ? 500 : 404).end();
      else response.setHeader('content-type', 'image/png').end(TILE);
    });
    [city, displays] = await Promise.all([startCity({ cameras: 200 }), startDisplays({ monitors: monitorsInARow(1, { widthPx: 1280, heightPx: 720 }) })]);
    await launch('truc.binh', 'earlier');
  });
  afterEach(() => {
    // While the service is away its tiles are missing to the page too.
    expect(app.takeErrorsBesideGraphics().filter((line) => !(isAway && line.includes('404')))).toEqual([]);
  });
  afterAll(async () => {
    await app.close();
    await city.end();
    await displays.stop();
    await service.close();
    data.remove();
  });

  it('is the bundled one at first, and a wrong address changes nothing but is told in words', async () => {
    await expect(part()).toContainText(words.base.kind.bundled);
    await operator.button(words.base.change).click();
    await form().getByRole('radio', { name: words.base.kind.raster }).check();
    await form().getByLabel(words.base.address.raster).fill(`${service.url.origin}/sai/{z}/{x}/{y}.png`);
    await expectAccessible(desk);
    await operator.button(words.base.use).click();
    await expect(form().getByRole('alert')).toHaveText(errors['map/no-tiles'], { timeout: 20_000 });
    await form().getByLabel(words.base.address.raster).fill('http://127.0.0.1:9/{z}/{x}/{y}.png');
    await operator.button(words.base.use).click();
    await expect(form().getByRole('alert')).toHaveText(errors['map/unreachable'], { timeout: 20_000 });
    expect(asked.some((path) => path.startsWith('/nen/'))).toBe(false);
  });

  it('is the chosen one at once: its tiles are asked for, and it stands in words', async () => {
    await form().getByLabel(words.base.address.raster).fill(template());
    await desk.keyboard.press('Enter');
    await expect(part()).toContainText(service.url.host, { timeout: 20_000 });
    await expect(part()).toContainText(words.base.used);
    await expect(operator.button(words.base.change)).toBeFocused();
    await expect.poll(() => asked.filter((path) => TILE_PATH.test(path)).length, { timeout: 20_000 }).toBeGreaterThan(3);
    await expectAccessible(desk);
  });

  it('is still there after a restart', async () => {
    await app.close();
    asked = [];
    await launch('truc.binh', 'now');
    await expect(part()).toContainText(service.url.host);
    await expect.poll(() => asked.filter((path) => TILE_PATH.test(path)).length, { timeout: 20_000 }).toBeGreaterThan(3);
  });

  it('may be a style with parts nobody can draw: the rest of it is shown', async () => {
    asked = [];
    await operator.button(words.base.change).click();
    await form().getByRole('radio', { name: words.base.kind.style }).check();
    await form().getByLabel(words.base.address.style).fill(`${service.url.origin}${STYLE_PATH}`);
    await operator.button(words.base.use).click();
    await expect(part()).toContainText(words.base.used, { timeout: 20_000 });
    await expect(part()).toContainText(words.base.kind.style);
    await expect.poll(() => asked.filter((path) => TILE_PATH.test(path)).length, { timeout: 20_000 }).toBeGreaterThan(3);
    await expect(part().getByText(words.base.away)).toBeHidden();
  });

  it('gives way to the bundled one when its server goes, and says so', async () => {
    isAway = true;
    const frame = desk.getByRole('application', { name: words.label });
    await frame.focus();
    await expect
      .poll(
        async () => {
          await desk.keyboard.press('Shift+ArrowRight');
          return part().getByText(words.base.away).isVisible();
        },
        { timeout: 30_000 },
      )
      .toBe(true);
    await expect(desk.getByText(notices.mapUnreadable)).toBeVisible();
    await expect(desk.locator('[data-map-state="ready"]')).toBeVisible();
    await operator.button(words.base.change).click();
    await form().getByRole('radio', { name: words.base.kind.bundled }).check();
    await operator.button(words.base.use).click();
    await expect(part()).toContainText(words.base.kind.bundled);
    await expect(desk.getByText(notices.mapUnreadable)).toBeHidden();
  });

  it('of the administrator can be read but not changed', async () => {
    isAway = false;
    await app.close();
    await launch('chihuy.minh', 'now', { VONGLAU_MAP: `${template()}?key=bi-mat` });
    await expect(part()).toContainText(service.url.host);
    await expect(part()).toContainText(words.base.byAdministrator);
    await expect(operator.button(words.base.change)).toBeHidden();
    expect(await desk.locator('body').innerText()).not.toContain('bi-mat');
  });
});
