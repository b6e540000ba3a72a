import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../contract/domain/result.ts';
import type { Layout, LayoutBody } from './api-types.ts';
import type { Clock } from './clock.ts';
import { layoutFault } from './layout-check.ts';
import type { Caller } from './sessions.ts';
import type { TierStateStore } from './tier-state.ts';

/** What the caller knows of the version it replaces. */
export interface LayoutCondition {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

/** Saved layouts: everybody's own, and those shared with all of the tier. */
export interface Layouts {
  readonly list: (caller: Caller) => { readonly items: readonly Layout[]; readonly etag: string };
  /**
   * Creates (`created` true) or replaces. `layout/conflict` when the condition does not hold, `layout/unknown` when there is
   * nothing to replace, `app/not-allowed` without the right or for another person's layout.
   */
  readonly put: (caller: Caller, id: string, body: LayoutBody, condition: LayoutCondition) => Promise<Result<{ readonly layout: Layout; readonly created: boolean }>>;
  readonly remove: (caller: Caller, id: string, ifMatch: string | undefined) => Promise<Result<null>>;
}

/** `onDidChange` is called after each stored change. */
export function createLayouts(store: TierStateStore, clock: Clock, onDidChange: () => void): Layouts {
  const { layouts } = store.state;
  const visible = (caller: Caller, id: string): Layout | null => {
    const layout = layouts[id];
    return layout !== undefined && (layout.ownerId === caller.subjectId || layout.shared) ? layout : null;
  };
  return {
    list: (caller) => {
      const items = Object.values(layouts).filter((layout) => layout.ownerId === caller.subjectId || layout.shared);
      return { items, etag: etagOf(items.map((layout) => layout.id + layout.etag).join()) };
    },
    put: async (caller, id, body, { ifMatch, ifNoneMatch }) => {
      const rights = caller.person.rights;
      const old = visible(caller, id);
      const sharing = body.shared || (old?.shared ?? false);
      if (!rights.includes('layout.edit') || (sharing && !rights.includes('layout.share'))) return err('app/not-allowed');
      if (ifNoneMatch !== undefined && (ifNoneMatch.trim() !== '*' || layouts[id] !== undefined)) return err('layout/conflict');
      if (ifMatch !== undefined) {
        if (old === null) return err('layout/unknown');
        if (old.ownerId !== caller.subjectId) return err('app/not-allowed');
        if (!matches(ifMatch, old.etag)) return err('layout/conflict');
      }
      if (body.name.trim() === '') return err('layout/name-missing');
      const fault = layoutFault(body);
      if (fault !== null) return err('app/invalid-input', { detail: fault });
      const { name, arrangement, tiles, shared, locked = false } = body;
      const stored = { name, arrangement, tiles, shared, locked };
      const updatedUtcMs = Math.floor(clock.nowUtcMs());
      const layout: Layout = { ...stored, id, ownerId: caller.subjectId, updatedUtcMs, etag: etagOf(JSON.stringify([stored, updatedUtcMs, old?.etag])) };
      layouts[id] = layout;
      await store.save();
      onDidChange();
      return ok({ layout, created: old === null });
    },
    remove: async (caller, id, ifMatch) => {
      const old = visible(caller, id);
      if (old === null) return err('layout/unknown');
      const rights = caller.person.rights;
      if (old.ownerId !== caller.subjectId || !rights.includes('layout.edit') || (old.shared && !rights.includes('layout.share'))) return err('app/not-allowed');
      if (ifMatch !== undefined && !matches(ifMatch, old.etag)) return err('layout/conflict');
      Reflect.deleteProperty(layouts, id);
      await store.save();
      onDidChange();
      return ok(null);
    },
  };
}

/** True when an `If-Match` or `If-None-Match` header names the version. */
export const matches = (header: string, etag: string): boolean => header.split(',').some((part) => part.trim() === '*' || part.trim() === etag);

const etagOf = (text: string): string => `"${createHash('sha256').update(text).digest('hex').slice(0, 20)}"`;
