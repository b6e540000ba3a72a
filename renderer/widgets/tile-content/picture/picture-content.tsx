import { useState, type ReactNode } from 'react';
import { ImageOff } from 'lucide-react';
import type { PictureId } from '@contract/domain/units.ts';
import { useText } from '../../../i18n/use-text.ts';
import { PlainTile } from '../../video-tile/index.ts';
import type { ContentProps } from '../content-kind.ts';
import styles from '../tile-content.module.css';

/** Where the page finds a picture of the console's own store. */
export const pictureAddress = (picture: PictureId): string => `/pictures/${picture}`;

/** A picture of the console's own store, whole. */
export const PictureContent = ({ content, place }: ContentProps<'picture'>): ReactNode => {
  const t = useText();
  const [missing, setMissing] = useState<PictureId | null>(null);
  return (
    <PlainTile {...place.figure} label={t('content:kind.picture')} content="picture">
      {missing === content.picture ? (
        <div className={styles['words']}>
          <ImageOff className={styles['wordsShape']} strokeWidth={1.75} aria-hidden />
          <p className={styles['wordsTitle']}>{t('content:picture.missing')}</p>
          <p>{t('content:picture.missingHint')}</p>
        </div>
      ) : (
        <img
          className={styles['image']}
          src={pictureAddress(content.picture)}
          alt=""
          draggable={false}
          onError={() => {
            setMissing(content.picture);
          }}
        />
      )}
      {place.children}
    </PlainTile>
  );
};
