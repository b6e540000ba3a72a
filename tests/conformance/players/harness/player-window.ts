import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { ensureConsoleUser, makeConsoleFolder } from '../../../../build/console-user.mjs';
import { monitorsInARow, startDisplays } from '../../../../build/displays/displays.mjs';
import { resolveElectron } from '../../../../build/electron-runtime.mjs';
import { writeElectronWrapper } from '../../../../build/run-as.mjs';
import type { ClipName, ClipSource, FeedCommand, FeedReport, Harness, TileReport } from './harness-protocol.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../../../..');

/** A real Electron window with players in it, and the hand on their feed. */
export interface PlayerWindow {
  readonly page: Page;
  readonly runtime: string;
  readonly pid: number;
  readonly addTile: (clip: ClipName, widthPx?: number, heightPx?: number) => Promise<number>;
  readonly retune: (tile: number, clip: ClipName) => Promise<void>;
  readonly report: (tile: number) => Promise<TileReport>;
  readonly feed: (command: FeedCommand) => Promise<void>;
  readonly feedReport: () => Promise<FeedReport>;
  /** Restarts the feed process: a new port, all streams gone. */
  readonly restartFeed: () => Promise<void>;
  readonly call: <K extends 'moveTile' | 'removeTile' | 'destroyTwice' | 'brightness' | 'streamOf' | 'grab' | 'watch' | 'darkest'>(name: K, tile: number) => Promise<Awaited<ReturnType<Harness[K]>>>;
  readonly workers: () => Promise<number>;
  /** Decoded pictures of all tiles that were neither closed nor handed to a track. */
  readonly openFrames: () => Promise<number>;
  readonly setVisible: (tile: number, visible: boolean) => Promise<void>;
  /** What the page, its policy or its console complained of. */
  readonly problems: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

const bundle = async (folder: string): Promise<void> => {
  const shared: BuildOptions = { bundle: true, alias: { '@contract': path.join(root, 'contract') }, logLevel: 'silent', external: ['electron'] };
  const node: BuildOptions = { ...shared, platform: 'node', format: 'cjs', target: 'node18' };
  const browser: BuildOptions = { ...shared, platform: 'browser', format: 'iife', target: 'chrome114' };
  await Promise.all([
    build({ ...node, entryPoints: [path.join(here, 'harness-main.ts')], outfile: path.join(folder, 'main.cjs') }),
    build({ ...node, entryPoints: [path.join(here, 'harness-feed.ts')], outfile: path.join(folder, 'feed.cjs') }),
    build({ ...node, entryPoints: [path.join(here, 'harness-preload.ts')], outfile: path.join(folder, 'preload.cjs') }),
    build({ ...browser, entryPoints: [path.join(here, 'harness-page.ts')], outfile: path.join(folder, 'page.js') }),
    build({ ...browser, entryPoints: [path.join(root, 'renderer/players/webcodecs/media.worker.ts')], inject: [path.join(here, 'frame-count.ts')], outfile: path.join(folder, 'media-worker.js') }),
  ]);
  writeFileSync(path.join(folder, 'package.json'), '{ "name": "player-harness", "main": "main.cjs" }\n');
  for (const name of ['page.html', 'page.css']) cpSync(path.join(here, name), path.join(folder, name));
};

/** Opens the window on a display of its own; `close` ends everything it started. */
export const openPlayerWindow = async (clips: readonly ClipSource[], displayNumber?: number): Promise<PlayerWindow> => {
  const electron = await resolveElectron({ purpose: 'development' });
  const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-players-'));
  makeReadable(folder);
  await bundle(folder);
  for (const clip of clips) cpSync(clip.file, path.join(folder, clip.name));
  const displays = await startDisplays({ monitors: monitorsInARow(1), ...(displayNumber === undefined ? {} : { displayNumber }) });
  const app = await _electron.launch({
    executablePath: writeElectronWrapper({ dir: folder, electronPath: electron.path }),
    args: [folder],
    chromiumSandbox: true,
    env: { ...process.env, DISPLAY: displays.display } as Record<string, string>,
  });
  const page = await app.firstWindow();
  const complaints = listen(page);
  await page.waitForFunction(() => 'harness' in window);
  const feed = (command: FeedCommand): Promise<void> =>
    app.evaluate((_electron, given) => {
      globalThis.harnessFeed.send(given);
    }, command);
  for (const clip of clips) await feed({ kind: 'clip', clip: { ...clip, file: path.join(folder, clip.name) } });
  return {
    page,
    runtime: `electron ${electron.version}`,
    pid: app.process().pid ?? 0,
    addTile: (clip, widthPx = 640, heightPx = 360) => page.evaluate(([w, h, name]) => window.harness.addTile(w, h, name), [widthPx, heightPx, clip] as const),
    retune: (tile, clip) => page.evaluate(([given, name]) => { window.harness.retune(given, name); }, [tile, clip] as const),
    report: (tile) => page.evaluate((given) => window.harness.report(given), tile),
    feed,
    feedReport: () => app.evaluate(() => globalThis.harnessFeed.report()),
    restartFeed: () =>
      app.evaluate(() => {
        globalThis.harnessFeed.restart();
      }),
    workers: () => page.evaluate(() => window.harness.workers()),
    openFrames: () => page.evaluate(() => window.harness.openFrames()),
    call: (name, tile) => page.evaluate(([method, given]): unknown => window.harness[method](given), [name, tile] as const) as Promise<never>,
    setVisible: (tile, visible) => page.evaluate(([given, on]) => { window.harness.setVisible(given, on); }, [tile, visible] as const),
    problems: async () => [...complaints, ...(await page.evaluate(() => window.harness.problems()))],
    close: () => closeAll(app, displays.stop, folder),
  };
};

const makeReadable = (folder: string): void => {
  ensureConsoleUser();
  makeConsoleFolder(folder);
};

const listen = (page: Page): readonly string[] => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
};

const closeAll = async (app: ElectronApplication, stopDisplays: () => Promise<void>, folder: string): Promise<void> => {
  await app.close();
  await stopDisplays();
  rmSync(folder, { recursive: true, force: true });
};
