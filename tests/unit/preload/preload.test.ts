import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHANNEL_PREFIX, MEDIA_PORT_MESSAGE, REQUEST_NAMES } from '@contract/ipc/names.ts';
import type * as FakeElectron from '../../builders/fake-electron.ts';

/** Runs the preload as a window with these arguments would; answers what the page sees. */
async function preloadWith(...args: readonly string[]) {
  vi.resetModules();
  process.argv = [...argv, ...args];
  const electron: typeof FakeElectron = await import('../../builders/fake-electron.ts');
  const posted: unknown[][] = [];
  vi.stubGlobal('window', { location: { origin: 'app://vonglau' }, postMessage: (...message: unknown[]) => posted.push(message) });
  await import('../../../preload/index.ts');
  const exposed = electron.contextBridge.exposed;
  const bridge = exposed.get('vonglau');
  if (typeof bridge !== 'object' || bridge === null) throw new Error('nothing was exposed');
  return { exposed, bridge: bridge as Record<string, unknown>, renderer: electron.ipcRenderer, posted };
}

const argv = [...process.argv];
beforeEach(() => vi.unstubAllGlobals());
afterEach(() => {
  process.argv = argv;
  vi.unstubAllGlobals();
});

/** Every value that can be reached from the bridge, with its path. */
function reachable(value: unknown, path = 'vonglau', seen = new Set<unknown>()): readonly (readonly [string, unknown])[] {
  if (seen.has(value)) return [];
  if (typeof value === 'object' && value !== null) seen.add(value);
  const inside = typeof value === 'object' && value !== null ? Reflect.ownKeys(value).flatMap((key) => reachable(Reflect.get(value, key), `${path}.${String(key)}`, seen)) : [];
  return [[path, value], ...inside];
}

describe('check 31: what a page is given', () => {
  it('is one name, with exactly these keys', async () => {
    const { exposed, bridge } = await preloadWith('--vonglau-window=desk');
    expect([...exposed.keys()]).toEqual(['vonglau']);
    expect(reachable(bridge).map(([path, value]) => `${path}: ${typeof value}`).toSorted()).toEqual(
      [
        'vonglau: object',
        'vonglau.onFlash: function',
        'vonglau.onIdentify: function',
        'vonglau.onSeen: function',
        'vonglau.onState: function',
        'vonglau.requests: object',
        ...REQUEST_NAMES.map((name) => `vonglau.requests.${name}: function`),
        'vonglau.window: object',
        'vonglau.window.kind: string',
        'vonglau.window.monitor: object',
      ].toSorted(),
    );
  });

  it('is frozen all the way down', async () => {
    const { bridge } = await preloadWith();
    for (const [path, value] of reachable(bridge)) if (typeof value === 'object') expect(Object.isFrozen(value), path).toBe(true);
  });

  it('holds nothing of electron', async () => {
    const { bridge, renderer } = await preloadWith();
    const values = reachable(bridge).map(([, value]) => value);
    expect(values).not.toContain(renderer);
    expect(values).not.toContain(process);
  });

  it('says which window and monitor it is for; without word of it, a desk', async () => {
    expect((await preloadWith('--vonglau-window=wall', '--vonglau-monitor=d42')).bridge['window']).toEqual({ kind: 'wall', monitor: 'd42' });
    expect((await preloadWith()).bridge['window']).toEqual({ kind: 'desk', monitor: null });
    expect((await preloadWith('--vonglau-window=admin')).bridge['window']).toEqual({ kind: 'desk', monitor: null });
  });
});

describe('a request', () => {
  it('goes on the channel of its name with its input only', async () => {
    const { bridge, renderer } = await preloadWith();
    const requests = bridge['requests'] as Record<string, (...args: unknown[]) => Promise<unknown>>;
    await requests['session.signOut']?.({}, 'more', 'vonglau:session.signIn');
    expect(renderer.invoked).toEqual([[`${CHANNEL_PREFIX}session.signOut`, {}]]);
  });
});

describe('a subscription', () => {
  type Subscribe = (listener: (...args: unknown[]) => void) => () => void;

  it('gives the listener the message, never the event; ends when told, once and again', async () => {
    const { bridge, renderer } = await preloadWith();
    const heard: unknown[][] = [];
    const stop = (bridge['onState'] as Subscribe)((...args) => heard.push(args));
    renderer.emit(`${CHANNEL_PREFIX}state.message`, { sender: 'the event' }, { kind: 'snapshot' }, 'more');
    stop();
    stop();
    renderer.emit(`${CHANNEL_PREFIX}state.message`, {}, { kind: 'patch' });
    expect(heard).toEqual([[{ kind: 'snapshot' }]]);
    expect(renderer.listenerCount(`${CHANNEL_PREFIX}state.message`)).toBe(0);
  });

  it('of one listener does not end with that of another', async () => {
    const { bridge, renderer } = await preloadWith();
    const heard: string[] = [];
    const same = () => heard.push('x');
    const stop = (bridge['onIdentify'] as Subscribe)(same);
    (bridge['onIdentify'] as Subscribe)(same);
    stop();
    renderer.emit(`${CHANNEL_PREFIX}wall.identify`, {}, null);
    expect(heard).toEqual(['x']);
  });
});

describe('the media port', () => {
  it("reaches the page of its own origin, and nobody else's", async () => {
    const { renderer, posted } = await preloadWith();
    renderer.emit(`${CHANNEL_PREFIX}media.port`, { ports: ['port'] });
    renderer.emit(`${CHANNEL_PREFIX}media.port`, { ports: [] });
    expect(posted).toEqual([[MEDIA_PORT_MESSAGE, 'app://vonglau', ['port']]]);
  });
});
