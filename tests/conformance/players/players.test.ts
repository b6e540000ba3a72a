import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClipName, ClipSource, TileReport } from './harness/harness-protocol.ts';
import { openPlayerWindow, type PlayerWindow } from './harness/player-window.ts';

const clips = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../assets/demo/clips');
const CLIPS: readonly ClipSource[] = [
  { name: 'h264', file: 'pho-ngay.sub.h264', coding: 'annexb', codec: null, widthPx: 640, heightPx: 360, frameRate: 15 },
  { name: 'h264-large', file: 'pho-ngay.main.h264', coding: 'annexb', codec: null, widthPx: 1280, heightPx: 720, frameRate: 25 },
  { name: 'fmp4', file: 'cho.sub.fmp4', coding: 'fmp4', codec: 'avc1.4d401e', widthPx: 640, heightPx: 360, frameRate: 15 },
  { name: 'mjpeg', file: 'mua.mjpeg', coding: 'jpeg', codec: 'jpeg', widthPx: 320, heightPx: 180, frameRate: 10 },
  { name: 'mpeg1', file: 'pho-ngay.mpeg1.ts', coding: 'mpegts', codec: 'mp1v', widthPx: 320, heightPx: 180, frameRate: 25 },
  { name: 'hevc', file: 'cau.main.h265', coding: 'hevc', codec: 'hvc1.1.6.L93.90', widthPx: 1280, heightPx: 720, frameRate: 25 },
];

/** Each kind of player by a stream only it shows. */
const KINDS = [
  ['webcodecs', 'h264'],
  ['mse', 'fmp4'],
  ['mjpeg', 'mjpeg'],
  ['jsmpeg', 'mpeg1'],
] as const;

const DARK = 20;

describe('players in a real window: app:// page, strict policy, sandbox, a feed process in the gateway’s place', () => {
  let room: PlayerWindow;

  const until = (tile: number, what: (report: TileReport) => boolean, timeout = 15_000): Promise<void> =>
    expect.poll(async () => what(await room.report(tile)), { timeout, interval: 50 }).toBe(true);
  const live = (tile: number): Promise<void> => until(tile, ({ state }) => state === 'live');
  const stream = (tile: number): Promise<number> => room.call('streamOf', tile);
  /** Counters come from the worker once a second: those of the next beat. */
  const nextCount = async (tile: number): Promise<TileReport> => {
    const { received } = await room.report(tile);
    await until(tile, (report) => report.received !== received);
    return room.report(tile);
  };
  const goesOn = async (tile: number): Promise<void> => {
    const { presented } = await room.report(tile);
    await until(tile, (report) => report.presented > presented + 5 && report.state === 'live');
  };
  const withTile = async (clip: ClipName, run: (tile: number) => Promise<void>): Promise<void> => {
    const tile = await room.addTile(clip);
    try {
      await live(tile);
      await run(tile);
    } finally {
      await room.feed({ kind: 'mute', on: false });
      await room.call('removeTile', tile);
    }
  };

  beforeAll(async () => {
    room = await openPlayerWindow(CLIPS.map((clip) => ({ ...clip, file: path.join(clips, clip.file) })));
    process.stdout.write(`players run in ${room.runtime}\n`);
  });
  afterAll(async () => {
    await room.close();
  });

  describe.each(KINDS)('%s', (player, clip) => {
    let tile = 0;

    beforeEach(async () => {
      tile = await room.addTile(clip);
      await live(tile);
      return async () => {
        await room.feed({ kind: 'mute', on: false });
        await room.feed({ kind: 'obey', on: true });
        await room.call('removeTile', tile);
      };
    });

    it('shows the picture and knows its age', async () => {
      await until(tile, ({ drawnAgesMs }) => drawnAgesMs.length > 40);
      const report = await nextCount(tile);
      const ages = [...report.drawnAgesMs].sort((one, other) => one - other);
      process.stdout.write(`${player}: age median ${String(Math.round(ages[Math.floor(ages.length / 2)] ?? NaN))} ms\n`);
      expect(report.player).toBe(player);
      expect(report.receivedBytes).toBeGreaterThan(10_000);
      expect(ages[0]).toBeGreaterThanOrEqual(0);
      expect(ages[Math.floor(ages.length / 2)]).toBeLessThan(1_000);
      expect(await room.call('brightness', tile)).toBeGreaterThan(DARK);
    });

    it('gives its picture with the time it was taken', async () => {
      const picture = await room.call('grab', tile);
      expect(picture?.widthPx).toBe(CLIPS.find(({ name }) => name === clip)?.widthPx);
      expect(picture?.ageMs).toBeGreaterThanOrEqual(0);
      expect(picture?.ageMs).toBeLessThan(2_000);
    });

    it('costs no decoding while hidden and is live again when shown', async () => {
      await room.setVisible(tile, false);
      await until(tile, ({ state, cause }) => state === 'connecting' && cause === 'paused');
      // What was in hand when it was hidden is counted with the beat after the next.
      await nextCount(tile);
      const { decoded, received } = await nextCount(tile);
      await until(tile, (report) => report.received > received + 15);
      expect((await room.report(tile)).decoded).toBe(decoded);
      await room.setVisible(tile, true);
      await live(tile);
    });

    it('goes on with the running picture in another place of the document', async () => {
      const before = await stream(tile);
      await room.call('moveTile', tile);
      await goesOn(tile);
      expect(await stream(tile)).toBe(before);
    });

    it('stops saying live when the network is lost, and is live again when it returns', async () => {
      await room.feed({ kind: 'mute', on: true });
      await until(tile, ({ state }) => state === 'stale', 3_000);
      await until(tile, ({ state, cause }) => state === 'lost' && cause === 'no-frames');
      await room.feed({ kind: 'mute', on: false });
      await live(tile);
      await goesOn(tile);
    });

    it('survives random bytes and has its picture back', async () => {
      await room.feed({ kind: 'corrupt', stream: await stream(tile), units: 20, keysToo: true });
      const { presented } = await nextCount(tile);
      await until(tile, (report) => report.presented > presented + 10 && report.state === 'live', 20_000);
      expect(await room.call('brightness', tile)).toBeGreaterThan(DARK);
    });

    it('goes on when the gateway was restarted', async () => {
      const before = await stream(tile);
      await room.restartFeed();
      await expect.poll(() => stream(tile)).toBeGreaterThan(before);
      await goesOn(tile);
    });

    it('takes each other format in turn without a dark moment', async () => {
      await room.call('watch', tile);
      for (const [other, otherClip] of [...KINDS.filter(([name]) => name !== player), [player, clip] as const]) {
        await room.retune(tile, otherClip);
        await until(tile, (report) => report.player === other);
        await goesOn(tile);
      }
      expect(await room.call('darkest', tile)).toBeGreaterThan(DARK);
    });

    it('may be destroyed twice, and leaves nothing', async () => {
      await room.call('destroyTwice', tile);
      expect((await room.report(tile)).state).toBe('idle');
      expect(await room.page.evaluate(() => document.querySelectorAll('video').length)).toBe(0);
    });
  });

  it('changes to a larger picture of the same codec without a dark moment', () =>
    withTile('h264', async (tile) => {
      await room.call('watch', tile);
      await room.retune(tile, 'h264-large');
      await expect.poll(async () => (await room.call('grab', tile))?.widthPx, { timeout: 5_000 }).toBe(1_280);
      await goesOn(tile);
      expect(await room.call('darkest', tile)).toBeGreaterThan(DARK);
      expect((await nextCount(tile)).decoderResets).toBe(0);
    }));

  it('asks for a key frame when units are missing', () =>
    withTile('h264', async (tile) => {
      await room.feed({ kind: 'lose', stream: await stream(tile), every: 7 });
      await until(tile, ({ gaps, keyFrameRequests }) => gaps > 1 && keyFrameRequests > 0);
      await room.feed({ kind: 'lose', stream: await stream(tile), every: 0 });
      await live(tile);
      expect((await room.feedReport()).keyFrameRequests).toBeGreaterThan(0);
    }));

  it('tells how old a delayed picture is', () =>
    withTile('h264', async (tile) => {
      await room.feed({ kind: 'delay', stream: await stream(tile), byMs: 4_000 });
      await until(tile, ({ state }) => state === 'delayed');
      const { ageMs } = await room.report(tile);
      expect(ageMs).toBeGreaterThan(3_900);
      expect(ageMs).toBeLessThan(5_500);
    }));

  it('is lost at once when the camera is, and believes only new pictures', () =>
    withTile('h264', async (tile) => {
      await room.feed({ kind: 'mute', on: true });
      await room.feed({ kind: 'status', stream: await stream(tile), status: 'camera/lost' });
      await until(tile, ({ state, cause }) => state === 'lost' && cause === 'camera-lost', 1_000);
      await room.feed({ kind: 'mute', on: false });
      await room.feed({ kind: 'status', stream: await stream(tile), status: 'open' });
      await live(tile);
    }));

  it('draws half of the pictures when asked for every second one', () =>
    withTile('h264', async (tile) => {
      await room.page.evaluate((given) => {
        window.harness.setCadence(given, 2);
      }, tile);
      await nextCount(tile);
      const before = await nextCount(tile);
      await until(tile, ({ decoded }) => decoded >= before.decoded + 30);
      const after = await room.report(tile);
      expect((after.written - before.written) / (after.decoded - before.decoded)).toBeCloseTo(0.5, 1);
      expect(after.state).toBe('live');
    }));

  it('says unsupported, never nothing, where the codec cannot be decoded; the H.264 sub-stream remains', async () => {
    const playable = await room.page.evaluate(() =>
      window.harness.playable([
        { profile: 'main', clip: 'hevc' },
        { profile: 'sub', clip: 'h264' },
      ]),
    );
    if (playable.includes('main')) {
      await withTile('hevc', goesOn);
      return;
    }
    expect(playable).toEqual(['sub']);
    const tile = await room.addTile('hevc');
    await until(tile, ({ state, cause }) => state === 'unsupported' && cause === 'codec');
    await room.call('removeTile', tile);
  });

  it('tells honestly whether sound plays', () =>
    withTile('h264', async (tile) => {
      await room.page.evaluate((given) => {
        window.harness.setAudio(given, true);
      }, tile);
      await until(tile, ({ audio }) => audio === 'playing' || audio === 'no-device', 5_000);
      const hasOutput = await room.page.evaluate(async () => (await navigator.mediaDevices.enumerateDevices()).some(({ kind }) => kind === 'audiooutput'));
      expect((await room.report(tile)).audio).toBe(hasOutput ? 'playing' : 'no-device');
    }));

  it('keeps one worker, no frames, and the policy unbroken through forty tiles of all kinds', async () => {
    for (let round = 0; round < 10; round += 1) {
      const tiles = await Promise.all(KINDS.map(([, clip]) => room.addTile(clip, 320, 180)));
      for (const tile of tiles) await live(tile);
      for (const tile of tiles) await room.call('removeTile', tile);
    }
    expect(await room.workers()).toBe(1);
    await expect.poll(room.openFrames, { timeout: 5_000 }).toBe(0);
    expect(await room.problems()).toEqual([]);
  });
});
