import type { Handlers } from '../../ipc/router.ts';
import { layoutsHandlers, type LayoutsHandlerEnvironment } from './layouts.ts';
import { mediaHandlers, type MediaHandlerEnvironment } from './media.ts';
import { sessionHandlers, type SessionHandlerEnvironment } from './session.ts';
import { surfaceHandlers, type SurfaceHandlerEnvironment } from './surface.ts';
import { wallHandlers, type WallHandlerEnvironment } from './wall.ts';
import { windowHandlers, type WindowHandlerEnvironment } from './window.ts';

export type HandlerEnvironment = SessionHandlerEnvironment & SurfaceHandlerEnvironment & WallHandlerEnvironment & LayoutsHandlerEnvironment & MediaHandlerEnvironment & WindowHandlerEnvironment;

/** One handler a request. Each only decides who may and hands on to its service. */
export const createHandlers = (environment: HandlerEnvironment): Handlers => ({
  ...sessionHandlers(environment),
  ...surfaceHandlers(environment),
  ...wallHandlers(environment),
  ...layoutsHandlers(environment),
  ...mediaHandlers(environment),
  ...windowHandlers(environment),
});
