import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesLife, deadlinesAfter, decide, holds, SHELVE_MAX_P1_MS, type LifeContext } from '@contract/domain/alarm-life.ts';
import type { Actor, Alarm, AlarmAct, AlarmPriority, AlarmStep } from '@contract/domain/alarm.ts';
import type { Right } from '@contract/domain/right.ts';
import { alarmId, ruleId, utcMs } from '@contract/domain/units.ts';

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;
const actor = (personId: string): Actor => ({ personId, name: personId.toUpperCase(), unitName: 'Công an phường', workstation: 'PC-1' });
const AN = actor('an');
const BINH = actor('binh');
const HANDLE: readonly Right[] = ['live.view', 'alarm.handle'];
const SUPERVISE: readonly Right[] = [...HANDLE, 'alarm.supervise'];

const raised = (more: Partial<Alarm> = {}): Alarm => ({
  id: alarmId('a'),
  version: 1,
  kind: 'intrusion',
  priority: 2,
  title: 'Vượt rào',
  camera: null,
  unit: null,
  site: '',
  raisedUtcMs: utcMs(NOW - 60_000),
  changedUtcMs: utcMs(NOW - 60_000),
  life: { kind: 'raised' },
  shelved: null,
  suppressed: null,
  assigned: null,
  members: 0,
  deadlines: { acknowledgeUtcMs: utcMs(NOW + 1), claimUtcMs: utcMs(NOW + 2), finishUtcMs: utcMs(NOW + 3) },
  climb: { steps: 0, level: '', nextUtcMs: null },
  transfer: null,
  procedure: null,
  progress: null,
  restricted: false,
  ...more,
});
const context = (more: Partial<LifeContext> = {}): LifeContext => ({ actor: AN, rights: HANDLE, nowUtcMs: NOW, shiftEndsUtcMs: utcMs(NOW + 8 * HOUR), lastStep: null, mergeTarget: null, ...more });
const lifeOf = (kind: 'acknowledged' | 'claimed' | 'in-progress', by = AN): Alarm['life'] => ({ kind, by, utcMs: utcMs(NOW) });
const RESOLVED: Alarm['life'] = { kind: 'resolved', by: AN, utcMs: utcMs(NOW), outcome: 'handled' };
const MERGED: Alarm['life'] = { kind: 'merged', by: AN, utcMs: utcMs(NOW), into: alarmId('lead') };
const CLOSED: Alarm['life'] = { kind: 'closed', by: AN, utcMs: utcMs(NOW), outcome: 'handled' };

/** The code of a refusal, or the kind of life that came of it. */
const outcome = (alarm: Alarm, act: AlarmAct, more: Partial<LifeContext> = {}): string => {
  const decided = decide(alarm, act, context(more));
  return decided.ok ? decided.value.life.kind : decided.error.code;
};

const ACT: Readonly<Record<'acknowledge' | 'claim' | 'start' | 'resolve' | 'false' | 'close' | 'release' | 'merge' | 'note', AlarmAct>> = {
  acknowledge: { kind: 'acknowledge' },
  claim: { kind: 'claim' },
  start: { kind: 'start' },
  resolve: { kind: 'resolve', outcome: 'handled', note: '' },
  false: { kind: 'false', outcome: 'device', note: '' },
  close: { kind: 'close', note: '' },
  release: { kind: 'release', reason: 'Giao ca cho tổ khác' },
  merge: { kind: 'merge', into: alarmId('lead') },
  note: { kind: 'note', text: 'Đã gọi' },
};

describe('what may be done to an alarm, and what comes of it', () => {
  const notNow = 'alarm/not-now';
  test.each([
    // act, then: raised, acknowledged, claimed, in progress, resolved, merged, closed
    ['acknowledge', ['acknowledged', notNow, notNow, notNow, notNow, notNow, notNow]],
    ['claim', ['claimed', 'claimed', notNow, notNow, notNow, notNow, notNow]],
    ['start', ['in-progress', 'in-progress', 'in-progress', notNow, notNow, notNow, notNow]],
    ['release', [notNow, notNow, 'acknowledged', 'acknowledged', notNow, notNow, notNow]],
    ['resolve', [notNow, 'resolved', 'resolved', 'resolved', notNow, notNow, notNow]],
    ['false', [notNow, 'false', 'false', 'false', notNow, notNow, notNow]],
    ['merge', ['merged', 'merged', 'merged', 'merged', notNow, notNow, notNow]],
    ['close', [notNow, notNow, notNow, notNow, 'closed', notNow, notNow]],
    ['note', ['raised', 'acknowledged', 'claimed', 'in-progress', 'resolved', 'merged', 'closed']],
  ] as const)('%s', (act, expected) => {
    const lives: readonly Alarm['life'][] = [{ kind: 'raised' }, lifeOf('acknowledged'), lifeOf('claimed'), lifeOf('in-progress'), RESOLVED, MERGED, CLOSED];
    const mergeTarget = raised({ id: alarmId('lead') });
    expect(lives.map((life) => outcome(raised({ life }), ACT[act], { mergeTarget }))).toEqual(expected);
  });

  test('what is another’s stays theirs, unless a supervisor takes it over and says why', () => {
    const theirs = raised({ life: lifeOf('claimed', BINH) });
    const codes = (['claim', 'start', 'resolve', 'false', 'release', 'merge'] as const).map((act) => outcome(theirs, ACT[act], { mergeTarget: raised({ id: alarmId('lead') }) }));
    expect(new Set(codes)).toEqual(new Set(['alarm/not-yours']));
    expect(outcome(theirs, { kind: 'claim', takeOver: 'Đổi người trực' })).toBe('app/not-allowed');
    expect(outcome(theirs, { kind: 'claim', takeOver: 'x' }, { rights: SUPERVISE })).toBe('alarm/reason-missing');
    expect(outcome(theirs, { kind: 'claim', takeOver: 'Đổi người trực' }, { rights: SUPERVISE })).toBe('claimed');
    expect(outcome(theirs, ACT.release, { rights: SUPERVISE })).toBe('acknowledged');
    expect(outcome(raised({ life: RESOLVED }), ACT.close, { actor: BINH })).toBe('closed');
  });

  test('who takes an alarm takes it from whoever it was given to; giving needs the right', () => {
    const given = raised({ assigned: { personId: 'binh', name: 'BINH' } });
    const claimed = decide(given, ACT.claim, context());
    expect(claimed.ok && claimed.value.assigned).toBeNull();
    const own = decide(given, ACT.claim, context({ actor: BINH }));
    expect(own.ok && own.value.assigned?.personId).toBe('binh');
    const assign: AlarmAct = { kind: 'assign', to: { personId: 'binh', name: 'BINH' } };
    expect([outcome(raised(), assign), outcome(raised(), assign, { rights: SUPERVISE }), outcome(given, assign, { rights: SUPERVISE })]).toEqual(['app/not-allowed', 'raised', 'alarm/not-now']);
  });

  test.each<[string, Partial<LifeContext>, { readonly priority?: AlarmPriority; readonly ms?: number; readonly reason?: string }]>([
    ['raised', {}, {}],
    ['alarm/reason-missing', {}, { reason: ' a ' }],
    ['alarm/not-on-duty', { shiftEndsUtcMs: null }, {}],
    ['alarm/shelve-too-long', { shiftEndsUtcMs: utcMs(NOW + HOUR - 1) }, {}],
    ['alarm/shelve-too-long', { shiftEndsUtcMs: utcMs(NOW + 14 * HOUR) }, { ms: 12 * HOUR + 1 }],
    ['alarm/shelve-too-long', {}, { priority: 1, ms: SHELVE_MAX_P1_MS + 1 }],
    ['raised', {}, { priority: 1, ms: SHELVE_MAX_P1_MS }],
    ['alarm/not-now', {}, { ms: 0 }],
  ])('shelving: %s %o %o', (expected, more, { priority = 2, ms = HOUR, reason = 'Đang sửa camera' }) => {
    expect(outcome(raised({ priority }), { kind: 'shelve', reason, untilUtcMs: utcMs(NOW + ms) }, more)).toBe(expected);
  });

  test('only the server hides by rule, and closes what is in an incident', () => {
    const suppress: AlarmAct = { kind: 'suppress', rule: ruleId('r'), ruleName: 'Bảo trì' };
    expect([outcome(raised(), suppress, { rights: SUPERVISE }), outcome(raised(), suppress, { rights: 'server' })]).toEqual(['app/not-allowed', 'raised']);
    expect([outcome(raised({ life: MERGED }), ACT.close, { rights: SUPERVISE }), outcome(raised({ life: MERGED }), ACT.close, { rights: 'server' })]).toEqual(['alarm/not-now', 'closed']);
  });

  test.each([[null], [raised()], [raised({ id: alarmId('lead'), life: CLOSED })], [raised({ id: alarmId('lead'), life: MERGED })]])('there is nothing to merge into: %o', (mergeTarget) => {
    expect(outcome(raised(), ACT.merge, { mergeTarget })).toBe('alarm/unknown');
  });

  test('whoever may not handle alarms changes none of them', () => {
    for (const act of Object.values(ACT)) expect(outcome(raised(), act, { rights: ['live.view'] })).toBe('app/not-allowed');
  });

  test('what was done in time is no longer waited for', () => {
    const { deadlines } = raised();
    const left = (['acknowledged', 'claimed'] as const).map((kind) => deadlinesAfter(lifeOf(kind), deadlines));
    expect(left).toEqual([{ ...deadlines, acknowledgeUtcMs: null }, { ...deadlines, acknowledgeUtcMs: null, claimUtcMs: null }]);
    expect(deadlinesAfter(RESOLVED, deadlines)).toEqual({ acknowledgeUtcMs: null, claimUtcMs: null, finishUtcMs: null });
  });

  test('an act that already holds is known as such', () => {
    const mine = raised({ life: lifeOf('claimed') });
    expect([holds(mine, ACT.acknowledge, AN), holds(mine, ACT.claim, AN), holds(mine, ACT.claim, BINH), holds(mine, ACT.start, AN), holds(raised(), ACT.acknowledge, AN)]).toEqual([true, true, false, false, false]);
  });
});

const anActor = fc.constantFrom(AN, BINH, actor('chau'));
const aText = fc.constantFrom('', 'x', 'Lý do đủ dài');
const anAct: fc.Arbitrary<AlarmAct> = fc.oneof(
  fc.constantFrom<AlarmAct>(...Object.values(ACT), { kind: 'unshelve' }, { kind: 'unsuppress' }, { kind: 'suppress', rule: ruleId('r'), ruleName: 'r' }),
  aText.map((takeOver): AlarmAct => ({ kind: 'claim', takeOver })),
  anActor.map((to): AlarmAct => ({ kind: 'assign', to: { personId: to.personId, name: to.name } })),
  fc.tuple(aText, fc.integer({ min: -HOUR, max: 14 * HOUR })).map(([reason, ms]): AlarmAct => ({ kind: 'shelve', reason, untilUtcMs: utcMs(NOW + ms) })),
  // Often: a way back belongs to every way forth.
  aText.map((reason): AlarmAct => ({ kind: 'undo', reason })),
  fc.constant<AlarmAct>({ kind: 'undo', reason: 'Làm nhầm' }),
);
const aTry = fc.record({ act: anAct, by: anActor, rights: fc.constantFrom<LifeContext['rights']>(HANDLE, SUPERVISE, ['live.view'], 'server'), onDuty: fc.boolean() });

test('whatever people try in whatever order: each act taken is one version, none leaves closed but an undo, and an undo restores what was', () => {
  fc.assert(
    fc.property(fc.array(aTry, { maxLength: 40 }), fc.constantFrom<AlarmPriority>(1, 2, 3, 4), (tries, priority) => {
      let alarm = raised({ priority });
      const steps: { readonly step: AlarmStep; readonly before: Alarm }[] = [];
      for (const [index, { act, by, rights, onDuty }] of tries.entries()) {
        const before = alarm;
        const frozen = JSON.stringify(before);
        const last = steps.findLast(({ step }) => changesLife(step));
        const nowUtcMs = NOW + index;
        const decided = decide(before, act, { actor: by, rights, nowUtcMs, shiftEndsUtcMs: onDuty ? utcMs(NOW + 8 * HOUR) : null, lastStep: last?.step ?? null, mergeTarget: raised({ id: alarmId('lead') }) });
        expect(JSON.stringify(before)).toBe(frozen);
        if (!decided.ok) {
          if (act.kind === 'undo' && decided.error.code === 'alarm/nothing-to-undo') expect(last === undefined || last.step.act.kind === 'undo').toBe(true);
          continue;
        }
        alarm = decided.value;
        expect(alarm.version).toBe(before.version + 1);
        expect(alarm.changedUtcMs).toBe(nowUtcMs);
        if (before.life.kind === 'closed' && alarm.life.kind !== 'closed') expect(act.kind).toBe('undo');
        if (alarm.life.kind === 'closed' && before.life.kind !== 'closed' && act.kind !== 'undo') expect(['resolved', 'false', 'merged']).toContain(before.life.kind);
        if (act.kind === 'undo') {
          expect(last?.step.act.kind).not.toBe('undo');
          const { life, shelved, suppressed, assigned } = last?.before ?? raised();
          expect([alarm.life, alarm.shelved, alarm.suppressed, alarm.assigned]).toEqual([life, shelved, suppressed, assigned]);
          expect(rights === 'server' || rights.includes('alarm.supervise') || last?.step.by.personId === by.personId).toBe(true);
        }
        if (alarm.shelved !== null && before.shelved === null && act.kind === 'shelve') expect(alarm.shelved.untilUtcMs).toBeLessThanOrEqual(NOW + 8 * HOUR);
        steps.push({ step: { alarm: alarm.id, version: alarm.version, utcMs: utcMs(nowUtcMs), by, act, before: { life: before.life, shelved: before.shelved, suppressed: before.suppressed, assigned: before.assigned } }, before });
      }
      expect(alarm.version).toBe(1 + steps.length);
    }),
    { numRuns: 2_000 },
  );
});
