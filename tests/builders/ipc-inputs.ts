import { cameraId, DESK_SURFACE, layoutId, streamId } from '@contract/domain/units.ts';
import type { RequestInput } from '@contract/ipc/contract.ts';
import type { RequestName } from '@contract/ipc/names.ts';

/** A well-formed input of every request. */
export const VALID_INPUTS: { readonly [N in RequestName]: RequestInput<N> } = {
  'state.subscribe': { slices: ['session'] },
  'session.signIn': { username: 'minh', password: 'secret' },
  'session.confirmCode': { code: '123456' },
  'session.cancel': {},
  'session.signOut': {},
  'session.enrolDevice': { enrolmentCode: 'WALL-1' },
  'settings.setLanguage': { language: 'en' },
  'surface.openCamera': { surface: DESK_SURFACE, camera: cameraId('c1'), preferred: 0 },
  'surface.placeCamera': { surface: DESK_SURFACE, tile: 0, camera: cameraId('c1') },
  'surface.swapTiles': { surface: DESK_SURFACE, from: 0, to: 1 },
  'surface.setGrid': { surface: DESK_SURFACE, grid: '9' },
  'surface.clear': { surface: DESK_SURFACE },
  'surface.applyLayout': { surface: DESK_SURFACE, layout: layoutId('l1') },
  'surface.sendToMonitor': { from: DESK_SURFACE, to: DESK_SURFACE },
  'layouts.save': { name: 'Ca sáng', surface: DESK_SURFACE, shared: false, replace: null },
  'layouts.remove': { layout: layoutId('l1') },
  'media.open': { camera: cameraId('c1'), profile: 'sub' },
  'media.close': { stream: streamId(1) },
  'window.identifyMonitors': {},
  'window.reload': {},
  'window.reportFault': { code: 'camera/lost', detail: 'x' },
  'notices.dismiss': { notice: 'signInAgain' },
};
