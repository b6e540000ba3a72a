import type { Camera, OrgUnit } from '@contract/domain/camera.ts';
import { cameraId, unitId } from '@contract/domain/units.ts';

/** A camera with nothing unusual about it. */
export const cameraWith = (number: number, overrides: Partial<Camera> = {}): Camera => ({
  id: cameraId(`camera-${String(number)}`),
  number,
  name: `Camera ${String(number)}`,
  kind: 'fixed',
  unitId: unitId('hoan-kiem'),
  streams: [],
  ...overrides,
});

export const unitWith = (id: string, name: string, parent: string | null = null): OrgUnit => ({
  id: unitId(id),
  name,
  kind: 'district',
  parentId: parent === null ? null : unitId(parent),
});
