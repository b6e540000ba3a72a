import { describe, expect, it, test } from 'vitest';
import { chooseProfile, type StreamProfile } from '@contract/domain/stream.ts';

const main: StreamProfile = { profile: 'main', codec: 'avc1.4d401f', widthPx: 1280, heightPx: 720, frameRate: 15 };
const sub: StreamProfile = { profile: 'sub', codec: 'avc1.42c01e', widthPx: 640, heightPx: 360, frameRate: 15 };

describe('the profile for a tile', () => {
  test.for([
    [100, 'sub'],
    [479, 'sub'],
    [480, 'main'],
    [1080, 'main'],
  ] as const)('%d px high is %s', ([heightPx, profile]) => {
    expect(chooseProfile([main, sub], heightPx)?.profile).toBe(profile);
  });

  it('is what the camera has when it has only one, and none when it has none', () => {
    expect(chooseProfile([sub], 1080)).toBe(sub);
    expect(chooseProfile([main], 100)).toBe(main);
    expect(chooseProfile([], 100)).toBeNull();
  });
});
