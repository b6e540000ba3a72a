import { useEffect, type RefObject } from 'react';
import type { TileSession } from '../../players/tile-session.ts';

/** Lets a session rest while its place is out of sight: scrolled away, cut off, or without size. */
export function useSight(place: RefObject<HTMLElement | null>, session: Pick<TileSession, 'setVisible'> | null): void {
  useEffect(() => {
    const element = place.current;
    if (session === null || element === null) return undefined;
    const observer = new IntersectionObserver((entries) => {
      const last = entries.at(-1);
      if (last !== undefined) session.setVisible(last.isIntersecting);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [place, session]);
}
