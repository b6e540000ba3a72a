#!/usr/bin/env node
// @ts-check
// Builds out/app, a folder that Electron runs as it is: main, media, directory and preload as CommonJS for Node 18, the windows for Chromium 114.
// Does nothing when no source changed. CLI: bundle.mjs [--force] [--release]; --release leaves the source maps out.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { isFile, isFolder, isMainModule, projectNode, readJson, repoRoot, say, withLock, writeAtomic } from './machine.mjs';

const nodeTarget = 'node18';
const windowTarget = 'chrome114';
/** Folders and files whose change asks for a new build. */
const inputs = ['main', 'preload', 'renderer', 'contract', 'assets', 'package.json', 'package-lock.json', 'tsconfig.json', 'build/bundle.mjs'];
/** In assets/ but only read by the demo city or compiled into the windows. */
const assetsLeftOut = ['clips', 'demo', 'locales', 'sounds'];

/** @typedef {{readonly name: string, readonly productName: string, readonly version: string, readonly description: string, readonly dependencies: Record<string, string>}} ProjectDescription */

/** What is wrong with the sources, in words for the person who runs the build. */
export class BundleError extends Error {}

/** Every file below a path, with size and time of change. @param {string} path @returns {readonly string[]} */
const fingerprints = (path) => {
  const info = statSync(path, { throwIfNoEntry: false });
  if (info === undefined) return [];
  if (info.isDirectory()) return readdirSync(path).sort().flatMap((name) => fingerprints(join(path, name)));
  return [`${relative(repoRoot, path)} ${String(info.size)} ${String(info.mtimeMs)}`];
};

/** @param {boolean} isRelease */
const buildKey = (isRelease) =>
  createHash('sha256')
    .update(JSON.stringify([isRelease, ...inputs.flatMap((name) => fingerprints(join(repoRoot, name)))]))
    .digest('hex');

/** @returns {{readonly entries: Readonly<Record<'main' | 'media' | 'directory' | 'preload' | 'worker' | 'mapWorker', string>>, readonly pages: Readonly<Record<string, string>>}} */
const findSources = () => {
  const entries = {
    main: join(repoRoot, 'main/index.ts'),
    media: join(repoRoot, 'main/media/index.ts'),
    directory: join(repoRoot, 'main/directory/index.ts'),
    preload: join(repoRoot, 'preload/index.ts'),
    worker: join(repoRoot, 'renderer/players/webcodecs/media.worker.ts'),
    mapWorker: join(repoRoot, 'node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs'),
  };
  const windows = join(repoRoot, 'renderer/windows');
  const kinds = isFolder(windows) ? readdirSync(windows).filter((kind) => isFile(join(windows, kind, 'index.html'))) : [];
  const missing = Object.values(entries).filter((file) => !isFile(file));
  const lines = missing.map((file) => `  ${relative(repoRoot, file)} is missing`);
  if (kinds.length === 0) lines.push('  renderer/windows/<kind>/index.html is missing: there is no window to build');
  if (lines.length > 0) throw new BundleError(`The app cannot be built:\n${lines.join('\n')}`);
  return { entries, pages: Object.fromEntries(kinds.map((kind) => [kind, join(windows, kind, 'index.html')])) };
};

/** @param {ReturnType<typeof findSources>} sources @param {string} outFolder @param {{version: string, isRelease: boolean}} options */
const buildScripts = async ({ entries }, outFolder, { version, isRelease }) => {
  const { build } = await import('esbuild');
  const alias = { '@contract': join(repoRoot, 'contract'), '@assets': join(repoRoot, 'assets') };
  const define = { __VONGLAU_VERSION__: JSON.stringify(version), 'process.env.NODE_ENV': '"production"' };
  /** @type {import('esbuild').BuildOptions} */
  const shared = { bundle: true, alias, define, absWorkingDir: repoRoot, sourcemap: !isRelease, legalComments: 'none', logLevel: 'silent', charset: 'utf8' };
  /** @type {import('esbuild').BuildOptions} */
  const node = { ...shared, platform: 'node', format: 'cjs', target: nodeTarget, external: ['electron', '@napi-rs/keyring', 'libsql'] };
  const results = await Promise.allSettled([
    build({ ...node, entryPoints: [entries.main], outfile: join(outFolder, 'main/index.cjs') }),
    build({ ...node, entryPoints: [entries.media], outfile: join(outFolder, 'media/index.cjs') }),
    build({ ...node, entryPoints: [entries.directory], outfile: join(outFolder, 'directory/index.cjs') }),
    build({ ...node, entryPoints: [entries.preload], outfile: join(outFolder, 'preload/index.cjs') }),
    // One self-contained script, so that a window may start it as a classic or as a module worker.
    build({ ...shared, platform: 'browser', format: 'iife', target: windowTarget, entryPoints: [entries.worker], outfile: join(outFolder, 'renderer/media-worker.js') }),
    build({ ...shared, sourcemap: false, platform: 'browser', format: 'iife', target: windowTarget, entryPoints: [entries.mapWorker], outfile: join(outFolder, 'renderer/map-worker.js') }),
  ]);
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason instanceof Error ? result.reason.message : String(result.reason)] : []));
  if (failures.length > 0) throw new BundleError(failures.join('\n'));
};

/** @param {ReturnType<typeof findSources>} sources @param {string} outFolder @param {{version: string, isRelease: boolean}} options */
const buildWindows = async ({ pages }, outFolder, { version, isRelease }) => {
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  await build({
    configFile: false,
    root: join(repoRoot, 'renderer'),
    base: './',
    publicDir: false,
    mode: 'production',
    logLevel: 'warn',
    plugins: [react()],
    resolve: { alias: { '@contract': join(repoRoot, 'contract'), '@assets': join(repoRoot, 'assets') } },
    define: { __VONGLAU_VERSION__: JSON.stringify(version), 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: join(outFolder, 'renderer'),
      emptyOutDir: false,
      target: windowTarget,
      // The content policy refuses data: fonts and inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: !isRelease,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4_000,
      rolldownOptions: { input: pages },
    },
  });
};

/** Native modules with what they load by name, as folders of node_modules. */
const nativeParts = [
  { scope: '@napi-rs', starts: 'keyring', needed: '@napi-rs/keyring' },
  { scope: '', starts: 'libsql', needed: 'libsql' },
  { scope: '@libsql', starts: '', needed: '@libsql' },
  { scope: '@neon-rs', starts: 'load', needed: '@neon-rs/load' },
];

/** What the bundles read at run time and cannot carry: pictures, sounds and the native modules. @param {string} outFolder */
const copyRuntimeFiles = (outFolder) => {
  const assets = join(repoRoot, 'assets');
  for (const name of isFolder(assets) ? readdirSync(assets) : []) {
    if (!assetsLeftOut.includes(name)) cpSync(join(assets, name), join(outFolder, 'assets', name), { recursive: true });
  }
  for (const { scope, starts, needed } of nativeParts) {
    const folder = join(repoRoot, 'node_modules', scope);
    const parts = isFolder(folder) ? readdirSync(folder).filter((name) => basename(name).startsWith(starts)) : [];
    if (parts.length === 0) throw new BundleError(`node_modules/${needed} is missing. Run: npm run setup`);
    for (const name of parts) cpSync(join(folder, name), join(outFolder, 'node_modules', scope, name), { recursive: true });
  }
};

/**
 * Builds out/app unless it is current. The old build stays in place until the new one is whole.
 * @param {{force?: boolean, isRelease?: boolean}} [options]
 * @returns {Promise<{built: boolean, folder: string}>}
 * @throws {BundleError} with what is missing or does not compile
 */
export const bundle = async ({ force = false, isRelease = false } = {}) => {
  const out = join(repoRoot, 'out');
  const folder = join(out, 'app');
  const stampFile = join(out, 'bundle.json');
  return await withLock(join(out, '.bundle.lock'), async () => {
    const key = buildKey(isRelease);
    const stamp = readJson(stampFile);
    const isCurrent = stamp instanceof Object && 'key' in stamp && stamp.key === key && isFile(join(folder, 'package.json'));
    if (isCurrent && !force) return { built: false, folder };
    const startedMs = Date.now();
    const sources = findSources();
    const { name, productName, version, description, dependencies } = /** @type {ProjectDescription} */ (readJson(join(repoRoot, 'package.json')));
    const fresh = join(out, 'app.next');
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true });
    await buildScripts(sources, fresh, { version, isRelease });
    await buildWindows(sources, fresh, { version, isRelease });
    copyRuntimeFiles(fresh);
    writeAtomic(join(fresh, 'package.json'), `${JSON.stringify({ name, productName, version, description, main: 'main/index.cjs', dependencies }, null, 2)}\n`);
    const old = join(out, 'app.old');
    rmSync(old, { recursive: true, force: true });
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(fresh, folder);
    rmSync(old, { recursive: true, force: true });
    writeAtomic(stampFile, JSON.stringify({ key, version, isRelease }));
    say(`build: out/app in ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
    return { built: true, folder };
  });
};

/** Builds with the project's own Node, in a process of its own: the bundlers need a newer one than the machine may have. @param {readonly string[]} args @returns {number} exit code */
export const bundleInOwnProcess = (args = []) => {
  const done = spawnSync(projectNode(), [join(repoRoot, 'build/bundle.mjs'), ...args], { stdio: ['ignore', 2, 2] });
  return done.status ?? 1;
};

if (isMainModule(import.meta.url)) {
  const flags = process.argv.slice(2);
  const pinned = /** @type {{devDependencies: {node: string}}} */ (JSON.parse(readFileSync(join(repoRoot, 'package.json'), 'utf8'))).devDependencies.node;
  if (process.versions.node === pinned) {
    try {
      const { built } = await bundle({ force: flags.includes('--force'), isRelease: flags.includes('--release') });
      if (!built) say('build: out/app is current');
    } catch (error) {
      say(error instanceof BundleError ? error.message : String(error instanceof Error ? error.stack : error));
      process.exitCode = 1;
    }
  } else {
    const { setUp } = await import('./setup.mjs');
    process.exitCode = (await setUp({ parts: ['packages'] })) ? bundleInOwnProcess(flags) : 1;
  }
}
