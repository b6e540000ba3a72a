export { areaFeatures, type AreaFeature } from './area-features.ts';
export { areaOf, CORRIDOR_WIDTHS_M, draw, isWhole, NO_DRAWING, TOOLS, type Drawing, type DrawingAct, type Tool } from './drawing.ts';
export { boundsOf, isSameBounds, rectangle } from './ground.ts';
export type { CreateSiteMap, MapPick, MapSight, SiteMapPort } from './map-port.ts';
export { forceAgeMs } from './map-forces.ts';
export { ageWords } from './use-map-content.ts';
export { SiteMapView, type SiteMapHandle } from './site-map-view.tsx';
