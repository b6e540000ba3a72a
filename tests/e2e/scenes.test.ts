import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, it, vi } from 'vitest';
import { expect } from '@playwright/test';
import { READY } from '@contract/domain/arrangement.ts';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { cameraId, DESK_SURFACE, monitorSurface, sceneId, type SurfaceId } from '@contract/domain/units.ts';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { ask, recordsOf } from './harness/asking.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { camerasOn, expectPictures, openByNumber, sendToMonitor, signInAs, workingCameras, type ChosenCamera } from './harness/duty.ts';
import { filled, wordsIn, type Operator } from './harness/operator.ts';
import { expectAdvancing, lookAt } from './harness/picture.ts';
import { watchTile } from './harness/tile-watch.ts';

const { control, notices } = wordsIn('vi');
const DAY = 'Ca ngày';
const NIGHT = 'Ca đêm';
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const MINUTE_MS = 60_000;
const VIET_NAM_MS = 7 * 60 * MINUTE_MS;

/** Its clock is moved by stopping the servers and starting them again. */
const clock = { cameras: 200, clockSkewMs: 0 };
const data = makeUserData();
let city: DemoCity;
let displays: VirtualDisplays;
let app: ConsoleApp;
let operator: Operator;
let cameras: readonly ChosenCamera[];
let walls: readonly Page[];
let surfaces: readonly SurfaceId[];

const id = (index: number): string => cameras[index]?.id ?? '';
const dayWall = () => [[id(0), id(1), id(2), id(3)], [id(4), id(5), id(6), id(7)]] as const;
/** The first two stay where they are, the third goes elsewhere, and on the second monitor the tiles get another size. */
const nightWall = () => [[id(0), id(1), id(8), id(2)], [id(4), id(9), null, null, null, null, null, null, null]] as const;
const expectWall = async (wanted: readonly (readonly (string | null)[])[]): Promise<void> => {
  for (const [index, shown] of wanted.entries()) await expectPictures(wallOf(index), shown);
};
const wallOf = (index: number): Page => {
  const page = walls[index];
  if (page === undefined) throw new Error(`no wall ${String(index)}`);
  return page;
};
const noticesShown = () => operator.page.getByRole('region', { name: notices.region });
const scene = (name: string) => operator.button(filled(control.scenes.recall, { name }));
const sceneNamed = async (name: string) => {
  const found = (await recordsOf(operator.page, 'scenes')).find((each) => each.name === name);
  if (found === undefined) throw new Error(`no scene ${name}`);
  return found;
};
const saveScene = async (name: string): Promise<void> => {
  const field = operator.page.getByRole('textbox', { name: control.scenes.name, exact: true });
  await field.fill(name);
  await field.press('Enter');
  await expect(scene(name)).toBeVisible();
};
const onControl = async (): Promise<void> => {
  await operator.page.keyboard.press('F3');
  await expect(operator.page.getByRole('heading', { name: control.scenes.title })).toBeVisible({ timeout: 20_000 });
};
const onLive = async (): Promise<void> => {
  await operator.page.keyboard.press('F1');
  await expect(operator.search).toBeVisible();
};
const showNight = async (): Promise<void> => {
  const [first, second] = surfaces;
  if (first === undefined || second === undefined) throw new Error('the wall has two monitors');
  for (const [tile, camera] of (nightWall()[0]).entries()) await ask(operator.page, 'surface.placeContent', { surface: first, tile, content: cameraContent(cameraId(camera)) });
  await ask(operator.page, 'surface.clear', { surface: second });
  await ask(operator.page, 'surface.setArrangement', { surface: second, arrangement: READY['9'] });
  for (const tile of [0, 1]) await ask(operator.page, 'surface.placeContent', { surface: second, tile, content: cameraContent(cameraId(nightWall()[1][tile] ?? '')) });
};

beforeAll(async () => {
  [city, displays] = await Promise.all([startCity(clock), startDisplays({ monitors: monitorsInARow(2, { widthPx: 1600, heightPx: 900 }) })]);
  cameras = workingCameras(city, 11);
  app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
  operator = await signInAs(app, 'truc.binh');
  walls = [await app.wall(1), await app.wall(2)];
  const monitors = await recordsOf(operator.page, 'monitors');
  surfaces = monitors.toSorted((one, other) => one.number - other.number).map(({ id: key }) => monitorSurface(key));
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

describe('Scenes of the wall', () => {
  it('are saved as the wall stands, and recalled in one action', async () => {
    await operator.chooseGrid(4);
    await openByNumber(operator, cameras.slice(0, 4));
    await sendToMonitor(operator, 1);
    await ask(operator.page, 'surface.clear', { surface: DESK_SURFACE });
    await openByNumber(operator, cameras.slice(4, 8));
    await sendToMonitor(operator, 2);
    await expectWall(dayWall());
    await onControl();
    await saveScene(DAY);
    await showNight();
    await expectWall(nightWall());
    await saveScene(NIGHT);

    await scene(DAY).click();
    await expectWall(dayWall());
  });

  it('never turn a tile black or reconnect it that stays, wherever it goes', async () => {
    const opened: string[] = [];
    const { world } = city.demo;
    const footageOf = world.footageOf.bind(world);
    vi.spyOn(world, 'footageOf').mockImplementation((camera, profile) => {
      opened.push(camera.id);
      return footageOf(camera, profile);
    });
    const staying = [id(0), id(1)];
    const said = await Promise.all(staying.map((each) => watchTile(wallOf(0), each)));
    const fromUtcMs = Date.now();
    const black: string[] = [];
    await scene(NIGHT).click();
    await expect
      .poll(
        async () => {
          const look = await lookAt(wallOf(0));
          black.push(...look.tiles.filter(({ cameraId: shown, code }) => staying.includes(shown) && code === null).map(({ cameraId: shown }) => shown));
          return camerasOn(wallOf(0));
        },
        { intervals: [20], timeout: 20_000 },
      )
      .toEqual(nightWall()[0]);
    await expectAdvancing(wallOf(0), staying);
    await expectWall(nightWall());
    expect(black).toEqual([]);
    for (const watch of said) expect((await watch.since(fromUtcMs)).map(({ state }) => state).filter((state) => state !== 'live' && state !== 'reduced')).toEqual([]);
    // One that moves to another tile, or gets another size, keeps its stream too.
    expect(opened.filter((camera) => [...staying, id(2), id(4)].includes(camera))).toEqual([]);
    const [first] = surfaces;
    if (first === undefined) throw new Error('the wall has no monitor');
    await ask(operator.page, 'surface.placeContent', { surface: first, tile: 3, content: cameraContent(cameraId(id(10))) });
    await expect.poll(() => opened, { message: 'streams that the server was asked for' }).toEqual([id(10)]);
    vi.restoreAllMocks();
  });

  it('are taken back in one step', async () => {
    await scene(DAY).click();
    await expectWall(dayWall());
    await scene(NIGHT).click();
    await expectWall(nightWall());
    await operator.button(control.undo).click();
    await expectWall(dayWall());
  });

  it('come by Shift and their digit, on the live screen too', async () => {
    const { id: night } = await sceneNamed(NIGHT);
    await ask(operator.page, 'scenes.set', { scene: night, name: NIGHT, keyDigit: 2, schedule: null, alarm: null });
    await expect(scene(NIGHT)).toHaveAttribute('aria-keyshortcuts', 'Shift+2');
    await onLive();
    await operator.leaveFields();
    await operator.page.keyboard.press('Shift+Digit2');
    await expectWall(nightWall());
    await operator.page.keyboard.press('u');
    await expectWall(dayWall());
  });

  it('come for an alarm of their camera, and the desk says why; one step takes it back', async () => {
    const { id: night } = await sceneNamed(NIGHT);
    await ask(operator.page, 'scenes.set', { scene: night, name: NIGHT, keyDigit: 2, schedule: null, alarm: { priorityAtLeast: 2, cameras: [cameraId(id(8))] } });
    const raise = (index: number, priority: number, title: string) =>
      fetch(`${city.province.httpUrl}/demo/alarms`, { method: 'POST', body: JSON.stringify({ cameraId: id(index), priority, title }), headers: { 'content-type': 'application/json' } });
    await raise(8, 3, 'Cửa mở');
    await raise(7, 1, 'Đám đông');
    await raise(8, 2, 'Người ngã');
    await expect(noticesShown()).toContainText(filled(notices.sceneByAlarm, { scene: NIGHT, alarm: 'Người ngã', alarms: 1 }), { timeout: 15_000 });
    await expectWall(nightWall());
    await operator.leaveFields();
    await operator.page.keyboard.press('u');
    await expectWall(dayWall());
    await ask(operator.page, 'scenes.set', { scene: night, name: NIGHT, keyDigit: 2, schedule: null, alarm: null });
  });

  it('come by their schedule, by the server’s clock', async () => {
    const { id: night } = await sceneNamed(NIGHT);
    const dueUtcMs = Math.ceil((Date.now() + 2 * MINUTE_MS) / MINUTE_MS) * MINUTE_MS;
    const minuteOfDay = Math.floor((dueUtcMs + VIET_NAM_MS) / MINUTE_MS) % (24 * 60);
    await ask(operator.page, 'scenes.set', { scene: sceneId(night), name: NIGHT, keyDigit: 2, schedule: { days: EVERY_DAY, minuteOfDay }, alarm: null });
    await city.stopServers();
    clock.clockSkewMs = dueUtcMs - Date.now() - 2_000;
    await city.startServers();
    const time = `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;
    await expect(noticesShown()).toContainText(filled(notices.sceneBySchedule, { scene: NIGHT, time }), { timeout: 45_000 });
    await expectWall(nightWall());
  });
});
