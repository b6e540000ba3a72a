// Stands for the module `electron` in unit tests (an alias in tests/vitest.config.ts): what main and preload take from it as values.
import { EventEmitter } from 'node:events';
import type { App, BrowserWindowConstructorOptions, Session, WebContents } from 'electron';

/** An object with only the part of a big electron type that the code under test uses. */
export const standIn = <T>(fake: unknown): T => fake as T;

/** Emits to listeners like electron: the event first; answers whether somebody prevented the default. */
export function emitPreventable(emitter: EventEmitter, name: string, fields: object = {}, ...rest: readonly unknown[]): boolean {
  let prevented = false;
  emitter.emit(name, { ...fields, preventDefault: () => (prevented = true) }, ...rest);
  return prevented;
}

let lastContentsId = 0;

/** A page. `denyOpen` asks what window.open would. */
export class FakeWebContents extends EventEmitter {
  readonly id = (lastContentsId += 1);
  readonly session: unknown = null;
  readonly mainFrame: { url: string; parent: null } = { url: '', parent: null };
  readonly sent: unknown[][] = [];
  openHandler: ((details: { readonly url: string }) => { readonly action: string }) | null = null;
  rtcPolicy = 'default';
  crashes = 0;
  destroyed = false;
  setWindowOpenHandler(handler: FakeWebContents['openHandler']): void {
    this.openHandler = handler;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.rtcPolicy = policy;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  send(...message: unknown[]): void {
    this.sent.push(message);
  }
  postMessage(...message: unknown[]): void {
    this.sent.push(message);
  }
  executeJavaScript(): Promise<unknown> {
    return Promise.resolve(1);
  }
  forcefullyCrashRenderer(): void {
    this.crashes += 1;
  }
  asElectron(): WebContents {
    return standIn(this);
  }
}

/** A window; all that were made are in `made`. */
export class BrowserWindow extends EventEmitter {
  static made: BrowserWindow[] = [];
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents = new FakeWebContents();
  readonly loaded: string[] = [];
  bounds: { x: number; y: number; width: number; height: number };
  visible = false;
  fullScreen = false;
  minimized = false;
  destroyed = false;
  raised = 0;
  focused = 0;
  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 0, height: options.height ?? 0 };
    BrowserWindow.made.push(this);
  }
  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    this.webContents.mainFrame.url = url;
    return Promise.resolve();
  }
  getBounds(): BrowserWindow['bounds'] {
    return this.bounds;
  }
  setBounds(bounds: BrowserWindow['bounds']): void {
    // What a real window manager does: a full-screen window stays where it is.
    if (!this.fullScreen) this.bounds = { ...bounds };
  }
  isFullScreen(): boolean {
    return this.fullScreen;
  }
  setFullScreen(fullScreen: boolean): void {
    this.fullScreen = fullScreen;
  }
  isVisible(): boolean {
    return this.visible;
  }
  show(): void {
    this.visible = true;
  }
  showInactive(): void {
    this.visible = true;
  }
  maximize(): void {}
  focus(): void {
    this.focused += 1;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  restore(): void {
    this.minimized = false;
  }
  moveTop(): void {
    this.raised += 1;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.webContents.destroyed = true;
    this.emit('closed');
  }
}

type Answer = (...args: never[]) => unknown;

/** A session that keeps the hooks it is given, and asks them what a page's act would lead to. */
export class FakeSession extends EventEmitter {
  readonly hooks: Record<string, Answer | undefined> = {};
  readonly settings: Record<string, unknown> = {};
  readonly cleared: string[] = [];
  readonly webRequest = { onBeforeRequest: (hook: Answer): void => void (this.hooks['request'] = hook) };
  setPermissionRequestHandler = (hook: Answer): void => void (this.hooks['permissionRequest'] = hook);
  setPermissionCheckHandler = (hook: Answer): void => void (this.hooks['permissionCheck'] = hook);
  setDevicePermissionHandler = (hook: Answer): void => void (this.hooks['device'] = hook);
  setBluetoothPairingHandler = (hook: Answer): void => void (this.hooks['pairing'] = hook);
  setDisplayMediaRequestHandler = (hook: Answer): void => void (this.hooks['displayMedia'] = hook);
  setCertificateVerifyProc = (hook: Answer): void => void (this.hooks['certificate'] = hook);
  allowNTLMCredentialsForDomains = (domains: string): void => void (this.settings['ntlm'] = domains);
  setSpellCheckerEnabled = (on: boolean): void => void (this.settings['spellChecker'] = on);
  setSSLConfig = (config: unknown): void => void (this.settings['ssl'] = config);
  setProxy = (config: unknown): Promise<void> => {
    this.settings['proxy'] = config;
    return Promise.resolve();
  };
  clearStorageData = async (): Promise<void> => void this.cleared.push('storage');
  clearCache = async (): Promise<void> => void this.cleared.push('cache');
  clearAuthCache = async (): Promise<void> => void this.cleared.push('auth');

  /** Calls a hook; answers what it returned, or what it gave its callback (always the last argument). */
  ask(hook: string, ...args: readonly unknown[]): unknown {
    const ask = this.hooks[hook];
    if (ask === undefined) throw new Error(`no ${hook} hook was installed`);
    return Reflect.apply(ask, null, args);
  }
  askBack(hook: string, ...args: readonly unknown[]): unknown {
    let answer: unknown = 'never called back';
    this.ask(hook, ...args, (given: unknown) => (answer = given));
    return answer;
  }
  isCancelled(url: string, resourceType = 'xhr'): boolean {
    const answer = this.askBack('request', { url, resourceType });
    return typeof answer === 'object' && answer !== null && 'cancel' in answer && answer.cancel === true;
  }
  asElectron(): Session {
    return standIn(this);
  }
}

/** The application; `calls` are in order. */
export class FakeApp extends EventEmitter {
  readonly calls: string[] = [];
  readonly switches = new Set<string>();
  userAgentFallback = '';
  readonly commandLine = {
    hasSwitch: (name: string): boolean => this.switches.has(name),
    appendSwitch: (name: string): void => void this.switches.add(name),
  };
  isReady = false;
  getVersion = (): string => '0.1.0';
  enableSandbox = (): void => void this.calls.push(this.isReady ? 'enableSandbox after ready' : 'enableSandbox');
  exit = (code: number): void => void this.calls.push(`exit ${code}`);
  asElectron(): App {
    return standIn(this);
  }
}

type Invoked = (event: unknown, input: unknown) => Promise<unknown>;
export const ipcMain = {
  handlers: new Map<string, Invoked>(),
  handle(channel: string, handler: Invoked): void {
    if (ipcMain.handlers.has(channel)) throw new Error(`second handler for ${channel}`);
    ipcMain.handlers.set(channel, handler);
  },
};

class FakeIpcRenderer extends EventEmitter {
  readonly invoked: (readonly [string, unknown])[] = [];
  invoke(channel: string, input: unknown): Promise<unknown> {
    this.invoked.push([channel, input]);
    return Promise.resolve({ ok: true, value: null });
  }
}
export const ipcRenderer = new FakeIpcRenderer();
export const contextBridge = {
  exposed: new Map<string, unknown>(),
  exposeInMainWorld: (name: string, api: unknown): void => void contextBridge.exposed.set(name, api),
};

/** Native dialogs; a test replaces what the operator answers. */
export const dialog = {
  showSaveDialog: async (_window: unknown, _options: unknown): Promise<{ canceled: boolean; filePath?: string }> => ({ canceled: true }),
  showOpenDialog: async (_window: unknown, _options: unknown): Promise<{ canceled: boolean; filePaths: string[] }> => ({ canceled: true, filePaths: [] }),
};
