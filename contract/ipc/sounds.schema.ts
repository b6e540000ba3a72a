import { z } from 'zod';
import { OWN_SOUNDS_MAX, RHYTHMS, SOUND_CELLS_MAX, SOUND_GROUPS, type AlarmSoundSettings, type OwnSound, type SoundCell, type SoundSource } from '../domain/alarm-sound-settings.ts';
import { soundId } from '../domain/units.ts';

export const soundField = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform(soundId);
const priority = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const source: z.ZodType<SoundSource> = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('rhythm'), rhythm: z.enum(RHYTHMS) }), z.strictObject({ kind: z.literal('own'), sound: soundField })]);
const choice = z.strictObject({ source, volume: z.number().min(0.05).max(1), isSpoken: z.boolean() });

export const soundCellField: z.ZodType<SoundCell> = choice.extend({ priority, group: z.enum(SOUND_GROUPS) });
export const ownSoundField: z.ZodType<OwnSound> = z.strictObject({ id: soundField, name: z.string().min(1).max(100) });
/** Also what is read from disk. */
export const soundSettingsField: z.ZodType<AlarmSoundSettings> = z.strictObject({ cells: z.array(soundCellField).max(SOUND_CELLS_MAX).readonly(), own: z.array(ownSoundField).max(OWN_SOUNDS_MAX).readonly() });

/** `choice` null: as usual again. */
export const chooseSoundInput = z.strictObject({ priority, group: z.enum(SOUND_GROUPS), choice: choice.nullable() });
/** Null: the operator chose no file. */
export const addSoundOutput = z.strictObject({ sound: ownSoundField.nullable() });
export const removeSoundInput = z.strictObject({ sound: soundField });
