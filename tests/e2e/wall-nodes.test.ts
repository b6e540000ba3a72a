import { hostname } from 'node:os';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { READY } from '@contract/domain/arrangement.ts';
import { cameraContent, type TileContent } from '@contract/domain/tile-content.ts';
import { cameraId, DESK_SURFACE, monitorSurface, type SurfaceId } from '@contract/domain/units.ts';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { createCertificates } from '../builders/certificates.ts';
import { startMosquitto, type Mosquitto } from '../builders/mosquitto.ts';
import { ask, recordsOf } from './harness/asking.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { camerasOn, expectLive, openByNumber, sendToMonitor, signInAs, statesOn, tileOf, untilKept, workingCameras, type ChosenCamera } from './harness/duty.ts';
import { wordsIn, type Operator } from './harness/operator.ts';
import { expectMoving } from './harness/picture.ts';
import { makeWallFiles, wallEnvironment } from './harness/wall-pcs.ts';

const { control, notices, wall } = wordsIn('vi');
const KEY = 'chìa khóa của tường thử, dài hơn ba mươi hai chữ';
/** How soon the desk must say that a PC is down. */
const DOWN_WITHIN_MS = 10_000;

const files = makeWallFiles();
const keyFile = files.keep('khoa.txt', KEY);
let city: DemoCity;
let deskDisplays: VirtualDisplays;
let wallDisplays: VirtualDisplays;
let cameras: readonly ChosenCamera[];

beforeAll(async () => {
  [city, deskDisplays, wallDisplays] = await Promise.all([
    startCity({ cameras: 200 }),
    startDisplays({ monitors: monitorsInARow(1, { widthPx: 1600, heightPx: 900 }) }),
    startDisplays({ monitors: monitorsInARow(2, { widthPx: 1280, heightPx: 720 }) }),
  ]);
  cameras = workingCameras(city, 8);
});
afterAll(async () => {
  await city.end();
  await Promise.all([deskDisplays.stop(), wallDisplays.stop()]);
  files.remove();
});

const ids = (from: number, to: number): readonly string[] => cameras.slice(from, to).map(({ id }) => id);
const camera = (index: number): ChosenCamera => {
  const chosen = cameras[index];
  if (chosen === undefined) throw new Error(`no camera ${String(index)}`);
  return chosen;
};

/** A PC of the wall: its data stays from one start to the next. */
function wallPc(displays: () => VirtualDisplays, environment: () => Readonly<Record<string, string>>, args: readonly string[]) {
  const data = makeUserData();
  let running: ConsoleApp | null = null;
  const console = (): ConsoleApp => {
    if (running === null) throw new Error('this PC does not run');
    return running;
  };
  return {
    data,
    console,
    start: async (more: Readonly<Record<string, string>> = {}): Promise<ConsoleApp> => {
      running = await ConsoleApp.launch({ display: displays().display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome, env: { ...environment(), ...more }, args });
      return running;
    },
    takeErrors: () => running?.takeErrors() ?? [],
    kill: async () => {
      await running?.kill();
      running = null;
    },
    end: async () => {
      await running?.close();
      running = null;
      data.remove();
    },
    close: async () => {
      await running?.close();
      running = null;
    },
  };
}

/** The head of another PC's monitors on the desk's picture of the wall. */
const pcOnDesk = (operator: Operator) => operator.page.locator('[data-node]');

async function surfaceOfMonitor(desk: Page, number: number): Promise<SurfaceId> {
  const found = (await recordsOf(desk, 'monitors')).find((monitor) => monitor.number === number && monitor.present);
  if (found === undefined) throw new Error(`no monitor ${String(number)}`);
  return monitorSurface(found.id);
}

/** Every camera a tile shows from now on, and when by this machine's clock. */
const watchTurns = (page: Page, tile: number): Promise<void> =>
  page.evaluate((index) => {
    const turns: { camera: string; atUtcMs: number }[] = [];
    Reflect.set(window, 'turnsSeen', turns);
    const look = (): void => {
      const now = document.querySelectorAll('[role="figure"]')[index]?.getAttribute('data-camera-id') ?? '';
      if (turns.at(-1)?.camera !== now) turns.push({ camera: now, atUtcMs: Date.now() });
    };
    look();
    new MutationObserver(look).observe(document.body, { attributes: true, attributeFilter: ['data-camera-id'], childList: true, subtree: true });
  }, tile);
const turnsOf = (page: Page): Promise<readonly { readonly camera: string; readonly atUtcMs: number }[]> => page.evaluate(() => Reflect.get(window, 'turnsSeen') as readonly { readonly camera: string; readonly atUtcMs: number }[]);

describe('A wall of two PCs', () => {
  let broker: Mosquitto;
  const environment = () => wallEnvironment(`mqtt://127.0.0.1:${String(broker.port)}`, keyFile);
  const desk = wallPc(() => deskDisplays, environment, []);
  const node = wallPc(() => wallDisplays, environment, ['--wall-node']);
  let operator: Operator;

  beforeAll(async () => {
    broker = await startMosquitto();
    await desk.start();
    await node.start({ VONGLAU_DEVICE_CODE: 'TUONG-01' });
    operator = await signInAs(desk.console(), 'truc.binh', 'earlier');
  });
  afterEach(() => {
    expect([desk.takeErrors(), node.takeErrors()]).toEqual([[], []]);
  });
  afterAll(async () => {
    await Promise.all([desk.end(), node.end()]);
    await broker.stop();
  });

  // field.md 2.43
  it('shows on a PC without a keyboard, which signed in by its own identity, what the desk puts there', async () => {
    await expect(pcOnDesk(operator)).toHaveText(hostname(), { timeout: 20_000 });
    for (const number of [2, 3]) await expect(operator.monitorCard(number)).toContainText('1280 × 720');
    await operator.chooseGrid(4);
    await openByNumber(operator, cameras.slice(0, 4));
    await sendToMonitor(operator, 2);
    await expectLive(await node.console().wall(2), ids(0, 4));
    await expect((await node.console().wall(3)).getByText(wall.standby.nothing)).toBeVisible();
    await operator.chooseGrid(1);
    await sendToMonitor(operator, 3);
    await expectMoving((await node.console().wall(3)).getByRole('figure').first());
    expect(node.console().app.windows()).toHaveLength(2);
  });

  it('paints its numbers on the monitors of both PCs, and finds a camera on either', async () => {
    const pages = [await node.console().wall(2), await node.console().wall(3)];
    await operator.button(wall.identifyShort).click();
    await Promise.all(pages.map((page, index) => expect(page.getByRole('status').getByText(String(index + 2), { exact: true })).toBeVisible()));
    for (const page of pages) await expect(page.getByRole('status')).toHaveCount(0, { timeout: 10_000 });

    const flashing = async (page: Page): Promise<readonly string[]> =>
      page.getByRole('figure').evaluateAll((tiles) => tiles.filter((tile) => getComputedStyle(tile, '::before').animationName !== 'none').map((tile) => tile.getAttribute('data-camera-id') ?? ''));
    const found = ask(operator.page, 'wall.find', { camera: cameraId(camera(2).id) });
    await expect.poll(() => flashing(pages[0] ?? operator.page)).toEqual([camera(2).id]);
    expect(await found).toEqual({ places: 1 });
    await expect.poll(() => flashing(pages[0] ?? operator.page), { timeout: 10_000 }).toEqual([]);
  });

  it('turns a sequence on the other PC in step with the desk', async () => {
    const sequence: TileContent = { kind: 'sequence', sequence: { name: 'Vòng', steps: [4, 5, 6].map((index) => ({ camera: cameraId(camera(index).id), dwellS: 2 })) }, run: { kind: 'running', anchorUtcMs: Date.now(), fromStep: 0 } };
    await operator.chooseGrid(1);
    await ask(operator.page, 'surface.placeContent', { surface: DESK_SURFACE, tile: 0, content: sequence });
    await sendToMonitor(operator, 3);
    const there = await node.console().wall(3);
    await expect(there.getByRole('figure').first()).toHaveAttribute('data-content', 'sequence');
    await Promise.all([watchTurns(operator.page, 0), watchTurns(there, 0)]);
    await expect.poll(async () => (await turnsOf(there)).length, { message: 'turns seen on the other PC', timeout: 30_000 }).toBeGreaterThan(4);
    const [here, elsewhere] = await Promise.all([turnsOf(operator.page), turnsOf(there)]);
    for (const { camera: shown, atUtcMs } of elsewhere.slice(1, 4)) {
      const nearest = Math.min(...here.filter((turn) => turn.camera === shown).map((turn) => Math.abs(turn.atUtcMs - atUtcMs)));
      expect(nearest, `${shown} on both`).toBeLessThan(700);
    }
  });

  // field.md 2.3
  it('shows on a monitor of the other PC, large, the camera clicked at the desk', async () => {
    const surface = await surfaceOfMonitor(operator.page, 3);
    await ask(operator.page, 'surface.setArrangement', { surface, arrangement: READY['1'] });
    await ask(operator.page, 'surface.placeContent', { surface, tile: 0, content: { kind: 'hotspot' } });
    await operator.chooseGrid(4);
    for (const index of [1, 3]) {
      await openByNumber(operator, [camera(index)]);
      await tileOf(operator.page, camera(index).id).click();
      await expectLive(await node.console().wall(3), [camera(index).id]);
    }
  });

  // field.md 2.45
  it('tells the desk how each tile of the other PC is, and steers each monitor singly', async () => {
    const surface = await surfaceOfMonitor(operator.page, 2);
    const told = async () => (await recordsOf(operator.page, 'tileReports')).find(({ id }) => id === surface)?.tiles.map(({ camera: shown, state }) => `${shown ?? ''} ${state}`) ?? [];
    await expect.poll(told, { timeout: 10_000 }).toEqual(ids(0, 4).map((id) => `${id} live`));
    await city.fault({ cameraNumber: camera(1).number, fault: 'cut' });
    await expect.poll(told, { timeout: 15_000 }).toEqual(ids(0, 4).map((id, index) => `${id} ${index === 1 ? 'lost' : 'live'}`));
    await city.clearFaults();
    await expect.poll(told, { timeout: 30_000 }).toEqual(ids(0, 4).map((id) => `${id} live`));

    await ask(operator.page, 'surface.clear', { surface: await surfaceOfMonitor(operator.page, 3) });
    await expect((await node.console().wall(3)).getByText(wall.standby.nothing)).toBeVisible();
    await expectLive(await node.console().wall(2), ids(0, 4));
    await ask(operator.page, 'surface.placeContent', { surface, tile: 3, content: cameraContent(cameraId(camera(7).id)) });
    await expectLive(await node.console().wall(2), [...ids(0, 3), camera(7).id]);
  });

  it('says at the desk which PC is down within ten seconds of its power cut, and gives it its place again', async () => {
    const surface = await surfaceOfMonitor(operator.page, 2);
    await untilKept(node.data.folder, 'surfaces', 'wall-identity');
    await node.kill();
    const killedMs = Date.now();
    await expect(pcOnDesk(operator)).toHaveAttribute('data-node', 'down', { timeout: DOWN_WITHIN_MS });
    expect(Date.now() - killedMs).toBeLessThan(DOWN_WITHIN_MS);
    await expect(pcOnDesk(operator)).toContainText(hostname());
    for (const number of [2, 3]) await expect(operator.monitorCard(number)).toContainText(control.map.downShort);
    // What is put there meanwhile waits for it.
    await ask(operator.page, 'surface.placeContent', { surface, tile: 3, content: null });

    await node.start();
    await expectLive(await node.console().wall(2), [...ids(0, 3), null]);
    await expect(pcOnDesk(operator)).toHaveText(hostname(), { timeout: 20_000 });
    for (const number of [2, 3]) await expect(operator.monitorCard(number)).toContainText('1280 × 720');
  });

  it('keeps its pictures while the broker is started again, and takes orders afterwards', async () => {
    const there = await node.console().wall(2);
    await broker.restart();
    expect(await statesOn(there)).not.toContain('lost');
    await openByNumber(operator, cameras.slice(4, 6));
    const shown = await operator.cameras();
    await expect.poll(async () => {
      await sendToMonitor(operator, 2);
      return camerasOn(there);
    }, { timeout: 30_000, intervals: [1_000] }).toEqual(shown);
    await expectLive(there, shown);
  });

  it('comes back alone after a power cut while no desk is there; the desk finds it as it was', async () => {
    const shown = await camerasOn(await node.console().wall(2));
    await untilKept(desk.data.folder, 'surfaces', 'offline-people', 'wall-identity');
    await desk.close();
    await node.kill();
    await node.start();
    await expectLive(await node.console().wall(2), shown);
    await desk.start();
    operator = await signInAs(desk.console(), 'truc.binh', 'now');
    await expect(pcOnDesk(operator)).toHaveText(hostname(), { timeout: 20_000 });
    await expect(operator.monitorCard(2)).not.toContainText(wall.nothing);
    await expect(operator.monitorCard(3)).toContainText(wall.nothing);
    expect(await camerasOn(await node.console().wall(2))).toEqual(shown);
  });
});

describe('A wall on a network', () => {
  const certificates = createCertificates();
  const authority = certificates.authority('CA của tường');
  const passwordFile = files.keep('mat-khau.txt', 'mat-khau-cua-tuong');
  const caFile = files.keep('ca.pem', authority.caPem);
  const secured = (): Readonly<Record<string, string>> => ({ ...wallEnvironment(`mqtts://localhost:${String(broker.port)}`, keyFile), VONGLAU_WALL_CA: caFile, VONGLAU_WALL_USER: 'tuong', VONGLAU_WALL_PASSWORD_FILE: passwordFile });
  const desk = wallPc(() => deskDisplays, secured, []);
  const node = wallPc(() => wallDisplays, secured, ['--wall-node']);
  let broker: Mosquitto;

  beforeAll(async () => {
    const { certPem, keyPem } = authority.issue();
    broker = await startMosquitto({ certPem, keyPem, user: 'tuong', password: 'mat-khau-cua-tuong' });
  });
  afterEach(() => {
    expect([desk.takeErrors(), node.takeErrors()]).toEqual([[], []]);
  });
  afterAll(async () => {
    await Promise.all([desk.end(), node.end()]);
    await broker.stop();
    certificates.remove();
  });
  const noticesOf = (operator: Operator) => operator.page.getByRole('region', { name: notices.region });
  const ownWallRuns = async (operator: Operator, console: ConsoleApp): Promise<void> => {
    await operator.chooseGrid(1);
    await openByNumber(operator, [camera(0)]);
    await sendToMonitor(operator, 1);
    await expectLive(await console.wall(1), [camera(0).id]);
  };

  it('is joined over TLS with the site’s CA and a password; a PC with another key is none of it', { timeout: 180_000 }, async () => {
    await desk.start();
    const operator = await signInAs(desk.console(), 'chihuy.minh', 'earlier');
    await node.start({ VONGLAU_DEVICE_CODE: 'TUONG-02' });
    await expect(pcOnDesk(operator)).toHaveText(hostname(), { timeout: 20_000 });
    await operator.chooseGrid(1);
    await openByNumber(operator, [camera(1)]);
    await sendToMonitor(operator, 2);
    await expectLive(await node.console().wall(2), [camera(1).id]);
    await node.close();
    await expect(pcOnDesk(operator)).toHaveAttribute('data-node', 'down');

    await node.start({ VONGLAU_WALL_KEY_FILE: files.keep('khoa-khac.txt', 'một chìa khóa khác, cũng dài hơn ba mươi hai chữ') });
    // It is a wall of its own, with its own numbers, and shows what it kept.
    await expectLive(await node.console().wall(1), [camera(1).id]);
    await sendToMonitor(operator, 1);
    await expectLive(await desk.console().wall(1), [camera(1).id]);
    await expect(pcOnDesk(operator)).toHaveAttribute('data-node', 'down');
    await node.close();
    await desk.close();
  });

  it('is not joined in the clear over a network, nor with a short key: the console says so and its own wall runs', { timeout: 180_000 }, async () => {
    await desk.start({ VONGLAU_WALL_BROKER: 'mqtt://192.0.2.7:1883' });
    const operator = await signInAs(desk.console(), 'chihuy.minh', 'now');
    await expect(noticesOf(operator)).toContainText(notices.wallLinkRefused);
    await ownWallRuns(operator, desk.console());
    await expect(pcOnDesk(operator)).toHaveCount(0);
    await desk.close();

    await node.start({ VONGLAU_WALL_KEY_FILE: files.keep('khoa-ngan.txt', 'ngắn') });
    await expectLive(await node.console().wall(1), [camera(1).id]);
  });
});
