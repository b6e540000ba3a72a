import { countsOf, type MissedInterval } from '@contract/domain/alarm-queue.ts';
import { floodBand } from '@contract/domain/alarm-flood.ts';
import { mutedUntil, soundingOf, type Mute, type Sounding } from '@contract/domain/alarm-sound.ts';
import { isInQueue, type Alarm } from '@contract/domain/alarm.ts';
import { restAfterMs, type RestRule } from '@contract/domain/rest-after.ts';
import { ONLY, type AlarmDeskRecord } from '@contract/state/slices.ts';
import type { Cancel, Clock, Timers } from '../../platform/clock.ts';
import { NO_ALARMS, only, type Stores } from '../../state/stores.ts';
import type { AlarmTopic } from '../../vms/alarm-ports.ts';
import type { KnownAlarms } from './known-alarms.ts';
import { createRateWindow, type RateWindow } from './rate-window.ts';

/** Longest list windows are given; the gravest. */
export const ALARMS_SHOWN = 500;
/** Between two tellings of windows: one alarm is told at once, a storm of them leaves the desk its time. */
const REST: RestRule = { leastMs: 25, mostMs: 100, times: 4 };
/** How often what only time changes is looked at, ms. */
const TIME_EVERY_MS = 5_000;

export interface AlarmShowEnvironment {
  readonly known: KnownAlarms;
  readonly stores: Pick<Stores, 'alarms' | 'alarmDesk'>;
  readonly personId: () => string;
  readonly isCurrent: () => boolean;
  readonly missed: () => readonly MissedInterval[];
  readonly nowUtcMs: () => number;
  /** Windows are sent at once what changed. */
  readonly publish: () => void;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** What windows are told of a desk's alarms as a whole, and the gravest of them. */
export interface AlarmShow {
  /** Something changed: it is told soon, with all that changes until then. */
  readonly touch: () => void;
  /** An alarm came that counts for the rate of the desk. */
  readonly raised: (alarm: Alarm) => void;
  /** One that was there before this console began. */
  readonly wasRaised: (alarm: Alarm) => void;
  /** Of an alarm whose detail somebody looks at. */
  readonly detailChanged: () => void;
  readonly topicChanged: (topic: AlarmTopic) => void;
  readonly mute: (mute: Mute | null) => void;
  readonly clear: () => void;
  readonly stop: () => void;
}

const sameSound = (one: Sounding | null, other: Sounding | null): boolean => one === other || (one !== null && other !== null && one.alarm === other.alarm && one.burst === other.burst && one.count === other.count);

export function createAlarmShow({ known, stores, personId, isCurrent, missed, nowUtcMs, publish, clock, timers }: AlarmShowEnvironment): AlarmShow {
  const rate: RateWindow = createRateWindow();
  let mute: Mute | null = null;
  let raised = 0;
  let detailRevision = 0;
  let { topics } = NO_ALARMS;
  let shownChanges = -1;
  /** Windows are not told before. */
  let nextMonoMs = -Infinity;
  let cancel: Cancel | null = null;
  let cancelMuteEnd: Cancel | null = null;

  const showAlarms = (): void => {
    const gravest: Alarm[] = [];
    for (const alarm of known.open()) {
      if (!isInQueue(alarm)) continue;
      gravest.push(alarm);
      if (gravest.length === ALARMS_SHOWN) break;
    }
    const shown = stores.alarms.records();
    const ids = new Set<string>(gravest.map(({ id }) => id));
    const gone = [...shown.keys()].filter((id) => !ids.has(id));
    const put = gravest.filter((alarm) => shown.get(alarm.id) !== alarm);
    if (gone.length > 0) stores.alarms.remove(...gone);
    if (put.length > 0) stores.alarms.put(...put);
  };

  const awaitMuteEnd = (until: number | null): void => {
    cancelMuteEnd?.();
    cancelMuteEnd = until === null ? null : timers.after(Math.max(1, until - nowUtcMs()), touch);
  };

  const timed = (sounding: Sounding | null): Pick<AlarmDeskRecord, 'inTenMinutes' | 'band' | 'mutedUntilUtcMs'> => {
    const now = nowUtcMs();
    const inTenMinutes = rate.count(now);
    const silentUntil = mutedUntil(mute, sounding?.priority ?? null, now);
    return { inTenMinutes, band: floodBand(inTenMinutes), mutedUntilUtcMs: silentUntil };
  };

  const show = (): void => {
    cancel = null;
    const begunMonoMs = clock.monoMs();
    const before = only(stores.alarmDesk);
    const isChanged = known.changes() !== shownChanges;
    shownChanges = known.changes();
    if (isChanged) showAlarms();
    const heard = isChanged ? soundingOf(known.open()) : before.sounding;
    const sounding = sameSound(heard, before.sounding) ? before.sounding : heard;
    const now = timed(sounding);
    if (now.mutedUntilUtcMs !== before.mutedUntilUtcMs) awaitMuteEnd(now.mutedUntilUtcMs);
    const next: AlarmDeskRecord = {
      ...before,
      ...now,
      revision: before.revision + (isChanged ? 1 : 0),
      counts: isChanged ? countsOf(known.open(), personId()) : before.counts,
      raised,
      isCurrent: isCurrent(),
      missed: missed(),
      sounding,
      detailRevision,
      topics,
    };
    const isSame = Object.entries(next).every(([key, value]) => Reflect.get(before, key) === value);
    if (!isSame) stores.alarmDesk.put(next);
    if (!isSame || isChanged) publish();
    const endedMonoMs = clock.monoMs();
    nextMonoMs = endedMonoMs + restAfterMs(endedMonoMs - begunMonoMs, REST);
  };

  const touch = (): void => {
    cancel ??= timers.after(Math.max(0, nextMonoMs - clock.monoMs()), show);
  };

  const stopTime = timers.every(TIME_EVERY_MS, () => {
    const { inTenMinutes, sounding, mutedUntilUtcMs } = only(stores.alarmDesk);
    const now = timed(sounding);
    if (now.inTenMinutes !== inTenMinutes || now.mutedUntilUtcMs !== mutedUntilUtcMs) touch();
  });

  const clear = (): void => {
    cancel?.();
    cancel = null;
    awaitMuteEnd(null);
    rate.clear();
    mute = null;
    shownChanges = -1;
    nextMonoMs = -Infinity;
    stores.alarms.replaceAll([]);
    // The revision only rises: a window that asks by it must not think that it has seen what comes.
    stores.alarmDesk.put({ ...NO_ALARMS, id: ONLY, revision: only(stores.alarmDesk).revision + 1, raised, detailRevision, topics });
  };

  return {
    touch,
    raised: (alarm) => {
      raised += 1;
      rate.add(alarm.raisedUtcMs);
      touch();
    },
    wasRaised: (alarm) => rate.add(alarm.raisedUtcMs),
    detailChanged: () => {
      detailRevision += 1;
      touch();
    },
    topicChanged: (topic) => {
      topics = { ...topics, [topic]: topics[topic] + 1 };
      touch();
    },
    mute: (next) => {
      mute = next;
      touch();
    },
    clear,
    stop: () => {
      clear();
      stopTime();
    },
  };
}
