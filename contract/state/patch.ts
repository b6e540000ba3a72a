import type { SliceName, SliceRecords } from './slices.ts';

export interface WithId {
  readonly id: string;
}
export type Records<R extends WithId = WithId> = ReadonlyMap<string, R>;

/** The whole of a slice at a revision. */
export interface Snapshot<R extends WithId = WithId> {
  readonly kind: 'snapshot';
  readonly slice: SliceName;
  readonly revision: number;
  readonly records: readonly R[];
}

/** The step from `base` to `revision`: records to put, ids to remove. */
export interface Patch<R extends WithId = WithId> {
  readonly kind: 'patch';
  readonly slice: SliceName;
  readonly base: number;
  readonly revision: number;
  readonly put: readonly R[];
  readonly remove: readonly string[];
}

export type StateMessage = Snapshot | Patch;

/** What a replica holds of one slice. `revision` null: nothing yet, a snapshot is wanted. */
export interface Replica<R extends WithId = WithId> {
  readonly revision: number | null;
  readonly records: Records<R>;
}

export type SliceReplica<S extends SliceName> = Replica<SliceRecords[S]>;

export const emptyReplica = <R extends WithId>(): Replica<R> => ({ revision: null, records: new Map() });

/** What changed between two states, by identity of records (states are replaced, never mutated). Null when nothing did. */
export function diff<R extends WithId>(before: Records<R>, after: Records<R>): { readonly put: readonly R[]; readonly remove: readonly string[] } | null {
  if (before === after) return null;
  const put: R[] = [];
  const remove: string[] = [];
  for (const [id, record] of after) if (before.get(id) !== record) put.push(record);
  for (const id of before.keys()) if (!after.has(id)) remove.push(id);
  return put.length === 0 && remove.length === 0 ? null : { put, remove };
}

/** A state with a step applied. Removing what is absent and putting what is there are both harmless. */
export function apply<R extends WithId>(records: Records<R>, step: { readonly put: readonly R[]; readonly remove: readonly string[] }): Records<R> {
  const next = new Map(records);
  for (const id of step.remove) next.delete(id);
  for (const record of step.put) next.set(record.id, record);
  return next;
}

/** One patch for two in a row (`second.base` must be `first.revision`). */
export function squash<R extends WithId>(first: Patch<R>, second: Patch<R>): Patch<R> {
  const put = new Map(first.put.map((record) => [record.id, record]));
  const remove = new Set(first.remove);
  for (const id of second.remove) {
    put.delete(id);
    remove.add(id);
  }
  for (const record of second.put) {
    put.set(record.id, record);
    remove.delete(record.id);
  }
  return { kind: 'patch', slice: first.slice, base: first.base, revision: second.revision, put: [...put.values()], remove: [...remove] };
}

export type Received<R extends WithId> =
  | { readonly kind: 'advanced'; readonly replica: Replica<R> }
  /** Already contained (a duplicate, or older than a snapshot). */
  | { readonly kind: 'ignored' }
  /** Something was missed: ask for a snapshot. */
  | { readonly kind: 'gap' };

/** Takes a message into a replica, whatever was dropped, repeated or reordered on the way. */
export function receive<R extends WithId>(replica: Replica<R>, message: Snapshot<R> | Patch<R>): Received<R> {
  if (message.kind === 'snapshot') {
    if (replica.revision !== null && message.revision < replica.revision) return { kind: 'ignored' };
    return { kind: 'advanced', replica: { revision: message.revision, records: new Map(message.records.map((record) => [record.id, record])) } };
  }
  if (replica.revision === null) return { kind: 'gap' };
  if (message.revision <= replica.revision) return { kind: 'ignored' };
  if (message.base !== replica.revision) return { kind: 'gap' };
  return { kind: 'advanced', replica: { revision: message.revision, records: apply(replica.records, message) } };
}
