import path from 'node:path';
import type { Person } from '@contract/domain/person.ts';
import { sessionPerson } from '@contract/domain/session.ts';
import type { Surface } from '@contract/domain/wall.ts';
import type { Handlers } from '../ipc/router.ts';
import type { KnownWindow } from '../ipc/sender.ts';
import type { StatePublisher, Subscriber } from '../ipc/state-publisher.ts';
import type { Broker } from '../media/broker.ts';
import type { Clock, Timers } from '../platform/clock.ts';
import type { Files } from '../platform/files.ts';
import type { Log } from '../platform/log.ts';
import type { Random } from '../platform/random.ts';
import { createDirectoryService } from '../services/directory/directory-service.ts';
import { createLayoutsService } from '../services/layouts/layouts-service.ts';
import { createLinkService } from '../services/link/link-service.ts';
import { createDeviceIdentity } from '../services/session/device-identity.ts';
import { createSessionService } from '../services/session/session-service.ts';
import { createSurfacesService } from '../services/surfaces/surfaces-service.ts';
import { only, update, type Stores } from '../state/stores.ts';
import { openDevice } from '../storage/documents/device.ts';
import { openOfflinePeople } from '../storage/documents/offline-people.ts';
import { openSettings } from '../storage/documents/settings.ts';
import { INITIAL_SURFACES, openSurfaces, surfacesOf, withSurfacesOf, type SavedSurfaces } from '../storage/documents/surfaces.ts';
import type { Vault } from '../storage/vault.ts';
import type { VmsConnection } from '../vms/adapter.ts';
import { matchMonitors, type DisplayFacts } from '../windows/monitor-key.ts';
import type { ConsoleConfig } from './config.ts';
import { createHandlers } from './handlers.ts';
import { createNotices } from './notices.ts';
import { createOfflineUnlock } from './offline-unlock.ts';
import { openPersonCache } from './person-cache.ts';

export interface ConsoleEnvironment {
  readonly config: ConsoleConfig;
  readonly userDataFolder: string;
  readonly workstation: string;
  readonly stores: Stores;
  readonly publisher: StatePublisher;
  readonly broker: Broker;
  /** Makes the connection to the tier's server; the token is read anew for each request. */
  readonly connect: (accessToken: () => string | null) => VmsConnection;
  readonly vault: Vault;
  readonly files: Files;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  readonly subscriberOf: (window: KnownWindow) => Subscriber;
  readonly identifyMonitors: () => void;
  /** What pages may have left must go: somebody signed out. */
  readonly forgetPages: () => void;
}

export interface Console {
  readonly handlers: Handlers;
  /** The displays of now become monitors with their keys and numbers. */
  readonly setDisplays: (displays: readonly DisplayFacts[]) => void;
  readonly start: () => Promise<void>;
  readonly stop: () => void;
}

/** Puts the services together: who hears of what. No service knows another. */
export async function createConsole(environment: ConsoleEnvironment): Promise<Console> {
  const { config, stores, broker, vault, clock, timers, random, log } = environment;
  const notices = createNotices(stores, clock);
  const context = { files: environment.files, folder: path.join(environment.userDataFolder, 'data'), clock, log };
  const address = only(stores.tier).address;

  const settings = openSettings(context);
  const surfacesDocument = openSurfaces(context);
  const deviceDocument = openDevice(context);
  const [savedSettings, savedSurfaces, savedDevice] = await Promise.all([settings.load(), surfacesDocument.load(), deviceDocument.load()]);
  if (savedSettings.ok) update(stores.settings, { language: config.language ?? savedSettings.value.value.language });
  let surfacesNow: SavedSurfaces = savedSurfaces.ok ? savedSurfaces.value.value : INITIAL_SURFACES;
  let deviceId = savedDevice.ok ? savedDevice.value.value.deviceId : null;
  if (savedSurfaces.ok && savedSurfaces.value.readOnly) notices.show('storageReadOnly', 'warning');
  if (savedSurfaces.ok && savedSurfaces.value.quarantined > 0) notices.show('storageDamaged', 'warning', { count: savedSurfaces.value.quarantined });
  const saveSurfaces = async (next: SavedSurfaces) => {
    surfacesNow = next;
    const saved = await surfacesDocument.save(next);
    if (saved.ok) notices.clear('storageWriteFailed');
    else if (saved.error.code === 'storage/write-failed') notices.show('storageWriteFailed', 'error');
  };

  let accessToken: () => string | null = () => null;
  const vms = environment.connect(() => accessToken());
  const device = config.wallOnly
    ? createDeviceIdentity({
        sessions: vms.sessions,
        vault,
        store: {
          deviceId: () => deviceId,
          setDeviceId: async (id) => {
            deviceId = id;
            return deviceDocument.save({ deviceId: id });
          },
        },
      })
    : null;

  const session = createSessionService({
    sessions: vms.sessions,
    stores,
    vault,
    people: createOfflineUnlock({ document: openOfflinePeople(context), serverId: address, deviceId: () => deviceId, workstation: environment.workstation, clock, random }),
    device,
    workstation: environment.workstation,
    onSignInNeeded: () => notices.show('signInAgain', 'warning'),
    clock,
    timers,
    log,
  });
  accessToken = session.accessToken;

  const link = createLinkService({ vms, stores, clock, timers, random: random.unit, log });
  const layouts = createLayoutsService({ port: vms.layouts ?? null, stores, clock, uuid: random.uuid, log });
  const surfaces = createSurfacesService({ stores });
  const directory = createDirectoryService({
    vms,
    stores,
    clock,
    timers,
    log,
    onDidLoseServer: link.reportLost,
    onLayoutsChanged: () => void layouts.sync(),
    onDidLoad: (error) => {
      // A server that does not answer is told everywhere already.
      if (error === null || error.code === 'tier/unreachable') notices.clear('directoryNotLoaded');
      else notices.show('directoryNotLoaded', 'warning');
    },
  });

  /** Everything of the person who was here leaves the memory of this console. */
  const closeAll = () => {
    broker.setToken(null);
    directory.close();
    layouts.close();
    surfaces.close();
    notices.clear('signInAgain');
    notices.clear('directoryNotLoaded');
    notices.clear('directoryNotLoaded');
  };

  let opened: { readonly personId: string; readonly done: Promise<void> } | null = null;
  /** Shows what this PC keeps of the person who is here; resolves when it is shown, however often it is asked for. */
  const openFor = (): Promise<void> => {
    const person = sessionPerson(only(stores.session).session);
    if (person === null) return Promise.resolve();
    if (opened?.personId === person.id) return opened.done;
    closeAll();
    const opening = { personId: person.id, done: Promise.resolve() };
    opened = opening;
    opening.done = openCache(person, () => opened === opening);
    return opening.done;
  };
  const openCache = async (person: Person, isStillHere: () => boolean) => {
    const cache = openPersonCache(context, address, person, () => only(stores.tier).service);
    await directory.open(cache.directory);
    if (!isStillHere()) return;
    await layouts.open(cache.layouts);
    if (!isStillHere()) return;
    if (only(stores.tier).service === null) update(stores.tier, { service: cache.service() });
    await surfaces.open({
      load: async () => surfacesOf(surfacesNow, address),
      save: (shown: readonly Surface[]) => void saveSurfaces(withSurfacesOf(surfacesNow, address, shown)),
    });
  };

  const follow = async () => {
    notices.clear('signInAgain');
    if (vms.streams !== undefined) broker.setSource(vms.streams.live, session.accessToken());
    await directory.follow();
    await layouts.sync();
  };

  let bringingUp: Promise<void> | null = null;
  /** A wall PC signs in as itself; with the code its installer gave it, it enrols first. One try at a time: each makes a new key. */
  const bringUpWall = (): Promise<void> => {
    bringingUp ??= (async () => {
      if (deviceId === null && config.deviceCode !== null && (await session.enrolDevice(config.deviceCode)).ok) return;
      await session.startDevice();
    })().finally(() => {
      bringingUp = null;
    });
    return bringingUp;
  };

  session.onDidChange((state) => {
    const person = sessionPerson(state);
    if (person === null) {
      opened = null;
      closeAll();
      if (state.kind === 'signed-out' && state.reason !== undefined) environment.forgetPages();
      return;
    }
    // A wall PC's identity and its person change hands only through a sign-out.
    void openFor().then(() => (only(stores.session).session.kind === 'signed-in' ? follow() : undefined));
  });
  session.onDidRenewToken(() => {
    broker.setToken(session.accessToken());
    directory.tokenRenewed();
  });
  link.onDidComeOnline(() => {
    const returned = config.wallOnly && deviceId === null ? bringUpWall() : session.serverCameBack();
    void returned.then(openFor).then(() => {
      if (only(stores.session).session.kind !== 'signed-in') return;
      broker.setToken(session.accessToken());
      broker.retryNow();
      directory.serverCameBack();
      void directory.follow().then(() => layouts.sync());
    });
  });
  stores.tier.onDidChange(() => {
    const { directorySkipped } = only(stores.tier);
    if (directorySkipped > 0) {
      if (stores.notices.get('directorySkipped')?.values['count'] !== directorySkipped) notices.show('directorySkipped', 'info', { count: directorySkipped });
    } else notices.clear('directorySkipped');
  });

  return {
    handlers: createHandlers({
      stores,
      session,
      surfaces,
      layouts,
      broker,
      publisher: environment.publisher,
      subscriberOf: environment.subscriberOf,
      setLanguage: async (language) => {
        update(stores.settings, { language });
        return settings.save({ language });
      },
      identifyMonitors: environment.identifyMonitors,
      log,
    }),
    setDisplays: (displays) => {
      const match = matchMonitors(displays, surfacesNow.monitors);
      stores.monitors.replaceAll(match.monitors);
      if (JSON.stringify(match.remembered) !== JSON.stringify(surfacesNow.monitors)) void saveSurfaces({ ...surfacesNow, monitors: match.remembered });
    },
    start: async () => {
      update(stores.session, { vault: await vault.status() });
      if (config.tierUrl === null) return;
      link.start();
      if (config.wallOnly) await bringUpWall();
    },
    stop: () => {
      link.stop();
      directory.close();
      broker.stop();
      vms.close();
    },
  };
}
