import { err, ok, type Result } from '@contract/domain/result.ts';
import { monitorSurface, sceneId, utcMs, type MonitorKey, type SceneId, type SurfaceId } from '@contract/domain/units.ts';
import { emptySurface, type Surface } from '@contract/domain/wall.ts';
import { lastDue, SCENES_MAX, type SceneAlarm, type SceneSchedule, type WallScene } from '@contract/domain/wall-scene.ts';
import type { Stores } from '../../state/stores.ts';
import type { DoneDues, ServerScenes } from '../../storage/documents/scenes.ts';
import { isSceneShown, LATE_MS, planScene, sceneMonitors, withoutScene, withScene } from './scene-plan.ts';

export interface ScenesCache {
  readonly load: () => Promise<Omit<ServerScenes, 'serverId'>>;
  /** Codes: storage/write-failed, storage/newer-version. */
  readonly save: (scenes: Omit<ServerScenes, 'serverId'>) => Promise<Result<null>>;
}

export interface ScenesEnvironment {
  readonly stores: Pick<Stores, 'scenes' | 'monitors'>;
  readonly surfaceOf: (surface: SurfaceId) => Surface | null;
  /** Puts these on the wall as one step to be undone. */
  readonly showTogether: (surfaces: readonly Surface[]) => Result<null>;
  /** The server's clock. */
  readonly nowUtcMs: () => number;
  readonly uuid: () => string;
  /** A scene was recalled, but these monitors of it were not there. */
  readonly onDidSkip: (scene: WallScene, monitors: readonly MonitorKey[]) => void;
}

export interface SetScene {
  readonly scene: SceneId;
  readonly name: string;
  readonly keyDigit: number | null;
  readonly schedule: SceneSchedule | null;
  readonly alarm: SceneAlarm | null;
}

/** Codes of changes: scene/unknown, scene/name-missing, storage/write-failed, storage/newer-version. Only what is on the disk is shown. */
export interface ScenesService {
  /** Shows the scenes of this server. */
  readonly open: (cache: ScenesCache) => Promise<void>;
  /** Takes what the wall shows now; `replace`: into an existing scene, which keeps its key and triggers. Code also app/not-allowed: SCENES_MAX are there. */
  readonly save: (request: { readonly name: string; readonly replace: SceneId | null }) => Promise<Result<{ readonly scene: SceneId }>>;
  readonly set: (request: SetScene) => Promise<Result<null>>;
  /** Code wall/unknown-monitor: none of its monitors is there. */
  readonly recall: (scene: SceneId) => Result<null>;
  /** Whether the wall shows what a scene put on it. */
  readonly isShown: (scene: WallScene) => boolean;
  readonly remove: (scene: SceneId) => Promise<Result<null>>;
  /** Whether a due moment of a scene is over: recalled, or passed when its schedule was set. */
  readonly isDone: (scene: SceneId, dueUtcMs: number) => boolean;
  readonly markDone: (scene: SceneId, dueUtcMs: number) => void;
  readonly close: () => void;
}

/** More than one schedule can bring within the longest jump back a clock is trusted with. */
const DONE_KEPT = 32;

const isSameSchedule = (one: SceneSchedule | null, other: SceneSchedule | null): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Saved states of the whole wall, kept on this PC for each server. */
export function createScenesService(environment: ScenesEnvironment): ScenesService {
  const { stores, nowUtcMs } = environment;
  let cache: ScenesCache | null = null;
  let opening: ScenesCache | null = null;
  /** Due moments that are over, newest first. */
  let done = new Map<SceneId, readonly number[]>();
  let turn: Promise<unknown> = Promise.resolve();

  const all = () => [...stores.scenes.records().values()];
  const doneDues = (scenes: readonly WallScene[]): readonly DoneDues[] => scenes.flatMap(({ id }) => (done.has(id) ? [{ scene: id, dueUtcMs: done.get(id) ?? [] }] : []));

  const addDone = (id: SceneId, dueUtcMs: number): void => void done.set(id, [dueUtcMs, ...(done.get(id) ?? []).filter((other) => other !== dueUtcMs)].slice(0, DONE_KEPT));

  /** One change at a time, each on what the one before left. A change whose person has left is none. */
  const change = <T>(step: (now: readonly WallScene[]) => Result<{ readonly scenes: readonly WallScene[]; readonly value: T }>): Promise<Result<T>> => {
    const mine = cache;
    const run = turn.then(async (): Promise<Result<T>> => {
      if (mine === null || mine !== cache) return err('session/not-signed-in');
      const next = step(all());
      if (!next.ok) return next;
      const kept = await mine.save({ scenes: next.value.scenes, done: doneDues(next.value.scenes) });
      if (!kept.ok) return kept;
      if (mine === cache) stores.scenes.replaceAll(next.value.scenes);
      return ok(next.value.value);
    });
    turn = run.catch(() => null);
    return run;
  };
  const isPresent = (monitor: MonitorKey): boolean => stores.monitors.get(monitor)?.present === true;
  const wallNow = () => sceneMonitors(stores.monitors.records().values(), (monitor) => environment.surfaceOf(monitorSurface(monitor)) ?? emptySurface(monitorSurface(monitor)));

  return {
    open: async (nextCache) => {
      opening = nextCache;
      const saved = await nextCache.load();
      if (opening !== nextCache) return;
      cache = nextCache;
      done = new Map(saved.done.map(({ scene, dueUtcMs }) => [scene, dueUtcMs]));
      stores.scenes.replaceAll(saved.scenes);
    },
    save: ({ name, replace }) =>
      change((now) => {
        if (name.trim() === '') return err('scene/name-missing');
        const old = replace === null ? null : now.find(({ id }) => id === replace);
        if (old === undefined) return err('scene/unknown');
        if (old === null && now.length >= SCENES_MAX) return err('app/not-allowed', { detail: `${SCENES_MAX} scenes` });
        const scene: WallScene = {
          id: old?.id ?? sceneId(environment.uuid()),
          name,
          monitors: wallNow(),
          keyDigit: old?.keyDigit ?? null,
          schedule: old?.schedule ?? null,
          alarm: old?.alarm ?? null,
          updatedUtcMs: utcMs(nowUtcMs()),
        };
        return ok({ scenes: withScene(now, scene), value: { scene: scene.id } });
      }),
    set: ({ scene: id, name, keyDigit, schedule, alarm }) =>
      change((now) => {
        const old = now.find((scene) => scene.id === id);
        if (old === undefined) return err('scene/unknown');
        if (name.trim() === '') return err('scene/name-missing');
        const passed = schedule === null || isSameSchedule(old.schedule, schedule) ? null : lastDue(schedule, nowUtcMs(), LATE_MS);
        // A schedule counts from when it is set: a minute that has passed by then is not due.
        if (passed !== null) addDone(id, passed);
        return ok({ scenes: withScene(now, { ...old, name, keyDigit, schedule, alarm, updatedUtcMs: utcMs(nowUtcMs()) }), value: null });
      }),
    recall: (id) => {
      const scene = stores.scenes.get(id);
      if (scene === undefined) return err('scene/unknown');
      const { surfaces, absent } = planScene(scene, isPresent);
      if (surfaces.length === 0) return err('wall/unknown-monitor');
      const shown = environment.showTogether(surfaces);
      if (shown.ok && absent.length > 0) environment.onDidSkip(scene, absent);
      return shown;
    },
    isShown: (scene) => isSceneShown(scene, isPresent, environment.surfaceOf),
    remove: (id) =>
      change((now) => {
        if (!now.some((scene) => scene.id === id)) return err('scene/unknown');
        done.delete(id);
        return ok({ scenes: withoutScene(now, id), value: null });
      }),
    isDone: (id, dueUtcMs) => done.get(id)?.includes(dueUtcMs) === true,
    markDone: (id, dueUtcMs) => {
      addDone(id, dueUtcMs);
      // Not written is no harm now: this console remembers as long as it runs, and the next change writes it.
      void change((now) => ok({ scenes: now, value: null }));
    },
    close: () => {
      opening = null;
      cache = null;
      done = new Map();
      stores.scenes.replaceAll([]);
    },
  };
}
