import { isBiometric } from '../../../contract/domain/alarm-kind.ts';
import { ALARM_TEXT_MAX, ownerOf, type Actor, type Alarm } from '../../../contract/domain/alarm.ts';
import { advance, begin, progressOf, stepOf, unfinishedMandatory, type RunStepAct } from '../../../contract/domain/procedure-run.ts';
import type { ProcedureRun, ProcedureStep, RunAct } from '../../../contract/domain/procedure.ts';
import { err, ok, type Result } from '../../../contract/domain/result.ts';
import { utcMs, type AlarmId } from '../../../contract/domain/units.ts';
import type { ActingPerson, AlarmDesk } from '../alarm-desk/desk.ts';
import type { Person } from '../api-types.ts';
import type { Clock } from '../clock.ts';
import type { ProcedureLibrary } from './library.ts';
import type { ProcedureStore } from './store.ts';

/** Longest text told to a console. */
const TOLD_MAX = 200;

export interface Runs {
  readonly of: (alarm: AlarmId) => ProcedureRun | null;
  /** Codes of `advance` and of beginning an alarm, procedure/unknown, alarm/unknown, alarm/conflict (another version of the run), alarm/not-now. */
  readonly act: (who: ActingPerson, key: string, alarm: AlarmId, version: number | null, act: RunAct) => Promise<Result<ProcedureRun>>;
}

export interface RunParts {
  readonly desk: AlarmDesk;
  readonly library: ProcedureLibrary;
  readonly store: ProcedureStore;
  readonly people: readonly Person[];
  readonly clock: Clock;
}

/** Runs of procedures: they put the alarm in progress, keep mandatory steps from being forgotten, and tell supervisors of skipped ones. */
export function createRuns({ desk, library, store, people, clock }: RunParts): Runs {
  const { state } = store;
  const of = (alarm: AlarmId): ProcedureRun | null => state.runs.find((run) => run.alarm === alarm) ?? null;
  const nowUtcMs = () => utcMs(Math.floor(clock.nowUtcMs()));
  const keep = async (run: ProcedureRun): Promise<void> => {
    state.runs = [...state.runs.filter(({ alarm }) => alarm !== run.alarm && desk.get(alarm) !== null), run];
    await store.save();
  };
  const tellSupervisors = (alarm: Alarm, by: string, title: string): void => {
    const supervisors = people.filter(({ id, rights }) => id !== by && rights.includes('alarm.supervise') && (!isBiometric(alarm.kind) || rights.includes('biometric.match')));
    desk.tell(supervisors.map(({ id }) => id), alarm.id, cut(title, TOLD_MAX), 'step-skipped');
  };
  /** Takes the alarm and begins it, unless it is begun. */
  const takeUp = (who: ActingPerson, key: string, alarm: Alarm): Result<Alarm> => {
    const { kind } = alarm.life;
    if (kind !== 'raised' && kind !== 'acknowledged' && kind !== 'claimed' && kind !== 'in-progress') return err('alarm/not-now');
    if (kind === 'in-progress') {
      const mine = ownerOf(alarm)?.personId === who.person.id || who.person.rights.includes('alarm.supervise');
      return mine ? ok(alarm) : err('alarm/not-yours');
    }
    const acts = kind === 'claimed' ? [{ kind: 'start' } as const] : [{ kind: 'claim' } as const, { kind: 'start' } as const];
    const [outcome] = desk.act(who, `${key}-begin`, [{ alarm: alarm.id, version: null, acts }]);
    return outcome === undefined || outcome.code !== null || outcome.current === null ? err(outcome?.code ?? 'alarm/unknown') : ok(outcome.current);
  };
  const start = async (who: ActingPerson, key: string, alarm: Alarm, act: Extract<RunAct, { readonly kind: 'start' }>): Promise<Result<ProcedureRun>> => {
    const old = of(alarm.id);
    if (old !== null && old.entries.length > 0) return err('alarm/not-now', { detail: 'a run is under way' });
    const procedure = library.inUse(act.procedure);
    if (procedure === null) return err('procedure/unknown');
    const begun = takeUp(who, key, alarm);
    if (!begun.ok) return begun;
    const run = begin(procedure, alarm.id, nowUtcMs(), false);
    await keep(run);
    desk.change(alarm.id, actorOf(who), { procedure: procedure.id, progress: progressOf(run) }, null);
    desk.detailChanged(alarm.id);
    return ok(run);
  };
  const finishStep = async (who: ActingPerson, key: string, alarm: Alarm, version: number | null, act: RunStepAct): Promise<Result<ProcedureRun>> => {
    const run = of(alarm.id);
    if (run === null) return err('procedure/step-not-current');
    if (version !== null && version !== run.version) return err('alarm/conflict', { detail: `the run has version ${String(run.version)}` });
    const actor = actorOf(who);
    const advanced = advance(run, act, actor, nowUtcMs());
    if (!advanced.ok) return advanced;
    const begun = takeUp(who, key, alarm);
    if (!begun.ok) return begun;
    await keep(advanced.value);
    const step = stepOf(run.procedure, act.step);
    const isTold = step?.mandatory === true && act.result.kind === 'skipped';
    const skipped = isTold ? skippedText(step, act.result.reason) : '';
    desk.change(alarm.id, actor, { progress: progressOf(advanced.value) }, isTold ? { kind: 'note', text: cut(skipped, ALARM_TEXT_MAX) } : null);
    desk.detailChanged(alarm.id);
    if (isTold) tellSupervisors(alarm, actor.personId, `${actor.name}: ${skipped}`);
    return advanced;
  };

  desk.addBeginning((alarm) => ({ procedure: library.forAlarm(alarm)?.id ?? null }));
  desk.addDetail((alarm) => ({ run: of(alarm) }));
  desk.addGuard((alarm, act) => {
    const isEnding = act.kind === 'resolve' || (act.kind === 'close' && alarm.life.kind === 'resolved');
    const run = isEnding ? of(alarm.id) : null;
    return run !== null && unfinishedMandatory(run).length > 0 ? 'alarm/steps-missing' : null;
  });
  // Nothing forces an alarm's procedure to be begun; but who ends one without it is not alone with that.
  desk.onDidChange((alarm, before) => {
    if (alarm.life.kind !== 'resolved' || before === null || before.life.kind === 'resolved' || alarm.procedure === null || of(alarm.id) !== null) return;
    const procedure = library.inUse(alarm.procedure);
    if (procedure === null || !procedure.steps.some(({ mandatory }) => mandatory)) return;
    tellSupervisors(alarm, alarm.life.by.personId, `${alarm.life.by.name}: kết thúc mà không theo quy trình “${procedure.name}”`);
  });

  return {
    of,
    act: async (who, key, id, version, act) => {
      const alarm = desk.get(id);
      if (alarm === null) return err('alarm/unknown');
      return act.kind === 'start' ? start(who, key, alarm, act) : finishStep(who, key, alarm, version, act);
    },
  };
}

export const actorOf = ({ person, workstation }: ActingPerson): Actor => ({ personId: person.id, name: person.name, unitName: person.unitName ?? '', workstation });

const skippedText = ({ title }: ProcedureStep, reason: string): string => `Bỏ qua bước bắt buộc “${title}”: ${reason.trim()}`;

/** At most so many characters. */
export const cut = (text: string, max: number): string => ([...text].length > max ? `${[...text].slice(0, max - 1).join('')}…` : text);
