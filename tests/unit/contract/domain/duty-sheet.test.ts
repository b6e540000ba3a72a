import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alarm } from '@contract/domain/alarm.ts';
import type { HandoverSheet } from '@contract/domain/duty.ts';
import { canonicalSheet, SHEET_OPEN_MAX, sheetOfAlarms } from '@contract/domain/duty-sheet.ts';
import { alarmId, cameraId, ruleId, utcMs } from '@contract/domain/units.ts';
import { alarmWith } from '../../../builders/duty.ts';

const by = { personId: 'p', name: 'An', unitName: '', workstation: 'BAN-01' };
const sheet: HandoverSheet = { open: [], openTotal: 0, shelved: [], holds: [], ptzLeases: [], muted: [], lostCameras: { total: 1, named: [{ camera: cameraId('c'), cameraName: 'Cửa Nam', sinceUtcMs: utcMs(5) }] }, notes: 'Dặn “dò”\nhai dòng' };

/** The same values with their names in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([name, field]) => [name, reversed(field)]));
}

test('the text of a sheet does not hang on the order of its names, and says everything', () => {
  const other: HandoverSheet = Object.assign({ ...sheet }, reversed(sheet));
  expect(canonicalSheet(other)).toBe(canonicalSheet(sheet));
  expect(JSON.parse(canonicalSheet(sheet))).toEqual(sheet);
});

test('another word makes another text', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (one, two) => (canonicalSheet({ ...sheet, notes: one }) === canonicalSheet({ ...sheet, notes: two })) === (one === two)));
});

test('the gravest and oldest stand first; what is closed, merged or biometric does not stand there', () => {
  const alarms: readonly Alarm[] = [
    alarmWith({ id: alarmId('late'), priority: 2, raisedUtcMs: utcMs(9) }),
    alarmWith({ id: alarmId('early'), priority: 2, raisedUtcMs: utcMs(1) }),
    alarmWith({ id: alarmId('grave'), priority: 1, raisedUtcMs: utcMs(10) }),
    alarmWith({ id: alarmId('closed'), life: { kind: 'closed', by, utcMs: utcMs(3), outcome: 'handled' } }),
    alarmWith({ id: alarmId('part'), life: { kind: 'merged', by, utcMs: utcMs(3), into: alarmId('grave') } }),
    alarmWith({ id: alarmId('face'), kind: 'face' }),
    alarmWith({ id: alarmId('shelved'), shelved: { reason: 'Chờ thợ', by, untilUtcMs: utcMs(99) } }),
    alarmWith({ id: alarmId('hidden'), suppressed: { rule: ruleId('r'), ruleName: 'Sửa đường' } }),
  ];
  const made = sheetOfAlarms(alarms);
  expect(made.open.map(({ id }) => id)).toEqual(['grave', 'early', 'late']);
  expect(made.openTotal).toBe(3);
  expect(made.shelved).toMatchObject([{ id: 'shelved', reason: 'Chờ thợ', byName: 'An', untilUtcMs: 99 }]);
});

test('a flood is listed to a limit and counted whole', () => {
  const made = sheetOfAlarms(Array.from({ length: SHEET_OPEN_MAX + 5 }, (_, index) => alarmWith({ id: alarmId(`a${String(index)}`), priority: index === SHEET_OPEN_MAX ? 1 : 3 })));
  expect([made.open.length, made.openTotal, made.open[0]?.priority]).toEqual([SHEET_OPEN_MAX, SHEET_OPEN_MAX + 5, 1]);
});
