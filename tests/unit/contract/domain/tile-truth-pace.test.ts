import { describe, expect, it } from 'vitest';
import { KEY_FRAMES, live, OPEN, Scene, STILLS, type Open } from '../../../builders/tile-scene.ts';

describe('a tile that is given fewer pictures', () => {
  /** One picture after a while, as it comes at a lowered pace. */
  const one = (scene: Scene, afterMs: number): Scene => scene.pass(afterMs - 100).pictures(1);
  const lowered = (status: Open): Scene => live().do({ kind: 'status', status });

  it('says so at once, and why', () => {
    expect(lowered(KEY_FRAMES).state).toEqual({ kind: 'reduced', cause: 'link', pace: 'key-frames' });
    expect(lowered(STILLS).state).toEqual({ kind: 'reduced', cause: 'machine', pace: 'stills' });
    expect(lowered({ ...STILLS, lowered: 'link' }).state).toEqual({ kind: 'reduced', cause: 'link', pace: 'stills' });
  });

  it('is not stale between two pictures that come as agreed, and is never live meanwhile', () => {
    const seen = new Set<string>();
    for (const [status, everyMs] of [[KEY_FRAMES, 4_000], [STILLS, 5_000]] as const) {
      const scene = lowered(status);
      for (let count = 0; count < 5; count += 1) {
        for (let waited = 0; waited < everyMs - 100; waited += 250) seen.add(scene.pass(250).state.kind);
        seen.add(scene.pictures(1).state.kind);
      }
    }
    expect([...seen]).toEqual(['reduced']);
  });

  it('is stale when the next one does not come, then lost', () => {
    const scene = one(lowered(KEY_FRAMES), 2_000);
    const lastUtcMs = scene.tile.floorCaptureUtcMs;
    expect(scene.pass(6_250).state.kind).toBe('reduced');
    expect(scene.pass(500).state).toEqual({ kind: 'stale', cause: 'no-frames', lastUtcMs });
    expect(scene.pass(4_250).state).toEqual({ kind: 'lost', cause: 'no-frames', sinceUtcMs: lastUtcMs });
    const still = one(lowered(STILLS), 5_000);
    expect(still.pass(8_750).state.kind).toBe('reduced');
    expect(still.pass(500).state.kind).toBe('stale');
    expect(still.pass(4_250).state.kind).toBe('lost');
  });

  it('is late by the age a picture has when it comes, not by how long it then stands', () => {
    expect(one(lowered(STILLS), 4_000).pass(4_500).state.kind).toBe('reduced');
    expect(lowered(STILLS).pass(4_000).pictures(1, 4_000).state).toEqual({ kind: 'delayed', cause: 'late', ageS: 4 });
  });

  it('is live again by a picture, not by the promise of more', () => {
    const scene = one(lowered(KEY_FRAMES), 2_000).pass(2_000);
    expect(scene.do({ kind: 'status', status: OPEN }).state.kind).toBe('reduced');
    expect(scene.pass(250).state.kind).toBe('reduced');
    expect(scene.pictures(1).state).toEqual({ kind: 'live' });
    expect(scene.pass(1_250).state.kind).toBe('stale');
  });

  it('that was to get more again and gets nothing is stale, then lost', () => {
    const scene = one(lowered(KEY_FRAMES), 2_000).do({ kind: 'status', status: OPEN });
    expect(scene.pass(6_750).state.kind).toBe('stale');
    expect(scene.pass(4_250).state.kind).toBe('lost');
  });

  it('still tells of a fault before it tells of the pace', () => {
    expect(lowered(STILLS).do({ kind: 'status', status: { kind: 'interrupted', code: 'camera/lost' } }).state).toMatchObject({ kind: 'lost', cause: 'camera-lost' });
    expect(lowered(STILLS).do({ kind: 'stillness', isStill: true }).state).toMatchObject({ kind: 'stale', cause: 'unchanged' });
  });
});

describe('a tile that shows recorded pictures', () => {
  const replay = (): Scene => new Scene().do({ kind: 'assigned', isReplay: true }).do({ kind: 'status', status: OPEN });

  it('says playback and the time of the picture in whole seconds, never live', () => {
    const scene = replay().pictures(10, 30_000);
    expect(scene.state).toEqual({ kind: 'playback', atUtcMs: Math.floor((scene.serverUtcMs - 30_000) / 1_000) * 1_000 });
    const before = scene.state;
    expect(scene.do({ kind: 'tick' }).state).toBe(before);
  });

  it('stays playback while it is held still, however young the picture', () => {
    expect(replay().pictures(5, 10).state.kind).toBe('playback');
    expect(replay().pictures(5, 30_000).pass(60_000).state.kind).toBe('playback');
  });

  it('connects before the first picture, and tells what it cannot have', () => {
    expect(replay().state).toEqual({ kind: 'connecting', cause: 'opening' });
    expect(replay().do({ kind: 'request-failed', code: 'app/not-allowed' }).state).toMatchObject({ kind: 'denied' });
  });

  it('is live again only after it was given the live camera and drew it', () => {
    const scene = replay().pictures(5, 30_000).do({ kind: 'assigned' });
    expect(scene.do({ kind: 'status', status: OPEN }).state.kind).toBe('connecting');
    expect(scene.pictures(1).state).toEqual({ kind: 'live' });
  });
});
