import { useEffect, useRef, useState } from 'react';
import { useCommands } from '../../commands/commands-context.tsx';
import { pressedButtons } from '../../lib/gamepad-reading.ts';
import type { PadFrame } from '../../lib/gamepad-source.ts';

export interface PadName {
  readonly index: number;
  readonly id: string;
  readonly axes: number;
  readonly buttons: number;
}

const isSameList = (one: readonly PadName[], other: readonly PadName[]): boolean => one.length === other.length && one.every((pad, at) => pad.index === other[at]?.index && pad.id === other[at]?.id);

/** Joysticks that are plugged in; what they say moment by moment is heard by `usePadFrame`. */
export function usePads(): readonly PadName[] {
  const { ptz } = useCommands();
  const [pads, setPads] = useState<readonly PadName[]>([]);
  useEffect(
    () =>
      ptz.pads.subscribe((frames) => {
        const next = frames.map(({ index, id, axes, buttons }) => ({ index, id, axes: axes.length, buttons: buttons.length }));
        setPads((before) => (isSameList(before, next) ? before : next));
      }),
    [ptz],
  );
  return pads;
}

/** Every reading of one joystick, outside React; and the buttons that went down with it. */
export function usePadFrame(index: number, onFrame: (pad: PadFrame, pressed: readonly number[]) => void): void {
  const { ptz } = useCommands();
  const latest = useRef(onFrame);
  useEffect(() => {
    latest.current = onFrame;
  });
  useEffect(() => {
    let before: PadFrame | undefined;
    return ptz.pads.subscribe((frames) => {
      const pad = frames.find((each) => each.index === index);
      if (pad !== undefined) latest.current(pad, pressedButtons(before, pad));
      before = pad;
    });
  }, [ptz, index]);
}
