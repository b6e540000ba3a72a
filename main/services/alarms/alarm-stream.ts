import type { MissedInterval } from '@contract/domain/alarm-queue.ts';
import type { Alarm } from '@contract/domain/alarm.ts';
import { utcMs, type UtcMs } from '@contract/domain/units.ts';
import { NO_BACK_OFF, nextBackOff } from '../../platform/back-off.ts';
import type { Cancel, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { AlarmCursor, AlarmEvent, AlarmsPort, AlarmSubscription } from '../../vms/alarm-ports.ts';
import type { AlarmKeeper } from './alarm-keeper.ts';
import type { TakeAlarms } from './alarm-taking.ts';
import type { KnownAlarms } from './known-alarms.ts';

export interface AlarmStreamEnvironment {
  readonly port: () => AlarmsPort | null;
  readonly known: KnownAlarms;
  readonly keeper: Pick<AlarmKeeper, 'write'>;
  readonly take: TakeAlarms;
  readonly nowUtcMs: () => UtcMs;
  readonly timers: Timers;
  /** Answers 0..1. */
  readonly random: () => number;
  readonly log: Log;
  /** Something that windows are shown changed. */
  readonly onDidChange: () => void;
  readonly onEvent: (event: Exclude<AlarmEvent, { readonly kind: 'alarm' }>) => void;
  readonly onConnection: (connected: boolean) => void;
}

/** Where a console stands when it begins. */
export interface StreamStart {
  readonly cursor: AlarmCursor | null;
  /** When the server was heard last; null: never. */
  readonly heardUtcMs: UtcMs | null;
  readonly gaps: readonly MissedInterval[];
}

/** A server's alarms followed: by events from a cursor, by a snapshot where those are not to be had. */
export interface AlarmStream {
  readonly begin: (start: StreamStart) => void;
  /** Follows the server, if it has alarms; may come many times. */
  readonly follow: () => void;
  readonly isCurrent: () => boolean;
  readonly missed: () => readonly MissedInterval[];
  /** The person read it. False: there is no such interval. */
  readonly missedSeen: (gap: number) => boolean;
  /** Where it stands, to be written. */
  readonly place: () => StreamStart;
  readonly renew: () => void;
  readonly retryNow: () => void;
  readonly close: () => void;
}

/** Alarms written in one step of a snapshot. */
const STEP = 500;
/** How often it is written that the server was heard though nothing happened, ms. */
const HEARD_EVERY_MS = 10_000;
/** Intervals kept at most; older ones are put together. */
const MISSED_MAX = 20;

/** One more interval; what touches the last one is one with it. */
export function withMissed(missed: readonly MissedInterval[], gap: number, fromUtcMs: UtcMs, untilUtcMs: UtcMs): readonly MissedInterval[] {
  const last = missed.at(-1);
  const from = utcMs(Math.min(fromUtcMs, untilUtcMs));
  if (last !== undefined && (from <= last.untilUtcMs || missed.length >= MISSED_MAX)) return [...missed.slice(0, -1), { ...last, fromUtcMs: utcMs(Math.min(last.fromUtcMs, from)), untilUtcMs: utcMs(Math.max(last.untilUtcMs, untilUtcMs)) }];
  return [...missed, { gap, fromUtcMs: from, untilUtcMs }];
}

const NOWHERE: StreamStart = { cursor: null, heardUtcMs: null, gaps: [] };

export function createAlarmStream(environment: AlarmStreamEnvironment): AlarmStream {
  const { known, keeper, take, timers, log, nowUtcMs } = environment;
  let { cursor, heardUtcMs, gaps } = NOWHERE;
  let generation = 0;
  let subscription: AlarmSubscription | null = null;
  let isConnected = false;
  let isWanted = false;
  let isLoading = false;
  /** A snapshot was asked for while one was on its way. */
  let isAgain = false;
  let backOff = NO_BACK_OFF;
  let cancelRetry: Cancel | null = null;
  let writtenHeardUtcMs = 0;
  let nextGap = 1;

  /** Takes alarms together with where they bring this console. */
  const takeTo = (alarms: readonly Alarm[], reached: AlarmCursor): void => {
    const now = nowUtcMs();
    cursor = reached;
    heardUtcMs = now;
    writtenHeardUtcMs = now;
    take(alarms, (out) => {
      out.setCursor(reached);
      out.setHeard(now);
    });
  };

  const pause = (): Promise<void> => new Promise((resolve) => void timers.after(0, resolve));

  const applySnapshot = async (alarms: readonly Alarm[], skipped: number, isFirst: boolean, started: number): Promise<void> => {
    keeper.write((out) => out.setCursor(null));
    for (let from = 0; from < alarms.length; from += STEP) {
      take(alarms.slice(from, from + STEP), undefined, isFirst);
      environment.onDidChange();
      await pause();
      if (started !== generation) return;
    }
    // One that could not be read may be one that is known: none is taken for closed then.
    if (skipped > 0) return;
    const listed = new Set(alarms.map(({ id }) => id));
    const gone = known.open().filter(({ id }) => !listed.has(id));
    for (const { id } of gone) known.drop(id);
    keeper.write((out) => gone.forEach(({ id }) => out.dropAlarm(id)));
  };

  const retry = (retryAfterMs: number): void => {
    const next = nextBackOff(backOff, 0, environment.random);
    backOff = next.backOff;
    cancelRetry?.();
    cancelRetry = timers.after(Math.max(retryAfterMs, next.delayMs), () => void load());
  };

  const loadOnce = async (port: AlarmsPort, started: number): Promise<void> => {
    const alarms: Alarm[] = [];
    let skipped = 0;
    const answer = await port.snapshot((page, unread) => {
      alarms.push(...page);
      skipped += unread;
    });
    if (started !== generation) return;
    if (!answer.ok) {
      log.warn('alarms.not-loaded', { code: answer.error.code });
      return retry(answer.error.retryAfterMs ?? 0);
    }
    const lastHeardUtcMs = heardUtcMs;
    // What was open before anybody looked is no news; what was raised while the line was down is.
    await applySnapshot(alarms, skipped, lastHeardUtcMs === null, started);
    if (started !== generation) return;
    backOff = NO_BACK_OFF;
    isWanted = false;
    if (lastHeardUtcMs !== null) missedSince(lastHeardUtcMs, nowUtcMs());
    takeTo([], answer.value);
    environment.onDidChange();
    subscription?.resumeAfter(answer.value);
  };

  const missedSince = (fromUtcMs: UtcMs, untilUtcMs: UtcMs): void => {
    gaps = withMissed(gaps, nextGap, fromUtcMs, untilUtcMs);
    // Numbers are not used again, so that a late "read" does not mean another interval.
    nextGap += 1;
    const written = gaps.at(-1);
    if (written !== undefined) keeper.write((out) => out.putGap(written));
    log.warn('alarms.may-be-missed', { fromUtcMs, untilUtcMs });
  };

  const load = async (): Promise<void> => {
    const port = environment.port();
    if (port === null) return;
    if (isLoading) {
      isAgain = true;
      return;
    }
    isLoading = true;
    const started = generation;
    do {
      isAgain = false;
      cancelRetry?.();
      await loadOnce(port, started);
      if (started !== generation) return;
    } while (isAgain);
    isLoading = false;
  };

  const listenTo = (port: AlarmsPort, started: number): AlarmSubscription => {
    const ifHere =
      <A extends readonly unknown[]>(run: (...args: A) => void) =>
      (...args: A): void => {
        if (started === generation) run(...args);
      };
    return port.subscribe(cursor, {
      onEvents: ifHere((events: readonly AlarmEvent[], reached: AlarmCursor) => {
        takeTo(events.flatMap((event) => (event.kind === 'alarm' ? [event.alarm] : [])), reached);
        for (const event of events) if (event.kind !== 'alarm') environment.onEvent(event);
        environment.onDidChange();
      }),
      onSnapshotNeeded: ifHere(() => {
        isWanted = true;
        environment.onDidChange();
        void load();
      }),
      onConnection: ifHere((connected: boolean) => {
        isConnected = connected;
        environment.onDidChange();
        environment.onConnection(connected);
      }),
      onHeard: ifHere(heard),
    });
  };

  const heard = (): void => {
    // While a snapshot is awaited, what was missed goes on.
    if (isWanted || cursor === null) return;
    const now = nowUtcMs();
    heardUtcMs = now;
    if (now - writtenHeardUtcMs < HEARD_EVERY_MS) return;
    writtenHeardUtcMs = now;
    keeper.write((out) => out.setHeard(now));
  };

  return {
    begin: (start) => {
      ({ cursor, heardUtcMs, gaps } = start);
      nextGap = Math.max(0, ...gaps.map(({ gap }) => gap)) + 1;
    },
    follow: () => {
      const port = environment.port();
      if (port !== null) subscription ??= listenTo(port, generation);
    },
    isCurrent: () => isConnected && !isWanted,
    missed: () => gaps,
    missedSeen: (gap) => {
      if (!gaps.some((one) => one.gap === gap)) return false;
      gaps = gaps.filter((one) => one.gap !== gap);
      keeper.write((out) => out.dropGap(gap));
      return true;
    },
    place: () => ({ cursor, heardUtcMs, gaps }),
    renew: () => subscription?.renew(),
    retryNow: () => {
      subscription?.retryNow();
      if (isWanted) void load();
    },
    close: () => {
      generation += 1;
      subscription?.close();
      subscription = null;
      cancelRetry?.();
      cancelRetry = null;
      isConnected = false;
      isWanted = false;
      isLoading = false;
      backOff = NO_BACK_OFF;
      ({ cursor, heardUtcMs, gaps } = NOWHERE);
    },
  };
}
