import { Map as MapLibre } from 'maplibre-gl';

/** Maps that draw finer or coarser just now. Not a field: maplibre stops a map in its constructor, before it has fields of ours. */
const changing = new WeakSet<MapLibre>();

/** A map whose points of the screen can be made finer and coarser while a hand moves it: maplibre's own change of size ends every gesture. */
export class SteadyMap extends MapLibre {
  /** `ratio`: points drawn for a point of the page, above 0. */
  drawWith(ratio: number): void {
    changing.add(this);
    try {
      this.setPixelRatio(ratio);
    } finally {
      changing.delete(this);
    }
  }

  override stop(): this {
    return changing.has(this) ? this : super.stop();
  }
}
