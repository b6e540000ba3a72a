import type { TileContent } from '@contract/domain/tile-content.ts';

/** Stays the same while a tile goes on showing the same thing, whatever its zoom or step: the tile is then kept and not made anew. */
export const contentKey = (content: TileContent | null): string => {
  if (content === null) return 'nothing';
  if (content.kind === 'camera') return `camera ${content.camera}`;
  if (content.kind === 'sequence') return `sequence ${content.sequence.name}`;
  return content.kind;
};
