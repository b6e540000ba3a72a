import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, it, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const eslint = new ESLint({ cwd: root, overrideConfigFile: path.join(root, 'build/lint/eslint.config.js') });

/** What the project's rules say of a text, were it this file. */
async function complaints(filePath: string, code: string): Promise<string> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, filePath) });
  return (result?.messages ?? []).filter(({ severity }) => severity === 2).map(({ message }) => message).join('\n');
}

describe('check 1: a window made outside the factory fails lint', { timeout: 60_000 }, () => {
  test.for([
    "import { BrowserWindow } from 'electron';\nexport const x = new BrowserWindow({});",
    "import { BrowserWindow as Page } from 'electron';\nexport const x = new Page({});",
    "import { BaseWindow } from 'electron';\nexport const x = new BaseWindow();",
    "import { WebContentsView } from 'electron';\nexport const x = new WebContentsView();",
    "import { BrowserView } from 'electron';\nexport const x = new BrowserView();",
    "import electron from 'electron';\nexport const x = new electron.BrowserWindow({});",
    "import * as electron from 'electron';\nexport const x = new electron.WebContentsView({});",
    "import * as electron from 'electron';\nconst { BaseWindow: B } = electron;\nexport const x = new B();",
    "export const x = async () => new (await import('electron')).BrowserWindow({});",
    "const electron = require('electron');\nexport const x = new electron['BrowserWindow']({});",
    "const { BrowserWindow: B } = require('electron');\nexport const x = new B({});",
    "/* eslint-disable */\nimport { BrowserWindow } from 'electron';\nexport const x = new BrowserWindow({});",
  ])('%s', async (code) => {
    for (const file of ['main/app/console.ts', 'main/windows/window-manager.ts', 'main/ipc/ipc-main.ts']) expect(await complaints(file, code), file).toMatch(/createSecureWindow|Name what you take/);
  });

  it('and the factory itself may, and its type may be spoken of anywhere', async () => {
    expect(await complaints('main/windows/secure-window.ts', "import { BrowserWindow } from 'electron';\nexport const x = new BrowserWindow({});")).toBe('');
    expect(await complaints('main/windows/window-manager.ts', "import type { BrowserWindow } from 'electron';\nexport type X = BrowserWindow;")).toBe('');
  });
});

describe('check 11: a page loaded from anywhere but app:// fails lint', { timeout: 60_000 }, () => {
  test.for([
    "window.loadURL('http://evil.example');",
    "window.loadURL('app://vonglau/windows/desk/index.html');",
    'window.loadURL(url);',
    'window.loadURL(`app://vonglau/${x}`);',
    'window.loadURL(windowUrl(kind) + x);',
    "window.loadURL(url, windowUrl('desk'));",
    "window.loadURL(windowUrl('desk'), { extraHeaders: x });",
    "window['loadURL'](url);",
    'window?.webContents.loadURL(url);',
    "window.loadFile('index.html');",
    "window['loadFile']('index.html');",
  ])('%s', async (code) => {
    for (const file of ['main/windows/window-manager.ts', 'main/app/console.ts']) expect(await complaints(file, code), file).toContain('check 11');
  });

  it('and the address of a window of ours passes', async () => {
    expect(await complaints('main/windows/window-manager.ts', 'window.loadURL(windowUrl(kind));')).toBe('');
  });
});

describe('check 15: text turned into markup fails lint', { timeout: 60_000 }, () => {
  test.for([
    'element.innerHTML = text;',
    "element['innerHTML'] = text;",
    'element.outerHTML = text;',
    "element.insertAdjacentHTML('beforeend', text);",
    'element.setHTMLUnsafe(text);',
    'range.createContextualFragment(text);',
    'frame.srcdoc = text;',
    'document.write(text);',
    'document.writeln(text);',
    "document['write'](text);",
    'window.document.write(text);',
    'export const X = () => <div dangerouslySetInnerHTML={{ __html: text }} />;',
    'export const X = () => <div {...{ dangerouslySetInnerHTML: { __html: text } }} />;',
    "export const x = createElement('div', { 'dangerouslySetInnerHTML': { __html: text } });",
    'export const X = () => <iframe srcDoc={text} />;',
    'eval(text);',
    'export const x = new Function(text);',
  ])('%s', async (code) => {
    expect(await complaints('renderer/widgets/tile/tile.tsx', code)).toMatch(/check 15|eval|Function constructor/);
  });
});

describe('check 60: what lint says of imports', { timeout: 60_000 }, () => {
  test.for([
    ['preload/index.ts', "import { webFrame } from 'electron';\nexport const x = webFrame;"],
    ['preload/index.ts', "import { shell, ipcRenderer } from 'electron';\nexport const x = [shell, ipcRenderer];"],
    ['preload/index.ts', "import * as electron from 'electron';\nexport const x = electron;"],
    ['renderer/state/store.ts', "import { ipcRenderer } from 'electron';\nexport const x = ipcRenderer;"],
    ['renderer/state/store.ts', "import { readFile } from 'node:fs/promises';\nexport const x = readFile;"],
    ['main/app/handlers.ts', "import { ipcMain } from 'electron';\nexport const x = ipcMain;"],
    ['main/windows/secure-window.ts', "import { ipcMain } from 'electron';\nexport const x = ipcMain;"],
    ['renderer/widgets/tile/tile.tsx', 'export const x = window.vonglau;'],
  ] as const)('%s may not have %s', async ([file, code]) => {
    expect(await complaints(file, code)).not.toBe('');
  });

  test.for([
    ['preload/index.ts', "import { contextBridge, ipcRenderer } from 'electron';\nexport const x = [contextBridge, ipcRenderer];"],
    ['main/ipc/ipc-main.ts', "import { ipcMain } from 'electron';\nexport const x = ipcMain;"],
    ['renderer/bridge/bridge.ts', 'export const x = window.vonglau;'],
  ] as const)('%s may have %s', async ([file, code]) => {
    expect(await complaints(file, code)).toBe('');
  });
});
