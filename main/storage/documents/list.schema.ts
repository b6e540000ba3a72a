import { z } from 'zod';

/** A list in which a damaged record is left out instead of spoiling the whole document. At most `max` records are kept. */
export const listOf = <T>(record: z.ZodType<T>, max: number) =>
  z.array(z.unknown()).transform((items): readonly T[] =>
    items
      .flatMap((item) => {
        const parsed = record.safeParse(item);
        return parsed.success ? [parsed.data] : [];
      })
      .slice(0, max),
  );
