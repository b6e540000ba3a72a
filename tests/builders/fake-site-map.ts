import type { MapMark } from '@contract/domain/camera-query.ts';
import type { MapHandlers, MapSight, SiteMapOptions, SiteMapPort } from '../../renderer/widgets/site-map/map-port.ts';

/** A map without graphics: it remembers what it was told, and lets a test do what a person does on it. */
export interface FakeSiteMap {
  readonly create: (options: SiteMapOptions) => SiteMapPort;
  /** What it was told, oldest first. */
  readonly told: (readonly [what: keyof SiteMapPort, ...values: unknown[]])[];
  /** Marks that stand on it now. */
  readonly marks: Map<string, MapMark>;
  readonly person: () => MapHandlers;
  readonly options: () => SiteMapOptions;
  readonly isDestroyed: () => boolean;
}

export const SIGHT: MapSight = { bounds: { west: 105.7, south: 20.9, east: 105.9, north: 21.1 }, centre: { lonDeg: 105.8, latDeg: 21 }, zoom: 14 };

export function createFakeSiteMap(): FakeSiteMap {
  const told: (readonly [keyof SiteMapPort, ...unknown[]])[] = [];
  const marks = new Map<string, MapMark>();
  let options: SiteMapOptions | null = null;
  let destroyed = false;
  const tell =
    (what: keyof SiteMapPort) =>
    (...values: readonly unknown[]): void => {
      told.push([what, ...values]);
    };
  const standing = (): SiteMapOptions => {
    if (options === null) throw new Error('no map was made');
    return options;
  };
  return {
    create: (made) => {
      options = made;
      return {
        setMarks: ({ put, remove }) => {
          for (const id of remove) marks.delete(id);
          for (const mark of put) marks.set(mark.id, mark);
        },
        setForces: tell('setForces'),
        setAlarms: tell('setAlarms'),
        setUnits: tell('setUnits'),
        setCoverage: tell('setCoverage'),
        setDrawing: tell('setDrawing'),
        setPicked: tell('setPicked'),
        setTool: tell('setTool'),
        showLayer: tell('showLayer'),
        setLook: tell('setLook'),
        setGround: tell('setGround'),
        panBy: tell('panBy'),
        zoomBy: tell('zoomBy'),
        goTo: tell('goTo'),
        walkTo: tell('walkTo'),
        fit: tell('fit'),
        pickMiddle: tell('pickMiddle'),
        sight: () => SIGHT,
        resize: tell('resize'),
        destroy: () => {
          destroyed = true;
        },
      };
    },
    told,
    marks,
    person: () => standing().handlers,
    options: standing,
    isDestroyed: () => destroyed,
  };
}
