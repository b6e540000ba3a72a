import { openDocument, type JsonDocument, type StorageContext } from '../json-document.ts';
import { directoryCacheSchema, type DirectoryCache } from './directory-cache.schema.ts';

export type { DirectoryCache };

export const INITIAL_DIRECTORY_CACHE: DirectoryCache = {
  address: '',
  service: null,
  units: [],
  cameras: [],
  layouts: [],
  etag: null,
  changeToken: null,
  directoryUtcMs: null,
  skipped: 0,
};

/**
 * About 10 MB for 20,000 cameras, so two generations are enough: the server has the original. Save it at once when a layout
 * waits for its server, else seldom (the directory service: once a minute at most).
 */
export const openDirectoryCache = (context: StorageContext): JsonDocument<DirectoryCache> =>
  openDocument({
    ...context,
    name: 'directory-cache',
    version: 1,
    schema: directoryCacheSchema,
    migrations: [],
    initial: INITIAL_DIRECTORY_CACHE,
    generations: 2,
    maxBytes: 64 * 1024 * 1024,
  });
