/** A counter at which everybody waits in one line; who leaves the line is not served. */
export interface SlowCounter<T> {
  /** Serves at once when nobody waits and `everyMs()` is 0. */
  readonly join: (key: number, errand: T) => void;
  readonly waiting: (key: number) => T | null;
  readonly leave: (key: number) => void;
  /** Sends everybody away; may be called twice. */
  readonly close: () => void;
}

/** `everyMs`: how long one errand takes now. */
export function createSlowCounter<T>(everyMs: () => number, serve: (errand: T) => void): SlowCounter<T> {
  const line = new Map<number, T>();
  let timer: NodeJS.Timeout | null = null;
  const serveNext = (): void => {
    timer = null;
    const [first] = line;
    if (first === undefined) return;
    line.delete(first[0]);
    serve(first[1]);
    call();
  };
  const call = (): void => {
    if (timer === null && line.size > 0) timer = setTimeout(serveNext, everyMs());
  };
  return {
    join: (key, errand) => {
      if (everyMs() === 0 && line.size === 0) {
        serve(errand);
        return;
      }
      line.set(key, errand);
      call();
    },
    waiting: (key) => line.get(key) ?? null,
    leave: (key) => void line.delete(key),
    close: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      line.clear();
    },
  };
}
