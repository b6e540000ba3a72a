import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { readFrameCode } from '../../demo/clips/frame-code.ts';
import { makeConsoleFolder } from '../../build/console-user.mjs';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { expectLive, openByNumber, signInAs, tileOf, workingCameras, type ChosenCamera } from './harness/duty.ts';
import { COVERED, uncovered } from './harness/masked.ts';
import { wordsIn, type Operator } from './harness/operator.ts';
import { capturedAt, readPicture, type GreyPicture } from './harness/picture.ts';

const { live, tiles } = wordsIn('vi');
const MASKED = { id: 'mau-30008', number: 30008, name: 'Phố Hàng Ngang – che cửa sổ nhà dân' } as const;

const data = makeUserData();
const agreed = mkdtempSync(path.join(tmpdir(), 'vonglau-snapshots-'));
const folder = path.join(agreed, 'anh');
let city: DemoCity;
let displays: VirtualDisplays;
let app: ConsoleApp;
let operator: Operator;
let camera: ChosenCamera;

beforeAll(async () => {
  makeConsoleFolder(agreed);
  makeConsoleFolder(folder);
  [city, displays] = await Promise.all([startCity({ cameras: 200 }), startDisplays({ monitors: monitorsInARow(1, { widthPx: 1600, heightPx: 900 }) })]);
  const [first] = workingCameras(city, 1);
  if (first === undefined) throw new Error('no working camera');
  camera = first;
  app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome, env: { VONGLAU_SNAPSHOT_FOLDER: folder } });
  operator = await signInAs(app, 'truc.binh');
  await operator.chooseGrid(4);
  await openByNumber(operator, [camera, MASKED]);
  await expectLive(operator.page, [camera.id, MASKED.id, null, null]);
});
afterEach(() => {
  expect(app.takeErrors()).toEqual([]);
});
afterAll(async () => {
  await app.close();
  await city.end();
  await displays.stop();
  data.remove();
  rmSync(agreed, { recursive: true, force: true });
});

interface Taken {
  readonly file: string;
  readonly bytes: Buffer;
  readonly picture: GreyPicture;
  /** From the file's name. */
  readonly captureUtcMs: number;
}

let lastNamed = '';

/** Takes a snapshot of a tile as the operator does; answers what is in the folder. */
async function take(id: string): Promise<Taken> {
  const tile = tileOf(operator.page, id);
  await tile.click();
  await tile.getByRole('button', { name: tiles.tool.snapshot, exact: true }).click();
  const told = operator.page.getByRole('contentinfo');
  const said = (live.told.snapshot.split('{{file}}')[0] ?? '').trim();
  const named = async (): Promise<string> => {
    const text = (await told.textContent()) ?? '';
    return text.includes(said) ? (/\d+_[\w.-]+?\.png/.exec(text)?.[0] ?? '') : '';
  };
  await expect.poll(async () => !['', lastNamed].includes(await named()), { message: 'the desk names the file' }).toBe(true);
  const name = await named();
  lastNamed = name;
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((each) => path.basename(each) === name);
  if (found === undefined) throw new Error(`${name} is not in the agreed folder`);
  const file = path.join(folder, found);
  const stamp = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d\.\d{3})Z(?:_\d+)?\.png$/.exec(name);
  if (stamp === null) throw new Error(`no time is in ${name}`);
  const [, year, month, day, hour, minute, second] = stamp;
  const captureUtcMs = Date.parse(`${String(year)}-${String(month)}-${String(day)}T${String(hour)}:${String(minute)}:${String(second)}Z`);
  const bytes = readFileSync(file);
  return { file, bytes, captureUtcMs, picture: await readPicture(bytes) };
}

/** What is written in a PNG, by keyword (its iTXt and tEXt chunks). */
function textsIn(png: Buffer): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    const end = body.indexOf(0);
    const keyword = body.toString('latin1', 0, Math.max(0, end));
    if (type === 'tEXt') texts[keyword] = body.toString('latin1', end + 1);
    if (type === 'iTXt') {
      const isPacked = body[end + 1] === 1;
      const language = body.indexOf(0, end + 3);
      const translated = body.indexOf(0, language + 1);
      const text = body.subarray(translated + 1);
      texts[keyword] = (isPacked ? inflateSync(text) : text).toString('utf8');
    }
    at += 12 + length;
  }
  return texts;
}

/** The picture's own part of a snapshot: 16:9, words below it. */
const boxOf = ({ widthPx }: GreyPicture) => ({ leftPx: 0, topPx: 0, widthPx, heightPx: (widthPx * 9) / 16 });

describe('A snapshot', () => {
  it('lies in the agreed folder with a hash that proves it, and says what it shows, when, and who took it', async () => {
    const { file, bytes } = await take(camera.id);
    expect(execFileSync('sha256sum', ['-c', `${path.basename(file)}.sha256`], { cwd: path.dirname(file), encoding: 'utf8' }).trim()).toBe(`${path.basename(file)}: OK`);
    const texts = textsIn(bytes);
    expect(texts).toMatchObject({ 'Camera ID': camera.id, 'Camera Number': String(camera.number), 'Camera Name': camera.name, Operator: 'Trần Văn Bình (truc.binh)', Source: 'live' });
    expect(path.basename(file)).toContain((texts['Capture Time UTC'] ?? '?').replace(/[-:]/g, ''));
  });

  it('is named by the time at which its own picture was captured', async () => {
    const { picture, captureUtcMs } = await take(camera.id);
    const record = city.demo.world.city.cameras.find(({ id }) => id === camera.id);
    if (record === undefined) throw new Error('the camera is gone');
    const box = boxOf(picture);
    const heightPx = Math.ceil(box.widthPx / 40) + 1;
    const luma = new Uint8Array(picture.widthPx * heightPx);
    for (let y = 0; y < heightPx; y += 1) for (let x = 0; x < picture.widthPx; x += 1) luma[y * picture.widthPx + x] = picture.at(x, y);
    const code = readFrameCode(luma, picture.widthPx, heightPx, picture.widthPx, 0, 0, box.widthPx);
    if (code === null) throw new Error('no frame number is in the snapshot');
    // The stream it was taken from is the main or the sub one; the picture's number names its moment in either.
    const timings = (['main', 'sub'] as const).map((profile) => city.demo.world.footageOf(record, profile).timing);
    // In pictures of its stream: the browser may have put the next one into the element already when it is copied, not one more.
    const apart = timings.map((timing) => (Math.abs(capturedAt(timing, code, Date.now()) - captureUtcMs) * timing.frameRate) / 1000);
    expect(Math.min(...apart)).toBeLessThan(1.1);
  });

  it('keeps the privacy masks', async () => {
    const { picture } = await take(MASKED.id);
    expect(uncovered(picture, boxOf(picture), COVERED[MASKED.id])).toEqual([]);
    expect(uncovered(picture, boxOf(picture), [{ x: 0.5, y: 0.5 }, { x: 0.5, y: 0.8 }])).toHaveLength(2);
  });
});
