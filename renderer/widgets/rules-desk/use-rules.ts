import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '@contract/domain/result.ts';
import type { RuleBook } from '@contract/ipc/rules.schema.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useListRevision } from '../../state/use-list-revision.ts';

export interface Rules {
  /** Null: not read yet. */
  readonly book: RuleBook | null;
  readonly error: AppError | null;
  /** Resolves when it is read. */
  readonly reload: () => Promise<void>;
}

/** Rules of the server, of this PC and of its wall; read anew when the server says that its rules changed, or is back. */
export function useRules(): Rules {
  const { rules: commands } = useCommands();
  const [state, setState] = useState<Omit<Rules, 'reload'>>({ book: null, error: null });
  const revision = useListRevision('rules');
  const reload = useCallback(async (): Promise<void> => {
    const answer = await commands.list();
    setState((was) => (answer.ok ? { book: answer.value, error: null } : { ...was, error: answer.error }));
  }, [commands]);
  useEffect(() => {
    void reload();
  }, [reload, revision]);
  return { ...state, reload };
}
