import { createStore } from 'zustand/vanilla';
import type { Records, WithId } from '@contract/state/patch.ts';

/** The authoritative records of one slice. States are replaced, never mutated, so that a change is found by identity. */
export interface SliceStore<R extends WithId> {
  readonly records: () => Records<R>;
  readonly get: (id: string) => R | undefined;
  readonly replaceAll: (records: Iterable<R>) => void;
  readonly put: (...records: readonly R[]) => void;
  readonly remove: (...ids: readonly string[]) => void;
  /** Calls after each change; answers the unsubscribe. */
  readonly onDidChange: (listener: () => void) => () => void;
}

export function createSliceStore<R extends WithId>(initial: Iterable<R> = []): SliceStore<R> {
  const store = createStore<Records<R>>(() => new Map([...initial].map((record) => [record.id, record])));
  const replace = (records: Records<R>) => store.setState(records, true);
  return {
    records: store.getState,
    get: (id) => store.getState().get(id),
    replaceAll: (records) => replace(new Map([...records].map((record) => [record.id, record]))),
    put: (...records) => {
      const next = new Map(store.getState());
      for (const record of records) next.set(record.id, record);
      replace(next);
    },
    remove: (...ids) => {
      const present = ids.filter((id) => store.getState().has(id));
      if (present.length === 0) return;
      const next = new Map(store.getState());
      for (const id of present) next.delete(id);
      replace(next);
    },
    onDidChange: (listener) => store.subscribe(listener),
  };
}
