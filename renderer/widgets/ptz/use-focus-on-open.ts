import { useEffect, useRef, type RefObject } from 'react';

/** Takes the focus once the list that led here has given it back. */
export function useFocusOnOpen<E extends HTMLElement>(): RefObject<E | null> {
  const place = useRef<E>(null);
  useEffect(() => {
    place.current?.focus();
  }, []);
  return place;
}
