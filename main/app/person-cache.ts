import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Person } from '@contract/domain/person.ts';
import type { TierService } from '@contract/domain/tier.ts';
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
  return {
    service: () => service,
    directory: {
      load: async () => {
        const loaded = await directory.load();
        if (!loaded.ok || loaded.value.value.address !== address) return null;
        const { units, cameras, etag, changeToken, directoryUtcMs, skipped } = loaded.value.value;
        service = loaded.value.value.service;
        return { units, cameras, etag, changeToken, directoryUtcMs, skipped };
      },
      save: async (value) => {
        await directory.save({ ...INITIAL_DIRECTORY_CACHE, ...value, address, service: currentService() });
      },
    },
    layouts: {
      load: async () => {
        const loaded = await layouts.load();
        return loaded.ok ? loaded.value.value.layouts : [];
      },
      save: async (value) => {
        await layouts.save({ ...INITIAL_DIRECTORY_CACHE, address, layouts: value });
      },
    },
  };
}
