import { ALARM_KINDS } from '@contract/domain/alarm-kind.ts';
import type { Actor } from '@contract/domain/alarm.ts';
import { FORCE_KINDS } from '@contract/domain/force.ts';
import { plainText } from '@contract/domain/plain-text.ts';
import type { Procedure, ProcedureRun, ProcedureStep, RunAct, StepBody, StepResult, Task } from '@contract/domain/procedure.ts';
import { assertNever } from '@contract/domain/result.ts';
import { alarmId, forceId, pictureId, procedureId, taskId, utcMs } from '@contract/domain/units.ts';
import { knownOf } from './mapping.ts';
import type { WireActor, WireProcedure, WireRun, WireTask } from './procedure-wire.schema.ts';

type WireStep = WireProcedure['steps'][number];
type WireResult = WireRun['entries'][number]['result'];

export const mapActor = ({ personId, name, unitName, workstation }: WireActor): Actor => ({ personId, name: plainText(name), unitName: plainText(unitName), workstation: plainText(workstation) });

export const mapProcedure = (wire: WireProcedure): Procedure => ({
  id: procedureId(wire.id),
  name: plainText(wire.name, 100) || wire.id,
  version: wire.version,
  state: wire.state,
  kinds: knownOf(wire.kinds, ALARM_KINDS),
  priorityAtLeast: wire.priorityAtLeast,
  steps: wire.steps.map(mapStep),
  changedBy: plainText(wire.changedBy),
  changedUtcMs: utcMs(wire.changedUtcMs),
  etag: wire.etag,
});

/** Several lines are kept apart; each is made fit to show. */
const lines = (text: string, maxChars: number): string => text.split('\n').slice(0, 100).map((line) => plainText(line, maxChars)).join('\n').slice(0, maxChars).trim();

const mapStep = ({ id, title, text, mandatory, limitS, next, body }: WireStep): ProcedureStep => ({ id, title: plainText(title) || id, text: lines(text, 2_000), mandatory, limitS, next, body: mapBody(body) });

function mapBody(body: WireStep['body']): StepBody {
  switch (body.kind) {
    case 'checklist':
      return { kind: body.kind, items: body.items.map((item) => plainText(item, 300)) };
    case 'question':
      return { kind: body.kind, answers: body.answers.map(({ text, next }) => ({ text: plainText(text), next })) };
    case 'call':
      return { kind: body.kind, contacts: body.contacts.map(({ name, phone }) => ({ name: plainText(name), phone: plainText(phone, 40) })) };
    case 'task':
      return { kind: body.kind, text: plainText(body.text, 500), forces: knownOf(body.forces, FORCE_KINDS) };
    case 'instruction':
    case 'timer':
    case 'attachment':
    case 'note':
      return body;
    default:
      return assertNever(body);
  }
}

export const mapRun = (wire: WireRun): ProcedureRun => ({
  alarm: alarmId(wire.alarmId),
  procedure: mapProcedure(wire.procedure),
  version: wire.version,
  entries: wire.entries.map(({ step, by, startedUtcMs, endedUtcMs, result }) => ({ step, by: mapActor(by), startedUtcMs: utcMs(startedUtcMs), endedUtcMs: utcMs(endedUtcMs), result: mapResult(result) })),
  current: wire.current === null ? null : { step: wire.current.step, sinceUtcMs: utcMs(wire.current.sinceUtcMs) },
  isTest: wire.isTest,
});

function mapResult(wire: WireResult): StepResult {
  if (wire.kind === 'skipped') return { kind: 'skipped', reason: plainText(wire.reason, 500) };
  const { items, answer, text, picture, called, task } = wire;
  return {
    kind: 'done',
    ...(items === undefined ? {} : { items }),
    ...(answer === undefined ? {} : { answer }),
    ...(text === undefined ? {} : { text: lines(text, 2_000) }),
    ...(picture === undefined ? {} : { picture: pictureId(picture) }),
    ...(called === undefined ? {} : { called: plainText(called) }),
    ...(task === undefined ? {} : { task: taskId(task) }),
  };
}

export const mapTask = (wire: WireTask): Task => ({
  id: taskId(wire.id),
  alarm: alarmId(wire.alarmId),
  to: wire.to.kind === 'force' ? { kind: 'force', id: forceId(wire.to.id), name: plainText(wire.to.name) || wire.to.id } : { kind: 'person', id: wire.to.id, name: plainText(wire.to.name) || wire.to.id },
  text: plainText(wire.text, 500),
  state: wire.state,
  version: wire.version,
  history: wire.history.map(({ state, utcMs: at, by, note }) => ({ state, utcMs: utcMs(at), by: plainText(by), note: plainText(note, 500) })),
});

/** What is sent to save a draft. */
export const procedureBody = ({ name, kinds, priorityAtLeast, steps }: Procedure) => ({ name, kinds, priorityAtLeast, steps });

/** What is sent to begin a run or to leave a step. */
export const runActBody = (act: RunAct) => (act.kind === 'start' ? { kind: act.kind, procedureId: act.procedure } : act);
