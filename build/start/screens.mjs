// @ts-check
// Pictures of the virtual monitors: when the windows have settled, whenever windows come or go, on request and at the end.
import { execFile } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repoRoot, say } from '../machine.mjs';

const runFile = promisify(execFile);
const pollMs = 1_000;
const settledMs = 4_000;

/** Ids of the windows the window manager knows, as one string. @param {string} display */
const windowList = async (display) => {
  const { stdout } = await runFile('xprop', ['-display', display, '-root', '_NET_CLIENT_LIST']).catch(() => ({ stdout: '' }));
  return [...stdout.matchAll(/0x[0-9a-f]+/g)].map(([id]) => id).join(' ');
};

/**
 * Starts looking. The caller must call `stop`.
 * @param {import('../displays/displays.mjs').VirtualDisplays} displays
 * @param {string} [prefix] of the pictures' names; without one the pictures of earlier runs go
 */
export const watchScreens = (displays, prefix = '') => {
  const folder = join(repoRoot, 'out/screens');
  if (prefix === '') rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let isSaid = false;

  /** Writes out/screens/[prefix]monitor-<n>.png, counted from 1; a monitor that is unplugged keeps its last picture. */
  const save = async () => {
    for (const index of displays.outputs.keys()) {
      const name = `${prefix}monitor-${String(index + 1)}.png`;
      const half = join(folder, `.${name}`);
      await displays.screenshot(index, half).then(
        () => {
          renameSync(half, join(folder, name));
        },
        (/** @type {unknown} */ error) => {
          say(`start: no picture of monitor ${String(index + 1)}: ${error instanceof Error ? error.message : String(error)}`);
        },
      );
    }
    if (!isSaid) say(`start: ảnh màn hình · pictures of the monitors: ${folder}/${prefix}monitor-*.png`);
    isSaid = true;
  };

  /** @type {Promise<void>} */
  let saving = Promise.resolve();
  const request = () => (saving = saving.then(save));

  let seen = '';
  let seenSinceMs = Date.now();
  let isSaved = true;
  const look = async () => {
    const list = await windowList(displays.display);
    if (list !== seen) {
      seen = list;
      seenSinceMs = Date.now();
      isSaved = list === '';
    } else if (!isSaved && Date.now() - seenSinceMs >= settledMs) {
      isSaved = true;
      await request();
    }
  };
  const timer = setInterval(() => void look(), pollMs);
  return {
    save: request,
    stop: () => {
      clearInterval(timer);
    },
  };
};
