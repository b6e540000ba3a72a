import { z } from 'zod';
import type { Arrangement } from '@contract/domain/arrangement.ts';
import type { TileContents } from '@contract/domain/tile-content.ts';
import { arrangementField, contentsField, nameField } from '@contract/ipc/wall.schema.ts';

/** A layout as files carry it: nothing of its server, its owner or who sees it. */
export interface PortableLayout {
  readonly name: string;
  readonly arrangement: Arrangement;
  readonly contents: TileContents;
  readonly locked: boolean;
}

/** The outside of a file; what is inside is read one by one. A later version may mean other things: it is not guessed at. */
export const fileFields = z.object({ format: z.literal('vonglau-layouts'), version: z.literal(1), layouts: z.array(z.unknown()), pictures: z.record(z.string(), z.unknown()).catch({}) });

export const portableLayout: z.ZodType<PortableLayout> = z
  .object({ name: nameField, arrangement: arrangementField, contents: contentsField, locked: z.boolean().default(false) })
  .refine(({ arrangement, contents }) => contents.length === arrangement.tiles.length, 'as many contents as tiles');

export const pictureKey = z.string().regex(/^[0-9a-f]{64}$/);
export const base64Text = z.base64();
