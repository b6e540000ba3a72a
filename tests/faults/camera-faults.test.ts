import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { ConsoleApp, makeUserData } from '../e2e/harness/console-app.ts';
import { startCity, type DemoCity } from '../e2e/harness/demo-city.ts';
import { expectLive, openByNumber, signInAs, tileOf, workingCameras, type ChosenCamera } from '../e2e/harness/duty.ts';
import { wordsIn, type Operator } from '../e2e/harness/operator.ts';
import { watchTile, type TileWatch } from '../e2e/harness/tile-watch.ts';

const { tiles } = wordsIn('vi');
/** Within this a tile must have stopped saying live. */
const TRUTH_WITHIN_MS = 2_000;
const DELAY_MS = 4_000;

const data = makeUserData();
let city: DemoCity;
let displays: VirtualDisplays;
let app: ConsoleApp;
let operator: Operator;
let cameras: readonly ChosenCamera[];
let faulty: ChosenCamera;
let watches: ReadonlyMap<string, TileWatch>;

const watchOf = (camera: ChosenCamera): TileWatch => {
  const watch = watches.get(camera.id);
  if (watch === undefined) throw new Error(`${camera.id} is not watched`);
  return watch;
};

beforeAll(async () => {
  [city, displays] = await Promise.all([startCity({ cameras: 200 }), startDisplays({ monitors: monitorsInARow(1, { widthPx: 1280, heightPx: 720 }) })]);
  cameras = workingCameras(city, 4);
  const [first] = cameras;
  if (first === undefined) throw new Error('no camera');
  faulty = first;
  app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
  operator = await signInAs(app, 'truc.binh');
  await operator.chooseGrid(4);
  await openByNumber(operator, cameras);
  await expectLive(operator.page, cameras.map(({ id }) => id));
  const watched: [string, TileWatch][] = [];
  for (const { id } of cameras) watched.push([id, await watchTile(operator.page, id)]);
  watches = new Map(watched);
});
afterEach(async () => {
  await city.clearFaults();
  expect(app.takeErrors()).toEqual([]);
});
afterAll(async () => {
  await app.close();
  await city.end();
  await displays.stop();
  data.remove();
});

interface Expected {
  readonly fault: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** States the tile may pass through, and the words that must come. */
  readonly states: readonly string[];
  readonly words: readonly string[];
}

const CASES: readonly Expected[] = [
  { fault: 'cut', states: ['lost', 'stale'], words: [tiles.word.lost, tiles.cause['camera-lost']] },
  { fault: 'freeze', states: ['stale', 'lost'], words: ['HÌNH ĐỨNG', tiles.cause['no-frames']] },
  { fault: 'delay', body: { delayMs: DELAY_MS }, states: ['stale', 'lost', 'delayed'], words: [`TRỄ ${String(DELAY_MS / 1_000)} s`, tiles.cause.late] },
];

describe.each(CASES)('A camera with the fault "$fault"', ({ fault, body = {}, states, words }) => {
  it('stops being live within 2 s, says what is wrong, leaves the others alone and recovers', { timeout: 90_000 }, async () => {
    const tile = tileOf(operator.page, faulty.id);
    await expect(tile).toHaveAttribute('data-state', 'live', { timeout: 20_000 });
    const startUtcMs = Date.now();
    await city.fault({ cameraId: faulty.id, fault, ...body });
    for (const word of words) await expect(tile).toContainText(word, { timeout: 15_000 });
    if (fault === 'delay') {
      const ageMs = Number(await tile.getAttribute('data-age-ms'));
      expect(ageMs).toBeGreaterThan(DELAY_MS - 500);
      expect(ageMs).toBeLessThan(DELAY_MS + 2_500);
    }
    const told = await watchOf(faulty).since(startUtcMs);
    const left = told.find(({ state, atUtcMs }) => atUtcMs > startUtcMs && state !== 'live');
    const unsaid = told.find(({ text, atUtcMs }) => atUtcMs > startUtcMs && !text.includes(tiles.word.live));
    expect(left === undefined ? Infinity : left.atUtcMs - startUtcMs).toBeLessThanOrEqual(TRUTH_WITHIN_MS);
    expect(unsaid === undefined ? Infinity : unsaid.atUtcMs - startUtcMs).toBeLessThanOrEqual(TRUTH_WITHIN_MS);
    // Once it left, it did not come back while the fault lasted.
    const after = told.filter(({ atUtcMs }) => left !== undefined && atUtcMs >= left.atUtcMs).map(({ state }) => state);
    expect(after.filter((state) => !states.includes(state))).toEqual([]);

    await city.clearFaults();
    await expect(tile).toHaveAttribute('data-state', 'live', { timeout: 20_000 });
    await expect(tile).toContainText(tiles.word.live);
    for (const other of cameras.slice(1)) expect({ camera: other.number, states: [...new Set((await watchOf(other).since(startUtcMs)).map(({ state }) => state))] }).toEqual({ camera: other.number, states: ['live'] });
  });
});

describe('A stream that is damaged on its way', () => {
  it('harms neither the console nor the other tiles, and is live again when it is whole', { timeout: 90_000 }, async () => {
    const tile = tileOf(operator.page, faulty.id);
    await expect(tile).toHaveAttribute('data-state', 'live', { timeout: 20_000 });
    const startUtcMs = Date.now();
    await city.fault({ cameraId: faulty.id, fault: 'corrupt' });
    // The decoder meets the damage sooner or later, and the tile says so instead of showing rubbish as live.
    await expect.poll(async () => (await watchOf(faulty).since(startUtcMs)).some(({ state }) => state !== 'live'), { message: 'the damage is told', timeout: 30_000 }).toBe(true);
    await city.clearFaults();
    await expect(tile).toHaveAttribute('data-state', 'live', { timeout: 40_000 });
    for (const other of cameras.slice(1)) expect({ camera: other.number, states: [...new Set((await watchOf(other).since(startUtcMs)).map(({ state }) => state))] }).toEqual({ camera: other.number, states: ['live'] });
    await expectLive(operator.page, cameras.map(({ id }) => id));
  });
});

describe('A camera that sends one picture again and again', () => {
  it('is told within 15 s though its pictures say they are young, and is live again with the next real one', { timeout: 90_000 }, async () => {
    const tile = tileOf(operator.page, faulty.id);
    await expect(tile).toHaveAttribute('data-state', 'live', { timeout: 20_000 });
    await city.fault({ cameraId: faulty.id, fault: 'repeat' });
    await expect(tile).toContainText(tiles.cause.unchanged, { timeout: 15_000 });
    await expect(tile).toHaveAttribute('data-state', 'stale');
    await expect(tile).toContainText(tiles.word.stale);
    await expect(tile).not.toContainText(tiles.word.live);
    await city.clearFaults();
    await expect(tile).toHaveAttribute('data-state', 'live', { timeout: 20_000 });
    await expectLive(operator.page, cameras.map(({ id }) => id));
  });
});
