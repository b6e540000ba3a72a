import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Person } from '@contract/domain/person.ts';
import type { TierService } from '@contract/domain/tier.ts';
import type { Layout } from '@contract/domain/wall.ts';
import type { DirectoryPlace } from '../services/directory/directory-service.ts';
import type { LayoutsCache } from '../services/layouts/layouts-service.ts';
import { openLayoutsCache } from '../storage/documents/layouts-cache.ts';
import type { StorageContext } from '../storage/json-document.ts';

export interface PersonCache {
  /** Absolute; what this PC keeps of this person. */
  readonly folder: string;
  readonly directory: DirectoryPlace;
  readonly layouts: LayoutsCache;
  /** What the server said of itself when this was last saved. */
  readonly service: () => TierService | null;
  /** The server was heard: what it says of itself now is kept for when it is away. */
  readonly keepService: () => Promise<void>;
  /** Cameras that earlier versions kept in documents leave the disk: nobody would take those away whose right is withdrawn. */
  readonly forgetOldDirectory: () => Promise<void>;
}

export interface PersonCacheEnvironment {
  readonly currentService: () => TierService | null;
  /** Opens a directory's file to read records of it. */
  readonly openBook: (file: string) => ReturnType<DirectoryPlace['openBook']>;
}

/** A folder's name for a server and a person; tells nothing of either. */
const folderName = (address: string, person: Person): string =>
  createHash('sha256')
    .update(`${address}\n${person.role === 'wall-device' ? 'wall-device' : person.id}`)
    .digest('hex')
    .slice(0, 24);

/** What one person may see of one server, kept apart from everybody else's: a camera not granted does not exist, offline too. */
export function openPersonCache(context: StorageContext, address: string, person: Person, { currentService, openBook }: PersonCacheEnvironment): PersonCache {
  const folder = path.join(context.folder, 'cache', folderName(address, person));
  const document = openLayoutsCache({ ...context, folder: path.join(folder, 'layouts') });
  const file = path.join(folder, 'directory.db');
  let service: TierService | null = null;
  let isRead = false;
  let shown: readonly Layout[] = [];
  /** Layouts that wait for their server in a file that could not be read when it was asked for. */
  let unseen: readonly Layout[] = [];
  const save = (layouts: readonly Layout[]) => {
    shown = layouts;
    return document.save({ address, layouts, service: currentService() ?? service });
  };
  return {
    folder,
    service: () => service,
    keepService: async () => {
      const now = currentService();
      if (!isRead || now === null || JSON.stringify(now) === JSON.stringify(service)) return;
      service = now;
      await save(shown);
    },
    directory: { file, openBook: () => openBook(file) },
    forgetOldDirectory: async () => {
      const old = path.join(folder, 'directory');
      const listed = await context.files.list(old);
      if (listed.ok) for (const name of listed.value) await context.files.remove(path.join(old, name));
    },
    layouts: {
      load: async () => {
        const loaded = await document.load();
        isRead = loaded.ok;
        if (!loaded.ok) return [];
        service = loaded.value.value.service;
        shown = loaded.value.value.layouts;
        return shown;
      },
      save: async (value) => {
        if (!isRead) {
          const late = await document.load();
          if (!late.ok) return late;
          isRead = true;
          unseen = late.value.value.layouts.filter(({ sync }) => sync === 'waiting');
        }
        const kept = unseen.filter(({ id }) => !value.some((layout) => layout.id === id));
        return save([...value, ...kept]);
      },
    },
  };
}
