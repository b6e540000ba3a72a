import { isSameContent, MEMORY_MAX, type TileContent, type TileContents } from '@contract/domain/tile-content.ts';
import type { TileMemory } from '../../storage/documents/surfaces.ts';

const without = (contents: readonly TileContent[], content: TileContent | null): readonly TileContent[] => contents.filter((each) => !isSameContent(each, content));

/** What tiles held, after a change: what each held last comes first, each thing once, and never what it holds now. */
export function withChange(memory: TileMemory, before: TileContents, after: TileContents): TileMemory {
  const count = Math.max(memory.length, before.length);
  return Array.from({ length: count }, (_, tile) => {
    const earlier = memory[tile] ?? [];
    const was = before[tile] ?? null;
    const is = after[tile] ?? null;
    const others = without(earlier, is);
    // The desk's own window is no picture to come back to.
    if (was === null || was.kind === 'desk' || isSameContent(was, is)) return others;
    return [was, ...without(others, was)].slice(0, MEMORY_MAX);
  });
}

/** What can be brought back to a tile, what it held last first. The steps of a tour are not remembered: what one shows just now may be among what was. */
export const remembered = (memory: TileMemory, tile: number, now: TileContent | null): readonly TileContent[] => without(memory[tile] ?? [], now);

/** One step back in a tile: what it held last, and its memory with what it holds now at the end. Null: it remembers nothing else. */
export function stepBack(memory: TileMemory, tile: number, now: TileContent | null): { readonly content: TileContent; readonly memory: TileMemory } | null {
  const [content, ...rest] = remembered(memory, tile, now);
  if (content === undefined) return null;
  const turned = now === null || now.kind === 'desk' ? rest : [...rest, now];
  return { content, memory: memory.map((earlier, place) => (place === tile ? turned : earlier)) };
}
