import { useCallback, useEffect, useState } from 'react';
import type { Procedure } from '@contract/domain/procedure.ts';
import type { AppError } from '@contract/domain/result.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useListRevision } from '../../state/use-list-revision.ts';

export interface ProcedureList {
  /** Null: not read yet. */
  readonly procedures: readonly Procedure[] | null;
  readonly isCached: boolean;
  readonly error: AppError | null;
  /** Resolves when it is read. */
  readonly reload: () => Promise<void>;
}

/** The procedures of the server, read when first shown, when asked, when the server says that they changed, and when it is back. */
export function useProcedures(): ProcedureList {
  const { procedures: commands } = useCommands();
  const [state, setState] = useState<Omit<ProcedureList, 'reload'>>({ procedures: null, isCached: false, error: null });
  const revision = useListRevision('procedures');
  const reload = useCallback(async (): Promise<void> => {
    const answer = await commands.list();
    setState((was) => (answer.ok ? { procedures: answer.value.procedures, isCached: answer.value.isCached, error: null } : { ...was, error: answer.error }));
  }, [commands]);
  useEffect(() => {
    void reload();
  }, [reload, revision]);
  return { ...state, reload };
}
