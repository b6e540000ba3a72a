import { isDeepStrictEqual } from 'node:util';
import { layoutId, type LayoutId } from '@contract/domain/units.ts';
import type { Layout, LayoutConflict } from '@contract/domain/wall.ts';

/** What this console knows of layouts. `layouts` shows, of one in conflict, the other's version. */
export interface KnownLayouts {
  readonly layouts: readonly Layout[];
  readonly conflicts: readonly LayoutConflict[];
}

/** Whether two hold the same for whoever sees them: what was sent and whose answer got lost is told by it. */
export const isSameLayout = (one: Layout, other: Layout): boolean =>
  one.name === other.name && one.shared === other.shared && one.locked === other.locked && isDeepStrictEqual(one.arrangement, other.arrangement) && isDeepStrictEqual(one.contents, other.contents);

/** A version that lost its place goes on as a layout of its own. */
export const onItsOwn = (layout: Layout, newId: () => string): Layout => ({ ...layout, id: layoutId(newId()), etag: null, sync: 'waiting' });

/**
 * What is known after the server's answer: its layouts, plus those that wait to be stored there. Of those that wait, the ones that met
 * a newer version (`met`) become conflicts; a conflict goes on with the newest version there. Nothing made here is lost: what has no
 * counterpart any more goes on under an id of its own, and only what the server has just so is let go.
 */
export function reconcile(known: KnownLayouts, server: readonly Layout[], met: ReadonlySet<LayoutId>, newId: () => string): KnownLayouts {
  const theirsOf = (id: LayoutId) => server.find((layout) => layout.id === id);
  const waiting: Layout[] = [];
  const conflicts: LayoutConflict[] = [];
  const disputed = [...known.layouts.filter(({ sync, id }) => sync === 'waiting' && met.has(id)), ...known.conflicts.map(({ mine }) => mine)];
  for (const mine of disputed) {
    const theirs = theirsOf(mine.id);
    if (theirs === undefined) waiting.push(onItsOwn(mine, newId));
    else if (!isSameLayout(mine, theirs)) conflicts.push({ id: mine.id, mine, theirs });
  }
  waiting.push(...known.layouts.filter(({ sync, id }) => sync === 'waiting' && !met.has(id)));
  return { layouts: [...server.filter(({ id }) => !waiting.some((mine) => mine.id === id)), ...waiting], conflicts };
}

/** As kept on disk: of a conflict this console's version, which waits; the other's is on the server. */
export const asKept = ({ layouts, conflicts }: KnownLayouts): readonly Layout[] => {
  const mine = conflicts.map((conflict): Layout => ({ ...conflict.mine, sync: 'waiting' }));
  return [...layouts.filter(({ id }) => !mine.some((version) => version.id === id)), ...mine];
};
