import type { ReactNode } from 'react';
import { useSlice, useView } from '../../state/state-context.tsx';
import { GroupList } from './group-list.tsx';
import { GroupPage } from './group-page.tsx';
import { ImportReportCard } from './import-report.tsx';
import { useImport } from './use-import.ts';

/** Groups of cameras: the list of them, or the one that is open. */
export const CameraGroups = (): ReactNode => {
  const openGroup = useView((view) => view.openGroup);
  const group = useSlice('groups', (replica) => (openGroup === null ? undefined : replica.records.get(openGroup)));
  const groupImport = useImport();
  return (
    <>
      {groupImport.report !== null && <ImportReportCard report={groupImport.report} onDismiss={groupImport.dismiss} />}
      {group === undefined ? <GroupList groupImport={groupImport} /> : <GroupPage key={group.id} group={group} groupImport={groupImport} />}
    </>
  );
};
