// The smallest Electron app that shows tiles the way the console does: app:// page, strict policy, sandboxed preload, feed process.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { app, BrowserWindow, ipcMain, MessageChannelMain, protocol, utilityProcess, type UtilityProcess } from 'electron';
import { CONTENT_SECURITY_POLICY } from '../../../../main/app/csp.ts';
import type { FeedCommand, FeedReport } from './harness-protocol.ts';

declare const __dirname: string;
declare global {
  var harnessFeed: { readonly send: (command: FeedCommand) => void; readonly report: () => Promise<FeedReport>; readonly restart: () => void };
}

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };

app.commandLine.appendSwitch('disable-background-timer-throttling');
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);

let feed: UtilityProcess | null = null;
const clips: FeedCommand[] = [];
const waitingForReport: ((report: FeedReport) => void)[] = [];

const windowUrl = (page: 'page'): string => `app://vonglau/${page}.html`;

const startFeed = (window: BrowserWindow): void => {
  feed?.kill();
  feed = utilityProcess.fork(join(__dirname, 'feed.cjs'));
  feed.on('message', (report: FeedReport) => waitingForReport.shift()?.(report));
  for (const clip of clips) feed.postMessage(clip);
  const { port1, port2 } = new MessageChannelMain();
  feed.postMessage('port', [port1]);
  window.webContents.postMessage('port', null, [port2]);
};

void app.whenReady().then(async () => {
  protocol.handle('app', async ({ url }) => {
    const path = new URL(url).pathname;
    const body = await readFile(join(__dirname, path)).catch(() => null);
    if (body === null) return new Response('', { status: 404 });
    return new Response(new Uint8Array(body), { headers: { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', 'content-security-policy': CONTENT_SECURITY_POLICY } });
  });
  const window = new BrowserWindow({
    x: 0,
    y: 0,
    width: 1920,
    height: 1080,
    frame: false,
    webPreferences: { preload: join(__dirname, 'preload.cjs'), sandbox: true, contextIsolation: true, backgroundThrottling: false },
  });
  ipcMain.on('media', (_event, command: FeedCommand) => feed?.postMessage(command));
  ipcMain.on('ready', () => {
    startFeed(window);
  });
  globalThis.harnessFeed = {
    send: (command) => {
      if (command.kind === 'clip') clips.push(command);
      feed?.postMessage(command);
    },
    report: () =>
      new Promise((resolve) => {
        waitingForReport.push(resolve);
        feed?.postMessage('report');
      }),
    restart: () => {
      startFeed(window);
    },
  };
  await window.loadURL(windowUrl('page'));
});
app.on('window-all-closed', () => {
  app.quit();
});
