import { describe, expect, it, test } from 'vitest';
import { bindingOf, bindingWords, isBinding, writesCharacter, type KeyPress } from '../../../../renderer/commands/key-binding.ts';

const press = (key: string, code: string, more: Partial<KeyPress> = {}): KeyPress => ({ key, code, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...more });
const shift = { shiftKey: true };
const ctrl = { ctrlKey: true };

describe('the name of a key press', () => {
  test.for([
    [press('s', 'KeyS'), 'KeyS'],
    [press('S', 'KeyS'), 'KeyS'],
    [press('S', 'KeyS', ctrl), 'Ctrl+KeyS'],
    [press('Z', 'KeyZ', { ...ctrl, ...shift }), 'Ctrl+Shift+KeyZ'],
    [press('!', 'Digit1', shift), 'Shift+Digit1'],
    [press('1', 'Numpad1'), 'Digit1'],
    [press('End', 'Numpad1'), 'End'],
    [press('Enter', 'NumpadEnter'), 'Enter'],
    [press('+', 'NumpadAdd'), 'Equal'],
    [press('=', 'Equal'), 'Equal'],
    [press('+', 'Equal', shift), 'Equal'],
    [press('?', 'Slash', shift), 'Shift+Slash'],
    [press('F5', 'F5'), 'F5'],
    [press('ArrowUp', 'ArrowUp', shift), 'Shift+ArrowUp'],
    [press(' ', 'Space'), 'Space'],
  ] as const)('%o is %s', ([pressed, binding]) => {
    expect(bindingOf(pressed)).toBe(binding);
  });

  it('is the place of the key where an input method or a Vietnamese layout writes something else', () => {
    expect(bindingOf(press('ă', 'Digit1'))).toBe('Digit1');
    expect(bindingOf(press('đ', 'Digit0'))).toBe('Digit0');
    expect(bindingOf(press('Dead', 'Digit5'))).toBe('Digit5');
    expect(bindingOf(press('Dead', 'KeyF'))).toBe('KeyF');
    expect(bindingOf(press('ư', 'BracketLeft'))).toBe('BracketLeft');
  });

  it('is the letter painted on the key where the layout moves letters', () => {
    expect(bindingOf(press('a', 'KeyQ'))).toBe('KeyA');
  });

  it('is nothing for the system’s keys and for modifiers alone', () => {
    expect(bindingOf(press('F1', 'F1', { altKey: true }))).toBeNull();
    expect(bindingOf(press('s', 'KeyS', { metaKey: true }))).toBeNull();
    expect(bindingOf(press('Shift', 'ShiftLeft', shift))).toBeNull();
    expect(bindingOf(press('Process', 'Lang1'))).toBeNull();
  });
});

describe('a binding as text', () => {
  it('is told from other texts', () => {
    for (const text of ['KeyS', 'Ctrl+KeyS', 'Ctrl+Shift+KeyS', 'Shift+Digit1', 'F12', 'Slash', 'ArrowLeft']) expect(isBinding(text)).toBe(true);
    for (const text of ['', 's', 'Shift+Ctrl+KeyS', 'Alt+KeyS', 'F13', 'constructor', 'Ctrl+', 'Key', 'toString', 'Shift+__proto__']) expect(isBinding(text)).toBe(false);
  });

  it('is shown as painted on the keys', () => {
    expect(['Ctrl+KeyS', 'Shift+ArrowLeft', 'Shift+Slash', 'Slash', 'Digit4', 'Equal', 'F5'].map(bindingWords)).toEqual(['Ctrl S', 'Shift ←', '?', '/', '4', '+', 'F5']);
  });

  it('writes a character unless it has Ctrl or is a function key', () => {
    expect(['KeyS', 'Shift+KeyS', 'Delete', 'ArrowUp', 'Slash'].every(writesCharacter)).toBe(true);
    expect(['Ctrl+KeyS', 'F5', 'Shift+F10', 'Escape'].some(writesCharacter)).toBe(false);
  });
});
