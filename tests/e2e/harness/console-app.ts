import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { expect } from '@playwright/test';
import { makeConsoleFolder } from '../../../build/console-user.mjs';
import { resolveElectron } from '../../../build/electron-runtime.mjs';
import { readableApp, writeElectronWrapper } from '../../../build/run-as.mjs';
import { codeOf } from './second-factor.ts';

export type WindowKind = 'desk' | 'wall';

export interface LaunchOptions {
  readonly display: string;
  readonly tierUrl: string;
  /** Folder kept between launches; made by `makeUserData`. */
  readonly userData: string;
  readonly keyringHome?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Switches of the console itself, such as `--wall-node`. */
  readonly args?: readonly string[];
}

/** A folder for the console's data that its unprivileged user can write. */
export function makeUserData(): { readonly folder: string; readonly keyringHome: string; readonly remove: () => void } {
  const root = mkdtempSync(path.join(tmpdir(), 'vonglau-console-'));
  makeConsoleFolder(root);
  return { folder: makeConsoleFolder(path.join(root, 'data')), keyringHome: path.join(root, 'keyring'), remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** Console lines that mean nothing is wrong. */
const HARMLESS: readonly RegExp[] = [/Electron Security Warning/, /Autofill\.enable/];

/** A running console, as a test drives it: real Electron, sandboxed, unprivileged. */
export class ConsoleApp {
  readonly app: ElectronApplication;
  readonly #errors: string[] = [];
  readonly #wrapperDir: string;

  private constructor(app: ElectronApplication, wrapperDir: string) {
    this.app = app;
    this.#wrapperDir = wrapperDir;
    const watch = (page: Page) => {
      page.on('console', (message) => {
        if (message.type() === 'error' && !HARMLESS.some((pattern) => pattern.test(message.text()))) this.#errors.push(message.text());
      });
      page.on('pageerror', (error) => this.#errors.push(error.message));
    };
    app.windows().forEach(watch);
    app.on('window', watch);
  }

  static async launch(options: LaunchOptions): Promise<ConsoleApp> {
    const runtime = await resolveElectron({ purpose: 'development' });
    const wrapperDir = mkdtempSync(path.join(tmpdir(), 'vonglau-wrapper-'));
    const executablePath = writeElectronWrapper({ dir: wrapperDir, electronPath: runtime.path, ...(options.keyringHome === undefined ? {} : { keyringHome: options.keyringHome }) });
    const { NODE_OPTIONS: _nodeOptions, ...inherited } = process.env;
    const env = { ...inherited, DISPLAY: options.display, VONGLAU_USER_DATA: options.userData, VONGLAU_TIER_URL: options.tierUrl, ...options.env };
    const app = await _electron.launch({ executablePath, args: [await readableApp(), ...(options.args ?? [])], env: definedOnly(env), chromiumSandbox: true, timeout: 60_000 });
    return new ConsoleApp(app, wrapperDir);
  }

  /** Unexpected errors of all pages since the last call. */
  takeErrors(): readonly string[] {
    return this.#errors.splice(0);
  }

  /** The same without what Chromium says of maps that the processor draws. */
  takeErrorsBesideGraphics(): readonly string[] {
    return this.takeErrors().filter((line) => !line.includes('GL Driver Message'));
  }

  /** The first window of a kind, or that of a monitor. */
  async window(kind: WindowKind, monitor?: number): Promise<Page> {
    const find = async (): Promise<Page | null> => {
      const pages: Page[] = [];
      for (const page of this.app.windows()) {
        if (page.isClosed()) continue;
        const is = await page.locator('html').getAttribute('data-window', { timeout: 2000 }).catch(() => null);
        if (is !== kind) continue;
        if (monitor !== undefined && !(await page.title().catch(() => '')).endsWith(` ${String(monitor)}`)) continue;
        pages.push(page);
      }
      return pages[0] ?? null;
    };
    let found: Page | null = null;
    await expect
      .poll(
        async () => {
          found = await find();
          return found !== null;
        },
        { message: `a ${kind} window${monitor === undefined ? '' : ` of monitor ${String(monitor)}`}`, timeout: 30_000 },
      )
      .toBe(true);
    if (found === null) throw new Error('no such window');
    return found;
  }

  desk(): Promise<Page> {
    return this.window('desk');
  }

  wall(monitor: number): Promise<Page> {
    return this.window('wall', monitor);
  }

  /** Password and code of a person who is enrolled. */
  async signIn(username: string, password: string, secret: string): Promise<Page> {
    const desk = await this.desk();
    await desk.getByLabel('Tên đăng nhập').fill(username);
    await desk.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await desk.getByRole('button', { name: 'Đăng nhập' }).click();
    await desk.getByLabel('Mã xác thực').fill(codeOf(secret));
    const confirm = desk.getByRole('button', { name: 'Xác nhận' });
    if (await confirm.isEnabled().catch(() => false)) await confirm.click().catch(() => undefined);
    await expect(desk.getByLabel('Tìm camera')).toBeVisible({ timeout: 15_000 });
    return desk;
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    const process = this.app.process();
    const gone = new Promise<void>((resolve) => {
      if (process.exitCode !== null || process.signalCode !== null) resolve();
      else process.once('exit', () => resolve());
    });
    process.kill('SIGKILL');
    await gone;
    this.#removeWrapper();
  }

  async close(): Promise<void> {
    await this.app.close().catch(() => undefined);
    this.#removeWrapper();
  }

  #removeWrapper(): void {
    rmSync(this.#wrapperDir, { recursive: true, force: true });
  }
}

const definedOnly = (env: NodeJS.ProcessEnv): Record<string, string> => Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
