import { describe, expect, it } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { cameraId, monitorKey, monitorSurface, nodeId, utcMs } from '@contract/domain/units.ts';
import { createSurfacesService } from '../../../../../main/services/surfaces/surfaces-service.ts';
import { createWallLink } from '../../../../../main/services/wall-link/index.ts';
import { remoteSurface } from '../../../../../main/services/wall-link/topics.ts';
import { createStores, only } from '../../../../../main/state/stores.ts';
import { createFakeMessageBroker } from '../../../../builders/fake-message-broker.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { layoutNamed } from '../../../../builders/fake-vms.ts';
import { monitorWith } from '../../../../builders/monitors.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';

const KEY = new Uint8Array(32).fill(3);
const CAMERA = cameraId('c1');
const OTHER = cameraId('c2');
const ON_NODE = remoteSurface(nodeId('pc'), monitorKey('d1'));
const NODE_MONITOR = 'node:pc:d1';
const SETTLED_MS = 600;

const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

function wall() {
  const time = createFakeTime();
  const broker = createFakeMessageBroker();
  /** A PC of the wall with its own surfaces, nobody signed in yet. */
  const start = (role: 'desk' | 'node', id: string, localNumbers: readonly number[] = [1]) => {
    const stores = createStores({ address: '', language: 'vi', wallOnly: role === 'node' });
    stores.monitors.put(...localNumbers.map((number, index) => monitorWith({ id: monitorKey(`d${String(index + 1)}`), number })));
    let saves = 0;
    const surfaces = createSurfacesService({ stores, clock: time.clock, timers: time.timers });
    const link = createWallLink({
      settings: { brokerUrl: new URL('mqtt://127.0.0.1:1883'), user: null, password: null, trust: { caPem: null, spkiPins: [] }, wall: 'tp', key: KEY, role },
      self: { id: nodeId(id), name: id },
      connect: broker.connect,
      stores,
      surfaces,
      clock: time.clock,
      timers: time.timers,
      nowUtcMs: time.clock.utcMs,
      log: createRecordingLog(),
      identify: () => undefined,
      flash: () => undefined,
    });
    // What the console does when a person is here: everything of the one before goes first.
    const signIn = () => {
      surfaces.close();
      return surfaces.open({ load: async () => [], save: () => void (saves += 1) });
    };
    return { saves: () => saves, stores, surfaces, link, signIn, signOut: surfaces.close, picked: () => only(stores.picked).camera, numberOf: (monitor: string) => stores.monitors.get(monitor)?.number };
  };
  const settle = async () => {
    await tick();
    time.advance(SETTLED_MS);
    await tick();
  };
  return { ...time, broker, start, settle };
}

describe('the camera the wall has picked', () => {
  it('stays on the wall when an operator signs out, and when another one signs in at any desk', async () => {
    const { start, settle } = wall();
    const node = start('node', 'pc');
    const desk = start('desk', 'a');
    await node.signIn();
    await desk.signIn();
    await settle();
    desk.surfaces.pick(CAMERA);
    expect(node.picked()).toBe(CAMERA);
    desk.signOut();
    expect(node.picked()).toBe(CAMERA);
    const second = start('desk', 'b');
    await settle();
    await second.signIn();
    await desk.signIn();
    expect([node.picked(), second.picked(), desk.picked()]).toEqual([CAMERA, CAMERA, CAMERA]);
  });

  it('is back on a PC that starts again and is told of it before it has signed in', async () => {
    const { start, settle } = wall();
    const desk = start('desk', 'a');
    await desk.signIn();
    await settle();
    desk.surfaces.pick(CAMERA);
    const node = start('node', 'pc');
    await settle();
    expect(node.picked()).toBeNull();
    await node.signIn();
    expect(node.picked()).toBe(CAMERA);
  });
});

describe('a desk whose line was cut', () => {
  it('does not say its older order over what another desk ordered meanwhile, also not for a PC that starts later', async () => {
    const { start, settle, broker, advance } = wall();
    const first = start('desk', 'a');
    const second = start('desk', 'b');
    const node = start('node', 'pc');
    for (const pc of [first, second, node]) await pc.signIn();
    await settle();
    first.surfaces.setArrangement(ON_NODE, READY['1']);
    first.surfaces.placeContent(ON_NODE, 0, cameraContent(CAMERA));
    broker.cut('a');
    advance(10);
    second.surfaces.placeContent(ON_NODE, 0, cameraContent(OTHER));
    broker.mend('a');
    await settle();
    expect(first.surfaces.get(ON_NODE)?.contents).toEqual([cameraContent(OTHER)]);
    node.link.stop();
    const again = start('node', 'pc');
    await again.signIn();
    await settle();
    expect(again.surfaces.get(monitorSurface(monitorKey('d1')))?.contents).toEqual([cameraContent(OTHER)]);
  });

  it('says what it ordered meanwhile when the line is back', async () => {
    const { start, settle, broker } = wall();
    const desk = start('desk', 'a');
    const node = start('node', 'pc');
    for (const pc of [desk, node]) await pc.signIn();
    await settle();
    broker.cut('a');
    desk.surfaces.placeContent(ON_NODE, 0, cameraContent(CAMERA));
    broker.mend('a');
    await settle();
    expect(node.surfaces.get(monitorSurface(monitorKey('d1')))?.contents[0]).toEqual(cameraContent(CAMERA));
  });
});

describe('the numbers of the wall', () => {
  it('become the same on two desks that have other monitors of their own, and on the wall', async () => {
    const { start, settle } = wall();
    const node = start('node', 'pc');
    const first = start('desk', 'a', [1, 3]);
    await settle();
    expect(first.numberOf(NODE_MONITOR)).toBe(2);
    const second = start('desk', 'b', [1, 2]);
    await settle();
    await settle();
    expect([first.numberOf(NODE_MONITOR), second.numberOf(NODE_MONITOR), node.numberOf('d1')]).toEqual([4, 4, 4]);
  });
});

describe('what another PC says of its tiles', () => {
  it('is not said again once the window that said it is silent', async () => {
    const { start, settle, advance } = wall();
    const node = start('node', 'pc');
    const desk = start('desk', 'a');
    await settle();
    node.stores.tileReports.put({ id: monitorSurface(monitorKey('d1')), utcMs: utcMs(0), tiles: [] });
    advance(4_000);
    expect(desk.stores.tileReports.get(ON_NODE)).toBeUndefined();
  });
});

describe("a tour on another PC's monitor", () => {
  const D1 = monitorSurface(monitorKey('d1'));
  const layouts = ['c1', 'c2'].map((camera, index) => layoutNamed(`l${String(index + 1)}`, { arrangement: READY['1'], contents: [cameraContent(cameraId(camera))] }));
  const steps = layouts.map(({ id }) => ({ layout: id, dwellS: 10 }));
  const shownBy = (pc: { readonly surfaces: { readonly get: (id: typeof D1) => { readonly contents: readonly unknown[] } | null } }, id = D1) => pc.surfaces.get(id)?.contents;

  async function touring() {
    const scene = wall();
    const [node, desk, other] = [scene.start('node', 'pc'), scene.start('desk', 'a'), scene.start('desk', 'b')];
    for (const pc of [node, desk, other]) await pc.signIn();
    desk.stores.layouts.put(...layouts);
    await scene.settle();
    expect(desk.surfaces.startTour(ON_NODE, 'Tua', steps)).toEqual({ ok: true, value: null });
    return { ...scene, node, desk, other };
  }

  it('goes on there and on every desk when the desk that began it has quit, and is written nowhere', async () => {
    const { node, desk, other, advance } = await touring();
    expect(shownBy(node)).toEqual([cameraContent(CAMERA)]);
    desk.link.stop();
    desk.surfaces.stop();
    const written = [node.saves(), other.saves()];
    for (const camera of [OTHER, CAMERA, OTHER]) {
      advance(10_000);
      expect([shownBy(node), shownBy(other, ON_NODE)]).toEqual([[cameraContent(camera)], [cameraContent(camera)]]);
    }
    expect([node.saves(), other.saves()]).toEqual(written);
    expect(node.surfaces.memory(D1, 0)).toEqual({ ok: true, value: [] });
  });

  it('is told once, and again only when one of its layouts has changed', async () => {
    const { node, desk, broker, advance } = await touring();
    const order = () => [...broker.retained].find(([topic]) => topic.endsWith('/order'))?.[1];
    const told = order();
    advance(40_000);
    expect(order()).toBe(told);
    desk.stores.layouts.put(...layouts.slice(1).map((layout) => ({ ...layout, contents: [cameraContent(cameraId('c9'))] })));
    advance(20_000);
    advance(10_000);
    expect(order()).not.toBe(told);
    expect(shownBy(node)).toEqual([cameraContent(cameraId('c9'))]);
  });

  it('stands still on all of them when it is paused, and ends with the next order of any desk', async () => {
    const { node, desk, other, advance } = await touring();
    advance(10_000);
    desk.surfaces.actOnTour(ON_NODE, 'pause');
    advance(35_000);
    expect([shownBy(node), shownBy(other, ON_NODE)]).toEqual([[cameraContent(OTHER)], [cameraContent(OTHER)]]);
    desk.surfaces.actOnTour(ON_NODE, 'resume');
    other.surfaces.placeContent(ON_NODE, 0, { kind: 'clock' });
    advance(35_000);
    expect([node, other, desk].map((pc) => shownBy(pc, pc === node ? D1 : ON_NODE))).toEqual([[{ kind: 'clock' }], [{ kind: 'clock' }], [{ kind: 'clock' }]]);
  });

  it('is shown at the step of now by a PC that starts again', async () => {
    const { node, desk, start, settle, advance } = await touring();
    desk.link.stop();
    node.link.stop();
    advance(10_000);
    const again = start('node', 'pc');
    await again.signIn();
    await settle();
    expect(shownBy(again)).toEqual([cameraContent(OTHER)]);
  });
});
