import type { PtzAux } from '@contract/domain/ptz.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { Cancel, Timers } from '../../platform/clock.ts';

/** A lens goes from one end to the other in less: a button that is held longer is let go, whatever became of who holds it. ms */
export const LENS_HELD_MAX_MS = 5_000;

/** Lens buttons held down: let go when their window dies, and after LENS_HELD_MAX_MS. Lights and wipers that were switched on stay on. */
export interface PressedButtons {
  readonly pressed: (window: number, camera: CameraId, aux: PtzAux, value: -1 | 0 | 1) => void;
  readonly isHeld: (camera: CameraId, aux: PtzAux) => boolean;
  /** Cameras of which some button is held. */
  readonly cameras: () => readonly CameraId[];
  readonly releaseOf: (window: number) => void;
  readonly releaseCamera: (camera: CameraId) => void;
  readonly releaseAll: () => void;
  /** The hand is another one's: nothing is let go. */
  readonly forget: (camera: CameraId) => void;
  readonly clear: () => void;
}

interface Pressed {
  readonly window: number;
  readonly camera: CameraId;
  readonly aux: PtzAux;
  readonly cancelDeadMan: Cancel;
}

export function createPressedButtons(letGo: (camera: CameraId, aux: PtzAux) => void, timers: Timers): PressedButtons {
  const held = new Map<string, Pressed>();
  const keyOf = (camera: CameraId, aux: PtzAux): string => `${aux} ${camera}`;
  const drop = (key: string): void => {
    held.get(key)?.cancelDeadMan();
    held.delete(key);
  };
  const dropWhere = (fits: (pressed: Pressed) => boolean): readonly Pressed[] => {
    const fitting = [...held].filter(([, pressed]) => fits(pressed));
    for (const [key] of fitting) drop(key);
    return fitting.map(([, pressed]) => pressed);
  };
  const releaseWhere = (fits: (pressed: Pressed) => boolean): void => {
    for (const { camera, aux } of dropWhere(fits)) letGo(camera, aux);
  };
  return {
    pressed: (window, camera, aux, value) => {
      const key = keyOf(camera, aux);
      drop(key);
      if (value === 0 || aux === 'wiper' || aux === 'light') return;
      const cancelDeadMan = timers.after(LENS_HELD_MAX_MS, () => releaseWhere((pressed) => pressed.camera === camera && pressed.aux === aux));
      held.set(key, { window, camera, aux, cancelDeadMan });
    },
    isHeld: (camera, aux) => held.has(keyOf(camera, aux)),
    cameras: () => [...held.values()].map(({ camera }) => camera),
    releaseOf: (window) => releaseWhere((pressed) => pressed.window === window),
    releaseCamera: (camera) => releaseWhere((pressed) => pressed.camera === camera),
    releaseAll: () => releaseWhere(() => true),
    forget: (camera) => void dropWhere((pressed) => pressed.camera === camera),
    clear: () => void dropWhere(() => true),
  };
}
