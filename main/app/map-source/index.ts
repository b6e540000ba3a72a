export { createMapSource, type MapFile, type MapSource } from './map-source.ts';
export { choiceOfSetting, parseMapSetting, settingOfChoice, type SiteMapSetting } from './map-setting.ts';
export { createSiteFetch, type SiteFetch } from './site-fetch.ts';
export { trySite, type MapSightPlace, type SiteTrial } from './try-site.ts';
