import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StreamFormat, StreamProfile } from '../../../../contract/domain/stream.ts';
import { choosePlayable, choosePlayer, PLAYER_NAMES, takesFormat, type MachineLoad, type PlayerOffer, type ProfileOffer } from '../../../../renderer/players/choose-player.ts';

const all = (isSupported: boolean): readonly PlayerOffer[] => PLAYER_NAMES.map((name) => ({ name, isSupported }));

describe('the choice of a player', () => {
  it.each([
    ['annexb', 'avc1.4d401f', true, { kind: 'player', name: 'webcodecs' }],
    ['annexb', 'hvc1.1.6.L93.B0', true, { kind: 'player', name: 'webcodecs' }],
    ['annexb', 'hvc1.1.6.L93.B0', false, { kind: 'unsupported', reason: 'codec-not-decodable' }],
    ['fmp4', 'avc1.4d401e', true, { kind: 'player', name: 'mse' }],
    ['jpeg', 'jpeg', true, { kind: 'player', name: 'mjpeg' }],
    ['mpegts', 'mp1v', true, { kind: 'player', name: 'jsmpeg' }],
    ['mpegts', 'mp1v', false, { kind: 'unsupported', reason: 'codec-not-decodable' }],
    ['annexb', '<script>', true, { kind: 'unsupported', reason: 'codec-unknown' }],
    ['annexb', '', true, { kind: 'unsupported', reason: 'codec-unknown' }],
  ] as const)('for %s %s, supported: %s, is %o', (format, codec, isSupported, choice) => {
    expect(choosePlayer(format, codec, all(isSupported))).toEqual(choice);
  });

  it('is none when no player answered, or only one that takes another format', () => {
    expect(choosePlayer('annexb', 'avc1.4d401f', [])).toEqual({ kind: 'unsupported', reason: 'codec-not-decodable' });
    expect(choosePlayer('annexb', 'avc1.4d401f', [{ name: 'mse', isSupported: true }])).toEqual({ kind: 'unsupported', reason: 'codec-not-decodable' });
  });
});

const offer = (profile: 'main' | 'sub', format: StreamFormat, codec: string, widthPx: number, heightPx: number, frameRate: number, isSupported = true): ProfileOffer => ({
  profile: { profile, format, codec, widthPx, heightPx, frameRate } satisfies StreamProfile,
  offers: all(isSupported),
});
const h264Main = offer('main', 'annexb', 'avc1.4d401f', 1_280, 720, 25);
const h264Sub = offer('sub', 'annexb', 'avc1.4d401e', 640, 360, 15);
const hevcMain = offer('main', 'annexb', 'hvc1.1.6.L93.90', 1_280, 720, 25, false);
const mpegMain = offer('main', 'mpegts', 'mp1v', 704, 576, 25);
const mpegSub = offer('sub', 'mpegts', 'mp1v', 320, 180, 25);
const jpegMain = offer('main', 'jpeg', 'jpeg', 1_920, 1_080, 25);

describe('the profiles a tile can show', () => {
  it.each<[string, readonly ProfileOffer[], { widthPx: number; heightPx: number } | null, MachineLoad, readonly string[]]>([
    ['both of H.264, whatever the load', [h264Main, h264Sub], { widthPx: 160, heightPx: 90 }, 'overloaded', ['main', 'sub']],
    ['only the H.264 sub of a camera whose main is HEVC', [hevcMain, h264Sub], null, 'calm', ['sub']],
    ['none of an HEVC camera on a PC without HEVC', [hevcMain], null, 'calm', []],
    ['both of MPEG-1 on a large tile of a calm PC', [mpegMain, mpegSub], { widthPx: 700, heightPx: 500 }, 'calm', ['main', 'sub']],
    ['only the small one of MPEG-1 on a busy PC', [mpegMain, mpegSub], { widthPx: 700, heightPx: 500 }, 'busy', ['sub']],
    ['only the small one of MPEG-1 on a small tile', [mpegMain, mpegSub], { widthPx: 200, heightPx: 112 }, 'calm', ['sub']],
    ['the lightest of what is too heavy, rather than nothing', [mpegMain, mpegSub], { widthPx: 50, heightPx: 30 }, 'overloaded', ['sub']],
    ['the only one there is, however heavy', [jpegMain], { widthPx: 100, heightPx: 60 }, 'overloaded', ['main']],
    ['a light H.264 sub beside a heavy JPEG main', [jpegMain, h264Sub], { widthPx: 400, heightPx: 225 }, 'calm', ['sub']],
    ['none of no profiles', [], null, 'calm', []],
  ])('are %s', (_what, offers, glass, load, chosen) => {
    expect(choosePlayable(offers, glass, load)).toEqual(chosen);
  });

  it('are never none for the load’s or the tile’s sake', () => {
    const profiles = fc.uniqueArray(fc.constantFrom(h264Main, h264Sub, hevcMain, mpegMain, mpegSub, jpegMain), { maxLength: 4 });
    const glass = fc.record({ widthPx: fc.integer({ min: 1, max: 4_000 }), heightPx: fc.integer({ min: 1, max: 4_000 }) });
    fc.assert(
      fc.property(profiles, glass, fc.constantFrom<MachineLoad>('calm', 'busy', 'overloaded'), (offers, size, load) => {
        const able = offers.filter(({ profile, offers: answers }) => choosePlayer(profile.format, profile.codec, answers).kind === 'player');
        expect(choosePlayable(offers, size, load).length > 0).toBe(able.length > 0);
      }),
    );
  });

  it('each have one player to their format', () => {
    for (const format of ['annexb', 'fmp4', 'mpegts', 'jpeg'] as const) expect(PLAYER_NAMES.filter((name) => takesFormat(name, format))).toHaveLength(1);
  });
});
