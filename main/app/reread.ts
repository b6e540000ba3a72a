import type { Timers } from '../platform/clock.ts';
import type { JsonDocument, LoadedDocument } from '../storage/json-document.ts';

const AGAIN_AFTER_MS = 5_000;

/** Reads documents, again and again while the disk does not give them, so that one bad moment at the start costs nothing. */
export interface Rereader {
  /** Resolves after the first try; `take` is called once, when the document was read: then or later. */
  readonly read: <T>(document: Pick<JsonDocument<T>, 'load'>, take: (loaded: LoadedDocument<T>) => void) => Promise<void>;
  /** Ends all tries. */
  readonly stop: () => void;
}

/** `onDidChange` hears how many documents are still missing. */
export function createRereader(timers: Timers, onDidChange: (missing: number) => void): Rereader {
  const cancels = new Set<() => void>();
  let missing = 0;
  let isStopped = false;
  const count = (step: 1 | -1) => {
    missing += step;
    onDidChange(missing);
  };
  return {
    read: async (document, take) => {
      let isMissing = false;
      const attempt = async (): Promise<void> => {
        const loaded = await document.load();
        if (isStopped) return;
        if (loaded.ok) {
          take(loaded.value);
          if (isMissing) count(-1);
          return;
        }
        if (!isMissing) count(1);
        isMissing = true;
        const cancel = timers.after(AGAIN_AFTER_MS, () => {
          cancels.delete(cancel);
          void attempt();
        });
        cancels.add(cancel);
      };
      await attempt();
    },
    stop: () => {
      isStopped = true;
      for (const cancel of cancels) cancel();
      cancels.clear();
    },
  };
}
