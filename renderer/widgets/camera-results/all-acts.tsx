import { useState, type MouseEvent, type ReactNode } from 'react';
import { Bookmark, FolderPlus, MapPinned, MonitorUp } from 'lucide-react';
import type { CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { holdsRight, selectPerson } from '../../state/selectors/records.ts';
import { useSlice, useViewActions } from '../../state/state-context.tsx';
import { IconButton } from '../../ui/button.tsx';
import type { MenuPoint } from '../../ui/menu.tsx';
import { GroupChoice, PlaceChoice } from './choices.tsx';
import styles from './camera-results.module.css';

interface AllActsProps {
  /** What the cameras are of, for who hears it. */
  readonly label: string;
  readonly cameras: readonly CameraId[];
  /** How many there are, of which `cameras` are the first. */
  readonly total: number;
  /** They come from the query in sight, which can be saved. */
  readonly canSave?: boolean;
  /** Shows them, and no others, on the map; absent: that is not offered. */
  readonly onShowOnMap?: () => void;
}

type OpenList = { readonly list: 'places' | 'groups'; readonly at: MenuPoint };

/** What can be done with all cameras of a list at once. */
export const AllActs = ({ label, cameras, total, canSave = false, onShowOnMap }: AllActsProps): ReactNode => {
  const t = useText();
  const { openManyOn } = useCommands();
  const { openFindForm } = useViewActions();
  const canEdit = useSlice('session', (replica) => holdsRight(selectPerson(replica), 'group.edit'));
  const [open, setOpen] = useState<OpenList | null>(null);
  const openBelow = (list: OpenList['list']) => ({ currentTarget }: MouseEvent): void => {
    const { left, bottom } = currentTarget.getBoundingClientRect();
    setOpen({ list, at: { xPx: left, yPx: bottom + 4 } });
  };
  const close = (): void => {
    setOpen(null);
  };
  return (
    <span className={styles['acts']} role="toolbar" aria-label={label}>
      <IconButton label={t('find:act.allOnMonitor')} aria-haspopup="menu" disabled={cameras.length === 0} onClick={openBelow('places')}>
        <MonitorUp size={16} aria-hidden />
      </IconButton>
      {onShowOnMap !== undefined && (
        <IconButton label={t('find:act.allOnMap')} disabled={cameras.length === 0} onClick={onShowOnMap}>
          <MapPinned size={16} aria-hidden />
        </IconButton>
      )}
      {canEdit && (
        <IconButton label={t('find:act.toGroup')} aria-haspopup="menu" disabled={cameras.length === 0} onClick={openBelow('groups')}>
          <FolderPlus size={16} aria-hidden />
        </IconButton>
      )}
      {canEdit && canSave && (
        <IconButton
          label={t('find:act.saveSearch')}
          onClick={() => {
            openFindForm({ kind: 'search' });
          }}
        >
          <Bookmark size={16} aria-hidden />
        </IconButton>
      )}
      {open?.list === 'places' && (
        <PlaceChoice
          label={t('find:act.allOnMonitor')}
          hasDesk
          at={open.at}
          onPick={(surface) => {
            void openManyOn(surface, cameras, total);
          }}
          onClose={close}
        />
      )}
      {open?.list === 'groups' && <GroupChoice cameras={cameras} at={open.at} onClose={close} />}
    </span>
  );
};
