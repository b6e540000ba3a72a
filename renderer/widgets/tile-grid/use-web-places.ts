import { useEffect, type RefObject } from 'react';
import type { TileContents } from '@contract/domain/tile-content.ts';
import { useCommands } from '../../commands/commands-context.tsx';

/**
 * Tells main where this grid shows web pages, as long as it stands: pages are laid over the window by main, at the places of the
 * elements marked `data-web-tile`.
 */
export function useWebPlaces(box: RefObject<HTMLElement | null>, contents: TileContents, layout: unknown): void {
  const { placeWeb } = useCommands();
  const hasWeb = contents.some((content) => content?.kind === 'web');
  useEffect(() => {
    const element = box.current;
    if (element === null || !hasWeb) return undefined;
    let frame = 0;
    const tell = (): void => {
      frame = 0;
      placeWeb(
        [...element.querySelectorAll<HTMLElement>('[data-web-tile]')].map((place) => {
          const { left, top, width, height } = place.getBoundingClientRect();
          return { tile: Number(place.dataset['webTile']), rect: { xPx: Math.round(left), yPx: Math.round(top), widthPx: Math.round(width), heightPx: Math.round(height) } };
        }),
      );
    };
    const soon = (): void => {
      frame ||= requestAnimationFrame(tell);
    };
    const observer = new ResizeObserver(soon);
    observer.observe(element);
    window.addEventListener('resize', soon);
    soon();
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      window.removeEventListener('resize', soon);
      placeWeb([]);
    };
  }, [box, hasWeb, contents, layout, placeWeb]);
}
