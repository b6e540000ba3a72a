import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../contract/domain/result.ts';
import { writeAtomically } from './kept-state.ts';

export const PICTURE_BYTES_MAX = 2 * 1024 * 1024;
const KEPT_MAX = 500;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

export interface Picture {
  readonly type: 'image/png' | 'image/jpeg';
  readonly bytes: Buffer;
}

/** Pictures of tiles, each in a file named by its SHA-256. */
export interface Pictures {
  /** `picture/too-large`, `picture/unreadable` (neither PNG nor JPEG, or not what the id says), `app/too-many-requests` (no room). */
  readonly put: (id: string, bytes: Buffer) => Promise<Result<null>>;
  /** `picture/unreadable` when it is not there or was damaged on the disk. */
  readonly get: (id: string) => Promise<Result<Picture>>;
}

/** `folder` is made when the first picture comes. Ids are 64 hex digits. */
export function createPictures(folder: string): Pictures {
  const isWhat = (id: string, bytes: Buffer): boolean => createHash('sha256').update(bytes).digest('hex') === id;
  return {
    put: async (id, bytes) => {
      if (bytes.length > PICTURE_BYTES_MAX) return err('picture/too-large');
      if (typeOf(bytes) === null || !isWhat(id, bytes)) return err('picture/unreadable');
      await mkdir(folder, { recursive: true });
      const kept = await readdir(folder);
      if (!kept.includes(id) && kept.length >= KEPT_MAX) return err('app/too-many-requests');
      await writeAtomically(join(folder, id), bytes);
      return ok(null);
    },
    get: async (id) => {
      const bytes = await readFile(join(folder, id)).catch(() => null);
      const type = bytes === null ? null : typeOf(bytes);
      return bytes === null || type === null || !isWhat(id, bytes) ? err('picture/unreadable') : ok({ type, bytes });
    },
  };
}

function typeOf(bytes: Buffer): Picture['type'] | null {
  if (PNG.every((byte, at) => bytes[at] === byte)) return 'image/png';
  return JPEG.every((byte, at) => bytes[at] === byte) ? 'image/jpeg' : null;
}
