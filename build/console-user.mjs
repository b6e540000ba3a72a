// @ts-check
// The unprivileged user that a root-run development machine or CI starts Electron as: Chromium's sandbox refuses root.
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { isRoot, run } from './machine.mjs';

export const consoleUser = Object.freeze({ name: 'vonglau', home: '/var/lib/vonglau' });

/** @typedef {{readonly uid: number, readonly gid: number}} UserIds */

/** @param {string} flag */
const idOf = (flag) => {
  const done = spawnSync('id', [flag, consoleUser.name], { encoding: 'utf8' });
  return done.status === 0 ? Number(done.stdout) : undefined;
};

/** @returns {UserIds | undefined} */
const lookUp = () => {
  const uid = idOf('-u');
  const gid = idOf('-g');
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
};

/** @type {UserIds | undefined} */
let known;

/**
 * The user's ids; makes the user and its home when missing. Only for root.
 * @returns {UserIds}
 */
export const ensureConsoleUser = () => {
  if (!isRoot) throw new Error('Only root switches to the console user');
  if (known !== undefined) return known;
  let ids = lookUp();
  if (ids === undefined) {
    const { name, home } = consoleUser;
    const args = ['--system', '--user-group', '--home-dir', home, '--no-create-home', '--shell', '/usr/sbin/nologin', name];
    try {
      run('useradd', args);
    } catch (error) {
      // Another process may have made the user in the meantime.
      if (lookUp() === undefined) throw error;
    }
    ids = lookUp();
  }
  if (ids === undefined) throw new Error(`The user ${consoleUser.name} could not be made`);
  mkdirSync(consoleUser.home, { recursive: true });
  chownSync(consoleUser.home, ids.uid, ids.gid);
  chmodSync(consoleUser.home, 0o700);
  known = ids;
  return ids;
};

/**
 * Makes a folder that only the user Electron runs as can read and write: the console user when root, else oneself.
 * @param {string} folder @returns {string} the folder
 */
export const makeConsoleFolder = (folder) => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (isRoot) {
    const { uid, gid } = ensureConsoleUser();
    chownSync(folder, uid, gid);
  }
  return folder;
};
