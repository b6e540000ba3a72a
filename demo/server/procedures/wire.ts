import { ALARM_PRIORITIES } from '../../../contract/domain/alarm.ts';
import type { ProcedureContent, ProcedureRun, RunAct, StepResult, Task } from '../../../contract/domain/procedure.ts';
import { pictureId, procedureId, taskId } from '../../../contract/domain/units.ts';
import type { components } from '../../../contract/tier-api/openapi.gen.ts';

type Schemas = components['schemas'];

/** A run as the Tier API has it. */
export const wireRun = ({ alarm, ...run }: ProcedureRun) => ({ alarmId: alarm, ...run });

/** A task as the Tier API has it. */
export const wireTask = ({ alarm, ...task }: Task) => ({ alarmId: alarm, ...task });

/** What an author wrote, as it came over the API. */
export const contentOf = ({ name, kinds, priorityAtLeast, steps }: Schemas['ProcedureBody']): ProcedureContent => ({ name, kinds, priorityAtLeast: ALARM_PRIORITIES.find((one) => one === priorityAtLeast) ?? 4, steps });

/** What is done in a run, as it came over the API. */
export const runActOf = (act: Schemas['ProcedureRunRequest']['act']): RunAct =>
  act.kind === 'start' ? { kind: 'start', procedure: procedureId(act.procedureId) } : { kind: 'finish-step', step: act.step, result: resultOf(act.result) };

function resultOf(wire: Schemas['StepResult']): StepResult {
  if (wire.kind === 'skipped') return { kind: 'skipped', reason: wire.reason };
  const { items, answer, text, picture, called, task } = wire;
  return {
    kind: 'done',
    ...(items === undefined ? {} : { items }),
    ...(answer === undefined ? {} : { answer }),
    ...(text === undefined ? {} : { text }),
    ...(picture === undefined ? {} : { picture: pictureId(picture) }),
    ...(called === undefined ? {} : { called }),
    ...(task === undefined ? {} : { task: taskId(task) }),
  };
}
