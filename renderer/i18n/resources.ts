import viAlarms from '@assets/locales/vi/alarms.json';
import viCommon from '@assets/locales/vi/common.json';
import viContent from '@assets/locales/vi/content.json';
import viControl from '@assets/locales/vi/control.json';
import viDuty from '@assets/locales/vi/duty.json';
import viEditor from '@assets/locales/vi/editor.json';
import viErrors from '@assets/locales/vi/errors.json';
import viEscalation from '@assets/locales/vi/escalation.json';
import viFind from '@assets/locales/vi/find.json';
import viLive from '@assets/locales/vi/live.json';
import viMap from '@assets/locales/vi/map.json';
import viNotices from '@assets/locales/vi/notices.json';
import viProcedures from '@assets/locales/vi/procedures.json';
import viPtz from '@assets/locales/vi/ptz.json';
import viRules from '@assets/locales/vi/rules.json';
import viSignIn from '@assets/locales/vi/signin.json';
import viStatistics from '@assets/locales/vi/statistics.json';
import viSounds from '@assets/locales/vi/sounds.json';
import viTiles from '@assets/locales/vi/tiles.json';
import viWall from '@assets/locales/vi/wall.json';
import enAlarms from '@assets/locales/en/alarms.json';
import enCommon from '@assets/locales/en/common.json';
import enContent from '@assets/locales/en/content.json';
import enControl from '@assets/locales/en/control.json';
import enDuty from '@assets/locales/en/duty.json';
import enEditor from '@assets/locales/en/editor.json';
import enErrors from '@assets/locales/en/errors.json';
import enEscalation from '@assets/locales/en/escalation.json';
import enFind from '@assets/locales/en/find.json';
import enLive from '@assets/locales/en/live.json';
import enMap from '@assets/locales/en/map.json';
import enNotices from '@assets/locales/en/notices.json';
import enProcedures from '@assets/locales/en/procedures.json';
import enPtz from '@assets/locales/en/ptz.json';
import enRules from '@assets/locales/en/rules.json';
import enSignIn from '@assets/locales/en/signin.json';
import enStatistics from '@assets/locales/en/statistics.json';
import enSounds from '@assets/locales/en/sounds.json';
import enTiles from '@assets/locales/en/tiles.json';
import enWall from '@assets/locales/en/wall.json';

/** All that is shown to a person, by language and namespace. Vietnamese is written first. */
export const RESOURCES = {
  vi: { alarms: viAlarms, common: viCommon, content: viContent, control: viControl, duty: viDuty, editor: viEditor, errors: viErrors, escalation: viEscalation, find: viFind, live: viLive, map: viMap, notices: viNotices, procedures: viProcedures, ptz: viPtz, rules: viRules, signin: viSignIn, sounds: viSounds, statistics: viStatistics, tiles: viTiles, wall: viWall },
  en: { alarms: enAlarms, common: enCommon, content: enContent, control: enControl, duty: enDuty, editor: enEditor, errors: enErrors, escalation: enEscalation, find: enFind, live: enLive, map: enMap, notices: enNotices, procedures: enProcedures, ptz: enPtz, rules: enRules, signin: enSignIn, sounds: enSounds, statistics: enStatistics, tiles: enTiles, wall: enWall },
} as const;

export type Namespace = keyof (typeof RESOURCES)['vi'];
export const NAMESPACES = Object.keys(RESOURCES.vi) as readonly Namespace[];
