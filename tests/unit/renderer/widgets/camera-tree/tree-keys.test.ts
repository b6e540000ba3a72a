import { describe, expect, it } from 'vitest';
import { cameraId, unitId } from '@contract/domain/units.ts';
import type { TreeRow } from '../../../../../renderer/state/selectors/camera-rows.ts';
import { treeStep, typedLine } from '../../../../../renderer/widgets/camera-tree/tree-keys.ts';

const unit = (name: string, level: number, expanded: boolean): TreeRow => ({ kind: 'unit', key: name, unitId: unitId(name), name, level, expanded, position: 1, siblings: 1 });
const camera = (number: number, name: string, level: number): TreeRow => ({ kind: 'camera', key: name, camera: cameraId(name), level, position: number, siblings: 1, isResult: false, fit: 'whole' });

const rows = [unit('Hà Nội', 1, true), unit('Ba Đình', 2, false), unit('Đống Đa', 2, true), camera(1, 'Xã Đàn', 3), camera(2, 'Láng Hạ', 3)];

describe('keys in the camera tree', () => {
  it.each([
    [0, 'ArrowDown', { kind: 'go', index: 1 }],
    [4, 'ArrowDown', { kind: 'go', index: 4 }],
    [0, 'ArrowUp', { kind: 'leave-up' }],
    [3, 'ArrowLeft', { kind: 'go', index: 2 }],
    [2, 'ArrowLeft', { kind: 'expand', unit: 'Đống Đa', expanded: false }],
    [1, 'ArrowLeft', { kind: 'go', index: 0 }],
    [1, 'ArrowRight', { kind: 'expand', unit: 'Ba Đình', expanded: true }],
    [2, 'ArrowRight', { kind: 'go', index: 3 }],
    [3, 'ArrowRight', null],
    [3, 'Enter', { kind: 'open', index: 3 }],
    [1, 'Enter', { kind: 'expand', unit: 'Ba Đình', expanded: true }],
    [3, 'Home', { kind: 'go', index: 0 }],
    [0, 'End', { kind: 'go', index: 4 }],
    [0, '5', null],
  ])('at line %i, %s', (at, key, step) => {
    expect(treeStep(rows, at, key)).toEqual(step);
  });

  it('jumps to a name by its first letters, accents or not, and goes round', () => {
    expect(typedLine(rows, 0, 'd', (id) => id)).toBe(2);
    expect(typedLine(rows, 0, 'lan', (id) => id)).toBe(4);
    expect(typedLine(rows, 4, 'h', (id) => id)).toBe(0);
    expect(typedLine(rows, 0, 'z', (id) => id)).toBe(-1);
  });
});
