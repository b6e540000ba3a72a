import { openDocument, type JsonDocument, type StorageContext } from '../json-document.ts';
import { isFields, listIn, withArrangementOfGrid } from './old-tiles.ts';
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
 * 1 -> 2: grids of cameras became arrangements of contents, and cameras have privacy masks: what the server said of them before is
 * not the whole any more, so it is asked for everything again.
 */
const toVersion2 = (old: unknown): unknown => {
  if (!isFields(old)) return old;
  const layoutOf = (layout: unknown) => {
    const moved = isFields(layout) ? withArrangementOfGrid(layout) : null;
    return moved === null ? [] : [{ ...moved, locked: false }];
  };
  return { ...old, etag: null, changeToken: null, layouts: listIn(old['layouts']).flatMap(layoutOf) };
};

/**
 * About 10 MB for 20,000 cameras, so two generations are enough: the server has the original. Save it at once when a layout
 * waits for its server, else seldom (the directory service: once a minute at most).
 */
export const openDirectoryCache = (context: StorageContext): JsonDocument<DirectoryCache> =>
  openDocument({
    ...context,
    name: 'directory-cache',
    version: 2,
    schema: directoryCacheSchema,
    migrations: [toVersion2],
    initial: INITIAL_DIRECTORY_CACHE,
    generations: 2,
    maxBytes: 64 * 1024 * 1024,
  });
