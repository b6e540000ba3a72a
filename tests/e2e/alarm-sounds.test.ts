import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { captureUtcMs, pictureAt, unitOf } from '../../demo/server/pacing.ts';
import viSounds from '@assets/locales/vi/sounds.json';
import viTiles from '@assets/locales/vi/tiles.json';
import { ask } from './harness/asking.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { signInAs, workingCameras, type ChosenCamera } from './harness/duty.ts';
import type { Operator } from './harness/operator.ts';
import { codeIn, pictureIn, pictureOf } from './harness/picture.ts';

const TITLE = 'Khói tại kho hàng';

const data = makeUserData();
let city: DemoCity;
let displays: VirtualDisplays;
let app: ConsoleApp;
let operator: Operator;
let camera: ChosenCamera;
let raisedUtcMs = 0;

const post = async (path: string, body: object): Promise<void> => {
  const answer = await fetch(`${city.province.httpUrl}/demo/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  expect(answer.ok, await answer.text()).toBe(true);
};
const line = () => operator.page.getByRole('region', { name: viSounds.region });
/** How often a sound was begun. */
const sounded = () => operator.page.evaluate(() => performance.getEntriesByName('vonglau-alarm-sound').length);
const recording = () => operator.page.getByRole('figure', { name: viSounds.before.label });

beforeAll(async () => {
  [city, displays] = await Promise.all([startCity({ cameras: 200 }), startDisplays({ monitors: monitorsInARow(1) })]);
  const [first] = workingCameras(city, 1);
  if (first === undefined) throw new Error('no camera works');
  camera = first;
  app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
  operator = await signInAs(app, 'truc.binh');
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

describe('An alarm nobody has seen', () => {
  it('sounds at once and again, and says in a line what it is and where to go', { timeout: 60_000 }, async () => {
    await expect(line()).toHaveCount(0);
    raisedUtcMs = Date.now();
    await post('alarms', { cameraId: camera.id, priority: 1, title: TITLE });
    await expect(line()).toContainText(TITLE, { timeout: 10_000 });
    await expect.poll(sounded, { message: 'sounds begun', timeout: 10_000 }).toBe(1);
    await expect.poll(sounded, { message: 'sounds begun', timeout: 10_000 }).toBeGreaterThan(1);
  });

  it('sounds on in a page that was loaded anew', { timeout: 60_000 }, async () => {
    await ask(operator.page, 'window.reload', {});
    await expect(line()).toContainText(TITLE, { timeout: 20_000 });
    await expect.poll(sounded, { message: 'sounds begun', timeout: 15_000 }).toBeGreaterThan(0);
  });

  it('is silent for a while when told so, with the time left in sight', { timeout: 60_000 }, async () => {
    await line().getByRole('button', { name: viSounds.mute, exact: true }).click();
    await expect(line()).toContainText(/còn (1:00|0:\d\d)/u);
    await expect(line()).toContainText(TITLE);
    const before = await sounded();
    await expect(line()).toContainText(/còn 0:5[0-3]/u, { timeout: 15_000 });
    expect(await sounded()).toBe(before);
    await line().getByRole('button', { name: viSounds.unmute, exact: true }).click();
    await expect.poll(sounded, { message: 'sounds begun', timeout: 10_000 }).toBeGreaterThan(before);
  });

  it('shows the seconds before it, and says that they are recorded', { timeout: 60_000 }, async () => {
    await line().getByRole('button', { name: viSounds.open, exact: true }).click();
    await expect(recording()).toHaveAttribute('data-state', 'playback', { timeout: 20_000 });
    await expect(recording()).toContainText(viSounds.before.mark);
    const source = city.demo.world.city.cameras.find(({ id }) => id === camera.id);
    if (source === undefined) throw new Error('no camera');
    const { timing } = city.demo.world.footageOf(source, 'sub');
    /** How far two moments of the film are from each other, ms; it is a loop. */
    const apart = (oneUtcMs: number, otherUtcMs: number): number => {
      const turned = (((oneUtcMs - otherUtcMs) % timing.loopMs) + timing.loopMs) % timing.loopMs;
      return Math.min(turned, timing.loopMs - turned);
    };
    /** How long before the alarm the picture on the glass was taken, ms; 0: not before it, or it could be the picture of now. */
    const earlier = async (): Promise<number> => {
      const glass = await pictureOf(recording().locator('[aria-hidden="true"]').first());
      const code = codeIn(glass, pictureIn({ left: 0, top: 0, width: glass.widthPx, height: glass.heightPx }));
      if (code === null) return 0;
      const newest = pictureAt(timing, raisedUtcMs);
      const back = (((unitOf(timing, newest) - code) % timing.units) + timing.units) % timing.units;
      const takenUtcMs = captureUtcMs(timing, newest - back);
      const beforeMs = raisedUtcMs - takenUtcMs;
      return beforeMs <= 10_500 && apart(takenUtcMs, Date.now()) > 1_500 ? beforeMs : 0;
    };
    await expect.poll(earlier, { message: 'ms before the alarm', timeout: 30_000 }).toBeGreaterThan(500);
    await expect(recording()).toContainText(/Trước cảnh báo \d+ giây/u);
    await expect(recording()).not.toContainText(viTiles.word.live);
  });

  it('is silent once it is over', { timeout: 60_000 }, async () => {
    await post('alarms/close', { all: true });
    await expect(line()).toHaveCount(0, { timeout: 10_000 });
  });
});
