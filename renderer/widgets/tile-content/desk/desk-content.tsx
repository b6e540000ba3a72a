import type { ReactNode } from 'react';
import { MonitorUp, MonitorX } from 'lucide-react';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import { useText } from '../../../i18n/use-text.ts';
import { useErrorSentence } from '../../../ui/error-sentence.ts';
import { PlainTile } from '../../video-tile/index.ts';
import type { ContentProps } from '../content-kind.ts';
import { useDeskPicture } from './use-desk-picture.ts';
import styles from '../tile-content.module.css';

/** The desk's own window on a wall. */
export const DeskContent = ({ place }: ContentProps<'desk'>): ReactNode => {
  const t = useText();
  return (
    <PlainTile {...place.figure} label={t('content:kind.desk')} content="desk">
      {place.surface === DESK_SURFACE ? (
        <div className={styles['words']}>
          <MonitorUp className={styles['wordsShape']} strokeWidth={1.75} aria-hidden />
          <p className={styles['wordsTitle']}>{t('content:kind.desk')}</p>
          <p>{t('content:desk.here')}</p>
        </div>
      ) : (
        <DeskPicture />
      )}
      {place.children}
    </PlainTile>
  );
};

const DeskPicture = (): ReactNode => {
  const t = useText();
  const sentence = useErrorSentence();
  const { video, picture } = useDeskPicture();
  return (
    <>
      <video ref={video} className={styles['image']} muted playsInline aria-hidden="true" />
      {picture.kind === 'showing' ? (
        <p className={styles['deskMark']}>
          <MonitorUp aria-hidden />
          {t('content:desk.showing')}
        </p>
      ) : (
        <div className={styles['words']}>
          {picture.kind === 'opening' ? <MonitorUp className={styles['wordsShape']} strokeWidth={1.75} aria-hidden /> : <MonitorX className={styles['wordsShape']} strokeWidth={1.75} aria-hidden />}
          <p className={styles['wordsTitle']}>{t(`content:desk.${picture.kind}`)}</p>
          {picture.kind === 'failed' && <p>{sentence(picture.error)}</p>}
        </div>
      )}
    </>
  );
};
