import type { PtzAux } from '@contract/domain/ptz.ts';
import type { CameraId } from '@contract/domain/units.ts';

/** Lens buttons held down: let go when their window dies. Lights and wipers that were switched on stay on. */
export interface PressedButtons {
  readonly pressed: (window: number, camera: CameraId, aux: PtzAux, value: -1 | 0 | 1) => void;
  readonly releaseOf: (window: number) => void;
  readonly releaseAll: () => void;
  /** The hand is another one's: nothing is let go. */
  readonly forget: (camera: CameraId) => void;
  readonly clear: () => void;
}

interface Pressed {
  readonly window: number;
  readonly camera: CameraId;
  readonly aux: PtzAux;
}

export function createPressedButtons(letGo: (camera: CameraId, aux: PtzAux) => void): PressedButtons {
  const held = new Map<string, Pressed>();
  const releaseWhere = (fits: (pressed: Pressed) => boolean): void => {
    for (const [key, pressed] of [...held]) {
      if (!fits(pressed)) continue;
      held.delete(key);
      letGo(pressed.camera, pressed.aux);
    }
  };
  return {
    pressed: (window, camera, aux, value) => {
      const key = `${aux} ${camera}`;
      if (value === 0 || aux === 'wiper' || aux === 'light') held.delete(key);
      else held.set(key, { window, camera, aux });
    },
    releaseOf: (window) => releaseWhere((pressed) => pressed.window === window),
    releaseAll: () => releaseWhere(() => true),
    forget: (camera) => {
      for (const [key, pressed] of [...held]) if (pressed.camera === camera) held.delete(key);
    },
    clear: () => held.clear(),
  };
}
