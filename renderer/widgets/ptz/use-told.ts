import { useCallback, useState } from 'react';
import type { AppError, Result } from '@contract/domain/result.ts';
import { useErrorSentence } from '../../ui/error-sentence.ts';

export interface Told {
  /** Why the last thing asked for was not done, as a sentence; null: it was. */
  readonly problem: string | null;
  /** True: done. */
  readonly tell: (answer: Promise<Result<unknown>>) => Promise<boolean>;
}

/** Refusals of what a form or panel asked for, to be said beside it. */
export function useTold(): Told {
  const sentence = useErrorSentence();
  const [error, setError] = useState<AppError | null>(null);
  const tell = useCallback(async (answer: Promise<Result<unknown>>): Promise<boolean> => {
    const result = await answer;
    setError(result.ok ? null : result.error);
    return result.ok;
  }, []);
  return { problem: error === null ? null : sentence(error), tell };
}
