export { alarmDemoRoutes } from './alarm-steering.ts';
export { alarmRoutes } from './alarm-routes.ts';
export { createAlarmDesk, type RunningAlarmDesk } from './create-desk.ts';
export type { ActingPerson, ActItem, ActOutcome, AlarmDesk, DeskTopic, DetailParts, NewAlarm, RaiseFate } from './desk.ts';
