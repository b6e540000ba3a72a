import fc from 'fast-check';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { monitorKey } from '@contract/domain/units.ts';
import { WINDOW_KINDS } from '@contract/state/slices.ts';
import { createSecureWindow, SESSION_PARTITION, secureWindowOptions, type SecureWindowOptions } from '../../../../main/windows/secure-window.ts';
import { BrowserWindow, emitPreventable } from '../../../builders/fake-electron.ts';

const options = (overrides: Partial<SecureWindowOptions> = {}): SecureWindowOptions => ({
  kind: 'desk',
  monitor: null,
  bounds: { x: 1, y: 2, width: 1920, height: 1080 },
  title: 'Vọng Lâu',
  preloadPath: '/app/preload/index.cjs',
  allowDevTools: false,
  ...overrides,
});

/** The settings that keep a page a page. */
const HARD = {
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  plugins: false,
  navigateOnDragDrop: false,
};
const SOFT = { sandbox: false, contextIsolation: false, webSecurity: false, nodeIntegration: true, nodeIntegrationInWorker: true, webviewTag: true, enableBlinkFeatures: 'x', partition: 'persist:x', preload: '/tmp/evil.js', devTools: true };

const preferences = (given: SecureWindowOptions) => secureWindowOptions(given).webPreferences ?? {};

describe('check 2: the options of a window', () => {
  it('hold for any input, whatever else is slipped in with it', () => {
    const smuggled = fc.dictionary(fc.constantFrom('webPreferences', 'sandbox', 'contextIsolation', 'nodeIntegration', 'partition', 'preload', 'show'), fc.oneof(fc.anything(), fc.constant(SOFT)));
    fc.assert(
      fc.property(fc.constantFrom(...WINDOW_KINDS), fc.option(fc.string()), fc.boolean(), fc.string(), smuggled, smuggled, (kind, monitor, allowDevTools, title, beside, inBounds) => {
        const given: SecureWindowOptions = {
          ...beside,
          ...options({ kind, monitor: monitor === null ? null : monitorKey(monitor), allowDevTools, title }),
          bounds: { ...inBounds, x: 0, y: 0, width: 100, height: 100 },
        };
        const made = secureWindowOptions(given);
        expect(made.webPreferences).toMatchObject({ ...HARD, partition: SESSION_PARTITION, preload: '/app/preload/index.cjs', devTools: allowDevTools });
        expect(made.webPreferences).not.toHaveProperty('enableBlinkFeatures');
        expect(made.webPreferences).not.toHaveProperty('session');
        expect(Object.keys(made)).not.toEqual(expect.arrayContaining(['sandbox']));
        expect(made.show).toBe(false);
      }),
    );
  });

  it('name nothing that was not thought of', () => {
    expect(Object.keys(preferences(options())).toSorted()).toEqual(
      [...Object.keys(HARD), 'partition', 'spellcheck', 'safeDialogs', 'backgroundThrottling', 'preload', 'devTools', 'additionalArguments'].toSorted(),
    );
  });

  it('tell the page what it is, and nothing else', () => {
    expect(preferences(options()).additionalArguments).toEqual(['--vonglau-window=desk']);
    expect(preferences(options({ kind: 'wall', monitor: monitorKey('d1') })).additionalArguments).toEqual(['--vonglau-window=wall', '--vonglau-monitor=d1']);
  });
});

describe('check 8: the session of windows', () => {
  it('is in memory only', () => {
    expect(SESSION_PARTITION).not.toMatch(/^persist:/);
    for (const kind of WINDOW_KINDS) expect(preferences(options({ kind })).partition).toBe(SESSION_PARTITION);
  });
});

describe('check 10: dropping a file or an address on a window', () => {
  test.for(WINDOW_KINDS)('does not navigate a %s', (kind) => {
    expect(preferences(options({ kind })).navigateOnDragDrop).toBe(false);
  });
});

describe('check 5: the developer tools', () => {
  beforeEach(() => {
    BrowserWindow.made = [];
  });
  const press = (allowDevTools: boolean, input: object): boolean => {
    createSecureWindow(options({ allowDevTools }));
    const window = BrowserWindow.made.at(-1);
    if (window === undefined) throw new Error('no window was made');
    return emitPreventable(window.webContents, 'before-input-event', {}, { key: '', control: false, shift: false, alt: false, meta: false, ...input });
  };

  it('are off in a release', () => {
    expect(preferences(options({ allowDevTools: false })).devTools).toBe(false);
  });

  test.for([
    { key: 'F12' },
    { key: 'f12', shift: true },
    { key: 'I', control: true, shift: true },
    { key: 'i', control: true, shift: true },
    { key: 'J', control: true, shift: true },
    { key: 'C', control: true, shift: true },
    { key: 'i', meta: true, alt: true },
  ])('do not open by %j', (input) => {
    expect(press(false, input)).toBe(true);
    expect(press(true, input)).toBe(false);
  });

  test.for([{ key: 'F5' }, { key: 'r', control: true }, { key: 'R', control: true, shift: true }, { key: 'r', meta: true }])('nor does a page reload by %j', (input) => {
    expect(press(true, input)).toBe(true);
  });

  test.for([{ key: 'i' }, { key: 'I', shift: true }, { key: 'r' }, { key: 'c', control: true }, { key: 'F11' }, { key: 'ć', control: true, alt: true }])('and %j is left to the page', (input) => {
    expect(press(false, input)).toBe(false);
  });
});
