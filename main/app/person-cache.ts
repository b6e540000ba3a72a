import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Person } from '@contract/domain/person.ts';
import type { TierService } from '@contract/domain/tier.ts';
import type { Layout } from '@contract/domain/wall.ts';
import type { DirectoryCache } from '../services/directory/directory-service.ts';
import type { LayoutsCache } from '../services/layouts/layouts-service.ts';
import { INITIAL_DIRECTORY_CACHE, openDirectoryCache } from '../storage/documents/directory-cache.ts';
import type { StorageContext } from '../storage/json-document.ts';

export interface PersonCache {
  readonly directory: DirectoryCache;
  readonly layouts: LayoutsCache;
  /** What the server said of itself when this was last saved. */
  readonly service: () => TierService | null;
}

/** A folder's name for a server and a person; tells nothing of either. */
const folderName = (address: string, person: Person): string =>
  createHash('sha256')
    .update(`${address}\n${person.role === 'wall-device' ? 'wall-device' : person.id}`)
    .digest('hex')
    .slice(0, 24);

/** What one person may see of one server, kept apart from everybody else's: a camera not granted does not exist, offline too. */
export function openPersonCache(context: StorageContext, address: string, person: Person, currentService: () => TierService | null): PersonCache {
  const folder = path.join(context.folder, 'cache', folderName(address, person));
  const directory = openDirectoryCache({ ...context, folder: path.join(folder, 'directory') });
  // Layouts change often and are small: a document of their own.
  const layouts = openDirectoryCache({ ...context, folder: path.join(folder, 'layouts') });
  let service: TierService | null = null;
  const isRead = { directory: false, layouts: false };
  /** Layouts that wait for their server in a file that could not be read when it was asked for. */
  let unseen: readonly Layout[] = [];
  return {
    service: () => service,
    directory: {
      load: async () => {
        const loaded = await directory.load();
        isRead.directory = loaded.ok;
        if (!loaded.ok || loaded.value.value.address !== address) return null;
        const { units, cameras, etag, changeToken, directoryUtcMs, skipped } = loaded.value.value;
        service = loaded.value.value.service;
        return { units, cameras, etag, changeToken, directoryUtcMs, skipped };
      },
      save: async (value) => {
        // The server has the original: one look is enough before it is written over.
        if (!isRead.directory) isRead.directory = (await directory.load()).ok;
        await directory.save({ ...INITIAL_DIRECTORY_CACHE, ...value, address, service: currentService() });
      },
    },
    layouts: {
      load: async () => {
        const loaded = await layouts.load();
        isRead.layouts = loaded.ok;
        return loaded.ok ? loaded.value.value.layouts : [];
      },
      save: async (value) => {
        if (!isRead.layouts) {
          const late = await layouts.load();
          if (!late.ok) return late;
          isRead.layouts = true;
          unseen = late.value.value.layouts.filter(({ sync }) => sync === 'waiting');
        }
        const kept = unseen.filter(({ id }) => !value.some((layout) => layout.id === id));
        return layouts.save({ ...INITIAL_DIRECTORY_CACHE, address, layouts: [...value, ...kept] });
      },
    },
  };
}
