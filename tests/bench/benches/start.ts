import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron } from 'playwright-core';
import { expect } from '@playwright/test';
import { resolveElectron } from '../../../build/electron-runtime.mjs';
import { writeElectronWrapper } from '../../../build/run-as.mjs';
import { ENROLMENT_CODES } from '../../../demo/people.ts';
import { ConsoleApp, makeUserData } from '../../e2e/harness/console-app.ts';
import { figure, median, type Figure } from '../lib/figure.ts';
import { startGlass } from '../lib/glass.ts';
import { startWallConsole } from '../lib/wall-console.ts';

const RUNS = 3;

/** Milliseconds from the start of an Electron with nothing but one empty window to that window's page being there. */
async function emptyWindowMs(display: string): Promise<number> {
  const runtime = await resolveElectron({ purpose: 'development' });
  const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-empty-'));
  chmodSync(folder, 0o755);
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'empty-window', main: 'main.cjs' }));
  writeFileSync(path.join(folder, 'main.cjs'), "const { app, BrowserWindow } = require('electron');\napp.whenReady().then(() => new BrowserWindow({ width: 1920, height: 1080, frame: false }).loadURL('data:text/html,<title>empty</title>'));\n");
  const data = makeUserData();
  const executablePath = writeElectronWrapper({ dir: folder, electronPath: runtime.path });
  const env = Object.fromEntries(Object.entries({ ...process.env, DISPLAY: display }).flatMap(([name, value]) => (value === undefined || name === 'NODE_OPTIONS' ? [] : [[name, value]])));
  const startedMs = performance.now();
  const app = await _electron.launch({ executablePath, args: [folder, `--user-data-dir=${data.folder}`], env, chromiumSandbox: true });
  const page = await app.firstWindow();
  await page.waitForFunction(() => document.readyState === 'complete');
  const tookMs = performance.now() - startedMs;
  await app.close();
  data.remove();
  rmSync(folder, { recursive: true, force: true });
  return tookMs;
}

/** Cold start of a wall PC to its first LIVE tile, against an empty Electron window on the same runtime. */
export async function benchStart(say: (line: string) => void): Promise<readonly Figure[]> {
  const glass = await startGlass();
  try {
    // An operator sets the wall up once; the PC then starts as a wall of its own.
    const data = makeUserData();
    const prepared = await startWallConsole(glass.display, data);
    await prepared.fill(prepared.surfaceOf(1), '4');
    await prepared.allLive(await prepared.wall(1), 4);
    await prepared.console.close();
    const wallOnly = { VONGLAU_WALL_ONLY: '1', VONGLAU_DEVICE_CODE: ENROLMENT_CODES[0] ?? '' };
    const startToLive = async (): Promise<number> => {
      const startedMs = performance.now();
      const console_ = await ConsoleApp.launch({ display: glass.display, tierUrl: prepared.city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome, env: wallOnly });
      const wall = await console_.window('wall');
      await expect(wall.locator('[role=figure][data-state=live]').first()).toBeVisible({ timeout: 30_000 });
      const tookMs = performance.now() - startedMs;
      await console_.close();
      return tookMs;
    };
    // The first start registers the device.
    await startToLive();
    const consoles: number[] = [];
    const empties: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      consoles.push(await startToLive());
      empties.push(await emptyWindowMs(glass.display));
    }
    say(`console ${consoles.map((ms) => ms.toFixed(0)).join(' ')} ms; empty window ${empties.map((ms) => ms.toFixed(0)).join(' ')} ms`);
    await prepared.end();
    data.remove();
    return [figure('start.cold_ratio', median(consoles) / median(empties), 'x', 4, 'lower')];
  } finally {
    await glass.stop();
  }
}
