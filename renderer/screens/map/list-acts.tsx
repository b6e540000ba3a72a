import { useEffect, useState, type ReactNode } from 'react';
import { FolderPlus, LayoutGrid, MonitorUp } from 'lucide-react';
import { TILES_MAX } from '@contract/domain/arrangement.ts';
import { DESK_SURFACE, monitorSurface, type CameraId, type SurfaceId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { byNumber, holdsRight, selectPerson, selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import type { MenuPoint } from '../../ui/menu.tsx';
import { GroupChoice } from '../../widgets/camera-results/index.ts';
import styles from './map-screen.module.css';

interface ListActsProps {
  /** In the order of the list; keeps its identity while it is the same list. */
  readonly cameras: readonly CameraId[];
  /** They are not those in sight now. */
  readonly isBefore: boolean;
}

/** What was opened and where; no monitor: on the desk. */
interface Done {
  readonly cameras: number;
  readonly monitorNumber: number | null;
}

/** What can be done with a whole list: one press shows all of it on a monitor. */
export const ListActs = ({ cameras, isBefore }: ListActsProps): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const commands = useCommands();
  const person = useSlice('session', selectPerson);
  const monitors = useSlice('monitors', selectRecords);
  const sorted = byNumber(monitors);
  const [chosen, setChosen] = useState<number | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  useEffect(() => {
    setDone(null);
  }, [cameras]);
  const monitor = sorted.find(({ number }) => number === chosen) ?? sorted[0];
  const mayUseWall = holdsRight(person, 'wall.control') && monitor !== undefined;
  const mayGroup = holdsRight(person, 'group.edit');
  const [groupsAt, setGroupsAt] = useState<MenuPoint | null>(null);
  const isEmpty = cameras.length === 0;
  const openOn = async (surface: SurfaceId, monitorNumber: number | null): Promise<void> => {
    setDone(null);
    const shown = await commands.openManyOn(surface, cameras);
    if (shown !== null) setDone({ cameras: shown, monitorNumber });
  };
  return (
    <div className={styles['acts']}>
      {cameras.length > TILES_MAX && <p className={styles['warning']}>{t('map:act.tooMany', { most: TILES_MAX })}</p>}
      {mayUseWall && (
        <div className={styles['actLine']}>
          <Button
            look="primary"
            className={styles['grow']}
            disabled={isEmpty}
            onClick={() => {
              void openOn(monitorSurface(monitor.id), monitor.number);
            }}
          >
            <MonitorUp size={16} aria-hidden />
            {t(isBefore ? 'map:act.openListOn' : 'map:act.openOn', { number: monitor.number })}
          </Button>
          <select
            className="field-box"
            aria-label={t('map:act.monitor')}
            value={monitor.number}
            onChange={(event) => {
              setChosen(Number(event.target.value));
            }}
          >
            {sorted.map(({ id, number }) => (
              <option key={id} value={number}>
                {t('map:act.monitorNumber', { number })}
              </option>
            ))}
          </select>
        </div>
      )}
      <div className={styles['actLine']}>
        <Button
          className={styles['grow']}
          disabled={isEmpty}
          onClick={() => {
            void openOn(DESK_SURFACE, null);
          }}
        >
          <LayoutGrid size={16} aria-hidden />
          {t(isBefore ? 'map:act.openListDesk' : 'map:act.openDesk')}
        </Button>
        {mayGroup && (
          <Button
            className={styles['grow']}
            aria-haspopup="menu"
            disabled={isEmpty}
            onClick={({ currentTarget }) => {
              const { left, top } = currentTarget.getBoundingClientRect();
              setGroupsAt({ xPx: left, yPx: top });
            }}
          >
            <FolderPlus size={16} aria-hidden />
            {t('map:act.addToGroup')}
          </Button>
        )}
        {groupsAt !== null && (
          <GroupChoice
            cameras={cameras}
            at={groupsAt}
            onClose={() => {
              setGroupsAt(null);
            }}
          />
        )}
      </div>
      <p className={styles['done']} role="status">
        {done !== null && (done.monitorNumber === null ? t('map:act.openedDesk', { cameras: formatNumber(done.cameras, language) }) : t('map:act.opened', { cameras: formatNumber(done.cameras, language), number: done.monitorNumber }))}
      </p>
    </div>
  );
};
