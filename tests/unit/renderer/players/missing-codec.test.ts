import { describe, expect, it } from 'vitest';
import type { StreamProfile } from '@contract/domain/stream.ts';
import { missingCodec, USUAL_WANTS, type TileWants } from '../../../../renderer/players/tile-wants.ts';

const MAIN: StreamProfile = { profile: 'main', codec: 'hvc1.1.6.L93.B0', format: 'annexb', widthPx: 1280, heightPx: 720, frameRate: 25 };
const SUB: StreamProfile = { profile: 'sub', codec: 'avc1.4d401e', format: 'annexb', widthPx: 640, heightPx: 360, frameRate: 15 };
const wants = (more: Partial<TileWants> = {}): TileWants => ({ ...USUAL_WANTS, streams: [MAIN, SUB], size: { widthPx: 1280, heightPx: 720 }, ...more });

describe('The codec that a tile goes without', () => {
  it('is that of the main stream, where the sub-stream stands in for it', () => {
    expect(missingCodec(wants(), 1, ['sub'])).toBe(MAIN.codec);
  });

  it('is told where the picture is large enough to be the poorer for it: by size, density and zoom', () => {
    const small = { size: { widthPx: 320, heightPx: 180 } };
    expect(missingCodec(wants(small), 1, ['sub'])).toBeNull();
    expect(missingCodec(wants(small), 3, ['sub'])).toBe(MAIN.codec);
    expect(missingCodec(wants({ ...small, zoom: { x: 0.5, y: 0.5, scale: 3 } }), 1, ['sub'])).toBe(MAIN.codec);
  });

  it('is none where the main stream plays, nothing plays, or nothing is known', () => {
    expect(missingCodec(wants(), 1, ['main', 'sub'])).toBeNull();
    expect(missingCodec(wants(), 1, [])).toBeNull();
    expect(missingCodec(wants(), 1, null)).toBeNull();
    expect(missingCodec(wants({ streams: null }), 1, ['sub'])).toBeNull();
    expect(missingCodec(wants({ streams: [SUB] }), 1, ['sub'])).toBeNull();
  });

  it('is none where the main stream is merely too heavy for this machine', () => {
    expect(missingCodec(wants({ streams: [{ ...MAIN, codec: 'jpeg', format: 'jpeg' }, SUB] }), 1, ['sub'])).toBeNull();
  });
});
