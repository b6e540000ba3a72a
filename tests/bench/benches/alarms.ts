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

/** The page notes when each row of the queue is first on its glass, when each sound begins, and how long its frames take. */
const watchPage = (desk: Page): Promise<void> =>
  desk.evaluate(() => {
    const seen: { readonly rows: Record<string, number>; readonly first: { key: string; utcMs: number }[]; readonly sounds: Record<string, number>; readonly frames: number[]; readonly live: { key: number; live: number }[] } = { rows: {}, first: [], sounds: {}, frames: [], live: [] };
    Reflect.set(window, 'alarmsSeen', seen);
    const now = () => performance.timeOrigin + performance.now();
    let last = performance.now();
    const look = (): void => {
      const at = performance.now();
      seen.frames.push(at - last);
      last = at;
      const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
      for (const row of rows) seen.rows[row.dataset['row'] ?? ''] ??= now();
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { detail } = entry as PerformanceMark;
        const alarm = typeof detail === 'object' && detail !== null ? String(Reflect.get(detail, 'alarm')) : '';
        if (entry.name === 'vonglau-alarm-sound') seen.sounds[alarm] ??= performance.timeOrigin + entry.startTime;
      }
    }).observe({ entryTypes: ['mark'] });
  });
const seenIn = (desk: Page, key: 'rows' | 'sounds'): Promise<Readonly<Record<string, number>>> => desk.evaluate((part) => Reflect.get(Reflect.get(window, 'alarmsSeen') as object, part) as Record<string, number>, key);
const takeFrames = (desk: Page): Promise<readonly number[]> => desk.evaluate(() => (Reflect.get(Reflect.get(window, 'alarmsSeen') as object, 'frames') as number[]).splice(0));

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
    await expect.poll(async () => (await seenIn(desk, 'sounds'))[alarm.id] !== undefined && Object.keys(await seenIn(desk, 'rows')).some((key) => key.includes(alarm.id)), { intervals: [20], timeout: 10_000 }).toBe(true);
    const rows = await seenIn(desk, 'rows');
    const drawn = Object.entries(rows).find(([key]) => key.includes(alarm.id))?.[1] ?? Number.NaN;
    const sounded = (await seenIn(desk, 'sounds'))[alarm.id] ?? Number.NaN;
    took.push(Math.max(drawn, sounded) - alarm.raisedUtcMs);
    // Seen, so that the next one sounds by itself.
    await ask(desk, 'alarms.act', { items: [{ alarm: alarmId(alarm.id), version: null, acts: [{ kind: 'acknowledge' }] }] });
    await expect.poll(async () => (await recordsOf(desk, 'alarmDesk'))[0]?.sounding ?? null, { intervals: [20], timeout: 10_000 }).toBe(null);
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
    const row = desk.locator(`[data-row*="${alarm.id}"]`);
    await expect(row).toBeVisible();
    await desk.getByRole('tree').focus();
    await desk.keyboard.press('Home');
    const live = desk.evaluate(
      (id) =>
        new Promise<number>((resolve) => {
          let pressed = 0;
          window.addEventListener('keydown', (event) => { if (event.key === 'Enter') pressed = performance.timeOrigin + event.timeStamp; }, { capture: true, once: true });
          const look = (): void => {
            const tile = document.querySelector(`[role=figure][data-camera-id="${id}"][data-state="live"]`);
            if (tile !== null && pressed > 0) resolve(performance.timeOrigin + performance.now() - pressed);
            else requestAnimationFrame(look);
          };
          look();
        }),
      camera.id,
    );
    await desk.keyboard.press('Enter');
    took.push(await live);
    await desk.keyboard.press('Escape');
    await ask(desk, 'alarms.act', { items: [{ alarm: alarmId(alarm.id), version: null, acts: [{ kind: 'acknowledge' }] }] });
  }
  say(`picture: median ${median(took).toFixed(0)} ms, longest ${Math.max(...took).toFixed(0)} ms of ${String(took.length)}`);
  return figure('alarms.picture_p95_ms', quantile(took, 0.95), 'ms', 500, 'lower');
}

async function benchStorm(wall: WallConsole, say: (line: string) => void): Promise<readonly Figure[]> {
  const { desk, city } = wall;
  const openAt = async () => Object.values((await recordsOf(desk, 'alarmDesk'))[0]?.counts.open ?? {}).reduce((sum, count) => sum + count, 0);
  const before = { raised: (await recordsOf(desk, 'alarmDesk'))[0]?.raised ?? 0, open: await openAt() };
  await takeFrames(desk);
  await desk.mouse.move(2, 2);
  await desk.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
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
  const made = async () => ((await (await fetch(`${city.province.httpUrl}/demo/alarms/storm`)).json()) as { readonly raised: number; readonly running: boolean });
  await expect.poll(async () => (await made()).running, { timeout: 30_000 }).toBe(false);
  const { raised } = await made();
  const sent = raised + extra;
  const heard = async () => ((await recordsOf(desk, 'alarmDesk'))[0]?.raised ?? 0) - before.raised;
  await expect.poll(heard, { timeout: 30_000 }).toBeGreaterThanOrEqual(sent).catch(() => undefined);
  const lost = Math.abs(sent - (await heard())) + Math.abs(before.open + sent - (await openAt()));
  say(`storm: ${String(raised)} raised, ${String(await openAt())} open at the desk; ${String(frames.length)} frames, longest ${Math.max(...frames).toFixed(0)} ms; ${String(firsts.length)} of priority 1: median on top ${median(firsts).toFixed(0)} ms, acknowledged ${median(acknowledged).toFixed(0)} ms`);
  return [
    figure('alarms.storm_lost', lost, 'alarms', 0, 'lower'),
    figure('alarms.storm_p1_ms', Math.max(...firsts), 'ms', 1_000, 'lower'),
    figure('alarms.storm_frame_p95_ms', quantile(frames, 0.95), 'ms', 50, 'lower'),
    figure('alarms.storm_ack_p95_ms', quantile(acknowledged, 0.95), 'ms', 150, 'lower'),
  ];
}
