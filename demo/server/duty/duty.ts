import { isInQueue, type Actor, type Alarm } from '../../../contract/domain/alarm.ts';
import { SHIFT_MAX_MS, type Handover, type OnDuty } from '../../../contract/domain/duty.ts';
import { holderOf, mayBeGiven, waitingForSomebody } from '../../../contract/domain/duty-sharing.ts';
import { err, ok, type Result } from '../../../contract/domain/result.ts';
import type { Right } from '../../../contract/domain/right.ts';
import { utcMs } from '../../../contract/domain/units.ts';
import type { AlarmDesk } from '../alarm-desk/desk.ts';
import type { Person } from '../api-types.ts';
import type { Clock } from '../clock.ts';
import type { DutyStore, Shift } from './duty-store.ts';
import { HANDOVERS_KEPT } from './duty-store.ts';
import { createSharing } from './sharing.ts';

/** Loads change with every alarm; everybody is told this often at most. */
const LOADS_EVERY_MS = 1_000;
const ENDED = 'Hết ca trực';
const LEFT = 'Rời ca trực';

export interface DutyParts {
  readonly desk: AlarmDesk;
  readonly store: DutyStore;
  readonly clock: Clock;
  readonly centreName: string;
  readonly rightsOf: (personId: string) => readonly Right[];
}

/** What became of the alarms of somebody who signed off. */
export interface SignedOff {
  /** Given to others, or back in the queue where nobody else is on duty. */
  readonly sharedAgain: number;
  /** Settled ones that only wait to be closed: who settled them stands with them. */
  readonly kept: number;
}

/** Who is on duty at one tier, and who is given new alarms. */
export interface Duty {
  readonly list: () => readonly OnDuty[];
  readonly shiftOf: (personId: string) => Shift | null;
  /** Codes duty/already-on, app/invalid-input (a shift in the past, or too long). */
  readonly signOn: (person: Person, workstation: string, untilUtcMs: number) => Promise<Result<OnDuty>>;
  /** Code duty/not-on. */
  readonly signOff: (person: Person, workstation: string) => Promise<Result<SignedOff>>;
  readonly handovers: () => readonly Handover[];
  /** Puts a new or changed handover in its place, on disk before it resolves. */
  readonly keep: (handover: Handover) => Promise<void>;
  /** The giver is off duty, the taker on until then, and what was the giver's is the taker's; all of it on disk with `handover`. */
  readonly pass: (handover: Handover, giver: Actor, taker: Actor, untilUtcMs: number) => Promise<void>;
  /** Stops timers and lets the desk go; may be called twice. */
  readonly destroy: () => void;
}

/** Starts with the shifts that were under way, without those that ended meanwhile. */
export function createDuty({ desk, store, clock, centreName, rightsOf }: DutyParts): Duty {
  const shifts = new Map<string, Shift>(store.initial.shifts.map((shift) => [shift.personId, shift]));
  let handovers = store.initial.handovers;
  let endTimer: NodeJS.Timeout | null = null;
  let loadsTimer: NodeJS.Timeout | null = null;
  let destroyed = false;
  const server: Actor = { personId: '', name: centreName, unitName: centreName, workstation: '' };
  const now = (): number => Math.floor(clock.nowUtcMs());

  const tell = (): void => desk.topicChanged('duty');
  const tellLoads = (): void => {
    loadsTimer ??= setTimeout(() => {
      loadsTimer = null;
      if (!destroyed) tell();
    }, LOADS_EVERY_MS).unref();
  };
  const sharing = createSharing({ desk, shifts, rightsOf, onDidChange: tellLoads });
  const save = (): Promise<void> => store.save({ version: 1, shifts: [...shifts.values()], handovers });
  const onDuty = (shift: Shift): OnDuty => ({ ...shift, load: sharing.loadOf(shift.personId) });
  const isOver = ({ untilUtcMs }: Shift): boolean => untilUtcMs <= clock.nowUtcMs();

  /** An unsettled alarm that was somebody's is somebody else's, else in the queue: nobody absent owns one. */
  const letGo = (alarm: Alarm, by: Actor, reason: string, but: string): void => {
    const isClaimed = isBeingWorkedOn(alarm);
    const to = isInQueue(alarm) ? sharing.give(alarm, but) : null;
    if (isClaimed || to === null) desk.change(alarm.id, by, { assigned: null, ...(isClaimed ? { life: { kind: 'acknowledged', by, utcMs: utcMs(now()) } } : {}) }, { kind: 'release', reason });
    if (to !== null) desk.change(alarm.id, by, { assigned: to }, { kind: 'assign', to });
  };
  /** What came, or was left, while nobody who may have it was on duty. */
  const shareWaiting = (): void => {
    for (const alarm of waitingForSomebody(desk.open())) {
      if (alarm.transfer?.state === 'accepted') continue;
      const to = sharing.give(alarm);
      if (to !== null) desk.change(alarm.id, server, { assigned: to }, { kind: 'assign', to }, false);
    }
  };
  /** What somebody leaves who is on duty no more. */
  const leave = (personId: string, by: Actor, reason: string): SignedOff => {
    let sharedAgain = 0;
    let kept = 0;
    for (const alarm of [...desk.open()]) {
      if (holderOf(alarm) !== personId) continue;
      if (isSettled(alarm)) {
        kept += 1;
        continue;
      }
      letGo(alarm, by, reason, personId);
      sharedAgain += 1;
    }
    return { sharedAgain, kept };
  };
  const plan = (): void => {
    if (endTimer !== null) clearTimeout(endTimer);
    endTimer = null;
    const ends = [...shifts.values()].map(({ untilUtcMs }) => untilUtcMs);
    if (destroyed || ends.length === 0) return;
    endTimer = setTimeout(endOver, Math.max(1, Math.min(...ends) - clock.nowUtcMs() + 1)).unref();
  };
  const endOver = (): void => {
    const over = [...shifts.values()].filter(isOver);
    for (const { personId } of over) shifts.delete(personId);
    for (const { personId } of over) leave(personId, server, ENDED);
    if (over.length > 0) {
      void save().catch(() => undefined);
      tell();
    }
    plan();
  };

  const stopBeginning = desk.addBeginning((alarm) => (alarm.assigned !== null || alarm.suppressed !== null || alarm.life.kind === 'merged' ? {} : { assigned: sharing.give(alarm) }));
  desk.shiftEnd = (personId) => {
    const shift = shifts.get(personId);
    return shift === undefined || isOver(shift) ? null : shift.untilUtcMs;
  };
  endOver();

  return {
    list: () => [...shifts.values()].filter((shift) => !isOver(shift)).map(onDuty).sort((a, b) => a.sinceUtcMs - b.sinceUtcMs),
    shiftOf: (personId) => shifts.get(personId) ?? null,
    signOn: async (person, workstation, untilUtcMs) => {
      if (shifts.has(person.id)) return err('duty/already-on');
      const sinceUtcMs = now();
      // A minute for clocks that are not quite alike.
      if (untilUtcMs <= sinceUtcMs || untilUtcMs > sinceUtcMs + SHIFT_MAX_MS + 60_000) return err('app/invalid-input', { detail: 'untilUtcMs' });
      const shift: Shift = { personId: person.id, name: person.name, unitName: person.unitName ?? '', workstation, sinceUtcMs: utcMs(sinceUtcMs), untilUtcMs: utcMs(untilUtcMs) };
      shifts.set(person.id, shift);
      shareWaiting();
      await save();
      plan();
      tell();
      return ok(onDuty(shift));
    },
    signOff: async (person, workstation) => {
      if (!shifts.delete(person.id)) return err('duty/not-on');
      // A sheet of somebody who left without it is nobody's any more. (One whose shift just ended may still be signed.)
      handovers = handovers.map((handover) => (handover.state === 'open' && handover.from.personId === person.id ? { ...handover, state: 'withdrawn' } : handover));
      const left = leave(person.id, { personId: person.id, name: person.name, unitName: person.unitName ?? '', workstation }, LEFT);
      await save();
      plan();
      tell();
      return ok(left);
    },
    handovers: () => handovers,
    keep: async (handover) => {
      handovers = [handover, ...handovers.filter(({ id }) => id !== handover.id)].slice(0, HANDOVERS_KEPT);
      await save();
      tell();
    },
    pass: async (handover, giver, taker, untilUtcMs) => {
      handovers = [handover, ...handovers.filter(({ id }) => id !== handover.id)].slice(0, HANDOVERS_KEPT);
      shifts.delete(giver.personId);
      const { personId, name, unitName, workstation } = taker;
      if (!shifts.has(personId)) shifts.set(personId, { personId, name, unitName, workstation, sinceUtcMs: utcMs(now()), untilUtcMs: utcMs(untilUtcMs) });
      const to = { personId, name };
      for (const alarm of [...desk.open()]) {
        if (holderOf(alarm) !== giver.personId) continue;
        // Not every kind may be told to everybody.
        if (!mayBeGiven(rightsOf(personId), alarm.kind)) {
          if (!isSettled(alarm)) letGo(alarm, giver, LEFT, giver.personId);
          continue;
        }
        desk.change(alarm.id, giver, { assigned: to, ...handedLife(alarm, taker) }, { kind: 'assign', to });
      }
      shareWaiting();
      await save();
      plan();
      tell();
    },
    destroy: () => {
      destroyed = true;
      if (endTimer !== null) clearTimeout(endTimer);
      if (loadsTimer !== null) clearTimeout(loadsTimer);
      endTimer = null;
      loadsTimer = null;
      stopBeginning();
      sharing.destroy();
    },
  };
}

const isBeingWorkedOn = ({ life }: Alarm): boolean => life.kind === 'claimed' || life.kind === 'in-progress';
const isSettled = ({ life }: Alarm): boolean => life.kind === 'resolved' || life.kind === 'false';

/** What somebody had in hand is in the hands of who took their shift over: that is what both signed for. */
function handedLife({ life }: Alarm, taker: Actor): Partial<Pick<Alarm, 'life'>> {
  return life.kind === 'claimed' || life.kind === 'in-progress' || life.kind === 'resolved' || life.kind === 'false' ? { life: { ...life, by: taker } } : {};
}
