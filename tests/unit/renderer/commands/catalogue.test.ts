import { describe, expect, it } from 'vitest';
import { shortcutFor, SHORTCUTS } from '../../../../renderer/commands/catalogue.ts';

const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, altKey: false, metaKey: false, shiftKey: false });

describe('the catalogue of keys', () => {
  it.each([
    ['/', false, { kind: 'search' }],
    ['F3', false, { kind: 'grid', grid: '9' }],
    ['7', false, { kind: 'digit', digit: '7' }],
    ['s', true, { kind: 'save' }],
    ['S', true, { kind: 'save' }],
    ['2', true, { kind: 'send', number: 2 }],
    ['Delete', false, { kind: 'clear-tile' }],
  ])('%s does what the list of keys says', (key, ctrl, act) => {
    expect(shortcutFor(press(key, ctrl), false)?.act).toEqual(act);
  });

  it('swaps with Shift what the arrows alone only walk over, and leaves Shift to the characters it makes', () => {
    expect(shortcutFor({ ...press('ArrowUp'), shiftKey: true }, false)?.act).toEqual({ kind: 'swap', columns: 0, rows: -1 });
    expect(shortcutFor(press('ArrowUp'), false)?.act).toEqual({ kind: 'move', columns: 0, rows: -1 });
    expect(shortcutFor({ ...press('?'), shiftKey: true }, false)?.act).toEqual({ kind: 'help' });
    expect(shortcutFor({ ...press('ArrowUp'), shiftKey: true }, true)).toBeNull();
  });

  it('never takes a character away from a person who is typing', () => {
    for (const { keys } of SHORTCUTS) for (const key of keys) if (key.length === 1) expect(shortcutFor(press(key), true)).toBeNull();
    expect(shortcutFor(press('ArrowLeft'), true)).toBeNull();
    expect(shortcutFor(press('Delete'), true)).toBeNull();
  });

  it('keeps function keys and Ctrl keys at work while typing', () => {
    expect(shortcutFor(press('F1'), true)).not.toBeNull();
    expect(shortcutFor(press('s', true), true)).not.toBeNull();
  });

  it('leaves keys with Alt or the system key to the system', () => {
    expect(shortcutFor({ ...press('F1'), altKey: true }, false)).toBeNull();
    expect(shortcutFor({ ...press('s', true), metaKey: true }, false)).toBeNull();
  });

  it('has no key twice', () => {
    const keys = SHORTCUTS.flatMap((shortcut) => shortcut.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
