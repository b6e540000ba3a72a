import type { Result } from '@contract/domain/result.ts';
import { isBare } from '@contract/domain/wall.ts';
import type { KeptSurface, SurfacesCache, SurfacesService } from '../services/surfaces/surfaces-service.ts';
import type { Stores } from '../state/stores.ts';
import { INITIAL_SURFACES, openSurfaces, surfacesOf, withSurfacesOf, type SavedSurfaces } from '../storage/documents/surfaces.ts';
import type { JsonDocument, LoadedDocument, StorageContext } from '../storage/json-document.ts';
import { matchMonitors, type DisplayFacts } from '../windows/monitor-key.ts';
import type { Notices } from './notices.ts';

export interface SurfacesKeeperEnvironment {
  readonly context: StorageContext;
  /** Origin of the server: what the surfaces showed with it, apart from others. */
  readonly address: string;
  readonly stores: Pick<Stores, 'monitors'>;
  readonly surfaces: Pick<SurfacesService, 'open' | 'isOpen'>;
  readonly notices: Notices;
  readonly onDidKeep: (result: Result<null>) => void;
}

/** What the monitors of this PC and the surfaces on them were, on disk. */
export interface SurfacesKeeper {
  readonly document: Pick<JsonDocument<SavedSurfaces>, 'load'>;
  /** What the disk has, once it was read. */
  readonly take: (loaded: LoadedDocument<SavedSurfaces>) => void;
  readonly cache: SurfacesCache;
  /** The displays of now become monitors with their keys and numbers; those of other PCs stay. */
  readonly setDisplays: (displays: readonly DisplayFacts[]) => void;
}

export function createSurfacesKeeper(environment: SurfacesKeeperEnvironment): SurfacesKeeper {
  const { address, stores, surfaces, notices } = environment;
  const document = openSurfaces(environment.context);
  let now: SavedSurfaces = INITIAL_SURFACES;
  let isRead = false;
  let displaysNow: readonly DisplayFacts[] | null = null;

  const save = async (next: SavedSurfaces) => {
    now = next;
    // What was not read yet is not written over: what is made meanwhile joins it when it is read.
    if (isRead) environment.onDidKeep(await document.save(next));
  };
  const setDisplays = (displays: readonly DisplayFacts[]) => {
    displaysNow = displays;
    const match = matchMonitors(displays, now.monitors);
    const elsewhere = [...stores.monitors.records().values()].filter(({ node }) => node !== null);
    stores.monitors.replaceAll([...match.monitors, ...elsewhere]);
    if (JSON.stringify(match.remembered) !== JSON.stringify(now.monitors)) void save({ ...now, monitors: match.remembered });
  };
  const cache: SurfacesCache = {
    load: async () => surfacesOf(now, address),
    save: (shown) => void save(withSurfacesOf(now, address, shown)),
  };
  const isMade = ({ surface, memory }: KeptSurface): boolean => !isBare(surface) || memory.some((earlier) => earlier.length > 0);

  return {
    document,
    take: ({ value, readOnly, quarantined }) => {
      if (readOnly) notices.show('storageReadOnly', 'warning');
      if (quarantined > 0) notices.show('storageDamaged', 'warning', { count: quarantined });
      const madeMeanwhile = surfacesOf(now, address).filter(isMade);
      now = value;
      isRead = true;
      if (madeMeanwhile.length > 0) {
        const others = surfacesOf(value, address).filter(({ surface }) => !madeMeanwhile.some((made) => made.surface.id === surface.id));
        void save(withSurfacesOf(value, address, [...others, ...madeMeanwhile]));
      }
      if (displaysNow !== null) setDisplays(displaysNow);
      if (surfaces.isOpen()) void surfaces.open(cache);
    },
    cache,
    setDisplays,
  };
}
