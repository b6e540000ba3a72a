import viCommon from '@assets/locales/vi/common.json';
import viContent from '@assets/locales/vi/content.json';
import viControl from '@assets/locales/vi/control.json';
import viEditor from '@assets/locales/vi/editor.json';
import viErrors from '@assets/locales/vi/errors.json';
import viFind from '@assets/locales/vi/find.json';
import viLive from '@assets/locales/vi/live.json';
import viMap from '@assets/locales/vi/map.json';
import viNotices from '@assets/locales/vi/notices.json';
import viPtz from '@assets/locales/vi/ptz.json';
import viSignIn from '@assets/locales/vi/signin.json';
import viTiles from '@assets/locales/vi/tiles.json';
import viWall from '@assets/locales/vi/wall.json';
import enCommon from '@assets/locales/en/common.json';
import enContent from '@assets/locales/en/content.json';
import enControl from '@assets/locales/en/control.json';
import enEditor from '@assets/locales/en/editor.json';
import enErrors from '@assets/locales/en/errors.json';
import enFind from '@assets/locales/en/find.json';
import enLive from '@assets/locales/en/live.json';
import enMap from '@assets/locales/en/map.json';
import enNotices from '@assets/locales/en/notices.json';
import enPtz from '@assets/locales/en/ptz.json';
import enSignIn from '@assets/locales/en/signin.json';
import enTiles from '@assets/locales/en/tiles.json';
import enWall from '@assets/locales/en/wall.json';

/** All that is shown to a person, by language and namespace. Vietnamese is written first. */
export const RESOURCES = {
  vi: { common: viCommon, content: viContent, control: viControl, editor: viEditor, errors: viErrors, find: viFind, live: viLive, map: viMap, notices: viNotices, ptz: viPtz, signin: viSignIn, tiles: viTiles, wall: viWall },
  en: { common: enCommon, content: enContent, control: enControl, editor: enEditor, errors: enErrors, find: enFind, live: enLive, map: enMap, notices: enNotices, ptz: enPtz, signin: enSignIn, tiles: enTiles, wall: enWall },
} as const;

export type Namespace = keyof (typeof RESOURCES)['vi'];
export const NAMESPACES = Object.keys(RESOURCES.vi) as readonly Namespace[];
