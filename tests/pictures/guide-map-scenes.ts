import { expect } from '@playwright/test';
import type { Locator } from 'playwright-core';
import type { DemoCity } from '../e2e/harness/demo-city.ts';
import { filled, type Operator } from '../e2e/harness/operator.ts';
import { calm, drawn, filtersInUse, filterValue, junction, menuOfFirst, PAGE, post, toLive, TYPED } from './guide-find-steps.ts';
import { settled, type GuideScene } from './guide-scenes.ts';

/** So long a picture beside a map stays in full where the processor draws the map. */
const FEW_DRAWINGS = 8;
const LIVE_WITHIN_MS = 20_000;
/** An alarm's triangle stands so far above its camera. */
const ALARM_UP_PX = 20;
const TRIES = 4;
/** Where the streets cross, from the camera that the map has in its middle. */
const CROSSING_PX = { x: -76, y: -40 } as const;
/** About this far from the junction an alarm stands by itself in the picture. */
const ASIDE_DEG = { least: 0.006, most: 0.012 } as const;

const side = ({ page, words }: Operator): Locator => page.getByRole('complementary', { name: words.map.list.panel });
const canvas = ({ page }: Operator): Locator => page.locator('canvas.maplibregl-canvas');
const lines = (operator: Operator): Locator => side(operator).locator('[data-camera]');

async function mapReady(operator: Operator): Promise<void> {
  await expect(operator.page.locator('[data-map-state=ready]')).toBeVisible({ timeout: 30_000 });
  await expect(lines(operator).nth(2)).toBeVisible({ timeout: 20_000 });
  await drawn(operator.page);
}

/** The junction in the middle, close up, its first camera chosen. */
async function toJunction(operator: Operator): Promise<void> {
  const menu = await menuOfFirst(operator);
  await menu.getByRole('menuitem', { name: operator.words.find.act.map }).click();
  await mapReady(operator);
  const all = operator.button(operator.words.map.scope.all);
  if (await all.isVisible()) await all.click();
}

async function middle(operator: Operator): Promise<{ readonly x: number; readonly y: number; readonly reach: number }> {
  const box = await canvas(operator).boundingBox();
  if (box === null) throw new Error('the map has no size');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, reach: Math.min(box.width, box.height) * 0.45 };
}

async function openLayers({ page, words }: Operator): Promise<Locator> {
  await page.getByRole('button', { name: words.map.layers.title, exact: true }).click();
  const card = page.getByRole('region', { name: words.map.layers.title, exact: true });
  await expect(card).toBeVisible();
  return card;
}
const closeLayers = (operator: Operator, card: Locator): Promise<void> => card.getByRole('button', { name: operator.words.map.layers.close }).click();
const takeTool = ({ page, words }: Operator, name: string): Promise<void> =>
  page.getByRole('toolbar', { name: words.map.tool.group }).getByRole('button', { name, exact: true }).click();

/** Its camera's picture is live, and was not lowered yet: seen again, it begins in full. */
async function pickAlarmInTheMiddle(operator: Operator): Promise<void> {
  const { page, words } = operator;
  const picture = side(operator).locator('[role=figure]');
  const { x, y, reach } = await middle(operator);
  for (let left = TRIES; left > 0; left -= 1) {
    await page.mouse.click(x, y - ALARM_UP_PX);
    // What the pointer is over has a ring of its own.
    await page.mouse.move(x, y + reach);
    await expect(picture).toHaveAttribute('data-state', 'live', { timeout: LIVE_WITHIN_MS }).catch(() => undefined);
    await drawn(page, FEW_DRAWINGS);
    if (left === 1 || (await picture.getAttribute('data-state')) === 'live') return;
    await operator.button(words.map.preview.close).click();
  }
}

/** A camera a little way off the junction. */
function aside(city: DemoCity): number {
  const [first] = junction(city);
  const far = (camera: typeof first): number => Math.hypot((camera?.position?.latDeg ?? 0) - (first?.position?.latDeg ?? 0), (camera?.position?.lonDeg ?? 0) - (first?.position?.lonDeg ?? 0));
  const found = city.demo.world.city.cameras.find((camera) => far(camera) > ASIDE_DEG.least && far(camera) < ASIDE_DEG.most);
  if (found === undefined) throw new Error('the junction stands alone');
  return found.number;
}

/** The map, its lists, what is chosen on it. No faults stand when these begin. */
export const MAP_SCENES: readonly GuideScene[] = [
  {
    name: 'map',
    take: async ({ operator, city, shots, say }) => {
      const { page, words } = operator;
      await post(city, 'alarms', { cameraNumber: junction(city)[0]?.number, priority: 2, title: say('Ùn tắc kéo dài', 'Long congestion') });
      await post(city, 'alarms', { cameraNumber: aside(city), priority: 3, title: say('Đỗ sai quy định', 'Illegal parking') });
      try {
        await toJunction(operator);
        await operator.button(words.map.preview.close).click();
        for (let levels = 0; levels < 3; levels += 1) {
          await operator.button(words.map.zoomOut).click();
          await drawn(page);
        }
        const card = await openLayers(operator);
        await calm(operator);
        await pickAlarmInTheMiddle(operator);
        await shots.page('map.jpg', page, [], PAGE);
        await closeLayers(operator, card);
      } finally {
        await post(city, 'alarms/close', { all: true });
      }
    },
  },
  {
    name: 'map-filters',
    take: async ({ operator, shots }) => {
      const { page, words } = operator;
      await toLive(operator);
      await operator.find(TYPED);
      await operator.button(words.find.filters.open).click();
      await filterValue(operator, words.find.kind.ptz).click();
      await operator.page.keyboard.press('Escape');
      await expect(operator.lines.first()).toBeVisible();
      await operator.button(words.find.act.allOnMap).click();
      await mapReady(operator);
      const all = operator.button(words.map.scope.all);
      await expect(all).toBeVisible();
      await expect(filtersInUse(operator).getByRole('listitem')).toHaveCount(2);
      await calm(operator);
      await drawn(page, FEW_DRAWINGS);
      await shots.page('map-filters.jpg', page, [], PAGE);
      await all.click();
      await expect(all).toBeHidden();
    },
  },
  {
    name: 'map-area',
    take: async ({ operator, app, shots }) => {
      const { page, words } = operator;
      await toJunction(operator);
      await takeTool(operator, words.map.tool.rectangle);
      const { x, y, reach } = await middle(operator);
      await page.mouse.move(x - reach, y - reach);
      await page.mouse.down();
      await page.mouse.move(x, y, { steps: 4 });
      await page.mouse.move(x + reach, y + reach, { steps: 4 });
      await page.mouse.up();
      await expect(side(operator).getByText(filled(words.map.list.sightCount, { cameras: 9 }), { exact: true })).toBeVisible({ timeout: 15_000 });
      await side(operator).getByLabel(words.map.act.monitor, { exact: true }).selectOption('2');
      await operator.button(filled(words.map.act.openOn, { number: 2 })).click();
      await operator.button(words.map.preview.close).click();
      await page.mouse.move(x, y + reach / 2);
      await settled(await app.wall(2));
      await expect(page.locator('svg.lucide-ellipsis')).toHaveCount(0, { timeout: 15_000 });
      await calm(operator);
      await drawn(page);
      await shots.page('map-area.jpg', page, [], PAGE);
    },
  },
  {
    name: 'map-sees',
    take: async ({ operator, shots }) => {
      const { page, words } = operator;
      await toJunction(operator);
      await operator.button(words.map.preview.close).click();
      await operator.button(words.wall.close).click();
      const card = await openLayers(operator);
      const coverage = card.getByRole('checkbox', { name: new RegExp(`^${words.map.layers.coverage}`) });
      await coverage.check();
      await closeLayers(operator, card);
      await takeTool(operator, words.map.tool.seeing);
      const { x, y } = await middle(operator);
      await page.mouse.click(x + CROSSING_PX.x, y + CROSSING_PX.y);
      await expect(side(operator).getByRole('heading', { name: words.map.list.area.seeing })).toBeVisible();
      await expect(lines(operator).first()).toBeVisible({ timeout: 15_000 });
      await drawn(page);
      await shots.page('map-sees.jpg', page, [side(operator), canvas(operator)], { padPx: 0 });
      const again = await openLayers(operator);
      await coverage.uncheck();
      await closeLayers(operator, again);
      await operator.button(words.wall.open).click();
      await toLive(operator);
    },
  },
  {
    name: 'base-map',
    take: async ({ operator, shots, say }) => {
      const { page, words } = operator;
      const { base } = words.map;
      await toJunction(operator);
      await operator.button(words.map.preview.close).click();
      const card = await openLayers(operator);
      await operator.button(base.change).click();
      const form = page.getByRole('dialog', { name: base.title, exact: true });
      await form.getByRole('radio', { name: base.kind.style }).check();
      await form.getByLabel(base.address.style).fill(say('https://bando.example.vn/style.json', 'https://map.example.vn/style.json'));
      await drawn(page, FEW_DRAWINGS);
      await shots.page('base-map.jpg', page, [form], { padPx: 24 });
      await form.getByRole('button', { name: words.common.action.cancel, exact: true }).click();
      await closeLayers(operator, card);
      await toLive(operator);
    },
  },
];
