import type { TileRect } from '@contract/domain/arrangement.ts';
import type { TileContent } from '@contract/domain/tile-content.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { tileOfCamera, type Surface } from '@contract/domain/wall.ts';

const isPicture = (content: TileContent | null): boolean => content === null || content.kind === 'camera' || content.kind === 'sequence' || content.kind === 'hotspot';

/** The tile for the camera of an alarm: where it already is, else the largest empty one, else the largest that shows pictures, else the largest. */
export function tileForAlarm(surface: Surface, camera: CameraId): number {
  const shown = tileOfCamera(surface, camera);
  if (shown >= 0) return shown;
  const areaOf = ({ columns, rows }: TileRect) => columns * rows;
  const places = surface.arrangement.tiles.map((rect, tile) => ({ tile, area: areaOf(rect), content: surface.contents[tile] ?? null })).sort((a, b) => b.area - a.area || a.tile - b.tile);
  const best = places.find(({ content }) => content === null) ?? places.find(({ content }) => isPicture(content)) ?? places[0];
  return best?.tile ?? 0;
}
