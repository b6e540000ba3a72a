import { useEffect, useRef, type ReactNode } from 'react';
import { PlusSquare } from 'lucide-react';
import type { CameraId } from '@contract/domain/units.ts';
import { useCameraMore } from '../../commands/use-camera-more.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectTier } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { Button } from '../../ui/button.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { useMenuPlace } from '../../ui/use-menu-place.ts';
import { CameraMenu, useCameraActs } from '../camera-results/index.ts';
import { CameraFacts } from './camera-facts.tsx';
import { FieldOfView } from './field-of-view.tsx';
import { LivePicture } from './live-picture.tsx';
import { Neighbours } from './neighbours.tsx';
import { ServerFacts } from './server-facts.tsx';
import styles from './camera-page.module.css';

/** Everything of one camera: its picture now, what the directory knows, what the server says, what is around it. */
export const CameraPage = ({ camera }: { readonly camera: CameraId }): ReactNode => {
  const t = useText();
  const self = useRef<HTMLDivElement>(null);
  const acts = useCameraActs();
  const record = useCameraRecord(camera);
  const more = useCameraMore(camera);
  const isWhole = useSlice('tier', (replica) => selectTier(replica)?.directoryState === 'current');
  const menu = useMenuPlace();
  useEffect(() => {
    // The line that led here may be gone with the page before; keys are to go on from here.
    if (document.activeElement === null || document.activeElement === document.body) self.current?.focus();
  }, []);
  if (record === undefined) {
    return (
      <p className={styles['quiet']} role="status">
        {isWhole && more.error?.code === 'camera/unknown' ? t('find:page.gone') : t('find:page.loading')}
      </p>
    );
  }
  return (
    <div ref={self} className={styles['page']} tabIndex={-1}>
      <LivePicture camera={camera} />
      <div className={styles['acts']}>
        <Button
          look="primary"
          onClick={() => {
            acts.open(camera);
          }}
        >
          <PlusSquare size={16} aria-hidden />
          {t('find:page.open')}
        </Button>
        <MoreButton label={t('find:act.menu', { name: record.name })} look="plain" menu={menu} />
      </div>
      <CameraFacts record={record} />
      <FieldOfView record={record} />
      <ServerFacts state={more} />
      <Neighbours record={record} />
      {menu.at !== null && (
        <CameraMenu
          camera={camera}
          at={menu.at}
          onClose={menu.close}
        />
      )}
    </div>
  );
};
