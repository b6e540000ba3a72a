import type { ReactNode } from 'react';
import { X } from 'lucide-react';
import { DESK_SURFACE, type CameraId } from '@contract/domain/units.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectSurface } from '../../state/selectors/records.ts';
import { useSlice, useView, useViewActions } from '../../state/state-context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { PtzPanel } from '../../widgets/ptz/index.ts';
import styles from './beside-panel.module.css';

/** The camera of the selected tile while steering is on; null: it is off, or that tile holds no camera. */
export function useSteeredCamera(): CameraId | null {
  const isSteering = useView((view) => view.isSteering);
  const selected = useView((view) => view.selectedTile);
  return useSlice('surfaces', (replica) => {
    if (!isSteering) return null;
    const { contents } = selectSurface(DESK_SURFACE)(replica);
    const content = contents[Math.min(selected, contents.length - 1)];
    return content?.kind === 'camera' ? content.camera : null;
  });
}

/** Beside the tiles while steering is on: everything that can be done with the head of the selected camera. */
export const SteerPanel = ({ camera }: { readonly camera: CameraId }): ReactNode => {
  const t = useText();
  const { steer } = useViewActions();
  return (
    <aside className={styles['panel']} aria-labelledby="steer-title">
      <header className={styles['head']}>
        <h2 id="steer-title" className={styles['title']}>
          {t('ptz:panel.title')}
        </h2>
        <IconButton
          label={t('common:action.close')}
          onClick={() => {
            steer(false);
          }}
        >
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      <div className={styles['body']}>
        <PtzPanel camera={camera} />
      </div>
    </aside>
  );
};
