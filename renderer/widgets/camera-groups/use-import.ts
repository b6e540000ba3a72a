import { useState } from 'react';
import type { GroupId } from '@contract/domain/units.ts';
import type { RequestAnswer } from '@contract/ipc/contract.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useViewActions } from '../../state/state-context.tsx';

/** What came of a file: how many cameras were taken, and each line that was let go. */
export type ImportReport = Pick<NonNullable<Extract<Awaited<RequestAnswer<'groups.importFile'>>, { readonly ok: true }>['value']>, 'taken' | 'skipped'>;

export interface GroupImport {
  /** Null: nothing was imported, or what came of it was read. */
  readonly report: ImportReport | null;
  readonly begin: (group: GroupId | null) => void;
  readonly dismiss: () => void;
}

/** Takes cameras from a file the operator chooses; what came of it stands until it is dismissed, or the list is left. */
export function useImport(): GroupImport {
  const { importGroup } = useCommands();
  const { fail, showGroup } = useViewActions();
  const [report, setReport] = useState<ImportReport | null>(null);
  return {
    report,
    begin: (into) => {
      void importGroup(into).then((answer) => {
        if (!answer.ok) return fail(answer.error);
        if (answer.value === null) return;
        const { group, taken, skipped } = answer.value;
        setReport({ taken, skipped });
        if (group !== null) showGroup(group);
      });
    },
    dismiss: () => {
      setReport(null);
    },
  };
}
