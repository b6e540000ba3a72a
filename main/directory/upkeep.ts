import type { Result } from '@contract/domain/result.ts';
import type { Cancel, Clock, Timers } from '../platform/clock.ts';
import type { WordCount } from '../storage/directory-db.ts';
import type { DirectoryStore } from './store.ts';
import { MANY_ROWS, type TermRows } from './term-rows.ts';
import { likelyStarts } from './likely-starts.ts';
import { isPlainWord, type Vocabulary } from './vocabulary.ts';

/** What is done beside questions, in small steps: words of renamed units, words to guess by, what is likely to be typed, removed words off the disk. */
export interface Upkeep {
  /** Something changed. */
  readonly wake: () => void;
  /** Removed words leave the disk before, where that is soon done; otherwise when the file is opened next. */
  readonly close: () => void;
}

export interface UpkeepEnvironment {
  readonly store: DirectoryStore;
  readonly vocabulary: Vocabulary;
  readonly terms: TermRows;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Cameras were removed since it was asked last. */
  readonly takeRemoved: () => boolean;
  /** There are other words to guess by. */
  readonly onWords: () => void;
  readonly onFailure: (error: Extract<Result<never>, { readonly ok: false }>['error']) => void;
}

const STEP_EVERY_MS = 10;
const WORDS_AT_ONCE = 5_000;
/** Past all that begins with a digit. */
const FIRST_WORD = ':';
const DIGITS = [...'123456789'];
/** What is likely to be typed is fetched so seldom that somebody who types now does not notice: less than half of the time. */
const WARM_EVERY_MS = 60;
const WARM_REST = 1.5;
/** Whoever signs in opens the wall or the map first. */
const WARM_AFTER_MS = 5_000;
/** Bringing the index together costs seconds of work at 300,000 cameras, next to none at a few: it is to take a twentieth of the time, */
const TIDY_REST = 20;
/** and is waited for this long at most. */
const TIDY_REST_MAX_MS = 60_000;
/** Somebody signs out, or the console closes. */
const TIDY_AT_CLOSE_MS = 500;

export function createUpkeep(environment: UpkeepEnvironment): Upkeep {
  const { store, vocabulary, terms, clock, timers } = environment;
  let cancel: Cancel | null = null;
  let words: WordCount[] = [];
  let lastWord = FIRST_WORD;
  let wordsStamp: number | null = null;
  let readStamp = -1;
  let tidy: 'no' | 'wanted' | 'running' = 'no';
  let tidyTookMs = 0;
  let tidyFromMonoMs = -Infinity;
  let isFlushed = false;
  const warmFromMonoMs = clock.monoMs() + WARM_AFTER_MS;

  const readWords = (): Result<unknown> => {
    wordsStamp ??= store.columns.stamp();
    const read = store.db.read((reads) => reads.words(lastWord, WORDS_AT_ONCE));
    if (!read.ok) return read;
    words.push(...read.value.filter(({ word }) => isPlainWord(word)));
    lastWord = read.value.at(-1)?.word ?? FIRST_WORD;
    if (read.value.length === WORDS_AT_ONCE) return read;
    vocabulary.set(words.map(({ word }) => word));
    environment.onWords();
    terms.setLikely([...DIGITS, ...likelyStarts(words, MANY_ROWS)]);
    readStamp = wordsStamp;
    wordsStamp = null;
    lastWord = FIRST_WORD;
    words = [];
    return read;
  };
  const tidySome = (): Result<boolean> => {
    if (tidy !== 'running') tidyTookMs = 0;
    tidy = 'running';
    const beganMonoMs = clock.monoMs();
    const more = store.db.tidy();
    const endedMonoMs = clock.monoMs();
    tidyTookMs += endedMonoMs - beganMonoMs;
    if (more.ok && !more.value) {
      tidy = 'no';
      tidyFromMonoMs = endedMonoMs + Math.min(tidyTookMs * TIDY_REST, TIDY_REST_MAX_MS);
    }
    return more;
  };
  const tidyAtClose = (): void => {
    const untilMonoMs = clock.monoMs() + TIDY_AT_CLOSE_MS;
    for (let more = tidySome(); more.ok && more.value === true && clock.monoMs() < untilMonoMs; ) more = tidySome();
  };
  /** The next thing to do; null: nothing for now. */
  const next = (): Result<unknown> | null => {
    const indexed = store.indexSome();
    if (!indexed.ok || !indexed.value) return indexed;
    if (readStamp !== store.columns.stamp()) return readWords();
    if (environment.takeRemoved() && tidy === 'no') tidy = 'wanted';
    if (tidy === 'running' || (tidy === 'wanted' && clock.monoMs() >= tidyFromMonoMs)) return tidySome();
    if (isFlushed) return null;
    isFlushed = true;
    return store.db.flush();
  };
  /** Once there is nothing else to do. */
  const warm = (): void => {
    const beganMonoMs = clock.monoMs();
    if (beganMonoMs < warmFromMonoMs) return void (cancel = timers.after(warmFromMonoMs - beganMonoMs, step));
    const more = store.db.read((reads) => terms.warmOne(reads));
    if (!more.ok) return environment.onFailure(more.error);
    if (more.value) cancel = timers.after(Math.max(WARM_EVERY_MS, (clock.monoMs() - beganMonoMs) * WARM_REST), step);
    else if (tidy === 'wanted') cancel = timers.after(tidyFromMonoMs - clock.monoMs(), step);
  };
  const step = (): void => {
    cancel = null;
    const done = next();
    if (done?.ok === false) return environment.onFailure(done.error);
    if (done !== null) cancel = timers.after(STEP_EVERY_MS, step);
    else warm();
  };
  return {
    wake: () => {
      isFlushed = false;
      cancel?.();
      cancel = timers.after(STEP_EVERY_MS, step);
    },
    close: () => {
      cancel?.();
      if (environment.takeRemoved() || tidy !== 'no') tidyAtClose();
    },
  };
}
