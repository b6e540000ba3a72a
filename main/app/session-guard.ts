import type { App, Session, WebContents } from 'electron';
import type { Log } from '../platform/log.ts';

/** Permissions a page may have: only to fill its screen. */
const ALLOWED_PERMISSIONS = new Set(['fullscreen']);

/** The discard port: nothing listens there, and only root could. */
const NO_PROXY_THERE = 'socks5://127.0.0.1:9';

/** True for the only URLs a page may load: our own files (and the developer tools' own in development). */
export function mayLoad(url: string, development: boolean): boolean {
  return url.startsWith('app://vonglau/') || (development && url.startsWith('devtools://'));
}

export interface GuardEnvironment {
  readonly development: boolean;
  readonly log: Log;
  /**
   * Whether the picture of this page may be taken now, once: for `media` without any device, which is what the capture of a tab asks
   * of the page that is captured (desk-share.ts). A camera, a microphone or a screen is asked of the page that wants it, and named.
   */
  readonly mayCapture: (contents: WebContents) => boolean;
}

const namesNoDevice = (details: unknown): boolean => typeof details === 'object' && details !== null && 'mediaTypes' in details && Array.isArray(details.mediaTypes) && details.mediaTypes.length === 0;

/** Closes a session to everything a page does not need (checks 8, 9, 20, 24, 26-28, 39). */
export function guardSession(session: Session, environment: GuardEnvironment): void {
  const { log, development } = environment;
  session.setPermissionRequestHandler((contents, permission, callback, details) => {
    const allowed = ALLOWED_PERMISSIONS.has(permission) || (permission === 'media' && namesNoDevice(details) && environment.mayCapture(contents));
    if (!allowed) log.warn('security.permission-refused', { permission });
    callback(allowed);
  });
  session.setPermissionCheckHandler((_contents, permission) => ALLOWED_PERMISSIONS.has(permission));
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
  session.on('select-hid-device', (event, _details, callback) => {
    event.preventDefault();
    callback(null);
  });
  session.on('select-serial-port', (event, _ports, _contents, callback) => {
    event.preventDefault();
    callback('');
  });
  session.on('select-usb-device', (event, _details, callback) => {
    event.preventDefault();
    callback();
  });
  session.webRequest.onBeforeRequest((details, callback) => {
    const cancel = !mayLoad(details.url, development);
    if (cancel) log.warn('security.request-cancelled', { scheme: details.url.split(':', 1)[0] ?? '', type: details.resourceType });
    callback({ cancel });
  });
  // Some ways to the network pass no filter: TURN over TCP, preconnect, name look-ups ahead of time. They meet a proxy that is not there.
  void session.setProxy({ proxyRules: NO_PROXY_THERE, proxyBypassRules: '<-loopback>' });
  session.on('will-download', (event) => {
    event.preventDefault();
    log.warn('security.download-refused');
  });
  session.allowNTLMCredentialsForDomains('');
  session.setSpellCheckerEnabled(false);
  session.setSSLConfig({ minVersion: 'tls1.2' });
  session.setCertificateVerifyProc((_request, callback) => callback(-2));
}

interface Move {
  readonly preventDefault: () => void;
  /** Absent where Electron does not tell it. */
  readonly url?: string;
  readonly isSameDocument?: boolean;
}

/** Refuses every move of a page that `mayMove` does not allow, and whatever it would open. */
function holdContents(contents: WebContents, mayMove: (move: Move) => boolean, onRefused: (kind: string) => void): void {
  const judge = (kind: string) => (move: Move) => {
    if (mayMove(move)) return;
    move.preventDefault();
    onRefused(kind);
  };
  contents.on('will-navigate', judge('navigate'));
  contents.on('will-frame-navigate', judge('frame-navigate'));
  contents.on('will-redirect', judge('redirect'));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, callback) => {
    event.preventDefault();
    callback('');
  });
  // Requests of WebRTC pass no webRequest filter: without a proxy it may then use no UDP at all (check 20).
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Forbids a page to go anywhere but to itself (checks 21, 22), and any web view. */
export const guardContents = (contents: WebContents, log: Log): void =>
  holdContents(
    contents,
    ({ isSameDocument }) => isSameDocument === true,
    (kind) => log.warn('security.navigation-refused', { kind }),
  );

/** Sessions of web tiles, with the origins their pages may reach. */
const WEB_ORIGINS = new WeakMap<Session, readonly string[]>();

const ORIGIN_OF_SOCKET: Readonly<Record<string, string>> = { 'wss:': 'https:', 'ws:': 'http:' };

/** Whether a page in a web tile may load this: its own inline data, or something of an origin on the list. */
export function mayLoadInTile(url: string, origins: readonly string[]): boolean {
  if (url.startsWith('data:')) return true;
  try {
    const { protocol, host, origin } = new URL(url);
    const socket = ORIGIN_OF_SOCKET[protocol];
    return origins.includes(socket === undefined ? origin : `${socket}//${host}`);
  } catch {
    return false;
  }
}

/**
 * Opens a session, guarded like any other, to the origins of web tiles and to nothing else: no permission, no download, no certificate
 * with an error. Resolves when its pages may load.
 */
export function guardWebSession(session: Session, origins: readonly string[], log: Log): Promise<void> {
  WEB_ORIGINS.set(session, origins);
  session.setPermissionRequestHandler((_contents, permission, callback) => {
    log.warn('security.permission-refused', { permission, page: 'web-tile' });
    callback(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.webRequest.onBeforeRequest((details, callback) => {
    const cancel = !mayLoadInTile(details.url, origins);
    if (cancel) log.warn('security.request-cancelled', { scheme: details.url.split(':', 1)[0] ?? '', type: details.resourceType, page: 'web-tile' });
    callback({ cancel });
  });
  // Chromium's own judgement; what it does not trust ends at `certificate-error`.
  session.setCertificateVerifyProc(null);
  return session.setProxy({ mode: 'system' });
}

/** Forbids a page of a web tile to leave its origins, and to open anything. Where an address is not told, the filter of its requests still is. */
export const guardWebContents = (contents: WebContents, origins: readonly string[], log: Log): void =>
  holdContents(
    contents,
    ({ url }) => url !== undefined && !url.startsWith('data:') && mayLoadInTile(url, origins),
    (kind) => log.warn('security.navigation-refused', { kind, page: 'web-tile' }),
  );

/** Installs the guards on everything that is or will be made. Call before `ready`. */
export function guardApp(app: App, environment: GuardEnvironment): void {
  app.on('session-created', (session) => guardSession(session, environment));
  app.on('web-contents-created', (_event, contents) => {
    const origins = WEB_ORIGINS.get(contents.session);
    if (origins === undefined) guardContents(contents, environment.log);
    else guardWebContents(contents, origins, environment.log);
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, callback) => {
    event.preventDefault();
    callback();
  });
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault();
    callback(false);
  });
  // Without a name and password the request fails, instead of waiting for somebody to type them.
  app.on('login', (event, _contents, _details, _authInfo, callback) => {
    event.preventDefault();
    callback();
  });
}

/** Forgets everything pages may have left: at sign-out and when another person signs in. */
export async function clearSession(session: Session): Promise<void> {
  await session.clearStorageData();
  await session.clearCache();
  await session.clearAuthCache();
}
