import type { ReactNode } from 'react';
import { useText } from '../../../i18n/use-text.ts';
import { PlainTile } from '../../video-tile/index.ts';
import type { ContentProps } from '../content-kind.ts';
import { fitTextPx } from './fit-text.ts';
import styles from '../tile-content.module.css';

/** Words of the operator's own, as large as they fit. */
export const TextContent = ({ content, place }: ContentProps<'text'>): ReactNode => {
  const t = useText();
  return (
    <PlainTile {...place.figure} label={t('content:kind.text')} content="text">
      <p className={styles['text']} style={{ fontSize: fitTextPx(content.text, place) }}>
        {content.text}
      </p>
      {place.children}
    </PlainTile>
  );
};
