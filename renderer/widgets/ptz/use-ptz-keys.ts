import { useEffect } from 'react';
import { isStill } from '@contract/domain/ptz.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import type { Grip } from '../../commands/ptz-driver.ts';
import { OWN_KEYS } from '../../commands/use-shortcuts.ts';
import { useWindowState } from '../../state/state-context.tsx';
import { keysVelocity, steerKeyOf } from './steer-keys.ts';
import { usePtzSettings } from './use-head.ts';

/** What keeps its keys though a camera is steered: fields, lists, menus, questions. */
const ELSEWHERE = `input, textarea, select, [contenteditable], [role="menu"], [role="dialog"], [${OWN_KEYS}]`;
const isElsewhere = (target: EventTarget | null): boolean => target instanceof Element && target.closest(ELSEWHERE) !== null;

/** Steers a head by the keyboard while it is on: a held key moves it, letting go stops it. Goes before the other keys of the window. */
export function usePtzKeys({ camera, isOn, onEnd }: { readonly camera: CameraId; readonly isOn: boolean; readonly onEnd: () => void }): void {
  const { ptz } = useCommands();
  const { view } = useWindowState();
  const { keySpeed } = usePtzSettings();
  useEffect(() => {
    if (!isOn) return undefined;
    const codes = new Set<string>();
    let grip: Grip | null = null;
    const steer = (isFast: boolean): void => {
      const velocity = keysVelocity(codes, isFast ? 1 : keySpeed);
      if (isStill(velocity)) {
        grip?.release();
        grip = null;
        return;
      }
      grip ??= ptz.grip(camera);
      grip.move(velocity);
    };
    const release = (): void => {
      codes.clear();
      steer(false);
    };
    const onDown = (event: KeyboardEvent): void => {
      if (event.isComposing || isElsewhere(event.target)) return;
      // A hand that was taken away stays away until a key is pressed anew.
      if (grip?.isHeld() === false) {
        codes.clear();
        grip = null;
      }
      if (event.key === 'Shift' && codes.size > 0) steer(true);
      const key = steerKeyOf(event);
      if (key === null || (key.kind === 'preset' && (event.shiftKey || view.store.getState().numberEntry !== ''))) return;
      event.preventDefault();
      if (event.repeat) return;
      if (key.kind === 'end') onEnd();
      else if (key.kind === 'home') ptz.perform(camera, { kind: 'home' });
      else if (key.kind === 'preset') ptz.perform(camera, { kind: 'preset-go', preset: key.preset });
      else {
        codes.add(event.code);
        steer(event.shiftKey);
      }
    };
    const onUp = (event: KeyboardEvent): void => {
      if (codes.delete(event.code) || event.key === 'Shift') steer(event.shiftKey);
    };
    // A field that takes the focus takes the keys as well, and the release of those that are held.
    const onFocus = ({ target }: FocusEvent): void => {
      if (isElsewhere(target)) release();
    };
    window.addEventListener('keydown', onDown, true);
    window.addEventListener('keyup', onUp, true);
    window.addEventListener('blur', release);
    window.addEventListener('focusin', onFocus);
    return () => {
      window.removeEventListener('keydown', onDown, true);
      window.removeEventListener('keyup', onUp, true);
      window.removeEventListener('blur', release);
      window.removeEventListener('focusin', onFocus);
      release();
    };
  }, [ptz, view, camera, isOn, keySpeed, onEnd]);
}
