import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleScript, root } from './bundle-script.ts';

let script = '';
const home = mkdtempSync(join(tmpdir(), 'vault-'));

const isInstalled = (program: string): boolean => (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
const canRun = process.platform === 'linux' && ['dbus-daemon', 'gnome-keyring-daemon', 'dbus-send'].every(isInstalled);

interface Run {
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What the command printed, as JSON. Its environment has no session of the person who runs the tests. */
function run({ command, env = {} }: Run): Promise<unknown> {
  const { DBUS_SESSION_BUS_ADDRESS: _bus, GNOME_KEYRING_CONTROL: _control, ...inherited } = process.env;
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    execFile(program, args, { env: { ...inherited, HOME: home, XDG_RUNTIME_DIR: join(home, 'no-runtime'), ...env }, timeout: 60_000 }, (error, stdout, stderr) => {
      if (error !== null) reject(new Error(`${error.message}\n${stderr}`));
      else resolve(JSON.parse(stdout));
    });
  });
}

const inSession = (act: string, keyring: string, isLocked = false): Promise<unknown> =>
  run({
    command: ['sh', join(root, 'build/keyring.sh'), process.execPath, script, act],
    env: { VONGLAU_KEYRING_HOME: join(home, keyring), ...(isLocked ? { VONGLAU_KEYRING: 'locked' } : {}) },
  });

const done = { ok: true, value: null };
const locked = { ok: false, error: { code: 'vault/locked', retryable: true } };
const unavailable = { ok: false, error: { code: 'vault/unavailable', retryable: false } };

beforeAll(async () => {
  script = await bundleScript('vault-script');
});
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));

describe.skipIf(!canRun)('the vault in a real session', { timeout: 60_000 }, () => {
  it('with an open keyring keeps a secret over sessions, until it is removed', async () => {
    expect(await inSession('write', 'open')).toEqual({ status: 'available', set: done, get: { ok: true, value: 'mật-canary' } });
    expect(await inSession('read', 'open')).toEqual({ status: 'available', get: { ok: true, value: 'mật-canary' }, absent: done, removeAbsent: done, set: done });
    expect(await inSession('remove', 'open')).toEqual({ remove: done, get: done });
  });

  it('with a locked keyring answers errors, never an empty answer', async () => {
    await inSession('write', 'locked');
    expect(await inSession('read', 'locked', true)).toEqual({ status: 'locked', get: locked, absent: locked, removeAbsent: locked, set: locked });
    expect(await inSession('read', 'locked')).toMatchObject({ status: 'available', get: { ok: true, value: 'mật-canary' } });
  });

  it('with a secret service that holds no keyring yet says unavailable, not empty', async () => {
    expect(await inSession('read', 'fresh', true)).toEqual({ status: 'unavailable', get: unavailable, absent: unavailable, removeAbsent: unavailable, set: unavailable });
  });
});

describe.skipIf(process.platform !== 'linux')('the vault without a secret service', { timeout: 60_000 }, () => {
  const nothing = { status: 'unavailable', get: unavailable, absent: unavailable, removeAbsent: unavailable, set: unavailable };

  it('says unavailable, does not fall back to another store, and writes no file', async () => {
    // A home of its own: the sessions above may still be clearing theirs away.
    const alone = join(home, 'alone');
    mkdirSync(alone);
    expect(await run({ command: [process.execPath, script, 'read'], env: { HOME: alone, XDG_RUNTIME_DIR: join(alone, 'no-runtime') } })).toEqual(nothing);
    expect(readdirSync(alone, { recursive: true })).toEqual([]);
  });

  it('says so too where the native module is missing', async () => {
    const stranded = join(home, 'stranded.cjs');
    copyFileSync(script, stranded);
    expect(await run({ command: [process.execPath, stranded, 'read'] })).toEqual(nothing);
  });
});

describe('in the console’s own runtime', { timeout: 120_000 }, () => {
  it('the vault and the offline verifier work as in Node', async ({ skip }) => {
    const electron = await new Promise<string | null>((resolve) => {
      execFile(process.execPath, [join(root, 'build/electron-runtime.mjs'), '--print'], { timeout: 60_000 }, (error, stdout) => resolve(error === null ? (stdout.trim().split('\n').at(-1) ?? null) : null));
    });
    if (electron === null || !existsSync(electron)) return skip('no Electron on this machine');
    const asNode = { ELECTRON_RUN_AS_NODE: '1' };
    const there = await run({ command: [electron, script, 'verifier'], env: asNode });
    expect(there).toMatchObject({ right: true, wrong: false });
    expect(there).toEqual(await run({ command: [process.execPath, script, 'verifier'] }));
    if (!canRun) return undefined;
    expect(
      await run({ command: ['sh', join(root, 'build/keyring.sh'), electron, script, 'write'], env: { ...asNode, VONGLAU_KEYRING_HOME: join(home, 'electron') } }),
    ).toEqual({ status: 'available', set: done, get: { ok: true, value: 'mật-canary' } });
    return undefined;
  });
});
