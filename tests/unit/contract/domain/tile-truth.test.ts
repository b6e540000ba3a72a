import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRESH_MAX_MS, FRESH_MS, LATE_MS, LOST_MS, pictureAgeMs, pictureCaptureUtcMs, type Tile } from '@contract/domain/tile-truth.ts';
import type { StreamStatus } from '@contract/domain/stream.ts';
import { KEY_FRAMES, live, OPEN, Scene, SERVER_START_UTC_MS, STILLS, type What } from '../../../builders/tile-scene.ts';

describe('a tile', () => {
  it('is idle without a camera, connecting with one, and live with its first picture', () => {
    const scene = new Scene();
    expect(scene.state).toEqual({ kind: 'idle' });
    expect(scene.do({ kind: 'assigned' }).state).toEqual({ kind: 'connecting', cause: 'opening' });
    expect(scene.do({ kind: 'status', status: OPEN }).state.kind).toBe('connecting');
    expect(scene.pictures(1).state).toEqual({ kind: 'live' });
    expect(pictureAgeMs(scene.tile)).toBe(40);
    expect(scene.do({ kind: 'cleared' }).state).toEqual({ kind: 'idle' });
  });

  it('stops being live within 1.5 s of its last picture and is lost after 5 s', () => {
    const scene = live();
    expect(scene.pass(FRESH_MS).state.kind).toBe('live');
    expect(scene.pass(250).state).toEqual({ kind: 'stale', cause: 'no-frames', lastUtcMs: scene.serverUtcMs - 1_250 - 40 });
    expect(scene.pass(LOST_MS - 1_250).state.kind).toBe('stale');
    expect(scene.pass(250).state).toEqual({ kind: 'lost', cause: 'no-frames', sinceUtcMs: scene.serverUtcMs - 5_250 - 40 });
  });

  it('gives a slow stream three of its frame intervals, but never lets it say live for 2 s', () => {
    const scene = new Scene().do({ kind: 'assigned' }).do({ kind: 'status', status: { ...OPEN, frameRate: 2 } }).pictures(1);
    expect(scene.pass(1_500).state.kind).toBe('live');
    expect(scene.pass(250).state.kind).toBe('stale');
    const slower = new Scene().do({ kind: 'assigned' }).do({ kind: 'status', status: { ...OPEN, frameRate: 0.1 } }).pictures(1);
    expect(slower.pass(2_000).state.kind).toBe('stale');
  });

  it('takes the same picture drawn again for no evidence', () => {
    const scene = live();
    const { mediaTimeUs } = scene;
    const captureUtcMs = scene.serverUtcMs - 40;
    for (let index = 0; index < 20; index += 1) scene.pass(100).do({ kind: 'presented', captureUtcMs, mediaTimeUs });
    expect(scene.state.kind).toBe('stale');
  });

  it('says delayed with the age in whole seconds, and does not flicker at the limit', () => {
    const scene = live().pictures(1, LATE_MS + 1_200);
    // An older picture than the one before is none.
    expect(scene.state.kind).toBe('live');
    scene.pictures(60, LATE_MS + 1_200);
    expect(scene.state).toEqual({ kind: 'delayed', cause: 'late', ageS: 4 });
    const kinds = new Set<string>();
    for (let index = 0; index < 40; index += 1) kinds.add(scene.pictures(1, LATE_MS + (index % 2 === 0 ? 90 : -90)).state.kind);
    expect([...kinds]).toEqual(['delayed']);
    expect(scene.pictures(25, 2_000).state).toEqual({ kind: 'live' });
  });

  it('cannot date pictures from the future and says so', () => {
    const scene = new Scene().do({ kind: 'assigned' }).pictures(2, -5_000);
    expect(scene.state).toEqual({ kind: 'delayed', cause: 'clock', ageS: null });
    expect(pictureAgeMs(scene.tile)).toBeNull();
    expect(pictureCaptureUtcMs(scene.tile)).toBeNull();
    expect(new Scene().do({ kind: 'assigned' }).pictures(2, -400).state).toEqual({ kind: 'live' });
  });

  it('is not killed by one picture dated in the future: the next good one is live', () => {
    const scene = live();
    const { mediaTimeUs } = scene;
    scene.do({ kind: 'presented', captureUtcMs: scene.serverUtcMs + 3_600_000, mediaTimeUs: mediaTimeUs + 3_600_000_000 });
    expect(scene.state).toEqual({ kind: 'delayed', cause: 'clock', ageS: null });
    expect(scene.pictures(1).state).toEqual({ kind: 'live' });
  });

  it('takes a future picture drawn again and again for no evidence', () => {
    const scene = live();
    const [captureUtcMs, mediaTimeUs] = [scene.serverUtcMs + 60_000, scene.mediaTimeUs + 60_000_000];
    for (let index = 0; index < 20; index += 1) scene.do({ kind: 'presented', captureUtcMs, mediaTimeUs }).pass(100);
    expect(scene.state.kind).toBe('stale');
  });

  it('follows a camera whose clock was set back, with its true age, within seconds', () => {
    const scene = live();
    scene.mediaTimeUs -= 600_000_000;
    expect(scene.pictures(25, 600_000).state.kind).toBe('stale');
    expect(scene.pictures(10, 600_000).state).toEqual({ kind: 'delayed', cause: 'late', ageS: 600 });
    const slightly = live();
    slightly.mediaTimeUs -= 2_000_000;
    expect(slightly.pictures(60, 2_000).state).toEqual({ kind: 'live' });
  });

  it('does not follow pictures that jump to and fro below the newest one', () => {
    const scene = live();
    const { serverUtcMs, mediaTimeUs } = scene;
    for (let index = 0; index < 60; index += 1) scene.pass(100).do({ kind: 'presented', captureUtcMs: serverUtcMs - 500 - (index % 3) * 100, mediaTimeUs: mediaTimeUs - 500_000 - (index % 3) * 100_000 });
    expect(scene.state.kind).toBe('lost');
  });

  it('whose camera repeats one picture is not live, however young the pictures say they are', () => {
    const scene = live();
    const sinceUtcMs = scene.serverUtcMs - 40;
    scene.do({ kind: 'stillness', isStill: true });
    expect(scene.pictures(30).state).toEqual({ kind: 'stale', cause: 'unchanged', lastUtcMs: sinceUtcMs });
    const { state } = scene;
    expect(scene.pictures(30).do({ kind: 'stillness', isStill: true }).state).toBe(state);
    expect(scene.do({ kind: 'stillness', isStill: false }).state).toBe(state);
    expect(scene.pictures(1).state).toEqual({ kind: 'live' });
  });

  it('whose decoder failed is not live before a picture it made afterwards', () => {
    const scene = live().do({ kind: 'decoder', report: 'error' });
    expect(scene.state).toMatchObject({ kind: 'stale', cause: 'decoder' });
    expect(scene.pictures(2).state).toMatchObject({ kind: 'stale', cause: 'decoder' });
    expect(scene.do({ kind: 'decoder', report: 'ok' }).state).toMatchObject({ kind: 'stale', cause: 'decoder' });
    expect(scene.pictures(1).state).toEqual({ kind: 'live' });
  });

  it('that repeats one picture and then sends nothing is told as any other without pictures', () => {
    const scene = live().do({ kind: 'stillness', isStill: true }).pictures(3);
    expect(scene.pass(1_500).state).toMatchObject({ kind: 'stale', cause: 'no-frames' });
    expect(scene.pass(5_000).state).toMatchObject({ kind: 'lost', cause: 'no-frames' });
  });

  it('does not call old pictures live because the server clock went back', () => {
    const scene = new Scene().do({ kind: 'assigned' }).pictures(60, 6_000);
    expect(scene.state).toEqual({ kind: 'delayed', cause: 'late', ageS: 6 });
    scene.serverStepMs = -5_000;
    for (let index = 0; index < 40; index += 1) {
      scene.monoMs += 100;
      scene.mediaTimeUs += 100_000;
      scene.do({ kind: 'presented', captureUtcMs: SERVER_START_UTC_MS + scene.monoMs - 6_000, mediaTimeUs: scene.mediaTimeUs });
      expect(scene.state.kind).toBe('delayed');
    }
  });

  it('follows a server clock that went back for good', () => {
    const scene = live();
    scene.serverStepMs = -3_600_000;
    scene.pictures(60);
    expect(scene.pictures(20).state).toEqual({ kind: 'live' });
  });

  it.each([
    [{ kind: 'interrupted', code: 'camera/lost' }, 'lost', 'camera-lost'],
    [{ kind: 'refused', code: 'camera/broken' }, 'lost', 'camera-broken'],
    [{ kind: 'unreachable', code: 'tier/unreachable' }, 'lost', 'server-unreachable'],
    [{ kind: 'refused', code: 'camera/unknown' }, 'denied', 'camera-unknown'],
    [{ kind: 'refused', code: 'app/not-allowed' }, 'denied', 'not-granted'],
    [{ kind: 'refused', code: 'stream/unsupported' }, 'unsupported', 'codec'],
    [{ kind: 'closed' }, 'lost', 'stream-ended'],
  ] as const)('on status %o is at once %s (%s)', (status, kind, cause) => {
    expect(live().do({ kind: 'status', status }).state).toMatchObject({ kind, cause });
  });

  it.each([
    ['stream/gateway-down', 'lost', 'gateway-down'],
    ['tier/unreachable', 'lost', 'server-unreachable'],
    ['session/not-signed-in', 'denied', 'signed-out'],
    ['session/no-right-to-view', 'denied', 'not-granted'],
    ['app/internal', 'lost', 'server-error'],
  ] as const)('whose request failed with %s is %s (%s)', (code, kind, cause) => {
    expect(new Scene().do({ kind: 'assigned' }).do({ kind: 'request-failed', code }).state).toMatchObject({ kind, cause });
  });

  it('is not live again by pictures that were on their way when the camera was lost', () => {
    const scene = live().do({ kind: 'status', status: { kind: 'interrupted', code: 'camera/lost' } });
    scene.monoMs += 30;
    scene.do({ kind: 'presented', captureUtcMs: scene.serverUtcMs - 60, mediaTimeUs: scene.mediaTimeUs + 66_000 });
    expect(scene.state).toMatchObject({ kind: 'lost', cause: 'camera-lost' });
    expect(scene.pass(20_000).state).toMatchObject({ kind: 'lost', cause: 'camera-lost' });
    expect(scene.pictures(1).state).toEqual({ kind: 'live' });
  });

  it('stays lost while the stream is opened again, until a new picture comes', () => {
    const scene = live().do({ kind: 'status', status: { kind: 'unreachable', code: 'tier/unreachable' } }).pass(1_000);
    expect(scene.do({ kind: 'status', status: { kind: 'opening' } }).state).toMatchObject({ kind: 'lost', cause: 'server-unreachable' });
    expect(scene.do({ kind: 'status', status: OPEN }).state).toMatchObject({ kind: 'lost', cause: 'no-frames' });
    const lastUtcMs = scene.tile.floorCaptureUtcMs;
    expect(scene.do({ kind: 'restarted' }).do({ kind: 'presented', captureUtcMs: lastUtcMs, mediaTimeUs: 1 }).state.kind).toBe('lost');
    expect(scene.do({ kind: 'presented', captureUtcMs: lastUtcMs + 66, mediaTimeUs: 2 }).state.kind).toBe('live');
  });

  it('connects anew when what was refused is granted', () => {
    const scene = live().do({ kind: 'status', status: { kind: 'refused', code: 'app/not-allowed' } });
    expect(scene.pictures(3).state.kind).toBe('denied');
    expect(scene.do({ kind: 'status', status: OPEN }).state).toEqual({ kind: 'connecting', cause: 'opening' });
  });

  it('says what it waits for', () => {
    const waiting = new Scene().do({ kind: 'assigned' }).do({ kind: 'decoder', report: 'waiting-key-frame' });
    expect(waiting.state).toEqual({ kind: 'connecting', cause: 'waiting-key-frame' });
    expect(waiting.pass(8_250).state).toEqual({ kind: 'lost', cause: 'waiting-key-frame', sinceUtcMs: null });
    expect(live().do({ kind: 'decoder', report: 'error' }).pass(1_500).state).toMatchObject({ kind: 'stale', cause: 'decoder' });
    expect(waiting.do({ kind: 'decoder', report: 'unsupported' }).state).toEqual({ kind: 'unsupported', cause: 'codec' });
  });

  it('is lost when no first picture comes', () => {
    expect(new Scene().do({ kind: 'assigned' }).pass(8_250).state).toEqual({ kind: 'lost', cause: 'no-frames', sinceUtcMs: null });
  });

  it('forgets its picture while nobody sees it', () => {
    const scene = live().do({ kind: 'paused' });
    expect(scene.state).toEqual({ kind: 'connecting', cause: 'paused' });
    expect(scene.pictures(3).state.kind).toBe('connecting');
    expect(scene.do({ kind: 'resumed' }).state).toEqual({ kind: 'connecting', cause: 'opening' });
    expect(scene.pictures(1).state.kind).toBe('live');
  });

  it('waits for a picture when it is put back where it can be seen: the one from before is not on the glass', () => {
    const scene = live().pass(250).do({ kind: 'put-back' });
    expect(scene.state).toEqual({ kind: 'connecting', cause: 'opening' });
    expect(pictureAgeMs(scene.tile)).toBeNull();
    expect(scene.pictures(1).state.kind).toBe('live');
    const still = live().do({ kind: 'stillness', isStill: true }).do({ kind: 'put-back' });
    expect(still.pictures(1).state).toMatchObject({ kind: 'stale', cause: 'unchanged' });
  });

  it('waits as long for the first picture of a slow stream as its pictures lie apart', () => {
    const scene = live().do({ kind: 'status', status: STILLS }).do({ kind: 'put-back' });
    expect(scene.pass(8_750).state.kind).toBe('connecting');
    expect(scene.pass(3_000).state).toMatchObject({ kind: 'lost', cause: 'no-frames' });
  });

  it('keeps the identity of its state while it says the same', () => {
    const scene = live();
    const { state } = scene;
    expect(scene.pictures(30).pass(500).state).toBe(state);
  });
});

describe('whatever happens in whatever order', () => {
  const status: fc.Arbitrary<StreamStatus> = fc.constantFrom<StreamStatus[]>(
    { kind: 'opening' },
    OPEN,
    { ...OPEN, frameRate: 1 },
    KEY_FRAMES,
    STILLS,
    { kind: 'interrupted', code: 'camera/lost' },
    { kind: 'refused', code: 'camera/broken' },
    { kind: 'refused', code: 'app/not-allowed' },
    { kind: 'unreachable', code: 'tier/unreachable' },
    { kind: 'closed' },
  );
  type Event = { readonly waitMs: number; readonly serverStepMs: number; readonly what: What | { readonly kind: 'picture'; readonly captureBackMs: number; readonly mediaStepUs: number } };
  const what: fc.Arbitrary<Event['what']> = fc.oneof(
    { weight: 8, arbitrary: fc.record({ kind: fc.constant('picture' as const), captureBackMs: fc.oneof(fc.integer({ min: -3_000, max: 8_000 }), fc.constantFrom(-3_600_000, 600_000)), mediaStepUs: fc.constantFrom(0, 66_000, -66_000) }) },
    { weight: 4, arbitrary: fc.constant({ kind: 'tick' as const }) },
    { weight: 2, arbitrary: status.map((each) => ({ kind: 'status' as const, status: each })) },
    fc.constantFrom<What[]>({ kind: 'assigned' }, { kind: 'assigned', isReplay: true }, { kind: 'cleared' }, { kind: 'restarted' }, { kind: 'paused' }, { kind: 'resumed' }, { kind: 'put-back' }, { kind: 'request-failed', code: 'stream/gateway-down' }),
    fc.constantFrom<What[]>({ kind: 'stillness', isStill: true }, { kind: 'stillness', isStill: false }),
    fc.constantFrom<What[]>({ kind: 'decoder', report: 'ok' }, { kind: 'decoder', report: 'error' }, { kind: 'decoder', report: 'waiting-key-frame' }),
  );
  const events: fc.Arbitrary<Event[]> = fc.array(
    fc.record({ waitMs: fc.integer({ min: 0, max: 900 }), serverStepMs: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.integer({ min: -20_000, max: 20_000 })), what }),
    { maxLength: 80 },
  );

  /** Plays the events; `look` sees the tile after each, with what the test knows itself. */
  const play = (all: readonly Event[], look: (tile: Tile, known: { readonly scene: Scene; readonly input: What; readonly before: Tile }) => void): void => {
    const scene = new Scene().do({ kind: 'assigned' });
    for (const { waitMs, serverStepMs, what: next } of all) {
      scene.monoMs += waitMs;
      scene.serverStepMs += serverStepMs;
      scene.mediaTimeUs += next.kind === 'picture' ? next.mediaStepUs : 0;
      const input: What = next.kind === 'picture' ? { kind: 'presented', captureUtcMs: scene.serverUtcMs - next.captureBackMs, mediaTimeUs: scene.mediaTimeUs } : next;
      const before = scene.tile;
      scene.do(input);
      look(scene.tile, { scene, input, before });
    }
  };

  it('live means a picture was drawn just now, and that it is young', () => {
    fc.assert(
      fc.property(events, (all) => {
        let lastDrawnMs = -Infinity;
        play(all, (tile, { scene, input }) => {
          if (input.kind === 'presented') lastDrawnMs = scene.monoMs;
          if (tile.state.kind !== 'live') return;
          expect(scene.monoMs - lastDrawnMs).toBeLessThanOrEqual(FRESH_MAX_MS);
          expect(pictureAgeMs(tile)).toBeLessThanOrEqual(LATE_MS);
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it('nothing but a new picture makes a tile live that was stale, lost or connecting', () => {
    fc.assert(
      fc.property(events, (all) => {
        play(all, (tile, { input, before }) => {
          const wasDown = before.state.kind !== 'live' && before.state.kind !== 'delayed';
          if (tile.state.kind !== 'live' || !wasDown) return;
          expect(input.kind).toBe('presented');
          // Newer than all that was shown, or the newest of a row of pictures by a clock that was set back, be it the camera's or the server's.
          const isSetBack = (tile.clock?.skewMs ?? 0) < (before.clock?.skewMs ?? 0);
          expect(tile.floorCaptureUtcMs).toBeGreaterThan(Math.min(before.floorCaptureUtcMs, before.below?.captureUtcMs ?? Infinity, isSetBack ? tile.at.serverNowUtcMs : Infinity));
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it('recorded pictures are never live, and only recorded ones are playback', () => {
    fc.assert(
      fc.property(events, (all) => {
        play(all, (tile) => {
          if (tile.isReplay) expect(['live', 'reduced', 'delayed', 'stale']).not.toContain(tile.state.kind);
          else expect(tile.state.kind).not.toBe('playback');
        });
      }),
      { numRuns: 1_000 },
    );
  });

  it('a fault is never spoken over by a tick', () => {
    fc.assert(
      fc.property(events, (all) => {
        play(all, (tile, { input, before }) => {
          if (input.kind === 'tick' && before.fault !== null) expect(tile.state).toBe(before.state);
        });
      }),
    );
  });
});
