import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { StyleSpecification } from 'maplibre-gl';
import { resolveElectron } from '../../../../build/electron-runtime.mjs';
import { writeElectronWrapper } from '../../../../build/run-as.mjs';
import { overlayLayers } from '../../../../renderer/widgets/site-map/overlay-layers.ts';
import type { PointFeature } from '../../../../renderer/widgets/site-map/map-marks.ts';
import { makeUserData } from '../../../e2e/harness/console-app.ts';

const ROOT = path.join(import.meta.dirname, '../../../..');
const BASE_OF_THE_CONSOLE = 'app://vonglau/map/base/hanoi.json';
const MAIN = `const { app, BrowserWindow } = require('electron');
app.enableSandbox();
app.commandLine.appendSwitch('disable-renderer-backgrounding');
app.commandLine.appendSwitch('disable-backgrounding-occluded-windows');
app.whenReady().then(() => new BrowserWindow({ width: 1920, height: 1080, frame: false }).loadURL(process.env.BARE_MAP_URL));
`;

/** The console's dark style with one clustered source of all cameras in place of its marks. */
function styleWith(base: string): StyleSpecification {
  const style = JSON.parse(readFileSync(path.join(ROOT, 'assets/map/style-dark.json'), 'utf8').replace(BASE_OF_THE_CONSOLE, base)) as StyleSpecification;
  const size = ['step', ['get', 'point_count'], 's', 20, 'm', 200, 'l', 2_000, 'xl'];
  const share = ['case', ['==', ['get', 'wrong'], 0], 0, ['max', 1, ['min', 8, ['round', ['*', 8, ['/', ['get', 'wrong'], ['get', 'point_count']]]]]]];
  const layers = overlayLayers('dark', { wrong: '▲ ' }).flatMap((layer) => {
    if (!('source' in layer) || layer.source !== 'marks') return [];
    if (layer.id !== 'cluster') return [layer];
    const text = ['case', ['==', ['get', 'wrong'], 0], ['to-string', ['get', 'point_count']], ['format', ['to-string', ['get', 'point_count']], {}, '\n', {}, ['concat', '▲ ', ['get', 'wrong']], { 'font-scale': 0.8, 'text-color': '#f5c163' }]];
    const layout = { ...layer.layout, 'icon-image': ['concat', 'cluster-', size, '-', ['to-string', share]], 'text-field': text, 'symbol-sort-key': ['get', 'point_count'] };
    return [{ ...layer, filter: ['has', 'point_count'], layout } as StyleSpecification['layers'][number]];
  });
  const marks = { type: 'geojson', data: '/cameras.json', cluster: true, clusterProperties: { wrong: ['+', ['get', 'weight']] } } as const;
  return { ...style, sources: { ...style.sources, marks: { ...marks, clusterProperties: { wrong: ['+', ['get', 'weight']] } } }, layers: [...style.layers, ...layers] };
}

export interface BareMap {
  /** Starts an Electron with nothing but the map; the caller closes it. */
  readonly open: (display: string, size: { readonly widthPx: number; readonly heightPx: number }) => Promise<{ readonly page: Page; readonly close: () => Promise<void> }>;
  readonly end: () => Promise<void>;
}

/** Serves maplibre-gl as it comes, with these points in one clustered source. */
export async function serveBareMap(points: readonly PointFeature[]): Promise<BareMap> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-bare-map-'));
  chmodSync(folder, 0o755);
  const shared = { bundle: true, absWorkingDir: ROOT, alias: { '@contract': path.join(ROOT, 'contract') }, platform: 'browser', target: 'chrome114', logLevel: 'silent', define: { 'process.env.NODE_ENV': '"production"' } } as const;
  await build({ ...shared, format: 'esm', entryPoints: [path.join(import.meta.dirname, 'bare-page.ts')], outfile: path.join(folder, 'page.js') });
  await build({ ...shared, format: 'iife', entryPoints: [path.join(ROOT, 'node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs')], outfile: path.join(folder, 'worker.js') });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'bare-map', main: 'main.cjs' }));
  writeFileSync(path.join(folder, 'main.cjs'), MAIN);
  const answers: Readonly<Record<string, readonly [type: string, body: string | Buffer]>> = {
    '/': ['text/html; charset=utf-8', '<!doctype html><title>bare map</title><link rel="stylesheet" href="/page.css"><body><script type="module" src="/page.js"></script>'],
    '/page.js': ['text/javascript', readFileSync(path.join(folder, 'page.js'))],
    '/page.css': ['text/css', readFileSync(path.join(folder, 'page.css'))],
    '/worker.js': ['text/javascript', readFileSync(path.join(folder, 'worker.js'))],
    '/style.json': ['application/json', JSON.stringify(styleWith('/hanoi.json'))],
    '/hanoi.json': ['application/json', readFileSync(path.join(ROOT, 'assets/map/hanoi.json'))],
    '/cameras.json': ['application/json', Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: points }))],
  };
  const server: Server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    if (answer === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': answer[0] }).end(answer[1]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  const runtime = await resolveElectron({ purpose: 'development' });
  const executablePath = writeElectronWrapper({ dir: folder, electronPath: runtime.path });
  return {
    open: async (display, { widthPx, heightPx }) => {
      const data = makeUserData();
      const env = Object.fromEntries(Object.entries({ ...process.env, DISPLAY: display, BARE_MAP_URL: `${url}#${String(widthPx)}x${String(heightPx)}` }).flatMap(([name, value]) => (value === undefined || name === 'NODE_OPTIONS' ? [] : [[name, value]])));
      const app: ElectronApplication = await _electron.launch({ executablePath, args: [folder, `--user-data-dir=${data.folder}`], env, chromiumSandbox: true });
      return {
        page: await app.firstWindow(),
        close: async () => {
          await app.close();
          data.remove();
        },
      };
    },
    end: async () => {
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
