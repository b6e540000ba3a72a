import path from 'node:path';
import type { Person } from '@contract/domain/person.ts';
import type { MonitorKey, SurfaceId } from '@contract/domain/units.ts';
import { sessionPerson } from '@contract/domain/session.ts';
import type { Handlers } from '../ipc/router.ts';
import type { KnownWindow } from '../ipc/sender.ts';
import type { StatePublisher, Subscriber } from '../ipc/state-publisher.ts';
import type { Broker } from '../media/broker.ts';
import type { Clock, Timers } from '../platform/clock.ts';
import type { Files } from '../platform/files.ts';
import type { Log } from '../platform/log.ts';
import type { DirectoryLinkEnvironment } from '../services/directory/directory-link.ts';
import type { ConnectBroker } from '../platform/message-broker.ts';
import type { Random } from '../platform/random.ts';
import { createDirectoryService, type DirectoryPlace } from '../services/directory/directory-service.ts';
import { createLayoutsService } from '../services/layouts/layouts-service.ts';
import { createLinkService } from '../services/link/link-service.ts';
import { createDeviceIdentity } from '../services/session/device-identity.ts';
import { createSessionService } from '../services/session/session-service.ts';
import { createSurfacesService } from '../services/surfaces/surfaces-service.ts';
import { only, update, type Stores } from '../state/stores.ts';
import { openDevice } from '../storage/documents/device.ts';
import { openOfflinePeople } from '../storage/documents/offline-people.ts';
import type { OpenAlarms } from '../storage/alarms-db.ts';
import type { Vault } from '../storage/vault.ts';
import type { VmsConnection } from '../vms/adapter.ts';
import type { DisplayFacts } from '../windows/monitor-key.ts';
import { createAlarmDesk } from './alarm-desk.ts';
import { createAlarmSounds, type AlarmSounds } from './alarm-sounds.ts';
import type { BaseMap } from './base-map.ts';
import { createBaseMapChoice } from './base-map-choice.ts';
import type { ConsoleConfig } from './config.ts';
import type { Dialogs } from './dialogs.ts';
import type { HandoverPdf } from './handover-pdf.ts';
import { createFieldTools } from './field-tools.ts';
import { createHandlers } from './handlers/index.ts';
import { keepLinkBudget } from './link-budget.ts';
import { createNotices } from './notices.ts';
import { createOfflineUnlock } from './offline-unlock.ts';
import { openPersonCache, type PersonCache } from './person-cache.ts';
import { createRereader } from './reread.ts';
import { createSettingsKeeper } from './settings-keeper.ts';
import { createSurfacesKeeper } from './surfaces-keeper.ts';
import { createWriteTelling, tellSkippedCameras } from './told-faults.ts';
import type { WallConfig } from './wall-config.ts';
import { createWallJoining } from './wall-joining.ts';
import type { ConsoleParts, WallTools } from './wall-tools.ts';

export interface ConsoleEnvironment {
  readonly config: ConsoleConfig;
  readonly wall: WallConfig;
  readonly connectWall: ConnectBroker;
  readonly userDataFolder: string;
  readonly workstation: string;
  readonly stores: Stores;
  readonly publisher: StatePublisher;
  readonly broker: Broker;
  /** Makes the connection to the tier's server; the token is read anew for each request, and told when the server takes it no more. */
  readonly connect: (accessToken: () => string | null, onTokenRefused: (accessToken: string) => void) => VmsConnection;
  /** Starts the process that holds the directory. */
  readonly spawnDirectory: DirectoryLinkEnvironment['spawn'];
  /** Opens the file that process writes, to read records of it; null: it cannot be read. */
  readonly openCameraBook: (file: string) => ReturnType<DirectoryPlace['openBook']>;
  /** Opens the file of a person's alarms. */
  readonly openAlarms: OpenAlarms;
  readonly vault: Vault;
  readonly files: Files;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  readonly subscriberOf: (window: KnownWindow) => Subscriber;
  readonly identifyMonitors: () => void;
  readonly reloadWindow: (window: KnownWindow) => void;
  /** Tells tiles of a monitor of this PC apart for a moment. */
  readonly flash: (monitor: MonitorKey, tiles: readonly number[]) => void;
  readonly baseMap: Pick<BaseMap, 'use' | 'try'>;
  readonly dialogs: Dialogs;
  readonly handoverPdf: Pick<HandoverPdf, 'print'>;
  /** Absolute; where dialogs begin. */
  readonly documentsFolder: string;
  /** Makes the services around the wall: scenes, alarms, masks, snapshots, pictures, web pages, the desk's picture, finding. */
  readonly makeTools: (parts: ConsoleParts) => WallTools;
  /** What pages may have left must go: somebody signed out. */
  readonly forgetPages: () => void;
}

export interface Console {
  readonly handlers: Handlers;
  /** The displays of now become monitors with their keys and numbers. */
  readonly setDisplays: (displays: readonly DisplayFacts[]) => void;
  /** Tells tiles of another PC's monitor apart for a moment. */
  readonly flashElsewhere: (surface: SurfaceId, tiles: readonly number[]) => void;
  /** A window's page is gone, or another one: what it looked at is looked at no more. */
  readonly windowGone: (window: number) => void;
  /** A window shows a page anew, as after a crash: nothing the page before held is held any more. */
  readonly pageLoaded: (window: number) => void;
  /** A sound somebody added, for a page. */
  readonly serveSound: AlarmSounds['serve'];
  readonly start: () => Promise<void>;
  readonly stop: () => void;
}

/** Puts the services together: who hears of what. No service knows another. */
export async function createConsole(environment: ConsoleEnvironment): Promise<Console> {
  const { config, stores, broker, vault, clock, timers, random, log } = environment;
  const notices = createNotices(stores, clock);
  const context = { files: environment.files, folder: path.join(environment.userDataFolder, 'data'), clock, log };
  const address = only(stores.tier).address;

  const settings = createSettingsKeeper({ context, stores, language: config.language, onBaseMap: environment.baseMap.use });
  const deviceDocument = openDevice(context);
  const alarmSounds = createAlarmSounds({ context, stores, dialogs: environment.dialogs, documentsFolder: environment.documentsFolder, random });
  const tellWritten = createWriteTelling(notices);

  const surfaces = createSurfacesService({ stores, clock, timers });
  const keeper = createSurfacesKeeper({ context, address, stores, surfaces, notices, onDidKeep: (saved) => tellWritten('surfaces', saved) });
  const { identifyMonitors } = environment;
  const joining = createWallJoining({
    config: environment.wall,
    connect: environment.connectWall,
    context,
    workstation: environment.workstation,
    stores,
    surfaces,
    notices,
    uuid: random.uuid,
    clock,
    timers,
    log,
    identify: identifyMonitors,
    flash: environment.flash,
  });
  let deviceId: string | null = null;
  let isDeviceRead = false;
  let isStarted = false;
  const rereader = createRereader(timers, (missing) => (missing > 0 ? notices.show('storageUnreadable', 'error') : notices.clear('storageUnreadable')));
  await Promise.all([
    rereader.read(settings.document, ({ value }) => settings.take(value)),
    rereader.read(keeper.document, keeper.take),
    rereader.read(alarmSounds.document, ({ value }) => alarmSounds.take(value)),
    rereader.read(joining.document, joining.take),
    rereader.read(deviceDocument, ({ value }) => {
      deviceId = value.deviceId;
      isDeviceRead = true;
      if (isStarted && config.wallOnly) void bringUpWall();
    }),
  ]);

  let accessToken: () => string | null = () => null;
  let tokenRefused: (refused: string) => void = () => undefined;
  const vms = environment.connect(
    () => accessToken(),
    (refused) => tokenRefused(refused),
  );
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
  tokenRefused = (refused) => void session.tokenRefused(refused);

  const link = createLinkService({ vms, stores, clock, timers, random: random.unit, log });
  const layouts = createLayoutsService({ port: vms.layouts ?? null, stores, clock, uuid: random.uuid, onDidKeep: (kept) => tellWritten('layouts', kept), log });
  const tools = environment.makeTools({ stores, surfaces, layouts, vms, context, address, notices, onDidKeepScenes: (kept) => tellWritten('scenes', kept) });
  const directory = createDirectoryService({
    spawn: environment.spawnDirectory,
    source: config.tierUrl === null ? null : { adapter: 'tier', baseUrl: config.tierUrl.href, trust: config.trust },
    accessToken: session.accessToken,
    vms,
    stores,
    clock,
    timers,
    log,
    onDidLoseServer: link.reportLost,
    onTokenRefused: (refused) => tokenRefused(refused),
    onEvent: (event) => {
      if (event.kind === 'layouts.changed') void layouts.sync();
      else field.take(event);
    },
    onDidJoinEvents: () => field.joinedEvents(),
    onDidLoad: (error) => {
      // A server that does not answer is told everywhere already.
      if (error === null || error.code === 'tier/unreachable') notices.clear('directoryNotLoaded');
      else notices.show('directoryNotLoaded', 'warning');
    },
  });

  const field = createFieldTools({ stores, vms, context, notices, directory, dialogs: environment.dialogs, documentsFolder: environment.documentsFolder, onDidKeep: tellWritten, clock, timers, random, log });

  const alarmDesk = createAlarmDesk({
    ...environment,
    vms,
    surfaces,
    directory,
    context,
    address,
    rereader,
    notices,
    onDidRaise: tools.alarmRaised,
    onDidKeep: (kept) => tellWritten('alarms', kept),
    publish: environment.publisher.flush,
  });

  /** Everything of the person who was here leaves the memory of this console. */
  const closeAll = () => {
    broker.setToken(null);
    personCache = null;
    alarmDesk.close();
    field.close();
    directory.close();
    layouts.close();
    surfaces.close();
    tools.close();
    settings.setPerson(null);
    notices.clear('signInAgain');
    notices.clear('directoryNotLoaded');
  };

  let personCache: PersonCache | null = null;
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
    settings.setPerson(person.id);
    const cache = openPersonCache(context, address, person, { currentService: () => only(stores.tier).service, openBook: environment.openCameraBook });
    personCache = cache;
    await context.files.makeFolder(cache.folder);
    await cache.forgetOldDirectory();
    if (!isStillHere()) return;
    await directory.open(cache.directory);
    if (!isStillHere()) return;
    await layouts.open(cache.layouts);
    if (!isStillHere()) return;
    if (only(stores.tier).service === null) update(stores.tier, { service: cache.service() });
    await surfaces.open(keeper.cache);
    if (isStillHere()) await tools.open(person);
    if (isStillHere()) await alarmDesk.open(cache.folder, person.id, isStillHere);
    if (isStillHere()) await field.open(cache.folder, person.id);
  };

  const follow = async () => {
    notices.clear('signInAgain');
    if (vms.streams !== undefined) broker.setSource(vms.streams.live, session.accessToken());
    directory.follow();
    alarmDesk.follow();
    await layouts.sync();
    await tools.follow();
    await field.follow();
    await alarmDesk.sync();
    await personCache?.keepService();
  };

  /** Goes on with the server, unless somebody else came while this PC's files were read: theirs are followed once they are open. */
  const followNow = (opening: Promise<void>): void => {
    if (opened?.done === opening && only(stores.session).session.kind === 'signed-in') void follow();
  };

  let bringingUp: Promise<void> | null = null;
  /** A wall PC signs in as itself; with the code its installer gave it, it enrols first. One try at a time: each makes a new key. */
  const bringUpWall = (): Promise<void> => {
    // Who this PC is stands in a file that could not be read yet: it must not enrol as somebody new.
    if (!isDeviceRead) return Promise.resolve();
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
    const opening = openFor();
    void opening.then(() => followNow(opening));
  });
  session.onDidRenewToken(() => {
    broker.setToken(session.accessToken());
    directory.tokenRenewed();
    alarmDesk.tokenRenewed();
    field.tokenRenewed();
  });
  link.onDidComeOnline(() => {
    const returned = config.wallOnly && deviceId === null ? bringUpWall() : session.serverCameBack();
    void returned.then(async () => {
      const opening = openFor();
      await opening;
      if (only(stores.session).session.kind !== 'signed-in') return;
      broker.setToken(session.accessToken());
      broker.retryNow();
      directory.serverCameBack();
      alarmDesk.serverCameBack();
      field.serverCameBack();
      followNow(opening);
    });
  });
  tellSkippedCameras(stores, notices);

  const stopBudget = keepLinkBudget(stores, broker);
  return {
    handlers: createHandlers({
      stores,
      session,
      surfaces,
      layouts,
      directory,
      ...field,
      ...alarmDesk.handled,
      broker,
      publisher: environment.publisher,
      subscriberOf: environment.subscriberOf,
      clock,
      settings,
      baseMapDesk: createBaseMapChoice({
        baseMap: environment.baseMap,
        dialogs: environment.dialogs,
        folder: environment.documentsFolder,
        person: () => sessionPerson(only(stores.session).session),
        keep: settings.setBaseMap,
      }),
      ...tools,
      sounds: alarmSounds.sounds,
      identifyMonitors: () => {
        identifyMonitors();
        joining.identify();
      },
      reloadWindow: environment.reloadWindow,
      log,
    }),
    setDisplays: keeper.setDisplays,
    flashElsewhere: joining.flash,
    windowGone: (window) => {
      directory.windowGone(window);
      field.windowGone(window);
    },
    pageLoaded: field.windowGone,
    serveSound: alarmSounds.serve,
    start: async () => {
      update(stores.session, { vault: await vault.status() });
      if (config.tierUrl === null) return;
      link.start();
      isStarted = true;
      if (config.wallOnly) await bringUpWall();
    },
    stop: () => {
      rereader.stop();
      link.stop();
      alarmDesk.stop();
      field.close();
      directory.stop();
      tools.close();
      joining.stop();
      surfaces.stop();
      stopBudget();
      broker.stop();
      vms.close();
    },
  };
}
