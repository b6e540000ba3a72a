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

/** Closes a session to everything a page does not need (checks 8, 9, 20, 24, 26-28, 39). */
export function guardSession(session: Session, environment: { readonly development: boolean; readonly log: Log }): void {
  const { log, development } = environment;
  session.setPermissionRequestHandler((_contents, permission, callback) => {
    const allowed = ALLOWED_PERMISSIONS.has(permission);
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

/** Forbids a page to go anywhere but to itself (checks 21, 22), and any web view. */
export function guardContents(contents: WebContents, log: Log): void {
  const refuse = (kind: string) => (event: { preventDefault: () => void; readonly url?: string; readonly isSameDocument?: boolean }) => {
    if (event.isSameDocument === true) return;
    event.preventDefault();
    log.warn('security.navigation-refused', { kind });
  };
  contents.on('will-navigate', refuse('navigate'));
  contents.on('will-frame-navigate', refuse('frame-navigate'));
  contents.on('will-redirect', refuse('redirect'));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, callback) => {
    event.preventDefault();
    callback('');
  });
  // Requests of WebRTC pass no webRequest filter: without a proxy it may then use no UDP at all (check 20).
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Installs the guards on everything that is or will be made. Call before `ready`. */
export function guardApp(app: App, environment: { readonly development: boolean; readonly log: Log }): void {
  app.on('session-created', (session) => guardSession(session, environment));
  app.on('web-contents-created', (_event, contents) => guardContents(contents, environment.log));
  app.on('select-client-certificate', (event, _contents, _url, _list, callback) => {
    event.preventDefault();
    callback();
  });
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault();
    callback(false);
  });
  app.on('login', (event) => event.preventDefault());
}

/** Forgets everything pages may have left: at sign-out and when another person signs in. */
export async function clearSession(session: Session): Promise<void> {
  await session.clearStorageData();
  await session.clearCache();
  await session.clearAuthCache();
}
