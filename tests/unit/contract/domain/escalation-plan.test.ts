import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Alarm, AlarmLife, AlarmPriority } from '@contract/domain/alarm.ts';
import { answered, checkPlan, deadlinesOf, dueSteps, isQuiet, nextStepUtcMs, planFor, quietEndUtcMs, recipients, signedText, stillHolds } from '@contract/domain/escalation-plan.ts';
import { CHANNELS, ESCALATION_CAUSES, LEVELS, type Contact, type EscalationPlan, type Transfer } from '@contract/domain/escalation.ts';
import { alarmId, contactId, planId, transferId, utcMs } from '@contract/domain/units.ts';

const by = { personId: 'p', name: 'An', unitName: 'Trung tâm', workstation: 'PC-1' };
const raised: AlarmLife = { kind: 'raised' };
type Climbing = Pick<Alarm, 'life' | 'shelved' | 'suppressed' | 'transfer' | 'climb'>;
const alarm = (life: AlarmLife = raised, more: Partial<Climbing> = {}): Climbing => ({ life, shelved: null, suppressed: null, transfer: null, climb: { steps: 0, level: '', nextUtcMs: null }, ...more });
const contact = (id: string, more: Partial<Contact> = {}): Contact => ({ id: contactId(id), name: id.toUpperCase(), level: 'supervisor', personId: '', email: '', phone: '', zalo: '', webhook: '', quiet: null, deputy: null, ...more });

const causes = fc.constantFrom(...ESCALATION_CAUSES);
const plans: fc.Arbitrary<EscalationPlan> = fc
  .array(fc.record({ cause: causes, afterS: fc.integer({ min: 5, max: 600 }), level: fc.constantFrom(...LEVELS), channels: fc.constant([...CHANNELS]) }), { minLength: 1, maxLength: 20 })
  .map((steps) => ({ id: planId('p'), name: 'Kế hoạch', kinds: [], priorityAtLeast: 4, steps: [...steps].sort((one, other) => one.afterS - other.afterS) }));
const lives: fc.Arbitrary<AlarmLife> = fc.constantFrom<AlarmLife>(raised, { kind: 'acknowledged', by, utcMs: utcMs(1) }, { kind: 'claimed', by, utcMs: utcMs(1) }, { kind: 'in-progress', by, utcMs: utcMs(1) }, { kind: 'resolved', by, utcMs: utcMs(1), outcome: 'handled' }, { kind: 'closed', by, utcMs: utcMs(1), outcome: 'handled' });

describe('a plan', () => {
  test('the first that fits kind and priority counts', () => {
    const plan = (id: string, more: Partial<EscalationPlan>): EscalationPlan => ({ id: planId(id), name: id, kinds: [], priorityAtLeast: 4, steps: [], ...more });
    const list = [plan('fire', { kinds: ['fire-smoke'], priorityAtLeast: 1 }), plan('grave', { priorityAtLeast: 2 }), plan('rest', {})];
    const names = (kind: Alarm['kind'], priority: AlarmPriority): string | undefined => planFor(list, { kind, priority })?.name;
    expect([names('fire-smoke', 1), names('fire-smoke', 2), names('crowd', 2), names('crowd', 4)]).toEqual(['fire', 'grave', 'grave', 'rest']);
    expect(planFor(list.slice(0, 1), { kind: 'crowd', priority: 1 })).toBeNull();
  });

  test('can be used when its steps are in order of time and each has a channel', () => {
    fc.assert(fc.property(plans, (plan) => checkPlan(plan).ok));
    const step = { cause: 'not-claimed', afterS: 60, level: 'supervisor', channels: ['email'] } as const;
    const of = (...steps: EscalationPlan['steps']): boolean => checkPlan({ name: 'Một', steps }).ok;
    expect([of(step), of(), of(step, { ...step, afterS: 30 }), of({ ...step, channels: [] }), of({ ...step, afterS: 4 }), checkPlan({ name: ' ', steps: [step] }).ok]).toEqual([true, false, false, false, false, false]);
  });

  test('deadlines are its earliest steps of each cause', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 0, max: 1e12 }), (plan, since) => {
        const { acknowledgeUtcMs, claimUtcMs, finishUtcMs } = deadlinesOf(plan, utcMs(since));
        const first = (cause: string): number | null => {
          const step = plan.steps.find((one) => one.cause === cause);
          return step === undefined ? null : since + step.afterS * 1000;
        };
        expect([acknowledgeUtcMs, claimUtcMs, finishUtcMs]).toEqual(ESCALATION_CAUSES.map(first));
      }),
    );
  });
});

describe('climbing', () => {
  test('an alarm nobody touches takes every step exactly once, in order, however seldom the clock is looked at', () => {
    fc.assert(
      fc.property(plans, fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 30 }), (plan, pauses) => {
        const taken: number[] = [];
        let [now, at] = [0, alarm()];
        for (const pause of [...pauses, 700_000]) {
          now += pause;
          for (const { index } of dueSteps(plan, at, utcMs(0), now)) {
            taken.push(index);
            at = { ...at, climb: { ...at.climb, steps: index + 1 } };
          }
        }
        expect(taken).toEqual(plan.steps.map((_step, index) => index));
        expect(nextStepUtcMs(plan, at, utcMs(0))).toBeNull();
      }),
    );
  });

  test('nothing is due before the next step, and whatever is due still waits for somebody', () => {
    fc.assert(
      fc.property(plans, lives, fc.integer({ min: 0, max: 700_000 }), fc.nat(20), (plan, life, now, steps) => {
        const at = alarm(life, { climb: { steps, level: '', nextUtcMs: null } });
        const due = dueSteps(plan, at, utcMs(0), now);
        const next = nextStepUtcMs(plan, at, utcMs(0));
        expect(due.length > 0).toBe(next !== null && next <= now);
        expect(due.every(({ index, step }) => index >= steps && stillHolds(step.cause, at))).toBe(true);
      }),
    );
  });

  test('hidden alarms wait for nobody, nor does one that another tier accepted; one only sent does', () => {
    const transfer = { id: transferId('t'), toName: 'Hà Nội', dueUtcMs: null };
    expect(stillHolds('not-claimed', alarm(raised, { shelved: { reason: 'Đang sửa', by, untilUtcMs: utcMs(9) } }))).toBe(false);
    expect(stillHolds('not-claimed', alarm(raised, { transfer: { ...transfer, state: 'accepted' } }))).toBe(false);
    expect(stillHolds('not-claimed', alarm(raised, { transfer: { ...transfer, state: 'sent' } }))).toBe(true);
    expect(stillHolds('not-claimed', alarm(raised, { transfer: { ...transfer, state: 'returned' } }))).toBe(true);
  });

  test('what was claimed and let go again after its time is due at once', () => {
    const plan: EscalationPlan = { id: planId('p'), name: 'p', kinds: [], priorityAtLeast: 4, steps: [{ cause: 'not-claimed', afterS: 60, level: 'supervisor', channels: ['email'] }] };
    expect(dueSteps(plan, alarm({ kind: 'claimed', by, utcMs: utcMs(1) }), utcMs(0), 90_000)).toEqual([]);
    expect(dueSteps(plan, alarm({ kind: 'acknowledged', by, utcMs: utcMs(1) }), utcMs(0), 90_000)).toHaveLength(1);
  });
});

describe('quiet hours', () => {
  // 22:00 to 06:00 in Viet Nam is 15:00 to 23:00 UTC.
  const night = { fromMinute: 1320, untilMinute: 360 };
  const at = (text: string): number => Date.parse(`2026-11-23T${text}Z`);

  test('run across midnight by the clock of Viet Nam', () => {
    expect(['14:59', '15:00', '17:30', '22:59', '23:00'].map((time) => isQuiet(night, at(time)))).toEqual([false, true, true, true, false]);
    expect(quietEndUtcMs(night, at('15:00'))).toBe(at('23:00'));
    expect(quietEndUtcMs(night, at('22:59'))).toBe(at('23:00'));
  });

  test('end where they say, whatever they are', () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(minutes, minutes, fc.integer({ min: 1.6e12, max: 1.9e12 }), (fromMinute, untilMinute, now) => {
        const quiet = { fromMinute, untilMinute };
        if (!isQuiet(quiet, now)) return;
        const end = quietEndUtcMs(quiet, now);
        expect(end > now && end - now <= 86_400_000 && !isQuiet(quiet, end) && isQuiet(quiet, end - 1)).toBe(true);
      }),
    );
  });

  test('the deputy is told in their place, priority 1 reaches them, and without a deputy the notice waits', () => {
    const all = [contact('minh', { quiet: night, deputy: contactId('an') }), contact('an', { level: 'duty-officer' })];
    const told = (list: readonly Contact[], priority: AlarmPriority): readonly unknown[] => recipients(list, 'supervisor', at('16:00'), priority).map(({ contact: { id }, inPlaceOf, waitUntilUtcMs }) => [id, inPlaceOf, waitUntilUtcMs]);
    expect(told(all, 2)).toEqual([['an', 'MINH', null]]);
    expect(told(all, 1)).toEqual([['minh', '', null]]);
    expect(told(all.slice(0, 1), 2)).toEqual([['minh', '', at('23:00')]]);
  });

  test('deputies who stand in for one another end nowhere, nobody is told twice, and nobody of the level is forgotten', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const contacts = fc.tuple(...ids.map((id) => fc.record({ quiet: fc.constantFrom(null, night), deputy: fc.constantFrom(null, ...ids.map(contactId)), level: fc.constantFrom('supervisor' as const, 'duty-officer' as const) }).map((more) => contact(id, more))));
    fc.assert(
      fc.property(contacts, fc.constantFrom<AlarmPriority>(1, 2, 3, 4), (list, priority) => {
        const told = recipients(list, 'supervisor', at('16:00'), priority);
        expect(new Set(told.map((one) => one.contact.id)).size).toBe(told.length);
        expect(told.length > 0).toBe(list.some(({ level }) => level === 'supervisor'));
        expect(told.every((one) => one.waitUntilUtcMs !== null || priority === 1 || one.contact.quiet === null)).toBe(true);
        if (priority === 1) expect(told.map((one) => one.contact.id).sort()).toEqual(list.filter(({ level }) => level === 'supervisor').map(({ id }) => id));
      }),
    );
  });
});

describe('a transfer', () => {
  const transfer: Transfer = { id: transferId('t'), alarm: alarmId('a'), from: { serverId: 'p', name: 'Phường' }, to: { serverId: 'h', name: 'Hà Nội' }, by, reason: 'Vượt khả năng', sentUtcMs: utcMs(1), dueUtcMs: null, state: 'sent', answers: [], signature: '' };
  const answer = (state: Transfer['state']) => ({ by, utcMs: utcMs(2), state, reason: 'Đã rõ' });

  test('is accepted once, returned or passed on from there, and then over', () => {
    const accepted = answered(transfer, answer('accepted'));
    expect(accepted).toMatchObject({ ok: true, value: { state: 'accepted', answers: [{ state: 'accepted' }] } });
    const held = accepted.ok ? accepted.value : transfer;
    expect(answered(held, answer('accepted'))).toMatchObject({ ok: false, error: { code: 'transfer/not-now' } });
    for (const state of ['returned', 'passed-on'] as const) {
      const ended = answered(held, answer(state));
      expect(ended).toMatchObject({ ok: true, value: { state } });
      if (ended.ok) expect(answered(ended.value, answer('accepted'))).toMatchObject({ ok: false });
    }
  });

  test('is signed over everything that never changes, and nothing that does', () => {
    const changed: Transfer = { ...transfer, state: 'accepted', answers: [answer('accepted')], signature: 'x' };
    expect(signedText(changed)).toBe(signedText(transfer));
    const others: readonly Partial<Transfer>[] = [{ id: transferId('u') }, { alarm: alarmId('b') }, { reason: 'Khác' }, { dueUtcMs: utcMs(3) }, { sentUtcMs: utcMs(2) }, { to: { serverId: 'm', name: 'Bộ' } }, { by: { ...by, personId: 'q' } }];
    expect(new Set([transfer, ...others.map((more) => ({ ...transfer, ...more }))].map(signedText)).size).toBe(others.length + 1);
  });
});
