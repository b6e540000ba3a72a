import { isSameArrangement, type Arrangement } from '@contract/domain/arrangement.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { runFrom, withRunAct, type RunAct } from '@contract/domain/sequence.ts';
import { isSameContent, type TileContent, type TileContents, type Zoom } from '@contract/domain/tile-content.ts';
import { DESK_SURFACE, surfaceMonitor, type CameraId, type LayoutId, type SurfaceId } from '@contract/domain/units.ts';
import { emptySurface, holdsDesk, nothing, tileForCamera, tileOfCamera, withArrangement, withCamera, withCameras, withCamerasFrom, withContent, withContentOf, withLayout, withSwapped, type LayoutTour, type Surface } from '@contract/domain/wall.ts';
import type { Clock, Timers } from '../../platform/clock.ts';
import { only, update, type Stores } from '../../state/stores.ts';
import type { KeptSurface, TileMemory } from '../../storage/documents/surfaces.ts';
import { tileForAlarm } from './alarm-tile.ts';
import { remembered, stepBack, withChange } from './tile-memory.ts';
import { withTourAct } from './tour-place.ts';
import { createTourRunner } from './tour-runner.ts';
import { createUndoStack } from './undo-stack.ts';

export type { KeptSurface };

/** `act`: somebody's or a scene's, also an undo; `tour`: a tour came to its next step. */
export type ChangeKind = 'act' | 'tour';

export type Shown = Pick<Surface, 'arrangement' | 'contents'>;

export interface SurfacesCache {
  readonly load: () => Promise<readonly KeptSurface[]>;
  readonly save: (surfaces: readonly KeptSurface[]) => void;
}

export interface SurfacesEnvironment {
  readonly stores: Pick<Stores, 'surfaces' | 'layouts' | 'monitors' | 'picked' | 'tier' | 'tileReports'>;
  readonly clock: Clock;
  readonly timers: Timers;
}

/**
 * Codes of every act on a surface: wall/unknown-monitor; of those that change single tiles
 * or open cameras also layout/locked. Every act that changes a monitor (never the desk) can be undone.
 */
export interface SurfacesService {
  /** Shows on every surface what it showed last. */
  readonly open: (cache: SurfacesCache) => Promise<void>;
  /** Shows a camera in the tile it fits best, answers which. One that is shown already stays where it is, locked or not. */
  readonly openCamera: (surface: SurfaceId, camera: CameraId, preferred: number) => Result<{ readonly tile: number }>;
  /** The same for the camera of an alarm: it takes the largest tile that can be spared. */
  readonly openAlarmCamera: (surface: SurfaceId, camera: CameraId) => Result<{ readonly tile: number }>;
  /** Shows these cameras, at most TILES_MAX, and nothing else, in the ready arrangement that has room for them. */
  readonly openMany: (surface: SurfaceId, cameras: readonly CameraId[]) => Result<null>;
  /** Shows these cameras in a tile and in the empty ones after it; answers how many found one. */
  readonly fillFrom: (surface: SurfaceId, tile: number, cameras: readonly CameraId[]) => Result<{ readonly shown: number }>;
  readonly placeContent: (surface: SurfaceId, tile: number, content: TileContent | null) => Result<null>;
  readonly swapTiles: (surface: SurfaceId, from: number, to: number) => Result<null>;
  readonly setArrangement: (surface: SurfaceId, arrangement: Arrangement) => Result<null>;
  /** Empties every tile, and unlocks: an empty place has nothing to protect. */
  readonly clear: (surface: SurfaceId) => Result<null>;
  readonly setLocked: (surface: SurfaceId, locked: boolean) => Result<null>;
  /** Code layout/unknown. */
  readonly applyLayout: (surface: SurfaceId, layout: LayoutId) => Result<null>;
  readonly copy: (from: SurfaceId, to: SurfaceId) => Result<null>;
  /** Marks a surface as showing a saved layout (after saving `saved` of it), unless it was changed meanwhile. */
  readonly named: (surface: SurfaceId, layout: LayoutId, saved: Shown) => void;
  /** What a tile held before, newest first, 0..MEMORY_MAX. */
  readonly memory: (surface: SurfaceId, tile: number) => Result<readonly TileContent[]>;
  /** Puts back what a tile held before; what it holds now goes to the end of its memory. */
  readonly back: (surface: SurfaceId, tile: number) => Result<null>;
  /** Code app/invalid-input: no sequence is there. */
  readonly actOnSequence: (surface: SurfaceId, tile: number, act: RunAct) => Result<null>;
  /** Code app/invalid-input: no camera is there. One turn of the wheel after another is one step to undo. */
  readonly setZoom: (surface: SurfaceId, tile: number, zoom: Zoom | null) => Result<null>;
  /** Layouts in turn, from the first on. Code layout/unknown. */
  readonly startTour: (surface: SurfaceId, name: string, steps: LayoutTour['steps']) => Result<null>;
  /** `end` leaves what is shown. Without a tour nothing happens. */
  readonly actOnTour: (surface: SurfaceId, act: RunAct | 'end') => Result<null>;
  /** The camera hotspot tiles show. */
  readonly pick: (camera: CameraId | null) => Result<null>;
  /** What the wall of several PCs has picked. It is the wall's, not a person's: before the surfaces are open it waits for that, and again after a sign-out. */
  readonly adoptPick: (camera: CameraId | null) => void;
  /** Takes back the last change of any monitor. Code wall/nothing-to-undo. */
  readonly undo: () => Result<null>;
  /** Several places at once, locked or not, their PCs there or not, as one step to undo (a scene). Those this wall does not have are left out; wall/unknown-monitor: it has none. */
  readonly changeTogether: (surfaces: readonly Surface[]) => Result<null>;
  /**
   * What another PC of the wall decided for a monitor, also one that is not known yet: shown and kept, neither told on nor to be undone
   * here. Before the surfaces are open it waits for that. `step`: the next one of a tour, which is neither written nor remembered.
   */
  readonly adopt: (surface: Surface, kind: 'order' | 'step') => void;
  readonly get: (surface: SurfaceId) => Surface | null;
  /** What a monitor showed before the desk came on it; null: no desk is there. */
  readonly beneathDesk: (surface: SurfaceId) => Surface | null;
  /** Tells which surfaces were changed at this PC, and by what. Answers the unsubscribe. */
  readonly onDidChange: (listener: (surfaces: readonly SurfaceId[], kind: ChangeKind) => void) => () => void;
  /** A person is here and what the surfaces showed has been read. */
  readonly isOpen: () => boolean;
  readonly close: () => void;
  /** Ends the timers, for good. */
  readonly stop: () => void;
}

const UNDO_STEPS = 20;
/** A wheel that zooms is not written to the disk at every turn. */
const ZOOM_SAVE_AFTER_MS = 1_000;

const isSame = (one: Surface, other: Surface): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);

const isSameShown = (one: Shown, other: Shown): boolean => isSameArrangement(one.arrangement, other.arrangement) && one.contents.every((content, tile) => isSameContent(content, other.contents[tile] ?? null));

/** What lies beneath is kept only while the desk is there. */
const withBeneath = (place: Omit<KeptSurface, 'beneathDesk'>, under: Surface | undefined): KeptSurface => (under !== undefined && holdsDesk(place.surface) ? { ...place, beneathDesk: under } : place);

interface Change {
  readonly before: KeptSurface;
  readonly after: KeptSurface;
}

/** What the desk and every monitor show. Each change is kept on disk, so that the wall is back after a restart. */
export function createSurfacesService(environment: SurfacesEnvironment): SurfacesService {
  const { stores, clock, timers } = environment;
  let cache: SurfacesCache | null = null;
  let opening: SurfacesCache | null = null;
  let cancelSave: (() => void) | null = null;
  const memories = new Map<SurfaceId, TileMemory>();
  const beneath = new Map<SurfaceId, Surface>();
  /** What other PCs decided before it could be shown. */
  const early = new Map<SurfaceId, Surface>();
  /** What the wall has picked; undefined: this PC is a wall of its own. */
  let wallPick: CameraId | null | undefined;
  const undoStack = createUndoStack(UNDO_STEPS);
  const listeners = new Set<(surfaces: readonly SurfaceId[], kind: ChangeKind) => void>();
  const nowUtcMs = () => clock.utcMs() + only(stores.tier).clockOffsetMs;
  const tell = (ids: readonly SurfaceId[], kind: ChangeKind = 'act') => listeners.forEach((listener) => listener(ids, kind));
  // Where a tour stands follows from the clock: its steps are not written to the disk.
  const tours = createTourRunner({ stores, timers, nowUtcMs, onDidStep: (ids) => tell(ids, 'tour') });

  const get = (id: SurfaceId): Surface | null => {
    const monitor = surfaceMonitor(id);
    if (id !== DESK_SURFACE && (monitor === null || stores.monitors.get(monitor) === undefined)) return null;
    return stores.surfaces.get(id) ?? emptySurface(id);
  };
  const kept = (surface: Surface): KeptSurface => withBeneath({ surface, memory: memories.get(surface.id) ?? [] }, beneath.get(surface.id));
  const remember = (places: readonly KeptSurface[]) => {
    for (const { surface, memory, beneathDesk } of places) {
      memories.set(surface.id, memory);
      if (beneathDesk === undefined) beneath.delete(surface.id);
      else beneath.set(surface.id, beneathDesk);
    }
  };
  const save = () => {
    cancelSave?.();
    cancelSave = null;
    cache?.save([...stores.surfaces.records().values()].map(kept));
  };
  const saveSoon = () => {
    cancelSave ??= timers.after(ZOOM_SAVE_AFTER_MS, save);
  };
  const show = (places: readonly KeptSurface[], when: 'now' | 'soon' = 'now') => {
    remember(places);
    stores.surfaces.put(...places.map(({ surface }) => surface));
    if (when === 'now') save();
    else saveSoon();
  };
  /** As many contents as tiles; and the desk is shown by this PC's own monitors alone, never in itself. */
  const fitted = (surface: Surface): Surface => {
    const monitor = surfaceMonitor(surface.id);
    const mayHoldDesk = monitor !== null && stores.monitors.get(monitor)?.node === null;
    const contents: TileContents = surface.arrangement.tiles.map((_, tile) => {
      const content = surface.contents[tile] ?? null;
      return content?.kind === 'desk' && !mayHoldDesk ? null : content;
    });
    return contents.length === surface.contents.length && contents.every((content, tile) => content === surface.contents[tile]) ? surface : { ...surface, contents };
  };
  const changeTo = (after: Surface): Change => {
    const before = kept(stores.surfaces.get(after.id) ?? emptySurface(after.id));
    const surface = fitted(after);
    const under = holdsDesk(before.surface) ? before.beneathDesk : before.surface;
    return { before, after: withBeneath({ surface, memory: withChange(before.memory, before.surface.contents, surface.contents) }, under) };
  };
  /** Shows changes, tells of them, and keeps what the monitors among them were before. */
  const apply = (changes: readonly Change[], turn: string | null = null) => {
    undoStack.push(changes.flatMap(({ before }) => (before.surface.id === DESK_SURFACE ? [] : [before])), turn);
    show(changes.map(({ after }) => after), turn === null ? 'now' : 'soon');
    tell(changes.map(({ after }) => after.surface.id));
  };

  const isUpright = (id: SurfaceId): boolean => {
    const key = surfaceMonitor(id);
    const monitor = key === null ? undefined : stores.monitors.get(key);
    return monitor !== undefined && monitor.heightPx > monitor.widthPx;
  };

  // Also of a PC that is down: the broker keeps what it is told, and it takes its place when it returns.
  const reachable = (id: SurfaceId): Result<Surface> => {
    const surface = get(id);
    return surface === null ? err('wall/unknown-monitor') : ok(surface);
  };
  /** `whole`: an act a lock does not stop, as it brings what was made as a whole. */
  const change = (id: SurfaceId, kind: 'whole' | 'tiles', step: (surface: Surface) => Surface, turn: string | null = null): Result<null> => {
    const found = reachable(id);
    if (!found.ok) return found;
    const next = step(found.value);
    if (isSame(next, found.value)) {
      if (stores.surfaces.get(id) === undefined) show([kept(found.value)]);
      return ok(null);
    }
    if (kind === 'tiles' && found.value.locked) return err('layout/locked');
    apply([changeTo(next)], turn);
    return ok(null);
  };
  const openIn = (id: SurfaceId, camera: CameraId, tileIn: (surface: Surface) => number): Result<{ readonly tile: number }> => {
    const surface = get(id);
    if (surface === null) return err('wall/unknown-monitor');
    const tile = tileIn(surface);
    // Already there for good: its zoom stays too.
    const placed = change(id, 'tiles', (now) => (tileOfCamera(now, camera) === tile ? now : withCamera(now, tile, camera)));
    return placed.ok ? ok({ tile }) : placed;
  };
  const changeContent = (id: SurfaceId, tile: number, next: (content: TileContent) => TileContent | null, turn: string | null): Result<null> => {
    const content = get(id)?.contents[tile] ?? null;
    const wanted = content === null ? null : next(content);
    if (wanted === null) return get(id) === null ? err('wall/unknown-monitor') : err('app/invalid-input');
    return change(id, 'whole', (surface) => withContent(surface, tile, wanted), turn);
  };
  const showPick = (camera: CameraId | null) => {
    if (only(stores.picked).camera !== camera) update(stores.picked, { camera });
  };
  /** A run that was not begun yet, or by a clock that is ahead, begins now. */
  const begun = (content: TileContent | null): TileContent | null => {
    if (content?.kind !== 'sequence' || content.run.kind === 'paused') return content;
    const { anchorUtcMs, fromStep } = content.run;
    return anchorUtcMs > 0 && anchorUtcMs <= nowUtcMs() ? content : { ...content, run: runFrom(fromStep, nowUtcMs()) };
  };

  return {
    open: async (nextCache) => {
      // Nothing is saved before all is read: a change made meanwhile would otherwise replace the whole wall on disk.
      opening = nextCache;
      const places = await nextCache.load();
      if (opening !== nextCache) return;
      cache = nextCache;
      memories.clear();
      beneath.clear();
      undoStack.clear();
      remember(places);
      const surfaces = [...places.map(({ surface }) => surface).filter(({ id }) => !early.has(id)), ...early.values()];
      early.clear();
      stores.surfaces.replaceAll(surfaces.some((surface) => surface.id === DESK_SURFACE) ? surfaces : [...surfaces, emptySurface(DESK_SURFACE)]);
      if (wallPick !== undefined) showPick(wallPick);
    },
    openCamera: (id, camera, preferred) => openIn(id, camera, (surface) => tileForCamera(surface, camera, preferred)),
    openAlarmCamera: (id, camera) => openIn(id, camera, (surface) => tileForAlarm(surface, camera)),
    openMany: (id, cameras) => change(id, 'tiles', (surface) => withCameras(surface, cameras, isUpright(id))),
    fillFrom: (id, tile, cameras) => {
      const found = reachable(id);
      if (!found.ok) return found;
      const filled = withCamerasFrom(found.value, tile, cameras);
      const changed = change(id, 'tiles', () => filled.surface);
      return changed.ok ? ok({ shown: filled.shown }) : changed;
    },
    placeContent: (id, tile, content) => change(id, 'tiles', (surface) => withContent(surface, tile, begun(content))),
    swapTiles: (id, from, to) => change(id, 'tiles', (surface) => withSwapped(surface, from, to)),
    setArrangement: (id, arrangement) => change(id, 'tiles', (surface) => withArrangement(surface, arrangement)),
    clear: (id) => change(id, 'whole', (surface) => ({ ...emptySurface(id, surface.arrangement), contents: nothing(surface.arrangement.tiles.length) })),
    setLocked: (id, locked) => change(id, 'whole', (surface) => (surface.locked === locked ? surface : { ...surface, locked })),
    applyLayout: (id, wanted) => {
      const layout = stores.layouts.get(wanted);
      return layout === undefined ? err('layout/unknown') : change(id, 'whole', () => withLayout(id, layout));
    },
    copy: (from, to) => {
      const source = get(from);
      return source === null ? err('wall/unknown-monitor') : change(to, 'whole', (surface) => (from === to ? surface : withContentOf(to, source)));
    },
    named: (id, wanted, saved) => {
      const layout = stores.layouts.get(wanted);
      const surface = get(id);
      if (layout === undefined || surface === null || !isSameShown(surface, saved)) return;
      show([kept({ ...surface, layoutId: layout.id, layoutName: layout.name })]);
      tell([id]);
    },
    memory: (id, tile) => {
      const surface = get(id);
      return surface === null ? err('wall/unknown-monitor') : ok(remembered(memories.get(id) ?? [], tile, surface.contents[tile] ?? null));
    },
    back: (id, tile) => {
      const found = reachable(id);
      if (!found.ok) return found;
      const before = kept(found.value);
      const { surface, memory } = before;
      const turned = stepBack(memory, tile, surface.contents[tile] ?? null);
      if (turned === null || tile >= surface.contents.length) return ok(null);
      if (surface.locked) return err('layout/locked');
      apply([{ before, after: withBeneath({ surface: withContent(surface, tile, turned.content), memory: turned.memory }, before.beneathDesk) }]);
      return ok(null);
    },
    actOnSequence: (id, tile, act) =>
      changeContent(id, tile, (content) => (content.kind === 'sequence' ? { ...content, run: withRunAct(content.sequence.steps, content.run, act, nowUtcMs()) } : null), null),
    setZoom: (id, tile, zoom) => changeContent(id, tile, (content) => (content.kind === 'camera' ? { ...content, zoom: zoom !== null && zoom.scale > 1 ? zoom : null } : null), `zoom ${String(tile)} ${id}`),
    startTour: (id, name, steps) => {
      if (steps.some(({ layout }) => stores.layouts.get(layout) === undefined)) return err('layout/unknown');
      return change(id, 'whole', (surface) => tours.due({ ...surface, layoutId: null }, { name, steps, run: runFrom(0, nowUtcMs()) }));
    },
    actOnTour: (id, act) =>
      change(id, 'whole', (surface) => {
        if (surface.tour === null) return surface;
        if (act === 'end') return { ...surface, tour: null };
        const tour = withTourAct(surface.tour, (layout) => stores.layouts.get(layout) !== undefined, act, nowUtcMs());
        return tour === surface.tour ? surface : tours.due(surface, tour);
      }),
    pick: (camera) => {
      if (wallPick !== undefined) wallPick = camera;
      showPick(camera);
      return ok(null);
    },
    adoptPick: (camera) => {
      wallPick = camera;
      if (cache !== null) showPick(camera);
    },
    undo: () => {
      for (let before = undoStack.pop(); before !== null; before = undoStack.pop()) {
        const standing = before.filter(({ surface }) => get(surface.id) !== null);
        if (standing.length === 0) continue;
        show(standing);
        tell(standing.map(({ surface }) => surface.id));
        return ok(null);
      }
      return err('wall/nothing-to-undo');
    },
    changeTogether: (surfaces) => {
      const standing = surfaces.filter(({ id }) => get(id) !== null);
      const changes = standing.map((surface) => changeTo(surface)).filter(({ before, after }) => !isSame(before.surface, after.surface));
      if (changes.length > 0) apply(changes);
      return standing.length === 0 && surfaces.length > 0 ? err('wall/unknown-monitor') : ok(null);
    },
    adopt: (surface, kind) => {
      if (surface.id === DESK_SURFACE) return;
      if (cache === null) early.set(surface.id, surface);
      else if (kind === 'step') stores.surfaces.put(fitted(surface));
      else show([changeTo(surface).after]);
    },
    get,
    beneathDesk: (id) => beneath.get(id) ?? null,
    onDidChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    isOpen: () => cache !== null,
    close: () => {
      // What waits to be written belongs to who was here.
      if (cancelSave !== null) save();
      opening = null;
      cache = null;
      memories.clear();
      beneath.clear();
      undoStack.clear();
      stores.surfaces.replaceAll([]);
      stores.tileReports.replaceAll([]);
      update(stores.picked, { camera: null });
    },
    stop: () => {
      if (cancelSave !== null) save();
      tours.stop();
    },
  };
}
