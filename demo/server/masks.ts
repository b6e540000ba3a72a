import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../../contract/domain/result.ts';
import type { Camera, MaskLift, MaskLiftRequest } from './api-types.ts';
import type { Clock } from './clock.ts';
import type { Caller } from './sessions.ts';
import type { MaskLiftRecord, TierStateStore } from './tier-state.ts';

/** Where children or homes are seen, only a supervisor may look behind a mask. */
const SENSITIVE: readonly Camera['purpose'][] = ['school', 'residential'];
const KEPT_MAX = 2000;
const MINUTE_MS = 60_000;

/** Lifting of privacy masks: who, which camera, why, until when; every lift is recorded and ends by itself. */
export interface Masks {
  /** Codes app/not-allowed (no right), mask/refused (the camera has no mask, or is none this person may look behind). */
  readonly lift: (caller: Caller, camera: Camera, request: MaskLiftRequest) => Promise<Result<MaskLift>>;
  /** Ends a lift of the caller's own; harmless when it is over. Code app/not-allowed for somebody else's. */
  readonly restore: (caller: Caller, liftId: string) => Promise<Result<null>>;
  /** All that was lifted and refused, newest last. */
  readonly record: () => readonly MaskLiftRecord[];
  /** Stops the timers; may be called twice. */
  readonly destroy: () => void;
}

/** `say` hears a line for each lift, refusal and end. */
export function createMasks(store: TierStateStore, clock: Clock, say: (line: string) => void): Masks {
  const { maskLifts } = store.state;
  const timers = new Map<string, NodeJS.Timeout>();

  const keep = async (lift: MaskLiftRecord): Promise<void> => {
    maskLifts.push(lift);
    maskLifts.splice(0, Math.max(0, maskLifts.length - KEPT_MAX));
    await store.save();
  };
  const end = async (lift: MaskLiftRecord, how: NonNullable<MaskLiftRecord['ended']>['how']): Promise<void> => {
    if (lift.ended !== null) return;
    clearTimeout(timers.get(lift.liftId));
    timers.delete(lift.liftId);
    lift.ended = { how, utcMs: Math.floor(clock.nowUtcMs()) };
    say(`Masks of ${lift.cameraId} cover again (${how}).`);
    await store.save();
  };
  const endInTime = (lift: MaskLiftRecord): void => {
    const timer = setTimeout(() => void end(lift, 'expired').catch(() => undefined), Math.max(0, lift.untilUtcMs - clock.nowUtcMs()));
    timers.set(lift.liftId, timer.unref());
  };
  // Lifts outlive a restart of the server, and end in time all the same.
  for (const lift of maskLifts) if (lift.ended === null) endInTime(lift);

  return {
    lift: async (caller, camera, { minutes, reason }) => {
      const nowUtcMs = Math.floor(clock.nowUtcMs());
      const { person } = caller;
      if (!person.rights.includes('mask.lift')) return err('app/not-allowed');
      const base = { liftId: randomUUID(), cameraId: camera.id, personId: caller.subjectId, username: person.username, reason, sinceUtcMs: nowUtcMs };
      if ((camera.masks?.length ?? 0) === 0 || (SENSITIVE.includes(camera.purpose) && person.role !== 'supervisor')) {
        say(`Masks of ${camera.id}: ${person.username} was refused. Reason given: ${reason}`);
        await keep({ ...base, untilUtcMs: nowUtcMs, ended: { how: 'refused', utcMs: nowUtcMs } });
        return err('mask/refused');
      }
      for (const old of maskLifts.filter((lift) => lift.ended === null && lift.cameraId === camera.id && lift.personId === caller.subjectId)) await end(old, 'replaced');
      const lift: MaskLiftRecord = { ...base, untilUtcMs: nowUtcMs + minutes * MINUTE_MS, ended: null };
      await keep(lift);
      endInTime(lift);
      say(`Masks of ${camera.id} are lifted for ${person.username}, ${String(minutes)} min. Reason given: ${reason}`);
      return ok({ liftId: lift.liftId, cameraId: camera.id, untilUtcMs: lift.untilUtcMs, reason });
    },
    restore: async (caller, liftId) => {
      const lift = maskLifts.find((known) => known.liftId === liftId);
      if (lift !== undefined && lift.personId !== caller.subjectId) return err('app/not-allowed');
      if (lift !== undefined) await end(lift, 'restored');
      return ok(null);
    },
    record: () => maskLifts,
    destroy: () => {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
