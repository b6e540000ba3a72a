import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '@contract/domain/result.ts';
import type { LayoutId, UnitId } from '@contract/domain/units.ts';

/** A request of this window that main refused; shown until dismissed or replaced by the next of its code. */
export interface Failure {
  readonly id: string;
  readonly error: AppError;
}

/** Something that was done, said in the status bar until the next is said. */
export type Told =
  | { readonly kind: 'snapshot'; readonly file: string; readonly sha256: string }
  | { readonly kind: 'found'; readonly places: number }
  | { readonly kind: 'exported'; readonly file: string }
  | { readonly kind: 'imported'; readonly imported: number; readonly skipped: number }
  | { readonly kind: 'layout-waiting' }
  | { readonly kind: 'no-empty-tile' }
  | { readonly kind: 'no-picture' }
  | { readonly kind: 'zoom-tile'; readonly number: number };

/** Where the layout editor begins: with what the desk shows, or with a saved layout. */
export type EditorStart = { readonly kind: 'desk' } | { readonly kind: 'layout'; readonly layout: LayoutId };

/** What stands beside the tiles of the live screen, other than the list of keys: the cameras in turn of a tile, or layouts in turn. */
export type Beside = { readonly kind: 'sequence'; readonly tile: number } | { readonly kind: 'tour' };

/** What only this window knows: where the person looks and types. Never sent to main, gone with the window. */
export interface ViewState {
  readonly screenId: string;
  readonly selectedTile: number;
  readonly searchText: string;
  readonly expandedUnits: ReadonlySet<UnitId>;
  readonly cameraPanelPx: number;
  readonly isWallPanelOpen: boolean;
  readonly isKeyListOpen: boolean;
  /** Null: nothing. It and the list of keys take each other's place. */
  readonly beside: Beside | null;
  readonly isSaveOpen: boolean;
  /** What is typed so far by the number grammar (commands/number-grammar.ts), e.g. `2M5T12`; empty: nothing. */
  readonly numberEntry: string;
  /** A screen holds changes that are not saved: another is shown only after the person was asked. */
  readonly hasUnsaved: boolean;
  /** The screen that was asked for meanwhile; null: none. */
  readonly wantedScreenId: string | null;
  /** The person asked to sign out meanwhile. */
  readonly wantsSignOut: boolean;
  /** What the layout editor is to begin with next; null: what it held. */
  readonly editorStart: EditorStart | null;
  readonly failures: readonly Failure[];
  readonly told: Told | null;
  /** Figures of each picture (frames, age, codec, bits) are written over the desk's tiles. */
  readonly isTileInfoShown: boolean;
  /** Tile of the desk whose sound is on: one at a time. */
  readonly soundTile: number | null;
}

export const CAMERA_PANEL_PX = { min: 280, max: 480, start: 328 } as const;

export interface ViewActions {
  /** While something is not saved the person is asked first: see `wantedScreenId`. */
  readonly showScreen: (screenId: string) => void;
  readonly holdUnsaved: (hasUnsaved: boolean) => void;
  /** True: nothing is unsaved, they may go. False: the person is asked first, see `wantsSignOut`. */
  readonly askToSignOut: () => boolean;
  /** The answer to the question on leaving. */
  readonly leaveScreen: (leave: boolean) => void;
  /** Opens the layout editor; null: goes on with what it held. */
  readonly openEditor: (start: EditorStart | null) => void;
  readonly selectTile: (tile: number) => void;
  readonly search: (text: string) => void;
  readonly toggleUnit: (unit: UnitId, expanded: boolean) => void;
  readonly resizeCameraPanel: (widthPx: number) => void;
  readonly openWallPanel: (open: boolean) => void;
  readonly openKeyList: (open: boolean) => void;
  readonly openBeside: (beside: Beside | null) => void;
  readonly openSave: (open: boolean) => void;
  readonly enterNumber: (digits: string) => void;
  readonly fail: (error: AppError) => void;
  readonly dismissFailure: (id: string) => void;
  readonly tell: (told: Told | null) => void;
  readonly showTileInfo: (shown: boolean) => void;
  readonly soundFrom: (tile: number | null) => void;
  /** Back to the start, for the next person. */
  readonly reset: () => void;
}

export interface ViewStore {
  readonly store: StoreApi<ViewState>;
  readonly actions: ViewActions;
}

const MOST_FAILURES = 3;
const MOST_ENTRY = 16;
export const EDITOR_SCREEN_ID = 'layout-editor';

const start: ViewState = {
  screenId: 'live',
  selectedTile: 0,
  searchText: '',
  expandedUnits: new Set(),
  cameraPanelPx: CAMERA_PANEL_PX.start,
  isWallPanelOpen: true,
  isKeyListOpen: false,
  beside: null,
  isSaveOpen: false,
  numberEntry: '',
  hasUnsaved: false,
  wantedScreenId: null,
  wantsSignOut: false,
  editorStart: null,
  failures: [],
  told: null,
  isTileInfoShown: false,
  soundTile: null,
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
      showScreen: (screenId) => {
        const { hasUnsaved, screenId: shown } = store.getState();
        set(hasUnsaved && screenId !== shown ? { wantedScreenId: screenId, wantsSignOut: false } : { screenId, wantedScreenId: null });
      },
      holdUnsaved: (hasUnsaved) => set({ hasUnsaved }),
      askToSignOut: () => {
        const { hasUnsaved } = store.getState();
        if (hasUnsaved) set({ wantsSignOut: true, wantedScreenId: null });
        return !hasUnsaved;
      },
      leaveScreen: (leave) => {
        const { wantedScreenId, screenId } = store.getState();
        set({ wantedScreenId: null, wantsSignOut: false, ...(leave && { hasUnsaved: false, screenId: wantedScreenId ?? screenId }) });
      },
      openEditor: (editorStart) => set({ screenId: EDITOR_SCREEN_ID, wantedScreenId: null, editorStart }),
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
      openKeyList: (isKeyListOpen) => set({ isKeyListOpen, ...(isKeyListOpen && { beside: null }) }),
      openBeside: (beside) => set({ beside, ...(beside !== null && { isKeyListOpen: false }) }),
      openSave: (isSaveOpen) => set({ isSaveOpen }),
      enterNumber: (digits) => set({ numberEntry: digits.slice(0, MOST_ENTRY) }),
      fail: (error) => {
        const others = store.getState().failures.filter((failure) => failure.id !== error.code);
        set({ failures: [...others, { id: error.code, error }].slice(-MOST_FAILURES) });
      },
      dismissFailure: (id) => set({ failures: store.getState().failures.filter((failure) => failure.id !== id) }),
      tell: (told) => set({ told }),
      showTileInfo: (isTileInfoShown) => set({ isTileInfoShown }),
      soundFrom: (soundTile) => set({ soundTile }),
      reset: () => set({ ...first, failures: [], expandedUnits: new Set(), cameraPanelPx: store.getState().cameraPanelPx }),
    },
  };
}
