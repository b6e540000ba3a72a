import { z } from 'zod';
import { ALARM_KINDS } from '../domain/alarm-kind.ts';
import { ALARM_TEXT_MAX, REASON_MIN } from '../domain/alarm.ts';
import { FORCE_KINDS } from '../domain/force.ts';
import { TASK_STATES, type Procedure, type ProcedureContent, type ProcedureRun, type ProcedureStep, type StepBody, type StepResult, type Task } from '../domain/procedure.ts';
import { PROCEDURE_STEPS_MAX, STEP_ID, STEP_SECONDS } from '../domain/procedure-check.ts';
import { forceId, pictureId, procedureId, taskId } from '../domain/units.ts';
import { alarmField } from './alarms.schema.ts';

const words = (max: number) => z.string().trim().max(max);
const some = (max: number) => words(max).min(1);
const stepId = z.string().regex(STEP_ID);

export const stepBodyField: z.ZodType<StepBody> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('instruction') }),
  z.strictObject({ kind: z.literal('checklist'), items: z.array(some(300)).min(1).max(30) }),
  z.strictObject({ kind: z.literal('question'), answers: z.array(z.strictObject({ text: some(200), next: stepId.nullable() })).min(2).max(10) }),
  z.strictObject({ kind: z.literal('timer'), seconds: z.number().int().min(STEP_SECONDS.timerFrom).max(STEP_SECONDS.until) }),
  z.strictObject({ kind: z.literal('call'), contacts: z.array(z.strictObject({ name: some(200), phone: some(40) })).min(1).max(10) }),
  z.strictObject({ kind: z.literal('task'), text: some(ALARM_TEXT_MAX), forces: z.array(z.enum(FORCE_KINDS)).max(FORCE_KINDS.length) }),
  z.strictObject({ kind: z.literal('attachment') }),
  z.strictObject({ kind: z.literal('note') }),
]);

export const procedureStepField: z.ZodType<ProcedureStep> = z.strictObject({
  id: stepId,
  title: some(200),
  text: words(2_000),
  mandatory: z.boolean(),
  limitS: z.number().int().min(STEP_SECONDS.limitFrom).max(STEP_SECONDS.until).nullable(),
  next: stepId.nullable(),
  body: stepBodyField,
});

/** What an author writes; a file has the same in it. Whether its steps lead anywhere is told by `checkProcedure`. */
export const procedureContent = z.strictObject({
  name: some(100),
  kinds: z.array(z.enum(ALARM_KINDS)).max(ALARM_KINDS.length),
  priorityAtLeast: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  steps: z.array(procedureStepField).min(1).max(PROCEDURE_STEPS_MAX),
}) satisfies z.ZodType<ProcedureContent>;

/** A procedure in a file. */
export const procedureFileFields = z.object({ format: z.literal('vonglau-procedure'), version: z.literal(1), procedure: procedureContent });

const procedureField = z.string().min(1).max(64).transform(procedureId);
const etag = z.string().min(1).max(200);

/** `id` null and `etag` '': a new one. Otherwise the etag of the version (draft or published) it was begun from. */
export const saveProcedureInput = z.strictObject({ procedure: procedureContent.extend({ id: procedureField.nullable(), etag: z.string().max(200) }) });
export const procedureVersionInput = z.strictObject({ id: procedureField, etag });
export const exportProcedureInput = z.strictObject({ id: procedureField, version: z.number().int().min(1) });

/** A part that the window left `undefined` came over the bridge as nothing. */
export const stepResultField: z.ZodType<StepResult> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('done'),
    items: z.array(z.boolean()).max(30).exactOptional(),
    answer: z.number().int().min(0).max(9).exactOptional(),
    text: z.string().max(2_000).exactOptional(),
    picture: z.string().regex(/^[0-9a-f]{64}$/).transform(pictureId).exactOptional(),
    called: z.string().max(200).exactOptional(),
    task: z.string().min(1).max(64).transform(taskId).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('skipped'), reason: words(ALARM_TEXT_MAX).min(REASON_MIN) }),
]);

/** `version`: of the run the person saw; null: whatever it is. Starting has none. */
export const runProcedureInput = z.strictObject({
  alarm: alarmField,
  version: z.number().int().min(1).nullable(),
  act: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('start'), procedure: procedureField }), z.strictObject({ kind: z.literal('finish-step'), step: stepId, result: stepResultField })]),
});

const name = words(200);
export const giveTaskInput = z.strictObject({
  alarm: alarmField,
  to: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('force'), id: z.string().min(1).max(64).transform(forceId), name }), z.strictObject({ kind: z.literal('person'), id: z.string().min(1).max(64), name })]),
  text: some(ALARM_TEXT_MAX),
});
export const taskStateInput = z.strictObject({ alarm: alarmField, task: z.string().min(1).max(64).transform(taskId), state: z.enum(TASK_STATES), note: words(ALARM_TEXT_MAX) });

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null;
/** `isCached`: the server is away, as this PC kept them. */
export const listProceduresOutput = z.custom<{ readonly procedures: readonly Procedure[]; readonly isCached: boolean }>(isRecord);
export const procedureOutput = z.custom<Procedure>(isRecord);
export const importedProcedureOutput = z.custom<Procedure | null>((value) => value === null || isRecord(value));
/** Null: no file was chosen. */
export const exportedProcedureOutput = z.strictObject({ file: z.string() }).nullable();
export const runOutput = z.custom<ProcedureRun>(isRecord);
export const taskOutput = z.custom<Task>(isRecord);
