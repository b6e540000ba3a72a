import { isClosed, type Alarm } from '../../../contract/domain/alarm.ts';
import { deadlinesAfter } from '../../../contract/domain/alarm-life.ts';
import { deadlinesOf, dueSteps, nextStepUtcMs, planFor, recipients, type DueStep } from '../../../contract/domain/escalation-plan.ts';
import type { EscalationPlan, Level } from '../../../contract/domain/escalation.ts';
import { utcMs, type AlarmId, type UtcMs } from '../../../contract/domain/units.ts';
import type { AlarmDesk } from '../alarm-desk/desk.ts';
import type { EscalationStore } from './escalation-state.ts';
import type { Notices } from './notices.ts';

/** Pause between two looks at the clock. */
const LOOK_MS = 200;
/** Alarms that climb in one look: in a storm the rest follow at the next. */
const AT_ONCE = 50;
const NOT_CLIMBED: Alarm['climb'] = { steps: 0, level: '', nextUtcMs: null };
/** How far a life has come: whoever goes to a lower one has work before them again. */
const STAGE: Readonly<Record<Alarm['life']['kind'], number>> = { raised: 0, acknowledged: 1, claimed: 2, 'in-progress': 2, resolved: 3, false: 3, merged: 3, closed: 4 };

/** Alarms that nobody does anything about are told to the next level, by the plan that fits them. */
export interface Climb {
  /** Plans or contacts changed: open alarms climb by the new ones. */
  readonly replan: () => void;
  /** This tier has the alarm since now: its times run from here. */
  readonly hold: (alarm: AlarmId) => void;
  readonly close: () => void;
}

export interface ClimbParts {
  readonly desk: AlarmDesk;
  readonly store: EscalationStore;
  readonly notices: Notices;
  /** Times of plans are multiplied by it; 1 but in tests. */
  readonly scale: number;
  readonly nowUtcMs: () => number;
  /** A level above this tier: the alarm is handed up to it. */
  readonly handUp: (alarm: Alarm, level: Level) => Promise<void>;
}

export function createClimb({ desk, store, notices, scale, nowUtcMs, handUp }: ClimbParts): Climb {
  const { state } = store;
  const due = new Map<AlarmId, number>();
  const underWay = new Set<AlarmId>();
  let closed = false;

  const plans = (): readonly EscalationPlan[] => state.plans;
  const planOf = (alarm: Pick<Alarm, 'kind' | 'priority'>): EscalationPlan | null => {
    const plan = planFor(plans(), alarm);
    return plan === null || scale === 1 ? plan : { ...plan, steps: plan.steps.map((step) => ({ ...step, afterS: step.afterS * scale })) };
  };
  const sinceOf = ({ id, raisedUtcMs }: Alarm): UtcMs => utcMs(state.since.get(id) ?? raisedUtcMs);

  const follow = (alarm: Alarm): void => {
    const plan = planOf(alarm);
    const next = plan === null || isClosed(alarm) ? null : nextStepUtcMs(plan, alarm, sinceOf(alarm));
    if (next === null) due.delete(alarm.id);
    else due.set(alarm.id, next);
  };
  const begun = (alarm: Alarm): Partial<Pick<Alarm, 'deadlines'>> => {
    const plan = planOf(alarm);
    return plan === null ? {} : { deadlines: deadlinesOf(plan, sinceOf(alarm)) };
  };
  /** The time of the next step goes with the life of an alarm. */
  const settled = (alarm: Alarm): Partial<Pick<Alarm, 'climb'>> => {
    const plan = planOf(alarm);
    const nextUtcMs = plan === null ? null : nextStepUtcMs(plan, alarm, sinceOf(alarm));
    return nextUtcMs === alarm.climb.nextUtcMs ? {} : { climb: { ...alarm.climb, nextUtcMs } };
  };

  const take = async (alarm: Alarm, steps: readonly DueStep[], plan: EscalationPlan): Promise<void> => {
    for (const { index, step } of steps) {
      const to = recipients(state.contacts, step.level, nowUtcMs(), alarm.priority);
      notices.tell({ alarm, step: `${plan.id} ${String(index)} ${String(step.afterS)} ${String(sinceOf(alarm))}`, level: step.level, cause: step.cause, channels: step.channels, to });
    }
    // Kept before the alarm says that it climbed: a step is done twice rather than never, and a notice is known by its id.
    await store.save();
    for (const { index, step } of steps) {
      const before = desk.get(alarm.id);
      if (closed || before === null || before.climb.steps > index) continue;
      desk.change(alarm.id, desk.server, { climb: { steps: index + 1, level: step.level, nextUtcMs: null } }, { kind: 'escalated', level: step.level });
      const now = desk.get(alarm.id);
      if (now !== null) await handUp(now, step.level);
    }
    notices.pump();
  };
  const look = (): void => {
    const now = nowUtcMs();
    let taken = 0;
    for (const [id, at] of due) {
      if (at > now || underWay.has(id)) continue;
      if ((taken += 1) > AT_ONCE) return;
      const alarm = desk.get(id);
      const plan = alarm === null ? null : planOf(alarm);
      const steps = alarm === null || plan === null ? [] : dueSteps(plan, alarm, sinceOf(alarm), now);
      if (alarm === null || plan === null || steps.length === 0) {
        due.delete(id);
        continue;
      }
      underWay.add(id);
      void take(alarm, steps, plan)
        .catch((error: unknown) => process.stderr.write(`escalation: ${error instanceof Error ? error.message : 'failed'}\n`))
        .finally(() => {
          underWay.delete(id);
          const after = desk.get(id);
          if (after === null) due.delete(id);
          else follow(after);
        });
    }
  };

  /**
   * What goes back in its life (undone, let go, out of an incident) has its times again. One that was closed begins anew: its times run from now,
   * the ladder from its foot. One that was settled only goes on where it was, or settling and undoing would put off every step.
   */
  const wentBack = (alarm: Alarm, before: Alarm | null): void => {
    if (before === null || alarm.life.kind === 'merged' || STAGE[alarm.life.kind] >= STAGE[before.life.kind]) return;
    const isAnew = isClosed(before);
    if (isAnew) {
      state.since.set(alarm.id, Math.floor(nowUtcMs()));
      void store.save().catch((error: unknown) => process.stderr.write(`escalation: ${error instanceof Error ? error.message : 'failed'}\n`));
    }
    const { deadlines } = begun(alarm);
    if (deadlines !== undefined) desk.change(alarm.id, desk.server, { deadlines: deadlinesAfter(alarm.life, deadlines), ...(isAnew ? { climb: NOT_CLIMBED } : {}) }, null);
  };

  const stops = [
    desk.addBeginning(begun),
    desk.addSettling(settled),
    desk.onDidChange(wentBack),
    desk.onDidChange(follow),
  ];
  for (const alarm of desk.open()) follow(alarm);
  const timer = setInterval(look, Math.max(20, LOOK_MS * Math.min(1, scale * 10)));
  timer.unref();

  return {
    replan: () => {
      for (const alarm of [...desk.open()]) {
        follow(alarm);
        if (settled(alarm).climb !== undefined) desk.change(alarm.id, desk.server, {}, null);
      }
    },
    hold: (id) => {
      state.since.set(id, Math.floor(nowUtcMs()));
    },
    close: () => {
      closed = true;
      clearInterval(timer);
      for (const stop of stops) stop();
    },
  };
}
