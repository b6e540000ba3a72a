import type { ReactNode } from 'react';
import { PanelBottomClose, PanelBottomOpen } from 'lucide-react';
import { useShortcuts } from '../../commands/use-shortcuts.ts';
import { useText } from '../../i18n/use-text.ts';
import { useView, useViewActions } from '../../state/state-context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { GridBar } from '../../widgets/grid-bar/index.ts';
import { KeyList } from '../../widgets/key-list/index.ts';
import { LayoutList } from '../../widgets/layout-list/index.ts';
import { MonitorMap } from '../../widgets/monitor-map/index.ts';
import { PtzPadWalk } from '../../widgets/ptz/index.ts';
import { DeskGrid } from '../../widgets/tile-grid/index.ts';
import { BesidePanel } from './beside-panel.tsx';
import { CameraPanel } from './camera-panel.tsx';
import { SteerPanel, useSteeredCamera } from './steer-panel.tsx';
import styles from './live-screen.module.css';

/** Cameras, tiles, wall. */
export const LiveScreen = (): ReactNode => {
  const t = useText();
  const isKeyListOpen = useView((view) => view.isKeyListOpen);
  const beside = useView((view) => view.beside);
  const steered = useSteeredCamera();
  useShortcuts();
  return (
    <>
      <CameraPanel />
      <main className={styles['main']}>
        <h1 className="visually-hidden">{t('live:title')}</h1>
        <GridBar />
        <div className={styles['tiles']}>
          <DeskGrid />
        </div>
        <WallPanel />
      </main>
      {isKeyListOpen ? <KeyList /> : beside !== null ? <BesidePanel key={JSON.stringify(beside)} beside={beside} /> : steered !== null && <SteerPanel camera={steered} />}
      <PtzPadWalk />
    </>
  );
};

const WallPanel = (): ReactNode => {
  const t = useText();
  const isOpen = useView((view) => view.isWallPanelOpen);
  const { openWallPanel } = useViewActions();
  return (
    <div className={classNames(styles['wall'], isOpen && styles['wallOpen'])}>
      {isOpen ? (
        <>
          <MonitorMap />
          <LayoutList />
        </>
      ) : (
        <span className={styles['wallTitle']}>{t('wall:panel')}</span>
      )}
      <IconButton
        className={styles['fold']}
        label={isOpen ? t('wall:close') : t('wall:open')}
        onClick={() => {
          openWallPanel(!isOpen);
        }}
      >
        {isOpen ? <PanelBottomClose size={18} aria-hidden /> : <PanelBottomOpen size={18} aria-hidden />}
      </IconButton>
    </div>
  );
};
