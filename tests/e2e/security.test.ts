import type {} from '../../renderer/bridge/global.d.ts';
import { spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { REQUEST_NAMES } from '@contract/ipc/names.ts';
import { resolveElectron } from '../../build/electron-runtime.mjs';
import { readableApp, writeElectronWrapper } from '../../build/run-as.mjs';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { CONTENT_SECURITY_POLICY } from '../../main/app/csp.ts';
import { answerTo } from './harness/asking.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { openByNumber, signInAs, tileOf, workingCameras } from './harness/duty.ts';
import { tryForbiddenContent, tryNetwork } from './harness/hostile-page.ts';

const MONITORS = 1;

let city: DemoCity;
let displays: VirtualDisplays;
let app: ConsoleApp;
let desk: Page;
let wall: Page;
const data = makeUserData();

beforeAll(async () => {
  [city, displays] = await Promise.all([startCity({ cameras: 200 }), startDisplays({ monitors: monitorsInARow(MONITORS) })]);
  app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
  desk = await app.desk();
  wall = await app.wall(1);
});
// What a test tries on purpose is an error on the console of the page; nothing else is.
afterEach(() => {
  const unexpected = app.takeErrors().filter((text) => !/Content Security Policy|TrustedHTML|TrustedScript|trusted|ERR_BLOCKED_BY|net::ERR|Failed to (load|fetch)|WebSocket connection|Not allowed to|Refused to/i.test(text));
  expect(unexpected).toEqual([]);
});
afterAll(async () => {
  await app.close();
  await city.end();
  await displays.stop();
  data.remove();
});

const bothPages = (): readonly (readonly [string, Page])[] => [['desk', desk], ['wall', wall]];

// First: Playwright waits for navigations that later tests try and the console refuses.
describe('Text from outside', () => {
  const CORPUS = [
    '<img src=x onerror="window.ranByTest=1"><script>window.ranByTest=1</script>',
    '<b>đậm</b> &amp; &lt;i&gt;',
    '\u202egnàoH hniĐ\u202c cổng 1',
    '\u2066\u2067\u2068cách ly\u2069',
    'Không\u0000 có \u0007 chuông\u001b[31m',
    'Đường '.repeat(2000),
    'a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301 chồng dấu',
    '{{count}} $t(live.title) %s ${1+1}',
    'javascript:alert(1)',
    '‮⁦؜ lẫn lộn',
  ];
  // What may never reach the glass: controls, and marks that turn or hide what stands around them.
  const HOSTILE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;

  it('check 16: is shown as text, whatever is in it', { timeout: 90_000 }, async () => {
    const cameras = workingCameras(city, CORPUS.length);
    for (const [index, camera] of cameras.entries()) await city.directory({ rename: { cameraId: camera.id, name: CORPUS[index] } });
    const operator = await signInAs(app, 'truc.binh');
    await operator.chooseGrid(16);
    await openByNumber(operator, cameras);
    for (const [index, camera] of cameras.entries()) {
      const tile = tileOf(desk, camera.id);
      const label = (await tile.getAttribute('aria-label')) ?? '';
      const text = `${label} ${await tile.innerText()}`;
      expect(text, CORPUS[index]).not.toMatch(HOSTILE);
      expect(text.length, CORPUS[index]).toBeLessThan(1500);
      expect(await tile.locator('script, b, i:not([class])').count(), CORPUS[index]).toBe(0);
    }
    await expect(tileOf(desk, cameras[0]?.id ?? '')).toContainText('<img src=x');
    await expect(tileOf(desk, cameras[1]?.id ?? '')).toContainText('<b>đậm</b> &amp; &lt;i&gt;');
    await expect(tileOf(desk, cameras[7]?.id ?? '')).toContainText('{{count}} $t(live.title)');
    expect(await desk.evaluate(() => Reflect.has(window, 'ranByTest') && Reflect.get(window, 'ranByTest') === 1)).toBe(false);
    // No tile grew or moved by what is written in it.
    const sizes = await operator.tiles.evaluateAll((tiles) => tiles.map((tile) => `${String(Math.round(tile.getBoundingClientRect().width / 4))}x${String(Math.round(tile.getBoundingClientRect().height / 4))}`));
    expect(new Set(sizes).size).toBe(1);
  });
});

describe('A page in the running console', () => {
  it('check 4: has no Node, and none of what the preload needs', async () => {
    for (const [kind, page] of bothPages()) {
      const types = await page.evaluate(() => {
        const root: Record<string, unknown> = { ...globalThis };
        return ['require', 'process', 'module', 'exports', 'Buffer', 'global', '__dirname', 'ipcRenderer', 'electron'].filter((name) => root[name] !== undefined || Reflect.has(globalThis, name));
      });
      expect(types, kind).toEqual([]);
    }
  });

  it('check 4: runs in the operating system\'s sandbox', async () => {
    const facts = await app.app.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => ({ url: contents.getURL(), pid: contents.getOSProcessId() })));
    expect(facts.map(({ url }) => url).toSorted()).toEqual(['app://vonglau/windows/desk/index.html', 'app://vonglau/windows/wall/index.html']);
    for (const { pid } of facts) {
      const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
      // 2: a seccomp filter is in force. The sandbox of Chromium also gives the process a PID namespace of its own.
      expect(/^Seccomp:\s*(\d)/m.exec(status)?.[1]).toBe('2');
      expect(/^NoNewPrivs:\s*(\d)/m.exec(status)?.[1]).toBe('1');
      expect((/^NSpid:\s*(.+)$/m.exec(status)?.[1] ?? '').split(/\s+/).length).toBeGreaterThan(1);
      expect(readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')).not.toContain('no-sandbox');
    }
  });

  it('check 31: is given exactly the bridge, frozen, which it cannot replace', async () => {
    for (const [kind, page] of bothPages()) {
      const found = await page.evaluate(() => {
        const names = (value: object) => Reflect.ownKeys(value).map(String).toSorted();
        const { vonglau } = window;
        const attempts = [
          () => Object.defineProperty(vonglau, 'requests', { value: {} }),
          () => Object.assign(vonglau, { more: 1 }),
          () => Object.assign(vonglau.requests, { 'session.signIn': () => null }),
          () => Object.assign(vonglau.window, { kind: 'desk', monitor: 'other' }),
          () => Object.assign(window, { vonglau: {} }),
          () => Reflect.deleteProperty(vonglau.requests, 'session.signIn'),
        ];
        const before = window.vonglau;
        for (const attempt of attempts) {
          try {
            attempt();
          } catch {
            // Refused, as it should be.
          }
        }
        return {
          keys: names(vonglau),
          requests: names(vonglau.requests),
          window: { ...vonglau.window },
          frozen: [vonglau, vonglau.requests, vonglau.window].map((value) => Object.isFrozen(value)),
          same: window.vonglau === before,
          functions: Object.values(vonglau.requests).every((request) => typeof request === 'function'),
        };
      });
      expect(found.keys, kind).toEqual(['onFlash', 'onIdentify', 'onSeen', 'onState', 'requests', 'window']);
      expect(found.requests, kind).toEqual([...REQUEST_NAMES].toSorted());
      expect(found.window.kind).toBe(kind);
      expect([found.frozen, found.same, found.functions], kind).toEqual([[true, true, true], true, true]);
    }
  });

  it('check 31: gets no event object, and its unsubscribe works', async () => {
    const heard = await desk.evaluate(async () => {
      const messages: unknown[][] = [];
      const stop = window.vonglau.onState((...args: unknown[]) => messages.push(args));
      await window.vonglau.requests['state.subscribe']({ slices: ['settings'] });
      const first = messages.length;
      stop();
      stop();
      await window.vonglau.requests['state.subscribe']({ slices: ['settings'] });
      return { first, after: messages.length, args: messages.map((args) => args.length) };
    });
    expect(heard.first).toBeGreaterThan(0);
    expect(heard.after).toBe(heard.first);
    expect(new Set(heard.args)).toEqual(new Set([1]));
  });

  it('check 35: on the wall may not act as the desk', async () => {
    const answers = [
      await answerTo(wall, 'session.signOut', {}),
      await answerTo(wall, 'settings.setLanguage', { language: 'en' }),
      await answerTo(wall, 'window.identifyMonitors', {}),
      await answerTo(wall, 'state.subscribe', { slices: ['usedCameras'] }),
      await answerTo(wall, 'directory.search', { query: { text: '', filter: {}, order: 'best' } }),
      await answerTo(wall, 'map.look', { look: null }),
    ];
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
    expect(codes).toEqual(Array.from({ length: 6 }, () => 'app/not-allowed'));
  });

  it('check 12: came with the reviewed policy in its header', async () => {
    for (const [kind, page] of bothPages()) {
      const headers = await page.evaluate(async () => {
        const answer = await fetch(window.location.href);
        return [answer.headers.get('content-security-policy'), answer.headers.get('x-content-type-options'), answer.headers.get('content-type')];
      });
      expect(headers, kind).toEqual([CONTENT_SECURITY_POLICY, 'nosniff', 'text/html; charset=utf-8']);
    }
  });
});

describe('Code and content that are not ours', () => {
  it('check 14: are blocked by the policy, each in its way', async () => {
    const outcome = await desk.evaluate(tryForbiddenContent);
    expect(outcome.ran).toEqual([]);
    expect(Object.entries(outcome.blocked).filter(([, was]) => !was)).toEqual([]);
    expect(outcome.violated).toEqual(
      expect.arrayContaining(['base-uri', 'form-action', 'frame-src', 'img-src', 'require-trusted-types-for', 'style-src-elem']),
    );
    expect([outcome.variable, outcome.base]).toEqual(['', 'app://vonglau/windows/desk/index.html']);
  });

  it('check 22: open no window', async () => {
    const answers = await desk.evaluate(() => ['https://evil.example/', 'app://vonglau/windows/desk/index.html', 'about:blank', ''].map((url) => window.open(url) === null));
    expect(answers).toEqual([true, true, true, true]);
    await desk.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://evil.example/';
      link.target = '_blank';
      document.body.append(link);
      link.click();
      link.remove();
    });
    expect(await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1 + MONITORS);
  });

  it('check 21: take the page nowhere', async () => {
    const here = desk.url();
    for (const url of ['https://evil.example/', 'app://vonglau/windows/wall/index.html', 'data:text/html,x', 'file:///etc/passwd', 'javascript:document.title=1']) {
      await desk.evaluate((to) => window.location.assign(to), url).catch(() => null);
      expect(desk.url(), url).toBe(here);
      expect(await desk.locator('html').getAttribute('data-window'), url).toBe('desk');
    }
  });

  it('check 10: dropped on the window, as file or address, do not open in it', async () => {
    const here = desk.url();
    const session = await desk.context().newCDPSession(desk);
    const drops = [
      { items: [], files: ['/etc/hostname'], dragOperationsMask: 1 },
      { items: [{ mimeType: 'text/uri-list', data: 'https://evil.example/' }], dragOperationsMask: 1 },
      { items: [{ mimeType: 'text/html', data: '<img src=x onerror="document.title=1">' }], dragOperationsMask: 1 },
    ];
    for (const drop of drops) {
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data: drop });
      await desk.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      expect(desk.url()).toBe(here);
      expect(await desk.locator('html').getAttribute('data-window')).toBe('desk');
    }
    await session.detach();
  });
});

describe('The network', () => {
  let tcp: Server;
  let udp: Socket;
  let port = 0;
  const reached: string[] = [];

  beforeAll(async () => {
    tcp = createServer((socket) => {
      socket.once('data', (bytes) => reached.push(`tcp ${bytes.subarray(0, 20).toString('latin1')}`));
      socket.on('error', () => {});
      reached.push('tcp');
    });
    await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
    port = (tcp.address() as AddressInfo).port;
    udp = createSocket('udp4', () => {});
    udp.on('message', () => reached.push('udp'));
    await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve));
  });
  afterAll(() => {
    tcp.close();
    udp.close();
  });

  it('check 20: is not reached from a page by any of the ways a page has', { timeout: 60_000 }, async () => {
    for (const [kind, page] of bothPages()) {
      const failures = await page.evaluate(tryNetwork, port);
      expect(failures, kind).toEqual(expect.arrayContaining(['fetch', 'fetch no-cors', 'xhr', 'websocket', 'eventsource', 'image', 'service worker']));
      expect(reached, `${kind}: a connection was made`).toEqual([]);
    }
  });
});

describe('A dangerous start', () => {
  const startWith = async (args: readonly string[], env: Readonly<Record<string, string>>): Promise<{ readonly code: number | null; readonly said: string }> => {
    const dir = mkdtempSync(path.join(tmpdir(), 'vonglau-refused-'));
    const electron = writeElectronWrapper({ dir, electronPath: (await resolveElectron({ purpose: 'development' })).path });
    const child = spawn(electron, [await readableApp(), ...args], { env: { ...process.env, DISPLAY: displays.display, VONGLAU_TIER_URL: city.province.httpUrl, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    rmSync(dir, { recursive: true, force: true });
    return { code, said };
  };

  it('check 6: by the command line ends with 78', async () => {
    const { code, said } = await startWith(['--disable-web-security'], {});
    expect(said).toContain('refused to start: --disable-web-security');
    expect(code).toBe(78);
  });

  it('check 7: by the environment ends with 78', async () => {
    const { code, said } = await startWith([], { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    expect(said).toContain('refused to start: NODE_TLS_REJECT_UNAUTHORIZED');
    expect(code).toBe(78);
  });
});
