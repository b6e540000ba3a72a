import type { ReactNode } from 'react';
import { PanelBottomClose, PanelBottomOpen } from 'lucide-react';
import { useText } from '../../i18n/use-text.ts';
import { useView, useViewActions } from '../../state/state-context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { MonitorMap } from './monitor-map.tsx';
import styles from './wall-dock.module.css';

/** The wall below a screen, folded or open; `beside`: what stands next to it while it is open. */
export const WallDock = ({ beside }: { readonly beside?: ReactNode }): ReactNode => {
  const t = useText();
  const isOpen = useView((view) => view.isWallPanelOpen);
  const { openWallPanel } = useViewActions();
  return (
    <div className={classNames(styles['dock'], isOpen && styles['open'], isOpen && beside === undefined && styles['alone'])}>
      {isOpen ? (
        <>
          <MonitorMap />
          {beside}
        </>
      ) : (
        <span className={styles['title']}>{t('wall:panel')}</span>
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
