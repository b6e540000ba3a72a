/** What was edited, with the steps back and forth. Newest last in `past`, next first in `future`. */
export interface EditHistory<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
}

/** Steps that can be taken back. */
export const EDIT_STEPS_MAX = 200;

export const historyOf = <T>(now: T): EditHistory<T> => ({ past: [], now, future: [] });

/** One step further; what was undone before is given up. */
export const edited = <T>(history: EditHistory<T>, now: T): EditHistory<T> =>
  now === history.now ? history : { past: [...history.past, history.now].slice(-EDIT_STEPS_MAX), now, future: [] };

/** One step back; at the beginning the same. */
export function undone<T extends object>(history: EditHistory<T>): EditHistory<T> {
  const now = history.past[history.past.length - 1];
  return now === undefined ? history : { past: history.past.slice(0, -1), now, future: [history.now, ...history.future] };
}

/** One step forth again; at the end the same. */
export function redone<T extends object>(history: EditHistory<T>): EditHistory<T> {
  const [now, ...future] = history.future;
  return now === undefined ? history : { past: [...history.past, history.now], now, future };
}
