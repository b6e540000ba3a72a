// @ts-check
// What the set-up scripts need to know about this machine. Dependency-free: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Folder of the checkout. */
export const repoRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** First 12 hex digits of a hash of the checkout's path: tells two checkouts on one machine apart. */
export const repoHash = createHash('sha256').update(repoRoot).digest('hex').slice(0, 12);

/** True when this process may install packages and switch users (Linux root). */
export const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

/** True when the file is the program Node was started with, not an import. @param {string} moduleUrl */
export const isMainModule = (moduleUrl) => {
  const script = process.argv[1];
  if (script === undefined) return false;
  try {
    return moduleUrl === pathToFileURL(realpathSync(script)).href;
  } catch {
    return false;
  }
};

/** One line for the person at the terminal. Goes to stderr, so stdout stays for answers. @param {string} line */
export const say = (line) => {
  process.stderr.write(`${line}\n`);
};

/**
 * Folder for downloads that outlive a checkout: VONGLAU_CACHE, /var/cache/vonglau for root (an unprivileged user must be able
 * to read it), else the user's own cache. Made when missing.
 * @returns {string}
 */
export const cacheRoot = () => {
  const named = process.env.VONGLAU_CACHE;
  const folder =
    named !== undefined && named !== ''
      ? named
      : isRoot
        ? '/var/cache/vonglau'
        : join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'vonglau');
  // A strict umask must not close it to the user that Electron runs as.
  if (mkdirSync(folder, { recursive: true }) !== undefined && isRoot) chmodSync(folder, 0o755);
  return folder;
};

/** Path of a command on PATH, or undefined. @param {string} name @returns {string | undefined} */
export const findCommand = (name) => {
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']) {
    if (folder === '') continue;
    const candidate = join(folder, name);
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
};

/** Node for the project's own scripts: the pinned one when it is installed, else the one running now. @returns {string} */
export const projectNode = () => {
  const pinned = join(repoRoot, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return isFile(pinned) ? pinned : process.execPath;
};

/** @param {string} path @returns {boolean} */
export const isFile = (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** @param {string} path @returns {boolean} */
export const isFolder = (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** A JSON file's content, or undefined when it is absent or damaged. @param {string} path @returns {unknown} */
export const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

/** Writes a file so that a reader sees the old or the new content, never half of it. @param {string} path @param {string} text */
export const writeAtomic = (path, text) => {
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.${String(process.pid)}.tmp`;
  writeFileSync(half, text);
  renameSync(half, path);
};

/**
 * True when any user of the machine may read this file or folder: every folder above lets others pass.
 * Looks only at the top of a folder, not at what is inside.
 * @param {string} path
 */
export const isReadableByAll = (path) => {
  const info = statSync(path, { throwIfNoEntry: false });
  if (info === undefined) return false;
  const wanted = info.isDirectory() ? 0o005 : 0o004;
  if ((info.mode & wanted) !== wanted) return false;
  for (let folder = dirname(realpathSync(path)); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
};

/** @param {number} ms */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** True while a process with this id runs; one that ended and was not collected yet does not. @param {number} pid */
export const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    return !/\) [ZX] /.test(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/**
 * Runs work while no other process of this machine runs work under the same lock folder. A lock whose holder died is taken over.
 * @template T
 * @param {string} lockFolder @param {() => Promise<T>} work @param {number} [timeoutMs]
 * @returns {Promise<T>}
 */
export const withLock = async (lockFolder, work, timeoutMs = 900_000) => {
  mkdirSync(dirname(lockFolder), { recursive: true });
  const holderFile = join(lockFolder, 'pid');
  const deadline = Date.now() + timeoutMs;
  for (let told = false; ; ) {
    try {
      mkdirSync(lockFolder);
      writeFileSync(holderFile, String(process.pid));
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = readJson(holderFile);
    const ageMs = Date.now() - (statSync(lockFolder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    const isAbandoned = typeof holder === 'number' ? !isAlive(holder) : ageMs > 5_000;
    if (isAbandoned) {
      rmSync(lockFolder, { recursive: true, force: true });
      continue;
    }
    if (Date.now() > deadline) throw new Error(`${lockFolder} is still held by process ${String(holder)}`);
    if (!told) say(`waiting for process ${String(holder)}, which is doing the same set-up`);
    told = true;
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(lockFolder, { recursive: true, force: true });
  }
};

/**
 * Runs a program to its end and answers what it printed. Throws with its output when it fails.
 * @param {string} command @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, input?: string}} [options]
 * @returns {string}
 */
export const run = (command, args, { cwd, env, timeoutMs, input } = {}) => {
  const done = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
    ...(input === undefined ? {} : { input }),
  });
  if (done.error !== undefined) throw done.error;
  if (done.status !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with ${String(done.status ?? done.signal)}\n${done.stderr}${done.stdout}`.trim());
  }
  return done.stdout;
};
