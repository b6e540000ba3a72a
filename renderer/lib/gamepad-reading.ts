import { profileFor, PTZ_SETTINGS_LIMITS, type PadAct, type PadAxis, type PadCurve, type PadMotion, type PadProfile, type PtzSettings } from '@contract/domain/ptz-settings.ts';
import type { PtzVelocity } from '@contract/domain/ptz.ts';
import type { PadFrame } from './gamepad-source.ts';

const POWER: Readonly<Record<PadCurve, number>> = { linear: 1, quadratic: 2, cubic: 3 };
/** Speed of a zoom button at a top speed of 1. */
const BUTTON_ZOOM = 0.6;

/** The name under which settings keep a joystick: browsers may tell very long ones. */
export const deviceOf = (id: string): string => id.slice(0, PTZ_SETTINGS_LIMITS.deviceChars);

export const profileOf = (settings: PtzSettings, { id, axes }: Pick<PadFrame, 'id' | 'axes'>): PadProfile => profileFor(settings, deviceOf(id), axes.length);

/** Deflection from rest, -1..1, whole on both sides even where rest is not in the middle; 0 in the dead zone. */
export function deflection(value: number, { rest, deadZone }: Pick<PadAxis, 'rest' | 'deadZone'>): number {
  const off = Math.min(1, Math.max(-1, value)) - rest;
  const room = (off > 0 ? 1 - rest : 1 + rest) - deadZone;
  const beyond = Math.abs(off) - deadZone;
  if (!Number.isFinite(off) || beyond <= 0 || room <= 0) return 0;
  return Math.sign(off) * Math.min(1, beyond / room);
}

/** Speed an axis asks for, -1..1. */
export function axisSpeed(value: number | undefined, axis: PadAxis, { curve, topSpeed }: Pick<PadProfile, 'curve' | 'topSpeed'>): number {
  const off = value === undefined ? 0 : deflection(value, axis);
  const speed = Math.sign(off) * Math.abs(off) ** POWER[curve] * topSpeed;
  return (axis.inverted ? -speed : speed) || 0;
}

const isPressed = (pad: PadFrame, button: number): boolean => pad.buttons[button]?.isPressed === true;

/** What a joystick asks a head to do. */
export function padVelocity(pad: PadFrame, profile: PadProfile): PtzVelocity {
  const speed = (motion: PadMotion): number => {
    const axis = profile.motions[motion];
    return axis.axis === null ? 0 : axisSpeed(pad.axes[axis.axis], axis, profile);
  };
  const held = (act: PadAct): number => (profile.buttons.some((each) => each.act === act && isPressed(pad, each.button)) ? BUTTON_ZOOM * profile.topSpeed : 0);
  return { pan: speed('pan'), tilt: speed('tilt'), zoom: Math.min(1, Math.max(-1, speed('zoom') + held('zoom-in') - held('zoom-out'))) };
}

/** Buttons that went down since the frame before; without one, none: a button held while it was plugged in asks for nothing. */
export const pressedButtons = (before: PadFrame | undefined, now: PadFrame): readonly number[] =>
  before === undefined ? [] : now.buttons.flatMap((button, index) => (button.isPressed && before.buttons[index]?.isPressed === false ? [index] : []));

/** The acts of those buttons. */
export const pressedActs = (before: PadFrame | undefined, now: PadFrame, profile: PadProfile): readonly PadAct[] =>
  pressedButtons(before, now).flatMap((pressed) => profile.buttons.filter(({ button }) => button === pressed).map(({ act }) => act));

const SMALLEST_ZONE = 0.04;
const MARGIN = 1.5;
/** A stick further than this from its rest is being touched. */
const TOUCHED = 0.5;

/** Rest and dead zone of an axis from what it read while nobody touched it; null: somebody did, or nothing was read. */
export function measuredRest(values: readonly number[]): Pick<PadAxis, 'rest' | 'deadZone'> | null {
  const sorted = [...values].filter(Number.isFinite).sort((one, other) => one - other);
  const rest = sorted[Math.floor(sorted.length / 2)];
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (rest === undefined || least === undefined || most === undefined) return null;
  const tremble = Math.max(most - rest, rest - least);
  if (tremble > TOUCHED) return null;
  const hundredths = (value: number): number => Math.round(value * 100) / 100;
  return { rest: hundredths(rest) || 0, deadZone: Math.min(PTZ_SETTINGS_LIMITS.deadZone[1], hundredths(tremble * MARGIN + SMALLEST_ZONE)) };
}

/** The axis that is deflected most, for "move the stick you want"; null: none clearly. */
export function movedAxis(before: PadFrame, now: PadFrame): number | null {
  let best: { readonly axis: number; readonly by: number } | null = null;
  for (const [axis, value] of now.axes.entries()) {
    const by = Math.abs(value - (before.axes[axis] ?? 0));
    if (by > TOUCHED && by > (best?.by ?? 0)) best = { axis, by };
  }
  return best?.axis ?? null;
}
