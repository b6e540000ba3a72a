import { describe, expect, it, test } from 'vitest';
import fc from 'fast-check';
import { readImageFacts } from '../../../../../main/services/pictures/image-facts.ts';
import { JPEG_3X2, pngSized } from './picture-fixtures.ts';

describe('what the bytes of a picture say', () => {
  it('are kind and size, by themselves', () => {
    expect(readImageFacts(pngSized(640, 360))).toEqual({ mime: 'image/png', widthPx: 640, heightPx: 360 });
    expect(readImageFacts(JPEG_3X2)).toEqual({ mime: 'image/jpeg', widthPx: 3, heightPx: 2 });
  });

  test.for([
    ['nothing', ''],
    ['a GIF', '474946383961010001000000'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('hex')],
    ['a page', Buffer.from('<!doctype html>').toString('hex')],
    ['a PNG whose first chunk is no header', '89504e470d0a1a0a0000000d49444154000000010000000108'],
    ['a JPEG that ends before its size', 'ffd8ffe000104a46494600010101'],
    ['a JPEG with pixels before its size', 'ffd8ffda000c03010002110311003f00'],
    ['a JPEG with a segment of no length', 'ffd8ffe00000ffc0000b0800020003'],
  ] as const)('are none for %s', ([, hexText]) => {
    expect(readImageFacts(Uint8Array.from(Buffer.from(hexText, 'hex')))).toBeNull();
  });

  it('are read without fail from any bytes at all', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (tail) => void readImageFacts(Uint8Array.from([0xff, 0xd8, 0xff, ...tail]))));
  });
});
