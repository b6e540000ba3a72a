import { z } from 'zod';

export const settingsSchema = z.object({ language: z.enum(['vi', 'en']) }).readonly();

/** What the people of this PC chose. */
export type Settings = z.infer<typeof settingsSchema>;
