import { hostname } from 'node:os';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { cameraId, monitorKey, monitorSurface, nodeId, utcMs, type CameraId, type MonitorKey, type SurfaceId } from '@contract/domain/units.ts';
import { emptySurface, withContent, type Surface } from '@contract/domain/wall.ts';
import { ok } from '@contract/domain/result.ts';
import { ONLY } from '@contract/state/slices.ts';
import { systemClock, systemTimers } from '../../../main/platform/clock.ts';
import { connectBroker } from '../../../main/platform/message-broker.ts';
import { createWallLink, type WallLink } from '../../../main/services/wall-link/index.ts';
import { remoteSurface } from '../../../main/services/wall-link/topics.ts';
import { createStores, update } from '../../../main/state/stores.ts';
import { createCutProxy, type CutProxy } from '../../builders/cut-proxy.ts';
import { monitorWith } from '../../builders/monitors.ts';
import { startMosquitto, type Mosquitto } from '../../builders/mosquitto.ts';
import { createRecordingLog } from '../../builders/recording-log.ts';

const KEY = new Uint8Array(32).fill(3);
const camera = cameraId('cam-77');
const d1 = monitorKey('d1');
const nodeD1 = (node: string): SurfaceId => remoteSurface(nodeId(node), d1);

let ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  ends = [];
});

/** What is true in the end, as an onlooker would wait for it. */
const soon = (look: () => void): Promise<void> => vi.waitFor(look, { timeout: 15_000, interval: 25 });

/** A PC of the wall, without windows: its stores, its surfaces, and its line to the broker. */
function startPc(port: number, role: 'desk' | 'node', id: string, key: Uint8Array = KEY) {
  const stores = createStores({ address: 'https://may-chu', language: 'vi', wallOnly: role === 'node' });
  stores.monitors.put(monitorWith({ id: d1, number: 1 }));
  const surfaces = new Map<SurfaceId, Surface>();
  const listeners = new Set<(ids: readonly SurfaceId[], kind: 'act' | 'tour') => void>();
  const flashed: (readonly [MonitorKey, readonly number[]])[] = [];
  let identified = 0;
  const get = (surface: SurfaceId): Surface | null => surfaces.get(surface) ?? (stores.monitors.get(surface.slice('monitor:'.length)) === undefined ? null : emptySurface(surface));
  const pick = (picked: CameraId | null) => {
    update(stores.picked, { camera: picked });
    return ok(null);
  };
  const link: WallLink = createWallLink({
    settings: { brokerUrl: new URL(`mqtt://127.0.0.1:${String(port)}`), user: null, password: null, trust: { caPem: null, spkiPins: [] }, wall: 'tp', key, role },
    self: { id: nodeId(id), name: `${hostname()} ${id}` },
    connect: connectBroker,
    stores,
    surfaces: { get, adoptPick: (picked) => void pick(picked), isOpen: () => true, adopt: (surface) => void surfaces.set(surface.id, surface), onDidChange: (listener) => (listeners.add(listener), () => void listeners.delete(listener)) },
    clock: systemClock,
    timers: systemTimers,
    nowUtcMs: () => Date.now(),
    log: createRecordingLog(),
    identify: () => void (identified += 1),
    flash: (monitor, tiles) => void flashed.push([monitor, tiles]),
  });
  ends.push(link.stop);
  return {
    stores,
    link,
    flashed,
    identified: () => identified,
    pick,
    shown: (surface: SurfaceId) => surfaces.get(surface)?.contents[0] ?? null,
    /** The operator puts a camera on a monitor. */
    put: (surface: SurfaceId, shown: CameraId) => {
      surfaces.set(surface, withContent(emptySurface(surface, READY['1']), 0, cameraContent(shown)));
      for (const listener of listeners) listener([surface], 'act');
    },
    nodeState: (node: string) => stores.nodes.get(node)?.state ?? null,
    isOnline: () => stores.wallLink.get(ONLY)?.state === 'online',
  };
}

const broker = async (): Promise<Mosquitto> => {
  const started = await startMosquitto();
  ends.push(started.stop);
  return started;
};
const proxyTo = async (port: number): Promise<CutProxy> => {
  const proxy = await createCutProxy(port);
  ends.push(proxy.close);
  return proxy;
};

describe('a wall of several PCs', () => {
  it('shows on a PC of the wall what the desk puts there, with a number after the desk\'s own', async () => {
    const { port } = await broker();
    const node = startPc(port, 'node', 'pc-2');
    const desk = startPc(port, 'desk', 'ban-truc');
    await soon(() => expect(desk.stores.monitors.get('node:pc-2:d1')).toMatchObject({ number: 2, present: true, node: 'pc-2' }));
    await soon(() => expect(node.stores.monitors.get('d1')?.number).toBe(2));
    desk.put(nodeD1('pc-2'), camera);
    await soon(() => expect(node.shown(monitorSurface(d1))).toEqual(cameraContent(camera)));
  });

  it('gives a PC that starts again its place, even while no desk is there', async () => {
    const { port } = await broker();
    const first = startPc(port, 'node', 'pc-2');
    const desk = startPc(port, 'desk', 'ban-truc');
    await soon(() => expect(desk.nodeState('pc-2')).toBe('online'));
    desk.put(nodeD1('pc-2'), camera);
    await soon(() => expect(first.shown(monitorSurface(d1))).not.toBeNull());
    first.link.stop();
    desk.link.stop();
    const again = startPc(port, 'node', 'pc-2');
    await soon(() => expect(again.shown(monitorSurface(d1))).toEqual(cameraContent(camera)));
  });

  it('gives a desk that starts again what the wall shows, and the same numbers', async () => {
    const { port } = await broker();
    startPc(port, 'node', 'pc-2');
    const desk = startPc(port, 'desk', 'ban-truc');
    await soon(() => expect(desk.nodeState('pc-2')).toBe('online'));
    startPc(port, 'node', 'pc-1');
    await soon(() => expect(desk.stores.monitors.get('node:pc-1:d1')?.number).toBe(3));
    desk.put(nodeD1('pc-2'), camera);
    desk.link.stop();
    const again = startPc(port, 'desk', 'ban-truc');
    await soon(() => expect(again.shown(nodeD1('pc-2'))).toEqual(cameraContent(camera)));
    await soon(() => expect([again.stores.monitors.get('node:pc-2:d1')?.number, again.stores.monitors.get('node:pc-1:d1')?.number]).toEqual([2, 3]));
  });

  it('tells the desk which PC is down, and takes it back when it returns', async () => {
    const { port } = await broker();
    const proxy = await proxyTo(port);
    startPc(proxy.port, 'node', 'pc-2');
    const desk = startPc(port, 'desk', 'ban-truc');
    await soon(() => expect(desk.nodeState('pc-2')).toBe('online'));
    proxy.refuse();
    await soon(() => expect(desk.nodeState('pc-2')).toBe('down'));
    expect(desk.stores.monitors.get('node:pc-2:d1')?.present).toBe(false);
    desk.put(nodeD1('pc-2'), camera);
    proxy.accept();
    await soon(() => expect(desk.nodeState('pc-2')).toBe('online'));
    await soon(() => expect(desk.stores.monitors.get('node:pc-2:d1')?.present).toBe(true));
  });

  it('tells that a PC whose cable is out is down, though nothing ended its connection', async () => {
    const { port } = await broker();
    const proxy = await proxyTo(port);
    startPc(proxy.port, 'node', 'pc-2');
    const desk = startPc(port, 'desk', 'ban-truc');
    await soon(() => expect(desk.nodeState('pc-2')).toBe('online'));
    proxy.hold();
    await soon(() => expect(desk.nodeState('pc-2')).toBe('down'));
    proxy.resume();
    await soon(() => expect(desk.nodeState('pc-2')).toBe('online'));
  });

  it('goes on after the broker was started again without its memory', async () => {
    const started = await broker();
    const node = startPc(started.port, 'node', 'pc-2');
    const desk = startPc(started.port, 'desk', 'ban-truc');
    await soon(() => expect(desk.nodeState('pc-2')).toBe('online'));
    desk.put(nodeD1('pc-2'), camera);
    await soon(() => expect(node.shown(monitorSurface(d1))).not.toBeNull());
    node.link.stop();
    await started.restart();
    const again = startPc(started.port, 'node', 'pc-2');
    await soon(() => expect(again.shown(monitorSurface(d1))).toEqual(cameraContent(camera)));
    await soon(() => expect(desk.isOnline()).toBe(true));
  });

  it('of two desks\' orders shows the later one on every PC', async () => {
    const { port } = await broker();
    const node = startPc(port, 'node', 'pc-2');
    const one = startPc(port, 'desk', 'ban-1');
    const two = startPc(port, 'desk', 'ban-2');
    await soon(() => expect([one.nodeState('pc-2'), two.nodeState('pc-2')]).toEqual(['online', 'online']));
    one.put(nodeD1('pc-2'), camera);
    await soon(() => expect(two.shown(nodeD1('pc-2'))).toEqual(cameraContent(camera)));
    two.put(nodeD1('pc-2'), cameraId('cam-78'));
    await soon(() => expect(node.shown(monitorSurface(d1))).toEqual(cameraContent(cameraId('cam-78'))));
    await soon(() => expect(one.shown(nodeD1('pc-2'))).toEqual(cameraContent(cameraId('cam-78'))));
  });

  it('keeps a later order when the line of a desk returns that was cut while it said an earlier one', async () => {
    const { port } = await broker();
    const proxy = await proxyTo(port);
    const one = startPc(proxy.port, 'desk', 'ban-1');
    const two = startPc(port, 'desk', 'ban-2');
    await soon(() => expect([one.isOnline(), two.isOnline()]).toEqual([true, true]));
    proxy.hold();
    one.put(nodeD1('pc-2'), camera);
    two.put(nodeD1('pc-2'), cameraId('cam-78'));
    proxy.cut();
    await soon(() => expect(one.isOnline()).toBe(false));
    proxy.resume();
    await soon(() => expect(one.isOnline()).toBe(true));
    await soon(() => expect(one.shown(nodeD1('pc-2'))).toEqual(cameraContent(cameraId('cam-78'))));
    const node = startPc(port, 'node', 'pc-2');
    await soon(() => expect(node.shown(monitorSurface(d1))).toEqual(cameraContent(cameraId('cam-78'))));
  });

  it('takes nothing from somebody who has the broker but not the wall\'s key', async () => {
    const { port } = await broker();
    const node = startPc(port, 'node', 'pc-2');
    const desk = startPc(port, 'desk', 'ban-truc');
    const stranger = startPc(port, 'desk', 'nguoi-la', new Uint8Array(32).fill(9));
    await soon(() => expect(desk.nodeState('pc-2')).toBe('online'));
    await soon(() => expect(stranger.isOnline()).toBe(true));
    stranger.put(nodeD1('pc-2'), cameraId('cam-gia'));
    desk.put(nodeD1('pc-2'), camera);
    await soon(() => expect(node.shown(monitorSurface(d1))).toEqual(cameraContent(camera)));
    expect(stranger.nodeState('pc-2')).toBeNull();
  });

  it('carries the picked camera, the numbers\' flash and the search to the other PCs', async () => {
    const { port } = await broker();
    const node = startPc(port, 'node', 'pc-2');
    const desk = startPc(port, 'desk', 'ban-truc');
    await soon(() => expect(desk.nodeState('pc-2')).toBe('online'));
    desk.pick(camera);
    await soon(() => expect(node.stores.picked.get(ONLY)?.camera).toBe(camera));
    desk.link.identify();
    desk.link.flash(nodeD1('pc-2'), [0, 3]);
    await soon(() => expect(node.identified()).toBe(1));
    await soon(() => expect(node.flashed).toEqual([[d1, [0, 3]]]));
  });

  it('brings what the tiles of another PC say of themselves to the desk', async () => {
    const { port } = await broker();
    const node = startPc(port, 'node', 'pc-2');
    const desk = startPc(port, 'desk', 'ban-truc');
    const tile = { tile: 0, camera, state: 'live', cause: null, fps: 15, ageMs: 40, player: 'webcodecs', codec: 'avc1.4d401e', profile: 'sub', widthPx: 640, heightPx: 360, kbps: 190, pace: 'full', lowered: null, droppedFps: 0 } as const;
    await soon(() => expect(desk.nodeState('pc-2')).toBe('online'));
    node.stores.tileReports.put({ id: monitorSurface(d1), utcMs: utcMs(Date.now()), tiles: [tile] });
    await soon(() => expect(desk.stores.tileReports.get(nodeD1('pc-2'))?.tiles).toEqual([tile]));
  });
});
