import type { Bridge } from '@contract/ipc/bridge.ts';
import type { RequestAnswer, RequestInput } from '@contract/ipc/contract.ts';
import type { Arrangement } from '@contract/domain/arrangement.ts';
import type { Result } from '@contract/domain/result.ts';
import type { RunAct } from '@contract/domain/sequence.ts';
import type { TileContent, TileContents, Zoom } from '@contract/domain/tile-content.ts';
import { DESK_SURFACE, monitorSurface, type AlarmId, type CameraId, type LayoutId, type MonitorKey, type SceneId, type SurfaceId } from '@contract/domain/units.ts';
import type { WindowState } from '../state/state-context.tsx';
import type { Language } from '../i18n/format.ts';
import { createAlarmCommands, type AlarmCommands } from './alarm-commands.ts';
import { createDutyCommands, createStatisticsCommands, type DutyCommands, type StatisticsCommands } from './duty-commands.ts';
import { createFinding, type Finding } from './finding.ts';
import { createGroupCommands, type GroupCommands } from './group-commands.ts';
import { createOpeningMany, type OpeningMany } from './open-many.ts';
import { createEscalationCommands, type EscalationCommands } from './escalation-commands.ts';
import { createProcedureCommands, type ProcedureCommands } from './procedure-commands.ts';
import { createRuleCommands, type RuleCommands } from './rule-commands.ts';
import { createPtzCommands, type PtzCommands } from './ptz-commands.ts';
import { createSoundCommands, type SoundCommands } from './sound-commands.ts';
import { createTileActs, type TileAct, type TileActHandler } from './tile-acts.ts';

/** A layout to save: what a place shows, or a draft of the editor. */
export interface LayoutToSave {
  readonly name: string;
  readonly from: { readonly surface: SurfaceId } | { readonly arrangement: Arrangement; readonly contents: TileContents };
  readonly shared: boolean;
  readonly locked: boolean;
  /** The layout it takes the place of; null: a new one. */
  readonly replace: LayoutId | null;
  /** The version the draft was begun from; left out: the one of now. */
  readonly baseEtag?: string | null;
}

/**
 * What a person can do in this window. Those that answer a Result leave telling its failure to the caller, who shows it beside
 * the field; the others show a failure in the notice strip. A place (`surface`) is the desk or a monitor.
 */
export interface Commands extends GroupCommands, OpeningMany {
  readonly signIn: (input: { readonly username: string; readonly password: string }) => Promise<Result<{ readonly next: 'code' | 'enrol' | 'offline' }>>;
  readonly confirmCode: (code: string) => Promise<Result<null>>;
  readonly cancelSignIn: () => void;
  readonly signOut: () => void;
  readonly enrolDevice: (enrolmentCode: string) => Promise<Result<null>>;
  readonly setLanguage: (language: Language) => void;
  /** Keys of commands the operator changed; null: the usual ones again. */
  readonly setKeys: (keys: Readonly<Record<string, string>> | null) => Promise<Result<null>>;
  /** kbit/s; null: the usual budget of the tier. */
  readonly setLinkBudget: (budgetKbps: number | null) => Promise<Result<null>>;
  /** Answers when main has tried it; the file of `pmtiles` is chosen in a dialog. */
  readonly setBaseMap: (input: RequestInput<'settings.setBaseMap'>) => RequestAnswer<'settings.setBaseMap'>;
  /** What main tries now is not taken any more. */
  readonly cancelBaseMap: () => void;

  /** Opens on the desk: in the tile that shows it already, else in the selected tile when empty, else in the first empty one. */
  readonly openCamera: (camera: CameraId) => void;
  /** The same on any place, from a tile on. */
  readonly openCameraOn: (surface: SurfaceId, camera: CameraId, preferred: number) => void;
  /** Questions to the directory. */
  readonly finding: Finding;
  readonly placeContent: (surface: SurfaceId, tile: number, content: TileContent | null) => void;
  /** On the desk the selection goes along. */
  readonly swapTiles: (surface: SurfaceId, from: number, to: number) => void;
  readonly setArrangement: (surface: SurfaceId, arrangement: Arrangement) => void;
  readonly clear: (surface: SurfaceId) => void;
  readonly setLocked: (surface: SurfaceId, locked: boolean) => void;
  readonly applyLayout: (surface: SurfaceId, layout: LayoutId) => void;
  /** Copies what a place shows to a monitor. */
  readonly send: (from: SurfaceId, monitor: MonitorKey) => void;
  readonly sendDesk: (monitor: MonitorKey) => void;
  /** What a tile held before, newest first. */
  readonly tileMemory: (surface: SurfaceId, tile: number) => RequestAnswer<'surface.memory'>;
  readonly tileBack: (surface: SurfaceId, tile: number) => void;
  readonly sequence: (surface: SurfaceId, tile: number, act: RunAct) => void;
  readonly setZoom: (surface: SurfaceId, tile: number, zoom: Zoom | null) => void;
  readonly startTour: (surface: SurfaceId, name: string, steps: readonly { readonly layout: LayoutId; readonly dwellS: number }[]) => Promise<Result<null>>;
  readonly tour: (surface: SurfaceId, act: RunAct | 'end') => void;
  /** The camera that hotspot tiles show. */
  readonly pick: (camera: CameraId | null) => void;
  /** Asks a tile of the desk, the selected one unless told otherwise; false: it cannot do this now. */
  readonly tileAct: (act: TileAct, tile?: number) => boolean;
  /** A tile of the desk that stands answers `tileAct` until it releases. */
  readonly answerTileActs: (tile: number, handler: TileActHandler) => () => void;

  readonly undoWall: () => void;
  readonly showDesk: (monitor: MonitorKey, on: boolean) => void;
  readonly sendAlarm: (alarm: AlarmId, surface: SurfaceId) => void;
  /** Flashes the tiles of the wall that show a camera; how many is said in the status bar. */
  readonly find: (camera: CameraId) => void;
  readonly identifyMonitors: () => void;
  readonly saveScene: (input: RequestInput<'scenes.save'>) => RequestAnswer<'scenes.save'>;
  readonly setScene: (input: RequestInput<'scenes.set'>) => Promise<Result<null>>;
  readonly recallScene: (scene: SceneId) => void;
  readonly removeScene: (scene: SceneId) => void;

  readonly saveLayout: (layout: LayoutToSave) => RequestAnswer<'layouts.save'>;
  readonly resolveConflict: (layout: LayoutId, keep: 'mine' | 'theirs' | 'both') => Promise<Result<null>>;
  readonly removeLayout: (layout: LayoutId) => void;
  /** To and from a file the operator chooses; what came of it is said in the status bar. */
  readonly exportLayouts: (layouts: readonly LayoutId[]) => void;
  readonly importLayouts: () => void;
  readonly importPicture: () => RequestAnswer<'layouts.importPicture'>;

  readonly liftMask: (input: RequestInput<'masks.lift'>) => Promise<Result<null>>;
  readonly restoreMask: (camera: CameraId) => void;
  readonly saveSnapshot: (input: RequestInput<'snapshot.save'>) => RequestAnswer<'snapshot.save'>;
  /** Where this window shows web tiles now. */
  readonly placeWeb: (tiles: RequestInput<'web.place'>['tiles']) => void;
  readonly deskSource: () => RequestAnswer<'media.deskSource'>;
  readonly dismissNotice: (notice: string) => void;
  readonly alarms: AlarmCommands;
  readonly ptz: PtzCommands;
  readonly sounds: SoundCommands;
  readonly procedures: ProcedureCommands;
  readonly rules: RuleCommands;
  readonly escalation: EscalationCommands;
  readonly duty: DutyCommands;
  readonly statistics: StatisticsCommands;
}

export function createCommands(requests: Bridge['requests'], { view, book, replica, clock }: WindowState): Commands {
  const finding = createFinding(requests, book);
  const tileActs = createTileActs();
  const told = async <T,>(answer: Promise<Result<T>>, then?: (value: T) => void): Promise<void> => {
    const result = await answer;
    if (result.ok) then?.(result.value);
    else view.actions.fail(result.error);
  };
  const openCameraOn = (surface: SurfaceId, camera: CameraId, preferred: number): void =>
    void told(requests['surface.openCamera']({ surface, camera, preferred }), ({ tile }) => {
      if (surface === DESK_SURFACE) view.actions.selectTile(tile);
    });
  const openCamera = (camera: CameraId): void => {
    openCameraOn(DESK_SURFACE, camera, view.store.getState().selectedTile);
  };
  const send = (from: SurfaceId, monitor: MonitorKey): void => void told(requests['surface.sendToMonitor']({ from, to: monitorSurface(monitor) }));

  return {
    ...createGroupCommands(requests, view),
    ...createOpeningMany(requests, { view, replica }, finding),
    signIn: (input) => requests['session.signIn'](input),
    confirmCode: (code) => requests['session.confirmCode']({ code }),
    cancelSignIn: () => void told(requests['session.cancel']({})),
    signOut: () => {
      view.actions.reset();
      void told(requests['session.signOut']({}));
    },
    enrolDevice: (enrolmentCode) => requests['session.enrolDevice']({ enrolmentCode }),
    setLanguage: (language) => void told(requests['settings.setLanguage']({ language })),
    setKeys: (keys) => requests['settings.setKeys']({ keys: keys === null ? null : { ...keys } }),
    setLinkBudget: (budgetKbps) => requests['settings.setLinkBudget']({ budgetKbps }),
    setBaseMap: (input) => requests['settings.setBaseMap'](input),
    cancelBaseMap: () => void told(requests['settings.cancelBaseMap']({})),

    openCamera,
    openCameraOn,
    finding,
    placeContent: (surface, tile, content) => void told(requests['surface.placeContent']({ surface, tile, content })),
    swapTiles: (surface, from, to) => {
      if (surface === DESK_SURFACE) view.actions.selectTile(to);
      void told(requests['surface.swapTiles']({ surface, from, to }));
    },
    setArrangement: (surface, { columns, rows, tiles }) => void told(requests['surface.setArrangement']({ surface, arrangement: { columns, rows, tiles: [...tiles] } })),
    clear: (surface) => void told(requests['surface.clear']({ surface })),
    setLocked: (surface, locked) => void told(requests['surface.setLocked']({ surface, locked })),
    applyLayout: (surface, layout) => void told(requests['surface.applyLayout']({ surface, layout })),
    send,
    sendDesk: (monitor) => {
      send(DESK_SURFACE, monitor);
    },
    tileMemory: (surface, tile) => requests['surface.memory']({ surface, tile }),
    tileBack: (surface, tile) => void told(requests['surface.back']({ surface, tile })),
    sequence: (surface, tile, act) => void told(requests['surface.sequence']({ surface, tile, act })),
    setZoom: (surface, tile, zoom) => void told(requests['surface.setZoom']({ surface, tile, zoom })),
    startTour: (surface, name, steps) => requests['surface.startTour']({ surface, name, steps: [...steps] }),
    tour: (surface, act) => void told(requests['surface.tour']({ surface, act })),
    pick: (camera) => void told(requests['surface.pick']({ camera })),
    tileAct: (act, tile = view.store.getState().selectedTile) => tileActs.ask(tile, act),
    answerTileActs: tileActs.answer,

    undoWall: () => void told(requests['wall.undo']({})),
    showDesk: (monitor, on) => void told(requests['wall.showDesk']({ monitor, on })),
    sendAlarm: (alarm, surface) => void told(requests['wall.sendAlarm']({ alarm, surface })),
    find: (camera) =>
      void told(requests['wall.find']({ camera }), ({ places }) => {
        view.actions.tell({ kind: 'found', places });
      }),
    identifyMonitors: () => void told(requests['window.identifyMonitors']({})),
    saveScene: (input) => requests['scenes.save'](input),
    setScene: (input) => requests['scenes.set'](input),
    recallScene: (scene) => void told(requests['scenes.recall']({ scene })),
    removeScene: (scene) => void told(requests['scenes.remove']({ scene })),

    saveLayout: ({ from, ...rest }) =>
      requests['layouts.save']({ ...rest, from: 'surface' in from ? from : { arrangement: { ...from.arrangement, tiles: [...from.arrangement.tiles] }, contents: [...from.contents] } }),
    resolveConflict: (layout, keep) => requests['layouts.resolve']({ layout, keep }),
    removeLayout: (layout) => void told(requests['layouts.remove']({ layout })),
    exportLayouts: (layouts) =>
      void told(requests['layouts.exportFile']({ layouts: [...layouts] }), ({ saved, file }) => {
        if (saved) view.actions.tell({ kind: 'exported', file: file ?? '' });
      }),
    importLayouts: () =>
      void told(requests['layouts.importFile']({}), ({ imported, skipped }) => {
        if (imported + skipped > 0) view.actions.tell({ kind: 'imported', imported, skipped });
      }),
    importPicture: () => requests['layouts.importPicture']({}),

    liftMask: (input) => requests['masks.lift'](input),
    restoreMask: (camera) => void told(requests['masks.restore']({ camera })),
    saveSnapshot: (input) => requests['snapshot.save'](input),
    placeWeb: (tiles) => void requests['web.place']({ tiles }),
    deskSource: () => requests['media.deskSource']({}),
    dismissNotice: (notice) => void told(requests['notices.dismiss']({ notice })),
    sounds: createSoundCommands(requests, view.actions),
    alarms: createAlarmCommands(requests, view.actions),
    ptz: createPtzCommands(requests, { view, replica, clock }),
    procedures: createProcedureCommands(requests),
    rules: createRuleCommands(requests),
    escalation: createEscalationCommands(requests),
    duty: createDutyCommands(requests),
    statistics: createStatisticsCommands(requests),
  };
}
