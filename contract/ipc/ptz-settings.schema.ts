import { z } from 'zod';
import { PAD_ACTS, PAD_CURVES, PTZ_SETTINGS_LIMITS } from '../domain/ptz-settings.ts';

const { axes, buttons, deviceChars, profiles, keySpeed, topSpeed, deadZone } = PTZ_SETTINGS_LIMITS;
const axisField = z.strictObject({
  axis: z.number().int().min(0).max(axes - 1).nullable(),
  inverted: z.boolean(),
  rest: z.number().min(-1).max(1),
  deadZone: z.number().min(deadZone[0]).max(deadZone[1]),
});
const buttonField = z.strictObject({ button: z.number().int().min(0).max(buttons - 1), act: z.enum(PAD_ACTS) });
const profileField = z.strictObject({
  device: z.string().min(1).max(deviceChars),
  motions: z.strictObject({ pan: axisField, tilt: axisField, zoom: axisField }),
  curve: z.enum(PAD_CURVES),
  topSpeed: z.number().min(topSpeed[0]).max(topSpeed[1]),
  buttons: z
    .array(buttonField)
    .max(buttons)
    .refine((all) => new Set(all.map(({ button }) => button)).size === all.length)
    .readonly(),
});

/** Also what is read from disk. */
export const ptzSettingsField = z.strictObject({
  keySpeed: z.number().min(keySpeed[0]).max(keySpeed[1]),
  profiles: z
    .array(profileField)
    .max(profiles)
    .refine((all) => new Set(all.map(({ device }) => device)).size === all.length)
    .readonly(),
});

/** Null: the usual ones again. */
export const setSteeringInput = z.strictObject({ steering: ptzSettingsField.nullable() });
