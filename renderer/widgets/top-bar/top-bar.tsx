import type { ReactNode } from 'react';
import { Keyboard, LogOut, UserRound, type LucideIcon } from 'lucide-react';
import type { Person } from '@contract/domain/person.ts';
import { ONLY } from '@contract/state/slices.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { selectTier } from '../../state/selectors/records.ts';
import { useSlice, useView, useViewActions } from '../../state/state-context.tsx';
import { ALARMS_SCREEN_ID } from '../../state/view-store.ts';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { ConnectionWords } from '../../ui/connection-words.tsx';
import { LanguageSwitch } from '../language-switch/index.ts';
import { ServerClockFace } from './server-clock.tsx';
import styles from './top-bar.module.css';

/** A screen as the bar shows it. */
export interface ScreenTab {
  readonly id: string;
  readonly title: string;
  readonly icon: LucideIcon;
}

/** Product, server, screens, clock, language, and who is on duty. */
export const TopBar = ({ person, screens }: { readonly person: Person; readonly screens: readonly ScreenTab[] }): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const commands = useCommands();
  const { openKeyList, showScreen, askToSignOut } = useViewActions();
  const isKeyListOpen = useView((view) => view.isKeyListOpen);
  const screenId = useView((view) => view.screenId);
  const tier = useSlice('tier', selectTier);
  const role = t(`common:role.${person.role}`);
  return (
    <header className={styles['bar']} aria-label={t('common:topBar')}>
      <div className={styles['brand']}>
        <BrandMark sizePx={28} />
        <span className={styles['product']}>{t('common:product')}</span>
      </div>
      <div className={styles['server']}>
        <span className={styles['tier']} title={[tier?.service?.name[language], tier?.address].filter(Boolean).join(' · ')}>
          {tier?.service?.name[language] ?? tier?.address ?? ''}
        </span>
        <ConnectionWords tier={tier} />
      </div>
      <nav className={styles['screens']} aria-label={t('common:screens')}>
        {screens.map(({ id, title, icon: Icon }) => (
          <button
            key={id}
            type="button"
            className={classNames(styles['tab'], id === screenId && styles['tabOpen'])}
            aria-current={id === screenId ? 'page' : undefined}
            title={title}
            onClick={() => {
              showScreen(id);
            }}
          >
            <Icon size={16} aria-hidden />
            <span className={styles['tabWord']}>{title}</span>
            {id === ALARMS_SCREEN_ID && <UnseenCount />}
          </button>
        ))}
      </nav>
      <ServerClockFace />
      <LanguageSwitch />
      <IconButton
        label={t('live:keys.open')}
        title={`${t('live:keys.open')} (?)`}
        aria-expanded={isKeyListOpen}
        onClick={() => {
          openKeyList(!isKeyListOpen);
        }}
      >
        <Keyboard size={18} aria-hidden />
      </IconButton>
      <div className={styles['person']} title={[person.name, role, person.unitName].filter(Boolean).join(' · ')}>
        <UserRound size={18} aria-hidden className={styles['personIcon']} />
        <span className={styles['personWords']}>
          <span className={styles['personName']}>{person.name}</span>
          <span className={styles['role']}>{role}</span>
        </span>
      </div>
      <Button
        look="quiet"
        onClick={() => {
          if (askToSignOut()) commands.signOut();
        }}
      >
        <LogOut size={16} aria-hidden />
        {t('common:signOut')}
      </Button>
    </header>
  );
};

/** Alarms nobody has seen; nothing when there are none. Red while one of them is of priority 1. */
const UnseenCount = (): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const unseen = useSlice('alarmDesk', (desk) => desk.records.get(ONLY)?.counts.unseen);
  const count = unseen === undefined ? 0 : unseen[1] + unseen[2] + unseen[3] + unseen[4];
  if (count === 0) return null;
  return (
    <span className={styles['unseen']} data-urgent={(unseen?.[1] ?? 0) > 0} aria-hidden="true" title={t('alarms:head.unseen', { count })}>
      {formatNumber(count, language)}
    </span>
  );
};
