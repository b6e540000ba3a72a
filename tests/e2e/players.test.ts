import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { fillDesk, placeCamera } from './harness/ask.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { expectLive, openByNumber, sendToMonitor, signInAs, tileOf, workingCameras, type ChosenCamera } from './harness/duty.ts';
import { filled, wordsIn, type Operator } from './harness/operator.ts';
import { expectAdvancing } from './harness/picture.ts';
import { watchTile } from './harness/tile-watch.ts';

const { tiles } = wordsIn('vi');
const HEVC = 'hvc1.1.6.L93.B0';

const data = makeUserData();
let city: DemoCity;
let displays: VirtualDisplays;
let app: ConsoleApp;
let operator: Operator;
let usual: readonly ChosenCamera[];

/** Whether this PC decodes H.265: what must be seen hangs on it. */
const hasHevc = () => operator.page.evaluate(async (codec) => (await VideoDecoder.isConfigSupported({ codec, optimizeForLatency: true }).catch(() => null))?.supported === true, HEVC);
const numbered = (number: number): ChosenCamera => {
  const camera = city.demo.world.city.cameras.find((each) => each.number === number);
  if (camera === undefined) throw new Error(`no camera ${String(number)}`);
  return { id: camera.id, number, name: camera.name };
};
/** The streams the console has open at the server, as camera ids in order, and how many it ever opened. */
const openStreams = () => city.demo.world.streams.list().map(({ cameraId }) => cameraId).sort();
const streamIds = () => city.demo.world.streams.list().map(({ id }) => id);
const idsOf = (cameras: readonly ChosenCamera[]) => cameras.map(({ id }) => id);
const untilOpen = (cameras: readonly string[], message: string) => expect.poll(openStreams, { message, timeout: 15_000 }).toEqual([...cameras].sort());
/** Leaves the odd cameras and shows four usual ones. */
const showFour = async () => {
  await fillDesk(operator.page, '4', usual.slice(0, 4));
  await expectLive(operator.page, idsOf(usual.slice(0, 4)));
  await untilOpen(idsOf(usual.slice(0, 4)), 'one stream a camera');
  // Where large tiles of the wall have just gone, the smaller streams take the place of theirs.
  await expect.poll(() => city.demo.world.streams.list().every(({ profile }) => profile === 'sub'), { message: 'streams of the size of the tiles', timeout: 15_000 }).toBe(true);
};

beforeAll(async () => {
  [city, displays] = await Promise.all([startCity({ cameras: 200 }), startDisplays({ monitors: monitorsInARow(2) })]);
  usual = workingCameras(city, 6);
  app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
  operator = await signInAs(app, 'truc.binh');
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

describe('Cameras of every kind in one layout', () => {
  const KINDS = [
    { number: 30001, player: 'jsmpeg', codec: 'mp1v' },
    { number: 30002, player: 'mjpeg', codec: 'jpeg' },
    { number: 30003, player: 'mse', codec: 'avc1' },
    { number: 30004, player: 'webcodecs', codec: 'avc1' },
    { number: 30006, player: 'webcodecs', codec: 'avc1' },
  ] as const;
  const HEVC_ONLY = 30005;

  it('each shows a picture that moves on the glass, or says honestly why not', { timeout: 90_000 }, async () => {
    await operator.chooseGrid(9);
    await openByNumber(operator, [...KINDS.map(({ number }) => number), HEVC_ONLY].map(numbered));
    const shown = KINDS.map(({ number }) => numbered(number).id);
    for (const id of shown) await expect(tileOf(operator.page, id)).toHaveAttribute('data-state', 'live', { timeout: 30_000 });
    await expectAdvancing(operator.page, shown);
  });

  // field.md 2.14
  it('H.265 that this PC cannot show is said in words, never black silence', { timeout: 60_000 }, async () => {
    const tile = tileOf(operator.page, numbered(HEVC_ONLY).id);
    if (await hasHevc()) {
      await expect(tile).toHaveAttribute('data-state', 'live', { timeout: 20_000 });
      return;
    }
    await expect(tile).toHaveAttribute('data-state', 'unsupported');
    await expect(tile).toContainText(tiles.word.unsupported);
    await expect(tile).toContainText(tiles.cause.codec);
    expect(openStreams()).not.toContain(numbered(HEVC_ONLY).id);
  });

  // field.md 2.14
  it('a sub-stream that stands in for H.265 is told where the picture is large enough to be the poorer for it', { timeout: 60_000 }, async () => {
    const camera = numbered(30004);
    const words = filled(tiles.substitute.word, { codec: 'H.265' });
    const isTold = async () => ((await tileOf(operator.page, camera.id).textContent()) ?? '').includes(words);
    expect(await isTold()).toBe(false);
    await fillDesk(operator.page, '1', [camera]);
    await expectLive(operator.page, [camera.id]);
    if (await hasHevc()) await expect.poll(() => city.demo.world.streams.list().map(({ profile }) => profile), { timeout: 15_000 }).toEqual(['main']);
    else await expect.poll(isTold, { message: 'the stand-in is told', timeout: 15_000 }).toBe(true);
    await fillDesk(operator.page, '9', [...KINDS.map(({ number }) => number), HEVC_ONLY].map(numbered));
    await expect(tileOf(operator.page, numbered(30006).id)).toHaveAttribute('data-state', 'live', { timeout: 20_000 });
  });

  it('the figures of each tile name what plays it', { timeout: 60_000 }, async () => {
    await operator.leaveFields();
    await operator.page.keyboard.press('i');
    for (const { number, player, codec } of KINDS) {
      const info = tileOf(operator.page, numbered(number).id).getByLabel(tiles.info.title);
      await expect(info).toContainText(filled(tiles.info.player, { player }), { timeout: 10_000 });
      await expect(info).toContainText(codec);
      await expect(info).toContainText(/[1-9][\d,]* hình\/s/, { timeout: 10_000 });
    }
    await operator.page.keyboard.press('i');
    await expect(operator.page.getByLabel(tiles.info.title)).toHaveCount(0);
  });

  it('a camera with sound is heard on request, and says so', { timeout: 60_000 }, async () => {
    const tile = tileOf(operator.page, numbered(30006).id);
    await tile.focus();
    await operator.page.keyboard.press('a');
    await expect(tile).toContainText(new RegExp(`${tiles.sound.playing}|${tiles.sound['no-device']}`), { timeout: 15_000 });
    await operator.page.keyboard.press('a');
    await expect(tile).not.toContainText(tiles.sound.playing);
    await expect(tile).toHaveAttribute('data-state', 'live');
  });
});

describe('Streams are spared', () => {
  it('the same camera on two tiles, and on desk and wall, is pulled once', { timeout: 60_000 }, async () => {
    await showFour();
    const { opened, list } = city.demo.world.streams;
    const before = opened();
    const twice = [...idsOf(usual.slice(0, 3)), usual[0]?.id ?? ''];
    await placeCamera(operator.page, 3, usual[0]?.id ?? '');
    await expectLive(operator.page, twice);
    expect(opened()).toBe(before);
    await sendToMonitor(operator, 2);
    await expectLive(await app.wall(2), twice);
    await expectAdvancing(await app.wall(2), idsOf(usual.slice(0, 3)));
    await untilOpen(idsOf(usual.slice(0, 3)), 'three cameras, six tiles on two monitors');
    // The large tiles of the wall want the main stream: desk and wall then share that one.
    await expect.poll(() => list().map(({ profile }) => profile)).toEqual(['main', 'main', 'main']);
    await operator.button(filled(operator.words.wall.clear, { number: 2 })).click();
  });

  it('a tile that is moved takes its running stream along', { timeout: 60_000 }, async () => {
    await showFour();
    const [first] = usual;
    const before = { ids: streamIds(), opened: city.demo.world.streams.opened() };
    const startUtcMs = Date.now();
    const watch = await watchTile(operator.page, first?.id ?? '');
    await operator.tile(1).focus();
    await operator.page.keyboard.press('Shift+ArrowRight');
    await expectLive(operator.page, [usual[1]?.id ?? '', usual[0]?.id ?? '', usual[2]?.id ?? '', usual[3]?.id ?? '']);
    await operator.page.keyboard.press('Shift+ArrowDown');
    await expectLive(operator.page, [usual[1]?.id ?? '', usual[3]?.id ?? '', usual[2]?.id ?? '', usual[0]?.id ?? '']);
    await expectAdvancing(operator.page, idsOf(usual.slice(0, 4)));
    expect({ ids: streamIds(), opened: city.demo.world.streams.opened() }).toEqual(before);
    expect([...new Set((await watch.since(startUtcMs)).map(({ state }) => state))]).toEqual(['live']);
  });

  // field.md 2.12
  it('a desk that nobody can see costs nothing, and is live again when it is seen', { timeout: 90_000 }, async () => {
    await showFour();
    const minimise = (isDown: boolean) =>
      app.app.evaluate(({ BrowserWindow }, down) => {
        const desk = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('/desk/'));
        if (down) desk?.minimize();
        else desk?.restore();
      }, isDown);
    await minimise(true);
    await untilOpen([], 'no stream while the desk is minimised');
    await minimise(false);
    await expectLive(operator.page, idsOf(usual.slice(0, 4)));
    await expectAdvancing(operator.page, idsOf(usual.slice(0, 4)));
  });

  // field.md 2.12
  it('a camera that another takes the place of, and a screen that is left, cost nothing', { timeout: 90_000 }, async () => {
    await showFour();
    await placeCamera(operator.page, 0, usual[4]?.id ?? '');
    await untilOpen(idsOf(usual.slice(1, 5)), 'the replaced camera is given back');
    await operator.chooseGrid(1);
    await untilOpen([usual[4]?.id ?? ''], 'only the tile that is left');
    await operator.page.keyboard.press('F2');
    await untilOpen([], 'no stream while another screen is shown');
    await operator.page.keyboard.press('F1');
    await expectLive(operator.page, [usual[4]?.id ?? '']);
  });
});
