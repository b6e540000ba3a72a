import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from '../../../../../main/services/wall-link/seal.ts';

const key = new Uint8Array(32).fill(7);
const other = new Uint8Array(32).fill(8);

describe('a sealed message of the wall', () => {
  it('says what was said, to whoever holds the key', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.string(), (body, topic) => {
      expect(unseal(key, topic, seal(key, topic, body))).toEqual(JSON.parse(JSON.stringify(body)));
    }));
  });

  it('is nothing without the key, on another topic, or with one character changed', () => {
    const text = seal(key, 'a/order', { camera: 'cam-1' });
    expect(unseal(other, 'a/order', text)).toBeUndefined();
    expect(unseal(key, 'b/order', text)).toBeUndefined();
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (place, character) => {
        fc.pre(text[place] !== character);
        expect(unseal(key, 'a/order', text.slice(0, place) + character + text.slice(place + 1))).toBeUndefined();
      }),
    );
  });

  it('is nothing when it is rubbish of any kind', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      expect(unseal(key, 'a', text)).toBeUndefined();
    }));
  });
});
