import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { vectorLayers } from '../../../../../main/app/map-source/vector-layers.ts';
import { vectorTile } from '../../../../builders/map-files.ts';

describe('layers of a vector tile', () => {
  it('are named in order', () => {
    expect(vectorLayers(vectorTile('roads', 'Địa danh', 'x'.repeat(300)))).toEqual(['roads', 'Địa danh', 'x'.repeat(300)]);
    expect(vectorLayers(new Uint8Array())).toEqual([]);
  });

  test.for([['cut off', [0x1a, 5, 0x0a, 9]], ['without a name', [0x1a, 2, 0x78, 2]], ['text', [...Buffer.from('<!doctype html><html></html>')]], ['another message', [0x0a, 2, 0x78, 2]], ['a number without an end', [0x1a, 0xff, 0xff]]] as const)(
    'are none in what is no tile: %s',
    ([, bytes]) => {
      expect(vectorLayers(new Uint8Array(bytes))).toBeNull();
    },
  );

  it('are judged, never thrown over, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(fc.string({ maxLength: 20 }), { maxLength: 5 }), (bytes, names) => {
        vectorLayers(bytes);
        vectorLayers(new Uint8Array([0x1a, bytes.length % 128, ...bytes]));
        expect(vectorLayers(vectorTile(...names))).toEqual(names.map((name) => Buffer.from(name).toString()));
      }),
    );
  });
});
