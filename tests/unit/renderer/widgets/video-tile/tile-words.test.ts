import { describe, expect, it } from 'vitest';
import { tellTile } from '../../../../../renderer/widgets/video-tile/tile-words.ts';

describe('what a tile tells of its state', () => {
  it('says LIVE for a live picture only', () => {
    expect(tellTile({ kind: 'live' })).toEqual({ place: 'badge', kind: 'live' });
    expect(tellTile({ kind: 'delayed', cause: 'late', ageS: 5 }).place).toBe('bar');
    expect(tellTile({ kind: 'stale', cause: 'no-frames', lastUtcMs: 1 }).place).toBe('bar');
  });

  it('tells fewer pictures and recorded ones apart from live ones, in places of their own', () => {
    expect(tellTile({ kind: 'reduced', cause: 'link', pace: 'key-frames' })).toEqual({ place: 'note', kind: 'reduced', cause: 'link', pace: 'key-frames' });
    expect(tellTile({ kind: 'playback', atUtcMs: 5_000 })).toEqual({ place: 'replay', kind: 'playback', atUtcMs: 5_000 });
  });

  it('covers the picture when there is none to trust, and says since when', () => {
    expect(tellTile({ kind: 'lost', cause: 'camera-lost', sinceUtcMs: 17 })).toEqual({ place: 'veil', kind: 'lost', cause: 'camera-lost', sinceUtcMs: 17 });
    expect(tellTile({ kind: 'denied', cause: 'not-granted' })).toMatchObject({ place: 'veil', kind: 'denied', cause: 'not-granted' });
    expect(tellTile({ kind: 'unsupported', cause: 'codec' })).toMatchObject({ place: 'veil', cause: 'codec' });
  });
});
