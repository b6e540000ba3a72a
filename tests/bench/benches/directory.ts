import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from 'playwright-core';
import { startDisplays } from '../../../build/displays/displays.mjs';
import { DEMO_PASSWORD, peopleOf } from '../../../demo/people.ts';
import { cityOf, type SearchCase } from '../../builders/search-cases.ts';
import { directoryScene, portWith, valueOf } from '../../builders/directory-scene.ts';
import { ConsoleApp, makeUserData } from '../../e2e/harness/console-app.ts';
import { startCity, type DemoCity } from '../../e2e/harness/demo-city.ts';
import { figure, median, quantile, type Figure } from '../lib/figure.ts';

const CAMERAS = 300_000;
const STARTS = 3;
const REST_MS = 40_000;
const RECALL_CAMERAS = 20_000;
/** A camera further down has not been found by whoever looks. */
const RECALL_WITHIN = 20;
const PORTS_OF_THE_EMPTY_ONE = 25_000;
/** As an operator types: junctions, streets, numbers, units, makes, schools. */
const TYPED = ['nut giao cau giay', 'hoan kiem', 'tran duy hung 12', 'cho dong xuan', '12345', 'truong thcs', 'nguyen trai', 'hikvision', 'ben xe my dinh', 'cong vien'] as const;

/** Of a desk without cameras, with its server or without. */
const NONE = /^(Chưa có camera nào|Chưa có danh sách camera)/;

const person = peopleOf('province').find(({ username }) => username === 'truc.binh');
const search = (desk: Page) => desk.getByLabel('Tìm camera', { exact: true });

/** Marks the time from each change of the field to the drawing that shows what answers it. */
const watchSearch = (desk: Page): Promise<void> =>
  desk.evaluate(() => {
    const times: number[] = [];
    Reflect.set(window, 'searchTimes', times);
    let typedMs: number | null = null;
    let typed = '';
    document.addEventListener(
      'input',
      (event) => {
        if (!(event.target instanceof HTMLInputElement)) return;
        const now = event.target.value.trim();
        // A space at the end asks for nothing new, and an empty field for the units.
        if (now === typed || now === '') typedMs = null;
        else typedMs = event.timeStamp;
        typed = now;
      },
      { capture: true },
    );
    const look = () => {
      if (typedMs === null || document.querySelector('[data-found-for]')?.getAttribute('data-found-for') !== typed) return;
      const sinceMs = typedMs;
      typedMs = null;
      // What was changed is on the screen once the drawing after this one began.
      requestAnimationFrame(() => times.push(performance.now() - sinceMs));
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true });
  });
const searchTimes = (desk: Page): Promise<readonly number[]> => desk.evaluate(() => Reflect.get(window, 'searchTimes') as readonly number[]);

async function typeAll(desk: Page): Promise<readonly number[]> {
  await watchSearch(desk);
  for (const text of TYPED) {
    await search(desk).fill('');
    for (const letter of text) {
      const before = (await searchTimes(desk)).length;
      await search(desk).press(letter === ' ' ? 'Space' : letter);
      // A space at the end asks for nothing new.
      if (letter === ' ') continue;
      await expect.poll(async () => (await searchTimes(desk)).length, { timeout: 10_000, intervals: [10] }).toBeGreaterThan(before);
    }
  }
  return searchTimes(desk);
}

/** Signs in once, until the whole directory is kept and the console may be unlocked without its server. */
async function prepare(display: string, city: DemoCity, data: ReturnType<typeof makeUserData>): Promise<{ readonly console_: ConsoleApp; readonly desk: Page }> {
  const console_ = await ConsoleApp.launch({ display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
  const desk = await console_.signIn(person?.username ?? '', DEMO_PASSWORD, person?.totpSecret ?? '');
  return { console_, desk };
}

/** Milliseconds from the start of the console to a desk that can be used, opened from the disk: the server is away. */
async function startMs(display: string, city: DemoCity, data: ReturnType<typeof makeUserData>, ready: RegExp): Promise<number> {
  const startedMs = performance.now();
  const console_ = await ConsoleApp.launch({ display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
  const desk = await console_.desk();
  await desk.getByLabel('Tên đăng nhập').fill(person?.username ?? '');
  await desk.getByLabel('Mật khẩu', { exact: true }).fill(DEMO_PASSWORD);
  await desk.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(desk.getByRole('treeitem').first().or(desk.getByText(ready))).toBeVisible({ timeout: 60_000 });
  const tookMs = performance.now() - startedMs;
  await console_.close();
  return tookMs;
}

/** Share of the fixture's cases whose camera is among the first answers. */
async function recall(): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-recall-'));
  const cases = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../fixtures/search/cases.json'), 'utf8')) as readonly SearchCase[];
  const city = cityOf(RECALL_CAMERAS);
  const scene = directoryScene({ folder, port: portWith(city) });
  await scene.open();
  await scene.sync();
  let found = 0;
  for (const { query, wants } of cases) {
    const { first } = valueOf(await scene.ask('search', { query: { text: query, filter: {}, order: 'best' } }));
    if (first.slice(0, RECALL_WITHIN).some(({ name }) => name === wants)) found += 1;
  }
  scene.end();
  rmSync(folder, { recursive: true, force: true });
  return found / cases.length;
}

/** A desk with 300,000 cameras: from a keystroke to the results on the screen, what is found, and how long a start takes. */
export async function benchDirectory(say: (line: string) => void): Promise<readonly Figure[]> {
  const displays = await startDisplays({ monitors: [{ widthPx: 1920, heightPx: 1080, xPx: 0, yPx: 0 }] });
  const [city, none] = [await startCity({ cameras: CAMERAS }), await startCity({ cameras: 1, portBase: PORTS_OF_THE_EMPTY_ONE })];
  const [full, empty] = [makeUserData(), makeUserData()];
  try {
    await none.directory({ withdraw: none.demo.world.city.cameras.map(({ id }) => id) });
    const begunMs = performance.now();
    const { console_, desk } = await prepare(displays.display, city, full);
    await expect(desk.getByText(/^Đang xem \d+ \/ 300\.\d{3} camera$/)).toBeVisible({ timeout: 600_000 });
    say(`the first load of ${String(CAMERAS)} cameras took ${((performance.now() - begunMs) / 1000).toFixed(1)} s`);
    // What is likely to be typed is fetched while nobody types, as in the first minute of a shift.
    await desk.waitForTimeout(REST_MS);
    const times = await typeAll(desk);
    say(`${String(times.length)} keystrokes: median ${median(times).toFixed(1)}, 95 % ${quantile(times, 0.95).toFixed(1)}, most ${Math.max(...times).toFixed(1)} ms`);
    await console_.close();
    const other = await prepare(displays.display, none, empty);
    await expect(other.desk.getByText('Chưa có camera nào')).toBeVisible({ timeout: 30_000 });
    await other.console_.close();

    await Promise.all([city.stopServers(), none.stopServers()]);
    const [withAll, withNone]: [number[], number[]] = [[], []];
    for (let run = 0; run < STARTS; run += 1) {
      withAll.push(await startMs(displays.display, city, full, NONE));
      withNone.push(await startMs(displays.display, none, empty, NONE));
    }
    say(`starts with all ${withAll.map((ms) => ms.toFixed(0)).join(' ')} ms, with none ${withNone.map((ms) => ms.toFixed(0)).join(' ')} ms`);
    return [
      figure('directory.search_p95_ms', quantile(times, 0.95), 'ms', 50, 'lower'),
      figure('directory.recall', await recall(), '', 0.99, 'higher'),
      figure('directory.start_ratio', median(withAll) / median(withNone), 'x', 1.3, 'lower'),
    ];
  } finally {
    await Promise.all([city.end(), none.end()]);
    await displays.stop();
    full.remove();
    empty.remove();
  }
}
