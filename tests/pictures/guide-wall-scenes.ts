import { expect } from '@playwright/test';
import { sceneId } from '../../contract/domain/units.ts';
import { ask, recordsOf } from '../e2e/harness/asking.ts';
import { workingCameras } from '../e2e/harness/duty.ts';
import { containing, filled, type Operator } from '../e2e/harness/operator.ts';
import { openScreen, settled, type GuideScene } from './guide-scenes.ts';

const openTab = async ({ page }: Operator, name: string): Promise<void> => {
  await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
};
const panel = ({ page }: Operator) => page.getByRole('tabpanel');
const controlBar = ({ page, words }: Operator) => page.getByRole('tablist', { name: words.control.tabs });

/** The screen of the wall, and the editor. The faults of the last live scene still stand when these begin. */
export const WALL_SCENES: readonly GuideScene[] = [
  {
    name: 'status',
    take: async ({ operator, shots }) => {
      const { page, words } = operator;
      await openScreen(operator, words.control.title);
      await openTab(operator, words.control.tab.status);
      await expect(page.getByRole('row').nth(5)).toBeVisible({ timeout: 15_000 });
      await shots.page('status.png', page, [controlBar(operator), panel(operator).getByRole('region', { name: words.control.tab.status }).getByRole('radiogroup'), page.getByRole('row').last()], { padPx: 8 });
    },
  },
  {
    name: 'camera-lists',
    take: async ({ operator, shots }) => {
      const { page, words } = operator;
      await openScreen(operator, words.control.title);
      await openTab(operator, words.control.tab.cameras);
      await page.getByRole('radio', { name: new RegExp(`^${words.control.cameras.lost}:`) }).click();
      await shots.page('camera-lists-lost.png', page, [panel(operator)], { padPx: 0 });
      await page.getByRole('radio', { name: new RegExp(`^${words.control.cameras.shown}:`) }).click();
      await shots.page('camera-lists.png', page, [panel(operator)], { padPx: 0 });
    },
  },
  {
    name: 'scenes',
    take: async ({ operator, city, app, shots, say }) => {
      const { page, words } = operator;
      await city.clearFaults();
      await openScreen(operator, words.control.title);
      await openTab(operator, words.control.tab.map);
      for (const name of [say('Ban ngày', 'Daytime'), say('Lễ hội phố đi bộ', 'Street festival'), say('Có cảnh báo khẩn', 'Urgent alarm')]) {
        await page.getByLabel(words.control.scenes.name, { exact: true }).fill(name);
        await operator.button(words.control.scenes.saveShort).click();
        await expect(page.getByRole('button', { name: filled(words.control.scenes.recall, { name }) })).toBeVisible({ timeout: 15_000 });
      }
      const [day, festival, urgent] = (await recordsOf(page, 'scenes')).toSorted((one, other) => one.updatedUtcMs - other.updatedUtcMs);
      if (day === undefined || festival === undefined || urgent === undefined) throw new Error('three scenes are wanted');
      await ask(page, 'scenes.set', { scene: sceneId(day.id), name: day.name, keyDigit: 1, schedule: { days: [1, 2, 3, 4, 5], minuteOfDay: 7 * 60 }, alarm: null });
      await ask(page, 'scenes.set', { scene: sceneId(festival.id), name: festival.name, keyDigit: 2, schedule: { days: [6, 7], minuteOfDay: 18 * 60 + 30 }, alarm: null });
      await ask(page, 'scenes.set', { scene: sceneId(urgent.id), name: urgent.name, keyDigit: 9, schedule: null, alarm: { priorityAtLeast: 1, cameras: [] } });
      await settled(await app.wall(2));
      await page.getByRole('option', { name: new RegExp(`^${filled(words.wall.monitor, { number: 2 })},`) }).click();
      await shots.page('wall-control.jpg', page, [], { maxWidthPx: 1400 });
      const side = page.getByRole('complementary', { name: words.control.scenes.title });
      await shots.page('scenes.png', page, [page.getByRole('region', { name: containing(words.control.scenes.title) })], { padPx: 8 });
      await page.getByRole('button', { name: filled(words.control.scenes.edit, { name: festival.name }) }).click();
      await shots.page('scene-form.png', page, [side], { padPx: 0 });
      await page.keyboard.press('Escape');
    },
  },
  {
    name: 'identify',
    take: async ({ operator, shots, app }) => {
      const { words } = operator;
      await openScreen(operator, words.control.title);
      await operator.button(words.wall.identifyShort).click();
      const wall = await app.wall(2);
      await expect(wall.getByRole('status').getByText('2', { exact: true })).toBeVisible({ timeout: 5_000 });
      await shots.page('identify.jpg', wall, [], { maxWidthPx: 960 });
    },
  },
  {
    name: 'link',
    take: async ({ operator, city, shots }) => {
      const { page, words } = operator;
      await openScreen(operator, words.control.title);
      await openTab(operator, words.control.tab.link);
      await page.getByLabel(words.control.link.field).fill('1');
      await operator.button(words.control.link.submit).click();
      // The figures come every two seconds.
      await expect(page.getByText(/^1[.,]0 Mbps$/)).toBeVisible({ timeout: 30_000 });
      await expect(page.getByText(words.control.link.isOver)).toBeVisible({ timeout: 30_000 }).catch(() => undefined);
      await shots.page('link-budget.png', page, [panel(operator)], { padPx: 0 });
      await ask(page, 'settings.setLinkBudget', { budgetKbps: null });
      await city.clearFaults();
    },
  },
  {
    name: 'editor',
    take: async ({ operator, city, shots, say }) => {
      const { page, words } = operator;
      await openScreen(operator, words.editor.title);
      await page.getByRole('button', { name: filled(words.editor.start.readyOne, { count: 8 }), exact: true }).click();
      const [first] = workingCameras(city, 1);
      const palette = page.getByRole('complementary', { name: containing(words.editor.palette.title.split('{{number}}')[0] ?? '') });
      await palette.getByRole('button', { name: containing(first?.name ?? '') }).first().click();
      const tile = (number: number) => page.getByRole('group', { name: containing(words.editor.canvas.label.split(' ')[0] ?? '') }).locator(`[data-tile="${String(number - 1)}"]`);
      for (const [number, kind] of [[2, 'clock'], [3, 'alarms'], [4, 'map'], [5, 'hotspot']] as const) {
        await tile(number).click();
        await palette.getByRole('button', { name: words.editor.kind[kind], exact: true }).click();
      }
      await page.getByLabel(words.editor.save.name, { exact: true }).fill(say('Chỉ huy', 'Commander'));
      await tile(1).click();
      await shots.page('editor.jpg', page, [], { maxWidthPx: 1400 });
      await page.keyboard.press('F1');
      await page.getByRole('button', { name: words.editor.leave.discard }).click();
    },
  },
];
