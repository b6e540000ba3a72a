import { z } from 'zod';
import { alarmActField } from '@contract/ipc/alarms.schema.ts';
import { runProcedureInput, taskStateInput } from '@contract/ipc/procedures.schema.ts';
import { alarmId, utcMs } from '@contract/domain/units.ts';

const work = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('acts'), acts: z.array(alarmActField).min(1).max(4) }),
  z.object({ kind: z.literal('run'), act: runProcedureInput.shape.act }),
  z.object({ kind: z.literal('task-state'), task: taskStateInput.shape.task, state: taskStateInput.shape.state, note: taskStateInput.shape.note }),
]);

/** Work of the outbox as the file of a person's alarms has it. */
export const outboxItem = z.object({
  id: z.string().min(1).max(64),
  key: z.string().min(8).max(64),
  alarm: z.string().min(1).max(64).transform(alarmId),
  version: z.number().int().min(1).nullable(),
  work,
  title: z.string().max(4_000),
  madeUtcMs: z.number().transform(utcMs),
  state: z.enum(['waiting', 'done', 'refused']),
  code: z.string().max(64).nullable(),
});
