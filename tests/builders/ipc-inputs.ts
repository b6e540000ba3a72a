import type { StreamDemand } from '@contract/domain/stream.ts';
import { cameraContent } from '@contract/domain/tile-content.ts';
import type { TileReport } from '@contract/domain/tile-report.ts';
import { alarmId, cameraId, DESK_SURFACE, layoutId, monitorKey, sceneId, streamId } from '@contract/domain/units.ts';
import type { RequestInput } from '@contract/ipc/contract.ts';
import type { RequestName } from '@contract/ipc/names.ts';

const demand: StreamDemand = { widthPx: 640, heightPx: 360, importance: 'wall', playable: ['sub'], pace: 'full', audio: false };

/** A tile that shows a live picture. */
export const REPORT: TileReport = {
  tile: 0,
  camera: cameraId('c1'),
  state: 'live',
  cause: null,
  fps: 15,
  ageMs: 40,
  player: 'webcodecs',
  codec: 'avc1.42c01e',
  profile: 'sub',
  widthPx: 640,
  heightPx: 360,
  kbps: 500,
  pace: 'full',
  lowered: null,
  droppedFps: 0,
};

/** A well-formed input of every request. */
export const VALID_INPUTS: { readonly [N in RequestName]: RequestInput<N> } = {
  'state.subscribe': { slices: ['session'] },
  'session.signIn': { username: 'minh', password: 'secret' },
  'session.confirmCode': { code: '123456' },
  'session.cancel': {},
  'session.signOut': {},
  'session.enrolDevice': { enrolmentCode: 'WALL-1' },
  'settings.setLanguage': { language: 'en' },
  'settings.setKeys': { keys: { 'wall.undo': 'Ctrl+KeyZ' } },
  'settings.setLinkBudget': { budgetKbps: 50_000 },
  'surface.openCamera': { surface: DESK_SURFACE, camera: cameraId('c1'), preferred: 0 },
  'surface.placeContent': { surface: DESK_SURFACE, tile: 0, content: cameraContent(cameraId('c1')) },
  'surface.swapTiles': { surface: DESK_SURFACE, from: 0, to: 1 },
  'surface.setArrangement': { surface: DESK_SURFACE, arrangement: { columns: 2, rows: 1, tiles: [{ column: 0, row: 0, columns: 2, rows: 1 }] } },
  'surface.clear': { surface: DESK_SURFACE },
  'surface.setLocked': { surface: DESK_SURFACE, locked: true },
  'surface.applyLayout': { surface: DESK_SURFACE, layout: layoutId('l1') },
  'surface.sendToMonitor': { from: DESK_SURFACE, to: DESK_SURFACE },
  'surface.memory': { surface: DESK_SURFACE, tile: 0 },
  'surface.back': { surface: DESK_SURFACE, tile: 0 },
  'surface.sequence': { surface: DESK_SURFACE, tile: 0, act: 'next' },
  'surface.setZoom': { surface: DESK_SURFACE, tile: 0, zoom: { x: 0.5, y: 0.5, scale: 2 } },
  'surface.startTour': { surface: DESK_SURFACE, name: 'Tua đêm', steps: [{ layout: layoutId('l1'), dwellS: 10 }, { layout: layoutId('l2'), dwellS: 10 }] },
  'surface.tour': { surface: DESK_SURFACE, act: 'pause' },
  'surface.pick': { camera: cameraId('c1') },
  'wall.undo': {},
  'wall.showDesk': { monitor: monitorKey('d1'), on: true },
  'wall.sendAlarm': { alarm: alarmId('a1'), surface: DESK_SURFACE },
  'wall.find': { camera: cameraId('c1') },
  'scenes.save': { name: 'Giờ cao điểm', replace: null },
  'scenes.set': { scene: sceneId('s1'), name: 'Giờ cao điểm', keyDigit: 1, schedule: { days: [1, 5], minuteOfDay: 420 }, alarm: { priorityAtLeast: 2, cameras: [cameraId('c1')] } },
  'scenes.recall': { scene: sceneId('s1') },
  'scenes.remove': { scene: sceneId('s1') },
  'layouts.save': { name: 'Ca sáng', from: { surface: DESK_SURFACE }, shared: false, locked: false, replace: null },
  'layouts.resolve': { layout: layoutId('l1'), keep: 'both' },
  'layouts.remove': { layout: layoutId('l1') },
  'layouts.exportFile': { layouts: [layoutId('l1')] },
  'layouts.importFile': {},
  'layouts.importPicture': {},
  'media.open': { camera: cameraId('c1'), demand },
  'media.demand': { items: [{ stream: streamId(1), demand }] },
  'media.close': { stream: streamId(1) },
  'media.replay': { camera: cameraId('c1'), secondsBack: 30 },
  'media.replayAct': { stream: streamId(1), act: { kind: 'seek', utcMs: 1 } },
  'tiles.report': { tiles: [REPORT] },
  'web.place': { tiles: [{ tile: 0, rect: { xPx: 0, yPx: 0, widthPx: 640, heightPx: 360 } }] },
  'media.deskSource': {},
  'snapshot.save': { camera: cameraId('c1'), captureUtcMs: 1, isLive: true, png: new Uint8Array(64) },
  'masks.lift': { camera: cameraId('c1'), minutes: 5, reason: 'Tìm người mất tích' },
  'masks.restore': { camera: cameraId('c1') },
  'window.identifyMonitors': {},
  'window.reload': {},
  'window.reportFault': { code: 'camera/lost', detail: 'x' },
  'notices.dismiss': { notice: 'signInAgain' },
};
