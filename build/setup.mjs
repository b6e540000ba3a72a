#!/usr/bin/env node
// @ts-check
// Installs whatever this checkout lacks, and nothing else: npm packages, Debian packages (as root), the user Electron runs as,
// an Electron. Quick when nothing is to do. CLI: setup.mjs [--test] [--dry-run]. Dependency-free.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { consoleUser, ensureConsoleUser } from './console-user.mjs';
import { debianPackages } from './debian-packages.mjs';
import { resolveElectron } from './electron-runtime.mjs';
import { findCommand, isFile, isMainModule, isRoot, readJson, repoRoot, say, withLock, writeAtomic } from './machine.mjs';

/**
 * @typedef {'packages' | 'debian' | 'user' | 'electron'} SetupPart
 * @typedef {'run' | 'test'} SetupGroup
 * @typedef {object} SetupOptions
 * @property {readonly SetupPart[]} [parts] all of them when left out
 * @property {SetupGroup} [group] `test` also gets what virtual monitors, tests and benches need
 * @property {boolean} [dryRun] only say what would be done
 */

/** @type {readonly SetupPart[]} */
const allParts = ['packages', 'debian', 'user', 'electron'];
const lockTimeoutS = 300;
const nodeModules = join(repoRoot, 'node_modules');
const stampFile = join(nodeModules, '.vonglau-setup');

/** Set-up could not be finished; the message says what the person can do. */
class SetupError extends Error {}

const lockHash = () => createHash('sha256').update(readFileSync(join(repoRoot, 'package-lock.json'))).digest('hex');

/** @param {string} file @returns {Record<string, {version?: string, optional?: boolean, peer?: boolean}>} */
const lockedPackages = (file) => {
  const lock = readJson(file);
  return lock instanceof Object && 'packages' in lock && lock.packages instanceof Object ? /** @type {never} */ (lock.packages) : {};
};

/** True when npm left exactly the locked packages behind, whoever ran it. */
const hasLockedPackages = () => {
  const installed = lockedPackages(join(nodeModules, '.package-lock.json'));
  const wanted = Object.entries(lockedPackages(join(repoRoot, 'package-lock.json')));
  return wanted.every(([path, { version, optional }]) => path === '' || optional === true || installed[path]?.version === version);
};

/** @param {readonly string[]} args */
const runNpm = (args) => {
  const done = spawnSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: repoRoot,
    encoding: 'utf8',
    stdio: ['ignore', 2, 'pipe'],
    shell: process.platform === 'win32',
    env: { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1', npm_config_update_notifier: 'false', NODE_ENV: 'development' },
  });
  return { status: done.status, stderr: done.stderr ?? '' };
};

/** @param {boolean} dryRun */
const setUpPackages = async (dryRun) => {
  const pinnedNode = join(nodeModules, 'node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const isCurrent = () => isFile(pinnedNode) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash();
  if (isCurrent()) return;
  if (isFile(pinnedNode) && hasLockedPackages()) {
    if (!dryRun) writeAtomic(stampFile, lockHash());
    return;
  }
  say('setup: npm ci (the npm packages are missing or package-lock.json changed) …');
  if (dryRun) return;
  mkdirSync(join(repoRoot, 'out'), { recursive: true });
  await withLock(join(repoRoot, 'out/.setup.lock'), async () => {
    if (isCurrent()) return;
    const ci = runNpm(['ci']);
    if (ci.status !== 0) {
      say(ci.stderr.trim());
      throw new SetupError('npm ci failed. Is the npm registry reachable (npm config get registry), and does package-lock.json belong to package.json?');
    }
    if (!isFile(pinnedNode)) {
      throw new SetupError('npm ci left no node_modules/node/bin/node: install scripts are switched off. Run: npm ci --ignore-scripts=false');
    }
    writeAtomic(stampFile, lockHash());
  });
};

/** Names of the packages that are installed now. @param {readonly string[]} names @returns {ReadonlySet<string>} */
const installedDebianPackages = (names) => {
  const done = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...names], { encoding: 'utf8' });
  return new Set(done.stdout.split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0] ?? ''] : [])));
};

/** @param {readonly string[]} args */
const aptGet = (args) => {
  const done = spawnSync('apt-get', ['-o', `DPkg::Lock::Timeout=${String(lockTimeoutS)}`, '-qq', ...args], {
    stdio: ['ignore', 'ignore', 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return done.status === 0;
};

/** The name this release of Debian has for a package, or undefined while its package lists are missing. @param {readonly string[]} names */
const offeredName = (names) => {
  const { stdout } = spawnSync('apt-cache', ['policy', ...names], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  const sections = stdout.split(/^(?=\S)/m);
  return names.find((name) => sections.some((section) => section.startsWith(`${name}:`) && /Candidate: (?!\(none\))/.test(section)));
};

/** @param {SetupGroup} group @param {boolean} dryRun */
const setUpDebian = (group, dryRun) => {
  if (process.platform !== 'linux') return;
  if (findCommand('dpkg-query') === undefined) {
    if (group === 'test') say('setup: this is not Debian; virtual monitors need Xorg with its dummy driver, openbox, xrandr, xprop and imagemagick.');
    return;
  }
  const wanted = debianPackages.filter((entry) => group === 'test' || entry.group === 'run');
  const installed = installedDebianPackages(wanted.flatMap(({ names }) => names));
  const missing = wanted.filter(({ names }) => !names.some((name) => installed.has(name)));
  if (missing.length === 0) return;
  say('setup: Debian packages are missing:');
  for (const { names, why } of missing) say(`  ${names[0] ?? ''}: ${why}`);

  if (isRoot && !dryRun && findCommand('apt-get') !== undefined) {
    if (missing.some(({ names }) => offeredName(names) === undefined)) aptGet(['update']);
    const install = () => aptGet(['install', '-y', '--no-install-recommends', ...missing.map(({ names }) => offeredName(names) ?? names[0] ?? '')]);
    say('setup: apt-get install …');
    if (install() || (aptGet(['update']) && install())) return;
    throw new SetupError('apt-get could not install them (see above).');
  }

  const command = `apt-get install -y --no-install-recommends ${missing.map(({ names }) => offeredName(names) ?? names[0]).join(' ')}`;
  say(`setup: install them with\n  ${isRoot ? '' : 'sudo '}${command}`);
  if (!dryRun && missing.some(({ isRequired }) => isRequired)) throw new SetupError('Then run the same command again.');
};

/** @param {boolean} dryRun */
const setUpUser = (dryRun) => {
  if (!isRoot) return;
  if (!dryRun) ensureConsoleUser();
  else if (spawnSync('id', [consoleUser.name]).status !== 0) say(`setup: would make the user ${consoleUser.name}, which Electron runs as when you are root`);
};

/** @param {boolean} dryRun */
const setUpElectron = async (dryRun) => {
  if (dryRun) return;
  const { path } = await resolveElectron({ purpose: 'development' });
  if (process.platform !== 'linux') return;
  const { stdout } = spawnSync('ldd', [path], { encoding: 'utf8', env: { ...process.env, LD_LIBRARY_PATH: dirname(path) } });
  const lacking = (stdout ?? '').split('\n').flatMap((line) => (line.includes('not found') ? [line.trim().split(' ')[0] ?? ''] : []));
  if (lacking.length > 0) throw new SetupError(`Electron cannot start: the system libraries ${lacking.join(', ')} are missing.`);
};

/**
 * Brings this machine to the point where the console (or, for the group `test`, every test) can run.
 * @param {SetupOptions} [options]
 * @returns {Promise<boolean>} false when something is missing that only the person can supply; it has been said on stderr
 */
export const setUp = async ({ parts = allParts, group = 'run', dryRun = false } = {}) => {
  try {
    if (parts.includes('packages')) await setUpPackages(dryRun);
    if (parts.includes('debian')) setUpDebian(group, dryRun);
    if (parts.includes('user')) setUpUser(dryRun);
    if (parts.includes('electron')) await setUpElectron(dryRun);
    return true;
  } catch (error) {
    say(`setup: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
};

if (isMainModule(import.meta.url)) {
  const flags = process.argv.slice(2);
  const startedMs = Date.now();
  const isDone = await setUp({ group: flags.includes('--test') ? 'test' : 'run', dryRun: flags.includes('--dry-run') });
  if (isDone) say(`setup: ready (${((Date.now() - startedMs) / 1000).toFixed(1)} s)`);
  else process.exitCode = 1;
}
