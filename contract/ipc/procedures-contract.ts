import { done, nothing } from './ipc.schema.ts';
import {
  exportedProcedureOutput,
  exportProcedureInput,
  giveTaskInput,
  importedProcedureOutput,
  listProceduresOutput,
  procedureOutput,
  procedureVersionInput,
  runOutput,
  runProcedureInput,
  saveProcedureInput,
  taskOutput,
  taskStateInput,
} from './procedures.schema.ts';
import { defineRequest } from './request-contract.ts';

const fromDesk = { windows: ['desk'], ratePerSecond: 20, maxInputChars: 20_000 } as const;
const authoring = { ...fromDesk, right: 'procedure.edit', maxInputChars: 600_000, audit: 'config' } as const;
const handling = { ...fromDesk, right: 'alarm.handle', audit: 'alarm' } as const;

/** Procedures, their runs and tasks. Without the server the list is what this PC kept; everything else is refused with tier/unreachable. */
export const proceduresContract = {
  /** Drafts, versions in use and retired ones, by name and version. Asked again when the server says that procedures changed. */
  'procedures.list': defineRequest({ ...fromDesk, right: 'live.view', input: nothing, output: listProceduresOutput, audit: 'none' }),
  /** Saves a draft, also one that cannot be published yet. Codes procedure/conflict, procedure/invalid. */
  'procedures.save': defineRequest({ ...authoring, input: saveProcedureInput, output: procedureOutput, subject: ({ procedure }, answer) => ({ procedure: answer?.id ?? procedure.id, steps: procedure.steps.length }) }),
  /** The draft becomes the version in use. Codes procedure/invalid (see checkProcedure), procedure/conflict, procedure/not-draft, procedure/unknown. */
  'procedures.publish': defineRequest({ ...authoring, right: 'procedure.publish', input: procedureVersionInput, output: procedureOutput, subject: ({ id }, answer) => ({ procedure: id, version: answer?.version ?? null }) }),
  /** The version in use is used no more (right procedure.publish), or a draft is thrown away. */
  'procedures.retire': defineRequest({ ...authoring, input: procedureVersionInput, output: done, subject: ({ id }) => ({ procedure: id }) }),
  /** Begins a run or leaves a step of it. Codes of `advance`, alarm/conflict (somebody else did it), alarm/not-yours, alarm/not-now. */
  'procedures.run': defineRequest({ ...handling, input: runProcedureInput, output: runOutput, subject: ({ alarm, act }) => ({ alarm, act: act.kind, ...(act.kind === 'start' ? { procedure: act.procedure } : { step: act.step, result: act.result.kind }) }) }),
  'procedures.task': defineRequest({ ...handling, input: giveTaskInput, output: taskOutput, subject: ({ alarm, to }, answer) => ({ alarm, to: to.id, task: answer?.id ?? null }) }),
  /** Also by whoever was given one and handles no alarms: the server knows whose it is. Codes task/unknown, task/not-now, alarm/reason-missing (declined without a reason), app/not-allowed (another person's). */
  'procedures.taskState': defineRequest({ ...handling, right: 'live.view', input: taskStateInput, output: taskOutput, subject: ({ task, state }) => ({ task, state }) }),
  /** A file the person chooses becomes a new draft; null: none was chosen. Code procedure/file-unreadable. */
  'procedures.importFile': defineRequest({ ...authoring, input: nothing, output: importedProcedureOutput, subject: (_input, answer) => ({ procedure: answer?.id ?? null }) }),
  'procedures.exportFile': defineRequest({ ...fromDesk, right: 'live.view', audit: 'config', input: exportProcedureInput, output: exportedProcedureOutput, subject: ({ id, version }) => ({ procedure: id, version }) }),
} as const;
