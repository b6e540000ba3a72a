/** What an axis of a joystick moves. */
export const PAD_MOTIONS = ['pan', 'tilt', 'zoom'] as const;
export type PadMotion = (typeof PAD_MOTIONS)[number];

/** How speed grows with deflection: the higher, the finer at small deflections. */
export const PAD_CURVES = ['linear', 'quadratic', 'cubic'] as const;
export type PadCurve = (typeof PAD_CURVES)[number];

/** What a button of a joystick does. */
export const PAD_ACTS = [
  'zoom-in',
  'zoom-out',
  'home',
  'next-tile',
  'previous-tile',
  'release',
  'snapshot',
  'preset-1',
  'preset-2',
  'preset-3',
  'preset-4',
  'preset-5',
  'preset-6',
  'preset-7',
  'preset-8',
  'preset-9',
] as const;
export type PadAct = (typeof PAD_ACTS)[number];

export interface PadAxis {
  /** Place in `Gamepad.axes`; null: nothing moves it. */
  readonly axis: number | null;
  readonly inverted: boolean;
  /** What it reads when nobody touches it, -1..1. */
  readonly rest: number;
  /** Deflection from rest that counts for nothing, 0..0.6. */
  readonly deadZone: number;
}

export interface PadButton {
  /** Place in `Gamepad.buttons`. */
  readonly button: number;
  readonly act: PadAct;
}

/** How one make of joystick is used. */
export interface PadProfile {
  /** `Gamepad.id`. */
  readonly device: string;
  readonly motions: Readonly<Record<PadMotion, PadAxis>>;
  readonly curve: PadCurve;
  /** Speed at full deflection, 0.1..1. */
  readonly topSpeed: number;
  /** At most one a button. */
  readonly buttons: readonly PadButton[];
}

/** How heads are steered at this desk. */
export interface PtzSettings {
  /** Speed of keys and of the buttons in the panel, 0.05..1; with Shift it is 1. */
  readonly keySpeed: number;
  readonly profiles: readonly PadProfile[];
}

export const PTZ_SETTINGS_LIMITS = { axes: 32, buttons: 64, deviceChars: 200, profiles: 16, keySpeed: [0.05, 1], topSpeed: [0.1, 1], deadZone: [0, 0.6] } as const;

export const USUAL_PTZ_SETTINGS: PtzSettings = { keySpeed: 0.4, profiles: [] };

const usualAxis = (axis: number, inverted: boolean): PadAxis => ({ axis, inverted, rest: 0, deadZone: 0.12 });

/**
 * As the W3C's standard gamepad has it: left stick turns, right stick zooms, shoulders zoom too, and the four buttons on the right.
 * A joystick of three axes, as made for cameras, zooms by twisting it.
 */
export const usualProfile = (device: string, axes = 4): PadProfile => ({
  device,
  motions: { pan: usualAxis(0, false), tilt: usualAxis(1, true), zoom: axes === 3 ? usualAxis(2, false) : usualAxis(3, true) },
  curve: 'quadratic',
  topSpeed: 1,
  buttons: [
    { button: 0, act: 'preset-1' },
    { button: 1, act: 'preset-2' },
    { button: 2, act: 'preset-3' },
    { button: 3, act: 'home' },
    { button: 4, act: 'zoom-out' },
    { button: 5, act: 'zoom-in' },
    { button: 8, act: 'release' },
    { button: 9, act: 'snapshot' },
    { button: 14, act: 'previous-tile' },
    { button: 15, act: 'next-tile' },
  ],
});

/** Of a device with so many axes. */
export const profileFor = ({ profiles }: PtzSettings, device: string, axes?: number): PadProfile => profiles.find((profile) => profile.device === device) ?? usualProfile(device, axes);

/** The settings with a profile in the place of the one for its device; the oldest goes when there are too many. */
export const withProfile = (settings: PtzSettings, profile: PadProfile): PtzSettings => ({
  ...settings,
  profiles: [...settings.profiles.filter(({ device }) => device !== profile.device), profile].slice(-PTZ_SETTINGS_LIMITS.profiles),
});

export const withoutProfile = (settings: PtzSettings, device: string): PtzSettings => ({ ...settings, profiles: settings.profiles.filter((profile) => profile.device !== device) });
