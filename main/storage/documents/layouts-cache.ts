import { openDocument, type JsonDocument, type StorageContext } from '../json-document.ts';
import { isFields, listIn, withArrangementOfGrid } from './old-tiles.ts';
import { layoutsCacheSchema, type LayoutsCache } from './layouts-cache.schema.ts';

export type { LayoutsCache };

export const INITIAL_LAYOUTS_CACHE: LayoutsCache = { address: '', service: null, layouts: [] };

/** 1 -> 2: grids of cameras became arrangements of contents. */
const toVersion2 = (old: unknown): unknown => {
  if (!isFields(old)) return old;
  const layoutOf = (layout: unknown) => {
    const moved = isFields(layout) ? withArrangementOfGrid(layout) : null;
    return moved === null ? [] : [{ ...moved, locked: false }];
  };
  return { ...old, layouts: listIn(old['layouts']).flatMap(layoutOf) };
};

/** 2 -> 3: cameras and units went to a database of their own (directory-db.ts). */
const toVersion3 = (old: unknown): unknown => (isFields(old) ? { address: old['address'], service: old['service'], layouts: old['layouts'] } : old);

/** Named as it was when it held the directory too. Save it at once when a layout waits for its server. */
export const openLayoutsCache = (context: StorageContext): JsonDocument<LayoutsCache> =>
  openDocument({
    ...context,
    name: 'directory-cache',
    version: 3,
    schema: layoutsCacheSchema,
    migrations: [toVersion2, toVersion3],
    initial: INITIAL_LAYOUTS_CACHE,
    generations: 2,
    maxBytes: 64 * 1024 * 1024,
  });
