import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor } from '@contract/domain/alarm.ts';
import { checkProcedure } from '@contract/domain/procedure-check.ts';
import { advance, begin, currentStep, fitsAlarm, isLate, procedureFor, progressOf, timerEnd, unfinishedMandatory } from '@contract/domain/procedure-run.ts';
import type { Procedure, ProcedureRun, ProcedureStep, StepBody, StepResult } from '@contract/domain/procedure.ts';
import { alarmId, pictureId, procedureId, taskId, utcMs } from '@contract/domain/units.ts';

const AN: Actor = { personId: 'p-an', name: 'An', unitName: 'Trung tâm', workstation: 'BAN-01' };
const START = utcMs(1_000_000);
const step = (id: string, next: string | null, body: StepBody = { kind: 'instruction' }, more: Partial<ProcedureStep> = {}): ProcedureStep => ({ id, title: id, text: '', mandatory: false, limitS: null, next, body, ...more });
const procedure = (steps: readonly ProcedureStep[], more: Partial<Procedure> = {}): Procedure => ({ id: procedureId('qt'), name: 'Quy trình', version: 1, state: 'published', kinds: ['fire-smoke'], priorityAtLeast: 4, steps, changedBy: 'An', changedUtcMs: START, etag: '"1"', ...more });
const run = (...steps: readonly ProcedureStep[]): ProcedureRun => begin(procedure(steps), alarmId('bd-1'), START, false);
const finish = (of: ProcedureRun, result: StepResult, afterMs = 1_000, id = of.current?.step ?? '') => advance(of, { kind: 'finish-step', step: id, result }, AN, utcMs((of.current?.sinceUtcMs ?? START) + afterMs));
const DONE: StepResult = { kind: 'done' };
const skip = (reason: string): StepResult => ({ kind: 'skipped', reason });
const valueOf = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

test('a step that is done leads to the next one and stands in the record with its times', () => {
  const after = valueOf(finish(run(step('mot', 'hai'), step('hai', null)), { kind: 'done', text: ' đã xem ' }));
  expect(after).toMatchObject({ version: 2, current: { step: 'hai', sinceUtcMs: 1_001_000 }, entries: [{ step: 'mot', by: AN, startedUtcMs: 1_000_000, endedUtcMs: 1_001_000, result: { kind: 'done', text: 'đã xem' } }] });
  expect(valueOf(finish(after, DONE)).current).toBeNull();
});

test('only the current step can be left, and none once the run is at its end', () => {
  const only = run(step('mot', null));
  expect(finish(only, DONE, 0, 'hai')).toMatchObject({ error: { code: 'procedure/step-not-current' } });
  expect(finish(valueOf(finish(only, DONE)), DONE, 0, 'mot')).toMatchObject({ error: { code: 'procedure/step-not-current' } });
});

const CHECKS: StepBody = { kind: 'checklist', items: ['a', 'b'] };
const ASKS: StepBody = { kind: 'question', answers: [{ text: 'Có', next: 'sau' }, { text: 'Không', next: null }] };
test.each<readonly [string, StepBody, StepResult]>([
  ['a question without an answer', ASKS, DONE],
  ['an answer that is not there', ASKS, { kind: 'done', answer: 2 }],
  ['a note without words', { kind: 'note' }, { kind: 'done', text: ' ' }],
  ['a picture that is missing', { kind: 'attachment' }, DONE],
  ['a call to nobody', { kind: 'call', contacts: [{ name: '114', phone: '114' }] }, { kind: 'done', called: '' }],
  ['a task that was not given', { kind: 'task', text: 'Đến ngay', forces: [] }, DONE],
  ['a mandatory checklist that is half done', CHECKS, { kind: 'done', items: [true, false] }],
  ['a checklist with another number of items', CHECKS, { kind: 'done', items: [true] }],
])('%s does not finish its step', (_what, body, result) => {
  expect(finish(run(step('mot', 'sau', body, { mandatory: true }), step('sau', null)), result)).toMatchObject({ error: { code: 'procedure/answer-missing' } });
});

test.each<readonly [string, StepBody, StepResult]>([
  ['a checklist', CHECKS, { kind: 'done', items: [true, true] }],
  ['a call', { kind: 'call', contacts: [{ name: '114', phone: '114' }] }, { kind: 'done', called: '114' }],
  ['a task', { kind: 'task', text: 'Đến ngay', forces: [] }, { kind: 'done', task: taskId('nv-1') }],
  ['a picture', { kind: 'attachment' }, { kind: 'done', picture: pictureId('a'.repeat(64)) }],
])('%s is kept with what it needs and nothing else', (_what, body, result) => {
  const after = valueOf(finish(run(step('mot', null, body, { mandatory: true })), result.kind === 'done' ? { ...result, answer: 3 } : result));
  expect(after.entries[0]?.result).toEqual(result);
});

test('a checklist that is not mandatory may be left half done', () => {
  expect(finish(run(step('mot', null, CHECKS)), { kind: 'done', items: [true, false] }).ok).toBe(true);
});

test('an answer decides where it goes on; a question that is skipped goes the way of its first answer', () => {
  const asked = run(step('hoi', null, ASKS), step('sau', null));
  expect(valueOf(finish(asked, { kind: 'done', answer: 0 })).current?.step).toBe('sau');
  expect(valueOf(finish(asked, { kind: 'done', answer: 1 })).current).toBeNull();
  expect(valueOf(finish(asked, skip('không liên lạc được'))).current?.step).toBe('sau');
});

test('a timer is waited for, or skipped with a reason', () => {
  const waiting = run(step('cho', null, { kind: 'timer', seconds: 60 }));
  expect(timerEnd(waiting)).toBe(1_060_000);
  expect(finish(waiting, DONE, 59_999)).toMatchObject({ error: { code: 'procedure/too-early' } });
  expect(finish(waiting, DONE, 60_000).ok).toBe(true);
  expect(finish(waiting, skip('đã có hình rồi'), 1_000).ok).toBe(true);
});

test('skipping says why, in five characters at least', () => {
  expect(finish(run(step('mot', null)), skip(' ok  '))).toMatchObject({ error: { code: 'alarm/reason-missing' } });
});

test('mandatory steps are left while they can still come, and not when another way was taken', () => {
  const asked = run(step('hoi', null, ASKS, { mandatory: true }), step('sau', null, { kind: 'note' }, { mandatory: true }));
  expect(unfinishedMandatory(asked).map(({ id }) => id)).toEqual(['hoi', 'sau']);
  expect(unfinishedMandatory(valueOf(finish(asked, { kind: 'done', answer: 0 }))).map(({ id }) => id)).toEqual(['sau']);
  expect(unfinishedMandatory(valueOf(finish(asked, { kind: 'done', answer: 1 })))).toEqual([]);
});

test('progress counts what is done and what lies straight ahead', () => {
  const begun = run(step('mot', 'hoi'), step('hoi', null, ASKS), step('sau', null));
  expect(progressOf(begun)).toEqual({ done: 0, of: 3 });
  const asked = valueOf(finish(begun, DONE));
  expect(progressOf(asked)).toEqual({ done: 1, of: 3 });
  expect(progressOf(valueOf(finish(asked, { kind: 'done', answer: 1 })))).toEqual({ done: 2, of: 2 });
});

test('a step is late after its time', () => {
  const slow = run(step('mot', null, { kind: 'note' }, { limitS: 30 }));
  expect([isLate(slow, START + 30_000), isLate(slow, START + 30_001)]).toEqual([false, true]);
});

test('the procedure for the fewest kinds that fits an alarm is offered', () => {
  const wide = procedure([step('mot', null)], { id: procedureId('rong'), kinds: ['fire-smoke', 'crowd'] });
  const narrow = procedure([step('mot', null)], { id: procedureId('hep'), priorityAtLeast: 2 });
  const draft = procedure([step('mot', null)], { id: procedureId('nhap'), state: 'draft' });
  expect(procedureFor([wide, narrow, draft], { kind: 'fire-smoke', priority: 1 })?.id).toBe('hep');
  expect(procedureFor([wide, narrow, draft], { kind: 'fire-smoke', priority: 3 })?.id).toBe('rong');
  expect(procedureFor([wide, narrow, draft], { kind: 'plate', priority: 1 })).toBeNull();
  expect(fitsAlarm(draft, { kind: 'fire-smoke', priority: 1 })).toBe(false);
});

const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
const anyWay = fc.option(ids, { nil: null });
const anyBody: fc.Arbitrary<StepBody> = fc.oneof(
  fc.constant<StepBody>({ kind: 'instruction' }),
  fc.constant<StepBody>({ kind: 'note' }),
  fc.constant<StepBody>({ kind: 'timer', seconds: 5 }),
  fc.constant<StepBody>({ kind: 'checklist', items: ['x', 'y'] }),
  fc.array(anyWay, { minLength: 2, maxLength: 4 }).map((ways): StepBody => ({ kind: 'question', answers: ways.map((next) => ({ text: 'trả lời', next })) })),
);
const anyStep: fc.Arbitrary<ProcedureStep> = fc.record({ id: ids, next: anyWay, body: anyBody, mandatory: fc.boolean() }).map(({ id, next, body, mandatory }) => step(id, next, body, { mandatory }));
const anyResult: fc.Arbitrary<StepResult> = fc.oneof(
  fc.constant<StepResult>({ kind: 'skipped', reason: 'không cần nữa' }),
  fc.constant<StepResult>({ kind: 'skipped', reason: 'vì' }),
  fc.record({ kind: fc.constant('done' as const), answer: fc.nat(4), text: fc.constantFrom('', 'đã làm'), items: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }) }),
);

test('whatever is done in a run of a valid procedure: entries only grow, the version counts them, and it can still end within its steps', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyStep, { minLength: 1, maxLength: 7, selector: ({ id }) => id }), fc.array(fc.tuple(anyResult, fc.nat(10_000)), { maxLength: 30 }), (steps, acts) => {
      fc.pre(checkProcedure({ name: 'Thử', steps }).length === 0);
      let now = begin(procedure(steps), alarmId('bd-1'), START, false);
      for (const [result, afterMs] of acts) {
        const after = finish(now, result, afterMs);
        if (!after.ok) continue;
        expect(after.value.entries.slice(0, -1)).toEqual(now.entries);
        expect(after.value.version).toBe(now.version + 1);
        now = after.value;
        const { done, of } = progressOf(now);
        expect(done).toBeLessThanOrEqual(of);
      }
      for (let left = steps.length; left > 0 && now.current !== null; left -= 1) now = towardsTheEnd(now);
      expect(now.current).toBeNull();
      expect(unfinishedMandatory(now)).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

/** Leaves the current step on the shortest way out. */
function towardsTheEnd(now: ProcedureRun): ProcedureRun {
  const farFrom = (id: string | null, seen: readonly string[]): number => {
    if (id === null) return 0;
    const at = now.procedure.steps.find((one) => one.id === id);
    if (at === undefined || seen.includes(id)) return Infinity;
    const ways = at.body.kind === 'question' ? at.body.answers.map(({ next }) => next) : [at.next];
    return 1 + Math.min(...ways.map((way) => farFrom(way, [...seen, id])));
  };
  const current = currentStep(now);
  if (current === null) return now;
  if (current.body.kind !== 'question') return valueOf(finish(now, { kind: 'skipped', reason: 'không cần nữa' }));
  const far = current.body.answers.map(({ next }) => farFrom(next, []));
  return valueOf(finish(now, { kind: 'done', answer: far.indexOf(Math.min(...far)) }));
}
