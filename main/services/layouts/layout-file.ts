import { createHash } from 'node:crypto';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { pictureId, type PictureId } from '@contract/domain/units.ts';
import { base64Text, fileFields, pictureKey, portableLayout, type PortableLayout } from './layout-file.schema.ts';

export type { PortableLayout };

export interface LayoutFile {
  readonly layouts: readonly PortableLayout[];
  /** Pictures of their tiles, as far as they were at hand. */
  readonly pictures: ReadonlyMap<PictureId, Uint8Array>;
}

/** Bytes of a whole file, layouts in it, bytes of one picture. */
export const FILE_MAX_BYTES = 64 * 1024 * 1024;
export const FILE_LAYOUTS_MAX = 500;
const PICTURE_MAX_BYTES = 2 * 1024 * 1024;

/** Pictures that tiles of these layouts hold, each once. */
export const picturesIn = (layouts: readonly Pick<PortableLayout, 'contents'>[]): ReadonlySet<PictureId> =>
  new Set(layouts.flatMap(({ contents }) => contents.flatMap((content) => (content?.kind === 'picture' ? [content.picture] : []))));

export function encodeLayoutFile({ layouts, pictures }: LayoutFile): Uint8Array {
  const carried = layouts.map(({ name, arrangement, contents, locked }) => ({ name, arrangement, contents, locked }));
  const images = Object.fromEntries([...pictures].map(([id, bytes]) => [id, Buffer.from(bytes).toString('base64')]));
  return new TextEncoder().encode(`${JSON.stringify({ format: 'vonglau-layouts', version: 1, layouts: carried, pictures: images })}\n`);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** A picture that is what its name says; null: it is not. */
function readPicture(key: string, value: unknown): readonly [PictureId, Uint8Array] | null {
  if (!pictureKey.safeParse(key).success || typeof value !== 'string' || value.length > PICTURE_MAX_BYTES * 1.4) return null;
  const text = base64Text.safeParse(value);
  if (!text.success) return null;
  const bytes = new Uint8Array(Buffer.from(text.data, 'base64'));
  const isWhatItSays = bytes.length <= PICTURE_MAX_BYTES && createHash('sha256').update(bytes).digest('hex') === key;
  return isWhatItSays ? [pictureId(key), bytes] : null;
}

/**
 * What somebody's file holds. Layouts that cannot be read, and those beyond FILE_LAYOUTS_MAX, are left out and counted; pictures that
 * no layout holds or that are not what they say are left out. Code layout/file-unreadable: not such a file, too large, or of a later version.
 */
export function decodeLayoutFile(bytes: Uint8Array): Result<LayoutFile & { readonly skipped: number }> {
  if (bytes.length > FILE_MAX_BYTES) return err('layout/file-unreadable', { detail: `${String(bytes.length)} bytes` });
  const file = fileFields.safeParse(parse(bytes));
  if (!file.success) return err('layout/file-unreadable', { detail: 'not a file of layouts' });
  const layouts = file.data.layouts.slice(0, FILE_LAYOUTS_MAX).flatMap((item) => {
    const layout = portableLayout.safeParse(item);
    return layout.success ? [layout.data] : [];
  });
  const wanted = picturesIn(layouts);
  const pictures = new Map(
    Object.entries(file.data.pictures)
      .filter(([key]) => wanted.has(pictureId(key)))
      .flatMap(([key, value]) => {
        const picture = readPicture(key, value);
        return picture === null ? [] : [picture];
      }),
  );
  return ok({ layouts, pictures, skipped: file.data.layouts.length - layouts.length });
}
