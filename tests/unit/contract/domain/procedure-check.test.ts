import { expect, test } from 'vitest';
import { checkProcedure } from '@contract/domain/procedure-check.ts';
import type { ProcedureStep, StepBody } from '@contract/domain/procedure.ts';

const step = (id: string, next: string | null, body: StepBody = { kind: 'instruction' }, more: Partial<ProcedureStep> = {}): ProcedureStep => ({ id, title: `Bước ${id}`, text: '', mandatory: false, limitS: null, next, body, ...more });
const question = (id: string, ...ways: readonly (string | null)[]): ProcedureStep => step(id, null, { kind: 'question', answers: ways.map((next, index) => ({ text: `Trả lời ${String(index)}`, next })) });
const check = (...steps: readonly ProcedureStep[]) => checkProcedure({ name: 'Thử', steps });

test('steps that lead to the end one after the other have nothing wrong', () => {
  expect(check(step('mot', 'hai'), question('hai', 'ba', null), step('ba', null))).toEqual([]);
});

test('going back is right as long as some way leads on to the end', () => {
  expect(check(step('cho', 'xong'), question('xong', 'cho', null))).toEqual([]);
});

test('a circle that nobody can leave is told of each of its steps', () => {
  expect(check(step('mot', 'hai'), step('hai', 'mot'))).toEqual([
    { step: 'mot', code: 'no-end' },
    { step: 'hai', code: 'no-end' },
  ]);
});

test.each<readonly [string, ProcedureStep, string]>([
  ['leads to a step that is not there', step('mot', 'dau'), 'next-unknown'],
  ['has an answer that leads nowhere', question('mot', 'dau', null), 'next-unknown'],
  ['asks with one answer only', question('mot', null), 'answers-missing'],
  ['has an answer without words', step('mot', null, { kind: 'question', answers: [{ text: ' ', next: null }, { text: 'Có', next: null }] }), 'answers-missing'],
  ['has a checklist without items', step('mot', null, { kind: 'checklist', items: [] }), 'items-missing'],
  ['has a timer that is too short', step('mot', null, { kind: 'timer', seconds: 4 }), 'timer-wrong'],
  ['calls nobody', step('mot', null, { kind: 'call', contacts: [] }), 'contacts-missing'],
  ['calls somebody without a number', step('mot', null, { kind: 'call', contacts: [{ name: '114', phone: '' }] }), 'contacts-missing'],
  ['gives a task without words', step('mot', null, { kind: 'task', text: '', forces: [] }), 'task-text-missing'],
  ['has no title', step('mot', null, { kind: 'note' }, { title: '  ' }), 'title-missing'],
  ['is called what no step may be', step('Một', null), 'id-wrong'],
  ['should be done in no time', step('mot', null, { kind: 'note' }, { limitS: 0 }), 'limit-wrong'],
])('a step that %s is told', (_what, wrong, code) => {
  expect(check(wrong)).toContainEqual({ step: wrong.id, code });
});

test('a step that nothing leads to, and one whose name is taken, are told', () => {
  expect(check(step('mot', null), step('hai', null), step('mot', null))).toEqual([
    { step: 'hai', code: 'unreachable' },
    { step: 'mot', code: 'id-twice' },
  ]);
});

test('nothing at all is told as a whole', () => {
  expect(checkProcedure({ name: ' ', steps: [] })).toEqual([
    { step: null, code: 'name-missing' },
    { step: null, code: 'no-steps' },
  ]);
});
