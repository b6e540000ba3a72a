import { expect } from '@playwright/test';
import type { Page } from 'playwright-core';
import { startDisplays } from '../../../../build/displays/displays.mjs';
import { cameraId, unitId } from '../../../../contract/domain/units.ts';
import { DEMO_PASSWORD, peopleOf } from '../../../../demo/people.ts';
import type { Camera } from '../../../../demo/server/api-types.ts';
import { markFeature, type PointFeature } from '../../../../renderer/widgets/site-map/map-marks.ts';
import { ask } from '../../../e2e/harness/asking.ts';
import { ConsoleApp, makeUserData } from '../../../e2e/harness/console-app.ts';
import { startCity, type DemoCity } from '../../../e2e/harness/demo-city.ts';
import { codeOf } from '../../../e2e/harness/second-factor.ts';
import { figure, median, quantile, type Figure } from '../../lib/figure.ts';
import { serveBareMap } from './bare-map.ts';

const CAMERAS = 300_000;
const RUNS = 3;
/** From where the map begins, 11.4, to 15.4. */
const ZOOMS = 4;
const STEPS = 20;
/** Both maps end every zoom within this time. */
const SETTLE_MS = 2_500;
/** No more questions than a window may ask. */
const ASK_EVERY_MS = 40;
const CHANGES = { perSecond: 2_000, seconds: 60 } as const;
const person = peopleOf('province').find(({ username }) => username === 'truc.binh');

function* camerasOf({ demo: { world } }: DemoCity): Iterable<Camera> {
  yield* world.city.cameras;
  for (let index = 0; index < world.country.length; index += 1) yield world.country.at(index);
}

function pointsOf(city: DemoCity): readonly PointFeature[] {
  const points: PointFeature[] = [];
  for (const camera of camerasOf(city)) {
    if (camera.position === undefined) continue;
    const { state } = city.demo.world.stateOf(camera.id);
    const turns = camera.kind === 'ptz';
    points.push(markFeature({ id: camera.id, kind: 'camera', at: camera.position, camera: cameraId(camera.id), number: camera.number, name: camera.name, turns, type: camera.type ?? null, bearingDeg: turns ? null : (camera.view?.bearingDeg ?? null), condition: state }, String));
  }
  return points;
}

/** Milliseconds between frames while `does` runs. */
async function framesDuring(page: Page, does: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(() => {
    const frames: number[] = [];
    Reflect.set(window, 'frameTimes', frames);
    let before: number | null = null;
    const next = (nowMs: number) => {
      if (Reflect.get(window, 'frameTimes') !== frames) return;
      if (before !== null) frames.push(nowMs - before);
      before = nowMs;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await does();
  return page.evaluate(() => {
    const frames = Reflect.get(window, 'frameTimes') as readonly number[];
    Reflect.set(window, 'frameTimes', null);
    return frames;
  });
}

const twoFrames = (page: Page): Promise<void> => page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));

/** Milliseconds between frames while the map is moved by keys, at every zoom. The keys reach what has the focus. */
async function pan(page: Page): Promise<readonly number[]> {
  const all: number[] = [];
  for (let zoom = 0; zoom <= ZOOMS; zoom += 1) {
    if (zoom > 0) await page.keyboard.press('+');
    await page.waitForTimeout(SETTLE_MS);
    const frames = await framesDuring(page, async () => {
      for (const key of ['ArrowRight', 'ArrowLeft'])
        for (let step = 0; step < STEPS; step += 1) {
          await page.keyboard.press(key);
          await twoFrames(page);
        }
    });
    all.push(...frames);
  }
  return all;
}

const told = (frames: readonly number[]): string => `${median(frames).toFixed(1)} (95 %: ${quantile(frames, 0.95).toFixed(1)})`;

interface Desk {
  readonly desk: Page;
  readonly close: () => Promise<void>;
}

/** Each code works once. */
let usedCode = '';
async function freshCode(): Promise<void> {
  await expect.poll(() => codeOf(person?.totpSecret ?? ''), { timeout: 40_000, intervals: [500] }).not.toBe(usedCode);
  usedCode = codeOf(person?.totpSecret ?? '');
}

/** Signed in, with the whole directory. */
async function openDesk(display: string, city: DemoCity, data: ReturnType<typeof makeUserData>): Promise<Desk> {
  const console_ = await ConsoleApp.launch({ display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
  await freshCode();
  const desk = await console_.signIn(person?.username ?? '', DEMO_PASSWORD, person?.totpSecret ?? '');
  await expect(desk.getByText(/^Đang xem \d+ \/ 300\.\d{3} camera$/)).toBeVisible({ timeout: 600_000 });
  return { desk, close: () => console_.close() };
}

const frameOf = (desk: Page) => desk.locator('[data-map-state]');

/** Milliseconds from the key to the first picture with cameras on it. */
async function openMap(desk: Page): Promise<number> {
  await desk.evaluate(() => {
    const mark = new Promise<number>((resolve) => {
      let fromMs = 0;
      window.addEventListener('keydown', ({ key, timeStamp }) => { if (key === 'F4') fromMs = timeStamp; }, { capture: true });
      const look = () => {
        if (fromMs === 0 || Number(document.querySelector('[data-marks]')?.getAttribute('data-marks') ?? 0) === 0) return;
        watch.disconnect();
        resolve(performance.now() - fromMs);
      };
      const watch = new MutationObserver(look);
      watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-marks'] });
    });
    Reflect.set(window, 'mapDrawn', mark);
  });
  await desk.keyboard.press('F4');
  return desk.evaluate(() => Reflect.get(window, 'mapDrawn') as Promise<number>);
}

/** How many cameras the console holds in another state than the server. */
async function wrongStates(desk: Page, city: DemoCity): Promise<number> {
  const { world } = city.demo;
  const [owners, makes, lost, here] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()];
  for (const { id, unitId, make } of camerasOf(city)) {
    owners.add(unitId);
    if (make !== undefined) makes.add(make);
    // The demo's few samples of odd streams are of no make: they cannot be asked for so.
    if (make !== undefined && world.stateOf(id).state === 'lost') lost.add(id);
  }
  const asks = world.city.units.filter(({ parentId }) => parentId === null).flatMap(({ id }) => [...makes].map((make) => ({ unit: id, make })));
  for (const { unit, make } of asks) {
    const found = await ask(desk, 'directory.search', { query: { text: '', filter: { units: [unitId(unit)], makes: [make], states: ['lost'] }, order: 'number' } });
    if (found.ids.length === found.total) for (const id of found.ids) here.add(id);
    else if (owners.has(unit)) throw new Error(`unit ${unit} has more cameras than an answer holds`);
    else asks.push(...world.city.units.filter(({ parentId }) => parentId === unit).map(({ id }) => ({ unit: id, make })));
    await desk.waitForTimeout(ASK_EVERY_MS);
  }
  if (here.size === 0) throw new Error('no camera changed');
  return [...lost].filter((id) => !here.has(id)).length + [...here].filter((id) => !lost.has(id)).length;
}

/** The map of 300,000 cameras against maplibre-gl with one clustered source of them, and under 2,000 changes of state a second. */
export async function benchMap(say: (line: string) => void): Promise<readonly Figure[]> {
  const displays = await startDisplays({ monitors: [{ widthPx: 1920, heightPx: 1080, xPx: 0, yPx: 0 }] });
  const city = await startCity({ cameras: CAMERAS });
  const data = makeUserData();
  const bare = await serveBareMap(pointsOf(city));
  const loads: { readonly ours: number[]; readonly bare: number[] } = { ours: [], bare: [] };
  const frames: { ours: readonly number[]; bare: readonly number[] } = { ours: [], bare: [] };
  let status: readonly number[] = [];
  let lost = NaN;
  try {
    // The first start fetches the directory.
    await (await openDesk(displays.display, city, data)).close();
    for (let run = 0; run < RUNS; run += 1) {
      const { desk, close } = await openDesk(displays.display, city, data);
      loads.ours.push(await openMap(desk));
      const box = await frameOf(desk).boundingBox();
      if (box === null) throw new Error('the map is not shown');
      if (run === 0) {
        await frameOf(desk).focus();
        frames.ours = await pan(desk);
        say(`frame while it moves: ours ${told(frames.ours)} ms`);
        for (let zoom = 0; zoom < ZOOMS; zoom += 1) await desk.keyboard.press('-');
        await desk.waitForTimeout(SETTLE_MS);
        status = await framesDuring(desk, async () => {
          const started = await fetch(`${city.province.httpUrl}/demo/states`, { method: 'POST', body: JSON.stringify(CHANGES), headers: { 'content-type': 'application/json' } });
          if (!started.ok) throw new Error(`no changes: ${String(started.status)}`);
          await expect.poll(async () => ((await (await fetch(`${city.province.httpUrl}/demo/states`)).json()) as { readonly running: boolean }).running, { timeout: 120_000, intervals: [500] }).toBe(false);
        });
        say(`frame under ${String(CHANGES.perSecond)} changes a second: median ${median(status).toFixed(1)}, 95 % ${quantile(status, 0.95).toFixed(1)}, most ${Math.max(...status).toFixed(1)} ms`);
        await desk.waitForTimeout(SETTLE_MS);
        lost = await wrongStates(desk, city);
      }
      await close();
      const other = await bare.open(displays.display, { widthPx: Math.round(box.width), heightPx: Math.round(box.height) });
      const host = other.page.locator('[data-took-ms]');
      await expect(host).toBeVisible({ timeout: 120_000 });
      loads.bare.push(Number(await host.getAttribute('data-took-ms')));
      if (run === 0) {
        frames.bare = await pan(other.page);
        say(`frame while it moves: bare ${told(frames.bare)} ms`);
      }
      await other.close();
    }
    const ms = (values: readonly number[]) => values.map((value) => value.toFixed(0)).join(' ');
    say(`to a drawn map: ours ${ms(loads.ours)} ms, bare ${ms(loads.bare)} ms`);
    return [
      figure('map.load_ratio', median(loads.ours) / median(loads.bare), 'x', 0.5, 'lower'),
      figure('map.pan_ratio', median(frames.ours) / median(frames.bare), 'x', 1, 'lower'),
      figure('map.status_lost', lost, 'changes', 0, 'lower'),
      figure('map.status_frame_p95_ms', quantile(status, 0.95), 'ms', 50, 'lower'),
    ];
  } finally {
    await Promise.all([city.end(), bare.end()]);
    await displays.stop();
    data.remove();
  }
}
