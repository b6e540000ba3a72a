import path from 'node:path';
import { pictureId, type PictureId } from '@contract/domain/units.ts';
import type { Files } from '../platform/files.ts';

/** Longer than any document of a console. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Nothing else a document holds looks like one; what does keeps a picture too long, and loses none. */
const PICTURE_ID = /\b[0-9a-f]{64}\b/g;
const WITH_PICTURES = /^(surfaces|scenes)\./;

/**
 * Every picture that documents under `folder` name: surfaces and scenes with every server, layouts of everybody who was here. Files are
 * read as they are, older and damaged ones too. Null: one of them could not be read.
 */
export async function readHeldPictures(files: Pick<Files, 'list' | 'folders' | 'read'>, folder: string): Promise<ReadonlySet<PictureId> | null> {
  const held = new Set<PictureId>();
  const readAll = async (within: string, isWanted: (name: string) => boolean): Promise<boolean> => {
    const names = await files.list(within);
    if (!names.ok) return names.failure === 'absent';
    for (const name of names.value.filter(isWanted)) {
      const file = await files.read(path.join(within, name), MAX_BYTES);
      // An older generation may be removed meanwhile: a newer one is there.
      if (!file.ok && file.failure !== 'absent') return false;
      if (file.ok) for (const [id] of Buffer.from(file.value).toString('latin1').matchAll(PICTURE_ID)) held.add(pictureId(id));
    }
    return true;
  };
  const cache = path.join(folder, 'cache');
  const people = await files.folders(cache);
  if (!people.ok && people.failure !== 'absent') return null;
  if (!(await readAll(folder, (name) => WITH_PICTURES.test(name)))) return null;
  for (const person of people.ok ? people.value : []) if (!(await readAll(path.join(cache, person, 'layouts'), () => true))) return null;
  return held;
}
