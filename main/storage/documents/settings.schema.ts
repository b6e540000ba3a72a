import { z } from 'zod';
import { baseMapField } from '@contract/ipc/base-map.schema.ts';
import { ptzSettingsField } from '@contract/ipc/ptz-settings.schema.ts';

const keysOf = z.record(z.string().max(60), z.string().max(40)).refine((keys) => Object.keys(keys).length <= 200);

export const settingsSchema = z
  .object({
    language: z.enum(['vi', 'en']),
    /** Keys of commands somebody changed, by person; damaged ones are left out, the usual keys then hold. */
    keys: z
      .array(z.object({ personId: z.string().min(1).max(200), keys: keysOf.catch({}) }).readonly())
      .max(500)
      .readonly()
      .catch([]),
    /** How heads are steered, by person. */
    steering: z
      .array(z.object({ personId: z.string().min(1).max(200), steering: ptzSettingsField }).readonly())
      .max(500)
      .readonly()
      .catch([]),
    /** kbit/s for all pictures of this PC; null: the tier's usual budget. */
    linkBudgetKbps: z.number().int().min(500).max(10_000_000).nullable().catch(null),
    /** Null: the bundled one. */
    baseMap: baseMapField.nullable().catch(null),
  })
  .readonly();

/** What the people of this PC chose. The PC's own: language, link budget, base map; each person's: keys, and how they steer. */
export type Settings = z.infer<typeof settingsSchema>;
