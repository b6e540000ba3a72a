import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { expectLive, expectNoConnection, openByNumber, sendToMonitor, signInAs, statesOn, unlockOffline, untilDirectoriesKept, untilKept, workingCameras, type ChosenCamera } from './harness/duty.ts';
import { containing, filled, Operator, wordsIn } from './harness/operator.ts';

const { common, live, notices, signin, tiles, wall } = wordsIn('vi');
/** From the server's end to the words on the glass. */
const SAY_WITHIN_MS = 3_000;
const LAYOUT = 'Ca sáng Hoàn Kiếm';

let city: DemoCity;
let displays: VirtualDisplays;
let cameras: readonly ChosenCamera[];
let app: ConsoleApp | null = null;
let isServing = true;
const withKeyring = makeUserData();
const withoutKeyring = makeUserData();

const launch = async (data: typeof withKeyring, keyring: boolean, env: Readonly<Record<string, string>> = {}): Promise<ConsoleApp> => {
  await app?.close();
  app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, ...(keyring ? { keyringHome: data.keyringHome } : {}), env });
  return app;
};
const serve = async (on: boolean): Promise<void> => {
  if (on === isServing) return;
  isServing = on;
  await (on ? city.startServers() : city.stopServers());
};
const shown = (): readonly (string | null)[] => [...cameras.map(({ id }) => id), null];
const statusBar = (operator: Operator) => operator.page.getByRole('contentinfo', { name: common.statusBar });

beforeAll(async () => {
  [city, displays] = await Promise.all([startCity({ cameras: 200, accessMs: 5_000 }), startDisplays({ monitors: monitorsInARow(1, { widthPx: 1600, heightPx: 900 }) })]);
  cameras = workingCameras(city, 3);
});
afterEach(() => {
  expect(app?.takeErrors() ?? []).toEqual([]);
});
afterAll(async () => {
  await app?.close();
  await city.end();
  await displays.stop();
  withKeyring.remove();
  withoutKeyring.remove();
});

const furnish = async (operator: Operator): Promise<void> => {
  await operator.chooseGrid(4);
  await openByNumber(operator, cameras);
  await sendToMonitor(operator, 1);
};

describe('When the server stops under a running console', () => {
  it('every tile and the status say so in words within 3 s, and all is live again when it returns', { timeout: 120_000 }, async () => {
    const console = await launch(withKeyring, true);
    const operator = await signInAs(console, 'truc.binh');
    await furnish(operator);
    await operator.button(live.grid.save).click();
    await operator.page.getByLabel(live.save.name).fill(LAYOUT);
    await operator.button(live.save.submit).click();
    await expect(operator.button(filled(wall.layouts.apply, { name: LAYOUT }))).toBeVisible();
    const monitor = await console.wall(1);
    await expectLive(operator.page, shown());
    await expectLive(monitor, shown());

    const stopping = serve(false);
    await Promise.all([expectNoConnection(operator.page, cameras.length, SAY_WITHIN_MS), expectNoConnection(monitor, cameras.length, SAY_WITHIN_MS)]);
    await expect(statusBar(operator)).toContainText(common.connection.offline, { timeout: SAY_WITHIN_MS });
    await expect(operator.page.getByRole('banner')).toContainText(common.connection.offline, { timeout: SAY_WITHIN_MS });
    await stopping;
    expect(await statesOn(operator.page)).not.toContain('live');

    await serve(true);
    await expectLive(operator.page, shown());
    await expectLive(monitor, shown());
    await expect(statusBar(operator)).not.toContainText(common.connection.offline);
    await untilKept(withKeyring.folder, 'surfaces', 'offline-people');
    await untilDirectoriesKept(withKeyring.folder, 1);
  });
});

describe('A console started while the server is away', () => {
  it('opens the desk from what it keeps, and becomes a whole session when the server returns, without asking', { timeout: 120_000 }, async () => {
    await app?.kill();
    app = null;
    await serve(false);
    const console = await launch(withKeyring, true);
    const desk = await console.desk();
    await expect(desk.getByText(signin.offline)).toBeVisible();
    const operator = new Operator(desk);
    await operator.enterPassword('truc.binh', 'khong-dung');
    await expect(operator.alert).toContainText(wordsIn('vi').errors['session/offline-wrong-password']);
    await unlockOffline(console, 'truc.binh');

    await expectNoConnection(desk, cameras.length, 10_000);
    await expectNoConnection(await console.wall(1), cameras.length, 10_000);
    for (const { name } of cameras) await expect(desk.getByRole('figure', { name, exact: true })).toBeVisible();
    await expect(operator.button(filled(wall.layouts.apply, { name: LAYOUT }))).toBeVisible();
    await expect(operator.lines.first()).toBeVisible();
    await expect(statusBar(operator)).toContainText(live.status.offlineSession);
    await expect(statusBar(operator)).toContainText(containing(filled(live.status.cacheFrom, { time: '' })));
    await operator.search.fill(String(cameras[1]?.number));
    await expect(desk.getByRole('treeitem', { name: containing(cameras[1]?.name ?? '') }).first()).toBeVisible();

    await serve(true);
    await expectLive(desk, shown());
    await expectLive(await console.wall(1), shown());
    await expect(statusBar(operator)).not.toContainText(live.status.offlineSession);
  });
});

describe('Without a secret store', () => {
  it('the console says beforehand how long a sign-in lasts, and asks to sign in again when the server returns', { timeout: 150_000 }, async () => {
    await serve(true);
    const first = await launch(withoutKeyring, false);
    await expect((await first.desk()).getByText(signin.vault.unavailable)).toBeVisible();
    await furnish(await signInAs(first, 'chihuy.minh', 'earlier'));
    await untilKept(withoutKeyring.folder, 'surfaces', 'offline-people');
    await untilDirectoriesKept(withoutKeyring.folder, 1);
    await first.close();
    app = null;

    await serve(false);
    const console = await launch(withoutKeyring, false);
    const operator = await unlockOffline(console, 'chihuy.minh');
    await expect(statusBar(operator)).toContainText(live.status.vaultUnavailable);
    await expectNoConnection(operator.page, cameras.length, 10_000);

    await serve(true);
    await expect(operator.page.getByRole('region', { name: notices.region })).toContainText(notices.signInAgain, { timeout: 20_000 });
    // The server is there; what is missing now is the sign-in, and the tiles say that.
    const told = operator.page.locator('[role="figure"][data-camera-id]').filter({ hasText: tiles.cause['signed-out'] });
    await expect(told).toHaveCount(cameras.length, { timeout: 20_000 });
    expect(await statesOn(operator.page)).not.toContain('live');

    await operator.button(common.signOut).click();
    const again = await signInAs(console, 'chihuy.minh', 'now');
    await expectLive(again.page, shown());
    await expect(again.page.getByRole('region', { name: notices.region })).not.toContainText(notices.signInAgain);
  });
});

describe('A wall-only PC started while the server is away', () => {
  // field.md 2.2, 2.43
  it('shows its layout, says there is no connection, and is live when the server returns', { timeout: 120_000 }, async () => {
    await serve(true);
    const enrolling = await launch(withKeyring, true, { VONGLAU_WALL_ONLY: '1', VONGLAU_DEVICE_CODE: 'TUONG-01' });
    await expectLive(await enrolling.wall(1), shown());
    // Its own cache, beside the operator's.
    await untilDirectoriesKept(withKeyring.folder, 2);
    await enrolling.kill();
    app = null;

    await serve(false);
    const console = await launch(withKeyring, true, { VONGLAU_WALL_ONLY: '1' });
    const monitor = await console.wall(1);
    await expectNoConnection(monitor, cameras.length, 20_000);
    for (const { name } of cameras) await expect(monitor.getByRole('figure', { name, exact: true })).toBeVisible();

    await serve(true);
    await expectLive(monitor, shown());
    expect(console.app.windows()).toHaveLength(1);
  });
});
