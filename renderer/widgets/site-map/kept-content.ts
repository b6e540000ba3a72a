import type { GeoJSONSource, GeoJSONSourceDiff, Map as MapLibre } from 'maplibre-gl';
import type { AreaFeature } from './area-features.ts';
import type { LineFeature } from './map-forces.ts';
import type { PointFeature } from './map-marks.ts';
import type { SourceName } from './overlay-layers.ts';

type Feature = PointFeature | LineFeature | AreaFeature | { readonly type: 'Feature'; readonly properties: Readonly<Record<string, string | number>>; readonly geometry: AreaFeature['geometry'] };
type Data = Exclude<Parameters<GeoJSONSource['setData']>[0], string>;

/** The same features as maplibre's types have them, whose lists are not readonly. */
const collection = (features: readonly Feature[]): Data => ({ type: 'FeatureCollection', features: [...features] }) as Data;

/**
 * All that is laid over the base map, kept so that it can be put there again: after another style, and after the graphics were lost.
 * Points with an id are changed one by one; a source is never written anew because one of them changed.
 */
export class KeptContent {
  readonly #points = new Map<SourceName, Map<string, PointFeature>>();
  readonly #shapes = new Map<SourceName, readonly Feature[]>();
  readonly #onFilled: () => void;
  #map: MapLibre | null = null;

  /** `onFilled`: a source that had nothing has something now, or the other way round. */
  constructor(onFilled: () => void) {
    this.#onFilled = onFilled;
  }

  /** From now on changes go to this map as well, whose sources stand; null: to none. */
  show(map: MapLibre | null): void {
    this.#map = map;
    if (map === null) return;
    for (const [name, features] of this.#shapes) this.#source(name)?.setData(collection(features)).catch(ignored);
    for (const [name, features] of this.#points) this.#source(name)?.setData(collection([...features.values()])).catch(ignored);
  }

  point(source: SourceName, id: string): PointFeature | undefined {
    return this.#points.get(source)?.get(id);
  }

  /** How many points a source has. */
  count(source: SourceName): number {
    return this.#points.get(source)?.size ?? 0;
  }

  has(source: SourceName): boolean {
    return this.count(source) > 0 || (this.#shapes.get(source)?.length ?? 0) > 0;
  }

  change(source: SourceName, put: readonly PointFeature[], remove: readonly string[]): void {
    const known = this.#points.get(source) ?? new Map<string, PointFeature>();
    this.#points.set(source, known);
    if (put.length === 0 && remove.length === 0) return;
    const had = this.has(source);
    for (const id of remove) known.delete(id);
    for (const feature of put) known.set(feature.id, feature);
    const diff: GeoJSONSourceDiff = { remove: [...remove], add: [...collection(put).features] };
    this.#source(source)?.updateData(diff).catch(ignored);
    if (this.has(source) !== had) this.#onFilled();
  }

  /** Makes the points of a source these, by what differs. */
  setPoints(source: SourceName, features: readonly PointFeature[]): void {
    const known = this.#points.get(source) ?? new Map<string, PointFeature>();
    const ids = new Set(features.map(({ id }) => id));
    const put = features.filter((feature) => !isSame(known.get(feature.id), feature));
    this.change(source, put, [...known.keys()].filter((id) => !ids.has(id)));
  }

  setShapes(source: SourceName, features: readonly Feature[]): void {
    const had = this.has(source);
    if (JSON.stringify(this.#shapes.get(source) ?? []) === JSON.stringify(features)) return;
    this.#shapes.set(source, features);
    this.#source(source)?.setData(collection(features)).catch(ignored);
    if (this.has(source) !== had) this.#onFilled();
  }

  #source(name: SourceName): GeoJSONSource | undefined {
    return this.#map?.getSource<GeoJSONSource>(name);
  }
}

/** The map went away while its worker was at it. */
const ignored = (): void => undefined;

const isSame = (one: PointFeature | undefined, other: PointFeature): boolean =>
  one !== undefined &&
  one.geometry.coordinates[0] === other.geometry.coordinates[0] &&
  one.geometry.coordinates[1] === other.geometry.coordinates[1] &&
  Object.keys(other.properties).every((key) => one.properties[key] === other.properties[key]) &&
  Object.keys(one.properties).length === Object.keys(other.properties).length;
