import type { ReactNode } from 'react';
import { useShortcuts } from '../../commands/use-shortcuts.ts';
import { useText } from '../../i18n/use-text.ts';
import { useView } from '../../state/state-context.tsx';
import { GridBar } from '../../widgets/grid-bar/index.ts';
import { KeyList } from '../../widgets/key-list/index.ts';
import { LayoutList } from '../../widgets/layout-list/index.ts';
import { WallDock } from '../../widgets/monitor-map/index.ts';
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
        <WallDock beside={<LayoutList />} />
      </main>
      {isKeyListOpen ? <KeyList /> : beside !== null ? <BesidePanel key={JSON.stringify(beside)} beside={beside} /> : steered !== null && <SteerPanel camera={steered} />}
      <PtzPadWalk />
    </>
  );
};
