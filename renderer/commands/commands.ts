import type { Bridge } from '@contract/ipc/bridge.ts';
import type { Result } from '@contract/domain/result.ts';
import { DESK_SURFACE, monitorSurface, type CameraId, type LayoutId, type MonitorKey, type SurfaceId } from '@contract/domain/units.ts';
import type { Grid } from '@contract/domain/wall.ts';
import type { WindowState } from '../state/state-context.tsx';
import type { Language } from '../i18n/format.ts';

/**
 * What a person can do in this window. Those that answer a Result leave telling its failure to the caller, who shows it beside
 * the field; the others show a failure in the notice strip.
 */
export interface Commands {
  readonly signIn: (input: { readonly username: string; readonly password: string }) => Promise<Result<{ readonly next: 'code' | 'enrol' | 'offline' }>>;
  readonly confirmCode: (code: string) => Promise<Result<null>>;
  readonly cancelSignIn: () => void;
  readonly signOut: () => void;
  readonly enrolDevice: (enrolmentCode: string) => Promise<Result<null>>;
  readonly setLanguage: (language: Language) => void;

  /** Opens in the tile that shows it already, else in the selected tile when empty, else in the first empty one. */
  readonly openCamera: (camera: CameraId) => void;
  /** True when there is a camera of this number; it is opened. */
  readonly openNumber: (digits: string) => boolean;
  readonly placeCamera: (tile: number, camera: CameraId | null) => void;
  readonly swapTiles: (from: number, to: number) => void;
  readonly setGrid: (grid: Grid) => void;
  readonly clear: (surface: SurfaceId) => void;
  readonly applyLayout: (surface: SurfaceId, layout: LayoutId) => void;
  /** Copies what the desk shows to a monitor. */
  readonly sendDesk: (monitor: MonitorKey) => void;
  readonly identifyMonitors: () => void;

  readonly saveLayout: (input: { readonly name: string; readonly shared: boolean; readonly replace: LayoutId | null }) => Promise<Result<unknown>>;
  readonly removeLayout: (layout: LayoutId) => void;
  readonly dismissNotice: (notice: string) => void;
}

export function createCommands(requests: Bridge['requests'], { view, directory }: WindowState): Commands {
  const told = async (answer: Promise<Result<unknown>>): Promise<void> => {
    const result = await answer;
    if (!result.ok) view.actions.fail(result.error);
  };
  const openCamera = (camera: CameraId): void => {
    const preferred = view.store.getState().selectedTile;
    void requests['surface.openCamera']({ surface: DESK_SURFACE, camera, preferred }).then((answer) => {
      if (answer.ok) view.actions.selectTile(answer.value.tile);
      else view.actions.fail(answer.error);
    });
  };

  return {
    signIn: (input) => requests['session.signIn'](input),
    confirmCode: (code) => requests['session.confirmCode']({ code }),
    cancelSignIn: () => void told(requests['session.cancel']({})),
    signOut: () => {
      view.actions.reset();
      void told(requests['session.signOut']({}));
    },
    enrolDevice: (enrolmentCode) => requests['session.enrolDevice']({ enrolmentCode }),
    setLanguage: (language) => void told(requests['settings.setLanguage']({ language })),

    openCamera,
    openNumber: (digits) => {
      const number = Number.parseInt(digits, 10);
      const entry = directory.directory.getState().entries.find(({ camera }) => camera.number === number);
      if (entry !== undefined) openCamera(entry.camera.id);
      return entry !== undefined;
    },
    placeCamera: (tile, camera) => void told(requests['surface.placeCamera']({ surface: DESK_SURFACE, tile, camera })),
    swapTiles: (from, to) => {
      view.actions.selectTile(to);
      void told(requests['surface.swapTiles']({ surface: DESK_SURFACE, from, to }));
    },
    setGrid: (grid) => void told(requests['surface.setGrid']({ surface: DESK_SURFACE, grid })),
    clear: (surface) => void told(requests['surface.clear']({ surface })),
    applyLayout: (surface, layout) => void told(requests['surface.applyLayout']({ surface, layout })),
    sendDesk: (monitor) => void told(requests['surface.sendToMonitor']({ from: DESK_SURFACE, to: monitorSurface(monitor) })),
    identifyMonitors: () => void told(requests['window.identifyMonitors']({})),

    saveLayout: ({ name, shared, replace }) => requests['layouts.save']({ name, surface: DESK_SURFACE, shared, replace }),
    removeLayout: (layout) => void told(requests['layouts.remove']({ layout })),
    dismissNotice: (notice) => void told(requests['notices.dismiss']({ notice })),
  };
}
