import { expect } from '@playwright/test';
import type { Page } from 'playwright-core';
import { cameraContent } from '../../../contract/domain/tile-content.ts';
import { cameraId } from '../../../contract/domain/units.ts';
import { figure, median, quantile, type Figure } from '../lib/figure.ts';
import { startDisplays } from '../../../build/displays/displays.mjs';
import { startWallConsole } from '../lib/wall-console.ts';

const PRESSES = 60;
/** Uneven, so that presses fall everywhere between the renewals. */
const HOLD_MS = [90, 160, 230, 310, 420] as const;

interface Entry {
  readonly seq: number;
  readonly receivedUtcMs: number;
  readonly cameraId: string;
  readonly what: string;
  readonly detail?: { readonly pan?: number; readonly tilt?: number; readonly zoom?: number };
  readonly personId: string | null;
}

const entries = async (url: string): Promise<readonly Entry[]> => ((await (await fetch(`${url}/demo/ptz?after=0`)).json()) as { readonly items: readonly Entry[] }).items;

/** When the page was told of each press and release of the key, milliseconds since 1970. */
const watchKeys = (desk: Page): Promise<void> =>
  desk.evaluate(() => {
    const times: { readonly down: number[]; readonly up: number[] } = { down: [], up: [] };
    Reflect.set(window, 'pressTimes', times);
    const at = (event: KeyboardEvent) => performance.timeOrigin + event.timeStamp;
    window.addEventListener('keydown', (event) => { if (event.code === 'ArrowRight' && !event.repeat) times.down.push(at(event)); }, { capture: true });
    window.addEventListener('keyup', (event) => { if (event.code === 'ArrowRight') times.up.push(at(event)); }, { capture: true });
  });
const keyTimes = (desk: Page): Promise<{ readonly down: readonly number[]; readonly up: readonly number[] }> => desk.evaluate(() => Reflect.get(window, 'pressTimes') as { readonly down: readonly number[]; readonly up: readonly number[] });

const isMoving = ({ what, detail }: Entry): boolean => what === 'move' && (detail?.pan ?? 0) !== 0;
const isStop = ({ what, detail }: Entry): boolean => what === 'move' && (detail?.pan ?? 0) === 0;

/** Presses and releases of a steering key at the desk, against their arrival at the server, both on this machine's clock. */
export async function benchPtz(say: (line: string) => void): Promise<readonly Figure[]> {
  const displays = await startDisplays({ monitors: [{ widthPx: 1920, heightPx: 1080, xPx: 0, yPx: 0 }] });
  const wall = await startWallConsole(displays.display);
  try {
    const { desk, city } = wall;
    const turning = wall.cameras.find(({ ptz }) => ptz !== undefined);
    if (turning === undefined) throw new Error('no camera of the city turns');
    await wall.ask('surface.placeContent', { surface: 'desk', tile: 0, content: cameraContent(cameraId(turning.id)) });
    const tile = desk.locator(`[role=figure][data-camera-id="${turning.id}"]`);
    await expect(tile).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
    await tile.focus();
    await desk.keyboard.press('KeyJ');
    await watchKeys(desk);
    const before = (await entries(city.province.httpUrl)).length;
    for (let press = 0; press < PRESSES; press += 1) {
      await desk.keyboard.down('ArrowRight');
      await desk.waitForTimeout(HOLD_MS[press % HOLD_MS.length] ?? 200);
      await desk.keyboard.up('ArrowRight');
      await desk.waitForTimeout(120);
    }
    const heard = (await entries(city.province.httpUrl)).slice(before).filter(({ cameraId: id }) => id === turning.id);
    const { down, up } = await keyTimes(desk);
    if (down.length !== PRESSES || up.length !== PRESSES) throw new Error(`the page heard ${String(down.length)} presses and ${String(up.length)} releases`);
    const after = (utcMs: number, is: (entry: Entry) => boolean): number => {
      const found = heard.find((entry) => entry.receivedUtcMs >= utcMs - 1 && is(entry));
      if (found === undefined) throw new Error('a press or a release never reached the server');
      return found.receivedUtcMs - utcMs;
    };
    // The first press also takes the hand.
    const pressMs = down.slice(1).map((utcMs) => after(utcMs, isMoving));
    const stopMs = up.slice(1).map((utcMs) => after(utcMs, isStop));
    const round = (values: readonly number[]) => `median ${median(values).toFixed(1)}, 95 % ${quantile(values, 0.95).toFixed(1)}, most ${Math.max(...values).toFixed(1)} ms`;
    say(`press to wire: ${round(pressMs)}; release to wire: ${round(stopMs)}; ${String(heard.length)} messages for ${String(PRESSES)} presses`);
    return [figure('ptz.press_p95_ms', quantile(pressMs, 0.95), 'ms', 30, 'lower'), figure('ptz.stop_p95_ms', quantile(stopMs, 0.95), 'ms', 30, 'lower')];
  } finally {
    await wall.end();
    await displays.stop();
  }
}
