/** A list of listeners. `emit` reaches those present when it began, unless released meanwhile. */
export interface Listeners<T> {
  readonly add: (listener: (value: T) => void) => () => void;
  readonly emit: (value: T) => void;
  readonly clear: () => void;
}

export const createListeners = <T>(): Listeners<T> => {
  const all = new Set<(value: T) => void>();
  return {
    add: (listener) => {
      const own = (value: T): void => {
        listener(value);
      };
      all.add(own);
      return () => {
        all.delete(own);
      };
    },
    emit: (value) => {
      for (const each of [...all]) if (all.has(each)) each(value);
    },
    clear: () => {
      all.clear();
    },
  };
};
