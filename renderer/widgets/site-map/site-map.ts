import 'maplibre-gl/dist/maplibre-gl.css';
import { setWorkerUrl, type Map as MapLibre } from 'maplibre-gl';
import type { Position } from '@contract/domain/camera.ts';
import type { MapBounds } from '@contract/domain/camera-query.ts';
import { windowLater } from '../../lib/later.ts';
import { mapWorkerUrl } from '../../lib/trusted-worker.ts';
import { MAP_LAYERS, USUAL_LAYERS, type MapLayer, type MapLook } from '../../state/map-memory.ts';
import type { AreaFeature } from './area-features.ts';
import { graphicsOf } from './graphics.ts';
import { boundsAround, lonLat, middleOf, zoomOf, type LonLat } from './ground.ts';
import { KeptContent } from './kept-content.ts';
import { MAP_ICONS, paintIcon } from './map-icons.ts';
import { markFeature, type MarkDiff, type PointFeature } from './map-marks.ts';
import type { LineFeature } from './map-forces.ts';
import { MapPointer } from './map-pointer.ts';
import { createMarkPacer } from './mark-pacer.ts';
import { createMovingPicture } from './moving-picture.ts';
import { createPace } from './pace.ts';
import { SteadyMap } from './steady-map.ts';
import type { MapSight, SiteMapOptions, SiteMapPort } from './map-port.ts';
import { overlayLayers, overlaySource, SOURCES } from './overlay-layers.ts';
import styles from './site-map.module.css';

const ROOT = 'app://vonglau/map';
const ICON_SCALE = 2;
const MIN_ZOOM = 4;
const MAX_ZOOM = 19;
const RESTORE_MS = 4_000;
const WHOLE_WITHIN_MS = 8_000;
const MOVE_MS = 350;
/** What a map that cannot be drawn stands for until it is sent somewhere: all of the city. */
const CITY = { centre: { latDeg: 21.03, lonDeg: 105.85 }, zoom: 9.5 } as const;
const LEAST_UNDRAWN_PX = 640;
/** The topmost of ours, which stands when all do. */
const LAST_LAYER = 'drawing-corner';
/** Goes with every event of a move along the lines of a list, also with that of its end half way. */
const WALK = { isWalk: true } as const;
const FIT = { padding: 56, maxZoom: MAX_ZOOM - 2 } as const;
const corners = ({ west, south, east, north }: MapBounds): [number, number, number, number] => [west, south, east, north];
/** Letters the map writes: fonts come in parts, and a part that is not there yet would be drawn in another font for good. */
const LETTERS = 'aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵĐ0123456789·–';

/** maplibre-gl with what the console lays over it. See `SiteMapPort`. */
export class SiteMap implements SiteMapPort {
  readonly #options: SiteMapOptions;
  readonly #content = new KeptContent(() => {
    this.#applyShown();
  });
  readonly #shown = new Map<MapLayer, boolean>(MAP_LAYERS.map((layer) => [layer, USUAL_LAYERS[layer]]));
  readonly #pace = createPace(windowLater);
  readonly #marks = createMarkPacer(({ put, remove }) => {
    this.#content.change('marks', put.map((mark) => markFeature(mark, this.#options.formatNumber)), remove);
  }, this.#pace);
  readonly #moving = createMovingPicture((ratio) => this.#map?.drawWith(ratio), windowLater);
  #map: SteadyMap | null = null;
  #pointer: MapPointer | null = null;
  #tool: 'drag' | 'click' | null = null;
  #look: MapLook;
  #start: SiteMapOptions['start'];
  /** Goes before `#start`: asked for before there was a map. */
  #startBounds: MapBounds | null = null;
  #ground: number | null = null;
  #usesBundled = false;
  #isDestroyed = false;
  #isUndrawn = false;
  /** The processor draws. */
  #isSlow = false;
  /** All of it was drawn once. */
  #isWhole = false;
  #restoreTimer = 0;
  #wholeTimer = 0;

  constructor(options: SiteMapOptions) {
    this.#options = options;
    this.#look = options.look;
    this.#start = options.start;
    void this.#open();
  }

  setMarks(diff: MarkDiff): void {
    this.#marks.give(diff, this.#isSlow);
  }

  setForces(points: readonly PointFeature[], trails: readonly LineFeature[]): void {
    const isUrgent = points.length !== this.#content.count('forces') || points.some(({ id }) => this.#content.point('forces', id) === undefined);
    const draw = (): void => {
      this.#content.setPoints('forces', points);
      this.#content.setShapes('trails', trails);
    };
    this.#pace.ask('forces', draw, { isUrgent, isSlow: this.#isSlow });
  }

  setAlarms(points: readonly PointFeature[]): void {
    this.#content.setPoints('alarms', points);
  }

  setUnits(areas: readonly { readonly name: string; readonly at: LonLat; readonly ring: readonly LonLat[] }[]): void {
    this.#content.setShapes(
      'units',
      areas.flatMap(({ name, at, ring }) => [
        { type: 'Feature', properties: { name }, geometry: { type: 'Point', coordinates: at } } as const,
        ...(ring.length < 4 ? [] : [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } } as const]),
      ]),
    );
  }

  setCoverage(grounds: readonly (readonly LonLat[])[]): void {
    this.#content.setShapes('coverage', grounds.map((ring) => ({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } }) as const));
  }

  setDrawing(features: readonly AreaFeature[]): void {
    this.#content.setShapes('drawing', features);
  }

  setPicked(at: Position | null): void {
    this.#content.setShapes('picked', at === null ? [] : [{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: lonLat(at) } }]);
  }

  setTool(how: 'drag' | 'click' | null): void {
    this.#tool = how;
    this.#pointer?.setTool(how);
  }

  showLayer(layer: MapLayer, shown: boolean): void {
    this.#shown.set(layer, shown);
    this.#applyShown();
  }

  setLook(look: MapLook): void {
    if (look === this.#look) return;
    this.#look = look;
    this.#content.show(null);
    this.#map?.setStyle(this.#styleUrl(), { diff: false });
  }

  setGround(revision: number): void {
    const before = this.#ground;
    this.#ground = revision;
    if (before === null || before === revision) return;
    this.#usesBundled = false;
    this.#content.show(null);
    this.#map?.setStyle(this.#styleUrl(), { diff: false });
  }

  panBy(xPx: number, yPx: number): void {
    this.#map?.panBy([xPx, yPx], { duration: this.#moveMs() / 2 });
  }

  zoomBy(levels: number): void {
    const map = this.#map;
    if (map !== null) map.easeTo({ zoom: map.getZoom() + levels, duration: this.#moveMs() });
  }

  goTo(at: Position, zoom?: number): void {
    this.#startBounds = null;
    this.#start = { centre: at, zoom: zoom ?? this.#start?.zoom ?? MAX_ZOOM - 3 };
    if (this.#isUndrawn) this.#tellUndrawn();
    this.#map?.easeTo({ center: [at.lonDeg, at.latDeg], ...(zoom === undefined ? {} : { zoom }), duration: this.#moveMs() });
  }

  walkTo(at: Position, zoom: number): void {
    this.#map?.easeTo({ center: [at.lonDeg, at.latDeg], zoom, duration: this.#moveMs() }, WALK);
  }

  fit(bounds: MapBounds): void {
    if (this.#isUndrawn) this.#tellUndrawn(bounds);
    else if (this.#map === null) this.#startBounds = bounds;
    else this.#map.fitBounds(corners(bounds), { ...FIT, duration: this.#moveMs() });
  }

  pickMiddle(): void {
    this.#pointer?.pickMiddle();
  }

  sight(): MapSight | null {
    const map = this.#map;
    if (map === null) return null;
    const bounds = map.getBounds();
    const { lng, lat } = map.getCenter();
    const lon = (deg: number): number => Math.min(180, Math.max(-180, deg));
    return {
      bounds: { west: lon(bounds.getWest()), south: Math.max(-90, bounds.getSouth()), east: lon(bounds.getEast()), north: Math.min(90, bounds.getNorth()) },
      centre: { lonDeg: lon(lng), latDeg: lat },
      zoom: map.getZoom(),
    };
  }

  resize(): void {
    this.#map?.resize();
  }

  destroy(): void {
    this.#isDestroyed = true;
    this.#pace.release();
    this.#close();
  }

  async #open(): Promise<void> {
    const graphics = graphicsOf();
    if (graphics === 'none') {
      this.#giveUp();
      return;
    }
    await Promise.all([500, 600].map((weight) => document.fonts.load(`${String(weight)} 24px "Inter Variable"`, LETTERS).catch(() => [])));
    if (this.#isDestroyed) return;
    setWorkerUrl(mapWorkerUrl());
    const { host, isCalm } = this.#options;
    const isSlow = graphics === 'software';
    this.#isSlow = isSlow;
    try {
      const map = new SteadyMap({
        container: host,
        style: this.#styleUrl(),
        ...(this.#startBounds !== null ? { bounds: corners(this.#startBounds), fitBoundsOptions: FIT } : this.#start === null ? {} : { center: [this.#start.centre.lonDeg, this.#start.centre.latDeg], zoom: this.#start.zoom }),
        minZoom: MIN_ZOOM,
        maxZoom: MAX_ZOOM,
        attributionControl: false,
        // Ours: arrows move the crosshair, a double click opens, Shift draws, north stays up.
        keyboard: false,
        doubleClickZoom: false,
        boxZoom: false,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        maxPitch: 0,
        renderWorldCopies: false,
        reduceMotion: isCalm,
        fadeDuration: isSlow || isCalm ? 0 : 150,
        ...(isSlow ? { pixelRatio: 1 } : {}),
      });
      this.#listen(map);
    } catch {
      this.#giveUp();
    }
  }

  #listen(map: SteadyMap): void {
    const { handlers } = this.#options;
    this.#map = map;
    map.touchZoomRotate.disableRotation();
    // One stop of the Tab key is the frame around, which takes the keys.
    map.getCanvas().tabIndex = -1;
    map.getCanvas().setAttribute('role', 'presentation');
    map.getCanvas().removeAttribute('aria-label');
    this.#pointer = new MapPointer(map, handlers, styles['grip'] ?? '', () => this.#moving.isOwn());
    this.#pointer.setTool(this.#tool);
    map.on('style.load', () => {
      this.#layOver(map);
    });
    map.on('movestart', ({ originalEvent }) => {
      if (this.#moving.isOwn()) return;
      const isByHand = originalEvent !== undefined;
      // Where motion is reduced only a hand moves it by steps; all else is there at once.
      if (this.#isSlow && (isByHand || !this.#options.isCalm)) this.#moving.begin();
      if (isByHand) handlers.onHand();
    });
    map.on('moveend', (event) => {
      if (this.#moving.isOwn()) return;
      if (this.#isWhole) this.#moving.end();
      this.#tellSight('isWalk' in event);
    });
    if (this.#isSlow) this.#moving.begin();
    this.#isWhole = false;
    const sharpen = (): void => {
      window.clearTimeout(this.#wholeTimer);
      this.#isWhole = true;
      this.#moving.end();
    };
    // A tile that never comes keeps a map from being whole, and is not to keep it coarse.
    this.#wholeTimer = window.setTimeout(sharpen, WHOLE_WITHIN_MS);
    map.once('idle', () => {
      sharpen();
      handlers.onState('ready');
    });
    map.on('idle', () => {
      if (!this.#moving.isCoarse()) this.#options.host.dataset['marks'] = String(this.#content.count('marks'));
    });
    map.on('error', () => {
      // A style that cannot be read at all: the console's own stands in for it.
      if (map.isStyleLoaded() === true || map.getLayer('camera') !== undefined || this.#usesBundled) return;
      this.#usesBundled = true;
      map.setStyle(this.#styleUrl(), { diff: false });
    });
    map.on('webglcontextlost', () => {
      handlers.onState('rebuilding');
      this.#content.show(null);
      window.clearTimeout(this.#restoreTimer);
      this.#restoreTimer = window.setTimeout(() => {
        this.#rebuild();
      }, RESTORE_MS);
    });
    map.on('webglcontextrestored', () => {
      window.clearTimeout(this.#restoreTimer);
      map.once('idle', () => {
        handlers.onState('ready');
      });
    });
    this.#tellSight();
  }

  #tellSight(isWalk = false): void {
    const sight = this.sight();
    if (sight === null) return;
    this.#start = { centre: sight.centre, zoom: sight.zoom };
    this.#startBounds = null;
    this.#options.handlers.onSight(sight, isWalk);
  }

  /** This PC cannot draw it. */
  #giveUp(): void {
    this.#isUndrawn = true;
    this.#options.handlers.onState('no-graphics');
    this.#tellUndrawn(this.#startBounds);
  }

  #tellUndrawn(bounds: MapBounds | null = null): void {
    if (this.#isDestroyed) return;
    const { host, handlers } = this.#options;
    const widthPx = Math.max(LEAST_UNDRAWN_PX, host.clientWidth);
    const heightPx = Math.max(LEAST_UNDRAWN_PX, host.clientHeight);
    if (bounds !== null) this.#start = { centre: middleOf(bounds), zoom: Math.min(FIT.maxZoom, Math.max(MIN_ZOOM, zoomOf(bounds, widthPx))) };
    const { centre, zoom } = this.#start ?? CITY;
    handlers.onSight({ bounds: bounds ?? boundsAround(centre, zoom, widthPx, heightPx), centre, zoom });
  }

  /** Pictures, sources and layers of ours onto a style that has none of them. */
  #layOver(map: MapLibre): void {
    for (const icon of MAP_ICONS) {
      if (map.hasImage(icon.id)) continue;
      const painted = paintIcon(icon, ICON_SCALE);
      if (painted !== null) map.addImage(icon.id, painted, { pixelRatio: ICON_SCALE });
    }
    for (const name of SOURCES) if (map.getSource(name) === undefined) map.addSource(name, overlaySource(name));
    for (const layer of overlayLayers(this.#look, { wrong: '▲ ' })) if (map.getLayer(layer.id) === undefined) map.addLayer(layer);
    this.#applyShown();
    this.#content.show(map);
    // On its way somewhere it says so when it is there.
    if (!map.isMoving()) this.#tellSight();
  }

  /** A layer of nothing is not drawn either: its tiles are work without a picture. */
  #applyShown(): void {
    const map = this.#map;
    if (map?.getLayer(LAST_LAYER) === undefined) return;
    for (const { id, source, metadata } of overlayLayers(this.#look, { wrong: '' })) {
      const isShown = (metadata.switch === null || this.#shown.get(metadata.switch) === true) && this.#content.has(source);
      map.setLayoutProperty(id, 'visibility', isShown ? 'visible' : 'none');
    }
  }

  /** The graphics did not come back by themselves: all is made anew, in the same place. */
  #rebuild(): void {
    this.#close();
    if (!this.#isDestroyed) void this.#open();
  }

  #close(): void {
    window.clearTimeout(this.#restoreTimer);
    window.clearTimeout(this.#wholeTimer);
    this.#moving.release();
    this.#content.show(null);
    this.#pointer?.release();
    this.#pointer = null;
    this.#map?.remove();
    this.#map = null;
  }

  #moveMs(): number {
    return this.#options.isCalm ? 0 : MOVE_MS;
  }

  #styleUrl(): string {
    return `${ROOT}/${this.#usesBundled ? 'base/' : ''}style-${this.#look}.json`;
  }
}
