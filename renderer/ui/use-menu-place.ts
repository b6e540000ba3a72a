import { useState, type MouseEvent } from 'react';
import type { MenuPoint } from './menu.tsx';

/** Where a menu stands; `at` null: it is closed. */
export interface MenuPlace {
  readonly at: MenuPoint | null;
  /** Under the button that was pressed. */
  readonly openBelow: (event: MouseEvent<HTMLElement>) => void;
  /** Where the pointer is, in place of the system's own menu. */
  readonly openHere: (event: MouseEvent) => void;
  readonly close: () => void;
}

const GAP_PX = 4;

export function useMenuPlace(): MenuPlace {
  const [at, setAt] = useState<MenuPoint | null>(null);
  return {
    at,
    openBelow: ({ currentTarget }) => {
      const { left, bottom } = currentTarget.getBoundingClientRect();
      setAt({ xPx: left, yPx: bottom + GAP_PX });
    },
    openHere: (event) => {
      event.preventDefault();
      setAt({ xPx: event.clientX, yPx: event.clientY });
    },
    close: () => {
      setAt(null);
    },
  };
}
