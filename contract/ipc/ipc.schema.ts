import { z } from 'zod';
import { ERROR_CODES } from '../domain/error-code.ts';
import { SLICE_NAMES, type SliceName } from '../state/slices.ts';

export const nothing = z.strictObject({});
export const done = z.null();

export const subscribeInput = z.strictObject({ slices: z.array(z.enum(SLICE_NAMES as [SliceName, ...SliceName[]])).min(1).max(SLICE_NAMES.length) });

export const signInInput = z.strictObject({ username: z.string().trim().min(1).max(100), password: z.string().min(1).max(200) });
/** What comes after the password: a code, or at once the desk from the cache when the server is away. */
export const signInOutput = z.strictObject({ next: z.enum(['code', 'enrol', 'offline']) });
export const confirmCodeInput = z.strictObject({ code: z.string().regex(/^[0-9]{6}$/) });
export const enrolDeviceInput = z.strictObject({ enrolmentCode: z.string().trim().min(1).max(64) });

/** Keys of commands (catalogue ids) the operator changed; null takes the usual ones back. Values as `KeyboardEvent` has them, e.g. `Ctrl+KeyS`. */
export const setKeysInput = z.strictObject({ keys: z.record(z.string().max(60), z.string().max(40)).refine((keys) => Object.keys(keys).length <= 200).nullable() });
/** kbit/s for all pictures of this PC; null: the tier's usual budget. */
export const setLinkBudgetInput = z.strictObject({ budgetKbps: z.number().int().min(500).max(10_000_000).nullable() });
export const setLanguageInput = z.strictObject({ language: z.enum(['vi', 'en']) });

/** A fault a window met in itself; goes to the log. No free text from outside is in it. */
export const reportFaultInput = z.strictObject({ code: z.enum(ERROR_CODES), detail: z.string().max(2000) });
export const dismissInput = z.strictObject({ notice: z.string().min(1).max(100) });
