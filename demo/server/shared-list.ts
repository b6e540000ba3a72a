import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../contract/domain/result.ts';
import type { ErrorCode } from '../../contract/domain/error-code.ts';
import type { Right } from './api-types.ts';
import type { Clock } from './clock.ts';
import type { Caller } from './sessions.ts';
import type { TierStateStore } from './tier-state.ts';

/** What every record of such a list has. */
export interface Owned {
  readonly id: string;
  readonly name: string;
  readonly shared: boolean;
  readonly ownerId: string;
  readonly etag: string;
  readonly updatedUtcMs: number;
}

/** What a person writes of a record. */
export interface OwnedBody {
  readonly name: string;
  readonly shared: boolean;
}

/** What the caller knows of the version it replaces. */
export interface VersionCondition {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

/** Records people keep on the server: everybody's own, and those shared with all of the tier. */
export interface SharedList<T, Body> {
  readonly list: (caller: Caller) => { readonly items: readonly T[]; readonly etag: string };
  /**
   * Creates (`created` true) or replaces. The list's conflict code when the condition does not hold, its unknown code when there is
   * nothing to replace, `app/not-allowed` without the right or for another person's record.
   */
  readonly put: (caller: Caller, id: string, body: Body, condition: VersionCondition) => Promise<Result<{ readonly item: T; readonly created: boolean }>>;
  readonly remove: (caller: Caller, id: string, ifMatch: string | undefined) => Promise<Result<null>>;
}

export interface SharedListOptions<T, Body> {
  /** The part of the store's state that holds them, by id. */
  readonly records: Record<string, T>;
  readonly store: TierStateStore;
  readonly clock: Clock;
  readonly rights: { readonly edit: Right; readonly share: Right };
  readonly codes: { readonly conflict: ErrorCode; readonly unknown: ErrorCode; readonly nameMissing: ErrorCode };
  /** What is wrong with a body whose form is right already; null when nothing is. */
  readonly fault?: (body: Body) => string | null;
  /** The record of a body; `old` is what it replaces. */
  readonly record: (body: Body, owned: Omit<Owned, 'name' | 'shared'>, old: T | null) => T;
  /** A record as callers may see it. Default: as it is. */
  readonly shown?: (record: T) => T;
  /** Called after each stored change. */
  readonly onDidChange: () => void;
}

export function createSharedList<T extends Owned, Body extends OwnedBody>(options: SharedListOptions<T, Body>): SharedList<T, Body> {
  const { records, store, clock, rights, codes, shown = (record) => record } = options;
  const mayEdit = (caller: Caller, sharing: boolean): boolean => caller.person.rights.includes(rights.edit) && (!sharing || caller.person.rights.includes(rights.share));
  const isVisible = (caller: Caller, record: T): boolean => record.ownerId === caller.subjectId || record.shared;
  const visible = (caller: Caller, id: string): T | null => {
    const record = records[id];
    return record !== undefined && isVisible(caller, record) ? record : null;
  };
  const stored = async (): Promise<void> => {
    await store.save();
    options.onDidChange();
  };
  return {
    list: (caller) => {
      const items = Object.values(records).filter((record) => isVisible(caller, record)).map(shown);
      return { items, etag: etagOf(JSON.stringify(items)) };
    },
    put: async (caller, id, body, { ifMatch, ifNoneMatch }) => {
      const old = visible(caller, id);
      if (!mayEdit(caller, body.shared || (old?.shared ?? false))) return err('app/not-allowed');
      if (ifNoneMatch !== undefined && (ifNoneMatch.trim() !== '*' || records[id] !== undefined)) return err(codes.conflict);
      if (ifMatch !== undefined) {
        if (old === null) return err(codes.unknown);
        if (old.ownerId !== caller.subjectId) return err('app/not-allowed');
        if (!matches(ifMatch, old.etag)) return err(codes.conflict);
      }
      if (body.name.trim() === '') return err(codes.nameMissing);
      const fault = options.fault?.(body) ?? null;
      if (fault !== null) return err('app/invalid-input', { detail: fault });
      const updatedUtcMs = Math.floor(clock.nowUtcMs());
      const record = options.record(body, { id, ownerId: caller.subjectId, updatedUtcMs, etag: etagOf(JSON.stringify([body, updatedUtcMs, old?.etag])) }, old);
      records[id] = record;
      await stored();
      return ok({ item: shown(record), created: old === null });
    },
    remove: async (caller, id, ifMatch) => {
      const old = visible(caller, id);
      if (old === null) return err(codes.unknown);
      if (old.ownerId !== caller.subjectId || !mayEdit(caller, old.shared)) return err('app/not-allowed');
      if (ifMatch !== undefined && !matches(ifMatch, old.etag)) return err(codes.conflict);
      Reflect.deleteProperty(records, id);
      await stored();
      return ok(null);
    },
  };
}

/** True when an `If-Match` or `If-None-Match` header names the version. */
export const matches = (header: string, etag: string): boolean => header.split(',').some((part) => part.trim() === '*' || part.trim() === etag);

/** A strong version of a text. */
export const etagOf = (text: string): string => `"${createHash('sha256').update(text).digest('hex').slice(0, 20)}"`;
