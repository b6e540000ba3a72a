import { useMemo, useRef, useState, type ReactNode } from 'react';
import { monitorSurface, type MonitorKey } from '@contract/domain/units.ts';
import type { Monitor } from '@contract/domain/wall.ts';
import { useText } from '../../i18n/use-text.ts';
import { byNumber, selectRecords } from '../../state/selectors/records.ts';
import type { WallTile } from '../../state/selectors/wall-tiles.ts';
import { useSlice } from '../../state/state-context.tsx';
import { Menu, type MenuPoint } from '../../ui/menu.tsx';
import { WallPicture } from '../../widgets/monitor-map/index.ts';
import { SceneList } from '../../widgets/scene-list/index.ts';
import { TourEditor } from '../../widgets/tour-editor/index.ts';
import { MonitorPanel } from './monitor-panel.tsx';
import { SourcesPanel } from './sources-panel.tsx';
import { useMonitorActs } from './use-monitor-acts.ts';
import styles from './wall-control-screen.module.css';

/** What to show on the left, the wall and the chosen monitor in the middle, scenes on the right. */
export const WallFace = ({ tiles, onStatus }: { readonly tiles: readonly WallTile[]; readonly onStatus: () => void }): ReactNode => {
  const t = useText();
  const monitors = useSlice('monitors', selectRecords<Monitor>);
  const [chosen, setChosen] = useState<MonitorKey | null>(null);
  const [intoTile, setIntoTile] = useState<number | null>(null);
  const [tourOf, setTourOf] = useState<Monitor | null>(null);
  const [menu, setMenu] = useState<{ readonly monitor: Monitor; readonly at: MenuPoint } | null>(null);
  const panel = useRef<HTMLElement>(null);
  const monitor = useMemo(() => {
    const sorted = byNumber(monitors);
    return sorted.find(({ id }) => id === chosen) ?? sorted.find(({ present }) => present) ?? sorted[0] ?? null;
  }, [monitors, chosen]);
  const select = (key: MonitorKey): void => {
    if (key !== chosen) setIntoTile(null);
    setChosen(key);
  };
  const toActs = (): void => {
    panel.current?.querySelector<HTMLElement>('button:not([disabled])')?.focus();
  };
  return (
    <div className={styles['face']}>
      <SourcesPanel monitor={monitor} intoTile={intoTile} />
      <div className={styles['middle']}>
        <WallPicture
          tiles={tiles}
          selected={monitor?.id ?? null}
          onSelect={select}
          onEnter={toActs}
          onMenu={(of, at) => {
            setMenu({ monitor: of, at });
          }}
        />
        {monitor !== null && (
          <MonitorPanel ref={panel} monitor={monitor} tiles={tiles.filter(({ surface }) => surface === monitorSurface(monitor.id))} intoTile={intoTile} onIntoTile={setIntoTile} onTour={setTourOf} onStatus={onStatus} />
        )}
      </div>
      <aside className={styles['side']} aria-label={tourOf === null ? t('control:scenes.title') : t('editor:tour.title')}>
        {tourOf === null ? (
          <SceneList />
        ) : (
          <>
            <h2 className={styles['title']}>{t('editor:tour.title')}</h2>
            <TourEditor
              key={tourOf.id}
              place={monitorSurface(tourOf.id)}
              onClose={() => {
                setTourOf(null);
                toActs();
              }}
            />
          </>
        )}
      </aside>
      {menu !== null && (
        <MonitorMenu
          {...menu}
          onTour={setTourOf}
          onClose={() => {
            setMenu(null);
          }}
        />
      )}
    </div>
  );
};

interface MonitorMenuProps {
  readonly monitor: Monitor;
  readonly at: MenuPoint;
  readonly onTour: (monitor: Monitor) => void;
  readonly onClose: () => void;
}

const MonitorMenu = ({ monitor, at, onTour, onClose }: MonitorMenuProps): ReactNode => {
  const t = useText();
  const acts = useMonitorActs(monitor, onTour);
  return <Menu label={t('wall:monitor', { number: monitor.number })} at={at} items={acts} onClose={onClose} />;
};
