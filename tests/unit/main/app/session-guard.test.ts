import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { WebContents } from 'electron';
import { clearSession, guardApp, guardContents, guardSession, guardWebContents, guardWebSession, mayLoad, mayLoadInTile } from '../../../../main/app/session-guard.ts';
import { emitPreventable, FakeApp, FakeSession, FakeWebContents } from '../../../builders/fake-electron.ts';
import { createRecordingLog } from '../../../builders/recording-log.ts';

/** Every permission electron knows by name, read from its own types: a new one is in the matrix the day electron is updated. */
function electronPermissions(method: string): readonly string[] {
  const types = readFileSync(path.join(path.dirname(createRequire(import.meta.url).resolve('electron/package.json')), 'electron.d.ts'), 'utf8');
  const line = types.split('\n').find((text) => text.trimStart().startsWith(`${method}(`));
  return [...(/permission: ([^,]+),/.exec(line ?? '')?.[1] ?? '').matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '');
}

const PERMISSIONS = [...new Set([...electronPermissions('setPermissionRequestHandler'), ...electronPermissions('setPermissionCheckHandler'), 'unknown', 'made-up-permission', ''])];

function guarded(development = false, mayCapture: (contents: WebContents) => boolean = () => false) {
  const session = new FakeSession();
  const log = createRecordingLog();
  guardSession(session.asElectron(), { development, log, mayCapture });
  return { session, log };
}

function guardedPage() {
  const contents = new FakeWebContents();
  const log = createRecordingLog();
  guardContents(contents.asElectron(), log);
  return { contents, log };
}

const REMOTE = [
  'http://10.0.0.1/',
  'https://evil.example/',
  'ws://10.0.0.1/',
  'wss://evil.example/',
  'ftp://evil.example/',
  'file:///etc/passwd',
  'data:text/html,<b>x</b>',
  'blob:https://evil.example/1',
  'javascript:alert(1)',
  'filesystem:app://vonglau/x',
  'chrome://settings/',
  'chrome-extension://abc/x.html',
  'devtools://devtools/bundled/inspector.html',
  'about:blank',
  'app://evil/',
  'app://vonglau.evil.example/',
  'app://vonglau@evil.example/',
  'app:vonglau/',
  'app:///vonglau/',
  ' app://vonglau/',
  'https://vonglau/',
  '',
];

describe('permissions', () => {
  it('read from electron are as many as it documents', () => {
    expect(PERMISSIONS.length).toBeGreaterThanOrEqual(24);
    expect(PERMISSIONS).toContain('media');
  });

  test.for(PERMISSIONS)('check 26: a page that asks for "%s" gets only the full screen', (permission) => {
    expect(guarded().session.askBack('permissionRequest', null, permission)).toBe(permission === 'fullscreen');
  });

  test.for(PERMISSIONS)('check 27: "%s" is answered the same when it is only looked up', (permission) => {
    expect(guarded().session.ask('permissionCheck', null, permission, 'app://vonglau')).toBe(permission === 'fullscreen');
  });
});

describe('check 28: devices', () => {
  it('of every kind are refused', () => {
    const { session } = guarded();
    for (const deviceType of ['hid', 'serial', 'usb']) expect(session.ask('device', { deviceType, origin: 'app://vonglau', device: {} })).toBe(false);
    expect(session.askBack('pairing', { pairingKind: 'confirm' })).toEqual({ confirmed: false });
    expect(session.askBack('displayMedia', { videoRequested: true, audioRequested: true })).toEqual({});
  });

  test.for([
    ['select-hid-device', [{}], null],
    ['select-serial-port', [[{ portId: 'p' }], null], ''],
    ['select-usb-device', [{}], undefined],
  ] as const)('%s picks none, and not electron either', ([event, args, none]) => {
    let picked: unknown = 'not asked';
    expect(emitPreventable(guarded().session, event, {}, ...args, (choice?: unknown) => (picked = choice))).toBe(true);
    expect(picked).toEqual(none);
  });

  it('of Bluetooth are not picked by being first', () => {
    let picked: unknown = 'not asked';
    expect(emitPreventable(guardedPage().contents, 'select-bluetooth-device', {}, [{ deviceId: 'first' }], (choice: string) => (picked = choice))).toBe(true);
    expect(picked).toBe('');
  });
});

describe('check 20: the network of a page', () => {
  test.for(REMOTE)('does not reach %s', (url) => {
    expect(guarded().session.isCancelled(url)).toBe(true);
  });

  test.for(['mainFrame', 'subFrame', 'stylesheet', 'script', 'image', 'font', 'object', 'xhr', 'ping', 'cspReport', 'media', 'webSocket', 'other'])('is cut for a request of type %s', (resourceType) => {
    expect(guarded().session.isCancelled('https://evil.example/', resourceType)).toBe(true);
  });

  it("is there for the console's own files, and for the developer tools only in development", () => {
    expect(guarded().session.isCancelled('app://vonglau/windows/desk/index.html')).toBe(false);
    expect(mayLoad('devtools://devtools/x', true)).toBe(true);
    expect(mayLoad('https://evil.example/devtools://', true)).toBe(false);
  });

  it('says in the log that something was tried, not what', () => {
    const { session, log } = guarded();
    session.isCancelled('https://evil.example/?secret=1', 'image');
    expect(log.lines).toEqual([['security.request-cancelled', { scheme: 'https', type: 'image' }]]);
  });

  it('has a dead end for what passes no filter, for this very machine too', () => {
    expect(guarded().session.settings['proxy']).toEqual({ proxyRules: 'socks5://127.0.0.1:9', proxyBypassRules: '<-loopback>' });
  });

  it('has no WebRTC around the filter', () => {
    expect(guardedPage().contents.rtcPolicy).toBe('disable_non_proxied_udp');
  });
});

describe('check 21: a page', () => {
  test.for(['will-navigate', 'will-frame-navigate', 'will-redirect'].flatMap((event) => [...REMOTE, 'app://vonglau/windows/desk/index.html', 'app://vonglau/windows/wall/index.html'].map((url) => [event, url] as const)))('on %s to %s stays where it is', ([event, url]) => {
    expect(emitPreventable(guardedPage().contents, event, { url, isSameDocument: false })).toBe(true);
  });

  it('may move within its own document', () => {
    expect(emitPreventable(guardedPage().contents, 'will-frame-navigate', { url: 'app://vonglau/windows/desk/index.html#x', isSameDocument: true })).toBe(false);
  });
});

describe('check 22: new windows and web views', () => {
  test.for([...REMOTE, 'app://vonglau/windows/desk/index.html'])('are denied for %s', (url) => {
    expect(guardedPage().contents.openHandler?.({ url })).toEqual({ action: 'deny' });
  });
  it('are denied as web views', () => {
    expect(emitPreventable(guardedPage().contents, 'will-attach-webview')).toBe(true);
  });
});

describe('the rest of a session', () => {
  it('check 24: downloads nothing', () => {
    expect(emitPreventable(guarded().session, 'will-download', {}, {}, null)).toBe(true);
  });

  it('trusts no certificate of the page stack, and no old TLS, and sends no domain credentials', () => {
    const { session } = guarded();
    expect(session.askBack('certificate', { hostname: 'x', verificationResult: 'net::OK' })).toBe(-2);
    expect(session.settings).toMatchObject({ ssl: { minVersion: 'tls1.2' }, ntlm: '', spellChecker: false });
  });

  it('check 8: is emptied of storage, cache and credentials at sign-out', async () => {
    const session = new FakeSession();
    await clearSession(session.asElectron());
    expect(session.cleared.toSorted()).toEqual(['auth', 'cache', 'storage']);
  });
});

describe('the picture of a page', () => {
  /** What is asked of a page whose tab is captured names no device; a camera, a microphone or a screen is asked of the page that wants it. */
  const asks = (contents: WebContents, details: object, desk: WebContents | null) => {
    let answer: unknown = 'not answered';
    guarded(false, (asked) => asked === desk).session.ask('permissionRequest', contents, 'media', (given: unknown) => (answer = given), details);
    return answer;
  };
  const desk = new FakeWebContents().asElectron();
  const wall = new FakeWebContents().asElectron();

  it("is taken only of the desk, only while that is allowed", () => {
    expect(asks(desk, { mediaTypes: [] }, desk)).toBe(true);
    expect(asks(desk, { mediaTypes: [] }, null)).toBe(false);
    expect(asks(wall, { mediaTypes: [] }, desk)).toBe(false);
  });

  test.for([{ mediaTypes: ['video'] }, { mediaTypes: ['audio'] }, { mediaTypes: ['video', 'audio'] }, {}, { mediaTypes: 'video' }])('is no way to a camera or microphone: %o', (details) => {
    expect(asks(desk, details, desk)).toBe(false);
    expect(asks(wall, details, desk)).toBe(false);
  });
});

describe('a web tile', () => {
  const ORIGINS = ['https://thoitiet.example.vn', 'http://127.0.0.1:8080'];
  const webTile = () => {
    const session = new FakeSession();
    const log = createRecordingLog();
    guardSession(session.asElectron(), { development: false, log, mayCapture: () => true });
    void guardWebSession(session.asElectron(), ORIGINS, log);
    const contents = new FakeWebContents();
    guardWebContents(contents.asElectron(), ORIGINS, log);
    return { session, contents };
  };

  test.for([...REMOTE.filter((url) => url !== ''), 'https://thoitiet.example.vn.evil.example/', 'https://evil.example/https://thoitiet.example.vn/', 'http://thoitiet.example.vn/', 'https://thoitiet.example.vn:8443/', 'app://vonglau/windows/desk/index.html', 'http://127.0.0.1:8081/', 'ws://127.0.0.1:80/'].filter((url) => !url.startsWith('data:')))(
    'reaches nothing at %s',
    (url) => {
      expect(webTile().session.isCancelled(url)).toBe(true);
      for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect']) expect(emitPreventable(webTile().contents, event, { url })).toBe(true);
    },
  );

  test.for(['https://thoitiet.example.vn/hanoi?x=1', 'http://127.0.0.1:8080/map'])('shows %s and may go on within its list', (url) => {
    expect(webTile().session.isCancelled(url)).toBe(false);
    for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect']) expect(emitPreventable(webTile().contents, event, { url })).toBe(false);
  });

  it('may use sockets of its origins and inline data, and not go to the latter', () => {
    expect(mayLoadInTile('wss://thoitiet.example.vn/live', ORIGINS)).toBe(true);
    expect(mayLoadInTile('ws://thoitiet.example.vn/live', ORIGINS)).toBe(false);
    expect(webTile().session.isCancelled('data:image/png;base64,AA==')).toBe(false);
    expect(emitPreventable(webTile().contents, 'will-navigate', { url: 'data:text/html,x' })).toBe(true);
  });

  test.for(PERMISSIONS)('gets no "%s", asked for or looked up', (permission) => {
    expect(webTile().session.askBack('permissionRequest', null, permission)).toBe(false);
    expect(webTile().session.ask('permissionCheck', null, permission, 'https://thoitiet.example.vn')).toBe(false);
  });

  it('opens nothing, downloads nothing, and has no devices', () => {
    const { session, contents } = webTile();
    expect(contents.openHandler?.({ url: 'https://thoitiet.example.vn/' })).toEqual({ action: 'deny' });
    expect(emitPreventable(contents, 'will-attach-webview')).toBe(true);
    expect(emitPreventable(session, 'will-download', {}, {}, null)).toBe(true);
    expect(session.ask('device', {})).toBe(false);
  });

  it("leaves the console's own session as closed as it was, and its pages where they are", () => {
    const app = new FakeApp();
    const log = createRecordingLog();
    guardApp(app.asElectron(), { development: false, log, mayCapture: () => false });
    const page = Object.assign(new FakeWebContents(), { session: new FakeSession() });
    const web = new FakeSession();
    void guardWebSession(web.asElectron(), ORIGINS, log);
    const tile = Object.assign(new FakeWebContents(), { session: web });
    app.emit('web-contents-created', {}, page);
    app.emit('web-contents-created', {}, tile);
    const url = 'https://thoitiet.example.vn/';
    expect(emitPreventable(page, 'will-navigate', { url })).toBe(true);
    expect(emitPreventable(tile, 'will-navigate', { url })).toBe(false);
    expect(guarded().session.isCancelled(url)).toBe(true);
  });
});

describe('the application', () => {
  const guardedApp = () => {
    const app = new FakeApp();
    guardApp(app.asElectron(), { development: false, log: createRecordingLog(), mayCapture: () => false });
    return app;
  };

  it('check 39: offers no client certificate, least of all the first that fits', () => {
    let given: unknown[] = ['not asked'];
    expect(emitPreventable(guardedApp(), 'select-client-certificate', {}, null, 'https://x', [{ subjectName: 'first' }], (...args: unknown[]) => (given = args))).toBe(true);
    expect(given).toEqual([]);
  });

  it('lets a request for a name and password fail at once', () => {
    let given: unknown[] = ['not asked'];
    expect(emitPreventable(guardedApp(), 'login', {}, null, {}, {}, (...args: unknown[]) => (given = args))).toBe(true);
    expect(given).toEqual([]);
  });

  it('accepts no certificate with an error', () => {
    let accepted: unknown = 'not asked';
    expect(emitPreventable(guardedApp(), 'certificate-error', {}, null, 'https://x', 'net::ERR', {}, (trust: boolean) => (accepted = trust))).toBe(true);
    expect(accepted).toBe(false);
  });
});
