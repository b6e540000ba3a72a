import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { alarmId, cameraId, ruleId, utcMs } from '@contract/domain/units.ts';
import type { Alarm, AlarmAct } from '@contract/domain/alarm.ts';
import type { Person } from '../../../../demo/server/api-types.ts';
import { createAlarmDesk, type NewAlarm, type RunningAlarmDesk } from '../../../../demo/server/alarm-desk/index.ts';
import { eventFor } from '../../../../demo/server/alarm-desk/alarm-wire.ts';
import { loadTierSchemas } from '../../../../demo/server/schemas.ts';

const START = 1_800_000_000_000;
const DAY = 86_400_000;
const schemas = loadTierSchemas();
const AN: Person = { id: 'an', username: 'an', name: 'An', role: 'operator', rights: ['live.view', 'alarm.handle'] };
const MINH: Person = { ...AN, id: 'minh', name: 'Minh', rights: ['live.view', 'alarm.handle', 'alarm.supervise'] };

interface Scene {
  readonly desk: RunningAlarmDesk;
  readonly clock: { utcMs: number };
  readonly said: readonly string[];
}
function open(file = ':memory:', clock = { utcMs: START }): Scene {
  const said: string[] = [];
  const desk = createAlarmDesk({ file, serverName: 'Công an phường', schemas, clock: { nowUtcMs: () => clock.utcMs }, say: (line) => said.push(line) });
  onTestFinished(() => {
    desk.close();
  });
  return { desk, clock, said };
}
const given = (more: Partial<NewAlarm> = {}): NewAlarm => ({ kind: 'link-fault', priority: 3, title: 'Mất kết nối', camera: cameraId('c1'), unit: null, site: '', ...more });
function raise(desk: RunningAlarmDesk, more: Partial<NewAlarm> = {}): Alarm {
  const alarm = desk.raise(given(more));
  if (alarm === null) throw new Error('held');
  return alarm;
}
let keys = 0;
const act = (desk: RunningAlarmDesk, { id, version }: Alarm, acts: readonly AlarmAct[], person = AN): string | null => desk.act({ person, workstation: 'PC' }, `k${String((keys += 1))}`, [{ alarm: id, version, acts }])[0]?.code ?? null;
const toldOf = (desk: RunningAlarmDesk, person: Person): readonly string[] => {
  const range = desk.log.range(desk.log.epoch, 0, desk.log.seq());
  return range.ok ? range.value.map(({ event }) => eventFor(event, person).kind) : [];
};

test('a burst becomes one incident: those before and after are its members, the first five hundred told one by one, the count now and then', () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const { desk } = open();
  const early = [raise(desk), raise(desk)];
  let incident: Alarm['id'] | null = null;
  desk.addRule(({ id }) => {
    if (incident !== null) return { kind: 'join', into: incident, ruleName: 'Bão' };
    incident = id;
    return { kind: 'incident', title: 'Mất kết nối hàng loạt', merge: early.map((alarm) => alarm.id), ruleName: 'Bão' };
  });
  const lead = raise(desk);
  expect(lead).toMatchObject({ id: incident, title: 'Mất kết nối hàng loạt', camera: null, members: 3, life: { kind: 'raised' } });
  const before = desk.log.seq();
  for (let count = 0; count < 1_000; count += 1) raise(desk, { camera: cameraId(`c${String(count)}`) });
  expect(desk.log.seq() - before).toBe(497);
  vi.advanceTimersByTime(1_000);
  expect([desk.log.seq() - before, desk.get(lead.id)?.members, desk.members(lead.id).length]).toEqual([498, 1_003, 500]);
  expect(desk.page(0, 2_000).alarms).toHaveLength(501);

  // A member that a supervisor takes out is an alarm like any other again.
  const [newest] = desk.members(lead.id);
  if (newest === undefined) throw new Error('no member');
  expect([act(desk, newest, [{ kind: 'undo', reason: 'Không thuộc sự vụ' }]), act(desk, newest, [{ kind: 'undo', reason: 'Không thuộc sự vụ' }], MINH)]).toEqual(['alarm/not-yours', null]);
  expect([desk.get(newest.id)?.life.kind, desk.get(lead.id)?.members, desk.page(0, 2_000).alarms.at(-1)?.id]).toEqual(['raised', 1_002, newest.id]);
  expect(act(desk, desk.get(lead.id) ?? lead, [{ kind: 'acknowledge' }, { kind: 'false', outcome: 'device', note: '' }, { kind: 'close', note: '' }])).toBeNull();
  expect([...desk.open()].map(({ id }) => id)).toEqual([newest.id]);
});

test('a rule may hold an alarm, or hide it; another tier’s alarm is raised once under its id', () => {
  const { desk } = open();
  desk.addRule(({ kind }) => (kind === 'motion' ? { kind: 'hold' } : null));
  desk.addRule(() => ({ kind: 'raise', suppressed: { rule: ruleId('r'), ruleName: 'Bảo trì' } }));
  expect(desk.raise(given({ kind: 'motion' }))).toBeNull();
  const hidden = raise(desk, { id: alarmId('of-the-ward') });
  expect([hidden.id, hidden.suppressed?.ruleName]).toEqual(['of-the-ward', 'Bảo trì']);
  expect(desk.steps(hidden.id).map((step) => step.act.kind)).toEqual(['raised', 'suppress']);
  expect(raise(desk, { id: alarmId('of-the-ward'), title: 'Khác' })).toBe(hidden);
});

test('what others begin an alarm with is there from its first moment, and a guard may refuse an act', () => {
  const { desk } = open();
  desk.addBeginning(() => ({ assigned: { personId: 'an', name: 'An' } }));
  desk.addBeginning(({ assigned }) => ({ climb: { steps: 0, level: assigned?.name ?? '', nextUtcMs: null } }));
  const alarm = raise(desk);
  expect([alarm.version, alarm.assigned?.name, alarm.climb.level]).toEqual([1, 'An', 'An']);
  desk.addGuard((_alarm, { kind }) => (kind === 'resolve' ? 'alarm/steps-missing' : null));
  expect(act(desk, alarm, [{ kind: 'acknowledge' }, { kind: 'resolve', outcome: 'handled', note: '' }])).toBe('alarm/steps-missing');
  expect(desk.get(alarm.id)?.version).toBe(1);
});

test('listeners hear of every change in its order, also of those they make themselves', () => {
  const { desk } = open();
  const heard: string[] = [];
  desk.onDidChange((alarm) => {
    if (alarm.version === 1) desk.change(alarm.id, desk.server, { progress: { done: 0, of: 3 } }, null);
  });
  desk.onDidChange((alarm, before) => heard.push(`${String(before?.version ?? 0)}>${String(alarm.version)}`));
  raise(desk);
  expect(heard).toEqual(['0>1', '1>2']);
});

test('a change that decides nothing makes nobody’s act a conflict; one that does, does', () => {
  const { desk } = open();
  const alarm = raise(desk);
  desk.change(alarm.id, desk.server, { climb: { steps: 1, level: 'supervisor', nextUtcMs: null } }, { kind: 'escalated', level: 'supervisor' });
  expect(act(desk, alarm, [{ kind: 'acknowledge' }])).toBeNull();
  desk.change(alarm.id, desk.server, { assigned: { personId: 'x', name: 'X' } }, null);
  expect(act(desk, alarm, [{ kind: 'claim' }])).toBe('alarm/conflict');
});

test('what the server is done with is no longer waited for', () => {
  const { desk } = open();
  desk.addBeginning(() => ({ deadlines: { acknowledgeUtcMs: utcMs(START + 1), claimUtcMs: utcMs(START + 2), finishUtcMs: utcMs(START + 3) } }));
  const alarm = raise(desk);
  act(desk, alarm, [{ kind: 'acknowledge' }]);
  expect(desk.get(alarm.id)?.deadlines).toEqual({ acknowledgeUtcMs: null, claimUtcMs: START + 2, finishUtcMs: START + 3 });
});

test('who is told is told; to others it is nothing, under the same number', () => {
  const { desk } = open();
  const face = raise(desk, { kind: 'face' });
  const plain = raise(desk);
  desk.tell(['minh'], plain.id, 'Mất kết nối', 'escalated');
  desk.tell(['minh'], face.id, 'Ai đó', 'escalated');
  desk.topicChanged('duty');
  desk.detailChanged(face.id);
  expect(toldOf(desk, AN)).toEqual(['nothing', 'alarm', 'nothing', 'nothing', 'changed', 'nothing']);
  expect(toldOf(desk, MINH)).toEqual(['nothing', 'alarm', 'told', 'nothing', 'changed', 'nothing']);
  expect(toldOf(desk, { ...MINH, rights: [...MINH.rights, 'biometric.match'] })).toEqual(['alarm', 'alarm', 'told', 'told', 'changed', 'detail']);
});

test('shelving ends by itself, by the server’s clock', () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const { desk, clock } = open();
  desk.shiftEnd = () => utcMs(START + DAY / 2);
  const alarm = raise(desk);
  expect(act(desk, alarm, [{ kind: 'shelve', reason: 'Đang sửa camera', untilUtcMs: utcMs(START + 60_000) }])).toBeNull();
  clock.utcMs = START + 59_999;
  vi.advanceTimersByTime(1_000);
  expect(desk.get(alarm.id)?.shelved?.reason).toBe('Đang sửa camera');
  clock.utcMs = START + 60_000;
  vi.advanceTimersByTime(1_000);
  expect(desk.get(alarm.id)?.shelved).toBeNull();
  expect(desk.steps(alarm.id).at(-1)).toMatchObject({ act: { kind: 'unshelve' }, by: { personId: 'server' } });
});

test('a restart keeps all, an incident with its members too; closed ones go after seven days; a damaged file is set aside', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vonglau-alarms-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'alarms.db');
  const first = open(file);
  const [lead, member, other] = [raise(first.desk), raise(first.desk), raise(first.desk)];
  act(first.desk, member, [{ kind: 'merge', into: lead.id }]);
  act(first.desk, other, [{ kind: 'acknowledge' }, { kind: 'false', outcome: 'device', note: '' }, { kind: 'close', note: '' }]);
  const kept = [lead, member, other].map(({ id }) => first.desk.get(id));
  first.desk.close();

  const second = open(file, { utcMs: START + 6 * DAY });
  expect([lead, member, other].map(({ id }) => second.desk.get(id))).toEqual(kept);
  expect(second.desk.members(lead.id).map(({ id }) => id)).toEqual([member.id]);
  expect(second.desk.log.epoch).not.toBe(first.desk.log.epoch);
  second.desk.close();

  const third = open(file, { utcMs: START + 8 * DAY });
  expect([third.desk.get(other.id), third.desk.steps(other.id), third.desk.get(lead.id)?.members]).toEqual([null, [], 1]);
  third.desk.close();

  await writeFile(file, 'no database at all, but long enough to look like one for a moment'.repeat(40));
  const fourth = open(file);
  expect([[...fourth.desk.open()], fourth.said.length, existsSync(`${file}.damaged`)]).toEqual([[], 1, true]);
});
