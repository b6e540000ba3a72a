import { runPlace } from '@contract/domain/sequence.ts';
import { sessionPerson } from '@contract/domain/session.ts';
import { camerasOf, type TileContent } from '@contract/domain/tile-content.ts';
import { DESK_SURFACE, monitorSurface, type CameraId, type SurfaceId } from '@contract/domain/units.ts';
import type { WallScene } from '@contract/domain/wall-scene.ts';
import type { Clock, Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Random } from '../platform/random.ts';
import { createMasksService } from '../services/masks/masks-service.ts';
import { createPicturesService } from '../services/pictures/pictures-service.ts';
import { createDeskOnWall } from '../services/scenes/desk-on-wall.ts';
import { createSceneTriggers, type SceneCause } from '../services/scenes/scene-triggers.ts';
import { createScenesService } from '../services/scenes/scenes-service.ts';
import { createSnapshotsService } from '../services/snapshots/snapshots-service.ts';
import { only } from '../state/stores.ts';
import type { Dialogs } from './dialogs.ts';
import type { MediaHandlerEnvironment } from './handlers/media.ts';
import { readHeldPictures } from './held-pictures.ts';
import { createLayoutFiles } from './layout-files.ts';
import { createRereader } from './reread.ts';
import { createScenesKeeper } from './scenes-keeper.ts';
import type { ConsoleParts, WallTools } from './wall-tools.ts';

export interface WallToolsEnvironment {
  /** Absolute; imported pictures are kept in it. */
  readonly pictureFolder: string;
  /** Absolute. */
  readonly snapshotFolder: string;
  /** Absolute; where dialogs begin. */
  readonly documentsFolder: string;
  readonly isWebAllowed: (url: string) => boolean;
  readonly workstation: string;
  readonly dialogs: Dialogs;
  /** Flashes tiles of a monitor, of this PC or another one. */
  readonly flash: (surface: SurfaceId, tiles: readonly number[]) => void;
  readonly deskSource: MediaHandlerEnvironment['deskSource'];
  readonly webTiles: MediaHandlerEnvironment['webTiles'] & { readonly close: () => void };
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
}

/** Wall clock of Viet Nam, `hh:mm`. */
const clockText = (utcMs: number): string => new Date(utcMs + 7 * 3_600_000).toISOString().slice(11, 16);

/** Puts the services around the wall together: scenes, masks, snapshots, pictures, web tiles, the desk's own screen. */
export function createWallTools(environment: WallToolsEnvironment, parts: ConsoleParts): WallTools {
  const { clock, timers, random, log } = environment;
  const { stores, surfaces, vms, context, notices } = parts;
  const nowUtcMs = () => clock.utcMs() + only(stores.tier).clockOffsetMs;
  const person = () => sessionPerson(only(stores.session).session);
  const personId = () => person()?.id ?? null;
  const showTogether = surfaces.changeTogether;

  const scenes = createScenesService({
    stores,
    surfaceOf: surfaces.get,
    showTogether,
    nowUtcMs,
    uuid: random.uuid,
    onDidSkip: (scene, absent) => notices.show('sceneMonitorsAbsent', 'warning', { scene: scene.name, monitors: absent.map((key) => stores.monitors.get(key)?.number ?? '?').join(', ') }),
  });
  const tellRecalled = (scene: WallScene, cause: SceneCause) => {
    if (cause.kind === 'schedule') notices.show('sceneBySchedule', 'info', { scene: scene.name, time: clockText(cause.dueUtcMs) });
    // Who put the notice away has seen it: further alarms of the same scene do not bring it back.
    else if (cause.alarms === 1 || stores.notices.get('sceneByAlarm') !== undefined) notices.show('sceneByAlarm', 'info', { scene: scene.name, alarm: cause.alarm.title, alarms: cause.alarms });
  };
  const triggers = createSceneTriggers({
    stores,
    recall: scenes.recall,
    isShown: scenes.isShown,
    isDone: scenes.isDone,
    markDone: scenes.markDone,
    mayRecall: () => {
      const here = person();
      return here !== null && (only(stores.session).wallOnly || here.rights.includes('wall.control'));
    },
    personId,
    nowUtcMs,
    timers,
    log,
    onDidRecall: tellRecalled,
  });
  surfaces.onDidChange((ids, kind) => {
    if (kind === 'act' && ids.some((id) => id !== DESK_SURFACE)) triggers.wallChanged();
  });
  const rereader = createRereader(timers, (missing) => (missing > 0 ? notices.show('storageUnreadable', 'error') : notices.clear('storageUnreadable')));
  const keeper = createScenesKeeper({ context, address: parts.address, scenes, rereader, notices, onDidKeep: parts.onDidKeepScenes });
  const deskOnWall = createDeskOnWall({ stores, showTogether, beneathDesk: surfaces.beneathDesk });
  const masks = createMasksService({ port: () => vms.masks ?? null, stores, clock, timers, personId, log, onDidCoverForWall: (cameras) => notices.show('masksBackForWall', 'warning', { cameras: cameras.map((camera) => stores.cameras.get(camera)?.name ?? camera).join(', ') }) });
  const snapshots = createSnapshotsService({ folder: environment.snapshotFolder, files: context.files, stores, person, nowUtcMs, uuid: random.uuid, workstation: environment.workstation, log });
  const pictures = createPicturesService({ port: () => vms.pictures ?? null, folder: environment.pictureFolder, files: context.files, stores, heldOnDisk: () => readHeldPictures(context.files, context.folder), uuid: random.uuid, clock, timers, random: random.unit, log });

  const showsNow = (content: TileContent | null, camera: CameraId): boolean => {
    if (content?.kind !== 'sequence') return camerasOf(content, only(stores.picked).camera).includes(camera);
    return content.sequence.steps[runPlace(content.sequence.steps, content.run, nowUtcMs()).step]?.camera === camera;
  };
  const placesOf = (camera: CameraId) =>
    [...stores.monitors.records().values()].flatMap(({ id, present }) => {
      const surface = present ? stores.surfaces.get(monitorSurface(id)) : undefined;
      const tiles = surface?.contents.flatMap((content, tile) => (showsNow(content, camera) ? [tile] : [])) ?? [];
      return surface === undefined || tiles.length === 0 ? [] : [{ surface: surface.id, tiles }];
    });

  return {
    scenes: { save: scenes.save, set: scenes.set, recall: scenes.recall, remove: scenes.remove },
    showDesk: deskOnWall.show,
    findOnWall: (camera) => {
      const places = placesOf(camera);
      for (const { surface, tiles } of places) environment.flash(surface, tiles);
      return places.reduce((sum, { tiles }) => sum + tiles.length, 0);
    },
    isWebAllowed: environment.isWebAllowed,
    layoutFiles: createLayoutFiles({ dialogs: environment.dialogs, folder: environment.documentsFolder, files: context.files, layouts: parts.layouts, pictures, personId, uuid: random.uuid, nowUtcMs }),
    webTiles: environment.webTiles,
    deskSource: environment.deskSource,
    snapshots,
    masks,
    servePicture: pictures.serve,
    alarmRaised: triggers.alarmRaised,
    open: async () => {
      await keeper.open();
      if (person() === null) return;
      triggers.start();
      void pictures.prune();
    },
    follow: async () => pictures.follow(),
    close: () => {
      triggers.stop();
      keeper.close();
      scenes.close();
      masks.close();
      pictures.close();
      environment.webTiles.close();
      for (const key of ['sceneMonitorsAbsent', 'sceneBySchedule', 'sceneByAlarm', 'masksBackForWall'] as const) notices.clear(key);
    },
  };
}
