import { z } from 'zod';
import { TEST_FATES } from '@contract/domain/alarm-rule-test.ts';
import { id, whole } from './wire.schema.ts';

const text = z.string();
const seconds = whole.min(1);

/** A rule that does something this console does not know is left out of the list, and counted. */
export const wireRule = z.object({
  id,
  name: text,
  enabled: z.boolean(),
  scope: z.object({ kinds: z.array(z.unknown()), cameraIds: z.array(z.unknown()), unitIds: z.array(z.unknown()) }),
  fromUtcMs: whole.nullable(),
  untilUtcMs: whole.nullable(),
  reason: text.catch(''),
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('join'), withinS: seconds, by: z.enum(['camera', 'unit']) }),
    z.object({ kind: z.literal('delay'), seconds }),
    z.object({ kind: z.literal('repeat'), withinS: seconds }),
    z.object({ kind: z.literal('out-of-service') }),
    z.object({ kind: z.literal('works') }),
    z.object({ kind: z.literal('storm'), count: whole.min(1), withinS: seconds }),
  ]),
  changedBy: text.catch(''),
  etag: z.string().min(1).max(200),
});
export type WireRule = z.infer<typeof wireRule>;

export const wireRuleTest = z.object({
  events: whole,
  raised: whole,
  delayed: whole,
  suppressed: whole,
  joined: whole,
  dropped: whole.catch(0),
  samples: z.array(z.object({ utcMs: whole, title: text, fate: z.enum(TEST_FATES) })).max(1_000),
});
export type WireRuleTest = z.infer<typeof wireRuleTest>;
