// @ts-check
// How to start Electron so that Chromium's sandbox works: as an unprivileged user when we are root, with a keyring of its own when
// asked. Used by npm start and by the end-to-end tests. Dependency-free.
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { consoleUser, ensureConsoleUser, makeConsoleFolder } from './console-user.mjs';
import { cacheRoot, isFile, isReadableByAll, isRoot, readJson, repoHash, repoRoot, run, withLock } from './machine.mjs';

/**
 * @typedef {object} KeyringChoice
 * @property {string} [keyringHome] folder of a private keyring that keeps secrets between runs; without it there is no secret service
 * @property {boolean} [keyringLocked] start that keyring locked
 * @property {boolean} [inheritSessionBus] use the D-Bus session (and so the keyring) of the person at the desk
 * @typedef {{readonly command: string, readonly args: readonly string[], readonly env: NodeJS.ProcessEnv}} SpawnPlan
 */

/** Names that belong to the caller's login session and mislead a program of another user. */
const sessionNames = ['XDG_RUNTIME_DIR', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'XDG_SESSION_ID', 'DBUS_SESSION_BUS_ADDRESS'];

/**
 * What to spawn so that `command` runs unprivileged. The started process is the command itself (nothing stays in between), so its
 * process id, its exit code and its standard streams are Electron's own; its helpers are in its process group.
 * @param {{command: string, args: readonly string[], env: NodeJS.ProcessEnv} & KeyringChoice} options
 * @returns {SpawnPlan}
 */
export const sandboxedCommand = ({ command, args, env, keyringHome, keyringLocked = false, inheritSessionBus = false }) => {
  /** @type {NodeJS.ProcessEnv} */
  const childEnv = { ...env };
  let line = [command, ...args];
  if (keyringHome !== undefined) {
    makeConsoleFolder(keyringHome);
    const script = readFileSync(join(repoRoot, 'build', 'keyring.sh'), 'utf8');
    line = ['/bin/sh', '-c', script, 'vonglau-keyring', ...line];
    childEnv.VONGLAU_KEYRING_HOME = keyringHome;
    if (keyringLocked) childEnv.VONGLAU_KEYRING = 'locked';
  }
  if (isRoot) {
    const { uid, gid } = ensureConsoleUser();
    for (const name of sessionNames) delete childEnv[name];
    childEnv.HOME = consoleUser.home;
    childEnv.USER = consoleUser.name;
    childEnv.LOGNAME = consoleUser.name;
    line = ['setpriv', `--reuid=${String(uid)}`, `--regid=${String(gid)}`, '--init-groups', '--', ...line];
  }
  // Without this the D-Bus library starts a session bus of its own, with whatever keyring it finds.
  if (keyringHome === undefined && !(inheritSessionBus && !isRoot)) childEnv.DBUS_SESSION_BUS_ADDRESS = 'disabled:';
  const [program = command, ...rest] = line;
  return { command: program, args: rest, env: childEnv };
};

/** @param {string} text */
const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * Writes a program that takes Electron's arguments and runs it unprivileged with the caller's environment, for tools that accept
 * nothing but a path (Playwright's `executablePath`; pass it `chromiumSandbox: true`).
 * @param {{dir: string, electronPath: string} & KeyringChoice} options `dir` exists
 * @returns {string} path of the program
 */
export const writeElectronWrapper = ({ dir, electronPath, ...keyring }) => {
  const plan = sandboxedCommand({ command: electronPath, args: [], env: {}, ...keyring });
  const unset = (isRoot ? sessionNames : []).map((name) => `unset ${name}\n`).join('');
  const set = Object.entries(plan.env)
    .map(([name, value]) => `export ${name}=${quoted(value ?? '')}\n`)
    .join('');
  const file = join(dir, 'electron-sandboxed');
  writeFileSync(file, `#!/bin/sh\n${unset}${set}exec ${[plan.command, ...plan.args].map(quoted).join(' ')} "$@"\n`);
  chmodSync(file, 0o755);
  return file;
};

/**
 * Folder of the built app that the user Electron runs as can read: `out/app`, or a copy in the cache when the checkout is closed to
 * others. One copy per checkout and build; older ones are removed.
 * @returns {Promise<string>}
 */
export const readableApp = async () => {
  const app = join(repoRoot, 'out', 'app');
  if (!isFile(join(app, 'package.json'))) throw new Error('The app is not built. Run: npm run build');
  if (!isRoot || isReadableByAll(join(app, 'package.json'))) return app;
  const stamp = readJson(join(repoRoot, 'out', 'bundle.json'));
  const build = stamp instanceof Object && 'key' in stamp ? String(stamp.key).slice(0, 12) : 'unknown';
  const copies = join(cacheRoot(), 'apps');
  const copy = join(copies, `${repoHash}-${build}`);
  if (mkdirSync(copies, { recursive: true }) !== undefined) chmodSync(copies, 0o755);
  await withLock(`${copy}.lock`, async () => {
    if (isFile(join(copy, 'package.json'))) return;
    const half = mkdtempSync(join(copies, 'copying-'));
    cpSync(app, half, { recursive: true });
    run('chmod', ['-R', 'a+rX', half]);
    rmSync(copy, { recursive: true, force: true });
    renameSync(half, copy);
    for (const name of readdirSync(copies)) {
      if (name.startsWith(`${repoHash}-`) && !name.startsWith(`${repoHash}-${build}`)) rmSync(join(copies, name), { recursive: true, force: true });
    }
  });
  return copy;
};
