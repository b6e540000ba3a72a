import type { Handlers } from '../../ipc/router.ts';
import { directoryHandlers, type DirectoryHandlerEnvironment } from './directory.ts';
import { groupsHandlers, type GroupsHandlerEnvironment } from './groups.ts';
import { layoutsHandlers, type LayoutsHandlerEnvironment } from './layouts.ts';
import { mediaHandlers, type MediaHandlerEnvironment } from './media.ts';
import { ptzHandlers, type PtzHandlerEnvironment } from './ptz.ts';
import { sessionHandlers, type SessionHandlerEnvironment } from './session.ts';
import { surfaceHandlers, type SurfaceHandlerEnvironment } from './surface.ts';
import { wallHandlers, type WallHandlerEnvironment } from './wall.ts';
import { windowHandlers, type WindowHandlerEnvironment } from './window.ts';

export type HandlerEnvironment = SessionHandlerEnvironment & SurfaceHandlerEnvironment & WallHandlerEnvironment & LayoutsHandlerEnvironment & DirectoryHandlerEnvironment & GroupsHandlerEnvironment & PtzHandlerEnvironment & MediaHandlerEnvironment & WindowHandlerEnvironment;

/** One handler a request. Each only decides who may and hands on to its service. */
export const createHandlers = (environment: HandlerEnvironment): Handlers => ({
  ...sessionHandlers(environment),
  ...surfaceHandlers(environment),
  ...wallHandlers(environment),
  ...layoutsHandlers(environment),
  ...directoryHandlers(environment),
  ...groupsHandlers(environment),
  ...ptzHandlers(environment),
  ...mediaHandlers(environment),
  ...windowHandlers(environment),
});
