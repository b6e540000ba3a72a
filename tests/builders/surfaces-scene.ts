import { READY } from '@contract/domain/arrangement.ts';
import { DESK_SURFACE, monitorKey, monitorSurface, type SurfaceId } from '@contract/domain/units.ts';
import type { Surface } from '@contract/domain/wall.ts';
import { createSurfacesService, type KeptSurface } from '../../main/services/surfaces/surfaces-service.ts';
import { createStores, only } from '../../main/state/stores.ts';
import { createFakeTime } from './fake-time.ts';
import { layoutNamed } from './fake-vms.ts';
import { monitorWith } from './monitors.ts';
import { cameraTiles, tileWords } from './tiles.ts';

export const LEFT = monitorSurface(monitorKey('d1'));
export const RIGHT = monitorSurface(monitorKey('d2'));
export const PLACES: readonly SurfaceId[] = [DESK_SURFACE, LEFT, RIGHT];

export const keptSurface = (surface: Surface): KeptSurface => ({ surface, memory: [] });

/** A surfaces service over two monitors of this PC and the layouts `l1` (four tiles), `l2` (one) and `l3` (two, locked). */
export function surfacesScene() {
  const time = createFakeTime();
  const stores = createStores({ address: '', language: 'vi', wallOnly: false });
  stores.monitors.put(monitorWith({ id: monitorKey('d1') }), monitorWith({ id: monitorKey('d2'), number: 2 }));
  stores.layouts.put(
    layoutNamed('l1', { name: 'Ca sáng', contents: cameraTiles('c1', null, null, null) }),
    layoutNamed('l2', { name: 'Cổng chính', arrangement: READY['1'], contents: cameraTiles('c2') }),
    layoutNamed('l3', { name: 'Ca đêm', arrangement: READY['2'], contents: cameraTiles('c3', 'c4'), locked: true }),
  );
  const saves: (readonly KeptSurface[])[] = [];
  const service = createSurfacesService({ stores, clock: time.clock, timers: time.timers });
  const told: (readonly SurfaceId[])[] = [];
  service.onDidChange((ids) => told.push(ids));
  const cacheOf = (saved: readonly KeptSurface[]) => ({ load: async () => saved, save: (shown: readonly KeptSurface[]) => void saves.push(shown) });
  const open = (saved: readonly Surface[] = []) => service.open(cacheOf(saved.map(keptSurface)));
  const shown = (id: SurfaceId) => stores.surfaces.get(id);
  const words = (id: SurfaceId) => tileWords(service.get(id)?.contents);
  /** Everything that is shown, to be compared. */
  const wall = () => JSON.stringify(PLACES.map((id) => service.get(id)));
  /** The server's clock. */
  const serverUtcMs = () => time.clock.utcMs() + only(stores.tier).clockOffsetMs;
  return { ...time, stores, service, saves, told, cacheOf, open, shown, words, wall, serverUtcMs };
}
