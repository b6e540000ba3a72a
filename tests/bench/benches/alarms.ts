import type { Page } from 'playwright-core';
import { expect } from '@playwright/test';
import { alarmId } from '../../../contract/domain/units.ts';
import { ask, recordsOf } from '../../e2e/harness/asking.ts';
import { figure, median, quantile, type Figure } from '../lib/figure.ts';
import { startDisplays } from '../../../build/displays/displays.mjs';
import { startWallConsole, type WallConsole } from '../lib/wall-console.ts';
import { pause } from '../lib/wall-watch.ts';

/** Twice each: three of a kind within a minute are a burst, which has one sound. Kinds that rules of the demo join, or that are hidden, are left out. */
const KINDS = ['crowd', 'behaviour', 'accident', 'object-left', 'object-missing', 'plate', 'wrong-way', 'speed', 'congestion', 'oversize', 'parking', 'ptz-tracking', 'flood-water', 'waste-dumping', 'forbidden-zone', 'picture-fault', 'by-hand', 'fire-smoke'] as const;
const RAISES = 2 * KINDS.length;
const PICTURES = 20;
const STORM = { perSecond: 1_000, seconds: 10 } as const;
/** A kind no rule of the demo joins: all of them stand open. */
const KIND = 'counting';

interface Raised {
  readonly id: string;
  readonly raisedUtcMs: number;
}

const post = async (url: string, body: unknown): Promise<unknown> => {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url}: ${String(answer.status)} ${await answer.text()}`);
  return answer.json();
};
const raise = async (wall: WallConsole, more: Readonly<Record<string, unknown>>): Promise<Raised> => (await post(`${wall.city.province.httpUrl}/demo/alarms`, { kind: KIND, ...more })) as Raised;

interface Seen {
  /** When each row was first on the glass, each sound began, each camera's picture was first live; by the page's clock. */
  readonly rows: Record<string, number>;
  readonly sounds: Record<string, number>;
  readonly live: Record<string, number>;
  readonly frames: number[];
  /** When Enter was pressed last; 0: never. */
  enteredUtcMs: number;
}

/** The page notes when each row of the queue is first on its glass, when each sound begins, when cameras are live, and how long its frames take. */
const watchPage = (desk: Page): Promise<void> =>
  desk.evaluate(() => {
    const seen: Seen = { rows: {}, sounds: {}, live: {}, frames: [], enteredUtcMs: 0 };
    Reflect.set(window, 'alarmsSeen', seen);
    const now = () => performance.timeOrigin + performance.now();
    let last = performance.now();
    const look = (): void => {
      const at = performance.now();
      seen.frames.push(at - last);
      last = at;
      const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
      for (const row of rows) seen.rows[row.dataset['row'] ?? ''] ??= now();
      const tiles = [...document.querySelectorAll<HTMLElement>('[role=figure][data-camera-id][data-state=live]')];
      for (const tile of tiles) seen.live[tile.dataset['cameraId'] ?? ''] ??= now();
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    window.addEventListener('keydown', (event) => { if (event.key === 'Enter') seen.enteredUtcMs = performance.timeOrigin + event.timeStamp; }, { capture: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { detail } = entry as PerformanceMark;
        const alarm = typeof detail === 'object' && detail !== null ? String(Reflect.get(detail, 'alarm')) : '';
        if (entry.name === 'vonglau-alarm-sound') seen.sounds[alarm] ??= performance.timeOrigin + entry.startTime;
      }
    }).observe({ entryTypes: ['mark'] });
  });
const seenIn = (desk: Page): Promise<Omit<Seen, 'frames'>> =>
  desk.evaluate(() => {
    const { rows, sounds, live, enteredUtcMs } = Reflect.get(window, 'alarmsSeen') as Seen;
    return { rows, sounds, live, enteredUtcMs };
  });
const takeFrames = (desk: Page): Promise<readonly number[]> => desk.evaluate(() => (Reflect.get(window, 'alarmsSeen') as Seen).frames.splice(0));
/** Rows move as they like: nothing holds them still. */
const letGo = async (desk: Page): Promise<void> => {
  await desk.mouse.move(2, 2);
  await desk.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
};

/** Events of the server to the row and the sound at the desk; a storm of them; and the picture of one. */
export async function benchAlarms(say: (line: string) => void): Promise<readonly Figure[]> {
  const displays = await startDisplays({ monitors: [{ widthPx: 1920, heightPx: 1080, xPx: 0, yPx: 0 }] });
  const wall = await startWallConsole(displays.display);
  try {
    const { desk } = wall;
    await openQueue(wall);
    await watchPage(desk);
    const raised = await benchRaise(wall, say);
    const pictures = await benchPictures(wall, say);
    const storm = await benchStorm(wall, say);
    return [raised, ...storm, pictures];
  } finally {
    await wall.end();
    await displays.stop();
  }
}

async function openQueue(wall: WallConsole): Promise<void> {
  const { desk } = wall;
  await desk.getByRole('navigation').getByRole('button', { name: /^Cảnh báo/ }).click();
  await expect.poll(async () => (await recordsOf(desk, 'alarmDesk'))[0]?.isCurrent, { timeout: 20_000 }).toBe(true);
  // An empty queue has no list: one alarm that everybody has seen stays in it.
  const { id } = await raise(wall, { cameraId: wall.cameras[0]?.id, priority: 4, title: 'Để danh sách không trống' });
  await expect(desk.getByRole('tree')).toBeVisible();
  await ask(desk, 'alarms.act', { items: [{ alarm: alarmId(id), version: null, acts: [{ kind: 'acknowledge' }] }] });
  // The pointer over the list would hold its rows.
  await desk.mouse.move(2, 2);
}

async function benchRaise(wall: WallConsole, say: (line: string) => void): Promise<Figure> {
  const { desk } = wall;
  const took: number[] = [];
  for (let turn = 0; turn < RAISES; turn += 1) {
    const camera = wall.cameras[turn % wall.cameras.length];
    const alarm = await raise(wall, { kind: KINDS[turn % KINDS.length], cameraId: camera?.id, priority: 2, title: `Đo lần ${String(turn + 1)}` });
    const times = async (): Promise<readonly number[]> => {
      const { rows, sounds } = await seenIn(desk);
      const drawn = Object.entries(rows).find(([key]) => key.includes(alarm.id))?.[1];
      const sounded = sounds[alarm.id];
      return drawn === undefined || sounded === undefined ? [] : [drawn, sounded];
    };
    await expect.poll(times, { intervals: [20], timeout: 10_000 }).toHaveLength(2);
    took.push(Math.max(...(await times())) - alarm.raisedUtcMs);
    // Seen, so that the next one sounds by itself.
    await ask(desk, 'alarms.act', { items: [{ alarm: alarmId(alarm.id), version: null, acts: [{ kind: 'acknowledge' }] }] });
    await expect.poll(async () => (await recordsOf(desk, 'alarmDesk'))[0]?.sounding ?? null, { intervals: [250], timeout: 10_000 }).toBe(null);
  }
  say(`raise: median ${median(took).toFixed(1)} ms, longest ${Math.max(...took).toFixed(1)} ms of ${String(took.length)}`);
  return figure('alarms.raise_p95_ms', quantile(took, 0.95), 'ms', 150, 'lower');
}

async function benchPictures(wall: WallConsole, say: (line: string) => void): Promise<Figure> {
  const { desk } = wall;
  const took: number[] = [];
  for (let turn = 0; turn < PICTURES; turn += 1) {
    const camera = wall.cameras[30 + turn];
    if (camera === undefined) throw new Error('too few cameras');
    const alarm = await raise(wall, { cameraId: camera.id, priority: 1, title: `Hình lần ${String(turn + 1)}` });
    await expect(desk.locator(`[data-row*="${alarm.id}"]`)).toBeVisible();
    await desk.getByRole('tree').focus();
    await desk.keyboard.press('Home');
    await desk.keyboard.press('Enter');
    await expect.poll(async () => (await seenIn(desk)).live[camera.id] ?? 0, { intervals: [20], timeout: 15_000 }).toBeGreaterThan(0);
    took.push(((await seenIn(desk)).live[camera.id] ?? Number.NaN) - (await seenIn(desk)).enteredUtcMs);
    await desk.keyboard.press('Escape');
    await letGo(desk);
    await ask(desk, 'alarms.act', { items: [{ alarm: alarmId(alarm.id), version: null, acts: [{ kind: 'acknowledge' }] }] });
  }
  say(`picture: median ${median(took).toFixed(0)} ms, longest ${Math.max(...took).toFixed(0)} ms of ${String(took.length)}`);
  return figure('alarms.picture_p95_ms', quantile(took, 0.95), 'ms', 500, 'lower');
}

/** Waits for its end; answers how many alarms it raised. */
async function stormOver(url: string): Promise<number> {
  const state = async () => (await (await fetch(`${url}/demo/alarms/storm`)).json()) as { readonly raised: number; readonly running: boolean };
  await expect.poll(async () => (await state()).running, { timeout: 30_000 }).toBe(false);
  return (await state()).raised;
}

async function benchStorm(wall: WallConsole, say: (line: string) => void): Promise<readonly Figure[]> {
  const { desk, city } = wall;
  // As many stand open already when it begins.
  await post(`${city.province.httpUrl}/demo/alarms/storm`, { ...STORM, kind: KIND, priority: 4 });
  const stood = await stormOver(city.province.httpUrl);
  const countOpen = async () => Object.values((await recordsOf(desk, 'alarmDesk'))[0]?.counts.open ?? {}).reduce((sum, count) => sum + count, 0);
  await expect.poll(countOpen, { timeout: 30_000 }).toBeGreaterThanOrEqual(stood);
  const before = { raised: (await recordsOf(desk, 'alarmDesk'))[0]?.raised ?? 0, open: await countOpen() };
  await takeFrames(desk);
  await letGo(desk);
  await post(`${city.province.httpUrl}/demo/alarms/storm`, { ...STORM, kind: KIND, priority: 3 });
  const firsts: number[] = [];
  const acknowledged: number[] = [];
  const until = Date.now() + STORM.seconds * 1_000;
  let extra = 0;
  for (let turn = 0; Date.now() < until; turn += 1) {
    const graver = await raise(wall, { cameraId: wall.cameras[turn]?.id, priority: 1, title: `Khẩn giữa bão ${String(turn + 1)}` });
    extra += 1;
    const first = await desk.evaluate(
      (id) =>
        new Promise<number>((resolve) => {
          const deadline = performance.now() + 10_000;
          const look = (): void => {
            const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')].sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top);
            if (rows[0]?.dataset['row']?.includes(id) === true || performance.now() > deadline) resolve(performance.timeOrigin + performance.now());
            else requestAnimationFrame(look);
          };
          look();
        }),
      graver.id,
    );
    firsts.push(first - graver.raisedUtcMs);
    acknowledged.push(
      await desk.evaluate(async (id) => {
        const bridge = Reflect.get(window, 'vonglau') as { readonly requests: Record<string, (input: unknown) => Promise<string>> };
        const began = performance.now();
        const answer = JSON.parse((await bridge.requests['alarms.act']?.({ items: [{ alarm: id, version: null, acts: [{ kind: 'acknowledge' }] }] })) ?? 'null') as { readonly ok?: boolean; readonly value?: { readonly outcomes: readonly { readonly code: string | null }[] } } | null;
        if (answer?.ok !== true || answer.value?.outcomes[0]?.code !== null) throw new Error(JSON.stringify(answer));
        return performance.now() - began;
      }, graver.id),
    );
    await pause(300);
  }
  const frames = await takeFrames(desk);
  const raised = await stormOver(city.province.httpUrl);
  const sent = raised + extra;
  const heard = async () => ((await recordsOf(desk, 'alarmDesk'))[0]?.raised ?? 0) - before.raised;
  await expect.poll(heard, { timeout: 30_000 }).toBeGreaterThanOrEqual(sent).catch(() => undefined);
  const lost = Math.abs(sent - (await heard())) + Math.abs(before.open + sent - (await countOpen()));
  say(`storm: ${String(raised)} raised, ${String(await countOpen())} open at the desk; ${String(frames.length)} frames, longest ${Math.max(...frames).toFixed(0)} ms; ${String(firsts.length)} of priority 1: median on top ${median(firsts).toFixed(0)} ms, acknowledged ${median(acknowledged).toFixed(0)} ms`);
  return [
    figure('alarms.storm_lost', lost, 'alarms', 0, 'lower'),
    figure('alarms.storm_p1_ms', Math.max(...firsts), 'ms', 1_000, 'lower'),
    figure('alarms.storm_frame_p95_ms', quantile(frames, 0.95), 'ms', 50, 'lower'),
    figure('alarms.storm_ack_p95_ms', quantile(acknowledged, 0.95), 'ms', 150, 'lower'),
  ];
}
