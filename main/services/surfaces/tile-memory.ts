import { isSameContent, MEMORY_MAX, type TileContent, type TileContents } from '@contract/domain/tile-content.ts';
import type { TileMemory } from '../../storage/documents/surfaces.ts';

/** What tiles held, after a change: what each held last comes first, each thing once, and never what it holds now. */
export function withChange(memory: TileMemory, before: TileContents, after: TileContents): TileMemory {
  const count = Math.max(memory.length, before.length);
  return Array.from({ length: count }, (_, tile) => {
    const earlier = memory[tile] ?? [];
    const was = before[tile] ?? null;
    const is = after[tile] ?? null;
    // The desk's own window is no picture to come back to.
    if (was === null || was.kind === 'desk' || isSameContent(was, is)) return earlier;
    return [was, ...earlier.filter((content) => !isSameContent(content, was) && !isSameContent(content, is))].slice(0, MEMORY_MAX);
  });
}

/** One step back in a tile: what it held last, and its memory with what it holds now at the end. Null: it remembers nothing. */
export function stepBack(memory: TileMemory, tile: number, now: TileContent | null): { readonly content: TileContent; readonly memory: TileMemory } | null {
  const [content, ...rest] = memory[tile] ?? [];
  if (content === undefined) return null;
  const turned = now === null || now.kind === 'desk' ? rest : [...rest.filter((old) => !isSameContent(old, now)), now];
  return { content, memory: memory.map((earlier, place) => (place === tile ? turned : earlier)) };
}
