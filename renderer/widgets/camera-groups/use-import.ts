import type { GroupId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useView, useViewActions } from '../../state/state-context.tsx';
import type { ImportReport } from '../../state/view-store.ts';

export interface GroupImport {
  /** Null: nothing was imported, or what came of it was read. */
  readonly report: ImportReport | null;
  readonly begin: (group: GroupId | null) => void;
  readonly dismiss: () => void;
}

/** Takes cameras from a file the operator chooses; what came of it stands in the list of groups until it is dismissed. */
export function useImport(): GroupImport {
  const { importGroup } = useCommands();
  const { fail, showGroup, reportImport } = useViewActions();
  const report = useView((view) => view.importReport);
  return {
    report,
    begin: (into) => {
      void importGroup(into).then((answer) => {
        if (!answer.ok) return fail(answer.error);
        if (answer.value === null) return;
        const { group, taken, skipped } = answer.value;
        reportImport({ taken, skipped });
        if (group !== null) showGroup(group);
      });
    },
    dismiss: () => {
      reportImport(null);
    },
  };
}
