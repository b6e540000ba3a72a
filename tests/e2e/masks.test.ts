import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { cameraId } from '@contract/domain/units.ts';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { answerTo } from './harness/asking.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { expectPictures, openByNumber, sendToMonitor, signInAs, tileOf } from './harness/duty.ts';
import { containing, filled, wordsIn, type Operator } from './harness/operator.ts';
import { COVERED, seenUnderMask } from './harness/masked.ts';
import { expectAdvancing } from './harness/picture.ts';

const { errors, tiles } = wordsIn('vi');
const SCHOOL = { id: 'mau-30007', number: 30007, name: 'Cổng trường Tiểu học Trưng Vương – che sân trường' } as const;
const STREET = { id: 'mau-30008', number: 30008, name: 'Phố Hàng Ngang – che cửa sổ nhà dân' } as const;
const BOTH = [SCHOOL, STREET];
const REASON = 'Xác minh vụ mất xe máy lúc sáng';

/** Its clock is moved by stopping the servers and starting them again. */
const clock = { cameras: 200, clockSkewMs: 0 };
const data = makeUserData();
let city: DemoCity;
let displays: VirtualDisplays;
let app: ConsoleApp;
let operator: Operator;
let wall: Page;

const expectCovered = async (page: Page, timeout = 10_000): Promise<void> => {
  for (const { id } of BOTH) await expect.poll(() => seenUnderMask(page, id), { message: `what is seen of ${id} under its masks`, timeout }).toEqual([]);
};
const dialogOf = (name: string) => operator.page.getByRole('dialog', { name: filled(tiles.mask.title, { name }) });
const askFor = async (camera: typeof SCHOOL | typeof STREET, minutes: number, reason: string) => {
  const tile = tileOf(operator.page, camera.id);
  await tile.click();
  await tile.getByRole('button', { name: tiles.tool.liftMask, exact: true }).click();
  const form = dialogOf(camera.name);
  await form.getByRole('radio', { name: String(minutes), exact: true }).check();
  await form.getByRole('textbox', { name: tiles.mask.reason }).fill(reason);
  await form.getByRole('button', { name: tiles.mask.ask }).click();
  return form;
};
const launch = async (tierUrl: string, userData: typeof data): Promise<ConsoleApp> => ConsoleApp.launch({ display: displays.display, tierUrl, userData: userData.folder, keyringHome: userData.keyringHome });

beforeAll(async () => {
  [city, displays] = await Promise.all([startCity(clock), startDisplays({ monitors: monitorsInARow(2, { widthPx: 1600, heightPx: 900 }) })]);
  app = await launch(city.province.httpUrl, data);
  operator = await signInAs(app, 'truc.binh');
  await operator.chooseGrid(4);
  await openByNumber(operator, BOTH);
  await sendToMonitor(operator, 2);
  wall = await app.wall(2);
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

describe('Privacy masks', () => {
  it('cover their places on the desk and on the wall, and only those', async () => {
    for (const page of [operator.page, wall]) {
      await expectPictures(page, [SCHOOL.id, STREET.id, null, null]);
      await expectCovered(page);
      await expectAdvancing(page, [SCHOOL.id, STREET.id]);
      await expect(page.getByText(tiles.mask.covered)).toHaveCount(2);
    }
  });

  it('are lifted only by leave of the server: homes for this operator, a school not', async () => {
    const form = await askFor(SCHOOL, 1, REASON);
    await expect(form.getByRole('alert')).toHaveText(errors['mask/refused']);
    await operator.page.keyboard.press('Escape');
    await expect(form).toHaveCount(0);
    await expectCovered(operator.page);
  });

  it('are asked for with minutes and a reason, and lifted at the desk alone', async () => {
    const form = await askFor(STREET, 1, 'xem');
    await expect(form.getByRole('alert')).toHaveText(filled(tiles.mask.reasonShort, { count: 10 }));
    await form.getByRole('textbox', { name: tiles.mask.reason }).fill(REASON);
    await form.getByRole('button', { name: tiles.mask.ask }).click();
    await expect(form).toHaveCount(0);
    await expect(tileOf(operator.page, STREET.id)).toContainText(containing(filled(tiles.mask.lifted, { left: '' }).trim()));
    await expect.poll(() => seenUnderMask(operator.page, STREET.id), { message: 'what is seen under the lifted masks' }).toEqual(COVERED[STREET.id]);
    expect(await seenUnderMask(operator.page, SCHOOL.id)).toEqual([]);
    await expectCovered(wall);
    const record = (await (await fetch(`${city.province.httpUrl}/demo/mask-lifts`)).json()) as { readonly items: readonly { readonly username: string; readonly cameraId: string; readonly reason: string; readonly ended: unknown }[] };
    expect(record.items.map(({ username, cameraId: camera, ended }) => [username, camera, ended === null])).toEqual([
      ['truc.binh', SCHOOL.id, false],
      ['truc.binh', STREET.id, true],
    ]);
    expect(record.items.at(-1)?.reason).toBe(REASON);
  });

  it('are not to be lifted by a wall, nor by an operator without the right', async () => {
    const request = { camera: cameraId(STREET.id), minutes: 1, reason: REASON };
    expect(await answerTo(wall, 'masks.lift', request)).toMatchObject({ ok: false, error: { code: 'app/not-allowed' } });
    const commune = city.demo.tiers.find(({ tier }) => tier === 'commune');
    if (commune === undefined) throw new Error('the demo runs no commune');
    const post = makeUserData();
    const other = await launch(commune.httpUrl, post);
    try {
      const officer = await signInAs(other, 'phuong.phuc');
      await officer.chooseGrid(4);
      await openByNumber(officer, BOTH);
      await expectPictures(officer.page, [SCHOOL.id, STREET.id, null, null]);
      await expectCovered(officer.page);
      const tile = tileOf(officer.page, STREET.id);
      await tile.click();
      await expect(tile.getByRole('button', { name: tiles.tool.snapshot, exact: true })).toBeVisible();
      await expect(tile.getByRole('button', { name: tiles.tool.liftMask, exact: true })).toHaveCount(0);
      expect(await answerTo(officer.page, 'masks.lift', request)).toMatchObject({ ok: false, error: { code: 'app/not-allowed' } });
      await expectCovered(officer.page);
      expect(other.takeErrors()).toEqual([]);
    } finally {
      await other.close();
      post.remove();
    }
  });

  it('cover again by themselves when the time is over, by the server’s clock', async () => {
    await city.stopServers();
    clock.clockSkewMs = 61_000;
    await city.startServers();
    await expect(tileOf(operator.page, STREET.id)).toContainText(tiles.mask.covered, { timeout: 30_000 });
    await expectPictures(operator.page, [SCHOOL.id, STREET.id, null, null]);
    await expectCovered(operator.page);
    await expectCovered(wall);
  });
});
