/** Things that come in, in order, and can be awaited. */
export interface Inbox<T> {
  readonly all: readonly T[];
  readonly put: (item: T) => void;
  /** The first item from place `from` on, come or to come, that fits. */
  readonly first: (fits: (item: T) => boolean, from?: number) => Promise<T>;
}

export function createInbox<T>(): Inbox<T> {
  const all: T[] = [];
  const looking = new Set<() => void>();
  return {
    all,
    put: (item) => {
      all.push(item);
      for (const look of [...looking]) look();
    },
    first: (fits, from = 0) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = all.slice(from).find(fits);
          if (found === undefined) return;
          looking.delete(look);
          resolve(found);
        };
        looking.add(look);
        look();
      }),
  };
}
