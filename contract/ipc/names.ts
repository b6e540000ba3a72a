/** Names of all IPC requests: the one list the preload may import. A request's contract is in `<x>-contract.ts`. */
export const REQUEST_NAMES = [
  'state.subscribe',
  'session.signIn',
  'session.confirmCode',
  'session.cancel',
  'session.signOut',
  'session.enrolDevice',
  'settings.setLanguage',
  'settings.setKeys',
  'settings.setLinkBudget',
  'surface.openCamera',
  'surface.placeContent',
  'surface.swapTiles',
  'surface.setArrangement',
  'surface.clear',
  'surface.setLocked',
  'surface.applyLayout',
  'surface.sendToMonitor',
  'surface.memory',
  'surface.back',
  'surface.sequence',
  'surface.setZoom',
  'surface.startTour',
  'surface.tour',
  'surface.pick',
  'wall.undo',
  'wall.showDesk',
  'wall.sendAlarm',
  'wall.find',
  'scenes.save',
  'scenes.set',
  'scenes.recall',
  'scenes.remove',
  'layouts.save',
  'layouts.resolve',
  'layouts.remove',
  'layouts.exportFile',
  'layouts.importFile',
  'layouts.importPicture',
  'media.open',
  'media.demand',
  'media.close',
  'media.replay',
  'media.replayAct',
  'tiles.report',
  'web.place',
  'media.deskSource',
  'snapshot.save',
  'masks.lift',
  'masks.restore',
  'window.identifyMonitors',
  'window.reload',
  'window.reportFault',
  'notices.dismiss',
] as const;
export type RequestName = (typeof REQUEST_NAMES)[number];

/** Messages main sends to a window. */
export const PUSH_NAMES = ['state.message', 'media.port', 'wall.identify', 'wall.flash', 'window.seen'] as const;
export type PushName = (typeof PUSH_NAMES)[number];

/** Prefix of every channel on the wire. */
export const CHANNEL_PREFIX = 'vonglau:';

/**
 * The media port reaches the page as `window.postMessage(MEDIA_PORT_MESSAGE, origin, [port])`, since a MessagePort cannot
 * cross the context bridge. It comes once after load and again after each restart of the media gateway.
 */
export const MEDIA_PORT_MESSAGE = 'vonglau:media-port';
