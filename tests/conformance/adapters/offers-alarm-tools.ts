import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { AlarmRule } from '@contract/domain/alarm-rule.ts';
import type { Contact, EscalationPlan } from '@contract/domain/escalation.ts';
import { SHIFT_USUAL_MS } from '@contract/domain/duty.ts';
import { alarmId, contactId, handoverId, planId, procedureId, ruleId, taskId, transferId, utcMs, type CameraId } from '@contract/domain/units.ts';
import type { VmsConnection } from '../../../main/vms/adapter.ts';
import { FIRE } from '../../builders/procedures.ts';
import type { LocalServer } from '../../builders/local-server.ts';
import { codeOf, value } from './results.ts';

export interface AlarmToolsUnderTest {
  readonly described: () => Promise<VmsConnection>;
  /** Somebody who may change rules, contacts, plans and procedures and hand a shift over. */
  readonly asChief: () => Promise<VmsConnection>;
  readonly camera: () => Promise<CameraId>;
  /** Its id. */
  readonly raiseAlarm: (title: string) => Promise<string>;
  /** A server with these capabilities that answers everything with one body. */
  readonly offering: (capabilities: readonly string[], body: unknown) => Promise<{ readonly server: LocalServer; readonly connection: VmsConnection }>;
}

const HOUR_MS = 3_600_000;

/** The ports round alarms: rules, duty, statistics, procedures, escalation. Part of `offersConformance`. */
export function alarmToolsConformance({ described, asChief, camera, raiseAlarm, offering }: AlarmToolsUnderTest): void {
  test('rules are kept, tried, changed by version only and removed; one that could hide everything is refused', async () => {
    const { rules } = await asChief();
    if (rules === undefined) return;
    const rule: AlarmRule = { id: ruleId(randomUUID()), name: 'Sửa cột đèn', enabled: false, scope: { kinds: ['motion'], cameras: [await camera()], units: [] }, fromUtcMs: utcMs(1_800_000_000_000), untilUtcMs: utcMs(1_800_003_600_000), reason: 'Bảo trì theo kế hoạch', body: { kind: 'works' }, changedBy: '', etag: '' };
    const kept = value(await rules.put(rule));
    expect({ ...kept, changedBy: '', etag: '' }).toEqual(rule);
    expect(value(await rules.list())).toContainEqual(kept);
    expect(codeOf(await rules.put({ ...rule, name: 'Lần nữa' }))).toBe('rule/conflict');
    const changed = value(await rules.put({ ...kept, body: { kind: 'repeat', withinS: 30 } }));
    expect(codeOf(await rules.put({ ...kept, name: 'Của tôi' }))).toBe('rule/conflict');
    expect(codeOf(await rules.put({ ...changed, body: { kind: 'works' }, scope: { kinds: [], cameras: [], units: [] } }))).toBe('rule/invalid');
    const now = Date.now();
    const tried = value(await rules.test(changed, utcMs(now - HOUR_MS), utcMs(now)));
    expect(tried.raised + tried.delayed + tried.suppressed + tried.joined + tried.dropped).toBe(tried.events);
    expect(codeOf(await rules.remove(kept.id, kept.etag))).toBe('rule/conflict');
    expect(await rules.remove(changed.id, changed.etag)).toEqual({ ok: true, value: null });
    expect(value(await rules.list()).map(({ id }) => id)).not.toContain(rule.id);
  });

  test('who may not change rules, contacts, plans and procedures reads them and is told no', async () => {
    const { rules, escalation } = await described();
    if (rules !== undefined) {
      const [first] = value(await rules.list());
      if (first !== undefined) expect(codeOf(await rules.remove(first.id, first.etag))).toBe('app/not-allowed');
    }
    if (escalation === undefined) return;
    const [contact] = value(await escalation.contacts());
    const [plan] = value(await escalation.plans());
    if (contact !== undefined) expect(codeOf(await escalation.putContact({ ...contact, name: 'Không được' }))).toBe('app/not-allowed');
    if (plan !== undefined) expect(codeOf(await escalation.removePlan(plan.id))).toBe('app/not-allowed');
  });

  test('contacts and plans are kept whole, changed and removed; removing what is gone is what was wanted', async () => {
    const { escalation } = await asChief();
    if (escalation === undefined) return;
    const [deputy] = value(await escalation.contacts());
    const contact: Contact = { id: contactId(`thu-${randomUUID()}`), name: 'Trực ban thử', level: 'supervisor', personId: '', email: 'truc@congan.example', phone: '0900 000 999', zalo: '', webhook: '', quiet: { fromMinute: 1_320, untilMinute: 360 }, deputy: deputy?.id ?? null };
    expect(value(await escalation.putContact(contact))).toEqual(contact);
    expect(value(await escalation.putContact({ ...contact, quiet: null }))).toEqual({ ...contact, quiet: null });
    expect(value(await escalation.contacts())).toContainEqual({ ...contact, quiet: null });
    const plan: EscalationPlan = { id: planId(`thu-${randomUUID()}`), name: 'Thử', kinds: ['crowd'], priorityAtLeast: 2, steps: [{ cause: 'not-acknowledged', afterS: 30, level: 'duty-officer', channels: ['console', 'email'] }, { cause: 'not-finished', afterS: 3_600, level: 'ministry', channels: ['sms', 'zalo', 'webhook'] }] };
    expect(value(await escalation.putPlan(plan))).toEqual(plan);
    expect(value(await escalation.plans())).toContainEqual(plan);
    for (let time = 0; time < 2; time += 1) {
      expect(await escalation.removeContact(contact.id)).toEqual({ ok: true, value: null });
      expect(await escalation.removePlan(plan.id)).toEqual({ ok: true, value: null });
    }
    expect(value(await escalation.contacts()).map(({ id }) => id)).not.toContain(contact.id);
    expect(value(await escalation.plans()).map(({ id }) => id)).not.toContain(plan.id);
  });

  test('an alarm is given to another tier by a right code only', async () => {
    const { escalation } = await described();
    if (escalation === undefined) return;
    const [target] = value(await escalation.targets());
    const id = alarmId(await raiseAlarm('Vượt khả năng'));
    expect(codeOf(await escalation.transfer(randomUUID(), 'PC-1', id, target?.serverId ?? '', 'Vượt khả năng của phường', null, '000000'))).toMatch(/^session\/code-/);
    expect(codeOf(await escalation.answer(randomUUID(), 'PC-1', transferId('no-such-transfer'), { state: 'accepted', reason: '' }, '000000'))).not.toBe('ok');
  });

  test('people sign on duty once and off, and a sheet to hand over is kept as it was made until it is withdrawn', async () => {
    const { duty } = await asChief();
    if (duty === undefined) return;
    const untilUtcMs = utcMs(Date.now() + SHIFT_USUAL_MS);
    expect(await duty.signOn('BAN-01', untilUtcMs)).toEqual({ ok: true, value: null });
    expect(codeOf(await duty.signOn('BAN-01', untilUtcMs))).toBe('duty/already-on');
    expect(value(await duty.list()).onDuty).toMatchObject([{ workstation: 'BAN-01', untilUtcMs }]);
    const made = value(await duty.handOver('BAN-01', { muted: ['Âm cảnh báo'], notes: 'Theo dõi chợ đêm', lostCameras: { total: 1, named: [{ camera: await camera(), cameraName: 'Cửa Nam', sinceUtcMs: utcMs(1) }] } }));
    expect(made).toMatchObject({ state: 'open', signatures: [], sheet: { muted: ['Âm cảnh báo'], notes: 'Theo dõi chợ đêm', lostCameras: { total: 1, named: [{ cameraName: 'Cửa Nam' }] } } });
    expect(value(await duty.list()).handover).toEqual(made);
    expect(codeOf(await duty.sign(made.id, 'from', 'chihuy.minh', '000000'))).toMatch(/^session\/code-/);
    expect(await duty.withdraw(made.id)).toEqual({ ok: true, value: null });
    expect(value(await duty.past())).toContainEqual({ ...made, state: 'withdrawn' });
    expect(codeOf(await duty.withdraw(handoverId('no-such-sheet')))).not.toBe('ok');
    expect((await duty.signOff('BAN-01')).ok).toBe(true);
    expect(codeOf(await duty.signOff('BAN-01'))).toBe('duty/not-on');
    expect(value(await duty.list())).toEqual({ onDuty: [], handover: null });
  });

  test('statistics count what was raised in the time that was asked for', async () => {
    const { statistics, alarms } = await described();
    if (statistics === undefined || alarms === undefined) return;
    const fromUtcMs = utcMs(value(await alarms.detail(alarmId(await raiseAlarm('Để đếm')))).alarm.raisedUtcMs);
    const untilUtcMs = utcMs(fromUtcMs + HOUR_MS);
    const counted = value(await statistics.load(fromUtcMs, untilUtcMs));
    expect(counted).toMatchObject({ fromUtcMs, untilUtcMs });
    expect(counted.all.total).toBeGreaterThan(0);
    expect(counted.byPriority.reduce((sum, { total }) => sum + total, 0)).toBe(counted.all.total);
    expect(counted.byHour).toHaveLength(24);
    expect(counted.byHour.reduce((sum, count) => sum + count, 0)).toBe(counted.all.total);
    expect(value(await statistics.load(utcMs(1), utcMs(2))).all.total).toBe(0);
    expect(codeOf(await statistics.load(untilUtcMs, fromUtcMs))).not.toBe('ok');
  });

  test('procedures are drafted, published as a version that stays, followed for an alarm by acts that count once, and ended', async () => {
    const { procedures } = await asChief();
    if (procedures === undefined) return;
    const draft = value(await procedures.put({ ...FIRE, id: procedureId(`thu-${randomUUID()}`), state: 'draft', version: 1, kinds: ['crowd'], etag: '' }));
    expect(draft).toMatchObject({ name: FIRE.name, state: 'draft', steps: FIRE.steps });
    expect(codeOf(await procedures.put({ ...draft, etag: '"old"' }))).toBe('procedure/conflict');
    expect(codeOf(await procedures.put({ ...draft, steps: [] }))).toBe('procedure/invalid');
    const published = value(await procedures.publish(draft.id, draft.etag));
    expect(published).toMatchObject({ id: draft.id, state: 'published', steps: FIRE.steps });
    const alarm = alarmId(await raiseAlarm('Cháy thử'));
    const key = randomUUID();
    const started = value(await procedures.run(key, 'PC-1', alarm, null, { kind: 'start', procedure: published.id }));
    expect(started).toMatchObject({ alarm, procedure: { id: published.id }, entries: [], current: { step: 'xac-minh' } });
    expect(value(await procedures.run(key, 'PC-1', alarm, null, { kind: 'start', procedure: published.id }))).toEqual(started);
    const answered = value(await procedures.run(randomUUID(), 'PC-1', alarm, started.version, { kind: 'finish-step', step: 'xac-minh', result: { kind: 'done', answer: 1 } }));
    expect(answered).toMatchObject({ current: { step: 'ghi-nhan' }, entries: [{ step: 'xac-minh', by: { workstation: 'PC-1' }, result: { kind: 'done', answer: 1 } }] });
    expect(codeOf(await procedures.run(randomUUID(), 'PC-2', alarm, started.version, { kind: 'finish-step', step: 'xac-minh', result: { kind: 'done', answer: 0 } }))).not.toBe('ok');
    expect(codeOf(await procedures.taskState(randomUUID(), 'PC-1', taskId('no-such-task'), 'done', ''))).not.toBe('ok');
    expect(await procedures.retire(published.id, published.etag)).toEqual({ ok: true, value: null });
    expect(value(await procedures.list()).filter(({ id, state }) => id === published.id && state !== 'retired')).toEqual([]);
  });

  test('records that cannot be read are let go; an answer of something else is a clear error', async () => {
    const all = ['rules', 'duty', 'alarm-statistics', 'procedures', 'escalation'];
    const spoilt = await offering(all, { items: [null, 7, {}, { id: '__proto__' }], onDuty: [null, {}], handover: { id: 'x' } });
    const { rules, procedures, escalation, duty } = spoilt.connection;
    const lists = [rules?.list(), procedures?.list(), escalation?.contacts(), escalation?.plans(), escalation?.targets(), duty?.past()];
    for (const list of await Promise.all(lists)) expect(list).toEqual(list === undefined ? undefined : { ok: true, value: [] });
    const onDuty = await duty?.list();
    expect(onDuty).toEqual(onDuty === undefined ? undefined : { ok: true, value: { onDuty: [], handover: null } });
    await spoilt.server.close();
    const other = await offering(all, { hello: 'world' });
    const { connection } = other;
    const answers = await Promise.all([connection.rules?.list(), connection.procedures?.list(), connection.escalation?.contacts(), connection.duty?.list(), connection.duty?.handOver('PC', { muted: [], notes: '', lostCameras: { total: 0, named: [] } }), connection.statistics?.load(utcMs(1), utcMs(2)), connection.procedures?.put(FIRE)]);
    for (const answer of answers) if (answer !== undefined) expect(codeOf(answer)).toBe('tier/bad-answer');
    await other.server.close();
  });
}
