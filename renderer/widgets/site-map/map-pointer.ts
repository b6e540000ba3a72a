import type { Map as MapLibre, MapGeoJSONFeature, MapMouseEvent, Point, PointLike } from 'maplibre-gl';
import type { Position } from '@contract/domain/camera.ts';
import { cameraId, type CameraId } from '@contract/domain/units.ts';
import { carry } from '../../ui/drag-data.ts';
import type { MapHandlers, MapPick } from './map-port.ts';

/** What can be picked, the uppermost first. */
const PICKED_LAYERS = ['alarm', 'force', 'camera', 'cluster'] as const;
const REACH_PX = 8;
const MIDDLE_REACH_PX = 28;
/** A press with Shift that went nowhere begins no box. */
const LEAST_BOX_PX = 4;
const positionOf = ({ lng, lat }: { readonly lng: number; readonly lat: number }): Position => ({ lonDeg: lng, latDeg: lat });

const text = (feature: MapGeoJSONFeature, name: string): string => String(feature.properties[name] ?? '');

function pickOf(feature: MapGeoJSONFeature | undefined): Exclude<MapPick, { readonly kind: 'nothing' }> | null {
  switch (feature?.properties['kind']) {
    case 'camera':
    case 'alarm':
      return { kind: 'camera', camera: cameraId(text(feature, 'camera')) };
    case 'cluster':
      return { kind: 'cluster', mark: text(feature, 'id') };
    case 'force':
      return { kind: 'force', force: text(feature, 'id') };
    default:
      return null;
  }
}

/**
 * The pointer on the map: picks and opens what is under it, lets a camera be dragged away, and sets corners while a tool is taken.
 * Releases all it listens to with `release`.
 */
export class MapPointer {
  readonly #map: MapLibre;
  readonly #handlers: MapHandlers;
  readonly #grip = document.createElement('div');
  #tool: 'drag' | 'click' | null = null;
  #isBoxing = false;
  /** Where Shift was held at the start of a drag; null: the box is a taken tool's. */
  #boxFrom: Point | null = null;
  #gripCamera: CameraId | null = null;
  #frame = 0;
  readonly #isStill: () => boolean;

  /** `isStill`: what the map says of moving just now is no move. */
  constructor(map: MapLibre, handlers: MapHandlers, gripClass: string, isStill: () => boolean) {
    this.#isStill = isStill;
    this.#map = map;
    this.#handlers = handlers;
    map.on('mousedown', this.#onDown);
    map.on('mousemove', this.#onMove);
    map.on('mouseup', this.#onUp);
    map.on('mouseout', this.#onOut);
    map.on('click', this.#onClick);
    map.on('dblclick', this.#onDouble);
    map.on('move', this.#onMapMove);
    const grip = this.#grip;
    grip.className = gripClass;
    grip.draggable = true;
    grip.hidden = true;
    grip.addEventListener('mousedown', keepFromMap);
    grip.addEventListener('click', this.#onGripClick);
    grip.addEventListener('dragstart', this.#onDragStart);
    grip.addEventListener('mouseleave', this.#hideGrip);
    map.getCanvasContainer().append(grip);
  }

  setTool(tool: 'drag' | 'click' | null): void {
    this.#tool = tool;
    this.#hideGrip();
    this.#map.getCanvas().style.cursor = tool === null ? '' : 'crosshair';
    if (tool === 'drag') this.#map.dragPan.disable();
    else this.#map.dragPan.enable();
  }

  /** What is nearest to the middle of the map, as far as a finger is wide. */
  pickMiddle(): void {
    const { clientWidth, clientHeight } = this.#map.getContainer();
    const [x, y] = [clientWidth / 2, clientHeight / 2];
    const features = this.#features(x, y, MIDDLE_REACH_PX);
    const distance = (feature: MapGeoJSONFeature): number => {
      if (feature.geometry.type !== 'Point') return Infinity;
      const [lon = 0, lat = 0] = feature.geometry.coordinates;
      const at = this.#map.project([lon, lat]);
      return Math.hypot(at.x - x, at.y - y);
    };
    const nearest = features.reduce<MapGeoJSONFeature | undefined>((best, feature) => (best === undefined || distance(feature) < distance(best) ? feature : best), undefined);
    this.#handlers.onPick(pickOf(nearest) ?? { kind: 'nothing', at: positionOf(this.#map.getCenter()) });
  }

  release(): void {
    cancelAnimationFrame(this.#frame);
    const map = this.#map;
    map.off('mousedown', this.#onDown);
    map.off('mousemove', this.#onMove);
    map.off('mouseup', this.#onUp);
    map.off('mouseout', this.#onOut);
    map.off('click', this.#onClick);
    map.off('dblclick', this.#onDouble);
    map.off('move', this.#onMapMove);
    this.#grip.remove();
  }

  #features(x: number, y: number, reachPx: number): readonly MapGeoJSONFeature[] {
    const layers = PICKED_LAYERS.filter((layer) => this.#map.getLayer(layer) !== undefined);
    const box: [PointLike, PointLike] = [[x - reachPx, y - reachPx], [x + reachPx, y + reachPx]];
    const found = this.#map.queryRenderedFeatures(box, { layers: [...layers] });
    return [...found].sort((one, other) => PICKED_LAYERS.findIndex((layer) => layer === one.layer.id) - PICKED_LAYERS.findIndex((layer) => layer === other.layer.id));
  }

  readonly #onMapMove = (): void => {
    if (!this.#isStill()) this.#hideGrip();
  };

  readonly #onDown = (event: MapMouseEvent): void => {
    if (event.originalEvent.button !== 0) return;
    const at = positionOf(event.lngLat);
    if (this.#tool === null && event.originalEvent.shiftKey) {
      this.#isBoxing = true;
      this.#boxFrom = event.point;
      this.#map.dragPan.disable();
      this.#handlers.onBox(at);
    } else if (this.#tool === 'drag') {
      this.#isBoxing = true;
      this.#handlers.onCorner(at);
    }
  };

  readonly #onMove = (event: MapMouseEvent): void => {
    if (this.#tool !== null || this.#isBoxing) {
      this.#handlers.onHover(positionOf(event.lngLat));
      return;
    }
    if (this.#frame !== 0 || event.originalEvent.buttons !== 0) return;
    const { x, y } = event.point;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#showGrip(x, y);
    });
  };

  readonly #onUp = (event: MapMouseEvent): void => {
    if (!this.#isBoxing) return;
    this.#isBoxing = false;
    const isClick = this.#boxFrom !== null && this.#boxFrom.dist(event.point) < LEAST_BOX_PX;
    this.#boxFrom = null;
    if (this.#tool !== 'drag') this.#map.dragPan.enable();
    if (isClick) this.#handlers.onEnd();
    else this.#handlers.onCorner(positionOf(event.lngLat));
  };

  readonly #onOut = (): void => {
    if (this.#tool !== null) this.#handlers.onHover(null);
  };

  readonly #onClick = (event: MapMouseEvent): void => {
    if (event.originalEvent.shiftKey || this.#tool === 'drag') return;
    const at = positionOf(event.lngLat);
    if (this.#tool === 'click') this.#handlers.onCorner(at);
    else this.#handlers.onPick(pickOf(this.#features(event.point.x, event.point.y, REACH_PX)[0]) ?? { kind: 'nothing', at });
  };

  readonly #onDouble = (event: MapMouseEvent): void => {
    event.preventDefault();
    if (this.#tool === 'click') {
      this.#handlers.onEnd();
      return;
    }
    const pick = pickOf(this.#features(event.point.x, event.point.y, REACH_PX)[0]);
    if (pick?.kind === 'camera') this.#handlers.onOpen(pick.camera);
  };

  /** A grip over the camera under the pointer: it can be dragged out of the map, which a painted icon cannot. */
  #showGrip(x: number, y: number): void {
    const feature = this.#features(x, y, 2).find((candidate) => candidate.layer.id === 'camera' || candidate.layer.id === 'alarm');
    const pick = pickOf(feature);
    this.#map.getCanvas().style.cursor = this.#features(x, y, 2).length > 0 ? 'pointer' : '';
    if (feature === undefined || pick?.kind !== 'camera' || feature.geometry.type !== 'Point') {
      this.#hideGrip();
      return;
    }
    const [lon = 0, lat = 0] = feature.geometry.coordinates;
    const at = this.#map.project([lon, lat]);
    this.#gripCamera = pick.camera;
    this.#grip.hidden = false;
    this.#grip.style.transform = `translate(${String(at.x)}px, ${String(at.y)}px)`;
    this.#grip.title = text(feature, 'label');
  }

  readonly #hideGrip = (): void => {
    this.#grip.hidden = true;
    this.#gripCamera = null;
  };

  /** The map saw no press, and would take no click for one. */
  readonly #onGripClick = (event: MouseEvent): void => {
    event.stopPropagation();
    if (this.#gripCamera !== null) this.#handlers.onPick({ kind: 'camera', camera: this.#gripCamera });
  };

  readonly #onDragStart = (event: DragEvent): void => {
    if (this.#gripCamera === null || event.dataTransfer === null) event.preventDefault();
    else carry(event.dataTransfer, { camera: this.#gripCamera }, 'copy');
  };
}

/** A press on the grip begins a drag of the camera, not of the map. */
const keepFromMap = (event: Event): void => {
  event.stopPropagation();
};
