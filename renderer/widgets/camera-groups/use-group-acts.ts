import { FileDown, FileUp, PencilLine, Trash2 } from 'lucide-react';
import type { CameraGroup } from '@contract/domain/camera-group.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { selectPerson } from '../../state/selectors/records.ts';
import { mayChangeShared } from '../../state/selectors/shared-lists.ts';
import { useSlice } from '../../state/state-context.tsx';
import type { MenuItem } from '../../ui/menu.tsx';
import type { GroupImport } from './use-import.ts';

export type GroupQuestion = 'rename' | 'remove';

export interface GroupActs {
  readonly canChange: boolean;
  readonly items: readonly MenuItem[];
}

/** What can be done with a group; what the person has no right to is not there. */
export function useGroupActs(group: CameraGroup, { begin }: Pick<GroupImport, 'begin'>, onAsk: (question: GroupQuestion) => void): GroupActs {
  const t = useText();
  const { exportGroup } = useCommands();
  const person = useSlice('session', selectPerson);
  const canChange = mayChangeShared(person, group);
  const item = (id: string, label: string, icon: MenuItem['icon'], act: () => void, isApart = false): MenuItem => ({ id, label, icon, isApart, act });
  const items: MenuItem[] = [item('export', t('find:group.export'), FileUp, () => { exportGroup(group.id); })];
  if (canChange) {
    items.push(
      item('import', t('find:group.importInto'), FileDown, () => { begin(group.id); }),
      item('rename', t('find:group.rename'), PencilLine, () => { onAsk('rename'); }, true),
      item('remove', t('find:group.remove'), Trash2, () => { onAsk('remove'); }),
    );
  }
  return { canChange, items };
}
