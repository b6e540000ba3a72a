import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { DEMO_PASSWORD, peopleOf } from '../../demo/people.ts';
import { hostileCameras } from '../../demo/server/hostile-cameras.ts';
import { encodeEnvelope, decodeEnvelope, payloadChecksum } from '../../main/storage/envelope.ts';
import { wireCamera } from '../../main/vms/adapters/tier/wire.schema.ts';
import { startBentProxy, type BentProxy } from '../builders/bent-proxy.ts';
import { startLocalServer } from '../builders/local-server.ts';
import { ConsoleApp, makeUserData } from '../e2e/harness/console-app.ts';
import { startCity, type DemoCity } from '../e2e/harness/demo-city.ts';
import { expectLive, filesBelow, newestGeneration, openByNumber, sendToMonitor, signInAs, tileOf, untilDirectoriesKept, untilKept, workingCameras, type ChosenCamera } from '../e2e/harness/duty.ts';
import { containing, filled, Operator, wordsIn } from '../e2e/harness/operator.ts';

const { common, errors, live, notices, signin } = wordsIn('vi');
const HOSTILE = 60;
const unreadable = hostileCameras(HOSTILE, 'x').filter((record) => !wireCamera.safeParse(record).success).length;
/** Everything that changes the direction of writing or is not seen at all. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const data = makeUserData();
let city: DemoCity;
let displays: VirtualDisplays;
let proxy: BentProxy;
let cameras: readonly ChosenCamera[];
let app: ConsoleApp | null = null;

const launch = async (tierUrl = proxy.url): Promise<ConsoleApp> => {
  await app?.close();
  app = await ConsoleApp.launch({ display: displays.display, tierUrl, userData: data.folder, keyringHome: data.keyringHome });
  return app;
};
const close = async (how: 'close' | 'kill' = 'close'): Promise<void> => {
  await app?.[how]();
  app = null;
};
const noticesOf = (operator: Operator) => operator.page.getByRole('region', { name: notices.region });
const statusBar = (operator: Operator) => operator.page.getByRole('contentinfo', { name: common.statusBar });

beforeAll(async () => {
  [city, displays] = await Promise.all([startCity({ cameras: 200 }), startDisplays({ monitors: monitorsInARow(1, { widthPx: 1280, heightPx: 720 }) })]);
  proxy = await startBentProxy(new URL(city.province.httpUrl));
  cameras = workingCameras(city, 3);
});
afterEach(() => {
  expect(app?.takeErrors() ?? []).toEqual([]);
});
afterAll(async () => {
  await app?.close();
  await proxy.close();
  await city.end();
  await displays.stop();
  data.remove();
});

describe('A camera list that cannot be read', () => {
  it('is told in words, takes nothing else with it, and is loaded again by itself', { timeout: 90_000 }, async () => {
    const console = await launch();
    proxy.answer('/v1/cameras', '{"items":"hỏng"}');
    const operator = await signInAs(console, 'truc.binh', 'earlier');
    await expect(noticesOf(operator)).toContainText(notices.directoryNotLoaded);
    await expect(operator.page.getByText(live.cameras.notLoaded)).toBeVisible();
    await expect(operator.page.getByRole('banner')).toContainText(common.connection.online);
    await expect(operator.button(live.grid.save)).toBeVisible();
    proxy.answer('/v1/cameras', null);
    await expect(statusBar(operator)).toContainText(containing(filled(live.status.shown, { shown: 0, total: city.province.cameras })), { timeout: 20_000 });
    await expect(noticesOf(operator)).not.toContainText(notices.directoryNotLoaded);
  });
});

describe('Hostile camera records', () => {
  const operatorNow = async () => new Operator(await (app ?? (await launch())).desk());
  const domWords = (operator: Operator): Promise<string> =>
    operator.page.evaluate(() => [document.body.innerText, ...[...document.querySelectorAll('[aria-label], [title]')].flatMap((element) => [element.getAttribute('aria-label'), element.getAttribute('title')])].join('|'));

  it('are skipped and counted when unreadable, kept and found when not', { timeout: 90_000 }, async () => {
    const operator = await operatorNow();
    await operator.chooseGrid(4);
    await openByNumber(operator, cameras);
    await expectLive(operator.page, [...cameras.map(({ id }) => id), null]);
    expect(unreadable).toBeGreaterThan(5);
    await city.directory({ hostile: HOSTILE });
    await expect(statusBar(operator)).toContainText(filled(live.status.skipped, { count: unreadable }), { timeout: 20_000 });
    await expect(noticesOf(operator)).toContainText(filled(notices.directorySkipped, { count: unreadable }));
    // A good name with a place at sea: the camera is there, only its place is not.
    await operator.search.fill('camera thu 8');
    await expect(operator.page.getByRole('treeitem', { name: containing('900007 Camera thử 8') })).toBeVisible();
    // What was valid before still is.
    await operator.search.fill(String(cameras[1]?.number));
    await expect(operator.page.getByRole('treeitem', { name: containing(`${String(cameras[1]?.number)} ${cameras[1]?.name ?? ''}`) })).toBeVisible();
    await operator.search.fill('');
    await expectLive(operator.page, [...cameras.map(({ id }) => id), null]);
  });

  it('are shown as the text they are: no element comes of them, no sign that turns writing around', { timeout: 60_000 }, async () => {
    const operator = await operatorNow();
    await operator.search.fill('img src');
    await expect(operator.page.getByRole('treeitem', { name: containing('<img src=x onerror="alert(1)">') }).first()).toBeVisible();
    expect(await operator.page.locator('#root img, #root script, #root b').count()).toBe(0);
    expect((await domWords(operator)).replaceAll('\n', ' ').match(UNSEEN)).toBeNull();
    await operator.search.fill('ĐĐĐĐĐ');
    const long = operator.page.getByRole('treeitem', { name: containing('ĐĐĐĐĐ') }).first();
    await expect(long).toBeVisible();
    expect((await long.innerText()).length).toBeLessThan(400);
    await operator.search.fill('');
  });

  it('a camera on the wall that is renamed with HTML, turned letters or 10 kB keeps its tile and its picture', { timeout: 90_000 }, async () => {
    const operator = await operatorNow();
    const [camera] = cameras;
    if (camera === undefined) throw new Error('no camera');
    const tile = tileOf(operator.page, camera.id);
    for (const [name, shown] of [
      ['<b onclick="x()">Hồ Gươm</b>', '<b onclick="x()">Hồ Gươm</b>'],
      ['\u202egnàoH hniĐ\u2066 cổng', 'gnàoH hniĐ cổng'],
      ['Ố'.repeat(10_000), `${'Ố'.repeat(199)}…`],
    ] as const) {
      await city.directory({ rename: { cameraId: camera.id, name } });
      await expect(tile).toHaveAccessibleName(shown, { timeout: 15_000 });
      const box = await tile.boundingBox();
      expect(box?.width).toBeGreaterThan(200);
    }
    expect(await operator.page.locator('#root b').count()).toBe(0);
    expect((await domWords(operator)).replaceAll('\n', ' ').match(UNSEEN)).toBeNull();
    await city.directory({ rename: { cameraId: camera.id, name: camera.name } });
    await expect(tile).toHaveAccessibleName(camera.name, { timeout: 15_000 });
    await expectLive(operator.page, [...cameras.map(({ id }) => id), null]);
  });
});

describe('What the console leaves on the disk', () => {
  it('holds no password, no token and no secret of a second factor, in documents and logs alike', { timeout: 60_000 }, async () => {
    await untilKept(data.folder, 'surfaces', 'offline-people');
    await untilDirectoriesKept(data.folder, 1);
    const tokens = proxy.heard().flatMap((text) => [...text.matchAll(/"(?:accessToken|refreshToken|challenge)":"([^"]+)"/g)].map(([, token]) => token ?? ''));
    expect(tokens.length).toBeGreaterThanOrEqual(3);
    const secrets = [DEMO_PASSWORD, ...peopleOf('province').flatMap(({ totpSecret }) => totpSecret ?? []), ...new Set(tokens)];
    const files = filesBelow(data.folder);
    expect(files.some((file) => file.includes('logs'))).toBe(true);
    const found = files.flatMap((file) => {
      const bytes = readFileSync(file);
      return secrets.filter((secret) => bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le')) || bytes.includes(Buffer.from(secret).toString('base64').replace(/=+$/, ''))).map((secret) => `${file}: ${secret.slice(0, 4)}…`);
    });
    expect(found).toEqual([]);
  });
});

describe('Damage on the disk', () => {
  it('a cut-off file of layouts: the copy before it is used, and the console says so', { timeout: 120_000 }, async () => {
    if (app === null) throw new Error('the console does not run');
    const operator = new Operator(await app.desk());
    // The copy before: three cameras. The newest: two of them sent away.
    await sendToMonitor(operator, 1);
    await expectLive(await app.wall(1), [...cameras.map(({ id }) => id), null]);
    const before = newestGeneration(data.folder, 'surfaces').generation;
    await operator.chooseGrid(1);
    await expect.poll(() => newestGeneration(data.folder, 'surfaces').generation).toBe(before + 1);
    await close('kill');
    const { file, text } = newestGeneration(data.folder, 'surfaces');
    truncateSync(file, Math.floor(text.length / 2));

    const again = await launch();
    const returned = await signInAs(again, 'truc.binh', 'now');
    await expect(noticesOf(returned)).toContainText(filled(notices.storageDamaged, { count: 1 }));
    await expect(statusBar(returned)).toContainText(filled(live.status.skipped, { count: unreadable }));
    await expectLive(returned.page, [...cameras.map(({ id }) => id), null]);
    await expectLive(await again.wall(1), [...cameras.map(({ id }) => id), null]);
    expect(filesBelow(data.folder).some((kept) => kept.includes('quarantine'))).toBe(true);
  });

  it('a file of a newer version is left untouched, and the console says that nothing is saved', { timeout: 120_000 }, async () => {
    await close('kill');
    const { file } = newestGeneration(data.folder, 'surfaces');
    const decoded = decodeEnvelope('surfaces', readFileSync(file));
    if (decoded.kind !== 'good') throw new Error(decoded.why);
    const payload = Buffer.from('{"from":"a newer console"}');
    writeFileSync(file, encodeEnvelope('surfaces', { version: 99, savedUtcMs: decoded.envelope.savedUtcMs, payload, checksum: payloadChecksum('surfaces', 99, payload) }));
    const snapshot = () => filesBelow(data.folder).filter((kept) => /surfaces\.\d+\.json$/.test(kept)).map((kept) => `${kept} ${readFileSync(kept, 'utf8')}`);
    const before = snapshot();

    const operator = await signInAs(await launch(), 'chihuy.minh');
    await expect(noticesOf(operator)).toContainText(notices.storageReadOnly);
    await operator.chooseGrid(9);
    await expect(operator.tiles).toHaveCount(9);
    await openByNumber(operator, cameras.slice(0, 1));
    await expectLive(operator.page, (await operator.cameras()).map((id) => id));
    await close();
    expect(snapshot()).toEqual(before);
  });
});

describe('A server that talks nonsense', () => {
  it('is named in one clear sentence on the sign-in screen, and no password gets anybody further', { timeout: 90_000 }, async () => {
    let body = '<html><body>It works!</body></html>';
    const junk = await startLocalServer((_request, response) => {
      response.writeHead(200, { 'content-type': body.startsWith('<') ? 'text/html' : 'application/json' }).end(body);
    });
    try {
      const console = await launch(`http://127.0.0.1:${String(junk.port)}`);
      const operator = new Operator(await console.desk());
      await expect(operator.page.getByText(errors['tier/bad-answer'])).toBeVisible({ timeout: 15_000 });
      for (const answer of [body, '[1,2', '{"challenge":7}', 'null', '"\\u0000"']) {
        body = answer;
        await operator.enterPassword('truc.binh', DEMO_PASSWORD);
        // The answer has come when the password is wiped.
        await expect(operator.page.getByLabel(signin.password, { exact: true })).toHaveValue('');
        await expect(operator.page.getByRole('alert')).toContainText(errors['tier/bad-answer']);
        await expect(operator.button(signin.submit)).toBeEnabled();
      }
    } finally {
      await close();
      await junk.close();
    }
  });
});
