import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { utcMs } from '../../contract/domain/units.ts';
import { peopleOf } from '../../demo/people.ts';
import { call, parsed, signIn } from '../builders/tier-client.ts';
import { ask } from './harness/asking.ts';
import { expectAccessible } from './harness/axe.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { signInAs, workingCameras, type ChosenCamera } from './harness/duty.ts';
import { filled, wordsIn } from './harness/operator.ts';

const { alarms } = wordsIn('vi');

interface WireAlarm {
  readonly id: string;
  readonly version: number;
  readonly title: string;
}

describe('The alarm screen', () => {
  const data = makeUserData();
  let city: DemoCity;
  let displays: VirtualDisplays;
  let app: ConsoleApp;
  let desk: Page;
  let cameras: readonly ChosenCamera[];
  /** Somebody at another desk. */
  let other: { readonly token: string; readonly name: string };
  let turns = 0;

  const raise = async (title: string, more: Readonly<Record<string, unknown>> = {}): Promise<WireAlarm> => {
    turns += 1;
    const { body } = await call(city.province, 'POST', '/demo/alarms', { body: { priority: 2, kind: 'by-hand', cameraNumber: cameras[turns % cameras.length]?.number, title, ...more } });
    return parsed<WireAlarm>(body, 'version');
  };
  const closeAll = async (): Promise<void> => void (await call(city.province, 'POST', '/demo/alarms/close', { body: { all: true } }));
  /** The other person acts on an alarm, whatever its version. */
  const otherActs = async ({ id }: WireAlarm, ...acts: readonly object[]): Promise<void> => {
    turns += 1;
    const { body } = await call(city.province, 'POST', '/v1/alarm-acts', { token: other.token, body: { key: `other-key-${String(turns)}`, workstation: 'PC-KHÁC', items: [{ alarmId: id, version: null, acts }] } });
    expect(parsed<{ readonly items: readonly { readonly code: string | null }[] }>(body, 'items').items.map(({ code }) => code)).toEqual([null]);
  };
  const list = (): Locator => desk.getByRole('tree', { name: alarms.list.label });
  const rows = (): Locator => list().getByRole('treeitem');
  const row = ({ id }: WireAlarm): Locator => desk.locator(`[data-row="${id}"]`);
  const view = (): Locator => desk.locator('[data-alarm]');
  const form = (): Locator => desk.locator('section[aria-labelledby="act-form-title"]');
  const order = (): Promise<readonly (string | null)[]> => rows().evaluateAll((all) => all.map((each) => each.getAttribute('data-row')));
  const press = (key: string): Promise<void> => desk.keyboard.press(key);
  const lifeIs = ({ id }: WireAlarm, life: string): Promise<void> => expect(desk.locator(`[data-alarm="${id}"]`)).toHaveAttribute('data-life', life);
  const result = (): Locator => desk.locator('[data-result]');
  /** Nothing is open or marked, no line has the focus, and the pointer is elsewhere. */
  const leave = async (): Promise<void> => {
    await desk.mouse.move(2, 2);
    for (let turn = 0; turn < 4; turn += 1) await press('Escape');
    await expect(view()).toHaveCount(0);
  };

  beforeAll(async () => {
    [city, displays] = await Promise.all([startCity({ cameras: 400 }), startDisplays({ monitors: monitorsInARow(1, { widthPx: 1440, heightPx: 900 }) })]);
    cameras = workingCameras(city, 20);
    const minh = peopleOf('province').find(({ username }) => username === 'chihuy.minh');
    if (minh?.totpSecret === undefined) throw new Error('chihuy.minh is not there');
    other = { token: (await signIn(city.province, 'chihuy.minh', minh.totpSecret)).accessToken, name: minh.name };
    app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
    desk = (await signInAs(app, 'truc.binh', 'now')).page;
    desk.setDefaultTimeout(15_000);
    await press('Shift+F1');
    await expect(desk.getByText(alarms.list.none.queue)).toBeVisible();
  });
  beforeEach(async () => {
    await leave();
    await closeAll();
    await expect(rows()).toHaveCount(0);
  });
  afterEach(() => {
    expect(app.takeErrorsBesideGraphics()).toEqual([]);
  });
  afterAll(async () => {
    await app.close();
    await city.end();
    await displays.stop();
    data.remove();
  });

  it('shows a new alarm on top, and one key leads to its live picture', async () => {
    await raise('Xe dừng lâu', { priority: 3 });
    const fire = await raise('Khói trong chợ', { priority: 1, kind: 'fire-smoke' });
    await expect(rows().first()).toContainText('Khói trong chợ');
    expect(await order()).toEqual([fire.id, expect.any(String)]);
    await list().focus();
    await press('ArrowDown');
    await press('Enter');
    await expect(view().locator('[role="figure"][data-state="live"]')).toHaveCount(1, { timeout: 10_000 });
    await expect(view().getByRole('heading', { name: alarms.view.record })).toBeVisible();
    await expectAccessible(desk);
  });

  it('takes an alarm from raised to closed by keys alone, and takes the last act back', async () => {
    const alarm = await raise('Va chạm hai xe máy');
    await expect(row(alarm)).toBeVisible();
    await press('Enter');
    await press('a');
    await lifeIs(alarm, 'acknowledged');
    await press('n');
    await lifeIs(alarm, 'claimed');
    await expect(row(alarm)).toContainText(alarms.row.mine);
    await press('r');
    await form().getByRole('radio', { name: alarms.outcome.prevented }).check();
    await form().getByLabel(alarms.form.note).fill('Hai bên tự thỏa thuận');
    await press('Enter');
    await lifeIs(alarm, 'resolved');
    await expect(view().getByText('Hai bên tự thỏa thuận')).toBeVisible();
    await press('c');
    await lifeIs(alarm, 'closed');
    await press('u');
    await expect(form().getByLabel(alarms.form.reason)).toBeFocused();
    await press('Enter');
    await lifeIs(alarm, 'resolved');
    await expect(view().getByText(alarms.step.undo, { exact: true })).toBeVisible();
  });

  it('does not take letters for acts while somebody types', async () => {
    const alarm = await raise('Đám đông trước cổng trường');
    await expect(row(alarm)).toBeVisible();
    await press('Slash');
    await desk.keyboard.type('dam dong');
    await expect(rows()).toHaveCount(1);
    await expect(row(alarm)).toHaveAttribute('data-life', 'raised');
    await desk.getByRole('button', { name: alarms.filter.clear }).click();
  });

  it('tells who was first and when', async () => {
    const alarm = await raise('Người trèo rào');
    await expect(row(alarm)).toBeVisible();
    await press('Enter');
    await press('r');
    await expect(form()).toBeVisible();
    await otherActs(alarm, { kind: 'claim' });
    await lifeIs(alarm, 'claimed');
    await press('Enter');
    await expect(result()).toHaveAttribute('data-result', 'failed');
    await expect(result()).toContainText(other.name);
    await expect(result()).toContainText(/lúc \d\d:\d\d:\d\d/);
    await expect(row(alarm)).toContainText(other.name);
  });

  it('moves no line under the pointer, says how many are new, and lets go by key', async () => {
    const first = await raise('Vật bỏ lại', { priority: 3 });
    const second = await raise('Đỗ xe sai quy định', { priority: 4 });
    await expect(row(second)).toBeVisible();
    await list().hover();
    const before = await order();
    const fire = await raise('Cháy xe', { priority: 1 });
    const pill = desk.locator('[data-pill]');
    await expect(pill).toContainText(filled(alarms.list.freshTop, { count: 1, priority: 'Khẩn' }));
    expect(await order()).toEqual(before);
    await otherActs(first, { kind: 'acknowledge' });
    await expect(row(first)).toContainText(alarms.life.acknowledged);
    expect(await order()).toEqual(before);
    await press('t');
    await expect.poll(order).toEqual([fire.id, first.id, second.id]);
    await expect(pill).toHaveCount(0);
  });

  it('does one act to all that are marked', async () => {
    const three = [await raise('Một', { kind: 'crowd' }), await raise('Hai', { kind: 'accident' }), await raise('Ba')];
    await expect(rows()).toHaveCount(3);
    await list().focus();
    await press('ArrowDown');
    await press('x');
    await press('ArrowDown');
    await press('Space');
    await press('ArrowDown');
    await press('x');
    await expect(desk.getByText(filled(alarms.list.marked, { count: 3 }))).toBeVisible();
    await press('a');
    for (const alarm of three) await expect(row(alarm)).toHaveAttribute('data-life', 'acknowledged');
    await expect(result()).toContainText(filled(alarms.result.doneMany, { act: alarms.act.acknowledge, count: 3 }));
  });

  it('merges the marked ones into one incident', async () => {
    const lead = await raise('Ùn tắc ngã tư', { priority: 2 });
    const member = await raise('Ùn tắc đầu cầu', { priority: 3 });
    await expect(rows()).toHaveCount(2);
    await list().focus();
    await press('Shift+KeyX');
    await press('m');
    await expect(form().getByLabel(alarms.form.mergeInto)).toHaveValue(lead.id);
    await press('Enter');
    await leave();
    await expect(row(member)).toHaveCount(0);
    await expect(row(lead)).toContainText('+1');
  });

  it('shelves only on duty, with a reason and an end, and counts what is shelved', async () => {
    const alarm = await raise('Camera rung', { priority: 3 });
    await expect(row(alarm)).toBeVisible();
    await press('Enter');
    await press('h');
    await expect(form()).toContainText(alarms.form.offDuty);
    await press('Escape');
    await ask(desk, 'duty.signOn', { untilUtcMs: utcMs(Date.now() + 4 * 3_600_000) });
    await press('h');
    await form().getByLabel(alarms.form.reason).fill('Đang sửa cột');
    await press('Enter');
    await expect(desk.locator('[data-sum="shelved"] dd')).toHaveText('1');
    await desk.mouse.move(2, 2);
    await desk.getByRole('radio', { name: new RegExp(`^${alarms.filter.show.shelved}`) }).click();
    await expect(row(alarm)).toBeVisible();
    await row(alarm).click();
    await press('h');
    await expect(desk.locator('[data-sum="shelved"] dd')).toHaveText('0');
    await desk.getByRole('radio', { name: alarms.filter.show.queue }).click();
  });

  it('filters by what the counters and the filter panel say', async () => {
    await raise('Cháy', { priority: 1, kind: 'fire-smoke' });
    await raise('Ngập', { priority: 3, kind: 'flood-water' });
    await expect(rows()).toHaveCount(2);
    await desk.locator('button[data-priority="1"]').click();
    await expect(rows()).toHaveCount(1);
    await desk.locator('button[data-priority="1"]').click();
    await desk.getByRole('button', { name: alarms.filter.open, exact: true }).click();
    await desk.getByRole('group', { name: alarms.filter.kinds }).getByRole('button', { name: alarms.kind['flood-water'] }).click();
    await expect(rows()).toHaveCount(1);
    await expect(rows().first()).toContainText('Ngập');
    await expectAccessible(desk);
    await desk.getByRole('button', { name: alarms.filter.clear }).click();
    await expect(rows()).toHaveCount(2);
  });

  it('groups a burst by itself in a flood, keeps priority 1 apart, and lets go of it', async () => {
    for (let turn = 0; turn < 14; turn += 1) await raise(`Chuyển động ${String(turn)}`, { priority: 3, kind: 'motion' });
    const fire = await raise('Cháy kho hàng', { priority: 1, kind: 'fire-smoke' });
    const strip = desk.locator('[data-strip="flood"]');
    await expect(strip).toContainText(alarms.flood.words);
    await expect(desk.getByRole('meter', { name: alarms.head.rate })).toHaveAttribute('aria-valuetext', new RegExp(alarms.head.band.flood));
    await expect(list().locator('[aria-expanded]')).toHaveCount(1);
    await expect(rows().first()).toHaveAttribute('data-row', fire.id);
    await strip.getByRole('button', { name: alarms.flood.off }).click();
    await expect(list().locator('[aria-expanded]')).toHaveCount(0);
    await strip.getByRole('button', { name: alarms.flood.on }).click();
    await expect(list().locator('[aria-expanded]')).toHaveCount(1);
    await list().focus();
    await press('ArrowDown');
    await press('ArrowDown');
    await press('x');
    await press('a');
    await expect(result()).toContainText(alarms.act.acknowledge);
    await expect(list().locator('[aria-expanded]')).not.toContainText(alarms.life.raised.toLowerCase());
  });
});
