import type { Shareable } from '@contract/domain/camera-group.ts';
import { copyName } from '@contract/domain/copy-name.ts';
import type { ErrorCode } from '@contract/domain/error-code.ts';
import type { HeldItem } from '../../storage/documents/shared-lists.ts';

export type SharedItem = Shareable & { readonly id: string };

/** What makes a list of the server the one it is. */
export interface SharedListKind<T extends SharedItem> {
  /** Its name in the log. */
  readonly name: string;
  readonly unknown: ErrorCode;
  readonly nameMissing: ErrorCode;
  /** Whether two say the same to whoever sees them: what was sent and whose answer got lost is told by it. */
  readonly isSame: (one: T, other: T) => boolean;
  /** What was changed here and what others changed since, as one; null: they do not go together, and mine goes on as an item of its own. */
  readonly merge: (mine: HeldItem<T>, theirs: T) => T | null;
}

/** Whose list it is, and how items of their own are named. */
export interface SharedListOwner<T extends SharedItem> {
  readonly ownerId: string;
  readonly newId: () => T['id'];
}

/** A change kept as an item of its own beside `theirs`; null: theirs was removed. */
export interface KeptApart<T> {
  readonly copy: HeldItem<T>;
  readonly theirs: T | null;
}

/** What comes of an item that was changed here when the server's version is seen. */
export type Meeting<T> =
  /** The server has it so; nothing is left to send. */
  | { readonly kind: 'stored'; readonly item: T }
  | { readonly kind: 'waiting'; readonly held: HeldItem<T>; readonly isMerged: boolean }
  | ({ readonly kind: 'apart' } & KeptApart<T>);

export const stored = <T extends SharedItem>(item: T): HeldItem<T> => ({ item: { ...item, sync: 'stored' }, base: null, sent: null });

/** A change that finds no place in `theirs` goes on as an item of this person's own; what somebody else shared is a private one then. */
export function keepApart<T extends SharedItem>({ item }: HeldItem<T>, theirs: T | null, { ownerId, newId }: SharedListOwner<T>, names: readonly string[]): KeptApart<T> {
  const name = theirs === null ? item.name : copyName(item.name, names);
  return { copy: { item: { ...item, id: newId(), name, ownerId, shared: item.shared && item.ownerId === ownerId, etag: null, sync: 'waiting' }, base: null, sent: null }, theirs };
}

/** `names`: those that are taken. */
export function meet<T extends SharedItem>(mine: HeldItem<T>, theirs: T | null, kind: SharedListKind<T>, owner: SharedListOwner<T>, names: readonly string[]): Meeting<T> {
  // The server has what it had: nothing that was sent has arrived.
  const unchanged: Meeting<T> = { kind: 'waiting', held: { ...mine, sent: null }, isMerged: false };
  if (theirs === null) return mine.item.etag === null ? unchanged : { kind: 'apart', ...keepApart(mine, null, owner, names) };
  if (kind.isSame(mine.item, theirs)) return { kind: 'stored', item: theirs };
  if (mine.base !== null && mine.base.etag === theirs.etag) return unchanged;
  const onto = (item: T): HeldItem<T> => ({ item: { ...item, etag: theirs.etag, sync: 'waiting' }, base: theirs, sent: null });
  if (mine.sent !== null && kind.isSame(mine.sent, theirs)) return { kind: 'waiting', held: onto(mine.item), isMerged: false };
  const merged = kind.merge(mine, theirs);
  if (merged === null) return { kind: 'apart', ...keepApart(mine, theirs, owner, names) };
  return kind.isSame(merged, theirs) ? { kind: 'stored', item: theirs } : { kind: 'waiting', held: onto(merged), isMerged: true };
}

export interface Reconciled<T> {
  readonly held: readonly HeldItem<T>[];
  readonly merged: readonly T[];
  readonly apart: readonly KeptApart<T>[];
}

/** What is held after the server's list came: its items, and what waits, joined with what others changed. Nothing that waits is lost. */
export function reconcile<T extends SharedItem>(held: readonly HeldItem<T>[], server: readonly T[], kind: SharedListKind<T>, owner: SharedListOwner<T>): Reconciled<T> {
  const next = new Map<string, HeldItem<T>>(server.map((item) => [item.id, stored(item)]));
  const merged: T[] = [];
  const apart: KeptApart<T>[] = [];
  for (const mine of held.filter(({ item }) => item.sync === 'waiting')) {
    const theirs = next.get(mine.item.id)?.item ?? null;
    const meeting = meet(mine, theirs, kind, owner, [...next.values(), ...held].map(({ item }) => item.name));
    if (meeting.kind === 'waiting') {
      next.set(mine.item.id, meeting.held);
      if (meeting.isMerged) merged.push(meeting.held.item);
    } else if (meeting.kind === 'apart') {
      next.set(meeting.copy.item.id, meeting.copy);
      apart.push({ copy: meeting.copy, theirs: meeting.theirs });
    }
  }
  return { held: [...next.values()], merged, apart };
}
