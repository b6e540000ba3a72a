import type { Locator, Page } from 'playwright-core';
import { expect } from '@playwright/test';
import type { ConsoleApp } from '../e2e/harness/console-app.ts';
import type { DemoCity } from '../e2e/harness/demo-city.ts';
import { openByNumber, workingCameras } from '../e2e/harness/duty.ts';
import { containing, filled, type Operator } from '../e2e/harness/operator.ts';
import type { Shots } from './guide-shots.ts';

export interface Stage {
  readonly app: ConsoleApp;
  readonly city: DemoCity;
  readonly operator: Operator;
  readonly shots: Shots;
  /** The names operators give things, in the language of the pictures. */
  readonly say: (vi: string, en: string) => string;
}

/** A part of the guide: what an operator does first, then its pictures. */
export interface GuideScene {
  readonly name: string;
  readonly take: (stage: Stage) => Promise<void>;
}

const MASKED = 30_007;
const SOUNDING = 30_006;
const HEVC_ONLY = 30_005;
const CALM_WITHIN_MS = 20_000;

/** Every tile has its picture; on a machine that is busy with other things they may stay lowered. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('[role=figure][data-state=connecting]')).toHaveCount(0, { timeout: 60_000 });
  const tiles = page.locator('[role=figure][data-camera-id]');
  const isCalm = async (): Promise<boolean> =>
    (await tiles.evaluateAll((all) => all.every((tile) => tile.getAttribute('data-state') === 'live'))) && (await page.getByText(/^1\/[23]/).count()) === 0;
  await expect.poll(isCalm, { timeout: CALM_WITHIN_MS }).toBe(true).catch(() => undefined);
}

const typeKeys = async ({ page }: Operator, keys: string): Promise<void> => {
  await page.keyboard.type(keys);
  await page.keyboard.press('Enter');
};
const selectTile = (operator: Operator, number: number): Promise<void> => operator.tile(number).click({ position: { x: 24, y: 60 } });
const grid = ({ page, words }: Operator): Locator => page.getByRole('group', { name: words.live.grid.panel });
const bar = ({ page, words }: Operator): Locator => page.getByRole('group', { name: words.live.grid.toolbar });
const status = ({ page, words }: Operator): Locator => page.getByRole('contentinfo', { name: words.common.statusBar });
const layouts = ({ page, words }: Operator): Locator => page.getByRole('region', { name: words.wall.layouts.title });

export const openScreen = ({ page, words }: Operator, title: string): Promise<void> =>
  page.getByRole('navigation', { name: words.common.screens }).getByRole('button', { name: title, exact: true }).click();

async function saveAs(operator: Operator, name: string): Promise<void> {
  const { words, page } = operator;
  await operator.button(words.live.grid.save).click();
  await page.getByLabel(words.live.save.name, { exact: true }).fill(name);
  await operator.button(words.live.save.submit).click();
  await expect(page.getByRole('heading', { name })).toBeVisible({ timeout: 15_000 });
}

const menuOf = async (operator: Operator, tile: number): Promise<Locator> => {
  await operator.tile(tile).click({ button: 'right', position: { x: 60, y: 60 } });
  const menu = operator.page.getByRole('menu');
  await expect(menu).toBeVisible();
  return menu;
};

/** The live screen. */
export const LIVE_SCENES: readonly GuideScene[] = [
  {
    name: 'open',
    take: async ({ operator, city, app, shots, say }) => {
      const { page } = operator;
      await operator.chooseGrid(4);
      await openByNumber(operator, workingCameras(city, 14).slice(10));
      await saveAs(operator, say('Cổng cơ quan', 'Office gates'));
      await page.keyboard.press('Control+3');
      await operator.chooseGrid(9);
      for (const { number } of workingCameras(city, 9)) await typeKeys(operator, String(number));
      await operator.button(operator.words.live.grid.clear).click();
      await operator.button(operator.words.live.grid.clear).click();
      await openByNumber(operator, workingCameras(city, 9));
      await saveAs(operator, say('Ca sáng', 'Morning watch'));
      await page.keyboard.press('Control+2');
      await settled(await app.wall(2));
      await settled(page);
      // The picture of the wall hears of its tiles every two seconds.
      await expect(page.locator('svg.lucide-ellipsis')).toHaveCount(0, { timeout: 15_000 });
      await shots.page('desk.jpg', page);
      await shots.page('layout-list.png', page, [layouts(operator)], { padPx: 0 });
    },
  },
  {
    name: 'layouts',
    take: async ({ operator, shots }) => {
      const { page, words } = operator;
      await page.getByRole('button', { name: containing(filled(words.live.arrangement.open, { name: '' }).trim()) }).click();
      const choices = page.getByRole('radiogroup', { name: words.live.grid.label });
      await expect(choices).toBeVisible();
      await shots.page('layout-choices.jpg', page, [bar(operator), choices]);
    },
  },
  {
    name: 'keys',
    take: async ({ operator, city, shots }) => {
      const { page, words } = operator;
      await operator.leaveFields();
      await page.keyboard.type(`2m5t${String(workingCameras(city, 3)[2]?.number ?? 0)}`);
      await shots.page('number-entry.png', page, [bar(operator)], { padPx: 0 });
      await page.keyboard.press('Escape');
      await page.keyboard.press('Shift+Slash');
      const panel = page.getByRole('complementary', { name: words.editor.keys.title });
      await expect(panel).toBeVisible();
      await shots.page('keys.png', page, [panel], { padPx: 0 });
      await panel.getByRole('radio', { name: words.editor.keys.change }).click();
      await shots.page('keys-change.png', page, [panel], { padPx: 0 });
      await panel.getByRole('button', { name: words.common.action.close, exact: true }).click();
    },
  },
  {
    name: 'tools',
    take: async ({ operator, shots }) => {
      const { page, words } = operator;
      await operator.chooseGrid(4);
      await selectTile(operator, 1);
      await typeKeys(operator, `1t${String(SOUNDING)}`);
      await settled(page);
      await selectTile(operator, 1);
      const tile = operator.tile(1);
      await shots.page('tile-tools.jpg', page, [tile], { padPx: 4 });
      for (let turn = 0; turn < 3; turn += 1) await page.keyboard.press('Equal');
      await shots.page('tile-zoom.jpg', page, [tile], { padPx: 4 });
      await page.keyboard.press('KeyZ');
      await page.keyboard.press('KeyS');
      const told = status(operator).getByRole('status');
      await expect(told).toContainText('SHA-256', { timeout: 15_000 });
      await shots.file('snapshot.jpg', /: (.+\.png) /.exec((await told.textContent()) ?? '')?.[1] ?? '');
      await page.keyboard.press('KeyR');
      await expect(page.getByRole('group', { name: words.tiles.replay.controls })).toBeVisible({ timeout: 15_000 });
      await page.getByRole('slider', { name: words.tiles.replay.seek }).hover();
      await shots.page('replay.jpg', page, [grid(operator)], { padPx: 0 });
      await page.keyboard.press('KeyR');
      await page.keyboard.press('KeyH');
      const memory = page.getByRole('menu', { name: words.tiles.memory.title });
      await expect(memory.getByText(words.tiles.memory.loading)).toHaveCount(0);
      await shots.page('memory.jpg', page, [tile], { padPx: 4 });
      await page.keyboard.press('Escape');
      await expect(memory).toHaveCount(0);
      await shots.page('tile-menu.jpg', page, [tile, await menuOf(operator, 1)], { padPx: 4 });
      await page.keyboard.press('Escape');
      await page.keyboard.press('KeyI');
      // The first figures come after a second or two.
      await expect(tile.getByText(/[1-9][0-9.,]* (hình|pictures)\/s/)).toBeVisible({ timeout: 15_000 });
      await shots.page('tile-info.jpg', page, [tile], { padPx: 4 });
      await page.keyboard.press('KeyI');
    },
  },
  {
    name: 'masks',
    take: async ({ operator, shots, say }) => {
      const { page, words } = operator;
      await operator.chooseGrid(4);
      await selectTile(operator, 2);
      await typeKeys(operator, `2t${String(MASKED)}`);
      await settled(page);
      await selectTile(operator, 2);
      const tile = operator.tile(2);
      await shots.page('mask.jpg', page, [tile], { padPx: 4 });
      await page.keyboard.press('Shift+KeyM');
      const form = page.getByRole('dialog');
      await form.getByLabel(words.tiles.mask.reason).fill(say('Tìm trẻ lạc theo tin báo số 112 hôm nay', 'Looking for a lost child, report no. 112 of today'));
      await shots.page('mask-ask.jpg', page, [tile, form], { padPx: 4 });
      await form.getByRole('button', { name: words.tiles.mask.ask }).click();
      await expect(form).toHaveCount(0);
      await expect(tile).toContainText(words.tiles.mask.lifted.replace('{{left}}', '').trim());
      await shots.page('mask-lifted.jpg', page, [tile], { padPx: 4 });
      await page.keyboard.press('Shift+KeyM');
      await page.getByRole('button', { name: words.tiles.mask.restore }).click();
    },
  },
  {
    name: 'sequence',
    take: async ({ operator, shots, say }) => {
      const { page, words } = operator;
      await operator.chooseGrid(9);
      await selectTile(operator, 9);
      await page.keyboard.press('Delete');
      await (await menuOf(operator, 9)).getByRole('menuitem', { name: words.tiles.menu.sequence }).click();
      const panel = page.getByRole('complementary', { name: filled(words.editor.sequence.forTile, { number: 9 }) });
      await panel.getByLabel(words.editor.sequence.name, { exact: true }).fill(say('Các cổng', 'Gates'));
      await panel.getByRole('button').filter({ hasText: containing(words.editor.sequence.addDesk.split('{{count}}').sort((one, other) => other.length - one.length)[0] ?? '') }).first().click();
      await shots.page('sequence.png', page, [panel], { padPx: 0 });
      await panel.getByRole('button', { name: words.editor.sequence.done }).click();
      await settled(page);
      await selectTile(operator, 9);
      await shots.page('sequence-tile.jpg', page, [operator.tile(9)], { padPx: 4 });
      await operator.page.getByRole('button', { name: words.wall.layouts.tour }).click();
      const tour = page.getByRole('complementary', { name: words.editor.tour.title });
      await tour.getByLabel(words.editor.tour.name, { exact: true }).fill(say('Vòng đêm', 'Night round'));
      for (const name of [say('Ca sáng', 'Morning watch'), say('Cổng cơ quan', 'Office gates')]) await tour.getByRole('button', { name: filled(words.editor.tour.add, { name }) }).click();
      await shots.page('tour.png', page, [tour.getByRole('heading').first(), tour.getByRole('list').last()], { padPx: 16 });
      await tour.getByRole('button', { name: words.common.action.close, exact: true }).click();
    },
  },
  {
    name: 'trouble',
    take: async ({ operator, city, shots, say }) => {
      const { page, words } = operator;
      await operator.button(filled(words.wall.layouts.apply, { name: say('Ca sáng', 'Morning watch') })).click();
      await expect(operator.tiles).toHaveCount(9);
      await selectTile(operator, 9);
      await typeKeys(operator, `9t${String(HEVC_ONLY)}`);
      await settled(page);
      const [cut, freeze, delay, repeat] = workingCameras(city, 4);
      await city.fault({ cameraId: repeat?.id, fault: 'repeat' });
      await expect(page.locator(`[data-camera-id="${repeat?.id ?? ''}"][data-state=stale]`)).toBeVisible({ timeout: 60_000 });
      await city.fault({ cameraId: cut?.id, fault: 'cut' });
      await city.fault({ cameraId: delay?.id, fault: 'delay', delayMs: 8000 });
      await expect(page.locator(`[data-camera-id="${delay?.id ?? ''}"][data-state=delayed]`)).toBeVisible({ timeout: 30_000 });
      await selectTile(operator, 5);
      await city.fault({ cameraId: freeze?.id, fault: 'freeze' });
      await expect(page.locator(`[data-camera-id="${freeze?.id ?? ''}"][data-state=stale]`)).toBeVisible({ timeout: 30_000 });
      await shots.page('trouble.jpg', page, [grid(operator)], { padPx: 0 });
    },
  },
];
