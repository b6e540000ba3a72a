import type { HeldItem } from '../../storage/documents/shared-lists.ts';
import type { SharedItem } from './shared-list.ts';

/** More are forgotten, oldest first: who begins a change on one of those is joined with what is there now. */
const KEPT_MAX = 100;

/** Versions of items that were shown and gave way to others: what a change was begun on. */
export interface KnownVersions<T extends SharedItem> {
  /** `next` takes the place of `before`. */
  readonly replace: (before: readonly HeldItem<T>[], next: readonly HeldItem<T>[]) => void;
  /** This console made the version `to` out of `from`. */
  readonly step: (id: T['id'], from: string | null, to: string | null) => void;
  /** Null: it is not known any more. */
  readonly find: (id: T['id'], etag: string | null) => T | null;
  /** Whether nobody else came between. */
  readonly isOwnWay: (id: T['id'], from: string | null, to: string | null) => boolean;
  readonly clear: () => void;
}

const key = (id: string, etag: string | null): string => `${id} ${etag ?? ''}`;

export function createKnownVersions<T extends SharedItem>(): KnownVersions<T> {
  const versions = new Map<string, T>();
  const ownSteps = new Map<string, string | null>();
  const keep = <V>(map: Map<string, V>, at: string, value: V): void => {
    map.delete(at);
    map.set(at, value);
    const [oldest] = map.keys();
    if (map.size > KEPT_MAX && oldest !== undefined) map.delete(oldest);
  };
  return {
    replace: (before, next) => {
      const etags = new Map<string, string | null>(next.map(({ item }) => [item.id, item.etag]));
      // What waits has the version of what it was made of: that one is what it stands for.
      for (const { item } of before) if (etags.get(item.id) !== item.etag && (item.sync === 'stored' || item.etag === null)) keep(versions, key(item.id, item.etag), item);
    },
    step: (id, from, to) => {
      keep(ownSteps, key(id, from), to);
    },
    find: (id, etag) => versions.get(key(id, etag)) ?? null,
    isOwnWay: (id, from, to) => {
      let etag = from;
      for (let left = ownSteps.size; left > 0 && etag !== to; left -= 1) {
        const next = ownSteps.get(key(id, etag));
        if (next === undefined) return false;
        etag = next;
      }
      return etag === to;
    },
    clear: () => {
      versions.clear();
      ownSteps.clear();
    },
  };
}
