import type { Alarm } from '@contract/domain/alarm.ts';
import type { AlarmDetailView } from '@contract/domain/alarm-queue.ts';
import { alarmId, cameraId, unitId, utcMs } from '@contract/domain/units.ts';

/** 2023-11-14 22:13:20 UTC: 05:13:20 in Viet Nam. */
export const RAISED = utcMs(1_700_000_000_000);

/** An alarm nobody has seen, unless told otherwise. */
export const alarmWith = (id: string, overrides: Partial<Alarm> = {}): Alarm => ({
  id: alarmId(id),
  version: 1,
  kind: 'intrusion',
  priority: 2,
  title: 'Xâm nhập cổng sau',
  camera: cameraId('camera-1'),
  unit: unitId('unit-1'),
  site: 'Phường Hàng Bạc',
  raisedUtcMs: RAISED,
  changedUtcMs: RAISED,
  life: { kind: 'raised' },
  shelved: null,
  suppressed: null,
  assigned: null,
  members: 0,
  deadlines: { acknowledgeUtcMs: null, claimUtcMs: null, finishUtcMs: null },
  climb: { steps: 0, level: '', nextUtcMs: null },
  transfer: null,
  procedure: null,
  progress: null,
  restricted: false,
  ...overrides,
});

export const detailWith = (alarm: Alarm, overrides: Partial<Omit<AlarmDetailView, 'alarm'>> = {}): AlarmDetailView => ({ alarm, steps: [], run: null, tasks: [], notices: [], transfers: [], isCached: false, waiting: 0, ...overrides });
