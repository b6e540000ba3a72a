import type { AlarmBrief } from '@contract/domain/alarm.ts';
import type { VmsEvent } from '../../vms/adapter.ts';
import { NO_BACK_OFF, nextBackOff } from '../../platform/back-off.ts';
import type { Cancel, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Stores } from '../../state/stores.ts';
import type { AlarmsPort } from '../../vms/adapter.ts';
import { createOpenAlarms } from './open-alarms.ts';

export type AlarmEvent = Extract<VmsEvent, { readonly kind: 'alarm.raised' | 'alarm.closed' }>;

export interface AlarmsEnvironment {
  /** Null while the server is not known to have alarms. */
  readonly port: () => AlarmsPort | null;
  readonly stores: Pick<Stores, 'alarms'>;
  readonly timers: Timers;
  /** Answers 0..1. */
  readonly random: () => number;
  readonly log: Log;
  /** An alarm that was not open when this console first looked; each once. */
  readonly onDidRaise: (alarm: AlarmBrief) => void;
}

export interface AlarmsService {
  readonly take: (event: AlarmEvent) => void;
  /** Loads the open alarms; tried again until the server gives them. Call whenever events may have been missed, once the stream goes on. */
  readonly sync: () => Promise<void>;
  /** Forgets all. */
  readonly close: () => void;
}

/** Longest list windows are given; the newest. */
export const ALARMS_SHOWN = 500;

/** Open alarms as the server has them: from a snapshot, then by events. */
export function createAlarmsService(environment: AlarmsEnvironment): AlarmsService {
  const { stores, log } = environment;
  const open = createOpenAlarms();
  let generation = 0;
  let loading: number | null = null;
  let isAgain = false;
  let isLoaded = false;
  let backOff = NO_BACK_OFF;
  let cancelRetry: Cancel | null = null;

  const show = () => {
    const newest = open.newest(ALARMS_SHOWN);
    const shown = stores.alarms.records();
    const gone = [...shown.keys()].filter((id) => !newest.some((alarm) => alarm.id === id));
    const come = newest.filter(({ id }) => !shown.has(id));
    if (gone.length > 0) stores.alarms.remove(...gone);
    if (come.length > 0) stores.alarms.put(...come);
  };

  const load = async (started: number): Promise<void> => {
    const port = environment.port();
    if (port === null) return;
    open.askingSnapshot();
    const answer = await port.open();
    if (started !== generation) return;
    if (!answer.ok) {
      log.warn('alarms.not-loaded', { code: answer.error.code });
      const next = nextBackOff(backOff, 0, environment.random);
      backOff = next.backOff;
      cancelRetry?.();
      cancelRetry = environment.timers.after(answer.error.retryAfterMs ?? next.delayMs, () => void sync());
      return;
    }
    backOff = NO_BACK_OFF;
    const unknown = open.takeSnapshot(answer.value);
    show();
    // What was open before anybody looked is no news; what was raised while the line was down is.
    if (isLoaded) for (const alarm of unknown) environment.onDidRaise(alarm);
    isLoaded = true;
  };

  const sync = async (): Promise<void> => {
    const started = generation;
    if (loading === started) {
      isAgain = true;
      return;
    }
    loading = started;
    cancelRetry?.();
    do {
      isAgain = false;
      await load(started);
      if (started !== generation) return;
    } while (isAgain);
    loading = null;
  };

  return {
    take: (event) => {
      if (event.kind === 'alarm.closed') {
        open.close(event.alarmId);
        return show();
      }
      const isNew = open.raise(event.alarm);
      show();
      if (isNew) environment.onDidRaise(event.alarm);
    },
    sync,
    close: () => {
      generation += 1;
      loading = null;
      isAgain = false;
      isLoaded = false;
      backOff = NO_BACK_OFF;
      cancelRetry?.();
      cancelRetry = null;
      open.clear();
      stores.alarms.replaceAll([]);
    },
  };
}
