import { err, ok, type Result } from '@contract/domain/result.ts';
import { sessionPerson } from '@contract/domain/session.ts';
import type { ProfileName, StreamDemand } from '@contract/domain/stream.ts';
import { DESK_SURFACE, monitorSurface, utcMs, type CameraId, type StreamId } from '@contract/domain/units.ts';
import { surfaceCameras } from '@contract/domain/wall.ts';
import type { mediaContract } from '@contract/ipc/media-contract.ts';
import type { Handlers } from '../../ipc/router.ts';
import type { KnownWindow } from '../../ipc/sender.ts';
import type { Clock } from '../../platform/clock.ts';
import type { SessionService } from '../../services/session/session-service.ts';
import { only, type Stores } from '../../state/stores.ts';
import type { Answer, InputFor } from './answer.ts';

export interface MediaHandlerEnvironment {
  readonly stores: Stores;
  readonly session: Pick<SessionService, 'accessToken'>;
  readonly clock: Clock;
  readonly broker: {
    readonly open: (window: number, camera: CameraId, demand: StreamDemand) => Result<{ readonly stream: StreamId }>;
    readonly setDemands: (window: number, items: readonly { readonly stream: StreamId; readonly demand: StreamDemand }[]) => void;
    readonly close: (window: number, stream: StreamId) => void;
    /** Code replay/nothing-kept. */
    readonly replay: (window: number, camera: CameraId, secondsBack: number) => Promise<Result<{ readonly stream: StreamId; readonly fromUtcMs: number; readonly untilUtcMs: number }>>;
    /** Codes replay/nothing-kept, stream/profile-missing. */
    readonly replayPast: (window: number, camera: CameraId, span: { readonly fromUtcMs: number; readonly untilUtcMs: number }, playable: readonly ProfileName[]) => Promise<Result<{ readonly stream: StreamId; readonly fromUtcMs: number; readonly untilUtcMs: number }>>;
    readonly replayAct: (window: number, stream: StreamId, act: InputFor<'media.replayAct'>['act']) => void;
  };
  /** Draws web pages over the tiles of a window; what is not on the allow-list, or not on its surface, is not drawn. */
  readonly webTiles: { readonly place: (window: KnownWindow, tiles: InputFor<'web.place'>['tiles']) => void };
  /** A source of the desk's picture for a wall window. Code wall/desk-not-here. */
  readonly deskSource: (window: KnownWindow) => Answer<{ readonly sourceId: string }>;
  /** Code snapshot/write-failed. */
  readonly snapshots: { readonly save: (snapshot: InputFor<'snapshot.save'>) => Answer<{ readonly file: string; readonly sha256: string }> };
  /** The server decides. Codes mask/refused, camera/unknown. */
  readonly masks: { readonly lift: (camera: CameraId, minutes: number, reason: string) => Answer<null>; readonly restore: (camera: CameraId) => Answer<null> };
}

export function mediaHandlers(environment: MediaHandlerEnvironment): Pick<Handlers, keyof typeof mediaContract> {
  const { stores, session, clock, broker } = environment;
  const isOnline = () => only(stores.tier).connection.kind === 'online';
  const surfaceOf = (window: KnownWindow) => (window.kind === 'desk' ? DESK_SURFACE : window.monitor === null ? null : monitorSurface(window.monitor));
  const isShownBy = (window: KnownWindow, camera: CameraId): boolean => {
    if (window.kind === 'desk') return true;
    const id = surfaceOf(window);
    const surface = id === null ? undefined : stores.surfaces.get(id);
    return surface !== undefined && surfaceCameras(surface, only(stores.picked).camera).has(camera);
  };
  /** Resolves when the first load of the directory has ended, well or not. */
  const directoryLoaded = (): Promise<void> =>
    new Promise((resolve) => {
      const look = () => {
        if (only(stores.tier).directoryState === 'loading') return;
        stop();
        resolve();
      };
      const stop = stores.tier.onDidChange(look);
      look();
    });
  /** A wall window may only ask for what its own monitor shows; no window for a camera that is not granted. */
  const mayOpen = async (window: KnownWindow, camera: CameraId): Promise<Result<null>> => {
    // Not listed yet is no reason to say that it is not granted.
    if (stores.cameras.get(camera) === undefined) await directoryLoaded();
    if (!isShownBy(window, camera)) return err('camera/unknown');
    if (stores.cameras.get(camera) === undefined) {
      if (only(stores.tier).directoryState !== 'empty') return err('camera/unknown');
      return err(isOnline() ? 'tier/bad-answer' : 'tier/unreachable', { retryable: true });
    }
    // Unlocked from the cache: layouts, names and places only, no pictures. With the server back, only a sign-in is missing.
    if (session.accessToken() === null) return err(isOnline() ? 'session/not-signed-in' : 'tier/unreachable', { retryable: true });
    return ok(null);
  };
  const ifKnown = <T>(camera: CameraId, act: () => Answer<T>): Answer<T> => (stores.cameras.get(camera) === undefined ? err('camera/unknown') : act());

  return {
    'media.open': async ({ camera, demand }, { window }) => {
      const allowed = await mayOpen(window, camera);
      return allowed.ok ? broker.open(window.id, camera, demand) : allowed;
    },
    'media.demand': ({ items }, { window }) => {
      broker.setDemands(window.id, items);
      return ok(null);
    },
    'media.close': ({ stream }, { window }) => {
      broker.close(window.id, stream);
      return ok(null);
    },
    'media.replay': async ({ camera, secondsBack }, { window }) => {
      const allowed = await mayOpen(window, camera);
      return allowed.ok ? broker.replay(window.id, camera, secondsBack) : allowed;
    },
    'media.replayPast': async ({ camera, fromUtcMs, untilUtcMs, playable }, { window }) => {
      const allowed = await mayOpen(window, camera);
      return allowed.ok ? broker.replayPast(window.id, camera, { fromUtcMs, untilUtcMs }, playable) : allowed;
    },
    'media.replayAct': ({ stream, act }, { window }) => {
      broker.replayAct(window.id, stream, act);
      return ok(null);
    },
    'tiles.report': ({ tiles }, { window }) => {
      const id = surfaceOf(window);
      if (id === null) return err('wall/unknown-monitor');
      // A window that still tells of the one who has just left.
      if (sessionPerson(only(stores.session).session) === null) return ok(null);
      stores.tileReports.put({ id, utcMs: utcMs(clock.utcMs()), tiles });
      return ok(null);
    },
    'web.place': ({ tiles }, { window }) => {
      environment.webTiles.place(window, tiles);
      return ok(null);
    },
    'media.deskSource': (_input, { window }) => environment.deskSource(window),
    'snapshot.save': (snapshot) => ifKnown(snapshot.camera, () => environment.snapshots.save(snapshot)),
    'masks.lift': ({ camera, minutes, reason }) => ifKnown(camera, () => environment.masks.lift(camera, minutes, reason)),
    'masks.restore': ({ camera }) => environment.masks.restore(camera),
  };
}
