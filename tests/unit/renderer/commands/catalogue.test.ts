import { describe, expect, it } from 'vitest';
import { SHORTCUTS } from '../../../../renderer/commands/catalogue.ts';
import { isBinding, type KeyPress } from '../../../../renderer/commands/key-binding.ts';
import { hitOf, keyMapOf } from '../../../../renderer/commands/key-map.ts';

const usual = keyMapOf({});
const press = (key: string, code: string, more: Partial<KeyPress> = {}): KeyPress => ({ key, code, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...more });
const actOf = (pressed: KeyPress, isTyping = false) => hitOf(usual, pressed, isTyping)?.shortcut.act;

describe('the catalogue of keys', () => {
  it.each([
    [press('/', 'Slash'), { kind: 'search' }],
    [press('F7', 'F7'), { kind: 'arrangement', name: '9' }],
    [press('F12', 'F12'), { kind: 'arrangement', name: '64' }],
    [press('F2', 'F2'), { kind: 'screen', place: 1 }],
    [press('7', 'Digit7'), { kind: 'digit' }],
    [press('7', 'Numpad7'), { kind: 'digit' }],
    [press('s', 'KeyS', { ctrlKey: true }), { kind: 'save' }],
    [press('2', 'Digit2', { ctrlKey: true }), { kind: 'send', number: 2 }],
    [press('@', 'Digit2', { shiftKey: true }), { kind: 'scene', digit: 2 }],
    [press('Delete', 'Delete'), { kind: 'tile', act: 'clear' }],
    [press('r', 'KeyR'), { kind: 'tile', act: 'replay' }],
    [press('u', 'KeyU'), { kind: 'undo-wall' }],
    [press('m', 'KeyM'), { kind: 'entry-monitor' }],
    [press('?', 'Slash', { shiftKey: true }), { kind: 'help' }],
  ])('%o does what the list of keys says', (pressed, act) => {
    expect(actOf(pressed)).toEqual(act);
  });

  it('swaps with Shift what the arrows alone only walk over', () => {
    expect(actOf(press('ArrowUp', 'ArrowUp', { shiftKey: true }))).toEqual({ kind: 'swap', columns: 0, rows: -1 });
    expect(actOf(press('ArrowUp', 'ArrowUp'))).toEqual({ kind: 'move', columns: 0, rows: -1 });
    expect(actOf(press('ArrowUp', 'ArrowUp', { shiftKey: true }), true)).toBeUndefined();
  });

  it('never takes a character away from a person who is typing', () => {
    for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
      for (const shiftKey of [false, true]) expect(actOf(press(letter, `Key${letter.toUpperCase()}`, { shiftKey }), true)).toBeUndefined();
    }
    for (const digit of '0123456789') for (const shiftKey of [false, true]) expect(actOf(press(digit, `Digit${digit}`, { shiftKey }), true)).toBeUndefined();
    for (const [key, code] of [['/', 'Slash'], ['Delete', 'Delete'], ['ArrowLeft', 'ArrowLeft'], ['Backspace', 'Backspace'], ['Enter', 'Enter'], [',', 'Comma']] as const) expect(actOf(press(key, code), true)).toBeUndefined();
  });

  it('keeps function keys and Ctrl keys at work while typing', () => {
    expect(actOf(press('F5', 'F5'), true)).toBeDefined();
    expect(actOf(press('s', 'KeyS', { ctrlKey: true }), true)).toBeDefined();
  });

  it('has no key and no name twice, and every key can be read', () => {
    const keys = SHORTCUTS.flatMap((shortcut) => shortcut.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => !isBinding(key))).toEqual([]);
    expect(new Set(SHORTCUTS.map(({ id }) => id)).size).toBe(SHORTCUTS.length);
  });
});
