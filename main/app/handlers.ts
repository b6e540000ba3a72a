import { err, ok, type Result } from '@contract/domain/result.ts';
import { DESK_SURFACE, monitorSurface, type CameraId, type SurfaceId } from '@contract/domain/units.ts';
import { SLICES_FOR } from '@contract/state/slices.ts';
import type { Handlers, RequestContext } from '../ipc/router.ts';
import type { KnownWindow } from '../ipc/sender.ts';
import type { StatePublisher, Subscriber } from '../ipc/state-publisher.ts';
import type { Broker } from '../media/broker.ts';
import type { Log } from '../platform/log.ts';
import type { LayoutsService } from '../services/layouts/layouts-service.ts';
import type { SessionService } from '../services/session/session-service.ts';
import type { SurfacesService } from '../services/surfaces/surfaces-service.ts';
import { only, type Stores } from '../state/stores.ts';

export interface HandlerEnvironment {
  readonly stores: Stores;
  readonly session: SessionService;
  readonly surfaces: SurfacesService;
  readonly layouts: LayoutsService;
  readonly broker: Broker;
  readonly publisher: StatePublisher;
  readonly subscriberOf: (window: KnownWindow) => Subscriber;
  readonly setLanguage: (language: 'vi' | 'en') => Promise<Result<null>>;
  readonly identifyMonitors: () => void;
  readonly reloadWindow: (window: KnownWindow) => void;
  readonly log: Log;
}

/** One handler a request. Each only decides who may and hands on to its service. */
export function createHandlers(environment: HandlerEnvironment): Handlers {
  const { stores, session, surfaces, layouts, broker, log } = environment;

  /** The desk's own grid needs the right to view; a monitor, which others see, the right over the wall. */
  const mayChange = (surface: SurfaceId, context: RequestContext): Result<null> =>
    surface === DESK_SURFACE || context.person?.rights.includes('wall.control') === true ? ok(null) : err('app/not-allowed');
  const onSurface = (surface: SurfaceId, context: RequestContext, act: () => Result<null>): Result<null> => {
    const allowed = mayChange(surface, context);
    return allowed.ok ? act() : allowed;
  };
  const isOnline = () => only(stores.tier).connection.kind === 'online';
  const isShownBy = (window: KnownWindow, camera: CameraId): boolean =>
    window.kind === 'desk' || (window.monitor !== null && stores.surfaces.get(monitorSurface(window.monitor))?.cameras.includes(camera) === true);
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
    if (stores.cameras.get(camera) !== undefined) return ok(null);
    if (only(stores.tier).directoryState !== 'empty') return err('camera/unknown');
    return err(isOnline() ? 'tier/bad-answer' : 'tier/unreachable', { retryable: true });
  };

  return {
    'state.subscribe': ({ slices }, { window }) => {
      if (!slices.every((slice) => SLICES_FOR[window.kind].includes(slice))) return err('app/not-allowed');
      environment.publisher.subscribe(environment.subscriberOf(window), slices);
      return ok(null);
    },
    'session.signIn': ({ username, password }) => session.signIn(username, password),
    'session.confirmCode': ({ code }) => session.confirmCode(code),
    'session.cancel': () => {
      session.cancel();
      return ok(null);
    },
    'session.signOut': async () => {
      await session.signOut();
      return ok(null);
    },
    'session.enrolDevice': ({ enrolmentCode }) => session.enrolDevice(enrolmentCode),
    'settings.setLanguage': ({ language }) => environment.setLanguage(language),
    'surface.openCamera': ({ surface, camera, preferred }, context) => {
      const allowed = mayChange(surface, context);
      if (!allowed.ok) return allowed;
      return stores.cameras.get(camera) === undefined ? err('camera/unknown') : surfaces.openCamera(surface, camera, preferred);
    },
    'surface.placeCamera': ({ surface, tile, camera }, context) =>
      onSurface(surface, context, () => (camera === null || stores.cameras.get(camera) !== undefined ? surfaces.placeCamera(surface, tile, camera) : err('camera/unknown'))),
    'surface.swapTiles': ({ surface, from, to }, context) => onSurface(surface, context, () => surfaces.swapTiles(surface, from, to)),
    'surface.setGrid': ({ surface, grid }, context) => onSurface(surface, context, () => surfaces.setGrid(surface, grid)),
    'surface.clear': ({ surface }, context) => onSurface(surface, context, () => surfaces.clear(surface)),
    'surface.applyLayout': ({ surface, layout }, context) => onSurface(surface, context, () => surfaces.applyLayout(surface, layout)),
    'surface.sendToMonitor': ({ from, to }, context) => onSurface(to, context, () => surfaces.copy(from, to)),
    'layouts.save': async ({ name, surface, shared, replace }, { person }) => {
      const shown = surfaces.get(surface);
      if (person === null) return err('session/not-signed-in');
      if (shown === null) return err('wall/unknown-monitor');
      if (shared && !person.rights.includes('layout.share')) return err('app/not-allowed');
      const saved = await layouts.save({ name, surface: shown, shared, replace, ownerId: person.id });
      if (saved.ok) surfaces.named(surface, saved.value.layout);
      return saved;
    },
    'layouts.remove': ({ layout }) => layouts.remove(layout),
    'media.open': async ({ camera, profile }, { window }) => {
      const allowed = await mayOpen(window, camera);
      if (!allowed.ok) return allowed;
      // Unlocked from the cache: layouts, names and places only, no pictures. With the server back, only a sign-in is missing.
      if (session.accessToken() === null) return err(isOnline() ? 'session/not-signed-in' : 'tier/unreachable', { retryable: true });
      return broker.open(window.id, camera, profile);
    },
    'media.close': ({ stream }, { window }) => {
      broker.close(window.id, stream);
      return ok(null);
    },
    'window.identifyMonitors': () => {
      environment.identifyMonitors();
      return ok(null);
    },
    'window.reload': (_input, { window }) => {
      environment.reloadWindow(window);
      return ok(null);
    },
    'window.reportFault': ({ code, detail }, { window }) => {
      log.warn('window.fault', { code, detail, window: window.kind });
      return ok(null);
    },
    'notices.dismiss': ({ notice }) => {
      stores.notices.remove(notice);
      return ok(null);
    },
  };
}
