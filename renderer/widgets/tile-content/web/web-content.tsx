import type { ReactNode } from 'react';
import { Globe, GlobeLock } from 'lucide-react';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import { useText } from '../../../i18n/use-text.ts';
import { selectSettings } from '../../../state/selectors/records.ts';
import { useSlice } from '../../../state/state-context.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { PlainTile } from '../../video-tile/index.ts';
import type { ContentProps } from '../content-kind.ts';
import { originOf } from './web-origin.ts';
import styles from '../tile-content.module.css';

/**
 * The place of a web page. The page itself is laid over it by main, at the place the grid tells (`data-web-tile`); what is drawn
 * here is seen only while no page stands there.
 */
export const WebContent = ({ content, place }: ContentProps<'web'>): ReactNode => {
  const t = useText();
  const origins = useSlice('settings', (replica) => selectSettings(replica)?.webOrigins ?? null);
  const origin = originOf(content.url);
  const isAllowed = origin !== null && (origins === null || origins.includes(origin));
  const isDesk = place.surface === DESK_SURFACE;
  const Shape = isAllowed ? Globe : GlobeLock;
  return (
    <PlainTile {...place.figure} label={t('content:web.label', { site: origin ?? content.url })} content="web">
      {isDesk && (
        // The page would lie over what the operator takes hold of.
        <p className={styles['webHead']} title={content.url}>
          {origin ?? content.url}
        </p>
      )}
      <div className={classNames(styles['webPlace'], isDesk && styles['webBelow'])} {...(isAllowed && { 'data-web-tile': place.index })}>
        <div className={styles['words']}>
          <Shape className={styles['wordsShape']} strokeWidth={1.75} aria-hidden />
          <p className={styles['wordsTitle']}>{t(isAllowed ? 'content:web.notShown' : 'content:web.notAllowed')}</p>
          <p className={styles['webSite']} title={content.url}>
            {origin ?? content.url}
          </p>
          <p>{t(isAllowed ? 'content:web.notShownHint' : 'content:web.notAllowedHint')}</p>
        </div>
      </div>
      {place.children}
    </PlainTile>
  );
};
