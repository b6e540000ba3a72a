import { act } from 'react';
import { afterEach, beforeEach, vi } from 'vitest';
import type { Camera, Position } from '@contract/domain/camera.ts';
import type { MapBounds, MapMark } from '@contract/domain/camera-query.ts';
import { ok } from '@contract/domain/result.ts';
import { cameraId, monitorKey, monitorSurface, utcMs } from '@contract/domain/units.ts';
import { ONLY } from '@contract/state/slices.ts';
import { MapScreen } from '../../renderer/screens/map/map-screen.tsx';
import { cameraWith, unitWith } from './cameras.ts';
import { createDeskPage, withBoxes, type DeskPage } from './desk-page.tsx';
import { createFakeSiteMap, type FakeSiteMap } from './fake-site-map.ts';
import { monitorWith } from './monitors.ts';
import { personWith } from './people.ts';

export const A: Position = { lonDeg: 105.8, latDeg: 21 };
export const B: Position = { lonDeg: 105.81, latDeg: 21.01 };
export const NINE = Array.from({ length: 9 }, (_, index): Camera => cameraWith(index + 1, { name: `Nút giao Cầu Giấy ${String(index + 1)}`, position: A, address: 'Cầu Giấy' }));
export const TWO = monitorSurface(monitorKey('m2'));
export const WHERE: MapBounds = { west: 105.79, south: 21.03, east: 105.8, north: 21.04 };
export const markOf = (camera: Camera, condition: 'working' | 'lost' = 'working'): MapMark => ({ id: `c${camera.id}`, kind: 'camera', at: A, camera: camera.id, number: camera.number, name: camera.name, turns: false, type: null, bearingDeg: null, condition });
export const GROUP: MapMark = { id: 'k1', kind: 'cluster', at: B, counts: { working: 40, lost: 2, broken: 0, unknown: 0 }, bounds: { west: 105.8, south: 21, east: 105.82, north: 21.02 } };

/** The map screen before each test of a file, on a desk with two monitors and nine cameras; `area` and `extent` are what main answers. */
export interface MapScene {
  page: DeskPage;
  map: FakeSiteMap;
  area: unknown;
  extent: unknown;
  settle(ms?: number): Promise<void>;
  person(does: (hands: ReturnType<FakeSiteMap['person']>) => void): Promise<void>;
  lines(): readonly string[];
  asked(name: string): readonly unknown[];
  toldLast(what: string): readonly unknown[];
  frame(): HTMLElement;
}

export function mapScene(): MapScene {
  const scene: MapScene = {
    page: createDeskPage(() => ok(null)),
    map: createFakeSiteMap(),
    area: null,
    extent: null,
    settle: async (ms = 300) => {
      await act(async () => {
        await vi.advanceTimersByTimeAsync(ms);
      });
    },
    person: async (does) => {
      await act(async () => {
        does(scene.map.person());
      });
      await scene.settle();
    },
    lines: () => [...scene.page.place.querySelectorAll('[data-map-row]')].map((line) => line.textContent ?? ''),
    asked: (name) => scene.page.calls.flatMap(([called, input]) => (called === name ? [input] : [])),
    toldLast: (what) => scene.map.told.filter(([told]) => told === what).at(-1)?.slice(1) ?? [],
    frame: () => scene.page.find('[role="application"]'),
  };
  beforeEach(async () => {
    vi.useFakeTimers();
    withBoxes({ widthPx: 400, heightPx: 600 });
    scene.map = createFakeSiteMap();
    scene.area = ok({ items: NINE.map((camera, index) => ({ camera, distanceM: index * 120 })), total: 9 });
    scene.extent = ok({ bounds: WHERE, placed: 1_200, total: 1_204 });
    scene.page = createDeskPage((name) => {
      if (name === 'directory.area') return scene.area;
      if (name === 'directory.places') return ok({ places: [{ kind: 'street', name: 'Xuân Thủy', within: 'Quận Cầu Giấy', position: B, cameras: 42 }] });
      if (name === 'map.coverage') return ok({ areas: [{ camera: cameraId('c'), corners: [[105.8, 21], [105.81, 21], [105.8, 21.01]] }], tooMany: false });
      if (name === 'map.extent') return scene.extent;
      if (name === 'surface.openMany') return ok({ shown: 9 });
      return ok(name === 'surface.openCamera' ? { tile: 0 } : null);
    });
    scene.page.show('session', [{ id: ONLY, session: { kind: 'signed-in', person: personWith(), sinceUtcMs: utcMs(0) }, vault: 'available', wallOnly: false }]);
    scene.page.show('monitors', [monitorWith({ id: monitorKey('m1'), number: 1 }), monitorWith({ id: monitorKey('m2'), number: 2, xPx: 1920 })]);
    scene.page.know(NINE, [unitWith('hoan-kiem', 'Quận Hoàn Kiếm')]);
    scene.page.show('mapMarks', [markOf(NINE[0] ?? cameraWith(1)), markOf(NINE[1] ?? cameraWith(2), 'lost'), GROUP]);
    await scene.page.draw(<MapScreen createMap={scene.map.create} renderPicture={(camera) => <figure aria-label={`Hình ${camera}`} />} />);
  });
  afterEach(async () => {
    await scene.page.release();
    vi.useRealTimers();
  });
  return scene;
}
