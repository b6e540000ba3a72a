import type { Actor } from '@contract/domain/alarm.ts';
import { advance, begin } from '@contract/domain/procedure-run.ts';
import type { Procedure, ProcedureRun, RunAct } from '@contract/domain/procedure.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { utcMs, type AlarmId } from '@contract/domain/units.ts';
import type { ProceduresPort } from '../../main/vms/alarm-ports.ts';
import type { StepsLater } from '../../main/services/procedures/procedures-service.ts';

const SERVER_BY: Actor = { personId: 'p1', name: 'Lê Minh', unitName: '', workstation: 'PC-1' };

/** Runs of procedures as a server keeps them; the same key has the same answer. */
export function createFakeProcedures(known: readonly Procedure[], nowUtcMs: () => number) {
  const runs = new Map<AlarmId, ProcedureRun>();
  const answered = new Map<string, Result<ProcedureRun>>();
  let isDown = false;
  const act = (alarm: AlarmId, version: number | null, wanted: RunAct, by: Actor): Result<ProcedureRun> => {
    const run = runs.get(alarm);
    const at = utcMs(nowUtcMs());
    if (wanted.kind === 'finish-step') return run === undefined || (version !== null && run.version !== version) ? err('alarm/conflict') : advance(run, wanted, by, at);
    const procedure = known.find(({ id }) => id === wanted.procedure);
    return procedure === undefined ? err('procedure/unknown') : run === undefined ? ok(begin(procedure, alarm, at, false)) : err('alarm/conflict');
  };
  const taken = (alarm: AlarmId, answer: Result<ProcedureRun>): Result<ProcedureRun> => {
    if (answer.ok) runs.set(alarm, answer.value);
    return answer;
  };
  const refused = <T>(): Promise<Result<T>> => Promise.resolve(err('app/not-allowed'));
  const port: ProceduresPort = {
    list: () => Promise.resolve(ok(known)),
    put: refused,
    publish: refused,
    retire: refused,
    run: (key, _workstation, alarm, version, wanted) => {
      if (isDown) return Promise.resolve(err('tier/unreachable', { retryable: true }));
      const before = answered.get(key);
      const answer = before ?? taken(alarm, act(alarm, version, wanted, SERVER_BY));
      if (answer.ok) answered.set(key, answer);
      return Promise.resolve(answer);
    },
    task: refused,
    taskState: refused,
  };
  return {
    port,
    runOf: (alarm: AlarmId) => runs.get(alarm) ?? null,
    setDown: (down: boolean) => {
      isDown = down;
    },
    /** Somebody else does a step. */
    forestall: (alarm: AlarmId, wanted: RunAct, name: string) => taken(alarm, act(alarm, null, wanted, { ...SERVER_BY, personId: 'p2', name })),
  };
}

/** Nothing waits: what the server does not answer is refused. */
export const neverLater = (isOnline: () => boolean): StepsLater => ({
  mustWait: () => !isOnline(),
  mayWait: () => false,
  run: () => err('tier/unreachable', { retryable: true }),
  taskState: () => err('tier/unreachable', { retryable: true }),
});
