import { createRequire } from 'node:module';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';

export type VaultStatus = 'available' | 'unavailable' | 'locked';

/**
 * The secret store of the operating system (Secret Service, Windows Credential Manager, macOS Keychain). Secrets are never
 * kept anywhere else: without a store a sign-in lasts until the console closes. Secrets are at most 1,200 characters (Windows).
 * Codes of all calls: vault/unavailable (no store), vault/locked (retryable: the store is locked, or did not answer in time).
 */
export interface Vault {
  /** Writes, reads and deletes a secret of its own to find out; ask at the start and after a failure. */
  readonly status: () => Promise<VaultStatus>;
  /** Null only when the store is open and holds no secret of this name; a locked store is an error. */
  readonly get: (name: string) => Promise<Result<string | null>>;
  readonly set: (name: string, secret: string) => Promise<Result<null>>;
  /** Removing what is absent succeeds, in an open store. */
  readonly remove: (name: string) => Promise<Result<null>>;
}

/** The part of `@napi-rs/keyring` used here. */
export interface KeyringEntry {
  readonly getPassword: () => Promise<string | null>;
  readonly setPassword: (secret: string) => Promise<void>;
  readonly deletePassword: () => Promise<boolean>;
}
export interface KeyringModule {
  readonly AsyncEntry: new (service: string, name: string, options: { readonly linux: { readonly store: 'secret-service' } }) => KeyringEntry;
}

/** Loads the native module; throws where it is missing. */
export const systemKeyring = (): KeyringModule => createRequire(__filename)('@napi-rs/keyring') as KeyringModule;

export interface VaultOptions {
  /** Keeps this console's secrets apart from those of other programs of the same user. */
  readonly service: string;
  readonly load: () => KeyringModule;
  readonly timers: Timers;
  readonly log: Log;
  /** Longest wait for one call. */
  readonly limitMs?: number;
}

const PROBE_NAME = 'vault-probe';
// What the stores say when they are there but closed: an unlock prompt refused or impossible, no interaction allowed.
const LOCKED_TEXT = /lock|prompt|dismiss|interaction|cancel/i;

/** Nothing is touched before the first call; nothing needs to be released. */
export function createVault(options: VaultOptions): Vault {
  const { service, load, timers, log, limitMs = 5000 } = options;
  let keyring: KeyringModule | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  // A call that never ends holds a thread of the pool that files need as well: no second one is started beside it.
  let overdue = false;

  function failure<T>(operation: string, thrown: unknown): Result<T> {
    const message = thrown instanceof Error ? thrown.message : 'unknown';
    const locked = LOCKED_TEXT.test(message);
    log.warn('vault.failed', { operation, locked, message: message.slice(0, 200) });
    return locked ? err('vault/locked', { retryable: true }) : err('vault/unavailable');
  }

  async function call<T>(operation: string, name: string, run: (entry: KeyringEntry) => Promise<T>): Promise<Result<T>> {
    if (overdue) return err('vault/locked', { retryable: true, detail: 'an earlier call has no answer yet' });
    let running: Promise<T>;
    try {
      keyring ??= load();
      // Pinned: by default the module falls back to the kernel's keyring, which forgets at the next start.
      running = run(new keyring.AsyncEntry(service, name, { linux: { store: 'secret-service' } }));
    } catch (thrown) {
      return failure(operation, thrown);
    }
    return new Promise((answer) => {
      const cancel = timers.after(limitMs, () => {
        overdue = true;
        log.warn('vault.overdue', { operation, limitMs });
        answer(err('vault/locked', { retryable: true, detail: 'no answer in time' }));
      });
      const settle = (result: Result<T>): void => {
        overdue = false;
        cancel();
        answer(result);
      };
      running.then(
        (value) => settle(ok(value)),
        (thrown: unknown) => settle(failure(operation, thrown)),
      );
    });
  }

  function inTurn<R>(work: () => Promise<R>): Promise<R> {
    const run = turn.then(work);
    turn = run.catch(() => null);
    return run;
  }

  async function probe(): Promise<Result<null>> {
    const secret = 'probe';
    const set = await call('probe', PROBE_NAME, (entry) => entry.setPassword(secret));
    if (!set.ok) return set;
    const got = await call('probe', PROBE_NAME, (entry) => entry.getPassword());
    if (!got.ok) return got;
    const removed = await call('probe', PROBE_NAME, (entry) => entry.deletePassword());
    if (!removed.ok) return removed;
    return got.value === secret ? ok(null) : err('vault/unavailable', { detail: 'the store does not keep what it is given' });
  }

  return {
    status: () =>
      inTurn(async () => {
        const result = await probe();
        return result.ok ? 'available' : result.error.code === 'vault/locked' ? 'locked' : 'unavailable';
      }),
    get: (name) =>
      inTurn(async () => {
        const got = await call('get', name, (entry) => entry.getPassword());
        if (!got.ok || (got.value ?? null) !== null) return got;
        // A store without an open collection finds nothing and says so calmly; only one that can be written to is believed.
        const open = await probe();
        return open.ok ? ok(null) : open;
      }),
    set: (name, secret) =>
      inTurn(async () => {
        const done = await call('set', name, (entry) => entry.setPassword(secret));
        return done.ok ? ok(null) : done;
      }),
    remove: (name) =>
      inTurn(async () => {
        const removed = await call('remove', name, (entry) => entry.deletePassword());
        if (!removed.ok) return removed;
        return removed.value ? ok(null) : probe();
      }),
  };
}
