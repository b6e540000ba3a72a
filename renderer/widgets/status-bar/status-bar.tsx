import type { ReactNode } from 'react';
import { Database, KeyRound, ListX } from 'lucide-react';
import type { Person } from '@contract/domain/person.ts';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import { surfaceCameras } from '@contract/domain/wall.ts';
import type { TierRecord } from '@contract/state/slices.ts';
import { formatShortMoment, formatTenths } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { selectSession, selectSurface, selectTier } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { classNames } from '../../ui/class-names.ts';
import { ConnectionWords } from '../../ui/connection-words.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { NoSpeaker } from '../alarm-sounds/index.ts';
import { LinkUse } from './link-use.tsx';
import { ToldWords } from './told-words.tsx';
import styles from './status-bar.module.css';

/** What must always be in sight: who, where, how the server is, how fresh the data is. */
export const StatusBar = ({ person }: { readonly person: Person }): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const session = useSlice('session', selectSession);
  const tier = useSlice('tier', selectTier);
  const shown = useSlice('surfaces', (replica) => surfaceCameras(selectSurface(DESK_SURFACE)(replica), null).size);
  return (
    <footer className={styles['bar']} aria-label={t('common:statusBar')}>
      <span className={styles['item']}>
        <span className={styles['cut']}>{[person.name, t(`common:role.${person.role}`), person.unitName].filter(Boolean).join(' · ')}</span>
      </span>
      {session?.session.kind === 'offline' && <span className={classNames(styles['item'], styles['told'])}>{t('live:status.offlineSession')}</span>}
      <span className={classNames(styles['item'], styles['server'])}>
        <ConnectionWords tier={tier} withTime />
        <span className={classNames(styles['cut'], styles['address'])}>{tier?.address}</span>
      </span>
      {tier !== null && <ClockOffset tier={tier} />}
      <ToldWords />
      <LinkUse />
      {session !== null && session.vault !== 'available' && (
        <span className={classNames(styles['item'], styles['told'])} title={t(`signin:vault.${session.vault}`)}>
          <KeyRound size={14} aria-hidden />
          {t('live:status.vaultUnavailable')}
        </span>
      )}
      <NoSpeaker />
      {tier !== null && <Freshness tier={tier} />}
      {tier !== null && tier.directorySkipped > 0 && (
        <span className={classNames(styles['item'], styles['told'])}>
          <ListX size={14} aria-hidden />
          {t('live:status.skipped', { count: tier.directorySkipped })}
        </span>
      )}
      <span className={classNames(styles['item'], styles['whole'])}>
        {tier?.directoryState === 'loading'
          ? t('live:status.loading', { total: format(tier.directoryTotal) })
          : t('live:status.shown', { shown: format(shown), total: format(tier?.directoryTotal ?? 0) })}
      </span>
    </footer>
  );
};

const ClockOffset = ({ tier }: { readonly tier: TierRecord }): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const tenths = Math.round(tier.clockOffsetMs / 100);
  const seconds = formatTenths(Math.abs(tenths) / 10, language);
  const isOff = Math.abs(tier.clockOffsetMs) > 2_000;
  return (
    <span className={classNames(styles['item'], styles['whole'], isOff && styles['told'])} title={isOff ? t(tier.clockOffsetMs > 0 ? 'common:clock.ahead' : 'common:clock.behind', { seconds }) : t('common:clock.equal')}>
      {t('common:clock.offset', { seconds: `${tenths < 0 ? '−' : ''}${seconds}` })}
    </span>
  );
};

/** When the data shown is from the cache: of what time. */
const Freshness = ({ tier }: { readonly tier: TierRecord }): ReactNode => {
  const t = useText();
  if (tier.directoryState !== 'cached' && tier.connection.kind !== 'offline') return null;
  return (
    <span className={classNames(styles['item'], styles['told'])}>
      <Database size={14} aria-hidden />
      {tier.directoryUtcMs === null ? t('live:status.cacheNever') : t('live:status.cacheFrom', { time: formatShortMoment(tier.directoryUtcMs) })}
    </span>
  );
};
