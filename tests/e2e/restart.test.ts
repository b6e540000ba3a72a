import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { IPC_CONTRACT } from '@contract/ipc/contract.ts';
import { REQUEST_NAMES, type RequestName } from '@contract/ipc/names.ts';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { VALID_INPUTS } from '../builders/ipc-inputs.ts';
import { answerTo } from './harness/asking.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { camerasOn, expectLive, filesBelow, newestGeneration, openByNumber, sendToMonitor, signInAs, untilKept, workingCameras, type ChosenCamera } from './harness/duty.ts';
import { wordsIn } from './harness/operator.ts';

const { wall } = wordsIn('vi');
const padded = (cameras: readonly ChosenCamera[], tiles: number) => Array.from({ length: tiles }, (_, index) => cameras[index]?.id ?? null);

let city: DemoCity;
let displays: VirtualDisplays;
let cameras: readonly ChosenCamera[];
const data = makeUserData();
let app: ConsoleApp | null = null;

const launch = async (env: Readonly<Record<string, string>> = {}): Promise<ConsoleApp> => {
  app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome, env });
  return app;
};

beforeAll(async () => {
  [city, displays] = await Promise.all([startCity({ cameras: 200 }), startDisplays({ monitors: monitorsInARow(2, { widthPx: 1280, heightPx: 720 }) })]);
  cameras = workingCameras(city, 5);
});
afterEach(() => {
  expect(app?.takeErrors() ?? []).toEqual([]);
});
afterAll(async () => {
  await app?.close();
  await city.end();
  await displays.stop();
  data.remove();
});

describe('After a power cut', () => {
  // Left: four cameras in four tiles. Right: five in nine. Desk: the first one alone.
  const expectWalls = async (console: ConsoleApp) => {
    await expectLive(await console.wall(1), padded(cameras.slice(0, 4), 4));
    await expectLive(await console.wall(2), padded(cameras, 9));
  };

  // field.md 2.1, 2.2, 2.8
  it('every monitor shows what it showed, as soon as the operator is back', { timeout: 150_000 }, async () => {
    const before = await launch();
    const operator = await signInAs(before, 'truc.binh', 'earlier');
    await operator.chooseGrid(4);
    await openByNumber(operator, cameras.slice(0, 4));
    await sendToMonitor(operator, 1);
    await operator.chooseGrid(9);
    await openByNumber(operator, cameras.slice(4));
    await sendToMonitor(operator, 2);
    await expectWalls(before);
    await operator.chooseGrid(1);
    await expect.poll(() => operator.cameras()).toEqual([cameras[0]?.id]);
    await untilKept(data.folder, 'surfaces', 'offline-people');
    expect(before.takeErrors()).toEqual([]);
    await before.kill();

    const after = await launch();
    const wallBefore = await after.wall(1);
    await expect(wallBefore.getByText(wall.standby.signedOut)).toBeVisible();
    expect(await camerasOn(wallBefore)).toEqual([]);
    const returned = await signInAs(after, 'truc.binh', 'now');
    await expectWalls(after);
    await expectLive(returned.page, [cameras[0]?.id ?? null]);
    expect(after.takeErrors()).toEqual([]);
    await after.close();
  });

  // field.md 2.43
  it('a wall-only PC enrols with its code and shows its monitors without anybody signing in', { timeout: 90_000 }, async () => {
    const wallPc = await launch({ VONGLAU_WALL_ONLY: '1', VONGLAU_DEVICE_CODE: 'TUONG-01' });
    await expectWalls(wallPc);
    expect(wallPc.app.windows()).toHaveLength(2);
    // Nor was the desk there for a moment: it comes only for a PC that lacks its code.
    const logs = filesBelow(path.join(data.folder, 'logs')).map((file) => readFileSync(file, 'utf8')).join('');
    expect(logs).toMatch(/"kind":"signed-in","person":"device-/);
    expect(logs).not.toContain('device-unenrolled');
    expect(wallPc.takeErrors()).toEqual([]);
    await wallPc.kill();
  });

  // field.md 2.4
  it('and comes up alone after a kill, without its code', { timeout: 90_000 }, async () => {
    const wallPc = await launch({ VONGLAU_WALL_ONLY: '1' });
    await expectWalls(wallPc);
    expect(wallPc.app.windows()).toHaveLength(2);
    await wallPc.kill();
  });

  // field.md 2.17
  it('and from the last good generation when the file of what its monitors show is damaged; the damaged one is put aside', { timeout: 90_000 }, async () => {
    const { file, generation, text } = newestGeneration(data.folder, 'surfaces');
    writeFileSync(file, text.slice(0, Math.floor(text.length / 2)));
    const wallPc = await launch({ VONGLAU_WALL_ONLY: '1' });
    await expectWalls(wallPc);
    expect(filesBelow(path.join(data.folder, 'data', 'quarantine')).map((each) => path.basename(each))).toEqual([expect.stringMatching(new RegExp(`^surfaces\\.${String(generation)}\\.\\d+\\.json$`))]);
    // Nobody signs in here to be told, so the log has it.
    expect(filesBelow(path.join(data.folder, 'logs')).map((each) => readFileSync(each, 'utf8')).join('')).toMatch(/"event":"storage.quarantined","document":"surfaces"/);
  });

  it('has no right but to view: what a desk may ask is refused to its windows', async () => {
    if (app === null) throw new Error('the wall PC does not run');
    const page = await app.wall(1);
    const ask = async (name: RequestName, input: unknown): Promise<string> => {
      const answer = await answerTo(page, name, input as never);
      return answer.ok ? 'done' : answer.error.code;
    };
    const ofDesk = REQUEST_NAMES.filter((name) => !IPC_CONTRACT[name].windows.some((kind) => kind === 'wall'));
    expect(ofDesk).toContain('session.signOut');
    for (const name of ofDesk) expect(`${name}: ${await ask(name, VALID_INPUTS[name])}`).toBe(`${name}: app/not-allowed`);
    expect(await ask('state.subscribe', { slices: ['usedCameras'] })).toBe('app/not-allowed');
    // Nor a camera that its monitor does not show.
    const other = workingCameras(city, 6)[5];
    expect(await ask('media.open', { ...VALID_INPUTS['media.open'], camera: other?.id })).toBe('camera/unknown');
    await expectLive(page, padded(cameras.slice(0, 4), 4));
  });
});

describe('A wall-only PC that nobody enrolled', () => {
  it('shows the desk window to ask for its code, and closes it once enrolled', { timeout: 90_000 }, async () => {
    await app?.close();
    const fresh = makeUserData();
    app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: fresh.folder, keyringHome: fresh.keyringHome, env: { VONGLAU_WALL_ONLY: '1', VONGLAU_DEVICE_CODE: 'TUONG-99' } });
    try {
      // The code it was started with is not the server's: somebody has to type one.
      const desk = await app.desk();
      const { signin, errors } = wordsIn('vi');
      await expect(desk.getByRole('heading', { name: signin.device.title })).toBeVisible();
      await expect((await app.wall(2)).getByText(wall.standby.deviceUnenrolled)).toBeVisible();
      await desk.getByLabel(signin.device.label).fill('TUONG-99');
      await desk.getByRole('button', { name: signin.device.submit }).click();
      await expect(desk.getByRole('alert')).toContainText(errors['device/code-wrong']);
      await desk.getByLabel(signin.device.label).fill('TUONG-02');
      const closed = desk.waitForEvent('close', { timeout: 20_000 });
      await desk.getByRole('button', { name: signin.device.submit }).click();
      await closed;
      await expect((await app.wall(1)).getByText(wall.standby.nothing)).toBeVisible();
      expect(app.takeErrors()).toEqual([]);
    } finally {
      await app.close();
      app = null;
      fresh.remove();
    }
  });
});
