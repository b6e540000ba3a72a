import { describe, expect, it } from 'vitest';
import { cameraKey } from '../../../../../renderer/widgets/camera-results/camera-keys.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey', boolean>> = {}, code = key) => cameraKey({ key, code, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...held });

describe('keys on a camera of a list', () => {
  it.each([
    [press('ContextMenu'), { kind: 'menu' }],
    [press('F10', { shiftKey: true }), { kind: 'menu' }],
    [press('Enter', { ctrlKey: true }), { kind: 'map' }],
    [press('Enter', { altKey: true }), { kind: 'page' }],
    [press('Insert'), { kind: 'group' }],
    [press('c', { ctrlKey: true }, 'KeyC'), { kind: 'copy' }],
    [press('2', { altKey: true }, 'Digit2'), { kind: 'monitor', number: 2 }],
  ])('%o is what it says', (found, key) => {
    expect(found).toEqual(key);
  });

  it('leave all others to the list', () => {
    expect([press('Enter'), press('c'), press('F10'), press('2', {}, 'Digit2'), press('0', { altKey: true }, 'Digit0'), press('c', { ctrlKey: true, metaKey: true }), press('c', { ctrlKey: true, altKey: true })]).toEqual(Array.from({ length: 7 }, () => null));
  });
});
