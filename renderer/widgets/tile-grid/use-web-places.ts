import { useEffect, useRef, type RefObject } from 'react';
import type { TileContents } from '@contract/domain/tile-content.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { rectOf, uncovered, type PlacedWeb } from './uncovered.ts';

/** What lies over the tiles for a moment; an element that is none of these says it with `data-cover`. */
const COVERS = '[role="menu"], [role="dialog"], [data-cover]';

/**
 * Tells main where this grid shows web pages, as long as it stands: pages are laid over the window by main, at the places of the
 * elements marked `data-web-tile`. A page over which the window has something to show, or to have dropped, makes room meanwhile.
 */
export function useWebPlaces(box: RefObject<HTMLElement | null>, contents: TileContents, layout: unknown): void {
  const { placeWeb } = useCommands();
  const hasWeb = contents.some((content) => content?.kind === 'web');
  const look = useRef<() => void>(() => undefined);
  useEffect(() => {
    const element = box.current;
    if (element === null || !hasWeb) return undefined;
    let frame = 0;
    let isDragging = false;
    let told = '';
    const tell = (): void => {
      frame = 0;
      const places = [...element.querySelectorAll<HTMLElement>('[data-web-tile]')].map((place): PlacedWeb => ({ tile: Number(place.dataset['webTile']), rect: rectOf(place.getBoundingClientRect()) }));
      const seen = isDragging ? [] : uncovered(places, [...document.querySelectorAll(COVERS)].map((cover) => rectOf(cover.getBoundingClientRect())));
      const text = JSON.stringify(seen);
      if (text === told) return;
      told = text;
      placeWeb(seen);
    };
    const soon = (): void => {
      frame ||= requestAnimationFrame(tell);
    };
    const drag = ({ type }: Event): void => {
      isDragging = type === 'dragstart';
      soon();
    };
    const observer = new ResizeObserver(soon);
    observer.observe(element);
    const changes = new MutationObserver(soon);
    changes.observe(document.body, { childList: true, subtree: true });
    window.addEventListener('resize', soon);
    for (const type of DRAGS) document.addEventListener(type, drag, true);
    look.current = soon;
    soon();
    return () => {
      look.current = () => undefined;
      cancelAnimationFrame(frame);
      observer.disconnect();
      changes.disconnect();
      window.removeEventListener('resize', soon);
      for (const type of DRAGS) document.removeEventListener(type, drag, true);
      placeWeb([]);
    };
  }, [box, hasWeb, placeWeb]);
  // The pages stay where they are while another tile changes.
  useEffect(() => {
    look.current();
  }, [contents, layout]);
}

/** What is dragged may leave the document while it is dropped, and then does not tell its end. */
const DRAGS = ['dragstart', 'dragend', 'drop'] as const;
