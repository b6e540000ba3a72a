import { useState } from 'react';
import type { Result } from '@contract/domain/result.ts';
import { useErrorSentence } from '../../ui/error-sentence.ts';

/** Asks the server, and says beside the form what it refused. */
export function useSaving(onDone: () => void): { readonly problem: string | null; readonly isBusy: boolean; readonly ask: (act: () => Promise<Result<unknown>>) => void } {
  const sentence = useErrorSentence();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  return {
    problem,
    isBusy,
    ask: (act) => {
      setBusy(true);
      void act().then((answer) => {
        setBusy(false);
        setProblem(answer.ok ? null : sentence(answer.error));
        if (answer.ok) onDone();
      });
    },
  };
}
