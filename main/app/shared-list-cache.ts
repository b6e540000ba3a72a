import type { SharedItem } from '../services/groups/shared-list.ts';
import type { SharedListCache } from '../services/groups/shared-list-service.ts';
import type { HeldItem, SharedList } from '../storage/documents/shared-lists.ts';
import type { JsonDocument } from '../storage/json-document.ts';

/** A list of one person on this PC's disk. What waits for its server in a file that could not be read in time is kept all the same. */
export function createSharedListCache<T extends SharedItem>(document: JsonDocument<SharedList<T>>): SharedListCache<T> {
  let isRead = false;
  let unseen: readonly HeldItem<T>[] = [];
  return {
    load: async () => {
      const loaded = await document.load();
      isRead = loaded.ok;
      return loaded.ok ? loaded.value.value.held : [];
    },
    save: async (held) => {
      if (!isRead) {
        const late = await document.load();
        if (!late.ok) return late;
        isRead = true;
        unseen = late.value.value.held.filter(({ item }) => item.sync === 'waiting');
      }
      return document.save({ held: [...held, ...unseen.filter(({ item }) => !held.some((other) => other.item.id === item.id))] });
    },
  };
}
