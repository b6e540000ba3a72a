import { READY } from '@contract/domain/arrangement.ts';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { ok, type Result } from '@contract/domain/result.ts';
import { cameraId, monitorKey, monitorSurface, type MonitorKey } from '@contract/domain/units.ts';
import { emptySurface, type Surface } from '@contract/domain/wall.ts';
import type { WallScene } from '@contract/domain/wall-scene.ts';
import { createScenesService, type ScenesCache } from '../../../../../main/services/scenes/scenes-service.ts';
import { createStores } from '../../../../../main/state/stores.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { monitorWith } from '../../../../builders/monitors.ts';

/** A wall of some monitors, what they show, and a disk that can refuse. */
export function sceneWall(keys: readonly string[] = ['a', 'b']) {
  const stores = createStores({ address: 'https://tier', language: 'vi', wallOnly: false });
  const time = createFakeTime();
  stores.monitors.replaceAll(keys.map((key, index) => monitorWith({ id: monitorKey(key), number: index + 1, present: true })));
  const saved: Parameters<ScenesCache['save']>[0][] = [];
  const steps: (readonly Surface[])[] = [];
  const skipped: (readonly MonitorKey[])[] = [];
  let disk: Result<null> = ok(null);
  let made = 0;
  const cacheOf = (scenes: readonly WallScene[] = [], done: { readonly scene: WallScene['id']; readonly dueUtcMs: readonly number[] }[] = []): ScenesCache => ({
    load: async () => ({ scenes, done }),
    save: async (now) => {
      if (disk.ok) saved.push(now);
      return disk;
    },
  });
  const service = createScenesService({
    stores,
    surfaceOf: (id) => stores.surfaces.get(id) ?? emptySurface(id),
    showTogether: (surfaces) => {
      steps.push(surfaces);
      stores.surfaces.put(...surfaces);
      return ok(null);
    },
    nowUtcMs: time.clock.utcMs,
    uuid: () => `scene-${(made += 1)}`,
    onDidSkip: (_scene, monitors) => skipped.push(monitors),
  });
  return {
    stores,
    time,
    service,
    saved,
    steps,
    skipped,
    cacheOf,
    refuseDisk: (answer: Result<null>) => (disk = answer),
    show: (key: string, camera: string) => stores.surfaces.put({ ...emptySurface(monitorSurface(monitorKey(key)), READY['1']), contents: [cameraContent(cameraId(camera))] }),
    shown: (key: string) => stores.surfaces.get(monitorSurface(monitorKey(key)))?.contents,
    scene: (id: string) => [...stores.scenes.records().values()].find((scene) => scene.id === id),
  };
}
