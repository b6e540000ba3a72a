import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHORTCUTS } from '../../../../renderer/commands/catalogue.ts';
import { hitOf, isFreeToGive, keyMapOf, withKey, withoutKey, withUsualKey, type KeyChanges } from '../../../../renderer/commands/key-map.ts';

const press = (key: string, code: string) => ({ key, code, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false });
const keyOf = (changes: KeyChanges, id: string): string | undefined => keyMapOf(changes).keysOf.get(id)?.[0];

describe('keys the operator changed', () => {
  it('go before those delivered', () => {
    const map = keyMapOf({ 'tile.snapshot': 'KeyC' });
    expect(hitOf(map, press('c', 'KeyC'), false)?.shortcut.id).toBe('tile.snapshot');
    expect(hitOf(map, press('s', 'KeyS'), false)).toBeNull();
  });

  it('never do anything while a person types, be they letters', () => {
    expect(hitOf(keyMapOf({ 'tile.snapshot': 'KeyC' }), press('c', 'KeyC'), true)).toBeNull();
    expect(hitOf(keyMapOf({ 'tile.snapshot': 'Ctrl+KeyG' }), { ...press('g', 'KeyG'), ctrlKey: true }, true)?.shortcut.id).toBe('tile.snapshot');
  });

  it('count for nothing when they cannot be: no key at all, a key of the number grammar, an unknown command', () => {
    const map = keyMapOf({ 'tile.snapshot': 'Digit3', 'tile.replay': 'nonsense', 'no.such': 'KeyJ', number: 'KeyJ', constructor: 'KeyJ' });
    expect(map.keysOf).toEqual(keyMapOf({}).keysOf);
  });

  it('are refused when another command has the key, until they are swapped explicitly', () => {
    expect(withKey({}, 'tile.snapshot', 'KeyR')).toMatchObject({ kind: 'taken', by: { id: 'tile.replay' } });
    const swapped = withKey({}, 'tile.snapshot', 'KeyR', true);
    if (swapped.kind !== 'changed') throw new Error(swapped.kind);
    expect([keyOf(swapped.changes, 'tile.snapshot'), keyOf(swapped.changes, 'tile.replay')]).toEqual(['KeyR', 'KeyS']);
    expect(withKey(swapped.changes, 'tile.snapshot', 'KeyS', true)).toEqual({ kind: 'changed', changes: {} });
  });

  it('are refused for what cannot be changed', () => {
    expect(withKey({}, 'entry.enter', 'KeyJ').kind).toBe('not-free');
    for (const binding of ['Tab', 'Enter', 'Digit5', 'KeyM', 'KeyT', 'Escape', 'Ctrl+KeyC', 'nonsense']) expect(withKey({}, 'tile.snapshot', binding).kind).toBe('not-free');
  });

  it('can be taken away, and come back one by one', () => {
    const without = withoutKey({}, 'tile.snapshot');
    expect(keyOf(without, 'tile.snapshot')).toBeUndefined();
    expect(withKey(without, 'tile.replay', 'KeyS')).toMatchObject({ kind: 'changed' });
    expect(withUsualKey(without, 'tile.snapshot')).toEqual({});
    expect(keyOf(withUsualKey({ 'tile.snapshot': 'KeyC', 'tile.replay': 'KeyS' }, 'tile.snapshot'), 'tile.snapshot')).toBe('KeyS');
  });

  it('whatever is changed, no key has two commands and no fixed key is lost', () => {
    const id = fc.constantFrom(...SHORTCUTS.map((shortcut) => shortcut.id));
    const binding = fc.constantFrom('KeyJ', 'KeyR', 'KeyS', 'F1', 'F9', 'Digit1', 'Ctrl+KeyS', 'Shift+Digit2', 'Enter', '', 'bad');
    const step = fc.record({ id, binding, swap: fc.boolean(), what: fc.constantFrom('give', 'remove', 'reset') });
    fc.assert(
      fc.property(fc.dictionary(id, binding), fc.array(step, { maxLength: 20 }), (first, steps) => {
        let changes: KeyChanges = first;
        for (const { id: command, binding: key, swap, what } of steps) {
          const answer = what === 'give' ? withKey(changes, command, key, swap) : null;
          if (answer?.kind === 'changed') {
            changes = answer.changes;
            expect(keyOf(changes, command)).toBe(key);
          } else if (what === 'remove') changes = withoutKey(changes, command);
          else if (what === 'reset') changes = withUsualKey(changes, command);
          const map = keyMapOf(changes);
          const all = [...map.keysOf.values()].flat();
          expect(new Set(all).size).toBe(all.length);
          for (const { id: fixed, keys, isFixed } of SHORTCUTS) if (isFixed) expect(map.keysOf.get(fixed)).toEqual(keys);
          for (const [key, shortcut] of map.shortcutOf) expect(isFreeToGive(key) || shortcut.isFixed).toBe(true);
        }
      }),
    );
  });
});
