export { createMapSource, type MapFile, type MapSource } from './map-source.ts';
export { parseMapSetting, type SiteMapSetting } from './map-setting.ts';
export { createSiteFetch } from './site-fetch.ts';
