import { isSameArrangement } from '@contract/domain/arrangement.ts';
import type { Alarm, AlarmPriority } from '@contract/domain/alarm.ts';
import { err, type Result } from '@contract/domain/result.ts';
import { isSameContent } from '@contract/domain/tile-content.ts';
import { monitorSurface, surfaceMonitor, utcMs, type AlarmId, type CameraId, type MonitorKey, type SurfaceId } from '@contract/domain/units.ts';
import { emptySurface, holdsDesk, withCameras, type Surface } from '@contract/domain/wall.ts';
import { camerasTogether, fitsWallRule, isGivenBack, type WallAlarm, type WallAlarmRule } from '@contract/domain/wall-alarm-rule.ts';
import type { Cancel, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Stores } from '../../state/stores.ts';
import type { LentMonitor } from '../../storage/documents/alarm-settings.ts';

export interface AlarmWallEnvironment {
  readonly stores: Pick<Stores, 'monitors'>;
  readonly surfaceOf: (surface: SurfaceId) => Surface | null;
  /** Puts these on the wall as one step to be undone. */
  readonly showTogether: (surfaces: readonly Surface[]) => Result<null>;
  /** An alarm as it is now; null: it is over, `undefined`: nobody can say yet. */
  readonly alarmOf: (alarm: AlarmId) => Alarm | null | undefined;
  /** Cameras nearest to one, without it; at most `count`. */
  readonly neighboursOf: (camera: CameraId, count: number) => Promise<readonly CameraId[]>;
  /** Somebody with the right over the wall is here, or nobody ever is: a PC that only drives a wall. */
  readonly mayChange: () => boolean;
  readonly personId: () => string | null;
  /** The server's clock. */
  readonly nowUtcMs: () => number;
  readonly timers: Timers;
  readonly log: Log;
  /** What must survive a restart changed. */
  readonly onDidLend: (lent: readonly LentMonitor[]) => void;
  /** An alarm was put on a monitor. */
  readonly onDidShow: (rule: WallAlarmRule, alarm: Alarm) => void;
}

/** Puts cameras of alarms on monitors by rule, and gives the monitors back as they were unless somebody changed them meanwhile. */
export interface AlarmWall {
  /** `lent`: what alarms had when this PC stopped. Surfaces are open. */
  readonly open: (rules: readonly WallAlarmRule[], lent: readonly LentMonitor[]) => void;
  readonly setRules: (rules: readonly WallAlarmRule[]) => void;
  readonly alarmRaised: (alarm: Alarm) => void;
  /** Surfaces were changed at this PC, not by this. What alarms showed there is the operator's now. */
  readonly changed: (surfaces: readonly SurfaceId[]) => void;
  readonly close: () => void;
}

const LOOK_EVERY_MS = 500;
const TOGETHER_MS = 30;
/** An operator who just changed a monitor is at work on it: only a graver alarm takes it. */
const HELD_MS = 60_000;
/** More pictures on a monitor than this say nothing to anybody. */
const TILES_FOR_ALARMS = 16;
const WAITING_MAX = 200;

interface Waiting {
  readonly rule: WallAlarmRule;
  readonly entry: WallAlarm;
}

const isSameShown = (one: Surface, other: Surface): boolean => isSameArrangement(one.arrangement, other.arrangement) && one.contents.every((content, tile) => isSameContent(content, other.contents[tile] ?? null));
const byGravity = (one: WallAlarm, other: WallAlarm): number => one.priority - other.priority || other.raisedUtcMs - one.raisedUtcMs;
const gravestOf = (alarms: readonly WallAlarm[]): AlarmPriority | null => alarms.reduce<AlarmPriority | null>((gravest, { priority }) => (gravest === null || priority < gravest ? priority : gravest), null);

export function createAlarmWall(environment: AlarmWallEnvironment): AlarmWall {
  const { stores, log, timers, nowUtcMs } = environment;
  let rules: readonly WallAlarmRule[] = [];
  const lent = new Map<MonitorKey, LentMonitor>();
  /** Alarms that found their monitor in use. */
  let waiting: readonly Waiting[] = [];
  const heldUntil = new Map<MonitorKey, { readonly utcMs: number; readonly gravest: AlarmPriority | null }>();
  let cancelLook: Cancel | null = null;
  let cancelSoon: Cancel | null = null;
  let isShowing = false;
  let isOpen = false;
  let turn = 0;

  const told = (): void => environment.onDidLend([...lent.values()]);
  const audit = (cause: string, monitor: MonitorKey, result: Result<null>, fields: Readonly<Record<string, string | number>>): void =>
    log.info('audit.request', { name: 'wall.alarmRule', class: 'wall', window: null, person: environment.personId(), cause, monitor, ...fields, ok: result.ok, ...(result.ok ? {} : { code: result.error.code }) });
  const show = (surface: Surface): Result<null> => {
    isShowing = true;
    const shown = environment.showTogether([surface]);
    isShowing = false;
    return shown;
  };
  const isUpright = (monitor: MonitorKey): boolean => {
    const { widthPx = 1, heightPx = 0 } = stores.monitors.get(monitor) ?? {};
    return heightPx > widthPx;
  };
  const surfaceWith = (monitor: MonitorKey, alarms: readonly WallAlarm[]): Surface => withCameras(emptySurface(monitorSurface(monitor)), camerasTogether(alarms, TILES_FOR_ALARMS), isUpright(monitor));
  /** As it stands on the wall: what was shown may have been fitted. */
  const nowOn = (monitor: MonitorKey): Surface => environment.surfaceOf(monitorSurface(monitor)) ?? emptySurface(monitorSurface(monitor));
  /** Whether an alarm may take a monitor now. */
  const isFree = (monitor: MonitorKey, priority: AlarmPriority): boolean => {
    if (holdsDesk(nowOn(monitor))) return false;
    const held = heldUntil.get(monitor);
    if (held === undefined || held.utcMs <= nowUtcMs()) return true;
    return held.gravest === null ? priority === 1 : priority < held.gravest;
  };

  /** Puts what waits for a monitor on it, as far as there are tiles; answers what goes on waiting. */
  const fill = (monitor: MonitorKey, candidates: readonly Waiting[]): readonly Waiting[] => {
    const free = candidates.filter(({ entry }) => isFree(monitor, entry.priority));
    if (free.length === 0 || stores.monitors.get(monitor)?.present !== true) return candidates;
    const standing = lent.get(monitor);
    const now = utcMs(nowUtcMs());
    const kept = standing?.alarms ?? [];
    const fresh = free.map(({ rule, entry }) => ({ rule, entry: { ...entry, shownUtcMs: now } }));
    const alarms = [...kept, ...fresh.map(({ entry }) => entry)].sort(byGravity).slice(0, Math.max(TILES_FOR_ALARMS, kept.length));
    const put = fresh.filter(({ entry }) => alarms.includes(entry));
    const late = candidates.filter(({ entry }) => !put.some((one) => one.entry.alarm === entry.alarm));
    if (put.length === 0) return late;
    const before = standing?.before ?? nowOn(monitor);
    const shown = show(surfaceWith(monitor, alarms));
    for (const { rule, entry } of put) {
      audit('alarm', monitor, shown, { rule: rule.id, alarm: entry.alarm, priority: entry.priority });
      const alarm = environment.alarmOf(entry.alarm);
      if (shown.ok && alarm !== null && alarm !== undefined) environment.onDidShow(rule, alarm);
    }
    if (!shown.ok) return late;
    lent.set(monitor, { monitor, before, shown: nowOn(monitor), alarms });
    heldUntil.delete(monitor);
    return late;
  };
  const giveBack = ({ monitor, before, shown, alarms }: LentMonitor, left: readonly WallAlarm[]): void => {
    const gone = alarms.filter((one) => !left.includes(one));
    const fields = { alarm: gone[0]?.alarm ?? '', alarms: gone.length };
    if (!isSameShown(nowOn(monitor), shown)) {
      lent.delete(monitor);
      return audit('given-up', monitor, err('app/not-allowed', { detail: 'changed meanwhile' }), fields);
    }
    const next = left.length === 0 ? before : surfaceWith(monitor, left);
    audit(left.length === 0 ? 'give-back' : 'alarm-over', monitor, show(next), fields);
    if (left.length === 0) lent.delete(monitor);
    else lent.set(monitor, { monitor, before, shown: nowOn(monitor), alarms: left });
  };
  const isOver = (entry: WallAlarm): boolean => {
    const alarm = environment.alarmOf(entry.alarm);
    // Until the server is heard only the time counts.
    return alarm === undefined ? entry.giveBack.kind === 'seconds' && nowUtcMs() - entry.shownUtcMs >= entry.giveBack.seconds * 1_000 : isGivenBack(entry, alarm, nowUtcMs());
  };

  const counts = (): string => [...lent.values()].map(({ monitor, alarms }) => `${monitor} ${alarms.map(({ alarm }) => alarm).join()}`).join('\n');
  const look = (): void => {
    cancelSoon?.();
    cancelSoon = null;
    const before = counts();
    for (const monitor of [...lent.values()]) {
      const left = monitor.alarms.filter((entry) => !isOver(entry));
      if (left.length < monitor.alarms.length) giveBack(monitor, left);
    }
    if (environment.mayChange()) {
      const still = waiting.filter(({ entry }) => {
        const alarm = environment.alarmOf(entry.alarm);
        // Counted from now: it has not been shown yet.
        return alarm === undefined || !isGivenBack({ ...entry, shownUtcMs: utcMs(nowUtcMs()) }, alarm, nowUtcMs());
      });
      waiting = [...new Set(still.map(({ rule }) => rule.monitor))].flatMap((monitor) => fill(monitor, still.filter(({ rule }) => rule.monitor === monitor)));
    }
    if (counts() !== before) environment.onDidLend([...lent.values()]);
    plan();
  };
  function plan(): void {
    cancelLook?.();
    cancelLook = isOpen && (lent.size > 0 || waiting.length > 0) ? timers.after(LOOK_EVERY_MS, look) : null;
  }
  const wait = (one: Waiting): void => {
    const { rule, entry } = one;
    const has = [...(lent.get(rule.monitor)?.alarms ?? []), ...waiting.filter((other) => other.rule.monitor === rule.monitor).map((other) => other.entry)];
    if (has.some(({ alarm }) => alarm === entry.alarm)) return;
    waiting = [...waiting, one].sort((left, right) => byGravity(left.entry, right.entry)).slice(0, WAITING_MAX);
    // Alarms that come together are one change of the wall.
    cancelSoon ??= timers.after(TOGETHER_MS, look);
  };

  return {
    open: (nextRules, nextLent) => {
      turn += 1;
      isOpen = true;
      rules = nextRules;
      for (const one of nextLent) if (surfaceMonitor(one.before.id) === one.monitor && isSameShown(nowOn(one.monitor), one.shown)) lent.set(one.monitor, one);
      if (lent.size !== nextLent.length) told();
      plan();
    },
    setRules: (next) => {
      rules = next;
    },
    alarmRaised: (alarm) => {
      const { camera } = alarm;
      if (!isOpen || camera === null || !environment.mayChange()) return;
      const mine = turn;
      const fitting = rules.filter((rule) => fitsWallRule(rule, alarm));
      // On one monitor the first rule decides.
      for (const rule of fitting.filter(({ monitor }, index) => fitting.findIndex((other) => other.monitor === monitor) === index)) {
        const near = rule.neighbours === 0 ? Promise.resolve([]) : environment.neighboursOf(camera, rule.neighbours).catch(() => []);
        void near.then((neighbours) => {
          if (mine !== turn || !isOpen) return;
          const entry: WallAlarm = { alarm: alarm.id, rule: rule.id, priority: alarm.priority, raisedUtcMs: alarm.raisedUtcMs, cameras: [camera, ...neighbours.filter((other) => other !== camera).slice(0, rule.neighbours)], giveBack: rule.giveBack, shownUtcMs: utcMs(nowUtcMs()) };
          wait({ rule, entry });
        });
      }
    },
    changed: (surfaces) => {
      if (isShowing) return;
      for (const surface of surfaces) {
        const monitor = surfaceMonitor(surface);
        if (monitor === null) continue;
        const standing = lent.get(monitor);
        heldUntil.set(monitor, { utcMs: nowUtcMs() + HELD_MS, gravest: gravestOf(standing?.alarms ?? []) });
        if (standing === undefined || isSameShown(nowOn(monitor), standing.shown)) continue;
        lent.delete(monitor);
        told();
      }
    },
    close: () => {
      turn += 1;
      isOpen = false;
      cancelLook?.();
      cancelLook = null;
      cancelSoon?.();
      cancelSoon = null;
      lent.clear();
      heldUntil.clear();
      waiting = [];
      rules = [];
    },
  };
}
