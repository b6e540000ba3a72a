import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { entryOrder, parseEntry, pressEntry, type EntryKey } from '../../../../renderer/commands/number-grammar.ts';

/** Types a line as an operator reads it: digits, M, T, < for Backspace. */
const typed = (line: string): string =>
  [...line.replace(/ /g, '')].reduce((text, sign) => {
    const key: EntryKey = sign === 'M' ? { kind: 'monitor' } : sign === 'T' ? { kind: 'tile' } : sign === '<' ? { kind: 'back' } : { kind: 'digit', digit: sign };
    return pressEntry(text, key);
  }, '');

describe('numbers typed one after another', () => {
  test.for([
    ['1234', { kind: 'open', monitor: null, tile: null, camera: 1234 }],
    ['2 M 5 T 1234', { kind: 'open', monitor: 2, tile: 4, camera: 1234 }],
    ['5 T 2 M 1234', { kind: 'open', monitor: 2, tile: 4, camera: 1234 }],
    ['2 M 1234', { kind: 'open', monitor: 2, tile: null, camera: 1234 }],
    ['5 T 1234', { kind: 'open', monitor: null, tile: 4, camera: 1234 }],
    ['0', { kind: 'clear', monitor: null, tile: null }],
    ['3 T 0', { kind: 'clear', monitor: null, tile: 2 }],
    ['2 M 3 T 0', { kind: 'clear', monitor: 2, tile: 2 }],
    ['5 T', { kind: 'select', tile: 4 }],
    ['007', { kind: 'open', monitor: null, tile: null, camera: 7 }],
    ['12 < 3', { kind: 'open', monitor: null, tile: null, camera: 13 }],
    ['2 M < 3 M 8', { kind: 'open', monitor: 23, tile: null, camera: 8 }],
    ['2 M 3 M 8', { kind: 'open', monitor: 3, tile: null, camera: 8 }],
    ['2 M', { kind: 'incomplete' }],
    ['2 M 0', { kind: 'incomplete' }],
    ['2 M 5 T', { kind: 'incomplete' }],
    ['', { kind: 'incomplete' }],
    ['< < M T', { kind: 'incomplete' }],
  ] as const)('%s then Enter', ([line, order]) => {
    expect(entryOrder(typed(line))).toEqual(order);
  });

  it('takes no monitor or tile that cannot be', () => {
    expect(typed('0 M')).toBe('0');
    expect(typed('65 T')).toBe('65');
    expect(typed('123 M')).toBe('123');
    expect(typed('64 T')).toBe('64T');
  });

  it('stops at seven digits', () => {
    expect(typed('123456789')).toBe('1234567');
  });

  it('is always a text it can read itself, whatever is pressed; Backspace always leads to nothing', () => {
    const key = fc.constantFrom(...'0123456789MT<');
    fc.assert(
      fc.property(fc.array(key, { maxLength: 40 }), (signs) => {
        const text = typed(signs.join(''));
        expect(parseEntry(text)).not.toBeNull();
        expect(text.length).toBeLessThanOrEqual(16);
        let left = text;
        for (let count = 0; count < text.length; count += 1) {
          left = pressEntry(left, { kind: 'back' });
          expect(parseEntry(left)).not.toBeNull();
        }
        expect(left).toBe('');
      }),
    );
  });
});
