import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import path from 'node:path';
import { mkdirSync } from 'node:fs';
import { app, Menu, protocol, screen, session as sessions, type MessagePortMain } from 'electron';
import { DESK_SURFACE, monitorSurface, surfaceMonitor, utcMs, type MonitorKey } from '@contract/domain/units.ts';
import { answerStartProblem } from './app/start-problem.ts';
import { installAppProtocol, listServedFiles, type ServeSound } from './app/app-protocol.ts';
import { readConfig } from './app/config.ts';
import { createBaseMap, type BaseMap } from './app/base-map.ts';
import { createSiteFetch } from './app/map-source/index.ts';
import { createNotices } from './app/notices.ts';
import { createHandoverPdf } from './app/handover-pdf.ts';
import { isWallNode, readWallConfig } from './app/wall-config.ts';
import { createConsole } from './app/console.ts';
import { createWallTools } from './app/create-wall-tools.ts';
import { createDialogs } from './app/dialogs.ts';
import { connectWindowPort, spawnDirectory, spawnGateway } from './app/child-processes.ts';
import { clearSession } from './app/session-guard.ts';
import { prepareApp, startOrRefuse } from './app/start.ts';
import { logStrayFailures } from './app/stray-failures.ts';
import type { WallTools } from './app/wall-tools.ts';
import { createWebPages } from './app/web-pages.ts';
import { installRequests, pushTo } from './ipc/ipc-main.ts';
import { createRateLimit } from './ipc/rate-limit.ts';
import { createRouter } from './ipc/router.ts';
import type { KnownWindow } from './ipc/sender.ts';
import { createStatePublisher } from './ipc/state-publisher.ts';
import { createBroker } from './media/broker.ts';
import { systemClock, systemTimers } from './platform/clock.ts';
import { systemFiles } from './platform/files.ts';
import { createLog } from './platform/log.ts';
import { connectBroker } from './platform/message-broker.ts';
import { createLogFile } from './platform/log-file.ts';
import { systemRandom } from './platform/random.ts';
import { keepShownCameras } from './state/shown-cameras.ts';
import { createStores, only, update } from './state/stores.ts';
import { openCameraBook } from './storage/directory-db.ts';
import { openAlarmsDb } from './storage/alarms-db.ts';
import { createVault, systemKeyring } from './storage/vault.ts';
import { findAdapter } from './vms/registry.ts';
import { needsOf, viewFor, watchWallNeeds } from './ipc/window-view.ts';
import { createDeskShare, type DeskShare } from './windows/desk-share.ts';
import { readDisplays, watchDisplays } from './windows/display-watch.ts';
import { createWebTiles } from './windows/web-tile.ts';
import { createHiddenWindow, SESSION_PARTITION } from './windows/secure-window.ts';
import { createWindowManager } from './windows/window-manager.ts';

const flavour = app.isPackaged ? 'release' : 'development';
startOrRefuse(app, { argv: process.argv.slice(1), environment: process.env, flavour, writeError: (text) => process.stderr.write(text) }, (ignored) => run(ignored).catch(failToStart));

function failToStart(failure: unknown): void {
  process.stderr.write(`vong-lau: could not start: ${failure instanceof Error ? (failure.stack ?? failure.message) : 'unknown'}\n`);
  app.exit(1);
}

/** Two consoles of one person on one PC (tests, two centres) keep their secrets apart. */
function vaultService(userDataFolder: string): string {
  return `vn.vonglau.console/${createHash('sha256').update(userDataFolder).digest('hex').slice(0, 16)}`;
}

async function run(ignored: readonly string[]): Promise<void> {
  const { config: read, problem } = readConfig(process.env, flavour);
  const config = { ...read, wallOnly: read.wallOnly || isWallNode(process.argv) };
  const wall = readWallConfig(process.env, process.argv);
  if (config.userDataFolder !== null) {
    const folder = path.resolve(config.userDataFolder);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    app.setPath('userData', folder);
  }
  const userDataFolder = app.getPath('userData');
  const clock = systemClock;
  const timers = systemTimers;
  const log = createLog(createLogFile(path.join(userDataFolder, 'logs')), clock.utcMs);
  logStrayFailures(process, { log, monoMs: clock.monoMs });

  let deskShare: DeskShare | null = null;
  let tools: WallTools | null = null;
  let baseMap: BaseMap | null = null;
  let serveSound: ServeSound = () => Promise.resolve(null);
  prepareApp(app, protocol, { flavour, log, mayCapture: (contents) => deskShare?.mayCapture(contents) ?? false });
  // The stock menu reloads pages and opens the developer tools; on a Mac it is also what makes copy and paste work.
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('vong-lau: this console already runs\n');
    app.exit(0);
    return;
  }

  await app.whenReady();
  log.info('app.start', { version: app.getVersion(), electron: process.versions.electron ?? '', chrome: process.versions.chrome ?? '', flavour, ignored: ignored.join(' ') });
  const session = sessions.fromPartition(SESSION_PARTITION, { cache: false });
  const handoverPdf = createHandoverPdf({ openWindow: createHiddenWindow, timers, uuid: systemRandom.uuid, log });
  installAppProtocol(session.protocol, await listServedFiles(path.join(__dirname, '..', 'renderer')), async (id) => tools?.servePicture(id) ?? null, async (url) => baseMap?.serve(url) ?? null, handoverPdf.serve, (id) => serveSound(id));

  const snapshotFolder = config.snapshotFolder ?? path.join(userDataFolder, 'snapshots');
  const stores = createStores({ address: config.address, language: config.language ?? 'vi', wallOnly: config.wallOnly, webOrigins: config.webOrigins, snapshotFolder });
  const notices = createNotices(stores, clock);
  const ground = createBaseMap({
    administrator: config.map,
    bundled: path.join(__dirname, '..', 'assets', 'map'),
    fetchOf: (origins) => createSiteFetch({ origins, trust: config.trust, timers, utcMs: clock.utcMs }),
    stores,
    notices,
    timers,
    log,
  });
  baseMap = ground;
  const stopShown = keepShownCameras(stores);
  const publisher = createStatePublisher(stores, timers);
  const rate = createRateLimit(clock.monoMs);

  const windows = createWindowManager({
    screen,
    preloadPath: path.join(__dirname, '..', 'preload', 'index.cjs'),
    title: app.getName(),
    allowDevTools: flavour === 'development',
    clock,
    timers,
    log,
    onPageLoaded: (window) => {
      webTiles.forget(window.id);
      broker.windowReady(window.id);
      operatorConsole.pageLoaded(window.id);
    },
    onClosed: (window) => {
      webTiles.forget(window.id);
      broker.windowGone(window.id);
      operatorConsole.windowGone(window.id);
      publisher.unsubscribe(window.id);
      rate.forget(`${window.id}:`);
    },
    onSeen: ({ id }, isSeen) => {
      const contents = windows.find(id)?.webContents;
      if (contents !== undefined) pushTo(contents, 'window.seen', isSeen);
    },
    onDeskClosed: () => app.quit(),
  });

  const broker = createBroker<MessagePortMain>({
    spawn: (onMessage, onExit) => spawnGateway(path.join(__dirname, '..', 'media', 'index.cjs'), log, onMessage, onExit),
    connectWindow: (id) => connectWindowPort(windows.find(id)?.webContents ?? null),
    profilesOf: (camera) => stores.cameras.get(camera)?.streams ?? [],
    clock,
    timers,
    log,
  });

  const surfaceOf = (window: KnownWindow) => stores.surfaces.get(window.monitor === null ? DESK_SURFACE : monitorSurface(window.monitor));
  const deskWindow = () => windows.find([...windows.known.values()].find(({ kind }) => kind === 'desk')?.id ?? -1);
  const webPages = createWebPages({ origins: config.webOrigins, windowOf: windows.find, log });
  const webTiles = createWebTiles({ ...webPages, surfaceOf, onDidChangeSurfaces: (listener) => void stores.surfaces.onDidChange(listener), clock, timers, log });
  deskShare = createDeskShare({
    desk: () => deskWindow()?.webContents ?? null,
    wall: (id) => windows.find(id)?.webContents ?? null,
    holdsDesk: (window) => surfaceOf(window)?.contents.some((content) => content?.kind === 'desk') === true,
    clock,
  });
  const { source: deskSource } = deskShare;
  const flashHere = (monitor: MonitorKey, tiles: readonly number[]) => {
    for (const { id, kind, monitor: its } of windows.known.values()) {
      const contents = kind === 'wall' && its === monitor ? windows.find(id)?.webContents : undefined;
      if (contents !== undefined) pushTo(contents, 'wall.flash', tiles);
    }
  };

  const dialogs = createDialogs(deskWindow);
  const adapter = findAdapter('tier');
  const { tierUrl } = config;
  const operatorConsole = await createConsole({
    config,
    wall,
    connectWall: connectBroker,
    userDataFolder,
    workstation: hostname(),
    stores,
    publisher,
    broker,
    connect: (accessToken, onTokenRefused) => {
      if (adapter === null || tierUrl === null) return answerStartProblem(problem);
      return adapter.connect({ baseUrl: tierUrl, trust: config.trust, accessToken, onTokenRefused, clock, timers, random: systemRandom.unit, log });
    },
    spawnDirectory: (onReport, onExit) => spawnDirectory(path.join(__dirname, '..', 'directory', 'index.cjs'), log, onReport, onExit),
    openCameraBook,
    openAlarms: openAlarmsDb,
    vault: createVault({ service: vaultService(userDataFolder), load: systemKeyring, timers, log }),
    files: systemFiles,
    clock,
    timers,
    random: systemRandom,
    log,
    subscriberOf: (window) => ({
      id: window.id,
      send: (message) => {
        const contents = windows.find(window.id)?.webContents;
        if (contents !== undefined) pushTo(contents, 'state.message', JSON.stringify(viewFor(window, message, needsOf(surfaceOf(window)))));
      },
    }),
    identifyMonitors: () => {
      for (const { contents, monitor } of windows.places([...stores.monitors.records().values()])) pushTo(contents, 'wall.identify', monitor.number);
    },
    reloadWindow: ({ id }) => windows.reload(id),
    flash: flashHere,
    baseMap: ground,
    dialogs,
    handoverPdf,
    documentsFolder: app.getPath('documents'),
    makeTools: (parts) => {
      tools = createWallTools(
        {
          pictureFolder: path.join(userDataFolder, 'pictures'),
          snapshotFolder,
          documentsFolder: app.getPath('documents'),
          isWebAllowed: webPages.isAllowed,
          workstation: hostname(),
          dialogs,
          flash: (surface, tiles) => {
            const monitor = surfaceMonitor(surface);
            if (monitor !== null) flashHere(monitor, tiles);
            operatorConsole.flashElsewhere(surface, tiles);
          },
          deskSource,
          webTiles,
          clock,
          timers,
          random: systemRandom,
          log,
        },
        parts,
      );
      return tools;
    },
    forgetPages: () => {
      void clearSession(session);
      void webPages.clear();
    },
  });

  ({ serveSound } = operatorConsole);

  const router = createRouter({
    handlers: operatorConsole.handlers,
    person: () => {
      const now = only(stores.session).session;
      return now.kind === 'signed-in' || now.kind === 'offline' ? now.person : null;
    },
    allowRate: rate.take,
    correlationId: () => systemRandom.uuid().slice(0, 8),
    log,
  });
  installRequests(router, { windows: windows.known, session, log });

  const showDisplays = () => windows.placeWalls([...stores.monitors.records().values()]);
  // Walls follow the monitors whatever changed them: a plug, or what this PC remembers of them being read late.
  stores.monitors.onDidChange(showDisplays);
  operatorConsole.setDisplays(readDisplays(screen));
  const stopNeeds = watchWallNeeds({ surfaces: stores.surfaces, windows: () => windows.known.values(), sendAgain: ({ id }, slices) => publisher.sendAgain(id, slices) });
  const stopWatch = watchDisplays(screen, timers, operatorConsole.setDisplays);
  // A wall-only PC shows a desk only while it still needs its enrolment code.
  const showDesk = () => {
    const { session: now, wallOnly } = only(stores.session);
    if (!wallOnly || now.kind === 'device-unenrolled') windows.openDesk();
    else if (now.kind === 'signed-in') windows.closeDesk();
  };
  if (!config.wallOnly) windows.openDesk();
  stores.session.onDidChange(showDesk);
  app.on('second-instance', () => {
    showDisplays();
    windows.focusDesk();
  });
  app.on('before-quit', windows.letGo);
  app.on('window-all-closed', () => {
    if (!only(stores.session).wallOnly) app.quit();
  });
  app.on('will-quit', () => {
    stopWatch();
    stopNeeds();
    stopShown();
    ground.close();
    publisher.stop();
    operatorConsole.stop();
    log.info('app.stop');
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => app.quit());
  if (!problem.ok) {
    update(stores.tier, { connection: { kind: 'offline', error: { code: problem.error.code, retryable: false }, sinceUtcMs: utcMs(clock.utcMs()) } });
  }
  await operatorConsole.start();
}
