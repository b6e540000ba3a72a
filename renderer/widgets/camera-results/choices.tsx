import type { ReactNode } from 'react';
import { FolderOpen, FolderPlus, LayoutGrid, MonitorUp, Users } from 'lucide-react';
import { DESK_SURFACE, monitorSurface, type CameraId, type SurfaceId } from '@contract/domain/units.ts';
import type { Monitor } from '@contract/domain/wall.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { nameCollator } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { byNumber, holdsRight, selectPerson, selectRecords } from '../../state/selectors/records.ts';
import { inNameOrder, mayChangeShared } from '../../state/selectors/shared-lists.ts';
import { useSlice, useViewActions } from '../../state/state-context.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { Menu, type MenuItem, type MenuPoint } from '../../ui/menu.tsx';
import { KEY_WORDS } from './camera-keys.ts';

interface ChoiceProps {
  readonly at: MenuPoint;
  readonly onClose: () => void;
}

/** Where cameras can be opened: the desk (of several together) and the monitors, for who may control the wall. */
export const PlaceChoice = ({ label, hasDesk, at, onPick, onClose }: ChoiceProps & { readonly label: string; readonly hasDesk: boolean; readonly onPick: (surface: SurfaceId) => void }): ReactNode => {
  const t = useText();
  const monitors = useSlice('monitors', selectRecords<Monitor>);
  const canControl = useSlice('session', (replica) => holdsRight(selectPerson(replica), 'wall.control'));
  const desk: MenuItem = { id: 'desk', label: t('find:act.onDesk'), icon: LayoutGrid, act: () => { onPick(DESK_SURFACE); } };
  const items = (canControl ? byNumber(monitors) : []).map((monitor, index): MenuItem => ({
    id: monitor.id,
    label: t('wall:monitor', { number: monitor.number }),
    icon: MonitorUp,
    hint: hasDesk ? '' : KEY_WORDS.monitor(monitor.number),
    isApart: hasDesk && index === 0,
    isOff: !monitor.present,
    act: () => {
      onPick(monitorSurface(monitor.id));
    },
  }));
  return <Menu label={label} at={at} items={hasDesk ? [desk, ...items] : items} onClose={onClose} />;
};

/** Groups that cameras can be added to by this person, and a new one. */
export const GroupChoice = ({ cameras, at, onClose }: ChoiceProps & { readonly cameras: readonly CameraId[] }): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const language = useLanguage();
  const { addToGroup } = useCommands();
  const { openFindForm } = useViewActions();
  const groups = useSlice('groups', selectRecords);
  const person = useSlice('session', selectPerson);
  const listed = inNameOrder([...groups.values()].filter((group) => mayChangeShared(person, group)), nameCollator(language));
  const items: readonly MenuItem[] = [
    { id: 'new', label: t('find:act.newGroup'), icon: FolderPlus, act: () => { openFindForm({ kind: 'group', cameras }); } },
    ...listed.map((group, index): MenuItem => ({
      id: group.id,
      label: group.name,
      icon: group.shared ? Users : FolderOpen,
      hint: format(group.cameras.length),
      isApart: index === 0,
      act: () => {
        addToGroup(group, cameras);
      },
    })),
  ];
  return <Menu label={t('find:act.toGroup')} at={at} items={items} onClose={onClose} />;
};
