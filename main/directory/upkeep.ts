import type { Result } from '@contract/domain/result.ts';
import type { Cancel, Clock, Timers } from '../platform/clock.ts';
import type { DirectoryStore } from './store.ts';
import { isPlainWord, type Vocabulary } from './vocabulary.ts';

/** What is done beside questions, in small steps: words of renamed units, words to guess by, removed words off the disk. */
export interface Upkeep {
  /** Something changed. */
  readonly wake: () => void;
  readonly close: () => void;
}

export interface UpkeepEnvironment {
  readonly store: DirectoryStore;
  readonly vocabulary: Vocabulary;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Cameras were removed since it was asked last. */
  readonly takeRemoved: () => boolean;
  readonly onFailure: (error: Extract<Result<never>, { readonly ok: false }>['error']) => void;
}

const STEP_EVERY_MS = 10;
const WORDS_AT_ONCE = 5_000;
/** Past all that begins with a digit. */
const FIRST_WORD = ':';
/** Bringing the index together costs seconds of work at 300,000 cameras. */
const TIDY_EVERY_MS = 60_000;

export function createUpkeep(environment: UpkeepEnvironment): Upkeep {
  const { store, vocabulary, clock, timers } = environment;
  let cancel: Cancel | null = null;
  let words: string[] = [];
  let lastWord = FIRST_WORD;
  let wordsStamp: number | null = null;
  let readStamp = -1;
  let tidy: 'no' | 'wanted' | 'running' = 'no';
  let tidiedMonoMs = -Infinity;
  let isFlushed = false;

  const readWords = (): Result<unknown> => {
    wordsStamp ??= store.columns.stamp();
    const read = store.db.read((reads) => reads.words(lastWord, WORDS_AT_ONCE));
    if (!read.ok) return read;
    words.push(...read.value.filter(isPlainWord));
    lastWord = read.value.at(-1) ?? FIRST_WORD;
    if (read.value.length === WORDS_AT_ONCE) return read;
    vocabulary.set(words);
    readStamp = wordsStamp;
    wordsStamp = null;
    lastWord = FIRST_WORD;
    words = [];
    return read;
  };
  const tidySome = (): Result<unknown> => {
    tidy = 'running';
    const more = store.db.tidy();
    if (more.ok && !more.value) {
      tidy = 'no';
      tidiedMonoMs = clock.monoMs();
    }
    return more;
  };
  /** The next thing to do; null: nothing for now. */
  const next = (): Result<unknown> | null => {
    const indexed = store.indexSome();
    if (!indexed.ok || !indexed.value) return indexed;
    if (readStamp !== store.columns.stamp()) return readWords();
    if (environment.takeRemoved() && tidy === 'no') tidy = 'wanted';
    if (tidy === 'running' || (tidy === 'wanted' && clock.monoMs() - tidiedMonoMs >= TIDY_EVERY_MS)) return tidySome();
    if (isFlushed) return null;
    isFlushed = true;
    return store.db.flush();
  };
  const step = (): void => {
    cancel = null;
    const done = next();
    if (done?.ok === false) return environment.onFailure(done.error);
    if (done !== null) cancel = timers.after(STEP_EVERY_MS, step);
    else if (tidy === 'wanted') cancel = timers.after(tidiedMonoMs + TIDY_EVERY_MS - clock.monoMs(), step);
  };
  return {
    wake: () => {
      isFlushed = false;
      cancel?.();
      cancel = timers.after(STEP_EVERY_MS, step);
    },
    close: () => cancel?.(),
  };
}
