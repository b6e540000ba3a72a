#!/usr/bin/env node
// @ts-check
// npm start: sets up, builds, starts the demo city and the console on it. docs: build/README.md. Dependency-free.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { bundleInOwnProcess } from './bundle.mjs';
import { consoleUser, makeConsoleFolder } from './console-user.mjs';
import { monitorsInARow, startDisplays } from './displays/displays.mjs';
import { resolveElectron } from './electron-runtime.mjs';
import { cacheRoot, findCommand, isAlive, isReadableByAll, isRoot, repoHash, say, sleep } from './machine.mjs';
import { readableApp, sandboxedCommand } from './run-as.mjs';
import { setUp } from './setup.mjs';
import { absentDemo, openDemo } from './start/demo.mjs';
import { readOptions, usage } from './start/options.mjs';
import { watchScreens } from './start/screens.mjs';
import { keepForConsole, startWallBroker, startWallNode } from './start/wall-nodes.mjs';

const quitTimeoutMs = 8_000;

/** Chromium on a machine without a system bus, a GPU or a desktop says these; none of them matters. */
const chromiumNoise = /ERROR:(bus|object_proxy|viz_main_impl|command_buffer_proxy_impl|gl_|gpu_)|dconf-CRITICAL|dconf-WARNING|^\s*$/;

/** Environment the console refuses, because it weakens TLS or changes the runtime; a development shell often has some of it. */
const refusedNames = /^(NODE_OPTIONS|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED|ELECTRON_RUN_AS_NODE|SSLKEYLOGFILE|npm_.*|(https?|all|no)_proxy)$/i;

/** Who to sign in as, per demo tier: one who enrols a second factor at first, one who has one. */
const signInNames = Object.freeze({ ministry: ['bo.khanh', 'bo.linh'], province: ['truc.an', 'truc.binh'], commune: ['phuong.oanh', 'phuong.phuc'] });

/** One-time code with which a wall-only PC registers with the demo; later starts use the identity it got. */
const demoDeviceCode = 'TUONG-01';

/** Things to release, last opened first. @type {(() => void | Promise<void>)[]} */
const releases = [];

const releaseAll = async () => {
  for (let release = releases.pop(); release !== undefined; release = releases.pop()) await release();
};

/** A folder of this run alone, gone at its end. */
const throwAwayFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'vonglau-fresh-'));
  chmodSync(folder, 0o755);
  releases.push(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
};

/** A certificate file as the console's user can read it. @param {string} file */
const readableCertificate = (file) => {
  if (!isRoot || isReadableByAll(file)) return file;
  const copy = join(cacheRoot(), `tier-ca-${repoHash}.pem`);
  cpSync(file, copy);
  chmodSync(copy, 0o644);
  return copy;
};

/** A secret of the wall as the console's user can read it. @param {string} file */
const readableSecret = (file) => (isRoot ? keepForConsole(join(makeConsoleFolder(consoleUser.home), `${basename(file)}-${repoHash}`), readFileSync(file, 'utf8')) : file);

/**
 * How this console takes part in a wall of several PCs.
 * @param {import('./start/options.mjs').StartOptions} options @returns {Promise<NodeJS.ProcessEnv>}
 */
const chooseWall = async ({ nodes, wallBroker }) => {
  if (nodes > 0) {
    const broker = await startWallBroker();
    releases.push(broker.stop);
    say(`start: tường nhiều máy · a wall of several PCs over ${broker.url}`);
    return broker.env;
  }
  if (wallBroker === undefined) return {};
  const { VONGLAU_WALL_KEY_FILE: key, VONGLAU_WALL_NAME: name, VONGLAU_WALL_PASSWORD_FILE: password, VONGLAU_WALL_CA: ca } = process.env;
  if (key === undefined || key === '') throw new Error('--wall-broker needs VONGLAU_WALL_KEY_FILE: a file with the key that all PCs of the wall share');
  return {
    VONGLAU_WALL_BROKER: wallBroker,
    VONGLAU_WALL_NAME: name === undefined || name === '' ? 'tuong' : name,
    VONGLAU_WALL_KEY_FILE: readableSecret(key),
    ...(password === undefined || password === '' ? {} : { VONGLAU_WALL_PASSWORD_FILE: readableSecret(password) }),
    ...(ca === undefined || ca === '' ? {} : { VONGLAU_WALL_CA: readableCertificate(ca) }),
  };
};

/**
 * Where the console's settings and its keyring live.
 * @param {string | undefined} freshFolder
 */
const chooseFolders = (freshFolder) => {
  const named = process.env.VONGLAU_USER_DATA;
  const hasSessionBus = !isRoot && (process.env.DBUS_SESSION_BUS_ADDRESS ?? '') !== '';
  const canMakeKeyring = findCommand('dbus-daemon') !== undefined && findCommand('gnome-keyring-daemon') !== undefined;
  const ownHome = freshFolder ?? (isRoot ? consoleUser.home : join(process.env.XDG_DATA_HOME || join(homedir(), '.local/share'), 'vonglau'));
  const userData = named ?? (freshFolder === undefined ? (isRoot ? join(ownHome, repoHash) : undefined) : join(freshFolder, 'user-data'));
  const keyringHome = hasSessionBus || !canMakeKeyring || process.platform !== 'linux' ? undefined : join(ownHome, `keyring-${repoHash}`);
  if (userData !== undefined) makeConsoleFolder(userData);
  if (keyringHome !== undefined) makeConsoleFolder(keyringHome);
  if (keyringHome === undefined && !hasSessionBus && process.platform === 'linux') {
    say('start: no secret store on this machine (dbus and gnome-keyring): sign-ins are not remembered.');
  }
  return { userData, keyringHome, ownHome };
};

/**
 * @param {import('./start/options.mjs').StartOptions} options @param {string | undefined} freshFolder
 * @returns {Promise<{readonly env: NodeJS.ProcessEnv, readonly demoUrl: string | undefined}>} `demoUrl`: http address of the demo city when it is the server
 */
const chooseServer = async ({ portBase, tier, wallOnly, wallNode, noDemo }, freshFolder) => {
  const { VONGLAU_TIER_URL: url, VONGLAU_TIER_CA: ca } = process.env;
  if (url !== undefined && url !== '') {
    say(`start: máy chủ · server ${url}`);
    return { env: { VONGLAU_TIER_URL: url, ...(ca === undefined || ca === '' ? {} : { VONGLAU_TIER_CA: readableCertificate(ca) }) }, demoUrl: undefined };
  }
  const where = { portBase, ...(freshFolder === undefined ? {} : { stateFolder: join(freshFolder, 'demo') }) };
  const demo = noDemo ? absentDemo(where) : await openDemo(where);
  releases.push(demo.stop);
  const place = demo.tiers.find((candidate) => candidate.tier === tier);
  if (place === undefined) throw new Error(`The demo city has no ${tier}`);
  if (noDemo) say(`start: không mở thành phố mẫu · no demo city started; the server is ${place.httpsUrl}`);
  else say(`start: thành phố mẫu ${demo.isOurs ? 'đã chạy' : 'đang chạy sẵn'} · demo city ${demo.isOurs ? 'started' : 'was running'}: ${place.name} ${place.httpsUrl}`);
  const caFile = readableCertificate(demo.caFile);
  const env = { VONGLAU_TIER_URL: place.httpsUrl, VONGLAU_TIER_CA: caFile };
  if (wallOnly || wallNode) return { env: { VONGLAU_DEVICE_CODE: process.env.VONGLAU_DEVICE_CODE ?? demoDeviceCode, ...env }, demoUrl: place.httpUrl };
  const [newcomer, known] = signInNames[tier];
  say(`start: đăng nhập · sign in as ${newcomer} (đăng ký mã xác thực bằng QR · enrols a second factor by QR) or ${known},`);
  say(`start: mật khẩu và mã · passwords and codes: README.md; npm run totp -- ${known}`);
  return { env, demoUrl: place.httpUrl };
};

/** @param {import('./start/options.mjs').StartOptions} options */
const chooseDisplay = async ({ virtualMonitors }) => {
  if (virtualMonitors !== undefined) {
    const displays = await startDisplays({ monitors: monitorsInARow(virtualMonitors) });
    releases.push(displays.stop);
    say(`start: ${String(virtualMonitors)} màn hình ảo · virtual monitors on DISPLAY=${displays.display}`);
    return displays;
  }
  // The person's own X server does not know the console's user.
  if (isRoot && process.env.DISPLAY !== undefined) spawnSync('xhost', [`+si:localuser:${consoleUser.name}`], { stdio: 'ignore' });
  return undefined;
};

/** What a request to stop does now; while the console runs, it ends the console first. */
let onStopRequest = () => {
  void releaseAll().finally(() => process.exit(130));
};
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    onStopRequest();
  });
}

/** @param {import('./start/options.mjs').StartOptions} options @returns {Promise<number>} exit code */
const start = async (options) => {
  if (!(await setUp({ group: options.virtualMonitors === undefined && options.nodes === 0 ? 'run' : 'test' }))) return 1;
  if (bundleInOwnProcess() !== 0) return 1;
  const runtime = await resolveElectron({ purpose: 'development' });
  const freshFolder = options.fresh ? throwAwayFolder() : undefined;
  const [server, displays] = await Promise.all([chooseServer(options, freshFolder), chooseDisplay(options)]);
  const { userData, keyringHome, ownHome } = chooseFolders(freshFolder);

  /** @type {NodeJS.ProcessEnv} */
  const shared = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !refusedNames.test(name))), ...server.env, ...(await chooseWall(options)) };
  const env = { ...shared };
  if (userData !== undefined) env.VONGLAU_USER_DATA = userData;
  if (options.wallOnly) env.VONGLAU_WALL_ONLY = '1';
  if (options.language !== undefined) env.VONGLAU_LANGUAGE = options.language;
  if (displays !== undefined) {
    env.DISPLAY = displays.display;
    delete env.WAYLAND_DISPLAY;
  }
  const app = await readableApp();
  /** @param {readonly string[]} switches @param {NodeJS.ProcessEnv} childEnv @param {string | undefined} keyring */
  const launch = (switches, childEnv, keyring) => {
    const plan = sandboxedCommand({ command: runtime.path, args: [app, ...switches], env: childEnv, inheritSessionBus: true, ...(keyring === undefined ? {} : { keyringHome: keyring }) });
    const started = spawn(plan.command, plan.args, { env: plan.env, detached: process.platform !== 'win32', stdio: ['ignore', 'inherit', 'pipe'] });
    createInterface({ input: started.stderr }).on('line', (line) => {
      if (!chromiumNoise.test(line)) say(line);
    });
    return started;
  };
  say(`start: Vọng Lâu trên · on Electron ${runtime.version}${isRoot ? ` as user ${consoleUser.name}` : ''}`);
  const child = launch(options.wallNode ? ['--wall-node'] : [], env, keyringHome);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${runtime.path} could not be started`);
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => {
    child.on('exit', (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });

  const screens = displays === undefined ? undefined : watchScreens(displays);
  const quit = async () => {
    screens?.stop();
    await screens?.save();
    child.kill('SIGTERM');
    const deadline = Date.now() + quitTimeoutMs;
    while (isAlive(pid) && Date.now() < deadline) await sleep(50);
    if (isAlive(pid)) process.kill(-pid, 'SIGKILL');
  };
  /** @type {Promise<void> | undefined} */
  let quitting;
  const quitOnce = () => void (quitting ??= quit());
  onStopRequest = quitOnce;
  if (screens !== undefined) {
    process.on('SIGUSR2', () => void screens.save());
    say(`start: kill -USR2 ${String(process.pid)} → ảnh mới · new pictures; Ctrl-C → dừng · stop`);
  }
  for (let number = 1; number <= options.nodes; number += 1) {
    const node = await startWallNode({
      number,
      env: shared,
      home: join(ownHome, `node-${String(number)}-${repoHash}`),
      hasKeyring: keyringHome !== undefined,
      demoUrl: server.demoUrl,
      launch: (nodeEnv, keyring) => launch(['--wall-node'], nodeEnv, keyring),
    });
    releases.push(node.stop);
  }
  const timer = options.seconds === undefined ? undefined : setTimeout(quitOnce, options.seconds * 1000);

  const code = await ended;
  clearTimeout(timer);
  screens?.stop();
  await quitting;
  return quitting === undefined ? code : 0;
};

/** @returns {Promise<number>} exit code */
const main = async () => {
  /** @type {import('./start/options.mjs').StartOptions | 'help'} */
  let options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
  if (options === 'help') {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const hasScreen = Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
  if (process.platform === 'linux' && !hasScreen && options.virtualMonitors === undefined) {
    say('Máy này không có màn hình. · There is no screen here (DISPLAY is not set).');
    say('Chạy trên màn hình ảo · run it on virtual monitors:  npm start -- --display virtual:2');
    return 2;
  }
  try {
    return await start(options);
  } catch (error) {
    say(`start: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    await releaseAll();
  }
};

process.exit(await main());
