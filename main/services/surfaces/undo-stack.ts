import type { KeptSurface } from '../../storage/documents/surfaces.ts';

/** A monitor before a change. */
export type Before = KeptSurface;

export interface UndoStack {
  /** `turn`: changes of the same name that follow one another (a wheel that zooms) are one step; null: always a step of its own. */
  readonly push: (step: readonly Before[], turn: string | null) => void;
  readonly pop: () => readonly Before[] | null;
  readonly clear: () => void;
}

/** Keeps the last `max` steps. */
export function createUndoStack(max: number): UndoStack {
  let steps: readonly { readonly before: readonly Before[]; readonly turn: string | null }[] = [];
  return {
    push: (before, turn) => {
      if (before.length === 0 || (turn !== null && steps.at(-1)?.turn === turn)) return;
      steps = [...steps, { before, turn }].slice(-max);
    },
    pop: () => {
      const last = steps.at(-1);
      steps = steps.slice(0, -1);
      return last?.before ?? null;
    },
    clear: () => {
      steps = [];
    },
  };
}
