import { describe, expect, it, test } from 'vitest';
import type { Timers } from '../../../../main/platform/clock.ts';
import { createVault, type KeyringModule } from '../../../../main/storage/vault.ts';
import { silentLog } from './storage-builders.ts';

type Call = 'getPassword' | 'setPassword' | 'deletePassword';
interface FakeStore {
  readonly secrets: Map<string, string>;
  /** Decides what a call does beside its work: throws, or waits for what is given. */
  before: (call: Call, name: string) => Promise<void> | undefined;
}

const fakeStore = (before: FakeStore['before'] = () => undefined): FakeStore => ({ secrets: new Map(), before });

function keyringOver(store: FakeStore): KeyringModule {
  return {
    AsyncEntry: class {
      readonly #name: string;
      readonly #key: string;
      constructor(service: string, name: string, options: { readonly linux: { readonly store: 'secret-service' } }) {
        expect(options.linux.store).toBe('secret-service');
        this.#name = name;
        this.#key = `${service}/${name}`;
      }
      async getPassword(): Promise<string | null> {
        await store.before('getPassword', this.#name);
        return store.secrets.get(this.#key) ?? null;
      }
      async setPassword(secret: string): Promise<void> {
        await store.before('setPassword', this.#name);
        store.secrets.set(this.#key, secret);
      }
      async deletePassword(): Promise<boolean> {
        await store.before('deletePassword', this.#name);
        return store.secrets.delete(this.#key);
      }
    },
  };
}

function handTimers(): Timers & { readonly fire: () => void } {
  let waiting: (() => void)[] = [];
  const after: Timers['after'] = (_, run) => {
    waiting.push(run);
    return () => {
      waiting = waiting.filter((other) => other !== run);
    };
  };
  return {
    after,
    every: () => () => {},
    fire: () => {
      for (const run of waiting.splice(0)) run();
    },
  };
}

const vaultOver = (store: FakeStore, timers: Timers = handTimers()) => createVault({ service: 'vong-lau', load: () => keyringOver(store), timers, log: silentLog });

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
};

describe('a vault with an open store', () => {
  it('keeps a secret until it is removed', async () => {
    const vault = vaultOver(fakeStore());
    expect(await vault.status()).toBe('available');
    expect(await vault.get('refresh')).toEqual({ ok: true, value: null });
    expect(await vault.set('refresh', 'canary')).toEqual({ ok: true, value: null });
    expect(await vault.get('refresh')).toEqual({ ok: true, value: 'canary' });
    expect(await vault.remove('refresh')).toEqual({ ok: true, value: null });
    expect(await vault.remove('refresh')).toEqual({ ok: true, value: null });
    expect(await vault.get('refresh')).toEqual({ ok: true, value: null });
  });

  it('leaves nothing of its probe behind', async () => {
    const store = fakeStore();
    await vaultOver(store).status();
    expect(store.secrets).toEqual(new Map());
  });

  it('runs one call at a time, in the order asked', async () => {
    const calls: string[] = [];
    const vault = vaultOver(
      fakeStore((call, name) => {
        calls.push(`${call} ${name}`);
        return Promise.resolve();
      }),
    );
    await Promise.all([vault.set('a', '1'), vault.set('b', '2'), vault.get('a')]);
    expect(calls).toEqual(['setPassword a', 'setPassword b', 'getPassword a']);
  });
});

describe('a vault without a store', () => {
  test.for([
    ['the native module is missing', () => { throw new Error("Cannot find module '@napi-rs/keyring'"); }],
    ['there is no secret service', () => ({ AsyncEntry: class { constructor() { throw new Error('Platform failure: DBus error: set your DBUS_SESSION_BUS_ADDRESS'); } } }) as never],
    ['the service has no collection', () => keyringOver(fakeStore((call) => (call === 'setPassword' ? Promise.reject(new Error("Couldn't access platform storage: Secret Service: no result found")) : undefined)))],
  ] as const)('says unavailable when %s', async ([, load]) => {
    const vault = createVault({ service: 'vong-lau', load, timers: handTimers(), log: silentLog });
    expect(await vault.status()).toBe('unavailable');
    expect(await vault.get('refresh')).toMatchObject({ ok: false, error: { code: 'vault/unavailable' } });
    expect(await vault.set('refresh', 'x')).toMatchObject({ ok: false, error: { code: 'vault/unavailable' } });
    expect(await vault.remove('refresh')).toMatchObject({ ok: false, error: { code: 'vault/unavailable' } });
  });

  it('does not trust a store that forgets', async () => {
    const store = fakeStore((call) => {
      if (call === 'getPassword') store.secrets.clear();
      return undefined;
    });
    expect(await vaultOver(store).status()).toBe('unavailable');
  });
});

describe('a vault whose store is locked', () => {
  const refuse = () => Promise.reject(new Error("Couldn't access platform storage: Secret Service: unlock prompt was dismissed"));

  it('answers an error, never an empty one', async () => {
    const vault = vaultOver(fakeStore(refuse));
    expect(await vault.status()).toBe('locked');
    expect(await vault.get('refresh')).toMatchObject({ ok: false, error: { code: 'vault/locked', retryable: true } });
  });

  it('does so too when the store calmly finds nothing', async () => {
    const vault = vaultOver(fakeStore((call) => (call === 'setPassword' ? refuse() : undefined)));
    expect(await vault.get('refresh')).toMatchObject({ ok: false, error: { code: 'vault/locked' } });
    expect(await vault.remove('refresh')).toMatchObject({ ok: false, error: { code: 'vault/locked' } });
  });

  it('opens when the store does', async () => {
    const store = fakeStore(refuse);
    const vault = vaultOver(store);
    expect(await vault.status()).toBe('locked');
    store.before = () => undefined;
    expect(await vault.status()).toBe('available');
  });
});

describe('a store that does not answer', () => {
  it('is locked after the time limit, is not asked again meanwhile, and is back when it answers', async () => {
    let calls = 0;
    let answer = (): void => {};
    const timers = handTimers();
    const store = fakeStore(() => {
      calls += 1;
      return new Promise((resolve) => {
        answer = resolve;
      });
    });
    const vault = vaultOver(store, timers);
    const first = vault.get('refresh');
    await turns(5);
    timers.fire();
    expect(await first).toMatchObject({ ok: false, error: { code: 'vault/locked', retryable: true } });
    expect(await vault.get('refresh')).toMatchObject({ ok: false, error: { code: 'vault/locked' } });
    expect(calls).toBe(1);
    store.before = () => undefined;
    answer();
    await turns(5);
    expect(await vault.status()).toBe('available');
  });
});

test('no secret and no message of the store is in an error', async () => {
  const lines: string[] = [];
  const log = { info: () => {}, warn: (event: string, fields: object = {}) => void lines.push(event + JSON.stringify(fields)), error: () => {} };
  const store = fakeStore(() => Promise.reject(new Error('no access at /run/user/1000/bus')));
  const vault = createVault({ service: 'vong-lau', load: () => keyringOver(store), timers: handTimers(), log });
  const result = await vault.set('refresh', 'canary');
  expect(JSON.stringify(result)).not.toMatch(/canary|run\/user/);
  expect(lines.join()).toContain('vault.failed');
  expect(lines.join()).not.toContain('canary');
});
