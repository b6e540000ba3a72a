import { createStore, type StoreApi } from 'zustand/vanilla';
import { EMPTY_QUERY, type CameraFilter, type CameraQuery } from '@contract/domain/camera-query.ts';
import type { AppError } from '@contract/domain/result.ts';
import type { AlarmId, CameraId, GroupId, LayoutId, UnitId } from '@contract/domain/units.ts';
import type { IpcContract } from '@contract/ipc/contract.ts';
import type { OutputOf } from '@contract/ipc/request-contract.ts';
import { NEW_ALARMS, type AlarmMemory } from './alarm-memory.ts';
import { NEW_MAP, type MapMemory, type MapTarget } from './map-memory.ts';

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
  | { readonly kind: 'zoom-tile'; readonly number: number }
  /** Cameras opened together; `left` had no tile. */
  | { readonly kind: 'opened-many'; readonly shown: number; readonly left: number }
  | { readonly kind: 'group-added'; readonly name: string; readonly cameras: number }
  | { readonly kind: 'group-exported'; readonly file: string; readonly cameras: number }
  | { readonly kind: 'search-saved'; readonly name: string }
  | { readonly kind: 'copied'; readonly text: string };

/** Where the layout editor begins: with what the desk shows, or with a saved layout. */
export type EditorStart = { readonly kind: 'desk' } | { readonly kind: 'layout'; readonly layout: LayoutId };

/** What stands beside the tiles of the live screen, other than the list of keys: the cameras in turn of a tile, layouts in turn, or the page of a camera. */
export type Beside = { readonly kind: 'sequence'; readonly tile: number } | { readonly kind: 'tour' } | { readonly kind: 'camera'; readonly camera: CameraId };

/** Lists of the camera panel. */
export const CAMERA_TABS = ['units', 'groups', 'searches'] as const;
export type CameraTab = (typeof CAMERA_TABS)[number];

/** A question that stands in the camera panel until answered: the name of a new group, or of the search to save. */
export type FindForm = { readonly kind: 'group'; readonly cameras: readonly CameraId[] } | { readonly kind: 'search' };

/** What came of a file of cameras: how many were taken, and each line that was let go. */
export type ImportReport = Pick<NonNullable<OutputOf<IpcContract['groups.importFile']>>, 'taken' | 'skipped'>;

/** What only this window knows: where the person looks and types. Never sent to main, gone with the window. */
export interface ViewState {
  readonly screenId: string;
  readonly selectedTile: number;
  /** What is looked for, in the list and on the map. */
  readonly query: CameraQuery;
  /** The search field is to take the focus as soon as it stands. */
  readonly wantsSearch: boolean;
  readonly isFilterOpen: boolean;
  readonly cameraTab: CameraTab;
  /** The group whose cameras are listed; null: the list of groups is. */
  readonly openGroup: GroupId | null;
  readonly findForm: FindForm | null;
  /** What came of a file of cameras, until it is dismissed. */
  readonly importReport: ImportReport | null;
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
  /** Pointer and keys steer the camera of the selected tile, when it turns. */
  readonly isSteering: boolean;
  readonly map: MapMemory;
  /** Where the map is to go next; null: it stays. */
  readonly mapTarget: MapTarget | null;
  /** The map is to go where the cameras it shows are. */
  readonly wantsMapFit: boolean;
  readonly alarms: AlarmMemory;
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
  readonly filter: (filter: CameraFilter) => void;
  /** Another query altogether, as a saved one. */
  readonly ask: (query: CameraQuery) => void;
  /** The live screen, and there the search field. */
  readonly goToSearch: () => void;
  /** The field has the focus. */
  readonly reachSearch: () => void;
  readonly openFilters: (open: boolean) => void;
  readonly showCameraTab: (tab: CameraTab) => void;
  readonly showGroup: (group: GroupId | null) => void;
  readonly openFindForm: (form: FindForm | null) => void;
  readonly reportImport: (report: ImportReport | null) => void;
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
  readonly steer: (on: boolean) => void;
  readonly keepMap: (part: Partial<MapMemory>) => void;
  /** Opens the map at a place, with all cameras the filter leaves. */
  readonly showOnMap: (target: MapTarget) => void;
  /** The map went there. */
  readonly reachTarget: () => void;
  /** Opens the map with what the query in sight finds, and nothing else. */
  readonly showFoundOnMap: () => void;
  readonly reachMapFit: () => void;
  readonly keepAlarms: (part: Partial<AlarmMemory>) => void;
  /** Opens the alarm screen with this alarm in view. */
  readonly showAlarm: (alarm: AlarmId) => void;
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
export const LIVE_SCREEN_ID = 'live';
export const MAP_SCREEN_ID = 'map';
export const ALARMS_SCREEN_ID = 'alarms';

const start: ViewState = {
  screenId: LIVE_SCREEN_ID,
  selectedTile: 0,
  query: EMPTY_QUERY,
  wantsSearch: false,
  isFilterOpen: false,
  cameraTab: 'units',
  openGroup: null,
  findForm: null,
  importReport: null,
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
  isSteering: false,
  map: NEW_MAP,
  mapTarget: null,
  wantsMapFit: false,
  alarms: NEW_ALARMS,
};

export function createViewStore(initial: Partial<ViewState> = {}): ViewStore {
  const first: ViewState = { ...start, ...initial };
  const store = createStore<ViewState>(() => first);
  const set = (part: Partial<ViewState>): void => {
    store.setState(part);
  };
  const toScreen = (screenId: string): Partial<ViewState> => {
    const { hasUnsaved, screenId: shown } = store.getState();
    return hasUnsaved && screenId !== shown ? { wantedScreenId: screenId, wantsSignOut: false } : { screenId, wantedScreenId: null };
  };
  return {
    store,
    actions: {
      showScreen: (screenId) => set(toScreen(screenId)),
      holdUnsaved: (hasUnsaved) => set({ hasUnsaved }),
      askToSignOut: () => {
        const { hasUnsaved } = store.getState();
        if (hasUnsaved) set({ wantsSignOut: true, wantedScreenId: null });
        return !hasUnsaved;
      },
      leaveScreen: (leave) => {
        const { wantedScreenId, screenId } = store.getState();
        set({ wantedScreenId: null, wantsSignOut: false, wantsSearch: leave && store.getState().wantsSearch, ...(leave && { hasUnsaved: false, screenId: wantedScreenId ?? screenId }) });
      },
      openEditor: (editorStart) => set({ screenId: EDITOR_SCREEN_ID, wantedScreenId: null, editorStart }),
      selectTile: (selectedTile) => set({ selectedTile }),
      search: (text) => set({ query: { ...store.getState().query, text } }),
      filter: (filter) => set({ query: { ...store.getState().query, filter } }),
      ask: (query) => set({ query }),
      goToSearch: () => set({ wantsSearch: true, ...toScreen(LIVE_SCREEN_ID) }),
      reachSearch: () => set({ wantsSearch: false }),
      openFilters: (isFilterOpen) => set({ isFilterOpen }),
      showCameraTab: (cameraTab) => set({ cameraTab }),
      showGroup: (openGroup) => set({ openGroup, ...(openGroup !== null && { cameraTab: 'groups' }) }),
      openFindForm: (findForm) => set({ findForm }),
      reportImport: (importReport) => set({ importReport }),
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
      steer: (isSteering) => set({ isSteering }),
      keepMap: (part) => set({ map: { ...store.getState().map, ...part } }),
      showOnMap: (mapTarget) => set({ mapTarget, map: { ...store.getState().map, words: '' }, ...toScreen(MAP_SCREEN_ID) }),
      reachTarget: () => set({ mapTarget: null }),
      showFoundOnMap: () => set({ map: { ...store.getState().map, words: store.getState().query.text.trim() }, wantsMapFit: true, ...toScreen(MAP_SCREEN_ID) }),
      reachMapFit: () => set({ wantsMapFit: false }),
      keepAlarms: (part) => set({ alarms: { ...store.getState().alarms, ...part } }),
      showAlarm: (open) => set({ alarms: { ...store.getState().alarms, desk: NEW_ALARMS.desk, open }, ...toScreen(ALARMS_SCREEN_ID) }),
      reset: () => set({ ...first, failures: [], expandedUnits: new Set(), cameraPanelPx: store.getState().cameraPanelPx }),
    },
  };
}
