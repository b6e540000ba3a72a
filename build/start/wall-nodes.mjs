// @ts-check
// A wall of several PCs on this one: a message broker of this run alone, its key, and consoles as wall nodes, each with virtual
// monitors and data of its own. Dependency-free.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureConsoleUser, makeConsoleFolder } from '../console-user.mjs';
import { monitorsInARow, startDisplays } from '../displays/displays.mjs';
import { findCommand, isAlive, isRoot, say, sleep } from '../machine.mjs';
import { watchScreens } from './screens.mjs';

const brokerReadyMs = 10_000;
const enrolTimeoutMs = 5_000;
const quitTimeoutMs = 8_000;
const wallName = 'tuong';
/** Monitors of each node. */
const nodeMonitors = 2;

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(address instanceof Object ? address.port : 0);
      });
    });
  });

/** @param {number} port @returns {Promise<boolean>} */
const answers = (port) =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });

/** A file that only the user Electron runs as can read. @param {string} file @param {string} text */
export const keepForConsole = (file, text) => {
  writeFileSync(file, text, { mode: 0o600 });
  if (isRoot) {
    const { uid, gid } = ensureConsoleUser();
    chownSync(file, uid, gid);
  }
  return file;
};

/**
 * Starts a broker that only this machine reaches, and makes a key that only this run knows. The caller must call `stop`.
 * @returns {Promise<{readonly env: NodeJS.ProcessEnv, readonly url: string, readonly stop: () => void}>} `env`: what every console of the wall needs
 */
export const startWallBroker = async () => {
  const program = findCommand('mosquitto');
  if (program === undefined) throw new Error('Mosquitto is missing: apt-get install mosquitto');
  const folder = mkdtempSync(join(tmpdir(), 'vonglau-wall-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const config = join(folder, 'mosquitto.conf');
  writeFileSync(config, `listener ${String(port)} 127.0.0.1\nallow_anonymous true\npersistence false\nlog_type error\n`);
  const keyFile = keepForConsole(join(folder, 'key'), randomBytes(32).toString('base64url'));
  const broker = spawn(program, ['-c', config], { stdio: ['ignore', 'ignore', 2] });
  const stop = () => {
    broker.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  let failure = '';
  broker.on('error', (error) => {
    failure = error.message;
  });
  const deadline = Date.now() + brokerReadyMs;
  while (!(await answers(port))) {
    if (failure !== '' || broker.exitCode !== null || Date.now() > deadline) {
      stop();
      throw new Error(`Mosquitto did not start ${failure}`);
    }
    await sleep(50);
  }
  const url = `mqtt://127.0.0.1:${String(port)}`;
  return { env: { VONGLAU_WALL_BROKER: url, VONGLAU_WALL_NAME: wallName, VONGLAU_WALL_KEY_FILE: keyFile }, url, stop };
};

/** A one-time code with which a wall PC registers with the demo city. @param {string | undefined} demoUrl */
const enrolmentCode = async (demoUrl) => {
  if (demoUrl === undefined) return undefined;
  try {
    const answer = await fetch(`${demoUrl}/demo/enrolment-codes`, { method: 'POST', signal: AbortSignal.timeout(enrolTimeoutMs) });
    const body = /** @type {{code?: unknown}} */ (await answer.json());
    return typeof body.code === 'string' ? body.code : undefined;
  } catch {
    // The city is not there: a node that has registered before does without.
    return undefined;
  }
};

/**
 * @typedef {object} NodeStart
 * @property {number} number from 1
 * @property {NodeJS.ProcessEnv} env of the desk, with the wall's
 * @property {string} home folder of this node's data and keyring
 * @property {boolean} hasKeyring
 * @property {string | undefined} demoUrl http address of the demo city, when it is the server
 * @property {(env: NodeJS.ProcessEnv, keyringHome: string | undefined) => import('node:child_process').ChildProcess} launch starts a console
 */

/**
 * Starts a wall node on virtual monitors of its own; their pictures go to out/screens/. The caller must call `stop`.
 * @param {NodeStart} options @returns {Promise<{readonly stop: () => Promise<void>}>}
 */
export const startWallNode = async ({ number, env, home, hasKeyring, demoUrl, launch }) => {
  const displays = await startDisplays({ monitors: monitorsInARow(nodeMonitors) });
  makeConsoleFolder(home);
  const code = await enrolmentCode(demoUrl);
  const keyringHome = hasKeyring ? join(home, 'keyring') : undefined;
  const child = launch(
    {
      ...env,
      DISPLAY: displays.display,
      WAYLAND_DISPLAY: undefined,
      VONGLAU_USER_DATA: makeConsoleFolder(join(home, 'data')),
      ...(code === undefined ? {} : { VONGLAU_DEVICE_CODE: code }),
    },
    keyringHome,
  );
  child.on('exit', (exit) => {
    if (exit !== null && exit !== 0) say(`start: máy tường ${String(number)} đã dừng · wall node ${String(number)} ended (${String(exit)})`);
  });
  const screens = watchScreens(displays, `node-${String(number)}-`);
  say(`start: máy tường ${String(number)} · wall node ${String(number)}: ${String(nodeMonitors)} màn hình ảo · virtual monitors on DISPLAY=${displays.display}, kill -9 ${String(child.pid)}`);
  return {
    stop: async () => {
      screens.stop();
      await screens.save();
      const { pid } = child;
      child.kill('SIGTERM');
      const deadline = Date.now() + quitTimeoutMs;
      while (pid !== undefined && isAlive(pid) && child.exitCode === null && Date.now() < deadline) await sleep(50);
      if (pid !== undefined && isAlive(pid) && child.exitCode === null) process.kill(-pid, 'SIGKILL');
      await displays.stop();
    },
  };
};
