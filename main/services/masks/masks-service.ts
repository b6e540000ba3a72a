import { err, ok, type Result } from '@contract/domain/result.ts';
import type { MaskLift } from '@contract/domain/privacy-mask.ts';
import { surfaceMonitor, utcMs, type CameraId } from '@contract/domain/units.ts';
import type { Cancel, Clock, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { only, type Stores } from '../../state/stores.ts';
import type { MasksPort } from '../../vms/adapter.ts';

export interface MasksEnvironment {
  /** Null while the server is not known to lift masks. */
  readonly port: () => MasksPort | null;
  readonly stores: Pick<Stores, 'maskLifts' | 'tier' | 'surfaces' | 'monitors'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly personId: () => string | null;
  readonly log: Log;
  /** Lifts ended because the desk went on the wall. */
  readonly onDidCoverForWall: (cameras: readonly CameraId[]) => void;
}

export interface MasksService {
  /** Asks the server. Codes: mask/refused, camera/unknown, mask/desk-on-wall (others see the desk's picture), those of the connection. */
  readonly lift: (camera: CameraId, minutes: number, reason: string) => Promise<Result<null>>;
  /** Covers here at once, then tells the server. Covering what is covered succeeds. */
  readonly restore: (camera: CameraId) => Promise<Result<null>>;
  /** Covers everything. */
  readonly close: () => void;
}

interface Running {
  readonly lift: MaskLift;
  /** Who asked for it: they may be gone when it ends. */
  readonly person: string | null;
  /** No clock that is set back makes a lift longer than the server gave. */
  readonly endMonoMs: number;
  cancel: Cancel;
}

const MINUTE_MS = 60_000;

/**
 * Cameras seen without their masks at this desk, for as long as the server said and never longer than asked. It ends here too when the
 * server is not heard again, and when the desk's picture is put on a wall, for a lift is one person's.
 */
export function createMasksService(environment: MasksEnvironment): MasksService {
  const { stores, clock, timers, log } = environment;
  const running = new Map<CameraId, Running>();
  let generation = 0;

  const nowUtcMs = () => clock.utcMs() + only(stores.tier).clockOffsetMs;
  const audit = (act: 'lifted' | 'restored' | 'ended', { lift, person }: Running) =>
    log.info('audit.mask', { act, class: 'view', person, camera: lift.id, lift: lift.liftId, untilUtcMs: lift.untilUtcMs, reason: lift.reason });

  const cover = (camera: CameraId): Running | null => {
    const known = running.get(camera);
    if (known === undefined) return null;
    known.cancel();
    running.delete(camera);
    stores.maskLifts.remove(camera);
    return known;
  };
  const leftMs = ({ lift, endMonoMs }: Running): number => Math.min(lift.untilUtcMs - nowUtcMs(), endMonoMs - clock.monoMs());
  const watch = (known: Running): void => {
    known.cancel();
    const left = leftMs(known);
    if (left <= 0) {
      cover(known.lift.id);
      return audit('ended', known);
    }
    known.cancel = timers.after(left, () => watch(known));
  };
  const isDeskOnWall = (): boolean =>
    [...stores.surfaces.records().values()].some(({ id, contents }) => {
      const monitor = stores.monitors.get(surfaceMonitor(id) ?? '');
      return monitor?.present === true && monitor.node === null && contents.some((content) => content?.kind === 'desk');
    });
  const coverForOthers = () => {
    if (running.size === 0 || !isDeskOnWall()) return;
    const cameras = [...running.keys()];
    for (const camera of cameras) {
      const known = cover(camera);
      if (known === null) continue;
      audit('ended', known);
      void environment.port()?.restore(known.lift.liftId);
    }
    environment.onDidCoverForWall(cameras);
  };
  stores.surfaces.onDidChange(coverForOthers);
  stores.monitors.onDidChange(coverForOthers);
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
      if (isDeskOnWall()) return err('mask/desk-on-wall');
      const started = generation;
      const answer = await port.lift(camera, minutes, reason);
      if (!answer.ok) return answer;
      const granted = answer.value;
      // Somebody signed out meanwhile: the lift was theirs.
      if (started !== generation) return err('session/not-signed-in');
      if (granted.id !== camera) return err('tier/bad-answer', { detail: 'a lift of another camera' });
      if (isDeskOnWall()) {
        void port.restore(granted.liftId);
        return err('mask/desk-on-wall');
      }
      const left = Math.min(granted.untilUtcMs - nowUtcMs(), minutes * MINUTE_MS);
      const lift: MaskLift = { ...granted, untilUtcMs: utcMs(nowUtcMs() + left) };
      if (left <= 0) return err('mask/refused', { detail: 'over before it began' });
      cover(camera);
      const known: Running = { lift, person: environment.personId(), endMonoMs: clock.monoMs() + left, cancel: () => undefined };
      running.set(camera, known);
      stores.maskLifts.put(lift);
      audit('lifted', known);
      watch(known);
      return ok(null);
    },
    restore: async (camera) => {
      const known = cover(camera);
      if (known === null) return ok(null);
      audit('restored', known);
      return environment.port()?.restore(known.lift.liftId) ?? ok(null);
    },
    close: () => {
      generation += 1;
      for (const camera of [...running.keys()]) {
        const known = cover(camera);
        if (known !== null) audit('ended', known);
      }
    },
  };
}
