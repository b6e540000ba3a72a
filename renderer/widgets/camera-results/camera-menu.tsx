import { useState, type ReactNode } from 'react';
import { Copy, FolderMinus, FolderPlus, IdCard, MapPin, MonitorUp, PlusSquare } from 'lucide-react';
import type { CameraGroup } from '@contract/domain/camera-group.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { holdsRight, selectPerson } from '../../state/selectors/records.ts';
import { mayChangeShared } from '../../state/selectors/shared-lists.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { Menu, type MenuItem, type MenuPoint } from '../../ui/menu.tsx';
import { KEY_WORDS } from './camera-keys.ts';
import { GroupChoice, PlaceChoice } from './choices.tsx';
import { useCameraActs } from './use-camera-acts.ts';

/** Which list the menu begins with: all acts, or the groups to add to. */
export type CameraMenuList = 'menu' | 'monitors' | 'groups';

interface CameraMenuProps {
  readonly camera: CameraId;
  readonly at: MenuPoint;
  readonly start?: CameraMenuList;
  /** The group whose list the camera stands in. */
  readonly group?: CameraGroup | null;
  readonly onClose: () => void;
}

/** What can be done with a camera of a list or of the map. */
export const CameraMenu = ({ camera, at, start = 'menu', group = null, onClose }: CameraMenuProps): ReactNode => {
  const t = useText();
  const [list, setList] = useState(start);
  const acts = useCameraActs();
  const { removeFromGroup } = useCommands();
  const record = useCameraRecord(camera);
  const person = useSlice('session', selectPerson);
  if (list === 'groups') return <GroupChoice cameras={[camera]} at={at} onClose={onClose} />;
  if (list === 'monitors') {
    return (
      <PlaceChoice
        label={t('find:act.toMonitor')}
        hasDesk={false}
        at={at}
        onPick={(surface) => {
          acts.openOn(surface, camera);
        }}
        onClose={onClose}
      />
    );
  }
  const item = (id: string, label: string, icon: MenuItem['icon'], hint: string, act: () => void, more: Partial<MenuItem> = {}): MenuItem => ({ id, label, icon, hint, act, ...more });
  const items: MenuItem[] = [item('open', t('find:act.open'), PlusSquare, KEY_WORDS.open, () => { acts.open(camera); })];
  if (holdsRight(person, 'wall.control')) items.push(item('monitors', t('find:act.toMonitor'), MonitorUp, '', () => { setList('monitors'); }, { keepsOpen: true }));
  items.push(
    item('map', t('find:act.map'), MapPin, KEY_WORDS.map, () => { acts.showOnMap(camera); }, { isOff: record?.position === undefined }),
    item('page', t('find:act.page'), IdCard, KEY_WORDS.page, () => { acts.openPage(camera); }),
  );
  if (holdsRight(person, 'group.edit')) items.push(item('groups', t('find:act.toGroup'), FolderPlus, KEY_WORDS.group, () => { setList('groups'); }, { keepsOpen: true, isApart: true }));
  if (group !== null && mayChangeShared(person, group)) items.push(item('ungroup', t('find:act.fromGroup'), FolderMinus, 'Delete', () => { removeFromGroup(group, camera); }));
  items.push(item('copy', t('find:act.copy'), Copy, KEY_WORDS.copy, () => { acts.copyNumber(camera); }, { isApart: true }));
  return <Menu label={t('find:act.menu', { name: record?.name ?? '' })} at={at} items={items} onClose={onClose} />;
};
