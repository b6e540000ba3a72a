import { describe, expect, test } from 'vitest';
import { mapAlarm, mapAlarmEvent, mapAlarmStep } from '../../../../../../main/vms/adapters/tier/alarm-mapping.ts';
import { wireAlarm, wireAlarmEvent, wireAlarmStep } from '../../../../../../main/vms/adapters/tier/alarm-wire.schema.ts';
import { readRecords } from '../../../../../../main/vms/adapters/tier/mapping.ts';
import { isAlarm } from '../../../../../../main/storage/alarm-record.ts';
import { alarmWith } from '../../../../../builders/alarms.ts';
import { onWire } from '../../../../../builders/fake-alarm-server.ts';

const by = { personId: 'p1', name: 'Lê Minh', unitName: 'Phường', workstation: 'PC-1' };
const at = 1_700_000_000_001;
const read = (wire: unknown) => readRecords([wire], wireAlarm).records.map(mapAlarm);
const wire = onWire(alarmWith('a1'));

describe('an alarm', () => {
  test.each([
    ['raised', alarmWith('a1')],
    ['shelved', alarmWith('a1', { shelved: { reason: 'bảo trì camera', by, untilUtcMs: alarmWith('x').raisedUtcMs } })],
    ['given away', alarmWith('a1', { camera: null, unit: null, assigned: { personId: 'p1', name: 'Lê Minh' }, members: 3, progress: { done: 1, of: 4 }, climb: { steps: 1, level: 'province', nextUtcMs: null } })],
  ])('that was %s is read as it is, and is an alarm to this PC\'s file', (_name, alarm) => {
    const sent: unknown = JSON.parse(JSON.stringify(onWire(alarm)));
    expect(read(sent)).toEqual([alarm]);
    expect(isAlarm(JSON.parse(JSON.stringify(alarm)))).toBe(true);
  });

  test.each([
    { kind: 'acknowledged', by, utcMs: at },
    { kind: 'resolved', by, utcMs: at, outcome: 'handled' },
    { kind: 'false', by, utcMs: at, outcome: 'animal-plant' },
    { kind: 'merged', by, utcMs: at, into: 'a2' },
    { kind: 'closed', by, utcMs: at, outcome: 'merged' },
  ])('in any part of its life is read: $kind', (life) => {
    expect(read({ ...wire, life })).toMatchObject([{ life }]);
  });

  test('has its texts made fit to show', () => {
    expect(read({ ...wire, title: 'Cháy\u202e\nkho' })).toMatchObject([{ title: 'Cháy kho' }]);
  });

  test('is not lost for what is small in it, and is seen rather than hidden', () => {
    const spoilt = { ...wire, kind: 'of-a-newer-server', site: 5, shelved: { reason: 1 }, suppressed: 'x', assigned: 7, members: -1, deadlines: null, climb: 'no', transfer: 3, progress: { done: 'x' }, cameraId: 5 };
    expect(read(spoilt)).toMatchObject([{ id: 'a1', kind: 'by-hand', site: '', shelved: null, suppressed: null, assigned: null, members: 0, camera: null }]);
  });

  test.each([['priority 0', { priority: 0 }], ['priority 5', { priority: 5 }], ['no id', { id: '' }], ['no version', { version: 0 }], ['no life', { life: { kind: 'asleep' } }], ['no time', { raisedUtcMs: null }]])('with %s is skipped', (_name, over) => {
    expect(readRecords([{ ...wire, ...over }], wireAlarm)).toEqual({ records: [], skipped: 1 });
  });

  test('written by this PC and spoilt on the disk is none', () => {
    for (const over of [{ version: 'x' }, { priority: 9 }, { life: { kind: 'acknowledged' } }, { deadlines: null }, { restricted: 1 }]) expect(isAlarm({ ...alarmWith('a1'), ...over })).toBe(false);
  });
});

describe('an event of alarms', () => {
  test('is read by its kind; one that is nothing is null', () => {
    const events = [{ kind: 'detail', alarmId: 'a1' }, { kind: 'changed', what: 'rules' }, { kind: 'told', alarmId: 'a1', title: 'Khói', why: 'task' }, { kind: 'nothing' }, { kind: 'alarm', alarm: wire }];
    expect(readRecords(events, wireAlarmEvent).records.map(mapAlarmEvent)).toEqual([{ kind: 'detail', alarm: 'a1' }, { kind: 'changed', what: 'rules' }, { kind: 'told', alarm: 'a1', title: 'Khói', why: 'task' }, null, { kind: 'alarm', alarm: alarmWith('a1') }]);
  });
});

describe('a line of the record', () => {
  const before = { life: { kind: 'raised' }, shelved: null, suppressed: null, assigned: null };
  test.each([{ kind: 'raised' }, { kind: 'acknowledge' }, { kind: 'claim', takeOver: 'người cũ vắng' }, { kind: 'undo', reason: 'bấm nhầm' }, { kind: 'merge', into: 'a2' }, { kind: 'escalated', level: 'province' }, { kind: 'transferred', toName: 'Tỉnh', how: 'sent' }, { kind: 'resolve', outcome: 'handled', note: 'xong' }])('says what was done: $kind', (act) => {
    const line = { alarmId: 'a1', version: 2, utcMs: at, by, act, before };
    expect(readRecords([line], wireAlarmStep).records.map(mapAlarmStep)).toEqual([{ alarm: 'a1', version: 2, utcMs: at, by, act, before }]);
  });
});
