import { err, ok, type Result } from '@contract/domain/result.ts';
import type { Handover, HandoverSheet } from '@contract/domain/duty.ts';
import { SHEET_LOST_MAX } from '@contract/domain/duty-sheet.ts';
import type { CameraState } from '@contract/domain/camera.ts';
import type { HandoverId, UtcMs } from '@contract/domain/units.ts';
import { ONLY } from '@contract/state/slices.ts';
import { NO_BACK_OFF, nextBackOff } from '../../platform/back-off.ts';
import type { Cancel, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Stores } from '../../state/stores.ts';
import type { DutyPort } from '../../vms/alarm-ports.ts';

export interface DutyEnvironment {
  /** Null while the server is not known to keep who is on duty. */
  readonly port: () => DutyPort | null;
  readonly stores: Pick<Stores, 'duty' | 'cameras'>;
  /** Every camera's state, from the server. */
  readonly cameraStates: () => Promise<Result<readonly CameraState[]>>;
  /** What is muted at this desk now, in words. */
  readonly muted: () => readonly string[];
  readonly workstation: string;
  readonly timers: Timers;
  /** Answers 0..1. */
  readonly random: () => number;
  readonly log: Log;
}

/** Shifts of this desk's person. Each act answers code tier/refused where the server keeps no duty, and those of the connection. */
export interface DutyService {
  /** Loads who is on duty; tried again until the server gives it. Call on the topic `duty`, and whenever it may have been missed. */
  readonly sync: () => Promise<void>;
  readonly signOn: (untilUtcMs: UtcMs) => Promise<Result<null>>;
  readonly signOff: () => Promise<Result<{ readonly sharedAgain: number; readonly kept: number }>>;
  /** The sheet, with what is muted here and which cameras are lost. */
  readonly handOver: (notes: string) => Promise<Result<Handover>>;
  readonly sign: (id: HandoverId, side: 'from' | 'to', username: string, code: string) => Promise<Result<Handover>>;
  readonly withdraw: (id: HandoverId) => Promise<Result<null>>;
  readonly past: () => Promise<Result<readonly Handover[]>>;
  /** The open one or a past one. Code handover/unknown. */
  readonly find: (id: HandoverId) => Promise<Result<Handover>>;
  /** Forgets who is on duty; may be called twice. */
  readonly close: () => void;
}

export function createDutyService(environment: DutyEnvironment): DutyService {
  const { stores, timers, log } = environment;
  let generation = 0;
  let backOff = NO_BACK_OFF;
  let cancelRetry: Cancel | null = null;
  let isAsking = false;
  let isAskedAgain = false;

  const load = async (port: DutyPort, started: number): Promise<void> => {
    const answer = await port.list();
    if (started !== generation) return;
    if (!answer.ok) {
      log.warn('duty.not-loaded', { code: answer.error.code });
      const next = nextBackOff(backOff, 0, environment.random);
      backOff = next.backOff;
      cancelRetry = timers.after(answer.error.retryAfterMs ?? next.delayMs, () => void sync());
      return;
    }
    backOff = NO_BACK_OFF;
    stores.duty.put({ id: ONLY, ...answer.value });
  };
  /** One question at a time; what changed while it was asked is asked again after it. */
  const sync = async (): Promise<void> => {
    const port = environment.port();
    if (port === null) return;
    isAskedAgain = isAsking;
    if (isAsking) return;
    isAsking = true;
    const started = generation;
    cancelRetry?.();
    cancelRetry = null;
    await load(port, started);
    if (started !== generation) return;
    isAsking = false;
    if (isAskedAgain) await sync();
  };
  const withPort = async <T>(act: (port: DutyPort) => Promise<Result<T>>): Promise<Result<T>> => {
    const port = environment.port();
    if (port === null) return err('tier/refused', { detail: 'no duty' });
    const answer = await act(port);
    // What was done is seen at once, and a refusal often means that it was done elsewhere.
    await sync();
    return answer;
  };
  const lostCameras = async (): Promise<Result<HandoverSheet['lostCameras']>> => {
    const states = await environment.cameraStates();
    if (!states.ok) return states;
    const lost = states.value.filter(({ state }) => state === 'lost').sort((a, b) => a.sinceUtcMs - b.sinceUtcMs);
    return ok({ total: lost.length, named: lost.slice(0, SHEET_LOST_MAX).map(({ id, sinceUtcMs }) => ({ camera: id, cameraName: stores.cameras.get(id)?.name ?? id, sinceUtcMs })) });
  };
  const past = async (): Promise<Result<readonly Handover[]>> => {
    const port = environment.port();
    return port === null ? err('tier/refused', { detail: 'no duty' }) : port.past();
  };

  return {
    sync,
    signOn: (untilUtcMs) => withPort((port) => port.signOn(environment.workstation, untilUtcMs)),
    signOff: () => withPort((port) => port.signOff(environment.workstation)),
    handOver: (notes) =>
      withPort(async (port) => {
        const lost = await lostCameras();
        return lost.ok ? port.handOver(environment.workstation, { muted: environment.muted(), lostCameras: lost.value, notes }) : lost;
      }),
    sign: (id, side, username, code) => withPort((port) => port.sign(id, side, username, code)),
    withdraw: (id) => withPort((port) => port.withdraw(id)),
    past,
    find: async (id) => {
      const { handover } = stores.duty.get(ONLY) ?? { handover: null };
      if (handover?.id === id) return ok(handover);
      const kept = await past();
      if (!kept.ok) return kept;
      const found = kept.value.find((known) => known.id === id);
      return found === undefined ? err('handover/unknown') : ok(found);
    },
    close: () => {
      generation += 1;
      backOff = NO_BACK_OFF;
      isAsking = false;
      isAskedAgain = false;
      cancelRetry?.();
      cancelRetry = null;
      stores.duty.replaceAll([{ id: ONLY, onDuty: [], handover: null }]);
    },
  };
}
