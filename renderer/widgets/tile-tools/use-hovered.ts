import { useEffect, useState, type RefObject } from 'react';

/** Whether the pointer is over the tile an element stands in. */
export function useHovered(inside: RefObject<HTMLElement | null>): boolean {
  const [isHovered, setHovered] = useState(false);
  useEffect(() => {
    const tile = inside.current?.closest('figure') ?? null;
    if (tile === null) return undefined;
    const enter = (): void => {
      setHovered(true);
    };
    const leave = (): void => {
      setHovered(false);
    };
    tile.addEventListener('pointerenter', enter);
    tile.addEventListener('pointerleave', leave);
    return () => {
      tile.removeEventListener('pointerenter', enter);
      tile.removeEventListener('pointerleave', leave);
    };
  }, [inside]);
  return isHovered;
}
