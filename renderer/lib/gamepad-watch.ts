import type { GamepadSource, PadFrame } from './gamepad-source.ts';
import { createListeners } from './listeners.ts';

/** Runs once at the next turn of the window; returns the cancel. */
export type NextTurn = (run: () => void) => () => void;

/** All joysticks, watched together. */
export interface PadWatch {
  readonly list: () => readonly PadFrame[];
  /** Hears the joysticks at every turn while there are any, and at once when one comes or goes. Returns the release. */
  readonly subscribe: (listener: (pads: readonly PadFrame[]) => void) => () => void;
}

/** A window that is covered or has much to draw gets few animation frames; a stick is then read by a timer. ms */
const SLOWEST_TURN_MS = 24;

const windowTurn: NextTurn = (run) => {
  const end = (): void => {
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
  };
  const once = (): void => {
    end();
    run();
  };
  const frame = requestAnimationFrame(once);
  const timer = window.setTimeout(once, SLOWEST_TURN_MS);
  return end;
};

/** Reads the joysticks only while somebody listens and one is plugged in. */
export function createPadWatch(source: GamepadSource, nextTurn: NextTurn = windowTurn): PadWatch {
  const listeners = createListeners<readonly PadFrame[]>();
  let count = 0;
  let release: (() => void) | null = null;
  let cancel: () => void = () => undefined;
  const read = (): void => {
    cancel();
    cancel = () => undefined;
    const pads = source.list();
    listeners.emit(pads);
    if (pads.length > 0 && release !== null) cancel = nextTurn(read);
  };
  return {
    list: source.list,
    subscribe: (listener) => {
      const remove = listeners.add(listener);
      let isOn = true;
      count += 1;
      release ??= source.onDidChange(read);
      read();
      return () => {
        if (!isOn) return;
        isOn = false;
        remove();
        count -= 1;
        if (count > 0) return;
        cancel();
        release?.();
        release = null;
      };
    },
  };
}
