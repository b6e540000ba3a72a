import type { Procedure, ProcedureStep } from './procedure.ts';

/** What can be wrong with a procedure; each has a sentence. */
export const PROCEDURE_PROBLEMS = [
  'name-missing',
  'no-steps',
  'too-many-steps',
  'id-wrong',
  'id-twice',
  'title-missing',
  'limit-wrong',
  'items-missing',
  'answers-missing',
  'timer-wrong',
  'contacts-missing',
  'task-text-missing',
  'next-unknown',
  'unreachable',
  'no-end',
] as const;
export type ProcedureProblemCode = (typeof PROCEDURE_PROBLEMS)[number];

/** One thing that is wrong. `step` null: with the procedure as a whole. */
export interface ProblemOfProcedure {
  readonly step: string | null;
  readonly code: ProcedureProblemCode;
}

export const PROCEDURE_STEPS_MAX = 100;
/** Seconds a timer may run, or a step may be meant to take. */
export const STEP_SECONDS = { timerFrom: 5, limitFrom: 1, until: 86_400 } as const;
/** How steps are called by the machine. */
export const STEP_ID = /^[a-z0-9-]{1,40}$/;

type Checked = Pick<Procedure, 'name' | 'steps'>;

/** Where a step can lead; null: the end. A question that is skipped goes on by `next`, or as its first answer when it has none. */
export const waysOf = (step: ProcedureStep): readonly (string | null)[] => (step.body.kind === 'question' && step.next !== null ? [step.next, ...waysDone(step)] : waysDone(step));

/** Where it leads to when it is done, not skipped. */
const waysDone = ({ body, next }: ProcedureStep): readonly (string | null)[] => (body.kind === 'question' ? body.answers.map((answer) => answer.next) : [next]);

/** Everything that is wrong with a procedure, in the order of its steps; empty: it can be published, and every run of it can end. */
export function checkProcedure({ name, steps }: Checked): readonly ProblemOfProcedure[] {
  const whole: ProblemOfProcedure[] = [];
  if (isEmpty(name)) whole.push({ step: null, code: 'name-missing' });
  if (steps.length === 0) whole.push({ step: null, code: 'no-steps' });
  if (steps.length > PROCEDURE_STEPS_MAX) whole.push({ step: null, code: 'too-many-steps' });
  const known = new Map<string, ProcedureStep>();
  const twice = new Set<ProcedureStep>();
  for (const step of steps) {
    if (known.has(step.id)) twice.add(step);
    else known.set(step.id, step);
  }
  const reached = reachedFrom(steps[0] === undefined ? [] : [steps[0].id], (id) => known.get(id));
  const ending = endingSteps(known);
  return [
    ...whole,
    ...steps.flatMap((step) => {
      const codes = wrongIn(step);
      if (twice.has(step)) codes.push('id-twice');
      if (waysOf(step).some((way) => way !== null && !known.has(way))) codes.push('next-unknown');
      if (!twice.has(step) && !reached.has(step.id)) codes.push('unreachable');
      else if (!ending.has(step.id)) codes.push('no-end');
      return codes.map((code) => ({ step: step.id, code }));
    }),
  ];
}

/** Ids of the steps that can come from these on, with them. */
export function reachedFrom(ids: readonly string[], stepOf: (id: string) => ProcedureStep | undefined): ReadonlySet<string> {
  const reached = new Set<string>();
  const ahead = [...ids];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    const step = stepOf(id);
    if (step === undefined || reached.has(id)) continue;
    reached.add(id);
    ahead.push(...waysOf(step).filter((way) => way !== null));
  }
  return reached;
}

/** Steps from which some way leads to the end without skipping any. */
function endingSteps(steps: ReadonlyMap<string, ProcedureStep>): ReadonlySet<string> {
  const ending = new Set<string>();
  for (let before = -1; before < ending.size; ) {
    before = ending.size;
    for (const [id, step] of steps) if (waysDone(step).some((way) => way === null || ending.has(way))) ending.add(id);
  }
  return ending;
}

function wrongIn({ id, title, limitS, body }: ProcedureStep): ProcedureProblemCode[] {
  const codes: ProcedureProblemCode[] = [];
  if (!STEP_ID.test(id)) codes.push('id-wrong');
  if (isEmpty(title)) codes.push('title-missing');
  if (limitS !== null && !isWithin(limitS, STEP_SECONDS.limitFrom)) codes.push('limit-wrong');
  if (body.kind === 'checklist' && (body.items.length === 0 || body.items.some(isEmpty))) codes.push('items-missing');
  if (body.kind === 'question' && (body.answers.length < 2 || body.answers.some(({ text }) => isEmpty(text)))) codes.push('answers-missing');
  if (body.kind === 'timer' && !isWithin(body.seconds, STEP_SECONDS.timerFrom)) codes.push('timer-wrong');
  if (body.kind === 'call' && (body.contacts.length === 0 || body.contacts.some(({ name, phone }) => isEmpty(name) || isEmpty(phone)))) codes.push('contacts-missing');
  if (body.kind === 'task' && isEmpty(body.text)) codes.push('task-text-missing');
  return codes;
}

const isEmpty = (text: string): boolean => text.trim() === '';
const isWithin = (seconds: number, from: number): boolean => Number.isInteger(seconds) && seconds >= from && seconds <= STEP_SECONDS.until;
