import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { fillDesk } from './harness/ask.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { expectLive, signInAs, tileOf, workingCameras, type ChosenCamera } from './harness/duty.ts';
import { wordsIn, type Operator } from './harness/operator.ts';
import { capturedAt, expectAdvancing, lookAt } from './harness/picture.ts';
import { watchTile } from './harness/tile-watch.ts';

const { tiles } = wordsIn('vi');

/** So much has been shown before anything is looked at again. */
const KEPT_MS = 25_000;

const data = makeUserData();
let city: DemoCity;
let displays: VirtualDisplays;
let app: ConsoleApp;
let operator: Operator;
let cameras: readonly ChosenCamera[];
let opened: { readonly ids: readonly number[]; readonly count: number };

const ids = () => cameras.map(({ id }) => id);
const first = () => tileOf(operator.page, ids()[0] ?? '');
const streamsNow = () => ({ ids: city.demo.world.streams.list().map(({ id }) => id), count: city.demo.world.streams.opened() });
const codeOfFirst = async () => (await lookAt(operator.page)).tiles.find(({ cameraId }) => cameraId === ids()[0])?.code ?? null;
const timingOfFirst = () => {
  const camera = city.demo.world.city.cameras.find(({ id }) => id === ids()[0]);
  if (camera === undefined) throw new Error('no camera');
  return city.demo.world.footageOf(camera, 'sub').timing;
};
/** How far the picture on the glass is from that of a moment, ms; the film is a loop, so whole turns do not count. */
const farFrom = async (utcMs: number) => {
  const [timing, code, nowUtcMs] = [timingOfFirst(), await codeOfFirst(), Date.now()];
  if (code === null) return Infinity;
  const turned = (((capturedAt(timing, code, nowUtcMs) - utcMs) % timing.loopMs) + timing.loopMs) % timing.loopMs;
  return Math.min(turned, timing.loopMs - turned);
};

beforeAll(async () => {
  [city, displays] = await Promise.all([startCity({ cameras: 200 }), startDisplays({ monitors: monitorsInARow(1) })]);
  cameras = workingCameras(city, 4);
  app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
  operator = await signInAs(app, 'truc.binh');
  await fillDesk(operator.page, '4', cameras);
  await expectLive(operator.page, ids());
  opened = streamsNow();
  // There must be something to look back at.
  await expect.poll(() => Math.min(...city.demo.world.streams.list().map(({ openedUtcMs }) => Date.now() - openedUtcMs)), { message: 'seconds kept', timeout: 60_000 }).toBeGreaterThan(KEPT_MS);
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

describe('Instant replay', () => {
  it('plays the past in one tile, says so and of when, while all others stay live', { timeout: 60_000 }, async () => {
    const others = [];
    for (const id of ids().slice(1)) others.push(await watchTile(operator.page, id));
    const startUtcMs = Date.now();
    await first().focus();
    await operator.page.keyboard.press('r');
    await expect(first()).toHaveAttribute('data-state', 'playback', { timeout: 15_000 });
    await expect(first()).toContainText(tiles.word.playback);
    await expect(first()).not.toContainText(tiles.word.live);
    await expect(first().getByRole('group', { name: tiles.replay.controls }).locator('time')).toHaveText(/^\d\d:\d\d:\d\d$/);
    await expectAdvancing(operator.page, ids());
    expect(await farFrom(Date.now())).toBeGreaterThan(1_000);
    for (const watch of others) expect([...new Set((await watch.since(startUtcMs)).map(({ state }) => state))]).toEqual(['live']);
  });

  it('stands when it is stopped, goes on by one picture, and jumps to where it is told', { timeout: 60_000 }, async () => {
    const control = (name: string) => first().getByRole('button', { name, exact: true });
    await control(tiles.replay.pause).click();
    await expect(control(tiles.replay.play)).toBeVisible();
    let stands: number | null = null;
    await expect
      .poll(
        async () => {
          const [one, other] = [await codeOfFirst(), await codeOfFirst()];
          stands = one;
          return one !== null && one === other;
        },
        { message: 'the picture stands', timeout: 10_000 },
      )
      .toBe(true);
    await expect(first()).toHaveAttribute('data-state', 'playback');
    await control(tiles.replay.step).click();
    await expect.poll(codeOfFirst, { message: 'the next picture', timeout: 10_000 }).toBe((stands ?? 0) + 1);
    const slider = first().getByRole('slider', { name: tiles.replay.seek });
    const fromUtcMs = Number(await slider.getAttribute('min'));
    await slider.fill(String(fromUtcMs));
    await expect.poll(() => farFrom(fromUtcMs), { message: 'the first picture that is kept', timeout: 15_000 }).toBeLessThan(2_500);
    await control(tiles.replay.play).click();
    const before = await codeOfFirst();
    await expect.poll(codeOfFirst, { message: 'it plays on', timeout: 10_000 }).not.toBe(before);
    await expect(first()).toHaveAttribute('data-state', 'playback');
  });

  it('goes back to live at once, without having opened anything', { timeout: 60_000 }, async () => {
    await first().getByRole('button', { name: tiles.replay.end, exact: true }).click();
    await expectLive(operator.page, ids());
    await expect(first()).toContainText(tiles.word.live);
    await expect(first()).not.toContainText(tiles.word.playback);
    await expectAdvancing(operator.page, ids());
    expect(streamsNow()).toEqual(opened);
  });
});
