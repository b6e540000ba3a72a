import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Locator, Page } from 'playwright-core';
import { expect } from '@playwright/test';
import { openSocket, signIn } from '../builders/tier-client.ts';
import { openByNumber, tileOf } from '../e2e/harness/duty.ts';
import { filled, type Operator } from '../e2e/harness/operator.ts';
import { calm, drawn, filtersInUse, filterPanel, filterValue, firstTurning, fixed, junction, menuOfFirst, PAGE, post, toLive, turning } from './guide-find-steps.ts';
import { openScreen, settled, type GuideScene, type Stage } from './guide-scenes.ts';

const cameraPanel = ({ page, words }: Operator): Locator => page.getByRole('region', { name: words.live.cameras.panel });
const showTab = async ({ page, words }: Operator, tab: 'units' | 'groups'): Promise<void> => {
  await page.getByRole('radiogroup', { name: words.find.tab.label }).getByRole('radio', { name: words.find.tab[tab], exact: true }).click();
};
/** Steps of the arrow keys. */
const LIST_STEP_PX = 16;
const LIST_PX = { usual: 328, wide: 424, widest: 472 } as const;
/** Makes the camera list so wide that names can be read, or as it was. */
async function listWide(operator: Operator, width: keyof typeof LIST_PX): Promise<void> {
  const edge = cameraPanel(operator).getByRole('separator');
  const nowPx = Number(await edge.getAttribute('aria-valuenow'));
  const steps = Math.round((LIST_PX[width] - nowPx) / LIST_STEP_PX);
  await edge.focus();
  for (let step = 0; step < Math.abs(steps); step += 1) await operator.page.keyboard.press(steps > 0 ? 'ArrowRight' : 'ArrowLeft');
}
async function emptyDesk(operator: Operator): Promise<void> {
  const clear = operator.button(operator.words.live.grid.clear);
  if (!(await clear.isEnabled())) return;
  await clear.click();
  // Asked whether it is meant.
  await clear.click();
}

/** A table as an operator would have it, with lines that cannot be taken; the console runs as another user, who must be able to read it. */
function tableFile({ city, say }: Stage): { readonly file: string; readonly name: string; readonly remove: () => void } {
  const name = say('Trực đêm', 'Night watch');
  const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-guide-'));
  const [first, second, third, fourth] = fixed(city);
  const repeated = second?.number ?? 0;
  const unknown = say('Cầu vượt Láng, trụ 7', 'Láng flyover, post 7');
  const lines = [say('số,tên', 'number,name'), ...[first, second, third, fourth].map((camera) => `${String(camera?.number ?? 0)},${camera?.name ?? ''}`), `${String(repeated)},`, '99999,', `,"${unknown}"`, `${say('ba nghìn', 'three thousand')},`];
  const file = path.join(folder, `${name}.csv`);
  chmodSync(folder, 0o755);
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o644 });
  return { file, name, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The operator picks this file in the system's dialog. */
const dialogAnswers = ({ app }: Stage, file: string): Promise<void> =>
  app.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, file);

/** Pictures of a part that is longer than the screen, side by side. */
async function besideEachOther(page: Page, part: Locator, scrolls: readonly (() => Promise<void>)[], file: string): Promise<void> {
  const pieces: Buffer[] = [];
  for (const scroll of scrolls) {
    await scroll();
    await drawn(page);
    const clip = await part.boundingBox();
    if (clip === null) throw new Error('a part is not in sight');
    pieces.push(await page.screenshot({ clip, animations: 'allow' }));
  }
  const images = await Promise.all(pieces.map((piece) => loadImage(piece)));
  const gapPx = 12;
  const canvas = createCanvas(images.reduce((sum, { width }) => sum + width, gapPx * (images.length - 1)), Math.max(...images.map(({ height }) => height)));
  const pen = canvas.getContext('2d');
  let xPx = 0;
  for (const image of images) {
    pen.drawImage(image, xPx, 0);
    xPx += image.width + gapPx;
  }
  writeFileSync(file, await canvas.encode('png'));
}

/** A joystick that nobody has to hold. */
const plugIn = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const button = (isDown: boolean) => ({ pressed: isDown, touched: isDown, value: isDown ? 1 : 0 });
    const pad = { id: 'USB Joystick', index: 0, connected: true, mapping: 'standard', timestamp: 1, axes: [0.62, -0.34, 0, 0.2], buttons: Array.from({ length: 16 }, (_, index) => button(index === 5)), vibrationActuator: null };
    Object.defineProperty(navigator, 'getGamepads', { configurable: true, value: () => [pad] });
    window.dispatchEvent(Object.assign(new Event('gamepadconnected'), { gamepad: pad }));
  });
const pullOut = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Object.defineProperty(navigator, 'getGamepads', { configurable: true, value: () => [] });
    window.dispatchEvent(new Event('gamepaddisconnected'));
  });

/** Finding, groups, the page of a camera. No faults stand when these begin. */
export const FIND_SCENES: readonly GuideScene[] = [
  {
    name: 'find',
    take: async ({ operator, city, shots }) => {
      const { page, words } = operator;
      await toLive(operator);
      await operator.chooseGrid(9);
      await emptyDesk(operator);
      await openByNumber(operator, junction(city));
      await listWide(operator, 'widest');
      await menuOfFirst(operator);
      await calm(operator);
      await shots.page('find.jpg', page, [], PAGE);
      await page.keyboard.press('Escape');
      await listWide(operator, 'usual');
      await operator.search.fill('cau giay');
      await operator.button(words.find.filters.open).click();
      for (const value of [words.find.kind.ptz, words.find.purpose.traffic]) await filterValue(operator, value).click();
      // Two values, and what removes both.
      await expect(filtersInUse(operator).getByRole('button')).toHaveCount(3);
      await filterPanel(operator).getByRole('heading').first().click();
      await drawn(page);
      await shots.page('find-filters.jpg', page, [cameraPanel(operator)], { padPx: 0 });
      await toLive(operator);
    },
  },
  {
    name: 'groups',
    take: async (stage) => {
      const { operator, shots } = stage;
      const { page, words } = operator;
      const table = tableFile(stage);
      try {
        await toLive(operator);
        await listWide(operator, 'wide');
        await showTab(operator, 'groups');
        await dialogAnswers(stage, table.file);
        await operator.button(words.find.group.import).click();
        await expect(page.getByRole('region', { name: words.find.import.title })).toBeVisible({ timeout: 15_000 });
        await operator.button(words.find.group.back).click();
        const groups = page.getByRole('list', { name: words.find.group.title }).getByRole('listitem');
        await expect(groups.filter({ hasText: table.name })).toBeVisible();
        await drawn(page);
        await shots.page('groups.jpg', page, [cameraPanel(operator).locator(':scope > div').first(), groups.last()], { padPx: 0 });
      } finally {
        table.remove();
        await showTab(operator, 'units');
        await listWide(operator, 'usual');
      }
    },
  },
  {
    name: 'camera-page',
    take: async ({ operator, city, shots }) => {
      const { page, words } = operator;
      const { province } = city;
      const camera = firstTurning(city);
      // Somebody else, so that there is who watches.
      const other = await openSocket(province, '/v1/live', (await signIn(province, 'truc.an')).accessToken);
      const picture = path.join(mkdtempSync(path.join(tmpdir(), 'vonglau-guide-')), 'page.png');
      try {
        other.send({ type: 'open', stream: 1, cameraId: camera.id, profile: 'sub' });
        await other.message(({ type }) => type === 'opened');
        await toLive(operator);
        await operator.find(String(camera.number));
        await operator.lines.first().click();
        await page.keyboard.press('Alt+Enter');
        const panel = page.getByRole('complementary', { name: filled(words.find.page.titleOf, { number: camera.number, name: camera.name }) });
        await expect(panel.getByRole('region', { name: words.find.page.viewers }).getByRole('listitem')).toBeVisible({ timeout: 20_000 });
        await settled(page);
        const view = panel.getByRole('region', { name: words.find.page.view });
        await besideEachOther(page, panel, [() => Promise.resolve(), () => view.evaluate((part) => part.scrollIntoView({ block: 'start' }))], picture);
        await shots.file('camera-page.jpg', picture);
        await panel.getByRole('button', { name: words.common.action.close, exact: true }).click();
      } finally {
        other.close();
        rmSync(path.dirname(picture), { recursive: true, force: true });
        await operator.search.fill('');
      }
    },
  },
];

/** Steering. No faults stand when these begin. */
export const STEER_SCENES: readonly GuideScene[] = [
  {
    name: 'steer',
    take: async ({ operator, city, shots }) => {
      const { page, words } = operator;
      const [camera, held] = turning(city);
      if (camera === undefined || held === undefined) throw new Error('the junction is not as it was');
      await toLive(operator);
      await operator.chooseGrid(6);
      await emptyDesk(operator);
      await openByNumber(operator, [...turning(city), ...fixed(city).slice(0, 3)]);
      await post(city, 'ptz', { hold: held.number, as: 'phuong.phuc' });
      try {
        const tile = tileOf(page, camera.id);
        await expect(tileOf(page, held.id).locator('[data-ptz="other"]')).toBeVisible({ timeout: 20_000 });
        await calm(operator);
        await tile.click({ position: { x: 24, y: 60 } });
        await page.keyboard.press('KeyJ');
        const panel = page.getByRole('complementary', { name: words.ptz.panel.title });
        await panel.getByRole('button', { name: words.ptz.lease.claim }).click();
        await expect(tile.locator('[data-ptz="mine"]')).toBeVisible({ timeout: 15_000 });
        await expect(panel.locator('[data-preset] img').nth(3)).toBeVisible({ timeout: 30_000 });
        await calm(operator);
        await tile.focus();
        await page.keyboard.down('ArrowRight');
        await expect(tile.locator('[data-arrow="right"][data-on]')).toBeVisible();
        // Long enough that the picture is seen to turn.
        await drawn(page);
        await shots.page('steer.jpg', page, [], PAGE);
        await page.keyboard.up('ArrowRight');
        await panel.getByRole('button', { name: words.ptz.lease.release }).click();
        await tile.focus();
        await page.keyboard.press('Escape');
      } finally {
        await page.keyboard.up('ArrowRight');
        await post(city, 'ptz', { free: 'all' });
      }
    },
  },
  {
    name: 'joystick',
    take: async ({ operator, shots }) => {
      const { page, words } = operator;
      await openScreen(operator, words.ptz.screen.title);
      await plugIn(page);
      try {
        await expect(page.getByRole('heading', { name: 'USB Joystick' })).toBeVisible({ timeout: 10_000 });
        await page.locator('[data-act="preset-4"]').getByRole('button').click();
        await drawn(page);
        await shots.page('joystick.jpg', page, [page.getByRole('heading', { level: 1 }), page.getByRole('region', { name: 'USB Joystick' })], { padPx: 16 });
        await page.locator('[data-act="preset-4"]').getByRole('button').click();
      } finally {
        await pullOut(page);
      }
      await toLive(operator);
    },
  },
];
