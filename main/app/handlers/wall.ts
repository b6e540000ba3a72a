import { err, ok } from '@contract/domain/result.ts';
import type { CameraId, MonitorKey, SceneId } from '@contract/domain/units.ts';
import type { wallContract } from '@contract/ipc/wall-contract.ts';
import type { Handlers } from '../../ipc/router.ts';
import type { SurfacesService } from '../../services/surfaces/surfaces-service.ts';
import type { Stores } from '../../state/stores.ts';
import type { Answer, InputFor } from './answer.ts';

export interface WallHandlerEnvironment {
  readonly stores: Pick<Stores, 'alarms' | 'cameras'>;
  readonly surfaces: Pick<SurfacesService, 'undo' | 'openAlarmCamera'>;
  /** Codes: scene/unknown, storage/write-failed, storage/newer-version. */
  readonly scenes: {
    readonly save: (request: InputFor<'scenes.save'>) => Answer<{ readonly scene: SceneId }>;
    readonly set: (request: InputFor<'scenes.set'>) => Answer<null>;
    readonly recall: (scene: SceneId) => Answer<null>;
    readonly remove: (scene: SceneId) => Answer<null>;
  };
  /** The desk's window on a monitor of this PC, and away again. Code wall/desk-not-here. */
  readonly showDesk: (monitor: MonitorKey, on: boolean) => Answer<null>;
  /** Flashes every tile of the wall that shows a camera; answers how many. */
  readonly findOnWall: (camera: CameraId) => number;
}

export function wallHandlers({ stores, surfaces, scenes, showDesk, findOnWall }: WallHandlerEnvironment): Pick<Handlers, keyof typeof wallContract> {
  return {
    'wall.undo': () => surfaces.undo(),
    'wall.showDesk': ({ monitor, on }) => showDesk(monitor, on),
    'wall.sendAlarm': ({ alarm, surface }) => {
      const raised = stores.alarms.get(alarm);
      if (raised === undefined) return err('alarm/unknown');
      if (raised.camera === null || stores.cameras.get(raised.camera) === undefined) return err('camera/unknown');
      const opened = surfaces.openAlarmCamera(surface, raised.camera);
      return opened.ok ? ok(null) : opened;
    },
    'wall.find': ({ camera }) => (stores.cameras.get(camera) === undefined ? err('camera/unknown') : ok({ places: findOnWall(camera) })),
    'scenes.save': (request) => scenes.save(request),
    'scenes.set': (request) => scenes.set(request),
    'scenes.recall': ({ scene }) => scenes.recall(scene),
    'scenes.remove': ({ scene }) => scenes.remove(scene),
  };
}
