import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPlayerWindow, type PlayerWindow } from './harness/player-window.ts';
import type { TileReport } from './harness/harness-protocol.ts';

const clip = { file: path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../assets/demo/clips/pho-ngay.sub.h264'), frameRate: 15 };

/** What every player must do, tried in a real window: app:// page, strict policy, sandbox, a feed process in the gateway's place. */
describe('a player in a real window', () => {
  let window: PlayerWindow;
  let tile = 0;

  const until = (what: (report: TileReport) => boolean, timeout = 15_000): Promise<void> =>
    expect.poll(async () => what(await window.report(tile)), { timeout, interval: 50 }).toBe(true);
  const stream = (): Promise<number> => window.call('streamOf', tile);

  beforeAll(async () => {
    window = await openPlayerWindow(clip);
    process.stdout.write(`players run in ${window.runtime}\n`);
  });
  afterAll(async () => {
    await window.close();
  });
  beforeEach(async () => {
    tile = await window.addTile();
    await until(({ state }) => state === 'live');
    return async () => {
      await window.feed({ kind: 'obey', on: true });
      await window.call('removeTile', tile);
    };
  });

  it('shows the picture and knows its age', async () => {
    await until(({ drawnAgesMs }) => drawnAgesMs.length > 20);
    const { drawnAgesMs } = await window.report(tile);
    expect(Math.min(...drawnAgesMs)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawnAgesMs)).toBeLessThan(2_000);
    expect(await window.call('brightness', tile)).toBeGreaterThan(20);
    expect(await window.page.evaluate(() => Number(document.querySelector('figure')?.dataset['ageMs']))).toBeLessThan(3_000);
    expect(await window.page.evaluate(() => document.querySelector('figure')?.dataset['state'])).toBe('live');
  });

  it('tells how old a delayed picture is', async () => {
    await window.feed({ kind: 'delay', stream: await stream(), byMs: 4_000 });
    await until(({ state }) => state === 'delayed');
    const { ageMs } = await window.report(tile);
    expect(ageMs).toBeGreaterThan(3_900);
    expect(ageMs).toBeLessThan(5_500);
    await window.feed({ kind: 'delay', stream: await stream(), byMs: 0 });
    await until(({ state }) => state === 'live');
  });

  it('costs no decoding while hidden and is live again when shown', async () => {
    await window.setVisible(tile, false);
    await until(({ state, cause }) => state === 'connecting' && cause === 'paused');
    const { decoded, received } = await nextCount();
    await until((report) => report.received > received + 15);
    expect((await window.report(tile)).decoded).toBe(decoded);
    await window.setVisible(tile, true);
    await until(({ state }) => state === 'live');
    await until(({ keyFrameRequests }) => keyFrameRequests > 0);
  });

  it('goes on with the running picture in another place of the document', async () => {
    const before = await stream();
    await window.call('moveTile', tile);
    const { presented } = await nextCount();
    await until((report) => report.presented > presented + 5 && report.state === 'live');
    expect(await stream()).toBe(before);
  });

  it('stops saying live when the units stop, and is live again when they return', async () => {
    await window.feed({ kind: 'mute', on: true });
    await until(({ state }) => state === 'stale', 2_000);
    await until(({ state, cause }) => state === 'lost' && cause === 'no-frames');
    await window.feed({ kind: 'mute', on: false });
    await until(({ state }) => state === 'live');
  });

  it('is lost at once when the camera is, and believes only new pictures', async () => {
    const lost = await stream();
    await window.feed({ kind: 'mute', on: true });
    await window.feed({ kind: 'status', stream: lost, status: 'camera/lost' });
    await until(({ state, cause }) => state === 'lost' && cause === 'camera-lost', 1_000);
    await window.feed({ kind: 'mute', on: false });
    await window.feed({ kind: 'status', stream: lost, status: 'open' });
    await until(({ state }) => state === 'live');
  });

  it('asks for a key frame when units are missing', async () => {
    await window.feed({ kind: 'lose', stream: await stream(), every: 7 });
    await until(({ gaps, keyFrameRequests }) => gaps > 1 && keyFrameRequests > 0);
    await window.feed({ kind: 'lose', stream: await stream(), every: 0 });
    await until(({ state }) => state === 'live');
    expect((await window.feedReport()).keyFrameRequests).toBeGreaterThan(0);
  });

  it('survives random bytes and has its picture back at the next key frame', async () => {
    const { presented } = await nextCount();
    await window.feed({ kind: 'corrupt', stream: await stream(), units: 20, keysToo: false });
    await until((report) => report.presented > presented + 10 && report.state === 'live');
    await window.feed({ kind: 'corrupt', stream: await stream(), units: 10, keysToo: true });
    await until(({ decoderResets }) => decoderResets > 0);
    await until(({ state }) => state === 'live');
    expect(await window.call('brightness', tile)).toBeGreaterThan(20);
  });

  it('opens its stream anew when the gateway was restarted', async () => {
    const before = await stream();
    await window.restartFeed();
    await expect.poll(stream).toBeGreaterThan(before);
    const { presented } = await nextCount();
    await until((report) => report.presented > presented + 5 && report.state === 'live');
  });

  it('may be destroyed twice, and leaves nothing', async () => {
    await window.call('destroyTwice', tile);
    expect((await window.report(tile)).state).toBe('idle');
    expect(await window.page.evaluate(() => document.querySelectorAll('figure video').length)).toBe(0);
  });

  it('keeps one worker, no frames, and the policy unbroken through forty tiles', async () => {
    for (let round = 0; round < 10; round += 1) {
      const tiles = [await window.addTile(320, 180), await window.addTile(320, 180), await window.addTile(320, 180), await window.addTile(320, 180)];
      await expect.poll(async () => (await Promise.all(tiles.map(window.report))).every(({ state }) => state === 'live'), { timeout: 15_000, interval: 50 }).toBe(true);
      for (const each of tiles) await window.call('removeTile', each);
    }
    expect(await window.workers()).toBe(1);
    // Sessions linger, and a picture may wait for the shared tick of many tiles.
    await expect.poll(window.openFrames, { timeout: 5_000 }).toBe(0);
    expect(await window.problems()).toEqual([]);
  });

  /** Counters come from the worker once a second: those of the next beat. */
  const nextCount = async (): Promise<TileReport> => {
    const { received } = await window.report(tile);
    await until((report) => report.received !== received);
    return window.report(tile);
  };
});
