import type { GamepadSource, PadFrame } from '../../renderer/lib/gamepad-source.ts';
import { createListeners } from '../../renderer/lib/listeners.ts';

interface PadParts {
  readonly index?: number;
  readonly id?: string;
  readonly axes?: readonly number[];
  /** Buttons that are down. */
  readonly pressed?: readonly number[];
}

/** A joystick of four axes and sixteen buttons that nobody touches, unless told otherwise. */
export const padWith = ({ index = 0, id = 'stick', axes = [0, 0, 0, 0], pressed = [] }: PadParts = {}): PadFrame => ({
  index,
  id,
  axes,
  buttons: Array.from({ length: 16 }, (_, button) => ({ isPressed: pressed.includes(button), value: pressed.includes(button) ? 1 : 0 })),
});

/** Joysticks of a test, plugged in, moved and pulled out by hand. */
export interface FakePads extends GamepadSource {
  readonly set: (...pads: readonly PadFrame[]) => void;
  /** Plugged in or pulled out: said at once. */
  readonly change: (...pads: readonly PadFrame[]) => void;
}

export function createFakePads(): FakePads {
  const listeners = createListeners<null>();
  let now: readonly PadFrame[] = [];
  const set = (...pads: readonly PadFrame[]): void => {
    now = pads;
  };
  return {
    list: () => now,
    onDidChange: listeners.add,
    set,
    change: (...pads) => {
      set(...pads);
      listeners.emit(null);
    },
  };
}

/** Makes the page's own Gamepad API answer with these; returns a stick that is moved by `set` and pulled out by `unplug`. */
export function plugIntoPage(): { readonly set: (parts: PadParts) => void; readonly unplug: () => void } {
  let pads: readonly unknown[] = [];
  Object.defineProperty(navigator, 'getGamepads', { configurable: true, value: () => pads });
  const changed = (name: string): void => {
    window.dispatchEvent(new Event(name));
  };
  return {
    set: (parts) => {
      const isNew = pads.length === 0;
      const { index, id, axes, buttons } = padWith(parts);
      pads = [{ index, id, axes, connected: true, buttons: buttons.map(({ isPressed, value }) => ({ pressed: isPressed, value, touched: isPressed })) }];
      if (isNew) changed('gamepadconnected');
    },
    unplug: () => {
      pads = [];
      changed('gamepaddisconnected');
    },
  };
}
