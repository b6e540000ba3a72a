/** What a joystick says at one moment: a copy, whatever the browser does with its own. */
export interface PadFrame {
  /** Place among the PC's joysticks. */
  readonly index: number;
  /** Make and model, as the browser names it. */
  readonly id: string;
  /** -1..1 each. */
  readonly axes: readonly number[];
  readonly buttons: readonly { readonly isPressed: boolean; readonly value: number }[];
}

/** Joysticks of this PC. */
export interface GamepadSource {
  /** Those that are plugged in now, as they stand now. */
  readonly list: () => readonly PadFrame[];
  /** One was plugged in or taken out. Returns the release. */
  readonly onDidChange: (listener: () => void) => () => void;
}

const copyOf = ({ index, id, axes, buttons }: Gamepad): PadFrame => ({
  index,
  id,
  axes: [...axes].map((value) => (Number.isFinite(value) ? value : 0)),
  buttons: [...buttons].map(({ pressed, value }) => ({ isPressed: pressed, value })),
});

/** The Gamepad API of the window. A joystick shows itself once a button of it was pressed: the browser's rule. */
export const windowPads: GamepadSource = {
  // Documents without the API have none.
  list: () => ('getGamepads' in navigator ? [...navigator.getGamepads()].flatMap((pad) => (pad?.connected === true ? [copyOf(pad)] : [])) : []),
  onDidChange: (listener) => {
    window.addEventListener('gamepadconnected', listener);
    window.addEventListener('gamepaddisconnected', listener);
    return () => {
      window.removeEventListener('gamepadconnected', listener);
      window.removeEventListener('gamepaddisconnected', listener);
    };
  },
};
