import type { Handlers } from '../../ipc/router.ts';
import { alarmStatsHandlers, type AlarmStatsHandlerEnvironment } from './alarm-stats.ts';
import { alarmsHandlers, type AlarmsHandlerEnvironment } from './alarms.ts';
import { directoryHandlers, type DirectoryHandlerEnvironment } from './directory.ts';
import { dutyHandlers, type DutyHandlerEnvironment } from './duty.ts';
import { groupsHandlers, type GroupsHandlerEnvironment } from './groups.ts';
import { layoutsHandlers, type LayoutsHandlerEnvironment } from './layouts.ts';
import { mediaHandlers, type MediaHandlerEnvironment } from './media.ts';
import { escalationHandlers, type EscalationHandlerEnvironment } from './escalation.ts';
import { proceduresHandlers, type ProceduresHandlerEnvironment } from './procedures.ts';
import { ptzHandlers, type PtzHandlerEnvironment } from './ptz.ts';
import { rulesHandlers, type RulesHandlerEnvironment } from './rules.ts';
import { sessionHandlers, type SessionHandlerEnvironment } from './session.ts';
import { soundsHandlers, type SoundsHandlerEnvironment } from './sounds.ts';
import { surfaceHandlers, type SurfaceHandlerEnvironment } from './surface.ts';
import { wallHandlers, type WallHandlerEnvironment } from './wall.ts';
import { windowHandlers, type WindowHandlerEnvironment } from './window.ts';

export type HandlerEnvironment = SessionHandlerEnvironment & RulesHandlerEnvironment & SurfaceHandlerEnvironment & WallHandlerEnvironment & LayoutsHandlerEnvironment & DirectoryHandlerEnvironment & GroupsHandlerEnvironment & PtzHandlerEnvironment & AlarmsHandlerEnvironment & DutyHandlerEnvironment & AlarmStatsHandlerEnvironment & ProceduresHandlerEnvironment & EscalationHandlerEnvironment & MediaHandlerEnvironment & WindowHandlerEnvironment & SoundsHandlerEnvironment;

/** One handler a request. Each only decides who may and hands on to its service. */
export const createHandlers = (environment: HandlerEnvironment): Handlers => ({
  ...sessionHandlers(environment),
  ...surfaceHandlers(environment),
  ...wallHandlers(environment),
  ...layoutsHandlers(environment),
  ...directoryHandlers(environment),
  ...groupsHandlers(environment),
  ...ptzHandlers(environment),
  ...alarmsHandlers(environment),
  ...dutyHandlers(environment),
  ...alarmStatsHandlers(environment),
  ...proceduresHandlers(environment),
  ...escalationHandlers(environment),
  ...mediaHandlers(environment),
  ...rulesHandlers(environment),
  ...windowHandlers(environment),
  ...soundsHandlers(environment),
});
