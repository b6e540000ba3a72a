import { useEffect, useRef } from 'react';
import type { PadAct } from '@contract/domain/ptz-settings.ts';
import { isStill } from '@contract/domain/ptz.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import type { Grip } from '../../commands/ptz-driver.ts';
import { padVelocity, pressedActs, profileOf } from '../../lib/gamepad-reading.ts';
import type { PadFrame } from '../../lib/gamepad-source.ts';
import { usePtzSettings } from './use-head.ts';

/** Buttons that were pressed on any joystick while this window has the focus. */
export function usePadActs(isOn: boolean, onAct: (act: PadAct) => void): void {
  const { ptz } = useCommands();
  const settings = usePtzSettings();
  const latest = useRef(onAct);
  useEffect(() => {
    latest.current = onAct;
  });
  useEffect(() => {
    if (!isOn) return undefined;
    const away = watchAway();
    let before = new Map<number, PadFrame>();
    const release = ptz.pads.subscribe((pads) => {
      for (const pad of pads) {
        const acts = pressedActs(before.get(pad.index), pad, profileOf(settings, pad));
        if (!away.isAway()) for (const act of acts) latest.current(act);
      }
      before = new Map(pads.map((pad) => [pad.index, pad]));
    });
    return () => {
      release();
      away.release();
    };
  }, [ptz, settings, isOn]);
}

/**
 * Steers a head by every joystick of the PC while it is on. A stick that was deflected before, or whose hand was taken away, counts
 * again once it has been at rest. One that is pulled out stops at once.
 */
export function usePtzPad({ camera, isOn, onMove }: { readonly camera: CameraId; readonly isOn: boolean; readonly onMove: () => void }): void {
  const { ptz } = useCommands();
  const settings = usePtzSettings();
  const moved = useRef(onMove);
  useEffect(() => {
    moved.current = onMove;
  });
  useEffect(() => {
    if (!isOn) return undefined;
    const away = watchAway();
    /** By joystick: its hand, or that it has to come to rest first. */
    const hands = new Map<number, Grip | 'spent'>();
    let isFirst = true;
    const take = (pad: PadFrame): void => {
      const velocity = padVelocity(pad, profileOf(settings, pad));
      const hand = hands.get(pad.index);
      if (isStill(velocity)) {
        if (hand !== undefined && hand !== 'spent') hand.release();
        hands.delete(pad.index);
      } else if (hand === 'spent') return;
      else if (isFirst || away.isAway() || hand?.isHeld() === false) {
        hand?.release();
        hands.set(pad.index, 'spent');
      } else {
        const grip = hand ?? ptz.grip(camera);
        hands.set(pad.index, grip);
        grip.move(velocity);
        if (hand === undefined) moved.current();
      }
    };
    const release = ptz.pads.subscribe((pads) => {
      for (const [index, hand] of hands) {
        if (pads.some((pad) => pad.index === index)) continue;
        if (hand !== 'spent') hand.release();
        hands.delete(index);
      }
      for (const pad of pads) take(pad);
      isFirst = false;
    });
    return () => {
      release();
      away.release();
      for (const hand of hands.values()) if (hand !== 'spent') hand.release();
    };
  }, [ptz, settings, camera, isOn]);
}

/** Whether the person went to another window. Any key or press here says that they are back: some desktops never say so themselves. */
function watchAway(): { readonly isAway: () => boolean; readonly release: () => void } {
  let away = !document.hasFocus();
  const leave = (): void => {
    away = true;
  };
  const come = (): void => {
    away = false;
  };
  const BACK = ['focus', 'pointerdown', 'keydown'] as const;
  window.addEventListener('blur', leave);
  for (const kind of BACK) window.addEventListener(kind, come, true);
  return {
    isAway: () => away || document.visibilityState === 'hidden',
    release: () => {
      window.removeEventListener('blur', leave);
      for (const kind of BACK) window.removeEventListener(kind, come, true);
    },
  };
}
