import type { ReactNode } from 'react';
import { Server } from 'lucide-react';
import type { TierRecord } from '@contract/state/slices.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { ConnectionWords } from '../../ui/connection-words.tsx';
import styles from './sign-in-screen.module.css';

/** Which server will be asked: name, tier, address, and whether it answers. */
export const ServerLine = ({ tier }: { readonly tier: TierRecord | null }): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const isNamed = tier !== null && tier.address !== '';
  return (
    <section className={styles['server']} aria-label={t('signin:server')}>
      <Server size={18} aria-hidden />
      {isNamed ? (
        <span className={styles['serverWords']}>
          {tier.service !== null && (
            <span className={styles['serverName']}>
              {tier.service.name[language]} · {t(`common:tier.${tier.service.tier}`)}
            </span>
          )}
          <span className={styles['address']}>{tier.address}</span>
        </span>
      ) : (
        <span className={styles['serverWords']}>{t('common:connection.noAddress')}</span>
      )}
      {isNamed && <ConnectionWords tier={tier} />}
    </section>
  );
};
