import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { expectAccessible } from './harness/axe.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { camerasOn, openByNumber, sendToMonitor, signInAs, workingCameras, type ChosenCamera } from './harness/duty.ts';
import { filled, wordsIn, type Operator } from './harness/operator.ts';
import { expectMoving } from './harness/picture.ts';

const { common, editor: words, live } = wordsIn('vi');
const { keys } = words;

describe('The keyboard', () => {
  const data = makeUserData();
  let city: DemoCity;
  let displays: VirtualDisplays;
  let app: ConsoleApp;
  let operator: Operator;
  let cameras: readonly ChosenCamera[] = [];

  const launch = async (code: 'earlier' | 'now') => {
    app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
    operator = await signInAs(app, 'chihuy.minh', code);
  };
  beforeAll(async () => {
    [city, displays] = await Promise.all([startCity({ cameras: 3000 }), startDisplays({ monitors: monitorsInARow(2) })]);
    cameras = workingCameras(city, 6);
    await launch('earlier');
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

  const number = (place: number): string => String(cameras[place]?.number);
  const id = (place: number): string => cameras[place]?.id ?? '';
  const type = async (text: string, then = 'Enter') => {
    await operator.leaveFields();
    await operator.page.keyboard.type(text);
    await operator.page.keyboard.press(then);
  };
  const entry = () => operator.page.getByRole('status').filter({ has: operator.page.locator('kbd') });
  const list = () => operator.page.getByRole('complementary', { name: keys.title });
  const row = (command: string) => list().locator(`[data-command="${command}"]`);
  const openTable = async () => {
    await operator.leaveFields();
    await operator.page.keyboard.press('Shift+Slash');
    await list().getByRole('radio', { name: keys.change }).click();
  };
  const isLocked = () => operator.button(live.grid.unlock).isVisible();

  it('a camera number and Enter open it in the chosen tile; what is typed is said in words before', async () => {
    await operator.leaveFields();
    await operator.page.keyboard.type(number(0));
    await expect(entry()).toContainText(cameras[0]?.name ?? '');
    await operator.page.keyboard.press('Enter');
    await expect.poll(() => operator.cameraIn(1)).toBe(id(0));
    await expectMoving(operator.tile(1));
  });

  it('monitor, tile, camera: "2 M 5 T number Enter" reaches that tile of the wall', async () => {
    await operator.page.keyboard.press('F7');
    await expect(operator.tiles).toHaveCount(9);
    await sendToMonitor(operator, 2);
    const wall = await app.wall(2);
    await expect(wall.getByRole('figure')).toHaveCount(9);
    await operator.leaveFields();
    await operator.page.keyboard.type(`2m5t${number(1)}`);
    await expect(entry()).toContainText(cameras[1]?.name ?? '');
    await expect(entry()).toContainText(filled(words.entry.tile, { number: 5 }));
    await operator.page.keyboard.press('Enter');
    await expect.poll(async () => (await camerasOn(wall))[4]).toBe(id(1));
    await expectMoving(wall.getByRole('figure').nth(4));
    expect(await operator.cameras()).not.toContain(id(1));
  });

  it('a tile alone chooses it, zero clears it, and Backspace takes back the last digit', async () => {
    await type('3t');
    await expect(operator.tile(3)).toHaveAttribute('aria-current', 'true');
    // From here on without choosing the first tile again.
    await operator.page.keyboard.type(`${number(2)}9`);
    await operator.page.keyboard.press('Backspace');
    await operator.page.keyboard.press('Enter');
    await expect.poll(() => operator.cameraIn(3)).toBe(id(2));
    await operator.page.keyboard.type('0');
    await operator.page.keyboard.press('Enter');
    await expect.poll(() => operator.cameraIn(3)).toBeNull();
  });

  it('says what is not there, and does nothing then', async () => {
    const before = await operator.cameras();
    await type('9m1');
    await expect(entry()).toContainText(filled(words.entry.noMonitor, { number: 9 }));
    await operator.page.keyboard.press('Escape');
    await type(`60t${number(0)}`);
    await expect(entry()).toContainText(filled(words.entry.noTile, { number: 60, count: 9 }));
    await operator.page.keyboard.press('Escape');
    await expect(entry()).toHaveCount(0);
    expect(await operator.cameras()).toEqual(before);
  });

  // field.md 2.5
  it('among thousands of cameras the right one is found by number, by name without accents, by address, by a slip of the finger', async () => {
    const { name } = cameras[3] ?? { name: '' };
    const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();
    for (const typed of [number(3), plain(name), name.toUpperCase()]) {
      await operator.find(typed);
      await expect(operator.lines.first(), typed).toContainText(name);
    }
    await operator.find('mau.30006');
    await expect(operator.lines.first()).toContainText('30006');
    await operator.search.fill('');
  });

  it('"?" opens the list of keys and closes it', async () => {
    await operator.leaveFields();
    await operator.page.keyboard.press('Shift+Slash');
    await expect(list()).toBeVisible();
    await expect(list()).toContainText(keys.entry.monitor);
    await expectAccessible(operator.page);
    await operator.page.keyboard.press('Shift+Slash');
    await expect(list()).toHaveCount(0);
  });

  it('no letter does anything while a person types Vietnamese into a field', async () => {
    const before = await operator.cameras();
    await operator.search.click();
    await operator.page.keyboard.type('mt l s r k h b z a i n p u f');
    await operator.page.keyboard.insertText(' đường Láng Hạ, phố Huế');
    await expect(operator.search).toHaveValue('mt l s r k h b z a i n p u f đường Láng Hạ, phố Huế');
    expect(await isLocked()).toBe(false);
    await expect(operator.page.getByRole('menu')).toHaveCount(0);
    await expect(entry()).toHaveCount(0);
    await operator.search.fill('');
    await operator.page.keyboard.press('Control+s');
    const name = operator.page.getByLabel(live.save.name);
    await name.fill('');
    await operator.page.keyboard.type('lap trinh 1234');
    await expect(name).toHaveValue('lap trinh 1234');
    await operator.page.keyboard.press('Escape');
    await expect(name).toHaveCount(0);
    expect(await operator.cameras()).toEqual(before);
    expect(await isLocked()).toBe(false);
  });

  it('a key is changed by pressing the new one; one that is taken is told, and can be swapped or left', async () => {
    await openTable();
    await row('lock').getByRole('button').first().click();
    await operator.page.keyboard.press('g');
    await expect(row('lock').getByRole('button').first()).toHaveText('G');

    await row('info').getByRole('button').first().click();
    await operator.page.keyboard.press('g');
    await expect(operator.alert).toContainText(filled(keys.taken, { key: 'G', name: keys.command.lock }));
    await expectAccessible(operator.page);
    await operator.button(common.action.keep).click();
    await expect(row('info').getByRole('button').first()).toHaveText('I');
    await row('info').getByRole('button').first().click();
    await operator.page.keyboard.press('s');
    await operator.button(keys.swap).click();
    await expect(row('info').getByRole('button').first()).toHaveText('S');
    await expect(row('tile.snapshot').getByRole('button').first()).toHaveText('I');

    // The keys of the number grammar are nobody's to take.
    await row('info').getByRole('button').first().click();
    await operator.page.keyboard.press('m');
    await expect(operator.alert).toContainText(filled(keys.notFree, { key: 'M' }));
    await operator.button(filled(keys.resetOne, { name: keys.command.info })).click();
    await expect(row('info').getByRole('button').first()).toHaveText('I');
    await operator.page.keyboard.press('Escape');
    await expect(list()).toHaveCount(0);

    await operator.leaveFields();
    await operator.page.keyboard.press('l');
    expect(await isLocked()).toBe(false);
    await operator.page.keyboard.press('g');
    await expect.poll(isLocked).toBe(true);
    await operator.page.keyboard.press('g');
    await expect.poll(isLocked).toBe(false);
  });

  it('a changed key is still changed after a restart, and all of them go back at once', async () => {
    await app.close();
    await launch('now');
    await openByNumber(operator, cameras.slice(0, 1));
    await operator.leaveFields();
    await operator.page.keyboard.press('g');
    await expect.poll(isLocked).toBe(true);
    await operator.page.keyboard.press('g');
    await openTable();
    await operator.button(keys.resetAll).click();
    await expect(operator.alert).toContainText(keys.resetAllConfirm);
    await operator.button(keys.resetAll).click();
    await expect(row('lock').getByRole('button').first()).toHaveText('L');
  });
});
