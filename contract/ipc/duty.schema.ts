import { z } from 'zod';
import type { Handover } from '../domain/duty.ts';
import { SHEET_NOTES_MAX } from '../domain/duty-sheet.ts';
import { handoverId, utcMs } from '../domain/units.ts';

const handover = z.string().min(1).max(64).transform(handoverId);

/** Until when the shift lasts, by the server's clock; at most SHIFT_MAX_MS from now. */
export const signOnInput = z.strictObject({ untilUtcMs: z.number().int().min(0).transform(utcMs) });
/** Alarms given to others or back in the queue, and settled ones that only wait to be closed. */
export const signOffOutput = z.strictObject({ sharedAgain: z.number().int().min(0), kept: z.number().int().min(0) });
export const handOverInput = z.strictObject({ notes: z.string().max(SHEET_NOTES_MAX) });
export const handoverInput = z.strictObject({ handover });
/** `username`: whose code it is. */
export const signHandoverInput = z.strictObject({ handover, side: z.enum(['from', 'to']), username: z.string().trim().min(1).max(100), code: z.string().regex(/^[0-9]{6}$/) });
export const handoverOutput = z.custom<Handover>((value) => typeof value === 'object' && value !== null);
export const handoversOutput = z.custom<readonly Handover[]>((value) => Array.isArray(value));
/** Where it was written; null: the operator chose no file. */
export const writtenOutput = z.strictObject({ file: z.string() }).nullable();
