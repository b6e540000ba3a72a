import type { AlarmBrief, AlarmPriority } from '@contract/domain/alarm.ts';
import type { AlarmId, SceneId } from '@contract/domain/units.ts';
import type { Result } from '@contract/domain/result.ts';
import { lastDue, type WallScene } from '@contract/domain/wall-scene.ts';
import type { Cancel, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Stores } from '../../state/stores.ts';
import { LATE_MS } from './scene-plan.ts';

/** Why a scene came by itself. `alarms`: how many it stands for since it came; `alarm` is the newest of them. */
export type SceneCause = { readonly kind: 'schedule'; readonly dueUtcMs: number } | { readonly kind: 'alarm'; readonly alarm: AlarmBrief; readonly alarms: number };

export interface SceneTriggersEnvironment {
  readonly stores: Pick<Stores, 'scenes'>;
  readonly recall: (scene: SceneId) => Result<null>;
  /** Whether the wall shows what the scene put there. */
  readonly isShown: (scene: WallScene) => boolean;
  readonly isDone: (scene: SceneId, dueUtcMs: number) => boolean;
  readonly markDone: (scene: SceneId, dueUtcMs: number) => void;
  /** Somebody with the right over the wall is here, or nobody ever is: a PC that only drives a wall. */
  readonly mayRecall: () => boolean;
  /** Who is here, for the audit log. */
  readonly personId: () => string | null;
  /** The server's clock. */
  readonly nowUtcMs: () => number;
  readonly timers: Timers;
  readonly log: Log;
  /** Also for each further alarm of a scene that an alarm brought and that still stands. */
  readonly onDidRecall: (scene: WallScene, cause: SceneCause) => void;
}

export interface SceneTriggers {
  /** From now on scenes come by themselves; again after `stop`. */
  readonly start: () => void;
  /**
   * An alarm was raised: each one recalls at most once, and only one scene, the one that names its camera before others; none, when
   * that scene came by itself last and the wall still shows it.
   */
  readonly alarmRaised: (alarm: AlarmBrief) => void;
  /** The wall was changed at this PC. What is no recall of these is the operator's: for HELD_MS only a graver alarm takes the wall from them. */
  readonly wallChanged: () => void;
  readonly stop: () => void;
}

const LOOK_EVERY_MS = 1_000;
/** Time for the server's clock to be measured, so that a wrong clock of this PC recalls nothing at the start. */
const SETTLE_MS = 5_000;
const ALARMS_REMEMBERED = 5_000;
/** An operator who just changed the wall is at work on it. */
export const HELD_MS = 60_000;

/** The scene that came by itself last. */
interface Standing {
  readonly scene: SceneId;
  readonly cause: SceneCause['kind'];
  readonly alarms: number;
}

const fits = ({ alarm: trigger }: WallScene, alarm: AlarmBrief): boolean =>
  trigger !== null && alarm.priority <= trigger.priorityAtLeast && (trigger.cameras.length === 0 || (alarm.camera !== null && trigger.cameras.includes(alarm.camera)));

/** Recalls scenes at their minute and for alarms; says who, what and why in the audit log. */
export function createSceneTriggers(environment: SceneTriggersEnvironment): SceneTriggers {
  const { stores, log } = environment;
  const releases: Cancel[] = [];
  const seenAlarms = new Set<AlarmId>();
  const scenes = () => [...stores.scenes.records().values()];
  let standing: Standing | null = null;
  /** Of the alarms that brought a scene last, the gravest. */
  let gravest: AlarmPriority | null = null;
  let isRecalling = false;
  let cancelHold: Cancel | null = null;

  const recall = (scene: WallScene, cause: SceneCause): boolean => {
    isRecalling = true;
    const recalled = environment.recall(scene.id);
    isRecalling = false;
    const why = cause.kind === 'schedule' ? { dueUtcMs: cause.dueUtcMs } : { alarm: cause.alarm.id, priority: cause.alarm.priority };
    log.info('audit.request', {
      name: 'scenes.recall',
      class: 'wall',
      window: null,
      person: environment.personId(),
      cause: cause.kind,
      scene: scene.id,
      ...why,
      ok: recalled.ok,
      ...(recalled.ok ? {} : { code: recalled.error.code }),
    });
    if (!recalled.ok) return false;
    standing = { scene: scene.id, cause: cause.kind, alarms: cause.kind === 'alarm' ? 1 : 0 };
    environment.onDidRecall(scene, cause);
    return true;
  };

  /** An alarm of the scene that stands already: it is told, and the wall left as it is. */
  const join = (scene: WallScene, alarm: AlarmBrief, { cause, alarms }: Standing): void => {
    standing = { scene: scene.id, cause, alarms: alarms + 1 };
    if (gravest === null || alarm.priority < gravest) gravest = alarm.priority;
    if (cause === 'alarm') environment.onDidRecall(scene, { kind: 'alarm', alarm, alarms: alarms + 1 });
  };
  const endHold = (): void => {
    cancelHold?.();
    cancelHold = null;
  };

  const look = (): void => {
    if (!environment.mayRecall()) return;
    const now = environment.nowUtcMs();
    const due = scenes().flatMap((scene) => {
      const dueUtcMs = scene.schedule === null ? null : lastDue(scene.schedule, now, LATE_MS);
      return dueUtcMs === null || environment.isDone(scene.id, dueUtcMs) ? [] : [{ scene, dueUtcMs }];
    });
    for (const { scene, dueUtcMs } of due.sort((one, other) => one.dueUtcMs - other.dueUtcMs)) {
      // Before the recall: whatever goes wrong in it, the same moment does not come again.
      environment.markDone(scene.id, dueUtcMs);
      recall(scene, { kind: 'schedule', dueUtcMs });
    }
  };

  const stop = (): void => {
    for (const release of releases.splice(0)) release();
    endHold();
    standing = null;
    gravest = null;
  };

  return {
    start: () => {
      stop();
      releases.push(
        environment.timers.after(SETTLE_MS, () => {
          look();
          releases.push(environment.timers.every(LOOK_EVERY_MS, look));
        }),
      );
    },
    alarmRaised: (alarm) => {
      if (seenAlarms.has(alarm.id)) return;
      seenAlarms.add(alarm.id);
      const [oldest] = seenAlarms;
      if (seenAlarms.size > ALARMS_REMEMBERED && oldest !== undefined) seenAlarms.delete(oldest);
      if (!environment.mayRecall()) return;
      const [first] = scenes()
        .filter((scene) => fits(scene, alarm))
        .sort((one, other) => Number(other.alarm?.cameras.length !== 0) - Number(one.alarm?.cameras.length !== 0) || one.name.localeCompare(other.name));
      if (first === undefined) return;
      if (standing?.scene === first.id && environment.isShown(first)) return join(first, alarm, standing);
      if (cancelHold !== null && gravest !== null && alarm.priority >= gravest) {
        log.info('scenes.held', { scene: first.id, alarm: alarm.id, priority: alarm.priority });
        return;
      }
      if (recall(first, { kind: 'alarm', alarm, alarms: 1 })) gravest = alarm.priority;
    },
    wallChanged: () => {
      if (isRecalling) return;
      endHold();
      cancelHold = environment.timers.after(HELD_MS, endHold);
    },
    stop,
  };
}
