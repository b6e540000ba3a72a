import type { Display, Screen } from 'electron';
import type { Timers } from '../platform/clock.ts';
import type { DisplayFacts } from './monitor-key.ts';

// Plugging one monitor raises several events within a moment; placing windows once is calmer and as quick.
const SETTLE_MS = 150;

const factsOf = (display: Display, primaryId: number): DisplayFacts => ({
  id: display.id,
  label: display.label,
  xPx: display.bounds.x,
  yPx: display.bounds.y,
  widthPx: display.bounds.width,
  heightPx: display.bounds.height,
  scaleFactor: display.scaleFactor,
  isPrimary: display.id === primaryId,
});

/** With no monitor at all the platform still names one: a stand-in without an id, or of a few pixels. */
const SMALLEST_PX = 200;
const isReal = ({ id, bounds }: Display): boolean => id !== 0 && Math.min(bounds.width, bounds.height) >= SMALLEST_PX;

/** The monitors that are there; none while all are away. */
export const readDisplays = (screen: Screen): readonly DisplayFacts[] => {
  const primaryId = screen.getPrimaryDisplay().id;
  return screen.getAllDisplays().filter(isReal).map((display) => factsOf(display, primaryId));
};

/** Calls back with all displays after each change has settled; while all are away (a switch box, a power cut of the wall) nothing is said. Answers the stop. */
export function watchDisplays(screen: Screen, timers: Timers, onChange: (displays: readonly DisplayFacts[]) => void): () => void {
  let cancel: (() => void) | null = null;
  const changed = () => {
    cancel?.();
    cancel = timers.after(SETTLE_MS, () => {
      const displays = readDisplays(screen);
      if (displays.length > 0) onChange(displays);
    });
  };
  screen.on('display-added', changed);
  screen.on('display-removed', changed);
  screen.on('display-metrics-changed', changed);
  return () => {
    cancel?.();
    screen.off('display-added', changed);
    screen.off('display-removed', changed);
    screen.off('display-metrics-changed', changed);
  };
}
