import { expect } from '@playwright/test';
import type { Locator } from 'playwright-core';
import { workingCameras } from '../e2e/harness/duty.ts';
import { containing, type Operator } from '../e2e/harness/operator.ts';
import { openScreen, type GuideScene, type Stage } from './guide-scenes.ts';

interface Wanted {
  readonly kind: string;
  readonly priority: number;
  readonly vi: string;
  readonly en: string;
}

const FIRE: Wanted = { kind: 'fire-smoke', priority: 1, vi: 'Khói dày ở tầng 3 chợ Đồng Xuân', en: 'Thick smoke on the third floor of Đồng Xuân market' };
const BREAK_IN: Wanted = { kind: 'intrusion', priority: 1, vi: 'Đột nhập phòng truyền dẫn số 4', en: 'Break-in at transmission room 4' };
const RAISED: readonly Wanted[] = [
  { kind: 'waste-dumping', priority: 4, vi: 'Đổ rác thải xây dựng cạnh mương Kẻ Khế', en: 'Rubble dumped beside the Kẻ Khế canal' },
  { kind: 'parking', priority: 4, vi: 'Đỗ xe trên vỉa hè trước cổng trường', en: 'Parked on the pavement in front of the school gate' },
  { kind: 'object-left', priority: 3, vi: 'Va li bỏ lại ở sảnh nhà ga', en: 'A suitcase left in the station hall' },
  { kind: 'wrong-way', priority: 3, vi: 'Xe máy đi ngược chiều trên cầu vượt', en: 'Motorbike against the traffic on the flyover' },
  { kind: 'flood-water', priority: 2, vi: 'Nước ngập quá vạch 30 cm ở hầm chui Kim Liên', en: 'Water above the 30 cm mark in the Kim Liên underpass' },
  { kind: 'crowd', priority: 2, vi: 'Tụ tập đông người trước bến xe Mỹ Đình', en: 'A crowd in front of Mỹ Đình coach station' },
  { kind: 'accident', priority: 2, vi: 'Va chạm hai ô tô ở ngã tư Khuất Duy Tiến – Nguyễn Trãi', en: 'Two cars collided at Khuất Duy Tiến and Nguyễn Trãi' },
  BREAK_IN,
  FIRE,
];

const raise = async ({ city, say }: Stage, { kind, priority, vi, en }: Wanted, cameraId: string | undefined): Promise<void> => {
  const body = { kind, priority, title: say(vi, en), ...(cameraId !== undefined && { cameraId }) };
  const answer = await fetch(`${city.province.httpUrl}/demo/alarms`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
};
const inner = async ({ page, words }: Operator, tab: keyof Operator['words']['alarms']['tab']): Promise<void> => {
  await openScreen({ page, words } as Operator, words.alarms.title);
  await page.getByRole('tab', { name: words.alarms.tab[tab], exact: true }).click();
};
const view = ({ page, words }: Operator): Locator => page.getByRole('region', { name: words.alarms.view.label, exact: true });
const row = ({ page, words }: Operator, title: string): Locator => page.getByRole('tree', { name: words.alarms.list.label, exact: true }).getByRole('treeitem').filter({ hasText: title });
const region = ({ page }: Operator, name: string): Locator => page.getByRole('region', { name, exact: true });
const away = async ({ page }: Operator): Promise<void> => {
  await page.mouse.move(2, 2);
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
};
const atTop = (part: Locator): Promise<void> => part.evaluate((element) => element.scrollIntoView({ block: 'start' }));
const open = async (operator: Operator, title: string): Promise<void> => {
  await inner(operator, 'queue');
  await row(operator, title).click();
  await expect(view(operator).getByRole('heading', { name: title, exact: true })).toBeVisible();
  await expect(view(operator).getByRole('figure').first()).toHaveAttribute('data-state', /live|reduced/, { timeout: 30_000 });
};

/** The alarm screen, tab by tab. The first raises what the others show. */
export const ALARM_SCENES: readonly GuideScene[] = [
  {
    name: 'alarms',
    take: async (stage) => {
      const { operator, city, shots, say } = stage;
      const { page, words } = operator;
      await inner(operator, 'duty');
      await operator.button(words.duty.mine.signOn).click();
      await expect(operator.button(words.duty.mine.signOff)).toBeVisible();
      const cameras = workingCameras(city, 12 * RAISED.length);
      for (const [index, wanted] of RAISED.entries()) await raise(stage, wanted, cameras[12 * index]?.id);
      const line = region(operator, words.sounds.region);
      await expect(line).toContainText(say(FIRE.vi, FIRE.en), { timeout: 10_000 });
      await shots.page('sounding.png', page, [line], { padPx: 6 });
      await open(operator, say(FIRE.vi, FIRE.en));
      await expect(page.getByRole('figure', { name: words.sounds.before.label })).toHaveAttribute('data-state', 'playback', { timeout: 20_000 });
      await away(operator);
      await shots.page('alarms.jpg', page, [], { maxWidthPx: 1400 });
      await page.keyboard.press('Escape');
      await away(operator);
      await shots.page('alarm-queue.png', page, [page.getByRole('region', { name: words.alarms.tab.queue, exact: true })], { padPx: 0 });
    },
  },
  {
    name: 'procedures',
    take: async ({ operator, shots, say }) => {
      const { page, words } = operator;
      await open(operator, say(FIRE.vi, FIRE.en));
      await away(operator);
      await page.keyboard.press('a');
      const panel = view(operator).getByRole('region', { name: words.procedures.title, exact: true });
      await panel.getByRole('button', { name: words.procedures.run.start, exact: true }).click();
      const current = panel.locator('[aria-current="step"]');
      await current.getByRole('button', { name: words.procedures.step.done, exact: true }).click();
      await expect(current.getByRole('radio').first()).toBeVisible();
      await current.getByRole('radio').first().check();
      await atTop(panel);
      await away(operator);
      await shots.page('procedure-run.png', page, [panel], { padPx: 4 });
      await inner(operator, 'procedures');
      await page.getByRole('list', { name: words.procedures.desk.list, exact: true }).getByRole('button', { name: /^Xử lý báo cháy/ }).click();
      await shots.page('procedure-desk.png', page, [page.getByRole('tabpanel')], { padPx: 0, maxWidthPx: 1400 });
      await operator.button(words.procedures.desk.edit).click();
      await page.getByRole('button', { name: containing(words.procedures.field.open.split('“')[0] ?? '') }).nth(1).click();
      await shots.page('procedure-editor.png', page, [page.getByRole('tabpanel')], { padPx: 0, maxWidthPx: 1400 });
      await operator.button(words.procedures.desk.discard).click();
    },
  },
  {
    name: 'escalation',
    take: async ({ operator, shots, say }) => {
      const { page, words } = operator;
      await open(operator, say(BREAK_IN.vi, BREAK_IN.en));
      const panel = view(operator).getByRole('region', { name: words.escalation.title, exact: true });
      await expect(panel.getByText(words.escalation.notices.sent, { exact: true }).first()).toBeVisible({ timeout: 60_000 });
      await atTop(panel);
      await away(operator);
      await shots.page('escalation.png', page, [panel], { padPx: 4 });
      await inner(operator, 'escalation');
      await page.getByRole('button', { name: /Cháy, khói mức 1/ }).click();
      await shots.page('escalation-desk.png', page, [page.getByRole('tabpanel')], { padPx: 0, maxWidthPx: 1400 });
    },
  },
  {
    name: 'duty',
    take: async ({ operator, shots, say }) => {
      const { page, words } = operator;
      await inner(operator, 'duty');
      await page.getByLabel(words.duty.handover.notes, { exact: true }).fill(say('Chợ đêm đông người, để ý ngã tư Hàng Đào – Cầu Gỗ', 'The night market is crowded: mind Hàng Đào and Cầu Gỗ'));
      await operator.button(words.duty.handover.make).click();
      await expect(region(operator, words.duty.handover.sheet)).toBeVisible();
      await away(operator);
      await shots.page('duty.png', page, [page.getByRole('tabpanel')], { padPx: 0, maxWidthPx: 1400 });
      await operator.button(words.duty.handover.withdraw).click();
      await inner(operator, 'statistics');
      await expect(page.getByText(words.statistics.part.kind, { exact: true }).first()).toBeVisible({ timeout: 15_000 });
      await shots.page('statistics.png', page, [page.getByRole('tabpanel')], { padPx: 0, maxWidthPx: 1400 });
    },
  },
  {
    name: 'alarm-rules',
    take: async ({ operator, shots, say }) => {
      const { page, words } = operator;
      await inner(operator, 'rules');
      await operator.button(words.rules.section.addServer).click();
      const form = page.getByRole('form', { name: words.rules.form.new, exact: true });
      await form.getByLabel(words.rules.form.name, { exact: true }).fill(say('Bảo trì cột đèn phố Huế', 'Street lamps of phố Huế'));
      await form.getByRole('combobox', { name: words.rules.form.does, exact: true }).selectOption('repeat');
      await operator.button(words.rules.form.test).click();
      await expect(page.getByRole('status', { name: words.rules.trial.title })).toBeVisible();
      await away(operator);
      await shots.page('alarm-rules.png', page, [page.getByRole('tabpanel')], { padPx: 0, maxWidthPx: 1400 });
    },
  },
  {
    name: 'alarm-sounds',
    take: async ({ operator, shots }) => {
      const { page, words } = operator;
      await inner(operator, 'sounds');
      await expect(page.getByRole('button', { name: containing(words.sounds.desk.try) }).first()).toBeVisible();
      await shots.page('alarm-sounds.png', page, [page.getByRole('tabpanel')], { padPx: 0, maxWidthPx: 1400 });
    },
  },
  {
    name: 'storm',
    take: async (stage) => {
      const { operator, city, shots, say } = stage;
      const { page } = operator;
      await inner(operator, 'queue');
      const storm = `${city.province.httpUrl}/demo/alarms/storm`;
      await fetch(storm, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ perSecond: 1_000, seconds: 10, kind: 'link-fault' }) });
      const middle: Wanted = { kind: 'intrusion', priority: 1, vi: 'Người vào khu cấm lúc mất mạng', en: 'Somebody in the forbidden zone while links are down' };
      await raise(stage, middle, workingCameras(city, 150).at(-1)?.id);
      await expect(row(operator, '+10')).toHaveCount(1, { timeout: 60_000 });
      await row(operator, say(middle.vi, middle.en)).click();
      await expect(view(operator).getByRole('figure').first()).toHaveAttribute('data-state', /live|reduced/, { timeout: 30_000 });
      await away(operator);
      await shots.page('alarm-storm.jpg', page, [], { maxWidthPx: 1400 });
    },
  },
];
