import { useRef, useState } from 'react';
import type { Result } from '@contract/domain/result.ts';
import { useErrorSentence } from '../../ui/error-sentence.ts';

interface Submit {
  readonly isBusy: boolean;
  readonly error: string | null;
  readonly tell: (sentence: string | null) => void;
  /** Sends once; a second call while the first is under way does nothing. */
  readonly send: (request: () => Promise<Result<unknown>>) => Promise<boolean>;
}

/** Sends a form and keeps what went wrong as a sentence. */
export function useSubmit(): Submit {
  const sentence = useErrorSentence();
  const [isBusy, setBusy] = useState(false);
  const [error, tell] = useState<string | null>(null);
  const isSending = useRef(false);
  return {
    isBusy,
    error,
    tell,
    send: async (request) => {
      if (isSending.current) return false;
      isSending.current = true;
      setBusy(true);
      tell(null);
      const answer = await request();
      isSending.current = false;
      setBusy(false);
      if (!answer.ok) tell(sentence(answer.error));
      return answer.ok;
    },
  };
}
