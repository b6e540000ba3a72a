import { expect, test } from 'vitest';
import { mapKey } from '../../../../../renderer/widgets/site-map/map-keys.ts';

const press = (key: string, more: object = {}) => ({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...more });

test.for([
  ['ArrowLeft', {}, false, { kind: 'pan', xPx: -48, yPx: 0 }],
  ['ArrowDown', { shiftKey: true }, true, { kind: 'pan', xPx: 0, yPx: 240 }],
  ['+', {}, false, { kind: 'zoom', levels: 1 }],
  ['=', {}, false, { kind: 'zoom', levels: 1 }],
  ['-', {}, true, { kind: 'zoom', levels: -1 }],
  ['Enter', {}, false, { kind: 'pick' }],
  ['Enter', {}, true, { kind: 'corner' }],
  ['Backspace', {}, true, { kind: 'back' }],
  ['Backspace', {}, false, null],
  ['Escape', {}, true, { kind: 'end' }],
  ['Escape', {}, false, { kind: 'leave' }],
  ['a', {}, false, null],
  ['ArrowLeft', { ctrlKey: true }, false, null],
  ['Tab', {}, true, null],
] as const)('%s %j while drawing is %s', ([key, more, isDrawing, act]) => {
  expect(mapKey(press(key, more), isDrawing)).toEqual(act);
});
