#!/usr/bin/env node
// @ts-check
// Monitors without hardware, as Electron sees real ones: Xorg's dummy driver with openbox. Dependency-free.
// CLI: displays.mjs start [:N] [WxH+X+Y ...] | stop :N
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, closeSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { consoleUser } from '../console-user.mjs';
import { findCommand, isAlive, isMainModule, isRoot, readJson, repoRoot, say, sleep, writeAtomic } from '../machine.mjs';

/**
 * @typedef {{readonly widthPx: number, readonly heightPx: number}} MonitorMode
 * @typedef {MonitorMode & {readonly xPx: number, readonly yPx: number}} Monitor place and size on the desktop
 * @typedef {object} VirtualDisplays
 * @property {string} display value for DISPLAY, as in `:91`
 * @property {readonly string[]} outputs xrandr's name of each monitor, in the order given
 * @property {(index: number) => Promise<void>} unplug takes a monitor away, as when its cable is pulled
 * @property {(index: number) => Promise<void>} plug brings it back to its place
 * @property {(index: number, mode: MonitorMode) => Promise<void>} setMode changes a monitor's resolution in place
 * @property {(index: number | undefined, file: string) => Promise<void>} screenshot writes a PNG of one monitor, or of all
 * @property {() => Promise<void>} stop ends the display server; may be called twice
 */

const runFile = promisify(execFile);
const maxMonitors = 8;
const firstDisplayNumber = 90;
const lastDisplayNumber = 199;
const serverReadyTimeoutMs = 20_000;
const stopTimeoutMs = 3_000;

/** Monitors of one size, side by side. @param {number} count @param {MonitorMode} [mode] @returns {readonly Monitor[]} */
export const monitorsInARow = (count, { widthPx, heightPx } = { widthPx: 1920, heightPx: 1080 }) =>
  Array.from({ length: count }, (_, index) => ({ widthPx, heightPx, xPx: index * widthPx, yPx: 0 }));

/** @returns {string} */
const serverProgram = () => {
  const program = ['/usr/lib/xorg/Xorg', '/usr/libexec/Xorg'].find((path) => existsSync(path)) ?? findCommand('Xorg');
  if (program === undefined) throw new Error('Virtual monitors need Xorg with its dummy driver. Run: npm run setup -- --test');
  return program;
};

/** True when nothing holds or held this display number. @param {number} number */
const isFree = (number) => !existsSync(`/tmp/.X${String(number)}-lock`) && !existsSync(`/tmp/.X11-unix/X${String(number)}`);

/** Ends a process and waits for its end. @param {number | undefined} pid */
const endProcess = async (pid) => {
  if (pid === undefined) return;
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGKILL'])) {
    const deadline = Date.now() + stopTimeoutMs;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    while (isAlive(pid) && Date.now() < deadline) await sleep(20);
    if (!isAlive(pid)) return;
  }
};

/**
 * Starts a program of the display in its own process group, so that Ctrl-C in the terminal does not end it before its user.
 * Without `keepRunning` the kernel ends it with this process, however that ends.
 * @param {string} program @param {readonly string[]} args @param {{display: string, logFile: string, keepRunning: boolean}} options
 */
const spawnPart = (program, args, { display, logFile, keepRunning }) => {
  const tie = keepRunning ? undefined : findCommand('setpriv');
  const log = openSync(logFile, 'a');
  const child = spawn(tie ?? program, tie === undefined ? args : ['--pdeathsig', 'KILL', program, ...args], {
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, DISPLAY: display },
  });
  closeSync(log);
  child.on('error', () => undefined);
  child.unref();
  return child;
};

/** @param {string} display @param {readonly string[]} args */
const xrandr = async (display, args) => (await runFile('xrandr', ['-d', display, ...args])).stdout;

/**
 * Changes the arrangement, then asks the server to look at its outputs: Chromium only reads what the server last looked at.
 * @param {string} display @param {readonly string[]} args
 */
const arrange = async (display, args) => {
  await xrandr(display, args);
  await xrandr(display, ['-q']);
};

/** @param {MonitorMode} mode */
const modeName = ({ widthPx, heightPx }) => `vl-${String(widthPx)}x${String(heightPx)}`;

/** Makes a 60 Hz mode known to an output; the dummy driver takes any timing. @param {string} display @param {string} output @param {MonitorMode} mode */
const offerMode = async (display, output, mode) => {
  const name = modeName(mode);
  if (!(await xrandr(display, ['-q'])).includes(name)) {
    const { widthPx, heightPx } = mode;
    const totalPx = widthPx + 160;
    const totalLines = heightPx + 40;
    const clockMhz = ((totalPx * totalLines * 60) / 1e6).toFixed(2);
    const line = [widthPx, widthPx + 48, widthPx + 80, totalPx, heightPx, heightPx + 3, heightPx + 8, totalLines].map(String);
    await xrandr(display, ['--newmode', name, clockMhz, ...line]).catch(() => undefined);
  }
  await xrandr(display, ['--addmode', output, name]).catch(() => undefined);
};

/**
 * Starts the server on one display number. Answers undefined when another server has it.
 * @param {number} number @param {string} folder @param {boolean} keepRunning
 */
const startServer = async (number, folder, keepRunning) => {
  const display = `:${String(number)}`;
  const logFile = join(folder, 'xorg.txt');
  const config = join(repoRoot, 'build', 'displays', 'xorg-dummy.conf');
  const args = [display, '-config', config, '-logfile', join(folder, 'xorg.log'), '-noreset', '-nolisten', 'tcp', '-sharevts', '-novtswitch', '+extension', 'RANDR'];
  const server = spawnPart(serverProgram(), args, { display, logFile, keepRunning });
  const deadline = Date.now() + serverReadyTimeoutMs;
  while (server.exitCode === null && server.signalCode === null) {
    const isReady = await xrandr(display, ['-q']).then(
      () => true,
      () => false,
    );
    if (isReady && server.exitCode === null) return server;
    if (Date.now() > deadline) {
      await endProcess(server.pid);
      break;
    }
    await sleep(50);
  }
  const said = existsSync(logFile) ? readFileSync(logFile, 'utf8') : '';
  if (/already active|could not create lock/i.test(said)) return undefined;
  throw new Error(`Xorg did not start on ${display}:\n${said.split('\n').slice(-12).join('\n')}`);
};

/**
 * Starts a private display with 1 to 8 monitors and a window manager; ready when it returns. The caller must call `stop`; when the
 * calling process dies without it, the server ends too (unless `keepRunning`).
 * @param {{monitors: readonly Monitor[], displayNumber?: number, keepRunning?: boolean}} options
 * @returns {Promise<VirtualDisplays & {readonly pids: readonly number[], readonly folder: string}>} also what `keepRunning` leaves behind
 */
export const startDisplays = async ({ monitors, displayNumber, keepRunning = false }) => {
  if (monitors.length < 1 || monitors.length > maxMonitors) throw new RangeError(`1 to ${String(maxMonitors)} monitors, not ${String(monitors.length)}`);
  const folder = mkdtempSync(join(tmpdir(), 'vonglau-displays-'));
  const last = displayNumber ?? lastDisplayNumber;
  let number = displayNumber ?? firstDisplayNumber;
  /** @type {Awaited<ReturnType<typeof startServer>>} */
  let server;
  for (; number <= last && server === undefined; number += 1) {
    if (displayNumber === undefined && !isFree(number)) continue;
    server = await startServer(number, folder, keepRunning);
    if (server !== undefined) break;
  }
  if (server === undefined) throw new Error(displayNumber === undefined ? 'No display number is free' : `Display :${String(displayNumber)} is in use`);

  const display = `:${String(number)}`;
  const outputs = monitors.map((_, index) => `DUMMY${String(index)}`);
  const places = [...monitors];
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let windowManager;
  const killAll = () => {
    for (const pid of [windowManager?.pid, server.pid]) {
      try {
        if (pid !== undefined) process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended already.
      }
    }
  };
  if (!keepRunning) process.on('exit', killAll);

  /** @param {number} index */
  const monitorAt = (index) => {
    const place = places[index];
    const output = outputs[index];
    if (place === undefined || output === undefined) throw new RangeError(`There is no monitor ${String(index)}`);
    return { place, output };
  };
  /** @param {number} index @returns {readonly string[]} */
  const arrangement = (index) => {
    const { place, output } = monitorAt(index);
    return ['--output', output, '--mode', modeName(place), '--pos', `${String(place.xPx)}x${String(place.yPx)}`, ...(index === 0 ? ['--primary'] : [])];
  };

  /** @type {Promise<void> | undefined} */
  let stopping;
  const stop = () => {
    stopping ??= (async () => {
      await endProcess(windowManager?.pid);
      await endProcess(server.pid);
      process.off('exit', killAll);
      rmSync(folder, { recursive: true, force: true });
    })();
    return stopping;
  };

  try {
    for (const [index, place] of places.entries()) await offerMode(display, monitorAt(index).output, place);
    await arrange(display, places.flatMap((_, index) => arrangement(index)));
    if (isRoot) await runFile('xhost', [`+si:localuser:${consoleUser.name}`], { env: { ...process.env, DISPLAY: display } });
    const openboxConfig = join(repoRoot, 'build', 'displays', 'openbox.xml');
    windowManager = spawnPart('openbox', ['--config-file', openboxConfig, '--sm-disable'], { display, logFile: join(folder, 'openbox.txt'), keepRunning });
    await untilManaged(display);
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    display,
    outputs,
    folder,
    pids: [server.pid, windowManager.pid].flatMap((pid) => pid ?? []),
    unplug: async (index) => {
      await arrange(display, ['--output', monitorAt(index).output, '--off']);
    },
    plug: async (index) => {
      await arrange(display, arrangement(index));
    },
    setMode: async (index, mode) => {
      const { place, output } = monitorAt(index);
      await offerMode(display, output, mode);
      places[index] = { ...place, ...mode };
      await arrange(display, arrangement(index));
    },
    screenshot: async (index, file) => {
      const crop = index === undefined ? [] : ['-crop', cropOf(monitorAt(index).place), '+repage'];
      await runFile('import', ['-display', display, '-window', 'root', ...crop, `png:${file}`]);
    },
    stop,
  };
};

/** @param {Monitor} place */
const cropOf = ({ widthPx, heightPx, xPx, yPx }) => `${String(widthPx)}x${String(heightPx)}+${String(xPx)}+${String(yPx)}`;

/** Waits until a window manager has announced itself. @param {string} display */
const untilManaged = async (display) => {
  const deadline = Date.now() + serverReadyTimeoutMs;
  for (;;) {
    const { stdout } = await runFile('xprop', ['-display', display, '-root', '_NET_SUPPORTING_WM_CHECK']).catch(() => ({ stdout: '' }));
    if (stdout.includes('window id')) return;
    if (Date.now() > deadline) throw new Error(`openbox did not start on ${display}`);
    await sleep(50);
  }
};

/** Where the command line keeps the ids of what it started. @param {string} display */
const stateFile = (display) => join(repoRoot, 'out', 'displays', `${display.slice(1)}.json`);

/** @param {readonly string[]} args @returns {Promise<number>} exit code */
const main = async (args) => {
  const [action, ...rest] = args;
  const named = rest.find((value) => /^:\d+$/.test(value));
  if (action === 'start') {
    const monitors = rest.flatMap((value) => {
      const [, widthPx, heightPx, xPx, yPx] = /^(\d+)x(\d+)\+(\d+)\+(\d+)$/.exec(value)?.map(Number) ?? [];
      return widthPx === undefined || heightPx === undefined || xPx === undefined || yPx === undefined ? [] : [{ widthPx, heightPx, xPx, yPx }];
    });
    const displays = await startDisplays({
      monitors: monitors.length > 0 ? monitors : monitorsInARow(2),
      keepRunning: true,
      ...(named === undefined ? {} : { displayNumber: Number(named.slice(1)) }),
    });
    mkdirSync(join(repoRoot, 'out', 'displays'), { recursive: true });
    writeAtomic(stateFile(displays.display), JSON.stringify({ pids: displays.pids, folder: displays.folder }));
    process.stdout.write(`${displays.display}\n`);
    return 0;
  }
  if (action === 'stop' && named !== undefined) {
    const state = readJson(stateFile(named));
    if (!(state instanceof Object && 'pids' in state && 'folder' in state && Array.isArray(state.pids))) {
      say(`Nothing that this tool started runs on ${named}`);
      return 1;
    }
    for (const pid of state.pids.reverse()) await endProcess(Number(pid));
    rmSync(String(state.folder), { recursive: true, force: true });
    rmSync(stateFile(named));
    return 0;
  }
  say('usage: node build/displays/displays.mjs start [:N] [WxH+X+Y ...] | stop :N');
  return 2;
};

if (isMainModule(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
