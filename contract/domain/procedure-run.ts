import { REASON_MIN, type Actor, type Alarm } from './alarm.ts';
import { reachedFrom } from './procedure-check.ts';
import type { Procedure, ProcedureRun, ProcedureStep, RunAct, RunEntry, StepResult } from './procedure.ts';
import { assertNever, err, ok, type Result } from './result.ts';
import { utcMs, type AlarmId, type UtcMs } from './units.ts';

/** What a person does in a run that is under way. */
export type RunStepAct = Extract<RunAct, { readonly kind: 'finish-step' }>;

/** A run at its first step. `isTest`: to try a draft; nothing of it leaves the window. */
export const begin = (procedure: Procedure, alarm: AlarmId, nowUtcMs: UtcMs, isTest: boolean): ProcedureRun => ({
  alarm,
  procedure,
  version: 1,
  entries: [],
  current: at(procedure.steps[0]?.id ?? null, nowUtcMs),
  isTest,
});

/**
 * The run after its current step was left. Codes: procedure/step-not-current, procedure/answer-missing (the result does not fit the
 * step), procedure/too-early (a timer still runs; it may be skipped), alarm/reason-missing (skipping needs REASON_MIN characters).
 */
export function advance(run: ProcedureRun, act: RunStepAct, actor: Actor, nowUtcMs: UtcMs): Result<ProcedureRun> {
  const step = currentStep(run);
  if (step === null || run.current === null || act.step !== step.id) return err('procedure/step-not-current');
  const sinceUtcMs = run.current.sinceUtcMs;
  const fitted = fit(step, act.result, sinceUtcMs, nowUtcMs);
  if (!fitted.ok) return fitted;
  const entry: RunEntry = { step: step.id, by: actor, startedUtcMs: sinceUtcMs, endedUtcMs: utcMs(Math.max(nowUtcMs, sinceUtcMs)), result: fitted.value };
  return ok({ ...run, version: run.version + 1, entries: [...run.entries, entry], current: at(stepAfter(step, fitted.value), entry.endedUtcMs) });
}

/** The step worked on; null: the run is at its end, or names a step its procedure does not have. */
export const currentStep = ({ current, procedure }: ProcedureRun): ProcedureStep | null => (current === null ? null : stepOf(procedure, current.step) ?? null);

export const stepOf = ({ steps }: Pick<Procedure, 'steps'>, id: string): ProcedureStep | undefined => steps.find((step) => step.id === id);

/** Where a step leads to once it was left so; null: the end. */
export function stepAfter({ body, next }: ProcedureStep, result: StepResult): string | null {
  if (body.kind !== 'question') return next;
  const answer = result.kind === 'done' && result.answer !== undefined ? body.answers[result.answer] : undefined;
  return answer === undefined ? (next ?? body.answers[0]?.next ?? null) : answer.next;
}

/** Steps done, and those with what lies ahead on the straight way (first answers); equal at the end. A step done twice counts once. */
export function progressOf(run: ProcedureRun): NonNullable<Alarm['progress']> {
  const done = new Set(run.entries.map(({ step }) => step));
  const all = new Set(done);
  const passed = new Set<string>();
  for (let step = currentStep(run); step !== null && !passed.has(step.id); step = stepOf(run.procedure, stepAfter(step, SKIPPED) ?? '') ?? null) {
    passed.add(step.id);
    all.add(step.id);
  }
  const current = run.current;
  // A step gone back to is done once more: it is not counted as done while it is worked on.
  return { done: current !== null && done.has(current.step) ? done.size - 1 : done.size, of: all.size };
}
const SKIPPED: StepResult = { kind: 'skipped', reason: '' };

/** Mandatory steps that can still come and were neither done nor skipped, in the order of the procedure; none at the end of a run. */
export function unfinishedMandatory(run: ProcedureRun): readonly ProcedureStep[] {
  if (run.current === null) return [];
  const left = new Set(run.entries.map(({ step }) => step));
  const ahead = reachedFrom([run.current.step], (id) => stepOf(run.procedure, id));
  return run.procedure.steps.filter(({ id, mandatory }) => mandatory && ahead.has(id) && !left.has(id));
}

/** Its current step takes longer than it should. */
export function isLate(run: ProcedureRun, nowUtcMs: number): boolean {
  const limitS = currentStep(run)?.limitS ?? null;
  return limitS !== null && run.current !== null && nowUtcMs > run.current.sinceUtcMs + limitS * 1000;
}

/** When the timer of the current step is over; null: it is no timer. */
export function timerEnd(run: ProcedureRun): UtcMs | null {
  const body = currentStep(run)?.body;
  return body?.kind === 'timer' && run.current !== null ? utcMs(run.current.sinceUtcMs + body.seconds * 1000) : null;
}

/** Whether a procedure is offered for an alarm: it is in use, of its kind, and the alarm urgent enough. */
export const fitsAlarm = ({ state, kinds, priorityAtLeast }: Procedure, { kind, priority }: Pick<Alarm, 'kind' | 'priority'>): boolean => state === 'published' && kinds.includes(kind) && priority <= priorityAtLeast;

/** Of the procedures that fit an alarm the one for the fewest kinds, then the most urgent ones, then by name; null: none fits. */
export const procedureFor = (procedures: readonly Procedure[], alarm: Pick<Alarm, 'kind' | 'priority'>): Procedure | null =>
  [...procedures].filter((procedure) => fitsAlarm(procedure, alarm)).sort((one, other) => one.kinds.length - other.kinds.length || one.priorityAtLeast - other.priorityAtLeast || (one.name < other.name ? -1 : 1))[0] ?? null;

const at = (step: string | null, sinceUtcMs: UtcMs): ProcedureRun['current'] => (step === null ? null : { step, sinceUtcMs });

type Done = Extract<StepResult, { readonly kind: 'done' }>;

/** The result as it is kept: with what belongs to the step, and a remark on any. */
function fit(step: ProcedureStep, result: StepResult, sinceUtcMs: UtcMs, nowUtcMs: UtcMs): Result<StepResult> {
  if (result.kind === 'skipped') {
    const reason = result.reason.trim();
    return [...reason].length < REASON_MIN ? err('alarm/reason-missing') : ok({ kind: 'skipped', reason });
  }
  if (step.body.kind === 'timer' && nowUtcMs < sinceUtcMs + step.body.seconds * 1000) return err('procedure/too-early');
  const own = ownResult(step, result);
  const text = result.text?.trim() ?? '';
  return own === null ? err('procedure/answer-missing') : ok({ kind: 'done', ...own, ...(text === '' ? {} : { text }) });
}

/** The part of a result that its step asks for; null: it is not there. */
function ownResult({ body, mandatory }: ProcedureStep, { items, answer, text, picture, called, task }: Done): Partial<Done> | null {
  switch (body.kind) {
    case 'instruction':
    case 'timer':
      return {};
    case 'checklist':
      return items === undefined || items.length !== body.items.length || (mandatory && !items.every(Boolean)) ? null : { items };
    case 'question':
      return answer === undefined || body.answers[answer] === undefined ? null : { answer };
    case 'call':
      return called === undefined || called.trim() === '' ? null : { called: called.trim() };
    case 'task':
      return task === undefined ? null : { task };
    case 'attachment':
      return picture === undefined ? null : { picture };
    case 'note':
      return text === undefined || text.trim() === '' ? null : {};
    default:
      return assertNever(body);
  }
}
