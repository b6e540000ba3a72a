import type { ReactNode } from 'react';
import { X } from 'lucide-react';
import type { Force } from '@contract/domain/force.ts';
import { useText } from '../../i18n/use-text.ts';
import { useServerTime } from '../../state/use-server-time.ts';
import { IconButton } from '../../ui/button.tsx';
import { useForceAge } from './force-words.ts';
import styles from './map-screen.module.css';

/** The force that is picked on the map: who it is, what it does, how old its place is. */
export const ForceCard = ({ force, onClose }: { readonly force: Force; readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const age = useForceAge()(force, useServerTime()).words;
  return (
    <section className={styles['preview']} aria-label={t('map:force.title')}>
      <div className={styles['previewFoot']}>
        <div className={styles['words']}>
          <h2 className={styles['title']}>{force.name}</h2>
          <p className={styles['facts']}>{[t(`map:force.kind.${force.kind}`), t(`map:force.state.${force.state}`), force.unitName ?? '', age].filter((part) => part !== '').join(' · ')}</p>
        </div>
        <IconButton label={t('map:force.close')} onClick={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
    </section>
  );
};
