import type { Locator, Page } from 'playwright-core';
import { expect } from '@playwright/test';
import type { DemoCity } from '../e2e/harness/demo-city.ts';
import { containing, filled, type Operator } from '../e2e/harness/operator.ts';
import { openScreen, settled } from './guide-scenes.ts';

export const JUNCTION = 'Nút giao Cầu Giấy';
export const TYPED = 'nut giao cau giay';
export const PAGE = { maxWidthPx: 1400 } as const;
/** The glass is behind the page while a map is drawn by the processor. */
const DRAWINGS = 60;
/** Pictures that were lowered come back by halves, each after ten calm seconds. */
const CALM_WITHIN_MS = 45_000;

export const junction = ({ demo }: DemoCity) => demo.world.city.cameras.filter(({ name }) => name.startsWith(JUNCTION));
export const turning = (city: DemoCity) => junction(city).filter(({ ptz }) => ptz !== undefined);
export const fixed = (city: DemoCity) => junction(city).filter(({ ptz }) => ptz === undefined);
export function firstTurning(city: DemoCity) {
  const [camera] = turning(city);
  if (camera === undefined) throw new Error('no camera of the junction turns');
  return camera;
}

export async function post({ province }: DemoCity, what: string, body: unknown): Promise<void> {
  const answer = await fetch(`${province.httpUrl}/demo/${what}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  if (!answer.ok) throw new Error(`${what}: ${await answer.text()}`);
}

/** Every picture live and in full, at the desk and on the wall; on a machine that is busy with other things some may stay lowered. */
export async function calm({ page, words }: Operator): Promise<void> {
  await settled(page);
  const lowered = page
    .locator('[role=figure][data-camera-id]:not([data-state=live])')
    .or(page.getByText(/^1\/[23]/))
    .or(page.getByText(containing(filled(words.live.link.lowered, { count: '' }).trim())));
  await expect(lowered).toHaveCount(0, { timeout: CALM_WITHIN_MS }).catch(() => undefined);
}
export const drawn = (page: Page, times = DRAWINGS): Promise<void> =>
  page.evaluate(async (drawings) => {
    for (let left = drawings; left > 0; left -= 1) await new Promise(requestAnimationFrame);
  }, times);

export const filterPanel = ({ page, words }: Operator): Locator => page.getByRole('region', { name: words.find.filters.title });
/** A value of the filters; the count follows it, after a comma. */
export const filterValue = (operator: Operator, value: string): Locator => filterPanel(operator).getByRole('button', { name: new RegExp(`^${containing(value).source} ?,`) });
export const filtersInUse = ({ page, words }: Operator): Locator => page.getByRole('group', { name: words.find.filters.active });
/** The live screen, with nothing searched or filtered, whatever an earlier scene left. */
export async function toLive(operator: Operator): Promise<void> {
  const { words } = operator;
  await openScreen(operator, words.live.title);
  await operator.search.fill('');
  const clear = operator.button(words.find.filters.clear);
  if (await clear.isVisible()) await clear.click();
  const panel = filterPanel(operator);
  if (await panel.isVisible()) await panel.getByRole('button', { name: words.common.action.close, exact: true }).click();
}

/** Finds the junction, and opens the list of acts on its first camera. */
export async function menuOfFirst(operator: Operator): Promise<Locator> {
  const { page } = operator;
  await toLive(operator);
  await operator.find(TYPED);
  await expect(operator.lines.nth(8)).toContainText(JUNCTION);
  await operator.lines.first().click();
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu');
  await expect(menu).toBeVisible();
  return menu;
}
