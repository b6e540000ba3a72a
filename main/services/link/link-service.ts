import { utcMs } from '@contract/domain/units.ts';
import type { AppError } from '@contract/domain/result.ts';
import type { TierService } from '@contract/domain/tier.ts';
import type { Clock, Timers } from '../../platform/clock.ts';
import { NO_BACK_OFF, nextBackOff, type BackOff } from '../../platform/back-off.ts';
import type { Log } from '../../platform/log.ts';
import { only, update, type Stores } from '../../state/stores.ts';
import type { VmsConnection } from '../../vms/adapter.ts';

/** While nothing else watches the connection (nobody signed in), the server is asked this often. */
const WATCH_MS = 2_000;
const CLOCK_MS = 60_000;
const CLOCK_SAMPLES = 8;
/** An offset less certain than this is not taken over, only believed where it proves the one in use wrong. */
const CLOCK_MAX_ERROR_MS = 300;
const CLOCK_RETRY_MS = 10_000;

export interface LinkEnvironment {
  readonly vms: Pick<VmsConnection, 'describe' | 'measureClock'>;
  readonly stores: Pick<Stores, 'tier'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
  readonly log: Log;
}

export interface LinkService {
  readonly start: () => void;
  readonly stop: () => void;
  readonly isOnline: () => boolean;
  /** Another part met a dead connection: believe it, say so, and start looking. */
  readonly reportLost: (error: AppError) => void;
  /** Look now instead of waiting out the back-off. */
  readonly retryNow: () => void;
  /** The server answered for the first time, or again; `service` says who it is. */
  readonly onDidComeOnline: (listener: (service: TierService) => void) => void;
}

/** Knows whether the server answers, who it is, and what its clock says; finds it again alone. */
export function createLinkService(environment: LinkEnvironment): LinkService {
  const { vms, stores, clock, timers, log } = environment;
  const listeners: ((service: TierService) => void)[] = [];
  let backOff: BackOff = NO_BACK_OFF;
  let cancelNext: (() => void) | null = null;
  let running = false;
  let asking = false;
  let clockDueMonoMs = Number.NEGATIVE_INFINITY;
  let measuring = false;

  const isOnline = () => only(stores.tier).connection.kind === 'online';

  const schedule = (delayMs: number) => {
    cancelNext?.();
    cancelNext = running ? timers.after(delayMs, () => void look()) : null;
  };

  const goOffline = (error: AppError) => {
    const before = only(stores.tier).connection;
    if (before.kind === 'offline' && before.error.code === error.code) return;
    const { detail: _detail, ...shown } = error;
    log.warn('link.offline', { code: error.code, detail: error.detail });
    update(stores.tier, { connection: { kind: 'offline', error: shown, sinceUtcMs: utcMs(clock.utcMs()) } });
  };

  const measureClock = async () => {
    if (measuring || clock.monoMs() < clockDueMonoMs) return;
    measuring = true;
    const measured = await vms.measureClock(CLOCK_SAMPLES);
    measuring = false;
    if (!running || !measured.ok) return;
    const { offsetMs, errorMs } = measured.value;
    const isCertain = errorMs <= CLOCK_MAX_ERROR_MS;
    clockDueMonoMs = clock.monoMs() + (isCertain ? CLOCK_MS : CLOCK_RETRY_MS);
    // A slow exchange tells only where the truth lies between: what is in use moves no further than it must.
    const used = isCertain ? offsetMs : Math.min(Math.max(only(stores.tier).clockOffsetMs, offsetMs - errorMs), offsetMs + errorMs);
    if (!isCertain) log.info('link.clock-uncertain', { errorMs: Math.round(errorMs) });
    update(stores.tier, { clockOffsetMs: Math.round(used) });
  };

  const look = async (): Promise<void> => {
    if (asking || !running) return;
    asking = true;
    cancelNext?.();
    await ask();
    asking = false;
  };

  const ask = async (): Promise<void> => {
    const answer = await vms.describe();
    if (!running) return;
    if (!answer.ok) {
      goOffline(answer.error);
      const next = nextBackOff(backOff, 0, environment.random);
      backOff = next.backOff;
      schedule(next.delayMs + 100);
      return;
    }
    backOff = NO_BACK_OFF;
    const wasOnline = isOnline();
    update(stores.tier, { service: answer.value, connection: { kind: 'online' } });
    if (!wasOnline) {
      log.info('link.online', { serverId: answer.value.serverId, tier: answer.value.tier });
      // What came back may be another machine, or the same with its clock set right.
      clockDueMonoMs = Number.NEGATIVE_INFINITY;
      for (const listener of listeners) listener(answer.value);
    }
    // Beside the watch: a server that is slow to tell the time is there all the same.
    void measureClock();
    schedule(WATCH_MS);
  };

  return {
    start: () => {
      running = true;
      void look();
    },
    stop: () => {
      running = false;
      cancelNext?.();
      cancelNext = null;
    },
    isOnline,
    reportLost: (error) => {
      goOffline(error);
      schedule(Math.round(environment.random() * 500));
    },
    retryNow: () => {
      backOff = NO_BACK_OFF;
      schedule(0);
    },
    onDidComeOnline: (listener) => void listeners.push(listener),
  };
}
