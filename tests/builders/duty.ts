import type { Alarm } from '@contract/domain/alarm.ts';
import type { Handover, OnDuty } from '@contract/domain/duty.ts';
import { alarmId, handoverId, utcMs } from '@contract/domain/units.ts';

/** A raised intrusion of priority 2, unless told otherwise. */
export const alarmWith = (overrides: Partial<Alarm> = {}): Alarm => ({
  id: alarmId('a1'),
  version: 1,
  kind: 'intrusion',
  priority: 2,
  title: 'Có người trèo rào',
  camera: null,
  unit: null,
  site: 'Phố Huế',
  raisedUtcMs: utcMs(1_000),
  changedUtcMs: utcMs(1_000),
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

/** Somebody on duty at the desk. */
export const onDutyWith = (overrides: Partial<OnDuty> = {}): OnDuty => ({ personId: 'p1', name: 'Trần Văn Minh', unitName: 'Trung tâm', workstation: 'BAN-01', sinceUtcMs: utcMs(1_000), untilUtcMs: utcMs(28_801_000), load: 0, ...overrides });

/** An open handover of p1's, with one alarm on its sheet. */
export const handoverWith = (overrides: Partial<Handover> = {}): Handover => ({
  id: handoverId('h1'),
  from: { personId: 'p1', name: 'Trần Văn Minh', unitName: 'Trung tâm', workstation: 'BAN-01' },
  to: null,
  madeUtcMs: utcMs(2_000),
  sheet: {
    open: [{ id: alarmId('a1'), kind: 'fire-smoke', priority: 1, title: 'Cháy kho hàng', site: 'Phố Huế', raisedUtcMs: utcMs(1_500), life: { kind: 'raised' }, members: 0 }],
    openTotal: 1,
    shelved: [],
    holds: [],
    ptzLeases: [],
    muted: [],
    lostCameras: { total: 0, named: [] },
    notes: 'Theo dõi chợ đêm',
  },
  signatures: [],
  digest: 'a'.repeat(64),
  state: 'open',
  ...overrides,
});
