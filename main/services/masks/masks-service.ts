import { err, ok, type Result } from '@contract/domain/result.ts';
import type { MaskLift } from '@contract/domain/privacy-mask.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { Cancel, Clock, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { only, type Stores } from '../../state/stores.ts';
import type { MasksPort } from '../../vms/adapter.ts';

export interface MasksEnvironment {
  /** Null while the server is not known to lift masks. */
  readonly port: () => MasksPort | null;
  readonly stores: Pick<Stores, 'maskLifts' | 'tier'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly personId: () => string | null;
  readonly log: Log;
}

export interface MasksService {
  /** Asks the server. Codes: mask/refused, camera/unknown, those of the connection. */
  readonly lift: (camera: CameraId, minutes: number, reason: string) => Promise<Result<null>>;
  /** Covers here at once, then tells the server. Covering what is covered succeeds. */
  readonly restore: (camera: CameraId) => Promise<Result<null>>;
  /** Covers everything. */
  readonly close: () => void;
}

interface Running {
  readonly lift: MaskLift;
  /** No clock that is set back makes a lift longer than the server gave. */
  readonly endMonoMs: number;
  cancel: Cancel;
}

/** Cameras seen without their masks at this desk, for as long as the server said: it ends here too when the server is not heard again. */
export function createMasksService(environment: MasksEnvironment): MasksService {
  const { stores, clock, timers, log } = environment;
  const running = new Map<CameraId, Running>();
  let generation = 0;

  const nowUtcMs = () => clock.utcMs() + only(stores.tier).clockOffsetMs;
  const audit = (act: 'lifted' | 'restored' | 'ended', lift: MaskLift) =>
    log.info('audit.mask', { act, class: 'view', person: environment.personId(), camera: lift.id, lift: lift.liftId, untilUtcMs: lift.untilUtcMs, reason: lift.reason });

  const cover = (camera: CameraId): MaskLift | null => {
    const known = running.get(camera);
    if (known === undefined) return null;
    known.cancel();
    running.delete(camera);
    stores.maskLifts.remove(camera);
    return known.lift;
  };
  const leftMs = ({ lift, endMonoMs }: Running): number => Math.min(lift.untilUtcMs - nowUtcMs(), endMonoMs - clock.monoMs());
  const watch = (known: Running): void => {
    known.cancel();
    const left = leftMs(known);
    if (left <= 0) {
      cover(known.lift.id);
      return audit('ended', known.lift);
    }
    known.cancel = timers.after(left, () => watch(known));
  };
  let offsetMs = only(stores.tier).clockOffsetMs;
  stores.tier.onDidChange(() => {
    if (only(stores.tier).clockOffsetMs === offsetMs) return;
    offsetMs = only(stores.tier).clockOffsetMs;
    for (const known of [...running.values()]) watch(known);
  });

  return {
    lift: async (camera, minutes, reason) => {
      const port = environment.port();
      if (port === null) return err('mask/refused', { detail: 'the server lifts no masks' });
      const started = generation;
      const answer = await port.lift(camera, minutes, reason);
      if (!answer.ok) return answer;
      const lift = answer.value;
      // Somebody signed out meanwhile: the lift was theirs.
      if (started !== generation) return err('session/not-signed-in');
      if (lift.id !== camera) return err('tier/bad-answer', { detail: 'a lift of another camera' });
      const left = lift.untilUtcMs - nowUtcMs();
      if (left <= 0) return err('mask/refused', { detail: 'over before it began' });
      cover(camera);
      const known: Running = { lift, endMonoMs: clock.monoMs() + left, cancel: () => undefined };
      running.set(camera, known);
      stores.maskLifts.put(lift);
      audit('lifted', lift);
      watch(known);
      return ok(null);
    },
    restore: async (camera) => {
      const lift = cover(camera);
      if (lift === null) return ok(null);
      audit('restored', lift);
      return environment.port()?.restore(lift.liftId) ?? ok(null);
    },
    close: () => {
      generation += 1;
      for (const camera of [...running.keys()]) {
        const lift = cover(camera);
        if (lift !== null) audit('ended', lift);
      }
    },
  };
}
