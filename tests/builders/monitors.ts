import { monitorKey } from '@contract/domain/units.ts';
import type { Monitor } from '@contract/domain/wall.ts';
import type { DisplayFacts } from '../../main/windows/monitor-key.ts';

export const displayWith = (overrides: Partial<DisplayFacts> = {}): DisplayFacts => ({ id: 1, label: 'DELL', xPx: 0, yPx: 0, widthPx: 1920, heightPx: 1080, scaleFactor: 1, isPrimary: false, ...overrides });

export const monitorWith = (overrides: Partial<Monitor> = {}): Monitor => ({
  id: monitorKey('d1'),
  number: 1,
  label: 'DELL',
  xPx: 0,
  yPx: 0,
  widthPx: 1920,
  heightPx: 1080,
  scaleFactor: 1,
  isPrimary: false,
  present: true,
  node: null,
  ...overrides,
});
