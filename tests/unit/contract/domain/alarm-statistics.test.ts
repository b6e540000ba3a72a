import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor, Alarm, AlarmStep } from '@contract/domain/alarm.ts';
import { falseRate, spreadOf, statisticsOf, type AlarmWithSteps } from '@contract/domain/alarm-statistics.ts';
import { statisticsCsv, csvText, type StatisticsWords } from '@contract/domain/alarm-statistics-csv.ts';
import { alarmId, cameraId, ruleId, utcMs } from '@contract/domain/units.ts';
import { alarmWith } from '../../../builders/duty.ts';

const person: Actor = { personId: 'p', name: 'An', unitName: '', workstation: 'BAN-01' };
const server: Actor = { personId: '', name: 'Máy chủ', unitName: '', workstation: '' };
const step = (act: AlarmStep['act'], at: number, by = person): AlarmStep => ({ alarm: alarmId('a1'), version: 2, utcMs: utcMs(at), by, act, before: { life: { kind: 'raised' }, shelved: null, suppressed: null, assigned: null } });
const closed = (outcome: Extract<Alarm['life'], { kind: 'closed' }>['outcome'], at = 61_000): Alarm['life'] => ({ kind: 'closed', by: person, utcMs: utcMs(at), outcome });
const of = (items: readonly AlarmWithSteps[]) => statisticsOf(utcMs(0), utcMs(86_400_000), items, (camera) => `Camera ${camera}`);

test('counts, outcomes and false rates of a day', () => {
  const made = of([
    { alarm: alarmWith({ camera: cameraId('c1'), life: closed('handled') }), steps: [step({ kind: 'acknowledge' }, 11_000), step({ kind: 'claim' }, 21_000), step({ kind: 'close', note: '' }, 61_000)] },
    { alarm: alarmWith({ camera: cameraId('c1'), kind: 'motion', life: { kind: 'false', by: person, utcMs: utcMs(5_000), outcome: 'weather-light' }, suppressed: { rule: ruleId('r'), ruleName: 'Mưa' } }), steps: [step({ kind: 'claim' }, 3_000)] },
    { alarm: alarmWith({ kind: 'motion', site: '', life: closed('merged') }), steps: [step({ kind: 'merge', into: alarmId('x') }, 2_000, server)] },
    { alarm: alarmWith({ kind: 'crowd' }), steps: [step({ kind: 'raised' }, 1_000, server)] },
  ]);
  expect(made).toMatchObject({
    all: { total: 4, judged: 2, false: 1 },
    open: 2,
    merged: 1,
    byKind: [{ kind: 'motion', total: 2, judged: 1, false: 1 }, { kind: 'intrusion', total: 1 }, { kind: 'crowd', total: 1, judged: 0 }],
    byPlace: [{ site: 'Phố Huế', total: 3 }, { site: '', total: 1 }],
    times: { acknowledge: { count: 2, medianMs: 2_000, p90Ms: 10_000 }, claim: { count: 2, medianMs: 2_000, p90Ms: 20_000 }, close: { count: 1, medianMs: 60_000, p90Ms: 60_000 } },
    byCamera: [{ camera: 'c1', name: 'Camera c1', total: 2, judged: 2, false: 1 }],
    byRule: [{ rule: 'r', name: 'Mưa', judged: 1, false: 1 }],
  });
  // 1970-01-01 00:00:01 UTC is seven in the morning in Viet Nam.
  expect(made.byHour[7]).toBe(4);
  expect(falseRate(made.all)).toBe(0.5);
});

test('what a rule of the server did is nobody having seen it', () => {
  expect(of([{ alarm: alarmWith({ life: closed('no-action') }), steps: [step({ kind: 'close', note: '' }, 9_000, server)] }]).times.acknowledge).toBeNull();
});

test('counts add up whatever the alarms', () => {
  const life = fc.constantFrom<Alarm['life']>({ kind: 'raised' }, closed('handled'), closed('drill'), closed('merged'), { kind: 'acknowledged', by: person, utcMs: utcMs(5) });
  const alarm = fc.record({ kind: fc.constantFrom<Alarm['kind']>('motion', 'crowd', 'fire-smoke'), site: fc.constantFrom('', 'A', 'B'), raisedUtcMs: fc.nat(86_400_000 - 1).map(utcMs), life }).map((more) => ({ alarm: alarmWith(more), steps: [] }));
  fc.assert(
    fc.property(fc.array(alarm, { maxLength: 50 }), (items) => {
      const made = of(items);
      const sum = (rows: readonly { readonly total: number }[]): number => rows.reduce((all, { total }) => all + total, 0);
      expect([made.all.total, sum(made.byKind), sum(made.byPlace), sum(made.byPriority), made.byHour.reduce((all, count) => all + count, 0)]).toEqual(Array.from({ length: 5 }, () => items.length));
      expect(made.all.judged).toBeLessThanOrEqual(items.length - made.merged);
      expect(made.all.false).toBeLessThanOrEqual(made.all.judged);
    }),
  );
});

test('median and 90th percentile are values that were measured', () => {
  expect(spreadOf([])).toBeNull();
  expect(spreadOf([10, 30, 20])).toEqual({ count: 3, medianMs: 20, p90Ms: 30 });
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1 }), (values) => {
      const spread = spreadOf(values);
      expect(values).toContain(spread?.medianMs);
      expect(values.filter((value) => value <= (spread?.p90Ms ?? -1)).length).toBeGreaterThanOrEqual(values.length * 0.9);
    }),
  );
});

const words: StatisticsWords = {
  columns: ['Phần', 'Tên', 'Số', 'Có kết quả', 'Giả', 'Tỷ lệ', 'Trung vị', 'p90'],
  parts: { all: 'Tất cả', kind: 'Loại', priority: 'Mức', place: 'Nơi', hour: 'Giờ', outcome: 'Kết quả', time: 'Thời gian', camera: 'Camera', rule: 'Quy tắc' },
  times: { acknowledge: 'Xác nhận', claim: 'Nhận', close: 'Đóng' },
  kindName: (kind) => kind,
  outcomeName: (outcome) => outcome,
};

test('the table opens in a spreadsheet: a mark, lines of eight cells, and no text that is a formula', () => {
  const text = statisticsCsv(of([{ alarm: alarmWith({ site: '=HYPERLINK("x")', camera: cameraId('c1'), life: closed('drill') }), steps: [] }]), words);
  expect(text.startsWith('\uFEFF')).toBe(true);
  expect(text).toContain(`Nơi,"'=HYPERLINK(""x"")",1,1,1,100,,\r\n`);
  expect(text).toContain('Camera,Camera c1,1,1,1,100,,\r\n');
  expect(text).toContain('Thời gian,Đóng,1,,,,60,60\r\n');
});

test('no text becomes a formula or another cell', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const cell = csvText(text);
      expect(cell.replace(/^"/, '')).not.toMatch(/^\s*[=+\-@]/);
      if (!cell.startsWith('"')) expect(cell).not.toMatch(/[",\r\n]/);
    }),
  );
});
