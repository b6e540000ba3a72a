import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '@contract/domain/result.ts';
import type { UnitId } from '@contract/domain/units.ts';

/** A request of this window that main refused; shown until dismissed or replaced by the next of its code. */
export interface Failure {
  readonly id: string;
  readonly error: AppError;
}

/** What only this window knows: where the person looks and types. Never sent to main, gone with the window. */
export interface ViewState {
  readonly screenId: string;
  readonly selectedTile: number;
  readonly searchText: string;
  readonly expandedUnits: ReadonlySet<UnitId>;
  readonly cameraPanelPx: number;
  readonly isWallPanelOpen: boolean;
  readonly isKeyListOpen: boolean;
  readonly isSaveOpen: boolean;
  /** Digits typed so far of a camera's number; empty: none. */
  readonly numberEntry: string;
  readonly failures: readonly Failure[];
}

export const CAMERA_PANEL_PX = { min: 280, max: 480, start: 328 } as const;

export interface ViewActions {
  readonly showScreen: (screenId: string) => void;
  readonly selectTile: (tile: number) => void;
  readonly search: (text: string) => void;
  readonly toggleUnit: (unit: UnitId, expanded: boolean) => void;
  readonly resizeCameraPanel: (widthPx: number) => void;
  readonly openWallPanel: (open: boolean) => void;
  readonly openKeyList: (open: boolean) => void;
  readonly openSave: (open: boolean) => void;
  readonly enterNumber: (digits: string) => void;
  readonly fail: (error: AppError) => void;
  readonly dismissFailure: (id: string) => void;
  /** Back to the start, for the next person. */
  readonly reset: () => void;
}

export interface ViewStore {
  readonly store: StoreApi<ViewState>;
  readonly actions: ViewActions;
}

const MOST_FAILURES = 3;
const MOST_DIGITS = 7;

const start: ViewState = {
  screenId: 'live',
  selectedTile: 0,
  searchText: '',
  expandedUnits: new Set(),
  cameraPanelPx: CAMERA_PANEL_PX.start,
  isWallPanelOpen: true,
  isKeyListOpen: false,
  isSaveOpen: false,
  numberEntry: '',
  failures: [],
};

export function createViewStore(initial: Partial<ViewState> = {}): ViewStore {
  const first: ViewState = { ...start, ...initial };
  const store = createStore<ViewState>(() => first);
  const set = (part: Partial<ViewState>): void => {
    store.setState(part);
  };
  return {
    store,
    actions: {
      showScreen: (screenId) => set({ screenId }),
      selectTile: (selectedTile) => set({ selectedTile }),
      search: (searchText) => set({ searchText }),
      toggleUnit: (unit, expanded) => {
        const expandedUnits = new Set(store.getState().expandedUnits);
        if (expanded) expandedUnits.add(unit);
        else expandedUnits.delete(unit);
        set({ expandedUnits });
      },
      resizeCameraPanel: (widthPx) => set({ cameraPanelPx: Math.round(Math.min(CAMERA_PANEL_PX.max, Math.max(CAMERA_PANEL_PX.min, widthPx))) }),
      openWallPanel: (isWallPanelOpen) => set({ isWallPanelOpen }),
      openKeyList: (isKeyListOpen) => set({ isKeyListOpen }),
      openSave: (isSaveOpen) => set({ isSaveOpen }),
      enterNumber: (digits) => set({ numberEntry: digits.slice(0, MOST_DIGITS) }),
      fail: (error) => {
        const others = store.getState().failures.filter((failure) => failure.id !== error.code);
        set({ failures: [...others, { id: error.code, error }].slice(-MOST_FAILURES) });
      },
      dismissFailure: (id) => set({ failures: store.getState().failures.filter((failure) => failure.id !== id) }),
      reset: () => set({ ...first, failures: [], expandedUnits: new Set(), cameraPanelPx: store.getState().cameraPanelPx }),
    },
  };
}
