import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { DEMO_PASSWORD, peopleOf } from '../../demo/people.ts';
import { expectAccessible } from './harness/axe.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { filled, Operator, wordsIn } from './harness/operator.ts';

const words = wordsIn('vi');
const { control, wall: wallWords } = words;

describe('The wall control, by keyboard alone', () => {
  const data = makeUserData();
  let city: DemoCity;
  let displays: VirtualDisplays;
  let app: ConsoleApp;
  let desk: Page;
  let operator: Operator;

  const monitor = (number: number): Locator => desk.getByRole('option', { name: new RegExp(`^${filled(wallWords.monitor, { number })},`) });
  const tab = (name: string): Locator => desk.getByRole('tab', { name: new RegExp(`^${name}`) });
  const pictures = (page: Page): Locator => page.locator('[role=figure][data-camera-id]');
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await desk.keyboard.press(key);
  };
  /** Goes on by Tab until the focus is there. */
  const tabTo = async (target: Locator): Promise<void> => {
    const isThere = (): Promise<boolean> => target.evaluate((element) => element === document.activeElement);
    for (let step = 0; step < 200 && !(await isThere()); step += 1) await desk.keyboard.press('Tab');
    await expect(target).toBeFocused();
  };
  const openTab = async (name: string): Promise<void> => {
    await desk.getByRole('tab', { selected: true }).focus();
    await desk.keyboard.press('Home');
    for (let step = 0; step < 4 && (await tab(name).getAttribute('aria-selected')) !== 'true'; step += 1) await desk.keyboard.press('ArrowRight');
    await expect(tab(name)).toHaveAttribute('aria-selected', 'true');
  };

  beforeAll(async () => {
    [city, displays] = await Promise.all([startCity({ cameras: 400 }), startDisplays({ monitors: monitorsInARow(3) })]);
    app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
    const supervisor = peopleOf('province').find(({ role }) => role === 'supervisor');
    desk = await app.signIn(supervisor?.username ?? '', DEMO_PASSWORD, supervisor?.totpSecret ?? '');
    operator = new Operator(desk);
    await operator.openFirst('hoan kiem');
    await operator.leaveFields();
    await press('F3');
    await expect(monitor(1)).toBeVisible({ timeout: 15_000 });
  });
  afterEach(() => {
    expect(app.takeErrors()).toEqual([]);
  });
  afterAll(async () => {
    await app.close();
    await city.end();
    await displays.stop();
    data.remove();
  });

  it('shows the monitors as they stand; arrows choose one, Enter leads to what can be done with it', async () => {
    await tabTo(monitor(1));
    await press('ArrowRight');
    await expect(monitor(2)).toHaveAttribute('aria-selected', 'true');
    await press('Enter');
    await expect(operator.button(control.act.send)).toBeFocused();
    await press('Enter');
    await expect(pictures(await app.wall(2))).toHaveCount(1);
    await expect(monitor(2)).not.toContainText(wallWords.nothing);
    await expectAccessible(desk);
  });

  it('sends a camera found by its name to the chosen monitor, into the tile that was asked for', async () => {
    await tabTo(monitor(2));
    await press('ArrowRight');
    await tabTo(desk.getByLabel(control.act.into));
    await press('ArrowDown', 'ArrowDown', 'ArrowDown');
    await desk.getByLabel(words.live.cameras.search, { exact: true }).focus();
    await desk.keyboard.type('cau giay');
    await press('Enter');
    const wall = await app.wall(3);
    await expect(pictures(wall)).toHaveCount(1);
    await expect(wall.getByRole('figure').nth(2)).toHaveAttribute('data-camera-id', /.+/);
  });

  it('takes back the last change with one key', async () => {
    await tabTo(monitor(3));
    await press('u');
    await expect(pictures(await app.wall(3))).toHaveCount(0);
    await expect(pictures(await app.wall(2))).toHaveCount(1);
  });

  it('has all of it in the monitor’s menu too: lock, unlock, clear', async () => {
    await monitor(2).focus();
    await press('ContextMenu');
    await expect(desk.getByRole('menuitem', { name: control.act.send })).toBeFocused();
    await desk.keyboard.type(control.act.lock.slice(0, 1));
    await expect(desk.getByRole('menuitem', { name: control.act.lock, exact: true })).toBeFocused();
    await press('Enter');
    await expect(monitor(2)).toHaveAccessibleName(new RegExp(wallWords.layouts.locked));
    await tabTo(operator.button(control.act.unlock));
    await press('Enter');
    await expect(monitor(2)).not.toHaveAccessibleName(new RegExp(wallWords.layouts.locked));
  });

  it('keeps the whole wall as a scene, gives it a key and a schedule, and recalls it by that key', async () => {
    await tabTo(desk.getByLabel(control.scenes.name, { exact: true }));
    await desk.keyboard.type('Giờ cao điểm');
    await press('Enter');
    const recall = operator.button(filled(control.scenes.recall, { name: 'Giờ cao điểm' }));
    await expect(recall).toBeVisible();
    await tabTo(operator.button(filled(control.scenes.edit, { name: 'Giờ cao điểm' })));
    await press('Enter');
    await tabTo(desk.getByLabel(control.scenes.keyField));
    await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
    await tabTo(desk.getByRole('checkbox', { name: control.scenes.schedule }));
    await press('Space');
    await expectAccessible(desk);
    await tabTo(operator.button(control.scenes.keepChanges));
    await press('Enter');
    await expect(desk.getByText(filled(control.scenes.at, { time: '07:00', days: filled(control.scenes.dayRun, { first: control.day[1], last: control.day[5] }) }))).toBeVisible();

    await monitor(2).focus();
    await tabTo(operator.button(control.act.clear));
    await press('Enter');
    await expect(pictures(await app.wall(2))).toHaveCount(0);
    await monitor(2).focus();
    await press('Shift+Digit4');
    await expect(pictures(await app.wall(2))).toHaveCount(1);
    await press('u');
    await expect(pictures(await app.wall(2))).toHaveCount(0);
    await recall.focus();
    await press('Enter');
    await expect(pictures(await app.wall(2))).toHaveCount(1);
  });

  it('shows the desk’s own screen on a monitor and takes it away again', async () => {
    await monitor(3).focus();
    await tabTo(operator.button(control.act.deskOn));
    await press('Enter');
    await expect(monitor(3)).toHaveAccessibleName(new RegExp(control.map.desk));
    await tabTo(operator.button(control.act.deskOff));
    await press('Enter');
    await expect(monitor(3)).not.toHaveAccessibleName(new RegExp(control.map.desk));
  });

  it('tells how each tile is, every two seconds, and says at once what is wrong', async () => {
    await openTab(control.tab.status);
    const row = desk.getByRole('row').filter({ hasText: filled(control.place.short, { monitor: 2, tile: 1 }) });
    await expect(row).toContainText(new RegExp(`${control.state.live}|${control.state.reduced}`), { timeout: 20_000 });
    await expect(row).toContainText('webcodecs');
    await expectAccessible(desk);
    const camera = await pictures(await app.wall(2)).first().getAttribute('data-camera-id');
    await city.fault({ cameraId: camera, fault: 'cut' });
    await expect(row).toContainText(control.state.lost, { timeout: 30_000 });
    await tabTo(desk.getByRole('radio', { name: new RegExp(`^${control.filter.all}`) }));
    await press('ArrowRight');
    await expect(desk.getByRole('row')).toHaveCount(2);
  });

  it('lists the cameras that are shown, are not, and are lost, and finds one on the wall', async () => {
    await openTab(control.tab.cameras);
    await tabTo(desk.getByRole('radio', { name: new RegExp(`^${control.cameras.shown}`) }));
    await press('ArrowRight', 'ArrowRight');
    await desk.getByLabel(words.live.cameras.search, { exact: true }).focus();
    await desk.keyboard.type('hoan kiem');
    const find = desk.getByRole('listitem').filter({ hasText: filled(control.place.long, { monitor: 2, tile: 1 }) }).getByRole('button').first();
    await tabTo(find);
    await press('Enter');
    await expect(desk.getByText(filled(words.live.told.found, { count: 1 }))).toBeVisible();
    await expectAccessible(desk);
    await city.clearFaults();
  });

  it('says what the link bears, and sets its budget', async () => {
    await openTab(control.tab.link);
    await tabTo(desk.getByLabel(control.link.field));
    await desk.keyboard.type('2,5');
    await press('Enter');
    await expect(desk.getByText(filled(control.link.saidSet, { mbps: '2,5' }))).toBeVisible();
    await expectAccessible(desk);
    await tabTo(desk.getByRole('button', { name: new RegExp(`^${control.link.backToUsual.split('(')[0] ?? ''}`) }));
    await press('Enter');
    await expect(desk.getByText(new RegExp(`^${control.link.usualNow.split('{')[0] ?? ''}`))).toBeVisible();
  });
});
